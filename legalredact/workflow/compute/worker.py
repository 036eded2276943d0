"""A worker process of a lane: it keeps what it has learned, and may be ended at any moment.

Requests and answers go through a pipe, never through a file. A crashed process is reported, and started again with the
next request. If the caller cancels, the process is ended at once.
"""

import functools
import multiprocessing
import multiprocessing.connection
import multiprocessing.process
import pickle
import threading
import time
from collections.abc import Callable
from typing import Any

from legalredact.errors import Cancelled, LegalRedactError, WorkerOverdue, WorkerStopped
from legalredact.installation import refuse_changed
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.sandbox.places import code_of
from legalredact.sandbox.probe import tested_profile
from legalredact.sandbox.profiles import COMPUTATIONS, Confine, confine_computation, required
from legalredact.workflow.compute.worker_process import serve

LOOK_EVERY = 0.05
"""Seconds between two checks whether the caller has cancelled."""


class Worker:
    """One process, started with the first request. Several threads may call; each waits for its turn.

    Arguments:
        make: makes, in the process, the object that answers; must be importable there.
        title: its work, for errors: ``"The search for names"``.
        confine: how the system confines the process; by default it computes and opens no file. It applies to processes
            that are started after a change.
    """

    def __init__(self, make: Callable[[], object], title: str, confine: Confine | None = None) -> None:
        self._make, self._title = make, title
        own = functools.partial(confine_computation, code_of(make), required=required())
        self.confine = confine or tested_profile(own, COMPUTATIONS)
        self._turn = threading.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: multiprocessing.connection.Connection[Any, Any] | None = None
        self.generation = 0
        """Number of processes so far; a new process does not know what an earlier one learned."""

    def ask(
        self,
        method: str,
        *arguments: object,
        report: Report = silent,
        cancel: Cancellation = NEVER,
        limit: float | None = None,
    ) -> Any:
        """The result of a method of the object that `make` made.

        Arguments:
            report: called with the progress.
            cancel: ends the process.
            limit: seconds after which the process is ended; None for no limit.

        Errors: Cancelled; InstallationChanged if a process would have to be started; WorkerOverdue if it took longer;
        WorkerStopped if the process crashed; any of our errors that the method raised.
        """
        with self._turn:
            cancel.check()
            pipe = self._started()
            try:
                pipe.send_bytes(pickle.dumps((method, arguments)))
                return _answer(pipe, report, cancel, limit)
            except Cancelled:
                self._end()
                raise
            except TimeoutError:
                self._end()
                raise WorkerOverdue(
                    f"{self._title} took longer than {limit:.0f} seconds and was ended.",
                    "Everything else is kept. Split the document into smaller ones, and report it if it is not long.",
                ) from None
            except (EOFError, OSError):
                self._end()
                raise WorkerStopped(
                    f"{self._title} ended unexpectedly (its process crashed).",
                    "Everything else is kept. Do it again; if it ends again, report what was worked on.",
                ) from None

    def start(self) -> int:
        """Start the process, so that the first request need not wait; returns its generation."""
        with self._turn:
            self._started()
            return self.generation

    @property
    def pid(self) -> int:
        """The process's id; 0 while there is none."""
        process = self._process
        return process.pid or 0 if process is not None else 0

    def close(self) -> None:
        """End the process, whatever it does; may be called while another thread waits for its answer."""
        process = self._process
        if process is not None:
            process.kill()
        with self._turn:
            self._end()

    def _started(self) -> "multiprocessing.connection.Connection[Any, Any]":
        if self._pipe is None or self._process is None or not self._process.is_alive():
            self._end()
            refuse_changed()
            spawning = multiprocessing.get_context("spawn")
            self._pipe, theirs = spawning.Pipe()
            arguments = (theirs, pickle.dumps(self._make), self.confine)
            process = spawning.Process(target=serve, args=arguments, daemon=True)
            process.start()
            self._process = process  # not before: `close` may be called meanwhile, and kills what has started
            theirs.close()
            self.generation += 1
        return self._pipe

    def _end(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._pipe = self._process = None


def _answer(
    pipe: "multiprocessing.connection.Connection[Any, Any]",
    report: Report,
    cancel: Cancellation,
    limit: float | None,
) -> object:
    until = None if limit is None else time.monotonic() + limit
    while True:
        while (until is not None or cancel is not NEVER) and not pipe.poll(LOOK_EVERY):
            cancel.check()
            if until is not None and time.monotonic() > until:
                raise TimeoutError
        cancel.check()
        answer = pickle.loads(pipe.recv_bytes())  # noqa: S301 - from a process that we have started
        if isinstance(answer, Progress):
            report(answer)
        elif isinstance(answer, LegalRedactError):
            raise answer
        else:
            return answer[0]
