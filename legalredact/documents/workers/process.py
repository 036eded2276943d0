"""The code that runs inside a reading process, and the shared-memory board for its progress."""

import contextlib
import gc
import os
import pickle
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.context import SpawnContext
from pathlib import Path
from typing import Any, TypeVar

import psutil

from legalredact.documents.limits import Limits
from legalredact.documents.read import page_count, read_file, read_part
from legalredact.errors import DamagedInput, LegalRedactError, ReaderStopped
from legalredact.model.document import Document
from legalredact.model.locked_file import LockedFile
from legalredact.model.passwords import NO_PASSWORDS, Passwords
from legalredact.model.production import ProductionMember
from legalredact.model.progress import Progress, Report
from legalredact.model.source import content_of
from legalredact.sandbox.core_dumps import no_core_dumps
from legalredact.sandbox.profiles import Confine

T = TypeVar("T")
R = TypeVar("R")

Readable = Path | ProductionMember | LockedFile
Work = Callable[[T, range | None, Limits, Report], R]
"""What is done with a file, or with some of its pages."""

_STEPS = ("read", "redact", "parts", "audit")

_HEAD, _STEP = 4, 3
"""Numbers on the board per process (id, time of last sign, digits of the document id, processor time at that sign),
then for each of its steps (time of last sign, units done and in total)."""

_FIELDS = _HEAD + _STEP * len(_STEPS)

_SUBJECT_DIGITS = 12

_LATER = 5
"""Niceness of a process, on a scale to 19."""

_GARBAGE = 100_000
"""Threshold of Python's cyclic garbage collector; reading creates thousands of objects a page, but few cycles."""


@dataclass(frozen=True, slots=True)
class ReadingState:
    """Progress of a reading process.

    Arguments:
        process: its id, 0 before it has started.
        last_sign: monotonic clock, in seconds.
        done, total: units.
        subject: id of the document, empty until it is known.
        step: what is being done.
        processor_time: seconds that the process, and those of its children that have ended, had used at the last sign.
    """

    process: int
    last_sign: float
    done: int
    total: int
    subject: str
    step: str = _STEPS[0]
    processor_time: float = 0.0


@dataclass(frozen=True, slots=True)
class Board:
    """Numbers in shared memory, without a lock: a killed process could leave a lock held.

    Each step has numbers of its own, so that a step that ends between two looks at the board is seen, too.
    """

    numbers: Any

    @classmethod
    def shared(cls, context: SpawnContext, slots: int) -> "Board":
        """A board with a slot for each process."""
        return cls(context.RawArray("d", _FIELDS * slots))

    def clear(self, slot: int) -> None:
        """Reset a slot for a new file."""
        self._reset(slot, 0)

    def begin(self, slot: int) -> None:
        """Called in the process: it has begun with the file."""
        self._reset(slot, os.getpid())

    def show(self, slot: int, progress: Progress) -> None:
        """Called in the process: show its progress."""
        head, now = _FIELDS * slot, time.monotonic()
        step = head + _HEAD + _STEP * (_STEPS.index(progress.step) if progress.step in _STEPS else 0)
        self.numbers[step : step + _STEP] = [now, progress.done, progress.total]
        subject = int(progress.subject[1 : _SUBJECT_DIGITS + 1] or "0", 16)
        self.numbers[head : head + _HEAD] = [os.getpid(), now, subject, _processor_time()]

    def state(self, slot: int) -> ReadingState:
        """The progress of the process in its current step."""
        process, last_sign, _, used, *_ = self._slot(slot)
        steps = self.steps(slot)
        return steps[-1] if steps else ReadingState(int(process), last_sign, 0, 0, "", processor_time=used)

    def steps(self, slot: int, since: float = 0.0) -> list[ReadingState]:
        """The last state of each step that was shown at `since` or later; the current step is the last one."""
        process, _, subject, used, *steps = self._slot(slot)
        name = f"d{int(subject):0{_SUBJECT_DIGITS}x}" if subject else ""
        shown = zip(_STEPS, *(steps[column::_STEP] for column in range(_STEP)), strict=True)
        found = [
            ReadingState(int(process), sign, int(done), int(total), name, step, used)
            for step, sign, done, total in shown
            if sign and sign >= since
        ]
        return sorted(found, key=lambda state: state.last_sign)

    def _slot(self, slot: int) -> Sequence[float]:
        numbers: Sequence[float] = self.numbers[_FIELDS * slot : _FIELDS * (slot + 1)]
        return numbers

    def _reset(self, slot: int, process: int) -> None:
        head, nothing = [process, time.monotonic(), 0.0, _processor_time()], [0.0] * (_FIELDS - _HEAD)
        self.numbers[_FIELDS * slot : _FIELDS * (slot + 1)] = head + nothing


def _processor_time() -> float:
    """Seconds that this process and its ended children have used."""
    return sum(os.times()[:4])


