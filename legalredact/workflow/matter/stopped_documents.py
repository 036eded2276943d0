"""Documents of a production that do not continue by themselves: name, place, and reason of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from legalredact.model.job import Job, Stage, State
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.production_status import ready, stopped


@dataclass(frozen=True, slots=True)
class Stopped:
    """A document that was refused, or that waits for a person.

    Arguments:
        document_id: or its member's key, if there was no document to read.
        number: its place in the production, from 1.
        name: of its file (may spell a client's name).
        path: the file on the disk from which it came; None if that is no longer known.
        readable: whether it is in the matter, so that it can be shown.
        reason: in words without client text.
    """

    document_id: str
    number: int
    name: str = field(repr=False)
    path: Path | None = field(repr=False)
    readable: bool
    stage: Stage
    refused: bool
    reason: str


def stopped_documents(matter: OpenMatter, engine: str | None = None) -> tuple[Stopped, ...]:
    """The refused documents, then those that wait for a person, each in the order of the production.

    Arguments:
        engine: documents with which a run of that engine could go on now are left out; None leaves out none.
    """
    going = ready(matter, engine) if engine is not None else frozenset()
    refused = stopped(matter, State.REFUSED)
    held = tuple(job for job in stopped(matter, State.HELD) if job.document_id not in going)
    names = {listed.id: listed.name for listed in matter.listing}
    places = dict(_places(matter, (job for job in refused)))
    return tuple(_stopped(job, names, places) for job in (*refused, *held))


def _places(matter: OpenMatter, jobs: Iterable[Job]) -> Iterator[tuple[str, tuple[str, Path]]]:
    """Name and file of each job's document, by the id under which its jobs are stored."""
    for job in jobs:
        for member in matter.store.produced(job.document_id):
            yield job.document_id, (member.location.name or member.location.path.name, member.location.path)
            break


def _stopped(job: Job, names: dict[str, str], places: dict[str, tuple[str, Path]]) -> Stopped:
    name, path = places.get(job.document_id, ("", None))
    shown = names.get(job.document_id) or name
    readable, refused = job.document_id in names, job.state is State.REFUSED
    return Stopped(job.document_id, job.number, shown, path, readable, job.stage, refused, job.reason)
