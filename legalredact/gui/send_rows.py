"""What would leave, passage by passage, beside the original that stays."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from legalredact.gui.marked_text import MarkedText, Shape, Stretch, chips
from legalredact.gui.palette import OTHER, style_of
from legalredact.gui.theme import STEP, theme
from legalredact.model.document import Document
from legalredact.model.mention import Span
from legalredact.model.payload import Hit, MaskedText, Passage, Payload, PayloadDocument
from legalredact.model.register import Entity

GAP = 3 * STEP
"""Pixels between the two columns."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage: what stays, what leaves, and what is wrong with it.

    Arguments:
        place: where it stands in the document, in words.
        clear: its characters in the document, None where there is no original (instructions, titles).
        changed: a token stands in it.
        wrong: verification found something in it.
    """

    place: str
    original: str = field(repr=False)
    leaving: str = field(repr=False)
    clear: Span | None = None
    marked: tuple[Stretch, ...] = field(default=(), repr=False)
    masked: tuple[Stretch, ...] = field(default=(), repr=False)
    changed: bool = False
    wrong: bool = False


def instructions_pair(payload: Payload, hits: Sequence[Hit]) -> Pair:
    """The prompt's words, which hold nothing of a client's."""
    wrong = tuple(Stretch(hit.span, Shape.WRONG) for hit in hits if hit.part == "instructions")
    return Pair("instructions", "(the prompt's own words)", payload.instructions, masked=wrong, wrong=bool(wrong))


def pairs_of(
    sent: PayloadDocument,
    document: Document,
    masked: MaskedText,
    by_token: Mapping[str, Entity],
    hits: Sequence[Hit],
) -> tuple[Pair, ...]:
    """The title and the passages of one document, in the order in which they are sent."""
    return tuple(_pairs(sent, document, masked, by_token, hits))


def _pairs(
    sent: PayloadDocument,
    document: Document,
    masked: MaskedText,
    by_token: Mapping[str, Entity],
    hits: Sequence[Hit],
) -> Iterator[Pair]:
    wrong = _wrong(hits)
    title = wrong.get(f"title {sent.id}", ())
    yield Pair("title", document.name, sent.masked_title, masked=title, changed=True, wrong=bool(title))
    occurrences, at = masked.occurrences, 0
    for passage in sent.passages:
        while at < len(occurrences) and occurrences[at].clear_span.end <= passage.clear_span.start:
            at += 1
        marked: list[Stretch] = []
        for occurrence in occurrences[at:]:
            if occurrence.clear_span.start >= passage.clear_span.end:
                break
            entity = by_token.get(occurrence.token)
            inside = _within(occurrence.clear_span, passage)
            marked.append(Stretch(inside, Shape.NAME, style_of(entity) if entity else OTHER))
        found = wrong.get(f"{sent.id}/{passage.id}", ())
        tokens = tuple(chip for chip in chips(passage.masked_text, by_token) if not _hit(chip.span, found))
        yield Pair(
            place_of(passage),
            passage.clear_span.of(document.text),
            passage.masked_text,
            passage.clear_span,
            tuple(marked),
            (*tokens, *found),
            bool(marked),
            bool(found),
        )


def place_of(passage: Passage) -> str:
    """Where a passage stands, in words."""
    place = passage.place
    if place.page and place.line:
        return f"page {place.page}, line {place.line}"
    return f"page {place.page}" if place.page else place.label


def _wrong(hits: Sequence[Hit]) -> dict[str, tuple[Stretch, ...]]:
    found: dict[str, list[Stretch]] = {}
    for hit in hits:
        found.setdefault(hit.part, []).append(Stretch(hit.span, Shape.WRONG))
    return {part: tuple(stretches) for part, stretches in found.items()}


def _hit(span: Span, found: Sequence[Stretch]) -> bool:
    return any(span.overlaps(stretch.span) for stretch in found)


def _within(span: Span, passage: Passage) -> Span:
    """A stretch of the document as one of the passage."""
    whole = passage.clear_span
    return Span(max(span.start, whole.start) - whole.start, min(span.end, whole.end) - whole.start)


class PairRow:
    """A pair as a row of a `RowList`."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self._place = MarkedText(pair.place + (" · name or identifier left" if pair.wrong else ""))
        self._original = MarkedText(pair.original, pair.marked)
        self._leaving = MarkedText(pair.leaving, pair.masked)
        self._top = self._column = 0.0

    @property
    def words(self) -> str:
        """What leaves first, then what stays."""
        return f"{self.pair.place}. Leaves: {self.pair.leaving} Original: {self.pair.original}"

    def lay_out(self, width: float) -> float:
        """Two columns under a line that says where."""
        self._column = (width - GAP) / 2
        self._top = self._place.lay_out(width)
        return self._top + max(self._original.lay_out(self._column), self._leaving.lay_out(self._column))

    def paint(self, painter: QPainter, rect: QRectF, ground: str) -> None:
        """Draw both."""
        corner = rect.topLeft()
        self._place.paint(painter, corner, tone="stopped" if self.pair.wrong else "muted", ground=ground)
        below = corner + QPointF(0, self._top)
        self._original.paint(painter, below, tone="text" if self.pair.clear else "muted", ground=ground)
        self._leaving.paint(painter, below + QPointF(self._column + GAP, 0), ground=ground)
        painter.setPen(QColor(theme().colours.line))
        middle = rect.left() + self._column + GAP / 2
        painter.drawLine(QPointF(middle, below.y()), QPointF(middle, rect.bottom()))

    def target(self, at: QPointF | None) -> int:  # noqa: ARG002 - a row's signature
        """The row itself is the target, if it has a place in the document."""
        return 0 if self.pair.clear is not None else -1
