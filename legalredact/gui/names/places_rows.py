"""Rows of the list of all places of a name: documents, and the places in each with the decision in force."""

import itertools

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from legalredact.gui.core.theme import STEP, theme
from legalredact.gui.names.name_places import NameOccurrence, occurrence
from legalredact.gui.widgets.marked_text import MarkedRange, MarkedText, Shape
from legalredact.gui.widgets.row_list import Row
from legalredact.model.mention import Span
from legalredact.model.register import Entity
from legalredact.workflow.names.queue import count_words
from legalredact.workflow.window.snapshot import Snapshot

AROUND = 40
"""Characters of context on each side of a place."""
MOST = 1_000
"""Most places that are listed."""
INDENT = STEP


class PlacesDocumentRow:
    """A document with places; to select it means to select all of them."""

    def __init__(self, document_id: str, name: str, count: int) -> None:
        self.document_id, self.span = document_id, None
        self._name, self._count = name, count

    @property
    def words(self) -> str:
        """For screen readers."""
        return f"{self._name}, all {count_words(self._count, 'place')}"

    def lay_out(self, _: float) -> float:
        """One line."""
        return QFontMetricsF(theme().font(strong=True)).height()

    def paint(self, painter: QPainter, rect: QRectF, ground: str) -> None:  # noqa: ARG002 - a row's signature
        """Its name and how many places."""
        c, strong, plain, counted = theme().colours, theme().font(strong=True), theme().font(), str(self._count)
        painter.setFont(plain)
        painter.setPen(QColor(c.muted))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, counted)
        room = rect.width() - QFontMetricsF(plain).horizontalAdvance(counted) - STEP
        painter.setFont(strong)
        painter.setPen(QColor(c.text))
        shown = QFontMetricsF(strong).elidedText(self._name, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def target(self, at: QPointF | None) -> int:  # noqa: ARG002 - a row's signature
        """All of it."""
        return 0


class PlaceRow:
    """One place with the words around it, and whether it is masked there."""

    def __init__(self, place: NameOccurrence, *, masked: bool, own: bool) -> None:
        self.document_id, self.span = place.document_id, place.span
        state = ("masked" if masked else "in clear") + (", decided here" if own else "")
        self._where = MarkedText(" · ".join(filter(None, (place.where, state))))
        start = len(place.before)
        mark = MarkedRange(Span(start, start + len(place.surface)), Shape.NAME)
        self._text = MarkedText(f"{place.before}{place.surface}{place.after}", (mark,))
        self._below = 0.0

    @property
    def words(self) -> str:
        """For screen readers."""
        return f"{self._where.text}: {self._text.text}"

    def lay_out(self, width: float) -> float:
        """Its state over its words."""
        self._below = self._where.lay_out(width - INDENT)
        return self._below + self._text.lay_out(width - INDENT)

    def paint(self, painter: QPainter, rect: QRectF, ground: str) -> None:
        """Draw it."""
        at = rect.topLeft() + QPointF(INDENT, 0)
        self._where.paint(painter, at, tone="muted", ground=ground)
        self._text.paint(painter, at + QPointF(0, self._below), ground=ground)

    def target(self, at: QPointF | None) -> int:  # noqa: ARG002 - a row's signature
        """All of it."""
        return 0


def places_rows(state: Snapshot, entity: Entity, places: list[tuple[str, Span]]) -> list[Row]:
    """The rows for those places, which are in the order of documents."""
    rows: list[Row] = []
    counts: dict[str, int] = {}
    for document_id, _ in places:
        counts[document_id] = counts.get(document_id, 0) + 1
    for document_id, group in itertools.groupby(places[:MOST], key=lambda place: place[0]):
        document = state.document(document_id)
        if document is None:
            continue
        rows.append(PlacesDocumentRow(document_id, document.name, counts[document_id]))
        for _, span in group:
            own = entity.local_decision(document_id, span) is not None
            place = occurrence(document, span, AROUND)
            rows.append(PlaceRow(place, masked=entity.masked_at(document_id, span), own=own))
    return rows
