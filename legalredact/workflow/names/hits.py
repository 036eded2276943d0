"""What a person can do about a find of verification: mask the words, keep them in clear there, or go to the name.

Each act changes a decision for that very place, so that the next verification does not find it again.
"""

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from legalredact.errors import UsageError
from legalredact.masking.mapping import Mapping as Offsets
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Role, Span
from legalredact.model.payload import Hit
from legalredact.model.register import Decision, Entity, LocalDecision, Register
from legalredact.workflow.compute.masking_rules import always_masked, refuse_dismissal
from legalredact.workflow.compute.payload import Prepared
from legalredact.workflow.matter.local_decisions import with_all_local
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.names.decide_at_place import with_local
from legalredact.workflow.names.decisions import Change, changed_by


class HitAct(enum.StrEnum):
    """An act on a find."""

    MASK = "mask"
    KEEP = "keep"
    NAME = "name"
    """Show the name, whose spellings and decision can be changed."""
    REMOVE = "remove"
    """Remove the document from the matter."""
    AGAIN = "again"
    """Mask and verify again."""


@dataclass(frozen=True, slots=True)
class HitPlace:
    """A find in the clear text of a document.

    Arguments:
        words: the characters there.
        entity: id of the name or identifier; empty if the register has none.
        kind: of an identifier that the register does not know.
    """

    document_id: str
    span: Span
    words: str = field(repr=False)
    entity: str = ""
    kind: Kind | None = None


def place_of(hit: Hit, prepared: Prepared, documents: Mapping[str, Document]) -> HitPlace | None:
    """The place of a find in its document's clear text; None if it is in no document's passage."""
    document_id, _, passage_id = hit.part.partition("/")
    sent = next((one for one in prepared.payload.documents if one.id == document_id), None)
    masked = next((one for one in prepared.masked if one.document_id == document_id), None)
    passage = next((one for one in sent.passages if one.id == passage_id), None) if sent is not None else None
    if passage is None or masked is None or document_id not in documents:
        return None
    offsets = Offsets(masked)
    start = offsets.masked(passage.clear_span).start
    span = offsets.clear(Span(start + hit.span.start, start + hit.span.end))
    words = span.of(documents[document_id].text)
    kind = Kind(hit.entity) if hit.reason == "identifier" and hit.entity in set(Kind) else None
    return HitPlace(document_id, span, words, "" if kind else hit.entity, kind)


def acts_on_hit(hit: Hit, place: HitPlace | None, entities: Mapping[str, Entity]) -> tuple[HitAct, ...]:
    """Acts that resolve a find, the safest first.

    Words of this program's own instructions and titles can be neither masked nor kept: the name is to be changed. A
    token or a failed proof shows that masked text and register do not fit: they are made again.
    """
    if hit.reason in ("token", "unmask"):
        return HitAct.AGAIN, HitAct.REMOVE
    named = (HitAct.NAME,) if hit.entity in entities else ()
    return (HitAct.MASK, HitAct.KEEP, *named) if place is not None else (*named, HitAct.AGAIN)


def mask_hit(matter: OpenMatter, place: HitPlace) -> Change:
    """Mask the words of a find at their place; an identifier that the register does not know is added to it.

    Errors: UsageError if the document has other words there now.
    """
    return _decided(matter, place, Decision.CONFIRMED)


def keep_hit(matter: OpenMatter, place: HitPlace) -> Change:
    """Keep the words of a find in clear at their place alone.

    Errors: UsageError if the document has other words there now; Refused if their kind is always masked.
    """
    return _decided(matter, place, Decision.DISMISSED)


def _decided(matter: OpenMatter, place: HitPlace, decision: Decision) -> Change:
    text = matter.store.document(place.document_id).text
    if place.span.of(text) != place.words or not place.words.strip():
        raise UsageError("This place has changed.", "Let the text be checked again.")
    entity = _entity(matter, place)
    if decision is Decision.DISMISSED:
        refuse_dismissal([entity], always_masked(matter.parts.policy.masking, matter.info))
    return changed_by(matter, _act(matter, place, entity, decision), entity.id)


def _act(matter: OpenMatter, place: HitPlace, entity: Entity, decision: Decision) -> Callable[[Register], None]:
    where = f"{place.span.start}-{place.span.end}"
    details = (("decision", decision), ("entities", entity.id), ("document", place.document_id), ("place", where))

    def act(register: Register) -> None:
        now = with_local(entity, LocalDecision(place.document_id, place.span, decision))
        changed = with_all_local(register.updated([now]), matter.mentions)
        matter.rewrite(changed, "name.local", *details, moved=entity.id not in {one.id for one in register.entities})

    return act


def _entity(matter: OpenMatter, place: HitPlace) -> Entity:
    """The entity of a find, or a new identifier."""
    register = matter.register
    known = next((one for one in register.entities if one.id == place.entity), None)
    if known is not None:
        return known
    if place.kind is None:
        raise UsageError("The name of this place is not in the register any more.", "Let the text be checked again.")
    words = " ".join(place.words.split())
    return Entity(next(register.fresh_ids()), words, place.kind, Role.IDENTIFIER, typed=True)
