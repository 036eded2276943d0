"""Audits files of any origin for names, in a separate process."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from legalredact.errors import LegalRedactError, UnreadableInput
from legalredact.model.progress import NEVER, Cancellation, Report, silent
from legalredact.redaction.audit.audit import Audit
from legalredact.redaction.targets import Target
from legalredact.workflow.copies.process import AuditJob, look_through
from legalredact.workflow.copies.run import id_of
from legalredact.workflow.copies.worker import CopyProcess


@dataclass(frozen=True, slots=True)
class Audited:
    """What was found in one file, or why it could not be searched."""

    path: Path = field(repr=False)
    audit: Audit | None = None
    problem: LegalRedactError | None = None


def audit_files(
    paths: Sequence[Path],
    targets: Sequence[Target],
    report: Report = silent,
    cancel: Cancellation = NEVER,
    *,
    pictures: bool = False,
) -> Iterator[Audited]:
    """Search every channel of each file for names, whatever its origin.

    Arguments:
        pictures: render the pages with finds.
    """
    with CopyProcess(readable=paths) as process:
        for path in paths:
            cancel.check()
            yield _looked_through(path, tuple(targets), process, report, cancel, pictures=pictures)


def _looked_through(
    path: Path,
    targets: tuple[Target, ...],
    process: CopyProcess,
    report: Report,
    cancel: Cancellation,
    *,
    pictures: bool,
) -> Audited:
    try:
        job = AuditJob(path, id_of(path), targets, pictures)
        done = process.run(look_through, job, report, cancel)
    except UnreadableInput as problem:
        return Audited(path, problem=problem)
    return Audited(path, problem=done) if isinstance(done, LegalRedactError) else Audited(path, done)
