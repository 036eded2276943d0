"""Lanes: one thread each, or the caller's thread for tests; a job ends with a value or one of our errors."""

import enum
import queue
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from legalredact.errors import LegalRedactError
from legalredact.model.progress import Cancellation, Report

T = TypeVar("T")
Work = Callable[[Report, Cancellation], T]
"""A step that reports its progress and can be cancelled."""

_PACKAGE = Path(__file__).resolve().parent.parent


class Lane(enum.StrEnum):
    """Jobs of one lane run one after another; lanes run in parallel."""

    DOCUMENTS = "documents"
    """Reading files and detection: minutes."""
    PICTURES = "pictures"
    """Work for which a person who scrolls or searches waits: moments."""
    LISTS = "lists"
    """Sorting and counting for long lists: moments."""
    COMPARISONS = "comparisons"
    """Comparing all names of a matter with each other: seconds."""
    VAULT = "vault"
    """The only thread that uses the open matter."""
    PREVIEWS = "previews"
    """Copies that are made to be shown: seconds for a page."""
    COPIES = "copies"
    """Redacted copies that are made to be handed over: minutes."""
    NETWORK = "network"
    """Summary engines."""


class Unexpected(LegalRedactError):
    """A bug in this program, named by its kind and code position, never by its message (it may hold client text)."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """Result of a job: a value, or an error."""

    value: T | None = None
    error: LegalRedactError | None = None


class Executor(Protocol):
    """Runs jobs in lanes."""

    def submit(self, lane: Lane, job: Callable[[], None]) -> None:
        """Run it after the earlier jobs of its lane; it never raises."""

    def close(self) -> None:
        """Accept no more jobs; those that run are left to end."""


class Lanes:
    """A thread for each lane, started with its first job; no thread keeps the program from ending."""

    def __init__(self) -> None:
        self._queues: dict[Lane, queue.SimpleQueue[Callable[[], None] | None]] = {}
        self._threads: list[threading.Thread] = []

    def submit(self, lane: Lane, job: Callable[[], None]) -> None:
        """See `Executor`."""
        if lane not in self._queues:
            self._queues[lane] = queue.SimpleQueue()
            serving = threading.Thread(target=_serve, args=(self._queues[lane],), name=f"{lane} lane", daemon=True)
            self._threads.append(serving)
            serving.start()
        self._queues[lane].put(job)

    def close(self) -> None:
        """See `Executor`."""
        for jobs in self._queues.values():
            jobs.put(None)

    def wait(self, seconds: float) -> None:
        """After `close`: wait for the jobs that run, at most for that time.

        A thread that is still within an extension module when the interpreter exits can crash the process.
        """
        until = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))


class AtOnce:
    """Runs each job where it is submitted, before `submit` returns: for tests."""

    def submit(self, lane: Lane, job: Callable[[], None]) -> None:  # noqa: ARG002 - the protocol's signature
        """See `Executor`."""
        job()

    def close(self) -> None:
        """See `Executor`."""


def perform(work: Work[T], report: Report, cancel: Cancellation) -> Outcome[T]:
    """Run the job; whatever it raises is returned as one of our errors."""
    try:
        cancel.check()
        return Outcome(value=work(report, cancel))
    except LegalRedactError as problem:
        return Outcome(error=problem)
    except Exception as problem:  # noqa: BLE001 - the last line before the window: it must name what it can and live on
        return Outcome(error=unexpected(problem))


def unexpected(problem: BaseException) -> Unexpected:
    """The part of a bug that a person may see: its kind and our line."""
    frames = traceback.extract_tb(problem.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
    place = f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return Unexpected(
        f"Something went wrong inside LegalRedact ({type(problem).__name__}{place}).",
        "Everything saved before is kept. Try again; if it happens again, report this line.",
    )


def _serve(jobs: "queue.SimpleQueue[Callable[[], None] | None]") -> None:
    while (job := jobs.get()) is not None:
        job()
        del job  # what it holds is not for this thread to keep until the next one comes
