"""Redacted copies: made in separate processes, audited, and delivered only if no name is left in them."""

import queue
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from legalredact.documents.export.atomic_file import not_written
from legalredact.errors import Cancelled, DamagedInput, DiskFull, LegalRedactError, UnreadableInput, UsageError
from legalredact.model.progress import NEVER, Cancellation, LinkedCancellation, Progress, Report, silent
from legalredact.model.redaction import HandBox
from legalredact.model.source import Source, content_of
from legalredact.redaction.audit.audit import Audit
from legalredact.redaction.log.redaction_log import Logged, LogHead
from legalredact.redaction.options import CopyResult, Options
from legalredact.redaction.targets import Target, TargetSet
from legalredact.workflow.copies.atomic_output import half_made, hand_over, move
from legalredact.workflow.copies.original import digest_of, ending_of, subject_of
from legalredact.workflow.copies.parallel import CopyProcesses, copying_processes
from legalredact.workflow.copies.process import Copied, CopyJob, LogJob, make_copy, make_log
from legalredact.workflow.copies.reason_codes import codes_of_copy, refuse_codes_with_names
from legalredact.workflow.copies.run_log import Note, RunLog, run_log
from legalredact.workflow.copies.worker import CopyProcess

_LOOK_EVERY = 0.1
"""Seconds between two looks at the progress of the file that is next."""

_MOST_BYTES = 256 << 20
"""Bytes of files from vaults that may wait in memory before a further one is taken."""


@dataclass(frozen=True, slots=True)
class CopyOrder:
    """A file to copy.

    Arguments:
        source: its path, or its bytes from a matter's vault.
        name: its display name; that of its path if empty.
        boxes: boxes that a person drew on its pages.
        targets: the names to cover in it, if they are not those of the whole run.
    """

    source: Source = field(repr=False)
    name: str = field(default="", repr=False)
    boxes: tuple[HandBox, ...] = ()
    targets: tuple[Target, ...] | None = field(default=None, repr=False)

    @property
    def path(self) -> Path:
        """The original's path; for one in a vault, its name alone."""
        return self.source if isinstance(self.source, Path) else Path(self.name)


@dataclass(frozen=True, slots=True)
class Redacted:
    """Result for one file.

    Arguments:
        source: the original; for one in a vault, its name alone.
        digest: SHA-256 of the original, hexadecimal; empty if it cannot be read.
        copy: the copy's path, None if it was withheld or not made; its name is made of the original's digest.
        copy_digest: SHA-256 of the copy, hexadecimal.
        log, log_pdf: what was covered where, as CSV and as PDF beside the copy.
        logged: the same as values.
        made: what was covered.
        audit: what was found in the copy.
        problem: why no copy could be made.
    """

    source: Path = field(repr=False)
    digest: str = ""
    copy: Path | None = None
    copy_digest: str = ""
    log: Path | None = None
    log_pdf: Path | None = None
    logged: Logged | None = None
    made: CopyResult | None = None
    audit: Audit | None = None
    problem: LegalRedactError | None = None

    @property
    def document_id(self) -> str:
        """The id that the original has, or would have, in a matter; empty if it cannot be read."""
        return subject_of(self.digest) if self.digest else ""

    @property
    def withheld(self) -> bool:
        """Whether a copy was made and destroyed because its audit did not pass."""
        return self.audit is not None and self.copy is None


@dataclass(frozen=True, slots=True)
class Who:
    """Person and time, for the log of a copy: a name, and a clock that returns UTC, ISO 8601."""

    actor: str
    when: Callable[[], str]


@dataclass(frozen=True, slots=True)
class _Run:
    """Shared data of all files of one run."""

    targets: tuple[Target, ...]
    folder: Path
    who: Who
    options: Options
    note: Note
    processes: CopyProcesses
    report: Report
    stop: Cancellation


@dataclass(frozen=True, slots=True)
class _Proven:
    """A copy whose audit passed, not delivered yet, with its log as CSV and as PDF."""

    result: Redacted
    logged: Logged
    logs: tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class _UnderWay:
    """A file whose copy is being made.

    Arguments:
        half: the copy, until it is delivered.
        held: bytes of the original that are in memory.
        done: its result: a copy to deliver, or what else became of it.
        told: its progress, which is reported when it is the next file.
        ends: removes `half`.
    """

    digest: str
    name: str
    half: Path
    held: int
    done: Future[_Proven | Redacted]
    told: queue.SimpleQueue[Progress]
    ends: ExitStack


