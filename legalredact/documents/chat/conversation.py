"""A conversation of a chat program: its messages, each with time and sender, as blocks of a document."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from legalredact.documents.assembly import Assembly
from legalredact.model.document import BlockKind

_NAMING = re.compile(r"[^\W\d_]|(?:\d\D{0,3}){5}")


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message.

    Arguments:
        when: date and time, as text.
        sender: name for display; empty for a notice of the program.
        text: may have several lines.
        more: lines that the program shows below it: files, reactions, previews.
        beside: texts that it does not show.
    """

    when: str
    sender: str = field(repr=False)
    text: str = field(repr=False)
    more: tuple[str, ...] = field(default=(), repr=False)
    beside: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Conversation:
    """Messages in the order of the export.

    Arguments:
        title: name of the channel or of the group; may be empty.
        people: names of its members.
        beside: texts that belong to no message.
    """

    title: str = field(repr=False)
    messages: tuple[ChatMessage, ...] = field(repr=False)
    people: tuple[str, ...] = field(default=(), repr=False)
    beside: tuple[str, ...] = field(default=(), repr=False)


def add_conversation(assembly: Assembly, conversation: Conversation) -> None:
    """Add the title, the members and a block for each message."""
    assembly.add(BlockKind.HEADING, conversation.title and f"Conversation: {conversation.title}", label="title")
    people = [name for name in dict.fromkeys(conversation.people) if name]
    assembly.add(BlockKind.BODY, f"People: {'; '.join(people)}" if people else "", label="people")
    for number, message in enumerate(conversation.messages, 1):
        head = " ".join(filter(None, (message.when and f"[{message.when}]", message.sender and f"{message.sender}:")))
        said = "\n".join(filter(None, (f"{head} {message.text}".strip(), *message.more)))
        for piece in said.split("\n\n"):
            assembly.add(BlockKind.BODY, piece, label=f"message {number}")
        _add_beside(assembly, message.beside, f"other fields of message {number}")
    _add_beside(assembly, conversation.beside, "other fields of the conversation")


def _add_beside(assembly: Assembly, texts: Iterable[str], label: str) -> None:
    said = [text for text in dict.fromkeys(text.strip() for text in texts) if may_name(text)]
    assembly.add(BlockKind.PROPERTY, "\n".join(said), label=label)


def may_name(text: str) -> bool:
    """Whether a text may name somebody: it has a letter, or the digits of a telephone number."""
    return _NAMING.search(text) is not None
