"""What an audit looks at."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Channel:
    """One place of a file that may hold text.

    Arguments:
        name: for people.
        text: in it.
        page: counted from 1, 0 if it belongs to none.
        prose: whether the text is made of words.
        data: bytes, in place of text, to be searched as they are.
        unread: why it could not be read, empty if it was.
    """

    name: str
    text: str = field(default="", repr=False)
    page: int = 0
    prose: bool = True
    data: bytes = field(default=b"", repr=False)
    unread: str = ""
