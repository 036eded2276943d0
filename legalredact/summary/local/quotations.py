"""Quotations with their sources, which may run over several passages."""

from collections.abc import Iterator
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
