"""Joins passages that are one paragraph, mostly over a page break, so that a statement across them is quoted whole."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from legalredact.model.payload import PayloadDocument
from legalredact.model.review import Citation, Segment


@dataclass(frozen=True, slots=True)
class TextUnit:
    """The text of one or several passages.

    Arguments:
        text: of the passages, with a line break between them.
        passages: number of each passage in its document, and offset at which it begins in `text`; in order.
    """

    text: str = field(repr=False)
    passages: tuple[tuple[int, int], ...]


def units_of(document: PayloadDocument) -> tuple[TextUnit, ...]:
    """The document's passages in order, joined where one continues another."""
    numbers = {passage.id: number for number, passage in enumerate(document.passages)}
    groups: dict[int, list[int]] = {}
    first: dict[int, int] = {}
    for number, passage in enumerate(document.passages):
        above = numbers.get(passage.continues, number)
        first[number] = first[above] if above < number else number
        groups.setdefault(first[number], []).append(number)
    return tuple(_joined(document, group) for _, group in sorted(groups.items()))


def _joined(document: PayloadDocument, numbers: Sequence[int]) -> TextUnit:
    texts = [document.passages[number].masked_text for number in numbers]
    starts = itertools.accumulate((len(text) + 1 for text in texts[:-1]), initial=0)
    return TextUnit("\n".join(texts), tuple(zip(numbers, starts, strict=True)))


def quote(document: PayloadDocument, unit: TextUnit, start: int, end: int) -> Segment:
    """Characters `start` to `end` of a unit, quoted with their source."""
    before = max(offset for _, offset in unit.passages if offset <= start)
    cited = tuple(_cited(document, unit, start, end))
    return Segment(unit.text[start:end], cited, quoted=True, start=start - before)


def _cited(document: PayloadDocument, unit: TextUnit, start: int, end: int) -> Iterator[Citation]:
    """A citation of each passage that the characters touch."""
    ends = [offset for _, offset in unit.passages[1:]] + [len(unit.text) + 1]
    for (number, offset), below in zip(unit.passages, ends, strict=True):
        if offset < end and start < below - 1:
            passage = document.passages[number].id
            yield Citation(document.id, passage, passage)
