"""Reads in worker processes: a file that crashes its reader, hangs or uses too much memory is reported; others go on.

Only paths and limits are sent to a process; only a `Document` or one of our errors comes back. Messages of engine
exceptions may quote the file and are dropped.
"""

import os
import time
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures import CancelledError as FutureCancelled
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Self

import pebble
import psutil

from legalredact import installation
from legalredact.documents.limits import STANDARD, Limits
from legalredact.documents.workers.confining import covered, few_places, files_of, reading
from legalredact.documents.workers.hanging import hanging
from legalredact.documents.workers.process import Board, R, Readable, T, Work, prepare, read_any, run, too_much_memory
from legalredact.documents.workers.queue import Queue, ReadJob, is_long
from legalredact.errors import LegalRedactError, ReaderStopped, UnreadableInput
from legalredact.model.document import Document
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent

_WATCH_EVERY = 0.1
"""Seconds between two checks of the processes."""

_PIECES_A_PROCESS = 200
"""Jobs after which a process is replaced, so that memory leaks of engines do not add up."""

_MOST_PROCESSES = 4


@dataclass(eq=False, slots=True)
class _Running(Generic[T, R]):
    """A job in a process."""

    piece: ReadJob[T]
    future: Future[R | int | LegalRedactError]
    slot: int
    stopped: ReaderStopped | None = None


