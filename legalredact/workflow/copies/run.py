"""Redacted copies: made in a separate process, audited, and delivered only if no name is left in them."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from legalredact.documents.export.atomic_file import not_written
from legalredact.documents.file_type import FileKind, kind_of
from legalredact.errors import Cancelled, DiskFull, LegalRedactError, UnreadableInput, UsageError, WrongType
from legalredact.model.progress import NEVER, Cancellation, Report, silent
from legalredact.model.redaction import HandBox
from legalredact.model.source import Source, content_of, stream_of
from legalredact.redaction.audit.audit import Audit
from legalredact.redaction.log.redaction_log import Logged, LogHead
from legalredact.redaction.options import CopyResult, Options
from legalredact.redaction.targets import Target, TargetSet
from legalredact.workflow.copies.atomic_output import half_made, hand_over, move
from legalredact.workflow.copies.process import Copied, CopyJob, LogJob, make_copy, make_log
from legalredact.workflow.copies.run_log import Note, RunLog, run_log
from legalredact.workflow.copies.worker import CopyProcess

_ENDINGS = {
    FileKind.PDF: "pdf",
    FileKind.PICTURE: "pdf",
    FileKind.WORD: "docx",
    FileKind.TEXT: "txt",
    FileKind.CSV: "txt",
    FileKind.HTML: "txt",
}


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
        return _subject(self.digest) if self.digest else ""

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
    process: CopyProcess
    report: Report
    cancel: Cancellation


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
    """Make a copy of each file in `folder`, one after the other; originals are only read.

    Arguments:
        paths: taken one by one, so that files of a vault need not be in memory all at once. The copying process opens
            files of a sequence itself; all others are sent to it as bytes.
        note: called with each act before it happens, with digests and counts only.
        whole_log: called with the path of the log of all copies, if there are several; also for a run that was
            stopped.

    Errors:
        UsageError: a reason spells one of the names.
        DiskFull, Unwritable: a copy could not be written; others would fail too.
        Cancelled: on request; delivered copies stay.
    """
    options = options or Options()
    refuse_telling_reasons(targets, options)
    with CopyProcess(readable=_places(paths)) as process:
        run = _Run(tuple(targets), folder, who, options, note, process, report, cancel)
        handed: list[Logged] = []
        try:
            for item in paths:
                cancel.check()
                result = _redacted(item if isinstance(item, CopyOrder) else CopyOrder(item), run)
                handed += [result.logged] if result.logged is not None else []
                yield result
        except Cancelled:
            _log_all(handed, run, whole_log)
            raise
        _log_all(handed, run, whole_log)


def _places(paths: Iterable[Path | CopyOrder]) -> Iterator[Path]:
    for item in paths if isinstance(paths, Sequence) else ():
        source = item.source if isinstance(item, CopyOrder) else item
        if isinstance(source, Path):
            yield source


def _log_all(handed: Sequence[Logged], run: _Run, whole_log: Callable[[RunLog], None]) -> None:
    log = run_log(handed, run.folder, run.who.when(), run.process, run.note)
    if log is not None:
        whole_log(log)


def _redacted(order: CopyOrder, run: _Run) -> Redacted:
    digest = ""
    try:
        digest = _digest(order.source)
        ending = _ending(order.source)
    except UnreadableInput as problem:
        return Redacted(order.path, digest, problem=problem)
    name = f"{_stem(digest, run.targets)}.{ending}"
    targets = run.targets if order.targets is None else order.targets
    _noted(run, digest, len(order.boxes), len(targets))
    options = replace(run.options, boxes=order.boxes)
    with half_made(run.folder, ending) as half:
        source = order.source
        if not (isinstance(source, Path) and source in run.process.readable):
            source = content_of(source)
        job = CopyJob(source, half, name, _subject(digest), targets, options)
        done = run.process.run(make_copy, job, run.report, run.cancel)
        if isinstance(done, DiskFull):
            raise done
        if isinstance(done, LegalRedactError):
            return Redacted(order.path, digest, problem=done)
        _write(done, half)
        result = Redacted(order.path, digest, made=done.made, audit=done.audit)
        return _judged(result, half, name, run) if done.audit.clean else _withheld(result, done.audit, run)


def _write(copied: Copied, half: Path) -> None:
    """Errors: DiskFull, Unwritable."""
    if copied.content is not None:
        try:
            half.write_bytes(copied.content)
        except OSError as problem:
            raise not_written(problem) from None


def _ending(source: Source) -> str:
    """File name ending of the copy.

    Errors: WrongType if files of its kind cannot be copied.
    """
    ending = _ENDINGS.get(kind_of(source))
    if ending is None:
        raise WrongType(
            "Copies are made of PDF, Word, picture and text files alone; no copy of this file was made.",
            "Print it to PDF, add that, and redact it.",
        )
    return ending


def _noted(run: _Run, digest: str, boxes: int, targets: int) -> None:
    mode = ("mode", "text" if run.options.keep_text else "pixels")
    names = ("names", targets)
    run.note("copy.make", ("document", _subject(digest)), ("digest", digest), mode, names, ("boxes", boxes))


def _withheld(result: Redacted, audit: Audit, run: _Run) -> Redacted:
    facts = (("findings", len(audit.findings)), ("unread", len(audit.unread)))
    run.note("copy.withhold", ("digest", result.digest), *facts)
    return result


def _judged(result: Redacted, half: Path, name: str, run: _Run) -> Redacted:
    """Deliver a clean copy, its logs first."""
    made = result.made
    assert made is not None  # noqa: S101 - it has been audited
    copy_digest = _digest(half)
    head = LogHead(result.digest, name, copy_digest, run.who.actor, run.who.when())
    logged = Logged(made, head)
    logs = run.process.run(make_log, LogJob((logged,)), run.report, run.cancel)
    if isinstance(logs, LegalRedactError):
        return replace(result, audit=None, problem=logs)
    run.note("copy.hand_over", ("digest", result.digest), ("copy", copy_digest), ("covered", len(made.covered)))
    log = hand_over(run.folder / f"{name}.log.csv", logs[0])
    log_pdf = hand_over(run.folder / f"{name}.log.pdf", logs[1])
    move(half, run.folder / name)
    copy = run.folder / name
    return replace(result, copy=copy, copy_digest=copy_digest, log=log, log_pdf=log_pdf, logged=logged)


def refuse_telling_reasons(targets: Sequence[Target], options: Options) -> None:
    """Reasons appear in boxes and in the log, so they must not spell a name.

    Errors: UsageError.
    """
    wanted = TargetSet(targets)
    codes = {options.reason, *(target.reason for target in targets)}
    if any(wanted.find(code) for code in codes if code):
        raise UsageError("A reason spells one of the names; no copy was made.", "Word the reason without names.")


def _stem(digest: str, targets: Sequence[Target]) -> str:
    """A file name that reveals nothing of the original's, and does not spell a name by chance."""
    wanted = TargetSet(targets)
    stems = (f"{word}-{digest[at : at + 12]}" for at in range(0, 48, 12) for word in ("redacted", "copy", "file"))
    return next((stem for stem in stems if not wanted.find(stem)), digest)


def id_of(path: Path) -> str:
    """The id that a file has, or would have, in a matter.

    Errors: UnreadableInput.
    """
    return _subject(_digest(path))


def _subject(digest: str) -> str:
    return f"d{digest[:12]}"


def _digest(source: Source) -> str:
    try:
        with stream_of(source) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as problem:
        raise UnreadableInput(
            f"A file cannot be opened ({problem.strerror}).", "Check its path and permissions."
        ) from None
