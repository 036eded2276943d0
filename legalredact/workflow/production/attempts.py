"""Attempts at a document: whether what failed is tried again, and after how many attempts it is refused."""

from dataclasses import replace

from legalredact.errors import InstallationChanged, LegalRedactError, WorkerStopped
from legalredact.model.job import Job, Stage, State
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production.engine_errors import is_of_service
from legalredact.workflow.send.incidents import note_failure

MOST_ATTEMPTS = 3
"""Number of times that a document may crash the process that works on it."""


def after_failure(matter: OpenMatter, job: Job, problem: LegalRedactError) -> Job:
    """Refused, or retried if a process crashed on it or the engine's service cannot be used now.

    A document whose process could not be started, since the installation changed, waits for the next run.
    """
    if isinstance(problem, InstallationChanged):
        return job
    if job.stage is Stage.SUMMARIZE:
        note_failure(matter, job.inputs.partition(":")[2], problem)
        if is_of_service(problem):
            return job
    job = replace(job, attempts=job.attempts + 1)
    if isinstance(problem, WorkerStopped) and job.attempts < MOST_ATTEMPTS:
        return job
    matter.note(
        "document.refuse", ("document", job.document_id), ("stage", job.stage), ("error", type(problem).__name__)
    )
    return replace(job, state=State.REFUSED, reason=str(problem))
