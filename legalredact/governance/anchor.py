"""A mark outside the matter of how far its trail had come: it shows a trail cut at its end, or an older copy put back.

Each person keeps their own, in their profile or in a folder that policy names. A mark holds a number and a digest, and
nothing of the matter.
"""

import json
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import platformdirs

from legalredact.errors import DiskFull
from legalredact.model.audit import AuditEvent
from legalredact.model.side_file import read_plain

_MOST = 1 << 12
"""Bytes that a mark may hold."""
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The last event that was written from here."""

    number: int
    digest: str


class Anchors:
    """The marks of one person.

    Arguments:
        folder: made when the first one is written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, matter_id: str) -> Anchor | None:
        """The mark of a matter; None if nothing was written to it from here, or the mark cannot be read."""
        try:
            row = json.loads(read_plain(self._path(matter_id), _MOST))
            return Anchor(int(row["number"]), str(row["digest"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, matter_id: str, event: AuditEvent) -> None:
        """Note the event as the last one. The old mark or the new one stands there, never half of one.

        Errors: DiskFull.
        """
        path, half = self._path(matter_id), None
        content = json.dumps(asdict(Anchor(event.number, event.digest)))
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, half = tempfile.mkstemp(dir=self._folder, prefix=".")
            with os.fdopen(handle, "w", encoding="ascii") as stream:
                stream.write(content)
            Path(half).replace(path)
        except OSError:
            if half is not None:
                Path(half).unlink(missing_ok=True)
            raise DiskFull(
                "The mark of the audit trail could not be written; nothing was done.",
                "Free some space, or have IT check the folder for marks (audit.anchors) in policy.",
            ) from None

    def _path(self, matter_id: str) -> Path:
        name = matter_id if _ID.fullmatch(matter_id) else matter_id.encode().hex()
        return self._folder / f"{name}.json"


def anchors_in(folder: str) -> Anchors:
    """The marks in the folder that policy names, else in the user's own data."""
    own = platformdirs.user_data_path("LegalRedact", appauthor=False) / "anchors"
    return Anchors(Path(folder) if folder else own)


def fault(anchor: Anchor | None, last: AuditEvent | None, digest_of: Callable[[int], str]) -> str:
    """What the mark says against a trail; empty if it says nothing.

    Arguments:
        last: the trail's last event.
        digest_of: digest of the event of a number.
    """
    if anchor is None:
        return ""
    if last is None or last.number < anchor.number:
        known = last.number if last else 0
        return f"The trail ends at event {known}; from here it was seen to reach {anchor.number}."
    if digest_of(anchor.number) != anchor.digest:
        return f"Event {anchor.number} is not the one that was written from here."
    return ""
