"""Coreference over a complete production, once everything is read: one register for all, found everywhere, confirmed.

It is the only step over all documents, between the first pass over them and their masking.
"""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from legalredact.model.job import Job, Stage, State
from legalredact.model.listing import Listed
from legalredact.model.mention import Tier
from legalredact.model.policy import LOCAL
from legalredact.model.progress import Cancellation, Report
from legalredact.model.register import Decision, Entity, Register
from legalredact.summary.prompts import Prompt
from legalredact.vault.codec import encode
from legalredact.workflow.compute.compute import Resolving
from legalredact.workflow.matter.blockers import blockers
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production.store_results import following


@dataclass(frozen=True, slots=True)
class Orders:
    """Instructions of a run, besides reading and searching.

    Arguments:
        prompt: instructions for the summaries.
        engine: makes the summaries.
        accept: confirm names up to that tier without asking; None asks.
        accept_unread: a person has looked at every part that could not be read reliably.
        until: the last stage.
    """

    prompt: Prompt
    engine: str = LOCAL
    accept: Tier | None = None
    accept_unread: bool = False
    until: Stage = Stage.CHECK


def settle(matter: OpenMatter, orders: Orders, report: Report, cancel: Cancellation, resolving: Resolving) -> Register:
    """Resolve, apply the decisions of the orders, and report for each document whether it may be masked now.

    Arguments:
        resolving: runs coreference.

    Returns: the register with which documents are masked. Afterwards no document is in memory.

    Errors: Cancelled, with nothing stored.
    """
    matter.forget()
    matter.resolve(report, cancel, resolving)
    if orders.accept is not None and any(_asked(entity, orders.accept) for entity in matter.register.entities):
        matter.accept(orders.accept)
    if orders.accept_unread:
        _accept_unread(matter)
    register = matter.keep_tokens()
    matter.forget()
    now = _now(matter, orders, register)
    with matter.trail.together():
        found = *matter.store.jobs(Stage.RESOLVE, State.DONE), *matter.store.jobs(Stage.RESOLVE, State.WAITING)
        matter.store.put_jobs([one for job in found for one in _standing(matter, now, job)])
    return register


@dataclass(frozen=True, slots=True)
class _Now:
    """The matter as it is resolved now.

    Arguments:
        made_for: digest of everything that a document's masking depends on, by its id.
    """

    orders: Orders
    listing: Mapping[str, Listed]
    entities: Mapping[str, Entity]
    accepted: frozenset[tuple[str, str]]
    made_for: Mapping[str, str]


def _now(matter: OpenMatter, orders: Orders, register: Register) -> _Now:
    prompt = orders.prompt
    same = hashlib.sha256(encode(Register, register) + f"{prompt.id} {prompt.version}".encode()).hexdigest()
    found = matter.store.resolved_digests()
    made_for = {one: hashlib.sha256(f"{same} {digest}".encode()).hexdigest() for one, digest in found.items()}
    listing = {listed.id: listed for listed in matter.listing}
    entities = {entity.id: entity for entity in register.entities}
    return _Now(orders, listing, entities, matter.store.accepted_parts(), made_for)


def _asked(entity: Entity, tier: Tier) -> bool:
    """Whether `OpenMatter.accept` would confirm it."""
    settled = entity.kept or entity.all_local
    return entity.decision is Decision.OPEN and not settled and tier in (Tier.POSSIBLE, entity.tier)


def _accept_unread(matter: OpenMatter) -> None:
    parts = [(document.id, part.id) for document, part in matter.open_parts()]
    if parts:
        matter.accept_unread(parts, "accepted for the whole production")


def _standing(matter: OpenMatter, now: _Now, job: Job) -> tuple[Job, ...]:
    """A document's changed jobs: resolved, confirmed or held, and to be masked if that is not done already."""
    resolved = replace(job, state=State.DONE, attempts=1)
    reason = undecided(now.listing[job.document_id], now.entities, now.accepted, now.orders.engine)
    confirm = replace(following(job, Stage.CONFIRM), state=State.HELD if reason else State.DONE, reason=reason)
    there = matter.store.jobs_of(job.document_id)
    jobs = [one for one in (resolved, confirm) if there.get(one.stage) != one]
    made_for = now.made_for.get(job.document_id, "")
    if not reason and not _is_masked(there, made_for, now.orders):
        jobs.append(replace(following(job, Stage.MASK), inputs=made_for))
        later = [there[stage] for stage in (Stage.SUMMARIZE, Stage.CHECK) if stage in there]
        waiting = [(one.document_id, one.stage) for one in later if one.state is State.WAITING]
        if waiting:
            matter.store.drop_jobs(waiting)
    return tuple(jobs)


def _is_masked(there: Mapping[Stage, Job], made_for: str, orders: Orders) -> bool:
    """Whether a document is finished, as far as the orders go, for its current masking.

    A document that is masked and not summarized is masked and verified again: verified text is never stored.

    Arguments:
        there: the document's jobs.
    """
    mask = there.get(Stage.MASK)
    if mask is None or mask.inputs != made_for or mask.state in (State.WAITING, State.HELD):
        return False
    if mask.state is State.REFUSED or orders.until is Stage.MASK:
        return True
    last = there.get(Stage.CHECK) or there.get(Stage.SUMMARIZE)
    over = last is not None and last.state in (State.DONE, State.REFUSED)
    return over and last is not None and last.inputs.startswith(f"{orders.engine}:")


def undecided(
    listed: Listed, entities: Mapping[str, Entity], accepted: Collection[tuple[str, str]], engine: str
) -> str:
    """Why a document may not continue yet, without client text; empty if it may.

    A confirmed ambiguous name keeps its own token, and the summary reports an unread part; both stop only what would be
    sent from the machine.
    """
    known = (entities[one] for one in listed.entities if one in entities)
    named = tuple(entity for entity in known if entity.local_decision(listed.id) is None)
    local = engine == LOCAL
    if local:
        named = tuple(entity for entity in named if entity.decision is Decision.OPEN)
    found = blockers(Register(named), (listed,), frozenset(accepted))
    return " ".join(one.what for one in found if not (local and one.kind == "unread"))
