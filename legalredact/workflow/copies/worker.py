"""The process in which copies are made and audited: a hostile file may crash it, never the application."""

import contextlib
import os
import pickle
import signal
import time
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError, Future, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import pebble
import psutil

from legalredact.documents.limits import STANDARD, Limits
from legalredact.documents.workers.confining import reading
from legalredact.documents.workers.process import Board, prepare
from legalredact.errors import Cancelled, LegalRedactError, ReaderStopped
from legalredact.installation import refuse_changed
from legalredact.model.progress import Cancellation, Progress, Report
from legalredact.workflow.copies.process import begin

T = TypeVar("T")
Job = TypeVar("Job")

_WATCH_EVERY = 0.2
_SILENCE = 600.0
"""Seconds that one page may take, OCR included, before its process counts as hung."""

_FILES_A_PROCESS = 50
_KILLED = -int(getattr(signal, "SIGKILL", 9))
"""Exit code of a process that another program killed: usually the system, for lack of memory."""


class CopyProcess:
    """One process that makes and audits copies; started with the first file, replaced when it ends.

    Arguments:
        readable: files that it may open; others are sent to it as bytes. It writes none.
    """

    def __init__(self, limits: Limits = STANDARD, readable: Iterable[Path] = ()) -> None:
        self._limits = limits
        self.readable = frozenset(readable)
        self._context = get_context("spawn")
        self._board = Board.shared(self._context, 1)
        self._pool = self._new_pool()

    def _new_pool(self) -> pebble.ProcessPool:
        return pebble.ProcessPool(
            max_workers=1,
            max_tasks=_FILES_A_PROCESS,
            initializer=prepare,
            initargs=(self._board, self._limits, reading(self.readable, begin, memory=True), pickle.dumps(begin)),
            context=self._context,
        )

    def run(
        self, work: Callable[[Job], T | LegalRedactError], job: Job, report: Report, cancel: Cancellation
    ) -> T | LegalRedactError:
        """Run a job there; a crash of the process is returned as an error.

        Errors: Cancelled; InstallationChanged.
        """
        refuse_changed()
        self._board.clear(0)
        if not self._pool.active:
            self._replace_pool()
        future: Future[T | LegalRedactError] = self._pool.schedule(work, args=(job,))
        try:
            return self._outcome(future, report, cancel)
        except Cancelled:
            self._kill()
            raise
        except pebble.ProcessExpired as ended:
            return _killed() if ended.exitcode == _KILLED else _stopped("crashed")
        except CancelledError:
            return _stopped("crashed")
        except BrokenProcessPool:
            return _killed()
        finally:
            if not future.done():
                future.cancel()

    def _outcome(
        self, future: Future[T | LegalRedactError], report: Report, cancel: Cancellation
    ) -> T | LegalRedactError:
        """Wait for a job, and pass on its progress."""
        told = 0.0
        while True:
            cancel.check()
            wait([future], timeout=_WATCH_EVERY)
            ended = future.done()
            told = self._tell(report, told)
            if ended:
                return future.result()
            if self._hangs():
                return _stopped("took too long for one page")
            if not self._pool.active and not future.done():  # it broke before it knew of the job
                return _killed()

    def _tell(self, report: Report, told: float) -> float:
        """Pass on the progress of each step that was shown since `told`; returns the time of the last sign."""
        for state in self._board.steps(0, told):
            report(Progress(state.step, state.done, state.total, state.subject))
            told = state.last_sign
        return told

    def _hangs(self) -> bool:
        """Whether there was no sign of life for too long."""
        state = self._board.state(0)
        return bool(state.process) and time.monotonic() - state.last_sign > _SILENCE

    def _kill(self) -> None:
        """Kill the process, whose work is no longer wanted: a page may take half a minute, and a request would wait."""
        number = self._board.state(0).process
        if number:
            with contextlib.suppress(psutil.Error):
                working = psutil.Process(number)
                if working.ppid() == os.getpid():
                    working.kill()
        self._replace_pool()

    def _replace_pool(self) -> None:
        """Start a new pool: a pool breaks if its process is killed while it waits, starts, or returns a result."""
        self._end_pool()
        self._pool = self._new_pool()

    def _end_pool(self) -> None:
        stop: Callable[[], None] = self._pool.stop
        stop()
        self._pool.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end_pool()


def _stopped(how: str) -> ReaderStopped:
    return ReaderStopped(
        f"The process that made this copy {how} and was ended; no copy was made.",
        "Open the file in another program, print it to a new PDF and redact that.",
    )


def _killed() -> ReaderStopped:
    return ReaderStopped(
        "The process that made this copy was ended from outside, as the system does when memory runs out; "
        "no copy was made.",
        "Close other programs and try again; if it happens again, split the file.",
    )
