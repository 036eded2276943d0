"""What runs inside a reading process, and the board on which it shows how far it is."""

import contextlib
import gc
import os
import pickle
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.context import SpawnContext
from pathlib import Path
from typing import Any, TypeVar

import psutil

from legalredact.documents.limits import Limits
from legalredact.documents.read import page_count, read_file, read_part
from legalredact.errors import DamagedInput, LegalRedactError, ReaderStopped
from legalredact.model.document import Document
from legalredact.model.production import Member
from legalredact.model.progress import Progress, Report
from legalredact.model.source import content_of
from legalredact.sandbox.profiles import Confine

T = TypeVar("T")
R = TypeVar("R")

Readable = Path | Member
Work = Callable[[T, range | None, Limits, Report], R]
"""What is done with a file, or with some of its pages."""

_FIELDS = 6
"""Numbers on the board for each process: id, time of its last sign, units done and in all, subject's digits, step."""

_STEPS = ("read", "redact", "parts", "audit")

_SUBJECT_DIGITS = 12

_LATER = 5
"""How far a process stands back, on a scale to 19."""

_GARBAGE = 100_000
"""Objects made before Python looks for circles among them; reading makes thousands a page and hardly a circle."""


@dataclass(frozen=True, slots=True)
class State:
    """How far a reading process is.

    Arguments:
        process: its id, 0 before it has begun.
        last_sign: monotonic clock, in seconds.
        done, total: units.
        subject: id of the document, empty before it is known.
        step: what is done with it.
    """

    process: int
    last_sign: float
    done: int
    total: int
    subject: str
    step: str = _STEPS[0]


@dataclass(frozen=True, slots=True)
class Board:
    """Numbers in shared memory, without a lock: a process that is killed cannot leave one locked."""

    numbers: Any

    @classmethod
    def shared(cls, context: SpawnContext, slots: int) -> "Board":
        """A board with a place for each process."""
        return cls(context.RawArray("d", _FIELDS * slots))

    def clear(self, slot: int) -> None:
        """A new file begins now."""
        self._write(slot, 0, 0, 0, 0)

    def show(self, slot: int, progress: Progress) -> None:
        """From the process: how far it is."""
        subject = int(progress.subject[1 : _SUBJECT_DIGITS + 1] or "0", 16)
        step = _STEPS.index(progress.step) if progress.step in _STEPS else 0
        self._write(slot, os.getpid(), progress.done, progress.total, subject, step)

    def begin(self, slot: int) -> None:
        """From the process: it has taken the file up."""
        self._write(slot, os.getpid(), 0, 0, 0)

    def state(self, slot: int) -> State:
        """How far the process is."""
        process, last_sign, done, total, subject, step = self.numbers[_FIELDS * slot : _FIELDS * (slot + 1)]
        name = f"d{int(subject):0{_SUBJECT_DIGITS}x}" if subject else ""
        return State(int(process), last_sign, int(done), int(total), name, _STEPS[int(step)])

    def _write(self, slot: int, process: int, done: int, total: int, subject: int, step: int = 0) -> None:
        self.numbers[_FIELDS * slot : _FIELDS * (slot + 1)] = [process, time.monotonic(), done, total, subject, step]


_board: Board | None = None
_refusal: LegalRedactError | None = None
"""Why this process reads nothing: the system does not confine it as policy requires."""


def prepare(board: Board, limits: Limits, confine: Confine, then: bytes = b"") -> None:
    """Begin a reading process: keep it silent, without core dumps, within its memory, confined by the system.

    Arguments:
        then: a pickled function of board and limits that is loaded and called in the end. What it imports may start
            threads, which the system would leave as they are.
    """
    global _board, _refusal  # noqa: PLW0603 - a process has one board; it can be handed over at the start only
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
        pickle.loads(then)(board, limits)  # noqa: S301 - from whoever has started this process


def refused() -> LegalRedactError | None:
    """Why this process must not open anything; None if it may."""
    return _refusal


def lower_priority() -> None:
    """Let what a person waits for go first: this process works for minutes, the window and its pages for moments."""
    with contextlib.suppress(psutil.Error, OSError):
        if sys.platform == "win32":
            psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        else:
            psutil.Process().nice(_LATER)


def suppress_output() -> None:
    """In a process of ours: no words on its outputs and no core dump, for both could hold a client's text."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    with contextlib.suppress(ImportError):  # Windows has none, and writes no core dumps
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_memory(most: int) -> None:
    """Where the system can, let memory run out inside the process instead of on the whole machine.

    Address space counts more than memory held: engines map files and models, so as much again is allowed. The parent
    watches the memory held as well, on every system.
    """
    try:
        import resource
    except ImportError:  # Windows has none; the parent's watch stands alone
        return
    room = psutil.Process().memory_info().vms + 2 * most
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if sys.platform.startswith("linux"):
        resource.setrlimit(resource.RLIMIT_AS, (room if hard == resource.RLIM_INFINITY else min(room, hard), hard))


def run(
    work: Work[T, R], path: T, pages: range | None, count: bool, limits: Limits, slot: int
) -> R | int | LegalRedactError:
    """Read a file or a part of it, or count its pages, and show how far it is; every error comes back as one of ours.

    Arguments:
        slot: the process's place on the board.
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
    except Exception as error:  # noqa: BLE001 - engines raise anything; its message may quote the file and stays here
        return DamagedInput(
            f"The reader failed on this file ({type(error).__name__}).",
            "Open it in another program, print it to a new PDF and add that.",
        )


def read_any(readable: Readable, pages: range | None, limits: Limits, report: Report) -> Document:
    """What a process does with a file, with a part of it, or with a member of a production."""
    if isinstance(readable, Member):
        return read_inside(readable, pages, limits, report)
    return read_pages(readable, pages, limits, report)


def read_inside(member: Member, _: range | None, limits: Limits, report: Report) -> Document:
    """What a process does with a member of a production."""
    from legalredact.documents.intake.members import read_member

    return read_member(member, limits, report)


def original_inside(member: Member, _: range | None, limits: Limits, __: Report) -> bytes:
    """What a process does to give the bytes of a member that lies inside another file, or has to be bound of pages."""
    from legalredact.documents.intake.members import original_of

    return content_of(original_of(member, limits))


def read_pages(path: Path, pages: range | None, limits: Limits, report: Report) -> Document:
    """What a process does with a file, or with a part of it."""
    return read_file(path, limits, report) if pages is None else read_part(path, pages, limits, report)


def too_much_memory(limits: Limits) -> ReaderStopped:
    """The error for a file whose reader took more than it may."""
    return ReaderStopped(
        f"The reader of this file took more than {limits.max_memory >> 20} MB of memory and was ended.",
        "Split the file into smaller ones, or open it in another program, print it to a new PDF and add that.",
    )