def redact_files(
    paths: Iterable[Path | CopyOrder],
    targets: Sequence[Target],
    folder: Path,
    who: Who,
    options: Options | None = None,
    note: Note = lambda *_: None,
    report: Report = silent,
    cancel: Cancellation = NEVER,
    whole_log: Callable[[RunLog], None] = lambda _: None,
) -> Iterator[Redacted]:
    """Make a copy of each file in `folder`, several side by side; originals are only read.

    Results are in the order of the files, and each file's failure is its own. `note`, `report` and `whole_log` are
    called in the caller's thread.

    Arguments:
        paths: taken a few ahead, so that files of a vault need not be in memory all at once. The copying processes
            open files of a sequence themselves; all others are sent to them as bytes.
        note: called with each act before it happens, with digests and counts only.
        report: called with the pages of the file whose result is next.
        whole_log: called with the path of the log of all copies, if there are several; also for a run that was
            stopped.

    Errors:
        UsageError: a reason spells one of the names.
        DiskFull, Unwritable: a copy could not be written; others would fail too.
        Cancelled: on request; delivered copies stay.
    """
    options = options or Options()
    refuse_codes_with_names(codes_of_copy(options, targets), targets)
    stop = LinkedCancellation(cancel)
    processes = CopyProcesses(copying_processes(len(paths) if isinstance(paths, Sequence) else None), _places(paths))
    run = _Run(tuple(targets), folder, who, options, note, processes, report, stop)
    handed: list[Logged] = []
    waiting: deque[_UnderWay | Redacted] = deque()
    try:
        try:
            for result in _results(paths, run, waiting):
                handed += [result.logged] if result.logged is not None else []
                yield result
        except Cancelled:
            _log_all(handed, run, whole_log)
            raise
        _log_all(handed, run, whole_log)
    finally:
        stop.cancel()
        processes.close()
        for one in waiting:
            _end(one)


def _results(paths: Iterable[Path | CopyOrder], run: _Run, waiting: deque[_UnderWay | Redacted]) -> Iterator[Redacted]:
    """The result of each file, in order; files after it are under way meanwhile."""
    for item in paths:
        run.stop.check()
        waiting.append(_begun(item if isinstance(item, CopyOrder) else CopyOrder(item), run))
        while len(waiting) >= run.processes.ahead or _held(waiting) > _MOST_BYTES:
            yield _next(waiting, run)
    while waiting:
        yield _next(waiting, run)


def _next(waiting: deque[_UnderWay | Redacted], run: _Run) -> Redacted:
    """The result of the first file. After an error it stays there: its thread may still write to the half-made copy,
    which is removed when that has ended.

    Errors: Cancelled, DiskFull, Unwritable.
    """
    run.stop.check()  # a copy that was ready when the run was stopped is not delivered
    result = _ended(waiting[0], run)
    _end(waiting.popleft())
    return result


def _end(one: _UnderWay | Redacted) -> None:
    if isinstance(one, _UnderWay):
        one.ends.close()


def _held(waiting: Iterable[_UnderWay | Redacted]) -> int:
    return sum(one.held for one in waiting if isinstance(one, _UnderWay))


def _places(paths: Iterable[Path | CopyOrder]) -> Iterator[Path]:
    for item in paths if isinstance(paths, Sequence) else ():
        source = item.source if isinstance(item, CopyOrder) else item
        if isinstance(source, Path):
            yield source


def _log_all(handed: Sequence[Logged], run: _Run, whole_log: Callable[[RunLog], None]) -> None:
    log = run_log(handed, run.folder, run.who.when(), run.processes, run.note)
    if log is not None:
        whole_log(log)


def _begun(order: CopyOrder, run: _Run) -> _UnderWay | Redacted:
    """Begin to copy a file.

    Errors: DiskFull, Unwritable.
    """
    digest = ""
    try:
        digest = digest_of(order.source)
        ending = ending_of(order.source)
        source = order.source
        if not (isinstance(source, Path) and source in run.processes.readable):
            source = content_of(source)
        refuse_codes_with_names((box.reason for box in order.boxes), run.targets)
    except (UnreadableInput, UsageError) as problem:
        return Redacted(order.path, digest, problem=problem)
    name = f"{_stem(digest, run.targets)}.{ending}"
    targets = run.targets if order.targets is None else order.targets
    _noted(run, digest, len(order.boxes), len(targets))
    ends = ExitStack()
    half = ends.enter_context(half_made(run.folder, ending))
    job = CopyJob(source, half, name, subject_of(digest), targets, replace(run.options, boxes=order.boxes))
    told: queue.SimpleQueue[Progress] = queue.SimpleQueue()
    begun = Redacted(order.path, digest)
    done = run.processes.submit(lambda process: _proven(process, job, begun, run, told.put))
    held = len(source) if isinstance(source, bytes) else 0
    return _UnderWay(digest, name, half, held, done, told, ends)


