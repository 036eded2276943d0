"""Runs the jobs of a production in several processes that make copies, and returns results as they come."""

import queue
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import TypeVar

from legalredact.errors import LegalRedactError
from legalredact.model.progress import Cancellation, silent
from legalredact.workflow.copies.worker import CopyProcess

Job = TypeVar("Job")
Result = TypeVar("Result")

_AHEAD = 2
"""Jobs per process that are prepared in advance: files of a vault need not all be in memory."""


class CopyProcesses:
    """Several copying processes. Each is started with its first job; a crash loses only the job that caused it.

    Arguments:
        count: number of processes.
        readable: files that they may open; others are sent to them as bytes.
    """

    def __init__(self, count: int, readable: Iterable[Path] = ()) -> None:
        files = tuple(readable)
        self._all = [CopyProcess(readable=files) for _ in range(max(1, count))]
        self._idle: queue.SimpleQueue[CopyProcess] = queue.SimpleQueue()
        for one in self._all:
            self._idle.put(one)
        self._threads = ThreadPoolExecutor(len(self._all))

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
            running[self._threads.submit(self._one, work, job, cancel)] = key
            if len(running) >= _AHEAD * len(self._all):
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

    def _one(
        self, work: Callable[[Job], Result | LegalRedactError], job: Job, cancel: Cancellation
    ) -> Result | LegalRedactError:
        process = self._idle.get()
        try:
            return process.run(work, job, silent, cancel)
        finally:
            self._idle.put(process)

    def close(self) -> None:
        """End all processes; jobs that are under way are finished first, unless they were cancelled."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        for one in self._all:
            one.__exit__(None, None, None)
