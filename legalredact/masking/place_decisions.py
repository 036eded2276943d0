"""A person's decisions for single places of one document, as masking and verification apply them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from legalredact.masking.targets import MaskedSpan, trimmed
from legalredact.model.mention import Span
from legalredact.model.register import Decision, Entity


@dataclass(frozen=True, slots=True)
class PlaceDecisions:
    """Decisions for places of one document.

    Arguments:
        clear: (entity's id, place) that stays in clear.
        masked: (entity's id, place) that is masked, whatever was decided on the entity.
    """

    clear: tuple[tuple[str, Span], ...] = ()
    masked: tuple[tuple[str, Span], ...] = ()

    def leaves(self, entity_id: str, span: Span) -> bool:
        """Whether a person left that name in clear at a place: the span is inside it. A longer name is not left."""
        return any(owner == entity_id and place.contains(span) for owner, place in self.clear)

    def leaves_words(self, span: Span) -> bool:
        """Whether a person left the words at a place in clear, for a spelling that may mean several names."""
        return any(place.contains(span) for _, place in self.clear)

    def targets(self, text: str) -> Iterator[MaskedSpan]:
        """The places to mask in the document's text."""
        for owner, place in self.masked:
            if place.end <= len(text):
                yield MaskedSpan(trimmed(place, text), owner)


def place_decisions(entities: Iterable[Entity], document_id: str) -> PlaceDecisions:
    """The decisions of entities for single places of a document."""
    found = [
        (entity.id, one.span, one.decision)
        for entity in entities
        for one in entity.local
        if one.document_id == document_id and one.span is not None
    ]
    return PlaceDecisions(
        tuple((owner, span) for owner, span, decision in found if decision is Decision.DISMISSED),
        tuple((owner, span) for owner, span, decision in found if decision is Decision.CONFIRMED),
    )
