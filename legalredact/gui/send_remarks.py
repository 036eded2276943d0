"""What is said beside the scan before a send: designations, and words that may still point at somebody."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from legalredact.gui.send_rows import place_of
from legalredact.model.mention import Span
from legalredact.model.payload import Payload
from legalredact.model.remark import Clue, Designated, Hint
from legalredact.workflow.designated import WORDS

_CLUES = {
    Clue.AGE: "an age over 89",
    Clue.ONLY_ONE: "the only one of a kind",
    Clue.POST: "a post that few hold",
    Clue.LOOKS: "how somebody looks",
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


def hint_words(hint: Hint, payload: Payload) -> str:
    """Where, what sort, and the masked words there."""
    number, document = next((n, d) for n, d in enumerate(payload.documents, 1) if d.id == hint.document_id)
    passage = next(passage for passage in document.passages if passage.id == hint.passage_id)
    where = place_of(passage)
    return f"Document {number}{f', {where}' if where else ''}: {_CLUES[hint.clue]}, “{hint.masked_words}”"
