"""The queue of a person's decisions over a complete matter: those with the highest risk and reach come first."""

import enum
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from legalredact.model.listing import Listed
from legalredact.model.mention import Kind, Mention, Tier
from legalredact.model.register import Decision, Entity, Register
from legalredact.workflow.names.priorities import risk


class Why(enum.StrEnum):
    """Why a name needs a decision."""

    AMBIGUOUS = "ambiguous"
    """Its spelling could mean several people; a wrong answer swaps two of them."""
    SUGGESTED = "suggested"
    """It is masked unless somebody dismisses it."""
    POSSIBLE = "possible"
    """It stays in clear unless somebody confirms it."""


@dataclass(frozen=True, slots=True)
class AnswerReach:
    """The reach of an answer: the number of documents and of places with the name."""

    documents: int = 0
    places: int = 0

    def __str__(self) -> str:
        return f"{count_words(self.places, 'place')} in {count_words(self.documents, 'document')}"


@dataclass(frozen=True, slots=True)
class Question:
    """A name that waits for a person's decision.

    Arguments:
        entity: who or what it is.
        weight: questions are sorted by it; it has no unit.
    """

    entity: Entity = field(repr=False)
    why: Why
    reach: AnswerReach
    weight: float


NOWHERE = AnswerReach()
_HARM: Mapping[Kind, float] = {
    **dict.fromkeys((Kind.SSN, Kind.TAXPAYER, Kind.ACCOUNT, Kind.CARD, Kind.BIRTH_DATE, Kind.PASSPORT), 2.0),
    **dict.fromkeys((Kind.PERSON, Kind.LICENCE, Kind.EMAIL, Kind.PHONE, Kind.ADDRESS), 1.5),
    Kind.GOVERNMENT: 0.5,
}
"""Harm of a value in clear, if it is not the usual one: highest for numbers that courts redact (Fed. R. Civ. P. 5.2),
higher for values that identify one person, lower for a public body."""
_ORDER = tuple(Why)


def questions(register: Register, reach: Mapping[str, AnswerReach], *, possible: bool = False) -> tuple[Question, ...]:
    """All open questions, sorted; those of equal weight are in the register's order. Takes n log n steps.

    Arguments:
        reach: by entity id; an entity without an entry occurs nowhere.
        possible: include names of the possible tier, after all others.
    """
    asked = (
        Question(entity, why, where, _weight(entity, where))
        for entity in register.entities
        if (why := why_asked(entity)) is not None and (possible or why is not Why.POSSIBLE)
        for where in (reach.get(entity.id, NOWHERE),)
    )
    return tuple(sorted(asked, key=lambda one: (_ORDER.index(one.why), -one.weight)))


def undecided_words(entities: Iterable[Entity]) -> str:
    """How many names wait for a decision, and what happens to them meanwhile."""
    why = Counter(filter(None, map(why_asked, entities)))
    suggested, several, possible = why[Why.SUGGESTED], why[Why.AMBIGUOUS], why[Why.POSSIBLE]
    parts = [f"{count_words(suggested, 'suggested name')} masked, without a decision" if suggested else _NONE_SUGGESTED]
    parts += [f"{count_words(several, 'ambiguous name')}"] if several else []
    parts += [f"{count_words(possible, 'possible name')} in clear, without a decision"] if possible else []
    return f"{'; '.join(parts)}."


_NONE_SUGGESTED = "No suggested name waits for a decision"


def why_asked(entity: Entity) -> Why | None:
    """Why a person has to decide; None if no decision is needed."""
    if entity.open:
        return Why.AMBIGUOUS if entity.among else Why.SUGGESTED
    undecided = entity.decision is Decision.OPEN and entity.tier is Tier.POSSIBLE
    return Why.POSSIBLE if undecided and not (entity.kept or entity.all_local) else None


def reach_of(mentions: Mapping[str, Iterable[Mention]]) -> dict[str, AnswerReach]:
    """Reach of each entity, by its id.

    Arguments:
        mentions: by document id, with their entities.
    """
    documents, places = Counter[str](), Counter[str]()
    for found in mentions.values():
        here = Counter(mention.entity for mention in found if mention.entity)
        documents.update(here.keys())
        places.update(here)
    return {entity_id: AnswerReach(documents[entity_id], count) for entity_id, count in places.items()}


def reach_by_lists(listing: Iterable[Listed]) -> dict[str, AnswerReach]:
    """The same from lists of documents alone, without their mentions: each document counts for one place."""
    counted = Counter(entity_id for listed in listing for entity_id in listed.entities)
    return {entity_id: AnswerReach(count, count) for entity_id, count in counted.items()}


def _weight(entity: Entity, reach: AnswerReach) -> float:
    """How likely it names somebody, times its reach, times the harm of a value in clear."""
    return risk(entity, reach.places) * (1 + math.log2(1 + reach.documents)) * _HARM.get(entity.kind, 1.0)


def count_words(count: int, what: str) -> str:
    """``"1,204 names"``."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
