"""An e-mail taken apart, whatever program wrote it."""

import enum
from dataclasses import dataclass, field

from legalredact.model.document import UnreadReason

DEEPEST = 20
"""Messages inside messages that are followed; deeper ones are refused with that reason."""

MOST_ATTACHMENTS = 2_000


class BodyKind(enum.Enum):
    """How a body is written."""

    PLAIN = "plain"
    HTML = "html"
    RTF = "rtf"


@dataclass(frozen=True, slots=True)
class Body:
    """Text of a message.

    Arguments:
        text: decoded; of rich text, one paragraph a line.
    """

    kind: BodyKind
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message.

    Arguments:
        name: as the message calls it, perhaps empty.
        content: its bytes, decoded.
        shown: it is a picture that the body shows in its place; it is read with the message.
    """

    name: str = field(repr=False)
    content: bytes = field(repr=False)
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    """A message.

    Arguments:
        headers: (name, value) of what a reader sees: from, to, copies, date, subject.
        others: (name, value) of all other headers or properties.
        bodies: in order.
        attachments: in order; each is a document of its own, but for pictures shown in the body.
        beside: text that no mail program shows, such as what stands before and after the parts.
        unread: (reason, detail) of what could not be read; details hold no text of the message.
    """

    headers: tuple[tuple[str, str], ...] = field(repr=False)
    others: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    bodies: tuple[Body, ...] = field(default=(), repr=False)
    attachments: tuple[Attachment, ...] = field(default=(), repr=False)
    beside: tuple[str, ...] = field(default=(), repr=False)
    unread: tuple[tuple[UnreadReason, str], ...] = ()

    @property
    def apart(self) -> tuple[Attachment, ...]:
        """Attachments that are documents of their own."""
        return tuple(one for one in self.attachments if not one.shown)
