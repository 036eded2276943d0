"""Redacted copies: made in a process of their own, looked through, and handed over only if no name is left in them."""

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Self

import pebble

from legalredact.documents.limits import STANDARD, Limits
from legalredact.documents.sniff import FileKind, kind_of
from legalredact.documents.worker_process import Board
from legalredact.errors import DiskFull, LegalRedactError, ReaderStopped, UnreadableInput
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.redaction.audit_copy import Audit
from legalredact.redaction.log import log_rows
from legalredact.redaction.options import Made, Options
from legalredact.redaction.wanted import Target, Wanted
from legalredact.workflow.redacting_process import AuditJob, CopyJob, Done, begin, look_through, make_copy

_WATCH_EVERY = 0.2
_SILENCE = 600.0
"""Seconds that one page may take, OCR included, before its process counts as hung."""

_FILES_A_PROCESS = 50
_ENDINGS = {FileKind.PDF: "pdf", FileKind.PICTURE: "pdf", FileKind.WORD: "docx", FileKind.TEXT: "txt"}

Note = Callable[..., None]
"""Writes an event of the audit trail: an action, and details as (name, value)."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """What became of one file.

    Arguments:
        source: the original.
        digest: SHA-256 of the original, hexadecimal; empty if it cannot be read.
        copy: the copy's path, None if it was withheld or not made; its name is made of the original's digest.
        copy_digest: SHA-256 of the copy, hexadecimal.
        log: what was covered where, as CSV beside the copy.
        made: what was covered.
        audit: what was found in the copy.
        problem: why no copy could be made.
    """

    source: Path = field(repr=False)
    digest: str = ""
    copy: Path | None = None
    copy_digest: str = ""
    log: Path | None = None
    made: Made | None = None
    audit: Audit | None = None
    problem: LegalRedactError | None = None

    @property
    def withheld(self) -> bool:
        """Whether a copy was made and destroyed because it was not proven clean."""
        return self.audit is not None and self.copy is None


@dataclass(frozen=True, slots=True)
class Audited:
    """What was found in one file, or why it could not be looked through."""

    path: Path = field(repr=False)
    audit: Audit | None = None
    problem: LegalRedactError | None = None


@dataclass(frozen=True, slots=True)
class Who:
    """Who acts and when, for the log of a copy: a name, and a clock's answer in UTC, ISO 8601."""

    actor: str
    when: Callable[[], str]


def redact_files(
    paths: Sequence[Path],
    targets: Sequence[Target],
    folder: Path,
    who: Who,
    options: Options | None = None,
    note: Note = lambda *_: None,
    report: Report = silent,
    cancel: Cancellation = NEVER,
) -> Iterator[Redacted]:
    """Make a copy of each file in `folder`, one after the other; originals are only read.

    Arguments:
        note: told of each act before it happens, with digests and counts only.

    Errors:
        DiskFull: a copy could not be written.
        Cancelled: on request; copies handed over before stay.
    """
    options = options or Options()
    with _Process() as process:
        for path in paths:
            cancel.check()
            yield _redacted(path, tuple(targets), folder, who, options, note, process, report, cancel)


def audit_files(
    paths: Sequence[Path], targets: Sequence[Target], report: Report = silent, cancel: Cancellation = NEVER
) -> Iterator[Audited]:
    """Look for names in every channel of each file, whoever made it."""
    with _Process() as process:
        for path in paths:
            cancel.check()
            yield _looked_through(path, tuple(targets), process, report, cancel)


def _looked_through(
    path: Path, targets: tuple[Target, ...], process: "_Process", report: Report, cancel: Cancellation
) -> Audited:
    try:
        digest = _digest(path)
        done = process.run(look_through, AuditJob(path, _subject(digest), targets), report, cancel)
    except UnreadableInput as problem:
        return Audited(path, problem=problem)
    if isinstance(done, LegalRedactError):
        return Audited(path, problem=done)
    return Audited(path, done[1])


def _redacted(
    path: Path,
    targets: tuple[Target, ...],
    folder: Path,
    who: Who,
    options: Options,
    note: Note,
    process: "_Process",
    report: Report,
    cancel: Cancellation,
) -> Redacted:
    try:
        digest = _digest(path)
        ending = _ENDINGS[kind_of(path)]
    except UnreadableInput as problem:
        return Redacted(path, problem=problem)
    name = f"{_stem(digest, targets)}.{ending}"
    note("copy.make", ("document", _subject(digest)), ("digest", digest), ("mode", "pixels"), ("names", len(targets)))
    with _half(folder, ending) as half:
        done = process.run(make_copy, CopyJob(path, half, name, _subject(digest), targets, options), report, cancel)
        if isinstance(done, LegalRedactError):
            return Redacted(path, digest, problem=done)
        made, audit = done
        if made is None or not audit.clean:
            note("copy.withhold", ("digest", digest), ("findings", len(audit.findings)), ("unread", len(audit.unread)))
            return Redacted(path, digest, made=made, audit=audit)
        copy_digest = _digest(half)
        note("copy.hand_over", ("digest", digest), ("copy", copy_digest), ("covered", len(made.covered)))
        rows = log_rows(made, digest, name, copy_digest, options.reason, who.actor, who.when())
        log = _handed_over(folder / f"{name}.log.csv", rows)
        _moved(half, folder / name)
    return Redacted(path, digest, folder / name, copy_digest, log, made, audit)


def _stem(digest: str, targets: Sequence[Target]) -> str:
    """A name that says nothing of the original's, nor by chance spells one of the names."""
    wanted = Wanted(targets)
    stems = (f"{word}-{digest[at : at + 12]}" for at in range(0, 48, 12) for word in ("redacted", "copy", "file"))
    return next((stem for stem in stems if not wanted.find(stem)), digest)


def _subject(digest: str) -> str:
    return f"d{digest[:12]}"


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as problem:
        raise UnreadableInput(
            f"A file cannot be opened ({problem.strerror}).", "Check its path and its rights."
        ) from None


@contextlib.contextmanager
def _half(folder: Path, ending: str) -> Iterator[Path]:
    """A file beside the copy's place that only this user may read, gone in the end unless it was moved there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=".", suffix=f".half.{ending}")
        os.close(handle)
    except OSError as problem:
        raise _full(problem) from None
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _handed_over(path: Path, text: str) -> Path:
    """A small file, whole or not at all."""
    with _half(path.parent, "csv") as half:
        try:
            half.write_text(text, encoding="utf-8", newline="")
        except OSError as problem:
            raise _full(problem) from None
        _moved(half, path)
    return path


def _moved(half: Path, path: Path) -> None:
    try:
        half.replace(path)
    except OSError as problem:
        raise _full(problem) from None


def _full(problem: OSError) -> DiskFull:
    return DiskFull(f"A copy could not be written ({problem.strerror}).", "Free some space or choose another --out.")


class _Process:
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

    def run(self, work: Callable[..., Done], job: object, report: Report, cancel: Cancellation) -> Done:
        """Do a job there; what kills the process comes back as an error.

        Errors: Cancelled.
        """
        self._board.clear(0)
        future: Future[Done] = self._pool.schedule(work, args=(job,))
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
