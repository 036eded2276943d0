"""The payload, passage by passage, beside the original, which is not sent."""

import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from legalredact.gui.core.palette import OTHER, style_of
from legalredact.gui.core.theme import STEP, theme
from legalredact.gui.widgets.marked_text import MarkedRange, MarkedText, Shape, chips
from legalredact.model.document import Document
from legalredact.model.mention import Span
from legalredact.model.payload import Hit, MaskedText, Passage, Payload, PayloadDocument
from legalredact.model.register import Entity
from legalredact.workflow.compute.payload import Prepared

GAP = 3 * STEP
"""Pixels between the two columns."""
AT_ONCE = 150
"""Most passages in the list at a time: a transcript has ten thousand, and scrolling has to lay each of them out."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage: the original, the text to send, and its errors.

    Arguments:
        place: its place in the document, in words.
        clear: its characters in the document, None if there is no original (instructions, titles).
        changed: it contains a token.
        wrong: verification found something in it.
    """

    place: str
    original: str = field(repr=False)
    leaving: str = field(repr=False)
    clear: Span | None = None
    marked: tuple[MarkedRange, ...] = field(default=(), repr=False)
    masked: tuple[MarkedRange, ...] = field(default=(), repr=False)
    changed: bool = False
    wrong: bool = False


def instructions_pair(payload: Payload, hits: Sequence[Hit]) -> Pair:
    """The prompt's words, which contain no client text."""
    wrong = tuple(MarkedRange(hit.span, Shape.WRONG) for hit in hits if hit.part == "instructions")
    return Pair("instructions", "(the prompt's own words)", payload.instructions, masked=wrong, wrong=bool(wrong))


def question_pair(payload: Payload, hits: Sequence[Hit]) -> Pair:
    """What a person typed for this use, masked."""
    wrong = tuple(MarkedRange(hit.span, Shape.WRONG) for hit in hits if hit.part == "question")
    return Pair("question", "(what you typed, masked)", payload.question, masked=wrong, wrong=bool(wrong))


def legend_pair(payload: Payload, hits: Sequence[Hit]) -> Pair:
    """The legend, which is made of the application's own words and of tokens."""
    wrong = tuple(MarkedRange(hit.span, Shape.WRONG) for hit in hits if hit.part == "legend")
    return Pair("legend", "(what each token is, without a name)", payload.legend, masked=wrong, wrong=bool(wrong))


@dataclass(frozen=True, slots=True)
class SentPart:
    """One part of the list: passages `first` to before `last` of a document, or None: instructions and legend."""

    document: int | None = None
    first: int = 0
    last: int = 0

    def row_of(self, passage: int) -> int:
        """The row of that passage; the title takes the first one."""
        return passage - self.first + (self.first == 0)


def parts_of(payload: Payload) -> tuple[SentPart, ...]:
    """The instructions, then each document in parts that are quickly laid out."""
    parts = [SentPart()]
    for number, document in enumerate(payload.documents):
        count = len(document.passages)
        parts += [SentPart(number, first, min(first + AT_ONCE, count)) for first in range(0, max(count, 1), AT_ONCE)]
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Data from which pairs are made.

    Arguments:
        documents: the matter's, by id.
        by_token: the entity of each token.
    """

    prepared: Prepared
    documents: Mapping[str, Document]
    by_token: Mapping[str, Entity]

    def pairs(self, part: SentPart) -> tuple[Pair, ...]:
        """The pairs of a part, in the order in which they are sent."""
        payload = self.prepared.payload
        if part.document is None:
            legend = (legend_pair(payload, self.prepared.hits),) if payload.legend else ()
            question = (question_pair(payload, self.prepared.hits),) if payload.question else ()
            return (instructions_pair(payload, self.prepared.hits), *question, *legend)
        sent = payload.documents[part.document]
        masked = next(text for text in self.prepared.masked if text.document_id == sent.id)
        wrong = _wrong(self.prepared.hits)
        passages = sent.passages[part.first : part.last]
        title = (self._title(sent, wrong.get(f"title {sent.id}", ())),) if part.first == 0 else ()
        found = (self._pair(sent.id, passage, masked, wrong) for passage in passages)
        return (*title, *found)

    def _title(self, sent: PayloadDocument, wrong: tuple[MarkedRange, ...]) -> Pair:
        name = self.documents[sent.id].name
        return Pair("title", name, sent.masked_title, masked=wrong, changed=True, wrong=bool(wrong))

    def _pair(
        self, document_id: str, passage: Passage, masked: MaskedText, wrong: Mapping[str, tuple[MarkedRange, ...]]
    ) -> Pair:
        marked = tuple(self._names(passage, masked))
        found = wrong.get(f"{document_id}/{passage.id}", ())
        tokens = tuple(chip for chip in chips(passage.masked_text, self.by_token) if not _hit(chip.span, found))
        return Pair(
            place_of(passage),
            passage.clear_span.of(self.documents[document_id].text),
            passage.masked_text,
            passage.clear_span,
            marked,
            (*tokens, *found),
            bool(marked),
            bool(found),
        )

    def _names(self, passage: Passage, masked: MaskedText) -> Iterator[MarkedRange]:
        occurrences = masked.occurrences
        at = bisect.bisect_right(occurrences, passage.clear_span.start, key=lambda o: o.clear_span.end)
        while at < len(occurrences) and occurrences[at].clear_span.start < passage.clear_span.end:
            entity = self.by_token.get(occurrences[at].token)
            inside = _within(occurrences[at].clear_span, passage)
            yield MarkedRange(inside, Shape.NAME, style_of(entity) if entity else OTHER)
            at += 1


def part_and_row(prepared: Prepared, parts: Sequence[SentPart], where: str) -> tuple[int, int]:
    """Numbers of the part and of the row in it.

    Arguments:
        where: as in `Hit.part`.
    """
    if where == "legend":
        return 0, 1
    for number, part in enumerate(parts):
        if part.document is None:
            continue
        document = prepared.payload.documents[part.document]
        if part.first == 0 and where in (document.id, f"title {document.id}"):
            return number, 0
        for passage in range(part.first, part.last):
            if where == f"{document.id}/{document.passages[passage].id}":
                return number, part.row_of(passage)
    return 0, 0


def place_of(passage: Passage) -> str:
    """Place of a passage, in words."""
    return str(passage.place)


def _wrong(hits: Sequence[Hit]) -> dict[str, tuple[MarkedRange, ...]]:
    found: dict[str, list[MarkedRange]] = {}
    for hit in hits:
        found.setdefault(hit.part, []).append(MarkedRange(hit.span, Shape.WRONG))
    return {part: tuple(stretches) for part, stretches in found.items()}


def _hit(span: Span, found: Sequence[MarkedRange]) -> bool:
    return any(span.overlaps(stretch.span) for stretch in found)


def _within(span: Span, passage: Passage) -> Span:
    """A span of the document as a span of the passage."""
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
        """The text to send first, then the original."""
        return f"{self.pair.place}. Leaves: {self.pair.leaving} Original: {self.pair.original}"

    def lay_out(self, width: float) -> float:
        """Two columns under a line with the place."""
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
