"""Status of a production: number of documents at each stage, refusals with reasons, and the remaining time."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from legalredact.model.job import STAGES, Job, Stage, State, Tally
from legalredact.model.policy import LOCAL
from legalredact.model.register import Decision
from legalredact.workflow.matter.blockers import WITHHELD
from legalredact.workflow.matter.open_matter import OpenMatter

_LATELY = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class ProductionStatus:
    """A production at one moment.

    Arguments:
        members: number of its members; several may be one document.
        documents: number of those documents.
        through: number of finished ones: summarized and checked, or refused.
        tally: number of documents with each status at each stage.
        left: seconds for the rest at the recent speed; None if it cannot be estimated.
    """

    members: int
    documents: int
    through: int
    tally: Tally
    left: float | None

    def counted(self, stage: Stage, state: State) -> int:
        """Number of documents with that status."""
        return self.tally.get((stage, state), 0)


def standing(matter: OpenMatter, engine: str | None = None) -> ProductionStatus:
    """The status of the matter's production.

    Arguments:
        engine: held documents with which a run of that engine could go on now count as waiting for the run; None counts
            them as the last run left them.
    """
    store = matter.store
    tally = _of_now(store.tally(), len(ready(matter, engine)) if engine is not None else 0)
    documents = sum(tally.get((Stage.READ, state), 0) for state in State)
    refused = sum(tally.get((stage, State.REFUSED), 0) for stage in STAGES)
    through = tally.get((Stage.CHECK, State.DONE), 0) + refused
    since = matter.parts.clock() - _LATELY
    worked, begun = store.worked_since(since.isoformat(timespec="seconds"))
    took = (matter.parts.clock() - dt.datetime.fromisoformat(begun)).total_seconds() if begun else 0.0
    left = _left(_ahead(tally, documents), store.spent(), worked / took if took > 0 else 0.0)
    return ProductionStatus(store.produced_count(), documents, through, tally, left)


def ready(matter: OpenMatter, engine: str) -> frozenset[str]:
    """Ids of the held documents whose names, and for a send also unread parts, have been decided since the last run."""
    held = {job.document_id for job in matter.store.jobs(Stage.CONFIRM, State.HELD)}
    if not held:
        return frozenset()
    accepted = matter.store.accepted_parts()
    waiting = {entity.id: entity for entity in matter.register.entities if entity.open}
    if engine == LOCAL:
        waiting = {one: entity for one, entity in waiting.items() if entity.decision is Decision.OPEN}
    return frozenset(
        listed.id
        for listed in matter.listing
        if listed.id in held
        and (listed.id, WITHHELD) not in accepted
        and (engine == LOCAL or all((listed.id, part.id) in accepted for part in listed.unread))
        and not any(one in waiting and waiting[one].open_in(listed.id) for one in listed.entities)
    )


def _of_now(tally: Tally, count: int) -> Tally:
    """The tally in which that many held documents wait for a run."""
    if not count:
        return tally
    held, waiting = (Stage.CONFIRM, State.HELD), (Stage.CONFIRM, State.WAITING)
    return {**tally, held: tally[held] - count, waiting: tally.get(waiting, 0) + count}


def stopped(matter: OpenMatter, state: State) -> tuple[Job, ...]:
    """Documents that are refused, or held, in the order of stages and of the production."""
    return matter.store.jobs_in(state)


def _ahead(tally: Tally, documents: int) -> dict[Stage, int]:
    """Number of documents before each stage; held or refused documents do not continue by themselves."""
    ahead: dict[Stage, int] = {}
    coming = documents
    for stage in STAGES:
        stay = sum(tally.get((stage, state), 0) for state in (State.REFUSED, State.HELD))
        ahead[stage] = coming - stay - tally.get((stage, State.DONE), 0)
        coming -= stay
    return ahead


def _left(ahead: Mapping[Stage, int], spent: Mapping[Stage, tuple[int, float]], at_once: float) -> float | None:
    """Seconds for the remaining work, from the time that each stage took so far."""
    if at_once <= 0:
        return None
    known = {stage: seconds / count for stage, (count, seconds) in spent.items() if count}
    return sum(count * known.get(stage, 0.0) for stage, count in ahead.items()) / at_once
