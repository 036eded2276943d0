"""Decides which job comes next, and when a file is done: whole files, or long PDFs in parts."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from legalredact.documents.pdf.parallel_parts import joined, parts_of
from legalredact.errors import UnreadableInput
from legalredact.model.document import Document

T = TypeVar("T")
"""What is read: a path, or an item of another kind, which is opaque here."""

_LONG = 1 << 19
"""File size in bytes from which the number of pages is determined first; smaller files are not split."""


@dataclass(eq=False, slots=True)
class FileInWork(Generic[T]):
    """A file that is being read.

    Arguments:
        path: of the file, or another item.
        expected: number of parts, 0 until it is known.
        parts: documents of finished parts, by their first page.
        pages_done: progress of running parts, by their first page.
        pages: total, 0 until it is known.
        failed: its error was already reported; further failing parts are ignored.
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
        """The file's document, joined from its parts."""
        return joined([self.parts[start] for start in sorted(self.parts)]) if len(self.parts) > 1 else self.parts[0]


@dataclass(frozen=True, eq=False, slots=True)
class ReadJob(Generic[T]):
    """The next job of a process.

    Arguments:
        file: the file.
        pages: the part, or None for the whole file.
        count: only count the pages.
    """

    file: FileInWork[T]
    pages: range | None = None
    count: bool = False


class Queue(Generic[T]):
    """Files to read, split into jobs; a file that was begun is finished before the next one.

    Arguments:
        paths: consumed lazily, as processes become free.
        processes: number of processes among which a long file is split.
    """

    def __init__(self, paths: Iterable[T], processes: int) -> None:
        self._paths = iter(paths)
        self._processes = processes
        self._pieces: deque[ReadJob[T]] = deque()

    def take(self) -> ReadJob[T] | None:
        """The next job, None if there is none."""
        if self._pieces:
            return self._pieces.popleft()
        path = next(self._paths, None)
        if path is None:
            return None
        return ReadJob(FileInWork(path), count=self._processes > 1 and is_long(path))

    def done(self, piece: ReadJob[T], result: Any) -> Any:
        """Store the result of a job; returns the file's result once: when complete, or when its first part failed."""
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


def is_long(path: object) -> bool:
    """Whether pages of a file may be read in several processes."""
    try:
        return isinstance(path, Path) and path.stat().st_size >= _LONG
    except OSError:
        return False
