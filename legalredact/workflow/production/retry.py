"""Retries refused documents of a production."""

from collections.abc import Iterable
from dataclasses import replace

from legalredact.model.job import STAGES, Stage, State
from legalredact.model.production import Form
from legalredact.vault.production import subject_of
from legalredact.workflow.matter.open_matter import OpenMatter


def retry(matter: OpenMatter, document_ids: Iterable[str] = ()) -> int:
    """Retry refused documents, those named or all; returns how many. A document that is gone stays refused."""
    wanted = frozenset(document_ids)
    refused = [job for stage in STAGES for job in matter.store.jobs(stage, State.REFUSED)]
    gone = {subject_of(member) for member in matter.store.produced() if member.form is Form.NOTHING}
    again = [job for job in refused if job.document_id not in gone and (not wanted or job.document_id in wanted)]
    first = [replace(job, stage=_from(job.stage), state=State.WAITING, attempts=0, reason="") for job in again]
    with matter.act("document.retry", ("documents", len(again))):
        matter.store.drop_jobs((job.document_id, job.stage) for job in again)
        matter.store.put_jobs(first)
    return len(again)


def _from(stage: Stage) -> Stage:
    """Stage where a refused document begins again: for a summary, masking, since verified text is never stored."""
    return stage if stage in (Stage.READ, Stage.DETECT) else Stage.MASK
