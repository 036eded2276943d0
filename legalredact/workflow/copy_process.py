"""The process in which copies are made and looked through: a hostile file may end it, never the application."""

import contextlib
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from multiprocessing import get_context
from types import TracebackType
from typing import Self, TypeVar

import pebble

from legalredact.documents.limits import STANDARD, Limits
from legalredact.documents.worker_process import Board
from legalredact.errors import LegalRedactError, ReaderStopped
from legalredact.model.progress import Cancellation, Progress, Report
from legalredact.workflow.redacting_process import begin

T = TypeVar("T")
Job = TypeVar("Job")

_WATCH_EVERY = 0.2
_SILENCE = 600.0
"""Seconds that one page may take, OCR included, before its process counts as hung."""

_FILES_A_PROCESS = 50


class CopyProcess:
    """One process that makes and audits copies; started with the first file, replaced when it ends."""

    def __init__(self, limits: Limits = STANDARD) -> None:
        context = get_context("spawn")
        self._board = Board.shared(context, 1)
        self._pool = pebble.ProcessPool(
            max_workers=1,
            max_tasks=_FILES_A_PROCESS,
            initializer=begin,
            initargs=(self._board, limits),
            context=context,
        )

    def run(
        self, work: Callable[[Job], T | LegalRedactError], job: Job, report: Report, cancel: Cancellation
    ) -> T | LegalRedactError:
        """Do a job there; what kills the process comes back as an error.

        Errors: Cancelled.
        """
        self._board.clear(0)
        future: Future[T | LegalRedactError] = self._pool.schedule(work, args=(job,))
        try:
            while True:
                cancel.check()
                with contextlib.suppress(TimeoutError):
                    return future.result(timeout=_WATCH_EVERY)
                if self._hangs(report):
                    future.cancel()
                    return _stopped("took too long for one page")
        except (pebble.ProcessExpired, CancelledError):
            return _stopped("crashed")
        finally:
            if not future.done():
                future.cancel()

    def _hangs(self, report: Report) -> bool:
        """Pass on how far it is; whether it has given no sign for too long."""
        state = self._board.state(0)
        if state.subject:
            report(Progress("redact", state.done, state.total, state.subject))
        return bool(state.process) and time.monotonic() - state.last_sign > _SILENCE

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        stop: Callable[[], None] = self._pool.stop
        stop()
        self._pool.join()


def _stopped(how: str) -> ReaderStopped:
    return ReaderStopped(
        f"The process that made this copy {how} and was ended; no copy was made.",
        "Open the file elsewhere, print it to a new PDF and redact that.",
    )
