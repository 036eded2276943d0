"""A Slack export (.zip): one conversation for each channel and day, with the names of the people that it mentions."""

import functools
import html
import json
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from legalredact.errors import DamagedInput, OversizedInput
from legalredact.model.zip_file import BROKEN_ZIP

_DAY = re.compile(r"([^/]+)/(\d{4}-\d{2}-\d{2})\.json")
_MENTION = re.compile(r"<([@#!])([A-Za-z0-9^]+)(?:\|([^>]*))?>")
_LINK = re.compile(r"<([a-z]+:[^|>\s]+)(?:\|([^>]*))?>")
_USER = re.compile(r"\b[UWB][A-Z0-9]{6,12}\b")
_LARGEST = 64 << 20
"""Unpacked bytes of one day, or of the list of people."""


def is_part(path: str) -> bool:
    """Whether an entry of the export is a day of a channel, or a list of people or channels."""
    return path.endswith(".json")


def conversation_bytes(archive: zipfile.ZipFile, number: int) -> bytes:
    """A day of a channel as a file of its own, with the people that it names; always the same bytes.

    Lists of people and of channels are written without the escapes that hide letters.

    Errors: DamagedInput, OversizedInput.
    """
    info = archive.infolist()[number]
    found = _DAY.fullmatch(info.filename)
    said = _json(archive, info)
    if found is None:
        return json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    people = people_of(archive)
    mentioned = sorted(set(_USER.findall(json.dumps(said))) & people.keys())
    day = {
        "legalredact_conversation": 1,
        "title": f"{found[1]}, {found[2]}",
        "people": {one: people[one] for one in mentioned},
        "messages": said,
    }
    return json.dumps(day, ensure_ascii=False).encode("utf-8", "replace")


@functools.lru_cache(maxsize=1)
def people_of(archive: zipfile.ZipFile) -> dict[str, dict[str, Any]]:
    """All people of the workspace by their ids; kept, since each day needs them.

    Errors: as in `conversation_bytes`.
    """
    said = _json(archive, archive.getinfo("users.json"))
    people = [person for person in said if isinstance(person, dict)] if isinstance(said, list) else []
    return {person["id"]: person for person in people if isinstance(person.get("id"), str)}


def _json(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Any:
    if info.file_size > _LARGEST:
        raise OversizedInput("A day of the Slack export is larger than the limit.", "Unpack it and look at it.")
    try:
        return json.loads(archive.read(info))
    except (*BROKEN_ZIP, RecursionError):
        raise DamagedInput("A part of the Slack export is damaged.", "Export it again.") from None


def shown_name(person: object) -> str:
    """The name that Slack shows for a person; empty if there is none."""
    if not isinstance(person, Mapping):
        return ""
    profile = person.get("profile")
    places = (profile, person) if isinstance(profile, Mapping) else (person,)
    keys = ("real_name", "display_name", "name")
    return next((v for p in places for k in keys if isinstance(v := p.get(k), str) and v.strip()), "")


def slack_text(text: str, names: Mapping[str, str]) -> str:
    """A text with names in place of mentions, and without the escapes of links."""

    def mention(found: re.Match[str]) -> str:
        if found[1] == "@":
            return f"@{names.get(found[2]) or found[3] or found[2]}"
        return f"{'#' if found[1] == '#' else '@'}{found[3] or found[2]}"

    text = _MENTION.sub(mention, text)
    text = _LINK.sub(lambda found: f"{found[2]} ({found[1]})" if found[2] else found[1], text)
    return html.unescape(names.get(text, text))
