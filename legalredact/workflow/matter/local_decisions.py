"""Decisions for single places and single documents, compared with all places of their names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Mention
from legalredact.model.register import Decision, Entity, LocalDecision, Register

Mentions = Mapping[str, Iterable[Mention]]
"""By document id."""


def with_all_local(register: Register, mentions: Mentions) -> Register:
    """The register with `Entity.all_local` as it is now: whether each place of an entity has a decision of its own.

    A new document, or a new place, makes it false, so that a person is asked. A decision to mask does not say whom an
    ambiguous spelling means, so it counts only if the spelling is left in clear.
    """
    local = {entity.id: entity for entity in register.entities if entity.local or entity.all_local}
    if not local:
        return register
    seen, undecided = set[str](), set[str]()
    for document_id, found in mentions.items():
        for mention in found:
            entity = local.get(mention.entity)
            if entity is not None:
                seen.add(entity.id)
                one = entity.local_decision(document_id, mention.span)
                if one is None or (entity.among and one.decision is Decision.CONFIRMED):
                    undecided.add(entity.id)
    now = (replace(entity, all_local=one in seen and one not in undecided) for one, entity in local.items())
    changed = [entity for entity in now if entity != local[entity.id]]
    return register.updated(changed) if changed else register


def with_masked_places(register: Register, mentions: Mentions) -> Register:
    """The register in which each place that a decision masks is masked, whichever entity is mentioned there now.

    Coreference may find another entity there than the one that the decision was made on. That one keeps the decision.
    """
    masked = {
        (one.document_id, one.span): one
        for entity in register.entities
        for one in entity.local
        if one.span is not None and one.decision is Decision.CONFIRMED
    }
    if not masked:
        return register
    known = {entity.id: entity for entity in register.entities}
    changed: dict[str, Entity] = {}
    for document_id in {document_id for document_id, _ in masked}:
        for mention in mentions.get(document_id, ()):
            one, entity = masked.get((document_id, mention.span)), known.get(mention.entity)
            if one is not None and entity is not None:
                now = changed.get(entity.id, entity)
                if all((at.document_id, at.span) != (document_id, mention.span) for at in now.local):
                    changed[entity.id] = replace(now, local=(*now.local, one))
    return register.updated(changed.values()) if changed else register


def moved_places(giver: Entity, taker: Entity, key: str, mentions: Mentions) -> tuple[Entity, Entity]:
    """Both entities after a spelling was moved from one to the other, with the decisions for its places."""
    places = {
        (document_id, mention.span)
        for document_id in {one.document_id for one in giver.local}
        for mention in mentions.get(document_id, ())
        if mention.entity == giver.id and key_of(mention.surface) == key
    }
    taken = tuple(one for one in giver.local if (one.document_id, one.span) in places)
    left = tuple(one for one in giver.local if one not in taken)
    others = (one for one in taker.local if (one.document_id, one.span) not in places)
    return replace(giver, local=left), replace(taker, local=(*others, *taken))


def settled_local(owner: Entity, alias: Entity) -> tuple[LocalDecision, ...]:
    """Decisions of a name and of an ambiguous spelling that means it.

    Leaving the spelling in clear in a document says nothing of the name, and is lost. Else the spelling's decision
    replaces the name's for the same place or document.
    """
    taken = [at for at in alias.local if at.span is not None or at.decision is Decision.CONFIRMED]
    places = {(at.document_id, at.span) for at in taken}
    return (*(at for at in owner.local if (at.document_id, at.span) not in places), *dict.fromkeys(taken))


def register_for_copy(register: Register, document_id: str, mentions: Iterable[Mention]) -> Register:
    """The register as a redacted copy of a document uses it: a copy knows no places, only names.

    A name is covered in the whole copy if it is masked at any place of the document, so that no place that is masked
    stays visible.

    Arguments:
        mentions: of the document, with their entities.
    """
    local = {entity.id: entity for entity in register.entities if entity.local}
    if not local:
        return register
    at = {mention.entity: False for mention in mentions if mention.entity in local}
    for mention in mentions:
        if mention.entity in at:
            at[mention.entity] |= local[mention.entity].masked_at(document_id, mention.span)
    masked = {one: at.get(one, entity.masked_at(document_id)) for one, entity in local.items()}
    return register.updated(_as_a_whole(entity, masked=masked[one]) for one, entity in local.items())


def register_for_other_files(register: Register) -> Register:
    """The register for files that are no documents of the matter: a name that is masked anywhere is covered."""
    return register.updated(_as_a_whole(e, masked=e.masked_somewhere) for e in register.entities if e.local)


def _as_a_whole(entity: Entity, *, masked: bool) -> Entity:
    return replace(entity, decision=Decision.CONFIRMED if masked else Decision.DISMISSED)


@dataclass(frozen=True, slots=True)
class PlaceCounts:
    """Number of places that a decision would change, by its reach.

    Arguments:
        here: 1 if the place is one of the name's.
        document: places in the document that have no decision of their own.
        everywhere: places in the matter that have no decision of their own and whose document has none.
        documents: number of documents with one of these.
        own: places in the matter with a decision of their own or of their document.
    """

    here: int = 0
    document: int = 0
    everywhere: int = 0
    documents: int = 0
    own: int = 0


def place_counts(entity: Entity, mentions: Mentions, document_id: str) -> PlaceCounts:
    """How many places a decision on an entity would change, made in that document.

    Arguments:
        mentions: of all documents, or at least of those with the entity.
    """
    document = everywhere = documents = own = here = 0
    for one, found in mentions.items():
        places = [mention.span for mention in found if mention.entity == entity.id]
        free = [span for span in places if entity.local_decision(one, span) is None]
        everywhere += len(free)
        documents += bool(free)
        own += len(places) - len(free)
        if one == document_id:
            here = int(bool(places))
            place_alone = [at for at in entity.local if at.document_id == one and at.span is not None]
            document = sum(not any(at.span.contains(span) for at in place_alone if at.span) for span in places)
    return PlaceCounts(here, document, everywhere, documents, own)
