"""Reads messages in JSON: a day of a Slack channel, a personal export of Teams, messages from Microsoft Graph."""

import datetime as dt
import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from legalredact.documents.assembly import Assembly, identify
from legalredact.documents.chat.conversation import ChatMessage, Conversation, add_conversation, may_name
from legalredact.documents.chat.slack import shown_name, slack_text
from legalredact.documents.limits import Limits
from legalredact.documents.text.html_text import html_text
from legalredact.documents.text.plain import decoded, read_text
from legalredact.errors import DamagedInput, OversizedInput
from legalredact.model.document import Document
from legalredact.model.source import Source, content_of, size_of

_MOST = 256 << 20
_MARKUP = re.compile(r"<[A-Za-z/!][^>]*>")
_DEEPEST = 60
Json = Any
"""Anything that JSON can say; a hostile file may say anything anywhere, so types are checked at each use."""


def read_chat(source: Source, limits: Limits, name: str = "") -> Document:
    """Read a conversation. Every text of every message is read: shown, or searched for names.

    JSON that has no message after all is read as plain text.

    Errors:
        OversizedInput: it is larger than the limit.
        DamagedInput: it is not complete JSON, or is nested deeper than messages are.
        EmptyInput: it has no text.
    """
    identity = identify(source, name)
    if size_of(source) > min(limits.max_bytes, _MOST):
        raise OversizedInput(f"Conversation {identity.id} is larger than the limit.", "Export it in parts.")
    try:
        said = json.loads(decoded(content_of(source), identity.id).lstrip("\ufeff"))
        conversations = [*_conversations(said)]
    except (ValueError, RecursionError):
        raise DamagedInput(f"Conversation {identity.id} is not complete.", "Export it again.") from None
    if not any(conversation.messages for conversation in conversations):
        return read_text(source, limits, name)
    assembly = Assembly(identity)
    for conversation in conversations:
        add_conversation(assembly, conversation)
    return assembly.document()


def _conversations(said: Json) -> Iterator[Conversation]:
    if isinstance(said, list):
        yield from _of_messages("", said, {})
    elif isinstance(said, dict) and "legalredact_conversation" in said:
        yield from _of_messages(_text(said, "title"), _list(said, "messages"), _dict(said, "people"))
    elif isinstance(said, dict):
        lists = [one for one in _list(said, "conversations") if isinstance(one, dict)]
        for one in lists:
            messages = _list(one, "MessageList")
            rest = (*_all(_rest(one, "displayName")), *_strange(messages)) if messages else tuple(_all(one))
            yield Conversation(_text(one, "displayName"), tuple(map(_teams, _dicts(messages))), (), tuple(rest))
        key = next((key for key in ("value", "messages") if _list(said, key)), "")
        rest = tuple(
            _all(
                {name: value for name, value in said.items() if name != key and not (lists and name == "conversations")}
            )
        )
        yield from _of_messages("", _list(said, key), {}, rest)


def _of_messages(
    title: str, messages: Sequence[Json], people: Mapping[str, Json], beside: tuple[str, ...] = ()
) -> Iterator[Conversation]:
    read = tuple(_graph(one) if "createdDateTime" in one else _slack(one, people) for one in _dicts(messages))
    names = tuple(shown_name(person) for person in people.values())
    details = tuple(text for person in people.values() for text in _all(person))
    if read or beside or messages or names:
        yield Conversation(title, read, names, (*beside, *_strange(messages), *details))


def _strange(messages: Sequence[Json]) -> tuple[str, ...]:
    """Texts among the messages that are in none."""
    return tuple(text for one in messages if not isinstance(one, dict) for text in _all(one))


def _rest(said: Mapping[str, Json], *shown: str) -> dict[str, Json]:
    """All but the texts that are shown."""
    return {key: value for key, value in said.items() if key not in shown or not isinstance(value, str)}


def _slack(message: Mapping[str, Json], people: Mapping[str, Json]) -> ChatMessage:
    """A message of a Slack export; ids of people are replaced by their names."""
    profile = _dict(message, "user_profile")
    known = {key: shown_name(person) for key, person in people.items()}
    user = _text(message, "user")
    sender = known.get(user) or shown_name({"profile": profile}) or _text(message, "username") or user
    text = slack_text(_text(message, "text") or "\n".join(_block_texts(_list(message, "blocks"))), known)
    more = [slack_text(line, known) for line in _slack_more(message, known)]
    rest = _rest(message, "text", "ts", "type", "user", "username", "subtype")
    found = "\n".join((sender, text, *more))
    beside = [line for line in (slack_text(one, known) for one in _all(rest)) if line not in found]
    return ChatMessage(_of_seconds(_text(message, "ts")), sender, text, tuple(more), tuple(beside))


