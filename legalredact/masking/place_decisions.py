"""A person's decisions for single places of one document, as masking and verification apply them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from legalredact.masking.targets import MaskedSpan, trimmed
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Mention, Span
from legalredact.model.register import Decision, Entity


@dataclass(frozen=True, slots=True)
class PlaceDecisions:
    """Decisions for places of one document.

    Arguments:
        clear: (entity's id, place) that stays in clear.
        spelled: those of `clear` where the document has a spelling of the entity, so that parts of it stay too.
        masked: (entity's id, place) that is masked, whatever was decided on the entity.
    """

    clear: tuple[tuple[str, Span], ...] = ()
    masked: tuple[tuple[str, Span], ...] = ()
    spelled: frozenset[tuple[str, Span]] = frozenset()

    def leaves(self, entity_id: str, span: Span) -> bool:
        """Whether a person left that name in clear at a place: the span is the place, or inside a spelling of it.

        A longer name is not left, nor one in other words that the document has at the place now.
        """
        return any(one[0] == entity_id and self._holds(one, span) for one in self.clear)

    def leaves_words(self, span: Span) -> bool:
        """Whether a person left the words at a place in clear, for a spelling that may mean several names."""
        return any(self._holds(one, span) for one in self.clear)

    def _holds(self, one: tuple[str, Span], span: Span) -> bool:
        return one[1] == span or (one in self.spelled and one[1].contains(span))

    def targets(self, text: str, mentions: Iterable[Mention]) -> Iterator[MaskedSpan]:
        """The places to mask in the document's text.

        If two names have a decision for one place, whoever is mentioned there goes first.
        """
        mentioned = {(mention.entity, mention.span) for mention in mentions}
        for owner, place in sorted(self.masked, key=lambda one: one not in mentioned):
            yield MaskedSpan(trimmed(place, text), owner)


def place_decisions(
    entities: Iterable[Entity], document_id: str, text: str, spellings: Collection[tuple[str, str]]
) -> PlaceDecisions:
    """The decisions of entities for single places of a document.

    Arguments:
        text: of the document.
        spellings: (entity's id, key of a spelling), also derived ones.
    """
    found = [
        (entity, one.span, one.decision)
        for entity in entities
        for one in entity.local
        if one.document_id == document_id and one.span is not None and one.span.end <= len(text)
    ]
    kept = [(entity, span) for entity, span, decision in found if decision is Decision.DISMISSED]
    clear = [(entity, one) for entity, span in kept for one in dict.fromkeys((span, trimmed(span, text)))]
    return PlaceDecisions(
        tuple((entity.id, span) for entity, span in clear),
        tuple((entity.id, span) for entity, span, decision in found if decision is Decision.CONFIRMED),
        frozenset((entity.id, span) for entity, span in clear if (entity.id, key_of(span.of(text))) in spellings),
    )
