"""Recognizes a table of messages by its headings, as iMazing and other programs export iMessage and SMS."""

import re
from collections.abc import Mapping, Sequence

from legalredact.documents.chat.conversation import ChatMessage, Conversation

_SENDER = ("sendername", "sender", "from", "author", "displayname", "senderid")
_TEXT = ("text", "message", "messagetext", "body", "content", "messagecontent")
_WHEN = ("messagedate", "date", "datetime", "timestamp", "time", "sent", "sentdate", "createddatetime", "datesent")
_TITLE = ("chatsession", "chat", "chatname", "conversation", "channel", "thread", "group", "channelname")
_MORE = {"attachment": "Attachment", "reactions": "Reactions", "subject": "Subject", "replyingto": "Replying to"}
_MOST_COLUMNS = 60


def conversation_of(rows: Sequence[Sequence[str]]) -> Conversation | None:
    """The messages of a table; None if its headings do not name sender, text and time."""
    if len(rows) < 2 or len(rows[0]) > _MOST_COLUMNS:
        return None
    headings = [re.sub(r"[\W_]+", "", heading).lower() for heading in rows[0]]
    at = {heading: index for index, heading in reversed([*enumerate(headings)])}
    columns = [next((at[name] for name in names if name in at), None) for names in (_SENDER, _TEXT, _WHEN)]
    if None in columns or len(headings) > len(set(headings)):
        return None
    sender, text, when = (column for column in columns if column is not None)
    title = next((at[name] for name in _TITLE if name in at), None)
    known = {sender, text, when}
    messages = [_message(row, sender, text, when, rows[0], at, known) for row in rows[1:] if any(map(str.strip, row))]
    titles = dict.fromkeys(row[title].strip() for row in rows[1:] if title is not None and title < len(row))
    return Conversation("; ".join(filter(None, titles)), tuple(messages))


def _message(
    row: Sequence[str],
    sender: int,
    text: int,
    when: int,
    headings: Sequence[str],
    at: Mapping[str, int],
    known: set[int],
) -> ChatMessage:
    cells = [cell.strip() for cell in row]
    cells += [""] * (len(headings) - len(cells))
    shown = {at[name]: label for name, label in _MORE.items() if name in at}
    more = [f"{label}: {cells[index]}" for index, label in shown.items() if cells[index]]
    beside = [cell for index, cell in enumerate(cells) if index not in known and index not in shown]
    return ChatMessage(cells[when], cells[sender], cells[text], tuple(more), tuple(beside))
