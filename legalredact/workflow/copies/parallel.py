"""Several processes that make copies: jobs run side by side, and results are returned as they are finished."""

import os
import queue
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import TypeVar

import psutil

from legalredact.errors import LegalRedactError
from legalredact.model.progress import Cancellation, silent
from legalredact.workflow.copies.worker import CopyProcess

Job = TypeVar("Job")
Result = TypeVar("Result")
T = TypeVar("T")

_AHEAD = 2
"""Jobs per process that are prepared in advance: files of a vault need not all be in memory."""

_MEMORY_EACH = 1 << 30
"""Bytes of free memory that are counted for each process. It may take up to `Limits.max_memory`; a file for which it
needs more fails alone."""


def copying_processes(jobs: int | None = None) -> int:
    """Number of processes: one per core, as far as memory is free for them and there are jobs; at least one.

    Arguments:
        jobs: their number, if it is known.
    """
    fit = psutil.virtual_memory().available // _MEMORY_EACH
    return max(1, min(os.cpu_count() or 1, int(fit), jobs if jobs is not None else 1 << 10))


class CopyProcesses:
    """Several copying processes. Each is started with its first job; a crash loses only the job that caused it.

    Arguments:
        count: number of processes.
        readable: files that they may open; others are sent to them as bytes.
    """

    def __init__(self, count: int, readable: Iterable[Path] = ()) -> None:
        files = tuple(readable)
        self.readable = frozenset(files)
        self._all = [CopyProcess(readable=files) for _ in range(max(1, count))]
        self.ahead = _AHEAD * len(self._all)
        # the last one that was used is used first: a few small jobs then start no further process
        self._idle: queue.LifoQueue[CopyProcess] = queue.LifoQueue()
        for one in self._all:
            self._idle.put(one)
        self._threads = ThreadPoolExecutor(len(self._all))

    def submit(self, work: Callable[[CopyProcess], T]) -> Future[T]:
        """Run steps in the next idle process, from a thread."""
        return self._threads.submit(self._one, work)

    def run(
        self,
        work: Callable[[Job], Result | LegalRedactError],
        jobs: Iterable[tuple[str, Job]],
        cancel: Cancellation,
    ) -> Iterator[tuple[str, Result | LegalRedactError]]:
        """The result of each job with its key, in the order in which they are finished.

        Arguments:
            jobs: with their keys; taken one by one, in the caller's thread.

        Errors: Cancelled.
        """
        running: dict[Future[Result | LegalRedactError], str] = {}
        for key, job in jobs:
            cancel.check()
            running[self.submit(_job(work, job, cancel))] = key
            if len(running) >= self.ahead:
                yield from self._ended(running)
        while running:
            yield from self._ended(running)

    @staticmethod
    def _ended(
        running: dict[Future[Result | LegalRedactError], str],
    ) -> Iterator[tuple[str, Result | LegalRedactError]]:
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for one in done:
            yield running.pop(one), one.result()

    def _one(self, work: Callable[[CopyProcess], T]) -> T:
        process = self._idle.get()
        try:
            return work(process)
        finally:
            self._idle.put(process)

    def close(self) -> None:
        """End all processes; jobs that are under way are finished first, unless they were cancelled."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        for one in self._all:
            one.__exit__(None, None, None)


def _job(
    work: Callable[[Job], Result | LegalRedactError], job: Job, cancel: Cancellation
) -> Callable[[CopyProcess], Result | LegalRedactError]:
    return lambda process: process.run(work, job, silent, cancel)
