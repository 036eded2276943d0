"""Where work runs: one thread a lane, or at once for tests; what comes back is a value or one of our errors."""

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
"""A step that says how far it is and stops when it is told to."""

_PACKAGE = Path(__file__).resolve().parent.parent


class Lane(enum.StrEnum):
    """Jobs of one lane run one after another; lanes run beside each other."""

    DOCUMENTS = "documents"
    """Reading files and looking for names: minutes."""
    PICTURES = "pictures"
    """What a person who scrolls or searches waits for: moments."""
    LISTS = "lists"
    """Sorting and counting what long lists show: moments."""
    VAULT = "vault"
    """The one thread that touches the open matter."""
    NETWORK = "network"
    """Summary engines."""


class Unexpected(LegalRedactError):
    """A fault of ours: named by its kind and place in the code, never by its message, which may hold client text."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What became of a job: a value, or an error."""

    value: T | None = None
    error: LegalRedactError | None = None


class Executor(Protocol):
    """Runs jobs somewhere."""

    def submit(self, lane: Lane, job: Callable[[], None]) -> None:
        """Run it after the jobs of its lane that came before; it never raises."""

    def close(self) -> None:
        """Take no more; what runs is left to end."""


class Lanes:
    """A thread for each lane, started with its first job; none keeps the program from ending."""

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
        """After `close`: let what runs come to its end, for so long at most.

        A thread that is still within an extension module when the interpreter goes can take the process down with it.
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
    """Do the work; whatever it raises comes back as one of our errors."""
    try:
        cancel.check()
        return Outcome(value=work(report, cancel))
    except LegalRedactError as problem:
        return Outcome(error=problem)
    except Exception as problem:  # noqa: BLE001 - the last line before the window: it must name what it can and live on
        return Outcome(error=unexpected(problem))


def unexpected(problem: BaseException) -> Unexpected:
    """What a person may see of a fault: its kind and our line."""
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
