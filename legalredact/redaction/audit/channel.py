"""A channel: one place of a file that an audit searches."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Channel:
    """One place of a file that may hold text.

    Arguments:
        name: shown to people.
        text: of the channel.
        page: counted from 1, 0 if it belongs to none.
        prose: whether the text consists of words.
        data: bytes to search directly, in place of text.
        unread: why it could not be read, empty if it was.
    """

    name: str
    text: str = field(default="", repr=False)
    page: int = 0
    prose: bool = True
    data: bytes = field(default=b"", repr=False)
    unread: str = ""
