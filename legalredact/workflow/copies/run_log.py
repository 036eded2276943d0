"""One log of all copies of a run, in addition to the logs of each copy."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from legalredact.errors import LegalRedactError
from legalredact.model.progress import NEVER, silent
from legalredact.redaction.log.redaction_log import Logged
from legalredact.workflow.copies.atomic_output import hand_over
from legalredact.workflow.copies.parallel import CopyProcesses
from legalredact.workflow.copies.process import LogJob, make_log

_MANY = 2
"""Number of copies from which a run has a log; a single copy has its own."""

Note = Callable[..., None]
"""Writes an event of the audit trail: an action, and details as (name, value)."""


@dataclass(frozen=True, slots=True)
class RunLog:
    """The log of all copies of a run, as CSV and as PDF."""

    csv: Path
    pdf: Path
    copies: int


def run_log(handed: Sequence[Logged], folder: Path, when: str, processes: CopyProcesses, note: Note) -> RunLog | None:
    """Write it as CSV and as PDF, under a name that no earlier log has; None if there are too few copies.

    Arguments:
        handed: the delivered copies, in order.
        when: UTC, ISO 8601.

    Errors: DiskFull; any error of typesetting the log.
    """
    if len(handed) < _MANY:
        return None
    job = LogJob(tuple(handed))
    logs = processes.submit(lambda process: process.run(make_log, job, silent, NEVER)).result()
    if isinstance(logs, LegalRedactError):
        raise logs
    csv, pdf = logs
    name = _free_name(folder, "".join(filter(str.isdigit, when))[:14])
    note("copy.log", ("copies", len(handed)), ("digest", hashlib.sha256(csv).hexdigest()))
    return RunLog(hand_over(folder / f"{name}.csv", csv), hand_over(folder / f"{name}.pdf", pdf), len(handed))


def _free_name(folder: Path, moment: str) -> str:
    names = (f"redaction-log-{moment}{again}" for again in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(name for name in names if not (folder / f"{name}.csv").exists())
