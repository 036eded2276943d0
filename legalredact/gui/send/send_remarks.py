"""Remarks beside the result of verification: designations, and words that may still identify somebody."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from legalredact.gui.send.send_rows import place_of
from legalredact.model.mention import Span
from legalredact.model.payload import Payload
from legalredact.model.remark import Clue, Designated, Hint
from legalredact.workflow.send.designations import WORDS

_CLUES = {
    Clue.AGE: "an age over 89",
    Clue.ONLY_ONE: "unique of its kind",
    Clue.POST: "a rare position",
    Clue.LOOKS: "a person's appearance",
    Clue.FAMILY: "an unusual family",
    Clue.NEWS: "something public",
    Clue.TOGETHER: "day, place and event together",
}


@dataclass(frozen=True, slots=True)
class DesignationLine:
    """One sort of designation in one document, and its first place."""

    words: str
    document_id: str
    span: Span


def designation_lines(found: Sequence[Designated], payload: Payload) -> tuple[DesignationLine, ...]:
    """A line for each sort in each document: ``"Document 2: privileged, 3:14, and 11 more places"``."""
    numbers = {document.id: number for number, document in enumerate(payload.documents, 1)}
    counts = Counter((one.document_id, one.kind) for one in found)
    first = {(one.document_id, one.kind): one for one in reversed(found)}
    lines = []
    for key in dict.fromkeys((one.document_id, one.kind) for one in found):
        more = counts[key] - 1
        others = f", and {more} more place{'s' * (more != 1)}" if more else ""
        where = str(first[key].place)
        words = f"Document {numbers.get(key[0], 0)}: {WORDS[key[1]]}{f', {where}' if where else ''}{others}"
        lines.append(DesignationLine(words, key[0], first[key].span))
    return tuple(lines)


def hint_lines(hints: Sequence[Hint], payload: Payload) -> list[str]:
    """For each hint its place, its sort, and the masked words there."""
    wanted = {(hint.document_id, hint.passage_id) for hint in hints}
    places = {
        (document.id, passage.id): f"Document {number}{f', {where}' if (where := place_of(passage)) else ''}"
        for number, document in enumerate(payload.documents, 1)
        for passage in document.passages
        if (document.id, passage.id) in wanted
    }
    return [f"{places[h.document_id, h.passage_id]}: {_CLUES[h.clue]}, “{h.masked_words}”" for h in hints]
