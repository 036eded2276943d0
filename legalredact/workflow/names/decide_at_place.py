"""A person's decision on a name at one place, or in one document. It is recorded first, and can be undone."""

import enum
from collections.abc import Sequence
from dataclasses import replace

from legalredact.detection.rules.caption_parties import kind_of
from legalredact.errors import UsageError
from legalredact.model.mention import Kind, Role, Span, Tier
from legalredact.model.register import Decision, Entity, LocalDecision, Register
from legalredact.workflow.compute.masking_rules import always_masked, refuse_dismissal
from legalredact.workflow.matter.local_decisions import with_all_local
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.names.decisions import Change, changed_by, owner_of, put_back, selected


class Reach(enum.StrEnum):
    """How far a decision on a name reaches."""

    HERE = "here"
    DOCUMENT = "document"
    EVERYWHERE = "everywhere"


def decide_locally(
    matter: OpenMatter, decision: Decision, entity_id: str, document_id: str, span: Span | None = None
) -> Change:
    """Confirm or dismiss a name at one place, or in one document; OPEN takes such a decision back.

    A decision for a place overrides that for its document, which overrides the one on the name.

    Arguments:
        span: the place, inside one of the name's mentions or equal to it; None for the whole document.

    Errors: UsageError if the name does not occur there; Refused if its kind is always masked.
    """
    entity = matter.register.get(entity_id)
    found = [mention.span for mention in matter.mentions.get(document_id, ()) if mention.entity == entity_id]
    if not found or (span is not None and span not in found):
        raise UsageError(
            "That name does not occur there.", "Choose one of its places; `legalredact matter places` lists them."
        )
    if decision is Decision.DISMISSED:
        refuse_dismissal([entity], always_masked(matter.parts.policy.masking, matter.info))

    def act(register: Register) -> None:
        now = with_local(register.get(entity_id), LocalDecision(document_id, span, decision))
        where = f"{span.start}-{span.end}" if span is not None else "all"
        details = (("decision", decision), ("entities", entity_id), ("document", document_id), ("place", where))
        matter.rewrite(with_all_local(register.updated([now]), matter.mentions), "name.local", *details, moved=False)

    return changed_by(matter, act, entity_id)


def decide_places(
    matter: OpenMatter, decision: Decision, entity_id: str, places: Sequence[tuple[str, Span | None]]
) -> Change:
    """The same decision for several places or documents, as one act: all of it happens, or nothing.

    Errors: as `decide_locally`.
    """

    def act(_: Register) -> None:
        with matter.trail.together():
            for document_id, span in places:
                decide_locally(matter, decision, entity_id, document_id, span)

    return changed_by(matter, act, entity_id)


def mask_locally(matter: OpenMatter, document_id: str, span: Span, reach: Reach) -> Change:
    """Mask selected words at their place, or in their document, and not elsewhere.

    Words of no known name are added as a possible name: elsewhere they stay in clear, and a person is asked.

    Errors: UsageError if there are no words, or they cannot be found as a name.
    """
    surface, kind = (words := selected(matter.store.document(document_id).text, span)), kind_of(words)
    role = Role.PERSON if kind is Kind.PERSON else Role.ORGANIZATION
    owner = owner_of(matter.register, surface)
    added = Entity(next(matter.register.fresh_ids()), surface, kind, role, tier=Tier.POSSIBLE, typed=True)
    entity_id = owner.id if owner is not None else added.id

    def act(register: Register) -> None:
        if owner is None:
            details = (("entity", added.id), ("document", document_id))
            matter.rewrite(register.updated([added]), "name.add", *details)
        found = (mention for mention in matter.mentions.get(document_id, ()) if mention.entity == entity_id)
        place = next((mention.span for mention in found if mention.span.overlaps(span)), None)
        if place is not None:
            where = place if reach is Reach.HERE else None
            decide_locally(matter, Decision.CONFIRMED, entity_id, document_id, where)

    change = changed_by(matter, act, entity_id)
    local = matter.register.get(entity_id).local
    if not any(one.document_id == document_id and one.decision is Decision.CONFIRMED for one in local):
        put_back(matter, change)
        raise UsageError("These words cannot be found as a name.", "Select the whole name, and nothing else.")
    return change


def with_local(entity: Entity, one: LocalDecision) -> Entity:
    """The entity with a decision for a place or document in place of an earlier one; OPEN removes it."""
    others = tuple(other for other in entity.local if (other.document_id, other.span) != (one.document_id, one.span))
    return replace(entity, local=others if one.decision is Decision.OPEN else (*others, one))