_board: Board | None = None
_refusal: LegalRedactError | None = None
"""Why this process must not read: the system could not confine it as policy requires."""


def prepare(board: Board, limits: Limits, confine: Confine, then: bytes = b"") -> None:
    """Set up a reading process: no output, no core dumps, limited memory, confined by the system.

    Arguments:
        then: a pickled function of board and limits, which is loaded and called last. Its imports may start threads,
            which must not exist before the process is confined.
    """
    global _board, _refusal  # noqa: PLW0603 - each process has one board, which can only be passed at its start
    _board = board
    gc.set_threshold(_GARBAGE)
    suppress_output()
    lower_priority()
    try:
        confine()
    except LegalRedactError as refusal:
        _refusal = refusal
        return
    _limit_memory(limits.max_memory)
    if then:
        pickle.loads(then)(board, limits)  # noqa: S301 - from the process that started this one


def refused() -> LegalRedactError | None:
    """Why this process must not open any file; None if it may."""
    return _refusal


def lower_priority() -> None:
    """Lower the priority: this process works for minutes, while the window and its pages need only moments."""
    with contextlib.suppress(psutil.Error, OSError):
        if sys.platform == "win32":
            psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        else:
            psutil.Process().nice(_LATER)


def suppress_output() -> None:
    """Suppress the outputs and core dumps of a worker process, since both could contain a client's text."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    no_core_dumps()


def _limit_memory(most: int) -> None:
    """Where the system can, let allocations fail inside the process before the whole machine runs out of memory.

    Address space is larger than the memory held, since engines map files and models; so twice the limit is allowed. On
    every system the parent also watches the memory held.
    """
    try:
        import resource
    except ImportError:  # not on Windows; there only the parent watches
        return
    room = psutil.Process().memory_info().vms + 2 * most
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if sys.platform.startswith("linux"):
        resource.setrlimit(resource.RLIMIT_AS, (room if hard == resource.RLIM_INFINITY else min(room, hard), hard))


def run(
    work: Work[T, R], path: T, pages: range | None, count: bool, limits: Limits, slot: int
) -> R | int | LegalRedactError:
    """Read a file or a part of it, or count its pages, and show the progress; every error is returned as one of ours.

    Arguments:
        slot: of the process on the board.
    """
    board = _board
    if board is None:
        raise RuntimeError("the process was not prepared")
    if _refusal is not None:
        return _refusal
    board.begin(slot)
    try:
        if count and isinstance(path, Path):
            return page_count(path, limits)
        return work(path, pages, limits, lambda sign: board.show(slot, sign))
    except LegalRedactError as error:
        return error
    except MemoryError:
        return too_much_memory(limits)
    except Exception as error:  # noqa: BLE001 - engines raise anything; never pass on their message, it may quote text
        return DamagedInput(
            f"The reader failed on this file ({type(error).__name__}).",
            "Open it in another program, print it to a new PDF and add that.",
        )


def read_any(
    readable: Readable, pages: range | None, limits: Limits, report: Report, passwords: Passwords = NO_PASSWORDS
) -> Document:
    """The work of a process on a file, on a part of it, or on a member of a production.

    Arguments:
        passwords: for encrypted files; given with `functools.partial`.
    """
    if isinstance(readable, ProductionMember | LockedFile):
        return read_inside(readable, pages, limits, report, passwords)
    return read_pages(readable, pages, limits, report, passwords)


def read_inside(
    member: ProductionMember | LockedFile,
    _: range | None,
    limits: Limits,
    report: Report,
    passwords: Passwords = NO_PASSWORDS,
) -> Document:
    """The work of a process on a member of a production, or on a file with a password."""
    if isinstance(member, LockedFile):
        from legalredact.documents.intake.locked_files import read_locked

        return read_locked(member, limits, report)
    from legalredact.documents.intake.members import read_member

    return read_member(member, limits, report, passwords=passwords)


def original_inside(member: ProductionMember | LockedFile, _: range | None, limits: Limits, __: Report) -> bytes:
    """Work of a process: the bytes of a member that is inside another file, or combined from page images; or of a file
    without its password."""
    if isinstance(member, LockedFile):
        from legalredact.documents.intake.locked_files import unlocked_original

        return unlocked_original(member, limits)
    from legalredact.documents.intake.members import original_of

    return content_of(original_of(member, limits))


def read_pages(
    path: Path, pages: range | None, limits: Limits, report: Report, passwords: Passwords = NO_PASSWORDS
) -> Document:
    """The work of a process on a file, or on a part of it."""
    if pages is not None:
        return read_part(path, pages, limits, report)
    return read_file(path, limits, report, passwords=passwords)


def too_much_memory(limits: Limits) -> ReaderStopped:
    """The error for a file whose reader exceeded its memory limit."""
    return ReaderStopped(
        f"The reader of this file took more than {limits.max_memory >> 20} MB of memory and was ended.",
        "Split the file into smaller ones, or open it in another program, print it to a new PDF and add that.",
    )
