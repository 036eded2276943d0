"""Paints boxes of a redacted copy: while they are drawn or dragged, and as they will be."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from legalredact.gui.core.palette import INK, LIGHT, PAPER

_SEEN_THROUGH = 0.35
_HANDLE = 7.0
_SHARE = 0.62
"""Share of a box's height for its words."""
_LARGEST = 22
"""Largest height of words in a box, in pixels."""


def paint_sketch(painter: QPainter, rect: QRectF) -> None:
    """A box that a person drew: translucent, and dark enough to show that it will be black."""
    painter.save()
    ink = QColor(INK)
    ink.setAlphaF(_SEEN_THROUGH)
    painter.fillRect(rect, ink)
    painter.setPen(QPen(QColor(INK), 1.5, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect)
    painter.restore()


def paint_handles(painter: QPainter, rect: QRectF) -> None:
    """Marks the current box, with handles to drag; on paper, so in the light theme's color."""
    painter.save()
    painter.setPen(QPen(QColor(LIGHT.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(-2, -2, 2, 2))
    painter.setBrush(QColor(PAPER))
    middle = rect.center()
    places = [
        QPointF(x, y)
        for x in (rect.left(), middle.x(), rect.right())
        for y in (rect.top(), middle.y(), rect.bottom())
        if (x, y) != (middle.x(), middle.y())
    ]
    for place in places:
        painter.drawRect(QRectF(place.x() - _HANDLE / 2, place.y() - _HANDLE / 2, _HANDLE, _HANDLE))
    painter.restore()
