"""A time limit for computations over documents in this process, where no other process can be ended for it.

The system's alarm clock makes the interpreter run a handler, which raises the error. The interpreter runs it between
two instructions, and the regular expressions of the standard library check for it while they search
(`PyErr_CheckSignals`). Other libraries in C and Rust are not interrupted within a call.
"""

import _thread
import contextlib
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from types import FrameType
from typing import Any

from legalredact.errors import DocumentOverdue, LegalRedactError, WorkerOverdue
from legalredact.model.document import Document

LEAST = 120.0
"""Seconds that any document may take: models load within them."""
EACH = 0.003
"""Seconds for each character; on two busy cores a search takes 0.0001 to 0.0003 (see ARCHITECTURE.md)."""
EACH_NAME = 0.003
"""Seconds for each name of the register; learning its spellings takes a tenth of that (see ARCHITECTURE.md)."""
_AT_ONCE = 0.001


def seconds_for(*documents: Document, names: int = 0) -> float:
    """Seconds that one computation over documents may take before it counts as hung.

    Arguments:
        names: of the register.
    """
    return seconds(sum(len(document.text) for document in documents), names)


def seconds(characters: int, names: int) -> float:
    """The same for so many characters."""
    return LEAST + EACH * characters + EACH_NAME * names


def patience_for(characters: int, documents: int, names: int) -> float:
    """Seconds after which a process that computes over documents, and does not keep the limit itself, is ended: a step
    over all of them, then one over each alone, and as much again.

    Arguments:
        characters, documents, names: number of each.
    """
    return 2 * (LEAST * (1 + documents) + 2 * EACH * characters + EACH_NAME * names * (1 + documents))


@contextlib.contextmanager
def within(seconds: float, what: str) -> Iterator[None]:
    """Interrupt the block after that many seconds. Only the main thread can be interrupted; work in other threads runs
    in a process that can be ended (see `worker`).

    Arguments:
        what: name of the work, as the subject of a sentence ("Masking").

    Errors: WorkerOverdue.
    """
    error = WorkerOverdue(
        f"{what} took longer than {seconds:.0f} seconds and was ended.",
        "Everything else is kept. Split the document into smaller ones, and report it if it is not long.",
    )
    if threading.current_thread() is not threading.main_thread():
        yield
    elif hasattr(signal, "setitimer"):
        with by_alarm(seconds, error):
            yield
    else:
        with by_thread(seconds, error):
            yield


@contextlib.contextmanager
def by_alarm(seconds: float, error: LegalRedactError) -> Iterator[None]:
    """The limit by the system's alarm clock, on Linux and macOS. An alarm that was set before continues afterwards."""
    ended = False

    def handle(_: int, __: FrameType | None) -> None:
        if not ended:
            raise error

    before, begun = signal.signal(signal.SIGALRM, handle), time.monotonic()
    remaining, every = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        try:
            yield
        finally:
            ended = True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if remaining:
            signal.setitimer(signal.ITIMER_REAL, max(remaining - (time.monotonic() - begun), _AT_ONCE), every)


@contextlib.contextmanager
def by_thread(seconds: float, error: LegalRedactError) -> Iterator[None]:
    """The limit by a thread that sends an interrupt, on Windows, which has no alarm clock. The thread waits while one
    regular expression searches, so a single search is not ended.
    """
    alarm = _Interrupt(error, signal.getsignal(signal.SIGINT))
    timer = threading.Timer(seconds, alarm.send)
    timer.daemon = True
    signal.signal(signal.SIGINT, alarm.handle)
    try:
        try:
            timer.start()
            yield
        finally:
            alarm.stop()
    finally:
        timer.cancel()
        alarm.wait()
        signal.signal(signal.SIGINT, alarm.before)


class _Interrupt:
    """An interrupt of the main thread. It is handled exactly once, before the former handler is restored.

    Arguments:
        before: what handles a Ctrl-C.
    """

    def __init__(self, error: LegalRedactError, before: Callable[[int, FrameType | None], Any] | int | None) -> None:
        self._error, self.before = error, before
        self._lock = threading.Lock()
        self._stopped = self._sent = self._handled = False

    def send(self) -> None:
        with self._lock:
            if not self._stopped:
                self._sent = True
                _thread.interrupt_main(signal.SIGINT)

    def stop(self) -> None:
        """Send no more interrupts."""
        with self._lock:
            self._stopped = True

    def wait(self) -> None:
        """Wait until a sent interrupt was handled."""
        while self._sent and not self._handled:
            time.sleep(0)

    def handle(self, number: int, frame: FrameType | None) -> None:
        if self._sent and not self._handled:
            self._handled = True
            if not self._stopped:
                raise self._error
        elif callable(self.before):
            self.before(number, frame)


def refuse_slow(
    documents: Iterable[Document], what: str, work: Callable[[Document], object], *, names: int = 0
) -> None:
    """Run a step on each document by itself, to find those for which it takes too long.

    Arguments:
        what: see `within`.
        names: of the register.

    Errors: DocumentOverdue with the ids of all of them.
    """
    slow: list[str] = []
    for document in documents:
        try:
            with within(seconds_for(document, names=names), what):
                work(document)
        except WorkerOverdue:
            slow.append(document.id)
    if slow:
        raise DocumentOverdue(
            f"{what} did not come to its end in time over {_told(slow)}.",
            "The others are not affected. Split such a file into smaller ones, or print it to a PDF, and add those.",
            tuple(slow),
        )


def _told(ids: list[str]) -> str:
    return f"document {ids[0]}" if len(ids) == 1 else f"{len(ids)} documents ({', '.join(ids[:5])})"
