"""The parts of an e-mail, independent of its format."""

import enum
from dataclasses import dataclass, field

from legalredact.model.document import UnreadReason

DEEPEST = 20
"""Depth to which nested messages are read; deeper ones are refused with this reason."""

MOST_ATTACHMENTS = 2_000


class BodyKind(enum.Enum):
    """The format of a body."""

    PLAIN = "plain"
    HTML = "html"
    RTF = "rtf"


@dataclass(frozen=True, slots=True)
class Body:
    """Text of a message.

    Arguments:
        text: decoded; rich text has one paragraph per line.
    """

    kind: BodyKind
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file attached to a message.

    Arguments:
        name: as in the message; may be empty.
        content: its bytes, decoded.
        shown: it is an image that the body shows; it is read with the message.
    """

    name: str = field(repr=False)
    content: bytes = field(repr=False)
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    """A message.

    Arguments:
        headers: (name, value) of displayed headers: from, to, copies, date, subject.
        others: (name, value) of all other headers or properties.
        bodies: in order.
        attachments: in order; each is a document of its own, except images shown in the body.
        beside: text that mail programs do not show, such as text before and after the parts.
        unread: (reason, detail) of what could not be read; details contain no text of the message.
    """

    headers: tuple[tuple[str, str], ...] = field(repr=False)
    others: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    bodies: tuple[Body, ...] = field(default=(), repr=False)
    attachments: tuple[Attachment, ...] = field(default=(), repr=False)
    beside: tuple[str, ...] = field(default=(), repr=False)
    unread: tuple[tuple[UnreadReason, str], ...] = ()

    @property
    def separate(self) -> tuple[Attachment, ...]:
        """Attachments that are documents of their own."""
        return tuple(one for one in self.attachments if not one.shown)
