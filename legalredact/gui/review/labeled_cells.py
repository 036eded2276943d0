"""A row of a table as one paragraph for each cell, beside the title of its column.

A summary is shown beside the page of its source, where columns side by side would have room for a word or two each.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from legalredact.gui.core.theme import STEP
from legalredact.gui.widgets.marked_text import MarkedRange, MarkedText
from legalredact.model.mention import Span
from legalredact.model.payload import cells

_LABELS = 0.28
"""Share of the width that the titles of the columns have, at most `_WIDEST` pixels."""
_WIDEST, _GAP = 18.0 * STEP, STEP


class LabeledCells:
    """Lays itself out and is drawn as `MarkedText` is.

    Arguments:
        text: the row.
        marks: in order of their spans; one over several cells is drawn in each.
        columns: a title for each cell.
    """

    def __init__(self, text: str, marks: Sequence[MarkedRange], columns: Sequence[str]) -> None:
        spans = cells(text)
        self._labels = [MarkedText(title) for title in columns]
        self._cells = [
            MarkedText(span.of(text), _within(span, marks), strong=number == 0) for number, span in enumerate(spans)
        ]
        self._heights: list[float] = []
        self._left = 0.0

    @property
    def text(self) -> str:
        """The cells with their titles, for screen readers."""
        return ". ".join(f"{label.text}: {cell.text}" for label, cell in zip(self._labels, self._cells, strict=True))

    def lay_out(self, width: float) -> float:
        """Break lines; returns the height."""
        self._left = min(_LABELS * width, _WIDEST)
        self._heights = [
            max(label.lay_out(self._left - _GAP), cell.lay_out(width - self._left))
            for label, cell in zip(self._labels, self._cells, strict=True)
        ]
        return sum(self._heights)

    def paint(self, painter: QPainter, at: QPointF, *, tone: str = "text", ground: str = "") -> None:
        """Draw it; `at` is the upper left corner, `ground` the color under it."""
        at = QPointF(at)
        for label, cell, height in zip(self._labels, self._cells, self._heights, strict=True):
            label.paint(painter, at, tone="muted", ground=ground)
            cell.paint(painter, at + QPointF(self._left, 0), tone=tone, ground=ground)
            at += QPointF(0, height)


def _within(cell: Span, marks: Sequence[MarkedRange]) -> list[MarkedRange]:
    """The parts of the marks that are in a cell, counted from its beginning."""
    return [
        replace(one, span=Span(max(one.span.start, cell.start), min(one.span.end, cell.end)).moved(-cell.start))
        for one in marks
        if one.span.overlaps(cell)
    ]
