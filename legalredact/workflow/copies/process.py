"""Code in the process that makes and audits copies: a hostile file may crash this process, and nothing else."""

import functools
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from legalredact.documents.assembly import identify
from legalredact.documents.export.atomic_file import NO_ROOM, not_written
from legalredact.documents.file_type import FileKind, kind_of
from legalredact.documents.limits import STANDARD, Limits
from legalredact.documents.text.html import read_html
from legalredact.documents.text.plain import decoded, document_from_text
from legalredact.documents.workers.process import Board, refused
from legalredact.errors import DamagedInput, LegalRedactError, Refused
from legalredact.model.document import BlockKind, Document
from legalredact.model.progress import Progress
from legalredact.model.source import Source, content_of
from legalredact.redaction.audit.audit import Audit, audit_copy
from legalredact.redaction.audit.locate import locate_findings
from legalredact.redaction.audit.pdf_channels import LOOK
from legalredact.redaction.context import CopySettings
from legalredact.redaction.log.redaction_log import Logged, log_csv
from legalredact.redaction.log.redaction_log_pdf import log_pdf
from legalredact.redaction.near_names import NearNames
from legalredact.redaction.options import CopyResult, Options
from legalredact.redaction.pdf.bates import bates_numbers
from legalredact.redaction.pdf.writer import STRUCTURE
from legalredact.redaction.pdf_rebuild.known_letters import KnownLetters
from legalredact.redaction.pdf_rebuild.redact import UNPROVEN
from legalredact.redaction.plain_text import redact_text
from legalredact.redaction.targets import Target, TargetSet
from legalredact.sandbox.profiles import memory_file_path
from legalredact.workflow.copies.checked_copy import checked_copy
from legalredact.workflow.copies.ocr import ocr_for_copies

T = TypeVar("T")
_board: Board | None = None


def _redact_word(source: Source, target: Path, how: CopySettings) -> CopyResult:
    from legalredact.redaction.docx.redact import redact_word  # most files are PDFs, and need none of its libraries

    return redact_word(source, target, how)


def _redact_plain(source: Source, target: Path, how: CopySettings) -> CopyResult:
    return redact_text(decoded(content_of(source), identify(source).id), target, how)


def _redact_page(source: Source, target: Path, how: CopySettings) -> CopyResult:
    """A web page's copy is the text that it shows: in its source, tags separate the letters of names."""
    page = read_html(source, STANDARD)
    shown = "\n\n".join(page.text_of(block) for block in page.blocks if block.kind is BlockKind.BODY)
    lost = tuple(dict.fromkeys(part.detail for part in page.unread))
    return replace(redact_text(shown, target, how), removed=("all but the text that is shown",), lost=lost)


_MAKERS: dict[FileKind, Callable[[Source, Path, CopySettings], CopyResult]] = {
    FileKind.WORD: _redact_word,
    FileKind.TEXT: _redact_plain,
    FileKind.CSV: _redact_plain,
    FileKind.HTML: _redact_page,
}


@dataclass(frozen=True, slots=True)
class CopyJob:
    """A copy to make.

    Arguments:
        source: the original, or its bytes.
        half: where the copy is written until the audit passes, if the process may not keep it in memory.
        name: its final file name.
        subject: the document's id, for progress.
    """

    source: Source = field(repr=False)
    half: Path = field(repr=False)
    name: str
    subject: str
    targets: tuple[Target, ...]
    options: Options


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that was made and audited.

    Arguments:
        content: its bytes if it was kept in memory and passed the audit; else None, and it is at its job's place.
    """

    made: CopyResult
    audit: Audit
    content: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class CopyPreview:
    """A copy that was made and audited for a preview only; it is never handed out.

    Arguments:
        made: what was covered, exactly as a run with the same job covers it.
        clean: whether it passes its audit; a run would withhold it otherwise.
        content: its bytes if it passes.
        document: its text, for a copy without pages.
    """

    made: CopyResult
    clean: bool
    content: bytes | None = field(default=None, repr=False)
    document: Document | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class AuditJob:
    """A file to search for names.

    Arguments:
        pictures: render the pages with finds.
    """

    path: Path = field(repr=False)
    subject: str
    targets: tuple[Target, ...]
    pictures: bool = False


@dataclass(frozen=True, slots=True)
class LogJob:
    """The log of one or more copies, to be typeset."""

    copies: tuple[Logged, ...]


def begin(board: Board, _: Limits) -> None:
    """The last step of preparing the process; see `prepare`."""
    global _board  # noqa: PLW0603 - a process has one board; it can be handed over at the start only
    _board = board


def make_copy(job: CopyJob) -> Copied | LegalRedactError:
    """Make a copy and audit it; every error is returned as one of ours."""
    return _guarded(lambda: _copied(job))


def try_copy(job: CopyJob) -> CopyPreview | LegalRedactError:
    """Make a copy in memory and audit it, to show it; every error is returned as one of ours."""
    return _guarded(lambda: _tried(job))


def _tried(job: CopyJob) -> CopyPreview:
    if memory_file_path() is None:
        what = "This system keeps no files in memory, so there is no preview."
        raise Refused(what, "Make the copy: it is shown then.")
    copied = _copied(job)
    document = None if copied.content is None else _text_of(copied.content, kind_of(job.source))
    return CopyPreview(copied.made, copied.audit.clean, copied.content, document)


def _text_of(content: bytes, kind: FileKind) -> Document | None:
    """The text of a copy without pages; its id is no document's."""
    if kind is FileKind.WORD:
        from legalredact.documents.ooxml.reader import read_word

        return read_word(content, STANDARD)
    if kind in (FileKind.TEXT, FileKind.CSV, FileKind.HTML):
        return document_from_text("copy", "", decoded(content, "copy"))
    return None


