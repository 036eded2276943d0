"""One decision for near-duplicates: a person looks at one draft, and decides for all of them.

The decision is stored for each document by itself, so it can be undone there. It covers the documents that are in the
group now: a later draft needs a new decision.
"""

import enum
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from legalredact.errors import UsageError
from legalredact.model.document import UnreadPart
from legalredact.model.job import STAGES, Job, Stage, State
from legalredact.model.register import Decision
from legalredact.vault.codec import decode, encode
from legalredact.workflow.matter.blockers import WITHHELD
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.names import decisions as names
from legalredact.workflow.production.near_duplicates import DuplicateGroup

LIKE_ANOTHER = "like one of its near-duplicates"
"""Reason in the trail why a part was accepted."""
_AFTER = STAGES[STAGES.index(Stage.MASK) :]


class GroupDecision(enum.StrEnum):
    """A person's decision on a group."""

    ACCEPT = "accept"
    """Unread parts are accepted if they equal one that a person has looked at."""
    WITHHOLD = "withhold"
    """None of the documents is masked, summarized or sent until this is undone."""
    MASK = "mask"
    """Every name suggested in one of them is masked, everywhere."""


@dataclass(frozen=True, slots=True)
class GroupChange:
    """Changes of one decision on a group: ids alone.

    Arguments:
        first: of the group's first document.
        parts: (document id, part id) of parts now accepted, or of documents now withheld.
        names: entities now confirmed.
    """

    word: GroupDecision
    first: str
    documents: tuple[str, ...]
    parts: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()


def group_of(groups: Iterable[DuplicateGroup], document_id: str) -> DuplicateGroup:
    """The group of a document; UsageError if it has none."""
    for group in groups:
        if document_id in group.documents:
            return group
    raise UsageError("That document has no near-duplicates.", "See `legalredact batch similar` for the groups.")


def decide(matter: OpenMatter, group: DuplicateGroup, word: GroupDecision) -> GroupChange:
    """Decide for all documents of a group, and store the changes.

    Errors: UsageError if it would change nothing.
    """
    done = _planned(matter, group, word)
    if not (done.parts or done.names):
        raise UsageError(*_NOTHING[word])
    with matter.trail.together():
        _do(matter, done)
        _keep(matter, (*kept(matter), done))
    return done


def take_back(matter: OpenMatter, done: GroupChange) -> None:
    """Undo a decision; other decisions made since then stay.

    Errors: UsageError if it was undone already.
    """
    if done not in kept(matter):
        raise UsageError("That decision was taken back already.", "See `legalredact batch similar` for what holds.")
    with matter.trail.together():
        _undo(matter, done)
        _keep(matter, (one for one in kept(matter) if one != done))


def kept(matter: OpenMatter) -> tuple[GroupChange, ...]:
    """Valid decisions on groups, the latest last; decisions on deleted documents are left out."""
    there = frozenset(matter.store.document_ids())
    found = decode(tuple[GroupChange, ...], matter.store.decided_together() or b"[]")
    return tuple(one for one in found if there.issuperset(one.documents))


def withheld(accepted: Collection[tuple[str, str]], group: DuplicateGroup) -> int:
    """Number of withheld documents in a group.

    Arguments:
        accepted: as `MatterStore.accepted_parts` has them.
    """
    return sum((one, WITHHELD) in accepted for one in group.documents)


def _planned(matter: OpenMatter, group: DuplicateGroup, word: GroupDecision) -> GroupChange:
    done = GroupChange(word, group.first, group.documents)
    accepted = matter.store.accepted_parts()
    match word:
        case GroupDecision.ACCEPT:
            return replace(done, parts=tuple(sorted(_as_looked_at(matter, group, accepted))))
        case GroupDecision.WITHHOLD:
            return replace(
                done, parts=tuple((one, WITHHELD) for one in group.documents if (one, WITHHELD) not in accepted)
            )
    return replace(done, names=_suggested_in(matter, group))


def _as_looked_at(
    matter: OpenMatter, group: DuplicateGroup, accepted: Collection[tuple[str, str]]
) -> frozenset[tuple[str, str]]:
    """Open parts of the group that equal one that a person has accepted in another of its documents."""
    listed = [line for line in matter.listing if line.id in group.documents]
    looked_at = {_sort(part) for line in listed for part in line.unread if (line.id, part.id) in accepted}
    parts = ((line.id, part) for line in listed for part in line.unread if _sort(part) in looked_at)
    return frozenset((one, part.id) for one, part in parts if (one, part.id) not in accepted)


def _sort(part: UnreadPart) -> tuple[str, str]:
    """What makes two parts equal for a person; page numbers differ between drafts."""
    return part.reason, part.detail


def _suggested_in(matter: OpenMatter, group: DuplicateGroup) -> tuple[str, ...]:
    named = {one for line in matter.listing if line.id in group.documents for one in line.entities}
    return tuple(e.id for e in matter.register.entities if e.id in named and e.open and not e.among)


def _do(matter: OpenMatter, done: GroupChange) -> None:
    match done.word:
        case GroupDecision.ACCEPT:
            matter.accept_unread(done.parts, LIKE_ANOTHER)
        case GroupDecision.WITHHOLD:
            with matter.act("document.withhold", ("documents", ",".join(one for one, _ in done.parts))):
                matter.store.accept_parts(frozenset(done.parts))
                _hold_back(matter, [one for one, _ in done.parts])
        case GroupDecision.MASK:
            names.decide(matter, Decision.CONFIRMED, done.names)


def _undo(matter: OpenMatter, done: GroupChange) -> None:
    match done.word:
        case GroupDecision.ACCEPT:
            matter.note("unread.open", ("parts", ",".join("/".join(part) for part in done.parts)))
            matter.store.drop_parts(frozenset(done.parts))
        case GroupDecision.WITHHOLD:
            matter.note("document.release", ("documents", ",".join(one for one, _ in done.parts)))
            matter.store.drop_parts(frozenset(done.parts))
        case GroupDecision.MASK:
            there = {e.id for e in matter.register.entities if e.decision is Decision.CONFIRMED}
            names.decide(matter, Decision.OPEN, [one for one in done.names if one in there])


def _hold_back(matter: OpenMatter, ids: Iterable[str]) -> None:
    """Their waiting jobs in a production stop, also in a run that is under way."""
    for document_id in ids:
        jobs = matter.store.jobs_of(document_id)
        confirmed = jobs.get(Stage.CONFIRM)
        if confirmed is not None:
            matter.store.put_jobs([_held(confirmed)])
        waiting = [job for stage in _AFTER if (job := jobs.get(stage)) is not None and job.state is not State.DONE]
        matter.store.drop_jobs((job.document_id, job.stage) for job in waiting if job.state is not State.REFUSED)


def _held(job: Job) -> Job:
    return replace(job, state=State.HELD, reason="Somebody withholds it.")


def _keep(matter: OpenMatter, decisions: Iterable[GroupChange]) -> None:
    matter.store.put_decided_together(encode(tuple[GroupChange, ...], tuple(decisions)))


_NOTHING = {
    GroupDecision.ACCEPT: (
        "None of these documents has a part that is as one that was accepted in another of them.",
        "Check and accept the parts of one of them, then apply that to all.",
    ),
    GroupDecision.WITHHOLD: ("All of these documents are withheld already.", "Take that back to have them summarized."),
    GroupDecision.MASK: ("No suggested name in these documents waits for a decision.", "Resume the production."),
}
