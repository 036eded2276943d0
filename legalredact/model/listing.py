"""Entries in the list of a matter's documents, without their texts."""

from dataclasses import dataclass, field

from legalredact.model.document import UnreadPart


@dataclass(frozen=True, slots=True)
class Listed:
    """One document of a matter, as listed.

    Arguments:
        name: the file's name (may contain a client's name).
        digest: SHA-256 of its bytes.
        pages: number of pages; 0 for files without pages.
        ocr: whether OCR read any of its pages.
        unread: number of unread parts.
        searched: whether names were searched in it.
        entities: ids of the entities that the last resolution found in it.
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
    """A file that was added to a matter and cannot be read.

    Arguments:
        path: original path (may contain a client's name).
        what, remedy: why it cannot be read, and what to do.
        cut_short: reading was not attempted, because it was stopped or killed before.
    """

    path: str = field(repr=False)
    what: str = field(repr=False)
    remedy: str = field(repr=False)
    cut_short: bool = False
