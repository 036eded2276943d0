"""How far a decision on a name reaches: the choices of the question, each with its count; no widgets here."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from legalredact.gui.widgets.chooser import Choice
from legalredact.model.mention import Mention, Span
from legalredact.model.register import Decision, Entity
from legalredact.workflow.matter.local_decisions import PlaceCounts, place_counts
from legalredact.workflow.names.decide_at_place import Reach
from legalredact.workflow.names.queue import count_words
from legalredact.workflow.window.snapshot import Snapshot

Place = tuple[str, Span]
"""(document id, span)."""
AS_EVERYWHERE = "as everywhere"
"""Choice: a place and its document have no decision of their own any more."""


def counts_of(state: Snapshot, entity: Entity, document_id: str) -> PlaceCounts:
    """How many places a decision on a name would change, made in that document."""
    return place_counts(entity, _mentions_of(state, entity), document_id)


def reach_choices(state: Snapshot, entity: Entity, document_id: str) -> list[Choice]:
    """One place, one document, everywhere.

    "Everywhere" is first if all places were found for the same reason; else one place is, since the spelling may mean
    something else at the others.
    """
    counts = counts_of(state, entity, document_id)
    own = f"; {counts.own:,} decided separately stay as they are" if counts.own else ""
    everywhere = f"{count_words(counts.everywhere, 'place')} in {count_words(counts.documents, 'document')}{own}"
    offered = [
        Choice(Reach.HERE, "Only here", count_words(counts.here, "place")),
        Choice(Reach.DOCUMENT, f"In {name_of(state, document_id)}", count_words(counts.document, "place")),
        Choice(Reach.EVERYWHERE, "Everywhere in the matter", everywhere),
    ]
    return offered[::-1] if _is_found_alike(state, entity) else offered


def local_choices(state: Snapshot, entity: Entity, place: Place) -> list[tuple[Choice, Decision, Span | None]]:
    """Decisions for a place or its document, each with what it does."""
    document_id, span = place
    counts, name = counts_of(state, entity, document_id), name_of(state, document_id)
    here, there = count_words(counts.here, "place"), count_words(counts.document, "place")
    offered: list[tuple[Choice, Decision, Span | None]] = [
        (Choice("mask here", "Mask only here", here), Decision.CONFIRMED, span),
        (Choice("mask there", f"Mask in {name}", there), Decision.CONFIRMED, None),
        (Choice("keep here", "Keep in clear only here", here), Decision.DISMISSED, span),
        (Choice("keep there", f"Keep in clear in {name}", there), Decision.DISMISSED, None),
    ]
    local = entity.local_decision(document_id, span)
    if local is not None:
        what = "this place" if local.span is not None else name
        offered.append((Choice(AS_EVERYWHERE, f"Decide {what} as everywhere"), Decision.OPEN, local.span))
    return offered


@dataclass(frozen=True, slots=True)
class WordCounts:
    """How often words occur in the documents, in words: in one of them, and in all."""

    there: str = field(repr=False)
    everywhere: str = field(repr=False)


def count_words_in(state: Snapshot, words: str, document_id: str) -> WordCounts:
    """Count words as they are written; masking also finds other ways to write them."""
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)", re.IGNORECASE)
    counts = {document.id: sum(1 for _ in pattern.finditer(document.text)) for document in state.documents}
    documents = sum(map(bool, counts.values()))
    everywhere = f"{count_words(sum(counts.values()), 'place')} in {count_words(documents, 'document')}"
    return WordCounts(count_words(counts.get(document_id, 0), "place"), everywhere)


def apart_words(entity: Entity) -> str:
    """Decisions for single places and documents, in words; empty if there are none."""
    places = sum(one.span is not None for one in entity.local)
    documents = len(entity.local) - places
    parts = [count_words(places, "place")] if places else []
    parts += [count_words(documents, "document")] if documents else []
    return f"{' and '.join(parts)} decided separately" if parts else ""


def place_words(entity: Entity, place: Place) -> str:
    """The decision for a place or its document, in words; empty if neither has one."""
    local = entity.local_decision(*place)
    if local is None:
        return ""
    where = "here" if local.span is not None else "in this document"
    return f"masked {where}" if local.decision is Decision.CONFIRMED else f"in clear {where}"


def name_of(state: Snapshot, document_id: str) -> str:
    """The document's name."""
    document = state.document(document_id)
    return document.name if document is not None else "this document"


def _is_found_alike(state: Snapshot, entity: Entity) -> bool:
    found = [mention for mentions in _mentions_of(state, entity).values() for mention in mentions]
    return len({mention.source for mention in found if mention.entity == entity.id}) < 2


def _mentions_of(state: Snapshot, entity: Entity) -> Mapping[str, Sequence[Mention]]:
    return {i: found for i, found in state.mentions.items() if entity.id in state.named.get(i, (entity.id,))}