class Workers(Generic[T, R]):
    """A pool of reading processes; started with the first file, ended with the context.

    Arguments:
        work: what a process does with one file, or with pages of a long PDF; must be importable there.
        limits: for each file and each process.
        processes: number of processes; by default one per core, at most four. Fewer are started for fewer files, unless
            pages of a long file are read in several.
        pieces: jobs after which a process is replaced.
        readable: files and folders that the processes may read; by default the files of each call.
    """

    def __init__(
        self,
        work: Work[T, R],
        limits: Limits = STANDARD,
        processes: int | None = None,
        pieces: int = _PIECES_A_PROCESS,
        readable: Iterable[Path] | None = None,
    ) -> None:
        self._limits = limits
        self._most = processes or min(_MOST_PROCESSES, os.cpu_count() or 1)
        self._processes = self._most
        self._work = work
        self._pieces = pieces
        self._by_call = readable is None
        self._readable = frozenset(readable or ())
        self._outdated = False
        self._context = get_context("spawn")
        self._board = Board.shared(self._context, self._most)
        self._pool = self._new_pool()

    def _new_pool(self) -> pebble.ProcessPool:
        return pebble.ProcessPool(
            max_workers=self._processes,
            max_tasks=self._pieces,
            initializer=prepare,
            initargs=(self._board, self._limits, reading(self._readable, self._work)),
            context=self._context,
        )

    def read_many(
        self, paths: Iterable[T], report: Report = silent, cancel: Cancellation = NEVER
    ) -> Generator[tuple[T, R | UnreadableInput], None, None]:
        """Read several files at a time; yields each with its document or its error as soon as it is done.

        Only one call at a time: it owns the processes until it ends or is closed. They may read its files and no
        others; a call with other files starts new processes.

        Arguments:
            report: called with the progress of each file, with the document's id.
            cancel: ends all processes of this call.

        Errors:
            Cancelled: on request.
            InstallationChanged: after the results of the files that were begun.
            LegalRedactError: this installation cannot read at all (a component is missing).
        """
        self._outdated = False
        queue = Queue(self._let_read(paths), self._processes)
        running = self._start(queue, range(self._processes))
        try:
            while running:
                wait([each.future for each in running], timeout=_WATCH_EVERY, return_when=FIRST_COMPLETED)
                cancel.check()
                for each in running:
                    self._watch(each, report)
                done = [each for each in running if each.future.done()]
                running = [each for each in running if not each.future.done()]
                results = [(each, queue.done(each.piece, _result(each))) for each in done]
                running = _without(running, [each.piece.file for each, result in results if _failed(result)])
                running.extend(self._start(queue, self._free(running)))
                yield from ((each.piece.file.path, result) for each, result in results if result is not None)
        finally:
            _cancel(running)
        if self._outdated:
            installation.refuse_changed()

    def _let_read(self, paths: Iterable[T]) -> Iterable[T]:
        """Ensure that the processes may read these files, and no others."""
        if not self._by_call:
            return paths
        known = tuple(paths)
        files = [file for one in known for file in files_of(one)]
        needed = self._most if any(map(is_long, known)) else max(1, min(self._most, len(known)))
        if needed > self._processes or not covered(files, self._readable):
            self._readable, self._processes = few_places(files), needed
            self.close()
            self._pool = self._new_pool()
        return known

    def _free(self, running: Iterable[_Running[T, R]]) -> list[int]:
        return sorted(set(range(self._processes)) - {each.slot for each in running})

    def _start(self, queue: Queue[T], slots: Iterable[int]) -> list[_Running[T, R]]:
        """Give every idle process a job, as long as there are jobs.

        A pool breaks if the system kills one of its processes; then the remaining jobs go to a new pool.
        """
        if not self._pool.active:
            self.close()
            self._pool = self._new_pool()
        started: list[_Running[T, R]] = []
        for slot in slots:
            piece = queue.take()
            if piece is None:
                break
            self._outdated = installation.changed()
            if self._outdated:
                break
            self._board.clear(slot)
            arguments = (self._work, piece.file.path, piece.pages, piece.count, self._limits, slot)
            started.append(_Running(piece, self._pool.schedule(run, args=arguments), slot))
        return started

    def _watch(self, each: _Running[T, R], report: Report) -> None:
        """Report the progress of a file, and end its process if it hangs or uses too much memory."""
        state, file = self._board.state(each.slot), each.piece.file
        if state.subject:
            file.pages_done[each.piece.pages.start if each.piece.pages else 0] = state.done
            report(Progress("read", sum(file.pages_done.values()), file.pages or state.total, state.subject))
        if each.stopped is not None or each.future.done():
            return
        each.stopped = hanging(state, time.monotonic(), self._limits)
        if each.stopped is None and state.process and _memory(state.process) > self._limits.max_memory:
            each.stopped = too_much_memory(self._limits)
        if each.stopped is not None:
            each.future.cancel()

    def close(self) -> None:
        """End all processes."""
        stop: Callable[[], None] = self._pool.stop
        stop()
        self._pool.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class ReaderPool(Workers[Readable, Document]):
    """Reads files, and members of a production.

    Arguments: as in `Workers`; by default files are read by `read_file`.
    """

    def __init__(
        self, limits: Limits = STANDARD, processes: int | None = None, work: Work[Any, Document] = read_any
    ) -> None:
        super().__init__(work, limits, processes)

    def read(self, path: Path, report: Report = silent, cancel: Cancellation = NEVER) -> Document:
        """Read one file.

        Errors:
            UnreadableInput: a subclass says why.
            Cancelled: on request.
        """
        with closing(self.read_many([path], report, cancel)) as results:
            _, result = next(results)
        if isinstance(result, UnreadableInput):
            raise result
        return result


def _result(each: _Running[T, R]) -> R | int | UnreadableInput:
    """The result of a job: a document, a number of pages, or an error."""
    if each.stopped is not None:
        return each.stopped
    try:
        result = each.future.result()
    except (pebble.ProcessExpired, FutureCancelled, BrokenProcessPool):
        return ReaderStopped(
            "The reader of this file crashed.", "Open the file in another program, print it to a new PDF and add that."
        )
    if isinstance(result, LegalRedactError) and not isinstance(result, UnreadableInput):
        raise result
    return result


def _failed(result: object) -> bool:
    return isinstance(result, UnreadableInput)


def _without(running: list[_Running[T, R]], failed: list[object]) -> list[_Running[T, R]]:
    """Remove the other jobs of failed files; their processes are ended."""
    _cancel(each for each in running if each.piece.file in failed)
    return [each for each in running if each.piece.file not in failed]


def _cancel(running: Iterable[_Running[T, R]]) -> None:
    for each in running:
        each.future.cancel()


def _memory(process: int) -> int:
    """Bytes of memory that a process holds, 0 if it has ended."""
    try:
        return int(psutil.Process(process).memory_info().rss)
    except psutil.Error:
        return 0
