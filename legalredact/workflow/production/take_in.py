"""Takes members of a production into a matter: each new document gets the job of its first stage."""

import itertools
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from legalredact.model.job import Job, Stage, State
from legalredact.model.production import ProductionMember
from legalredact.model.progress import Cancellation, Progress, Report
from legalredact.vault.production import subject_of
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production.store_results import following

_AT_ONCE = 500
"""Members that are added together."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """Result for members: documents that are new, those already in the matter, and members without content.

    Arguments:
        subjects: ids of the new documents, or the keys of members without one.
    """

    new: int = 0
    known: int = 0
    refused: int = 0
    subjects: tuple[str, ...] = ()

    def __add__(self, more: "TakenIn") -> "TakenIn":
        """Both."""
        counts = self.new + more.new, self.known + more.known, self.refused + more.refused
        return TakenIn(*counts, (*self.subjects, *more.subjects))


def take_in(matter: OpenMatter, members: Iterable[ProductionMember], report: Report, cancel: Cancellation) -> TakenIn:
    """Add members of a production to the matter; none is read yet, and known ones are skipped."""
    taken = TakenIn()
    rows = iter(members)
    while chunk := tuple(itertools.islice(rows, _AT_ONCE)):
        cancel.check()
        with matter.trail.together():
            matter.note("document.intake", ("members", len(chunk)))
            new = matter.store.add_members(chunk)
            unsearched = frozenset(matter.store.unsearched())
            jobs = [job for member in new for job in _first_jobs(matter, member, unsearched)]
            matter.store.put_jobs(jobs)
        refused = sum(member.problem is not None for member in new)
        subjects = tuple(dict.fromkeys(job.document_id for job in jobs))
        fresh = len(subjects) - refused
        taken += TakenIn(fresh, len(chunk) - fresh - refused, refused, subjects)
        report(Progress("take in", taken.new + taken.known + taken.refused, 0))
    return taken


def _first_jobs(matter: OpenMatter, member: ProductionMember, unsearched: Collection[str]) -> tuple[Job, ...]:
    """First stage of a document, and stages already done; none if its jobs exist already."""
    subject = subject_of(member)
    job = Job(subject, Stage.READ, number=matter.store.number_of(subject))
    if matter.store.job(subject, Stage.READ) is not None:
        return ()
    if member.problem is not None:
        return (replace(job, state=State.REFUSED, reason=str(member.problem)),)
    if not matter.store.knows(subject):
        return (job,)
    read, detected = (replace(following(job, stage), state=State.DONE) for stage in (Stage.READ, Stage.DETECT))
    if subject in unsearched:
        return read, following(job, Stage.DETECT)
    return read, detected, following(job, Stage.RESOLVE)