def _copied(job: CopyJob) -> Copied:
    """If the system has files in memory, the copy is made there: the process then writes none to the disk."""
    place = memory_file_path()
    if place is None:
        return Copied(*_made_and_audited(job))
    try:
        made, audit = _made_and_audited(replace(job, half=place))
        return Copied(made, audit, place.read_bytes() if audit.clean else None)
    finally:
        place.write_bytes(b"")


def look_through(job: AuditJob) -> Audit | LegalRedactError:
    """Search a file for names; every error is returned as one of ours."""
    return _guarded(lambda: _looked_through(job))


def _looked_through(job: AuditJob) -> Audit:
    look, report = ocr_for_copies(), functools.partial(_show, job.subject)
    audit = audit_copy(job.path, job.targets, look, pictures=True, report=report)
    return locate_findings(job.path.read_bytes(), audit, job.targets, look, pictures=job.pictures)


def make_log(job: LogJob) -> tuple[bytes, bytes] | LegalRedactError:
    """The log as CSV and as PDF."""
    return _guarded(lambda: (log_csv(job.copies), log_pdf(job.copies)))


def _made_and_audited(job: CopyJob) -> tuple[CopyResult, Audit]:
    wanted = TargetSet(job.targets)
    report = functools.partial(_show, job.subject)
    near = NearNames(wanted)
    how = CopySettings(wanted, ocr_for_copies(), job.options, report, near=near)
    kind = kind_of(job.source)
    if kind in (FileKind.PDF, FileKind.PICTURE):
        _refuse_words_of_the_format(wanted)
    made, audit = _audited_as_made(job, how, kind)
    seen = frozenset(finding.page for finding in audit.findings if finding.channel == LOOK)
    if seen:  # what draws and reads a copy for its audit reads some words that were missed when it was made
        made, audit = _audited_as_made(job, replace(how, closer=seen), kind)
    if kind in (FileKind.PDF, FileKind.PICTURE):
        original = job.source if kind is FileKind.PDF else None
        made = replace(made, bates=bates_numbers(original, job.half, wanted))
    _refuse_lost_boxes(made, job.options)
    return replace(made, near=near.words()), audit


def _audited_as_made(job: CopyJob, how: CopySettings, kind: FileKind) -> tuple[CopyResult, Audit]:
    if kind is FileKind.PDF and job.options.keep_text:
        return _kept_and_audited(job, how)
    if kind in (FileKind.PDF, FileKind.PICTURE):
        made = checked_copy(job.source, job.half, how, kind)
    else:
        made = _MAKERS[kind](job.source, job.half, how)
    return made, _audited_copy(job, how)


def _refuse_words_of_the_format(wanted: TargetSet) -> None:
    if wanted.spelled_in(STRUCTURE):
        raise Refused(
            "One of the names is a word of which every PDF is built; no copy was made.",
            "Give the name with the words that belong to it, such as a first name or Inc.",
        )


def _refuse_lost_boxes(made: CopyResult, options: Options) -> None:
    """A box that is on no page would leave the content under it visible."""
    lost = len(options.boxes) - sum(one.source == "hand" for one in made.covered)
    if lost > 0:
        raise Refused(
            f"{lost} of the boxes drawn by hand are outside the pages of this file; no copy was made.",
            "Remove them, or draw them again.",
        )


def _kept_and_audited(job: CopyJob, how: CopySettings) -> tuple[CopyResult, Audit]:
    """A copy with its text; pages on which the audit finds a name become images; all do if it cannot tell which."""
    pages: dict[int, str] = {}
    while True:
        made = checked_copy(job.source, job.half, how, FileKind.PDF, pages)
        with closing(KnownLetters(job.half)) as known:
            audit = _audited_copy(job, how, known)
        found = {finding.page for finding in audit.findings}
        more = set(range(1, made.pages + 1)) if 0 in found else found
        more -= {*pages, *(page for page, _ in made.as_pictures)}
        if not more:
            return made, audit
        pages |= dict(made.as_pictures) | dict.fromkeys(more, UNPROVEN)


def _audited_copy(job: CopyJob, how: CopySettings, known: KnownLetters | None = None) -> Audit:
    return audit_copy(job.half, job.targets, how.look, pictures=False, name=job.name, report=how.report, known=known)


def _show(subject: str, progress: Progress) -> None:
    if _board is not None:
        _board.show(0, Progress(progress.step, progress.done, progress.total, subject))


def _guarded(do: Callable[[], T]) -> T | LegalRedactError:
    refusal = refused()
    if refusal is not None:
        return refusal
    if _board is None:
        raise RuntimeError("the process was not prepared")
    _board.begin(0)
    try:
        return do()
    except LegalRedactError as error:
        return error
    except MemoryError:
        return DamagedInput(
            f"This file needs more than {STANDARD.max_memory >> 20} MB of memory.", "Split it into smaller files."
        )
    except Exception as error:  # noqa: BLE001 - engines raise anything; its message may quote the file and stays here
        return _ours(error)


def _ours(error: Exception) -> LegalRedactError:
    """Whether the disk is full, which is no fault of the file."""
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return not_written(error)
    return DamagedInput(
        f"An engine failed on this file ({type(error).__name__}).",
        "Open it in another program, print it to a new PDF and redact that.",
    )


def guarded(do: Callable[[], T]) -> T | LegalRedactError:
    """Do a step of another kind of job in this process; every error is returned as one of ours."""
    return _guarded(do)