def _slack_more(message: Mapping[str, Json], known: Mapping[str, str]) -> Iterator[str]:
    for file in _dicts(_list(message, "files")):
        yield f"File: {_text(file, 'title') or _text(file, 'name')}"
    for one in _dicts(_list(message, "attachments")):
        said = [_text(one, key) for key in ("pretext", "author_name", "title", "text", "footer")]
        said += [f"{_text(field, 'title')}: {_text(field, 'value')}" for field in _dicts(_list(one, "fields"))]
        yield "\n".join(dict.fromkeys(filter(None, said))) or _text(one, "fallback")
    for one in _dicts(_list(message, "reactions")):
        users = [known.get(user, user) for user in _list(one, "users") if isinstance(user, str)]
        yield f"Reaction {_text(one, 'name')}: {', '.join(users)}"


def _block_texts(said: Json, depth: int = 0) -> Iterator[str]:
    """Texts of the layout blocks of an app, whose messages may have no text besides."""
    if depth > _DEEPEST:
        raise RecursionError
    for one in said if isinstance(said, list) else [said]:
        if isinstance(one, dict):
            if isinstance(one.get("text"), str):
                yield one["text"]
            for value in one.values():
                if isinstance(value, list | dict):
                    yield from _block_texts(value, depth + 1)


def _graph(message: Mapping[str, Json]) -> ChatMessage:
    """A message as Microsoft Graph describes it (resource type chatMessage)."""
    sender = _dict(message, "from")
    names = (_text(_dict(sender, kind), "displayName") for kind in ("user", "application", "device"))
    name = next(filter(None, names), "")
    text, beside = _shown(_text(_dict(message, "body"), "content"))
    more = [f"File: {_text(file, 'name')}" for file in _dicts(_list(message, "attachments"))]
    subject = _text(message, "subject")
    rest = _rest({**message, "body": _rest(_dict(message, "body"), "content")}, "createdDateTime", "subject")
    lines = (f"Subject: {subject}" if subject else "", text)
    beside += [said for said in _all(rest) if said != name]
    return ChatMessage(
        _text(message, "createdDateTime"), name, "\n".join(filter(None, lines)), tuple(more), tuple(beside)
    )


def _teams(message: Mapping[str, Json]) -> ChatMessage:
    """A message of the export that a person requests from Microsoft (personal Teams and Skype)."""
    text, beside = _shown(_text(message, "content"))
    sender = _text(message, "displayName") or _text(message, "from")
    rest = _rest(message, "content", "displayName", "originalarrivaltime")
    return ChatMessage(_text(message, "originalarrivaltime"), sender, text, (), (*beside, *_all(rest)))


def _shown(content: str) -> tuple[str, list[str]]:
    """The text that markup shows, and what it does not show."""
    if not _MARKUP.search(content):
        return html.unescape(content), []
    page = html_text(content)
    return "\n".join(page.lines), [*page.spoken, *page.links, *page.comments]


def _all(said: Json, depth: int = 0) -> Iterator[str]:
    """Every text with letters, of values and of keys that are not identifiers."""
    if depth > _DEEPEST:
        raise RecursionError
    if isinstance(said, str):
        if may_name(said):
            yield said
    elif isinstance(said, list):
        for one in said:
            yield from _all(one, depth + 1)
    elif isinstance(said, dict):
        for key, value in said.items():
            if not re.fullmatch(r"[\w$@.:-]{0,60}", key):
                yield key
            yield from _all(value, depth + 1)
    elif isinstance(said, int | float) and abs(said) > 99_999:
        yield str(said)


def _of_seconds(stamp: str) -> str:
    """A Slack time stamp, in UTC; the stamp itself if it is none."""
    try:
        return f"{dt.datetime.fromtimestamp(float(stamp), dt.UTC):%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError, OSError):
        return stamp


def _text(said: Json, key: str) -> str:
    value = said.get(key) if isinstance(said, dict) else None
    return value if isinstance(value, str) else ""


def _list(said: Json, key: str) -> list[Json]:
    value = said.get(key) if isinstance(said, dict) else None
    return value if isinstance(value, list) else []


def _dict(said: Json, key: str) -> dict[str, Json]:
    value = said.get(key) if isinstance(said, dict) else None
    return value if isinstance(value, dict) else {}


def _dicts(said: Iterable[Json]) -> list[dict[str, Json]]:
    return [one for one in said if isinstance(one, dict)]
