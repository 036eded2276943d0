"""Which piece of work comes next, and when a file is done: whole files, or long PDFs in parts."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from legalredact.documents.pdf.parallel_parts import joined, parts_of
from legalredact.errors import UnreadableInput
from legalredact.model.document import Document

T = TypeVar("T")
"""What is worked on: a path, or an order of another kind, of which nothing is asked here."""

_LONG = 1 << 19
"""Bytes from which a file is asked for its number of pages before it is read; shorter ones have too few to part."""


@dataclass(eq=False, slots=True)
class FileInWork(Generic[T]):
    """A file that is being read.

    Arguments:
        path: of the file, or what else is worked on.
        expected: how many parts it is read in, 0 until that is known.
        parts: documents of the parts that are done, by their first page.
        pages_done: of the parts in work, by their first page.
        pages: in all, 0 until that is known.
        failed: it has been told to be unreadable; parts that fail with the first one say nothing more.
    """

    path: T
    expected: int = 0
    parts: dict[int, Document] = field(default_factory=dict, repr=False)
    pages_done: dict[int, int] = field(default_factory=dict)
    pages: int = 0
    failed: bool = False

    @property
    def complete(self) -> bool:
        """Whether all parts are done."""
        return 0 < self.expected == len(self.parts)

    def document(self) -> Document:
        """The file's document, of all its parts."""
        return joined([self.parts[start] for start in sorted(self.parts)]) if len(self.parts) > 1 else self.parts[0]


@dataclass(frozen=True, eq=False, slots=True)
class ReadJob(Generic[T]):
    """What one process does next.

    Arguments:
        file: for which file.
        pages: the part, or None for the whole file.
        count: only count its pages.
    """

    file: FileInWork[T]
    pages: range | None = None
    count: bool = False


class Queue(Generic[T]):
    """Files to read, cut into pieces; what is begun is finished before another file is taken up.

    Arguments:
        paths: looked at one by one, as processes become free.
        processes: among how many a long file is parted.
    """

    def __init__(self, paths: Iterable[T], processes: int) -> None:
        self._paths = iter(paths)
        self._processes = processes
        self._pieces: deque[ReadJob[T]] = deque()

    def take(self) -> ReadJob[T] | None:
        """The next piece, None if there is none."""
        if self._pieces:
            return self._pieces.popleft()
        path = next(self._paths, None)
        if path is None:
            return None
        return ReadJob(FileInWork(path), count=self._processes > 1 and _is_long(path))

    def done(self, piece: ReadJob[T], result: Any) -> Any:
        """Take the result of a piece; returns the file's once, when it is complete or its first part has failed."""
        if piece.file.failed:
            return None
        if isinstance(result, UnreadableInput):
            self._pieces = deque(other for other in self._pieces if other.file is not piece.file)
            piece.file.failed = True
            return result
        if isinstance(result, int):
            self._part(piece.file, result)
            return None
        if piece.pages is None:
            return result
        piece.file.parts[piece.pages.start] = result
        return piece.file.document() if piece.file.complete else None

    def _part(self, file: FileInWork[T], pages: int) -> None:
        ranges = parts_of(pages, self._processes)
        file.expected, file.pages = len(ranges), pages
        self._pieces.extend(ReadJob(file, part) for part in ranges)
        if not ranges:
            self._pieces.appendleft(ReadJob(file))


def _is_long(path: object) -> bool:
    try:
        return isinstance(path, Path) and path.stat().st_size >= _LONG
    except OSError:
        return False