def _proven(process: CopyProcess, job: CopyJob, begun: Redacted, run: _Run, told: Report) -> _Proven | Redacted:
    """Make a copy, and its logs if its audit passes. Called in a thread of its own.

    Errors: Cancelled, DiskFull, Unwritable.
    """
    done = process.run(make_copy, job, told, run.stop)
    if isinstance(done, DiskFull):
        raise done
    if isinstance(done, LegalRedactError):
        return replace(begun, problem=done)
    if (changed := _changed(job.source, begun.digest)) is not None:
        return replace(begun, problem=changed)
    _write(done, job.half)
    result = replace(begun, made=done.made, audit=done.audit)
    if not done.audit.clean:
        return result
    copy_digest = digest_of(job.half)
    logged = Logged(done.made, LogHead(begun.digest, job.name, copy_digest, run.who.actor, run.who.when()))
    logs = process.run(make_log, LogJob((logged,)), silent, run.stop)
    if isinstance(logs, LegalRedactError):
        return replace(result, audit=None, problem=logs)
    return _Proven(replace(result, copy_digest=copy_digest), logged, logs)


def _changed(source: Source, digest: str) -> UnreadableInput | None:
    """That a file is not the one any more whose digest names its copy: it may wait for a process for minutes."""
    try:
        if isinstance(source, bytes) or digest_of(source) == digest:
            return None
    except UnreadableInput as problem:
        return problem
    return DamagedInput("The file changed while it was copied.", "Close it in other programs, and redact it again.")


def _ended(one: _UnderWay | Redacted, run: _Run) -> Redacted:
    """Wait for a file, and deliver its copy if it is proven.

    Errors: Cancelled, DiskFull, Unwritable.
    """
    if isinstance(one, Redacted):
        return one
    done = _awaited(one, run.report)
    if isinstance(done, _Proven):
        return _delivered(done, one, run)
    if done.audit is not None:
        facts = (("findings", len(done.audit.findings)), ("unread", len(done.audit.unread)))
        run.note("copy.withhold", ("digest", done.digest), *facts)
    return done


def _awaited(one: _UnderWay, report: Report) -> _Proven | Redacted:
    """The result of a file; its progress is reported meanwhile."""
    while True:
        ended = one.done.done()
        while not one.told.empty():
            report(one.told.get())
        if ended:
            return one.done.result()
        wait([one.done], timeout=_LOOK_EVERY)


def _write(copied: Copied, half: Path) -> None:
    """Errors: DiskFull, Unwritable."""
    if copied.content is not None:
        try:
            half.write_bytes(copied.content)
        except OSError as problem:
            raise not_written(problem) from None


def _noted(run: _Run, digest: str, boxes: int, targets: int) -> None:
    mode = ("mode", "text" if run.options.keep_text else "pixels")
    names = ("names", targets)
    run.note("copy.make", ("document", subject_of(digest)), ("digest", digest), mode, names, ("boxes", boxes))


def _delivered(proven: _Proven, one: _UnderWay, run: _Run) -> Redacted:
    """Deliver a proven copy, its logs first."""
    result, name = proven.result, one.name
    covered = ("covered", len(proven.logged.made.covered))
    run.note("copy.hand_over", ("digest", one.digest), ("copy", result.copy_digest), covered)
    log = hand_over(run.folder / f"{name}.log.csv", proven.logs[0])
    log_pdf = hand_over(run.folder / f"{name}.log.pdf", proven.logs[1])
    move(one.half, run.folder / name)
    return replace(result, copy=run.folder / name, log=log, log_pdf=log_pdf, logged=proven.logged)


def _stem(digest: str, targets: Sequence[Target]) -> str:
    """A file name that reveals nothing of the original's, and does not spell a name by chance."""
    wanted = TargetSet(targets)
    stems = (f"{word}-{digest[at : at + 12]}" for at in range(0, 48, 12) for word in ("redacted", "copy", "file"))
    return next((stem for stem in stems if not wanted.find(stem)), digest)


def id_of(path: Path) -> str:
    """The id that a file has, or would have, in a matter.

    Errors: UnreadableInput.
    """
    return subject_of(digest_of(path))
