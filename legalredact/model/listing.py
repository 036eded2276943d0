"""What a list of a matter's documents shows, without their texts."""

from dataclasses import dataclass, field

from legalredact.model.document import UnreadPart


@dataclass(frozen=True, slots=True)
class Listed:
    """One document of a matter, in a line.

    Arguments:
        name: the file's name (may spell a client's name).
        digest: SHA-256 of its bytes.
        pages: how many; 0 for files without pages.
        ocr: whether a page of it was read from a picture.
        unread: parts that could not be read surely.
        searched: whether somebody has looked for names in it.
        entities: ids of those who were named in it when it was last resolved who is who.
    """

    id: str
    name: str = field(repr=False)
    digest: str
    pages: int
    ocr: bool
    unread: tuple[UnreadPart, ...]
    searched: bool
    entities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that was to come into a matter and cannot be read.

    Arguments:
        path: where it stood (may spell a client's name).
        what, remedy: why it cannot be read, and what to do.
        cut_short: nobody has tried to read it, since reading was stopped or killed before it came to it.
    """

    path: str = field(repr=False)
    what: str = field(repr=False)
    remedy: str = field(repr=False)
    cut_short: bool = False
