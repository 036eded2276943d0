"""Paints marks: a role's color and its own underline; filled, outlined, dotted or solid by decision."""

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from legalredact.gui.core.palette import FILL, PAPER, RoleStyle, Stroke, blended, readable, style_of
from legalredact.gui.core.theme import theme
from legalredact.gui.pages.marks import Look, Mark
from legalredact.gui.widgets.chip import paint_chip

OUTSET = 1.5
"""Pixels by which a mark extends beyond its letters."""
TAG = 0.55
"""Height of a tag's letters, as a share of the line's."""


def paint_mark(painter: QPainter, mark: Mark, rects: Sequence[QRectF], *, ground: str = PAPER, current: bool) -> None:
    """Draw a mark over text that is already there.

    Arguments:
        rects: in the painter's coordinates, one a line.
        current: it is the current occurrence.
    """
    style, look = style_of(mark.entity), mark.look
    for rect in (rect.adjusted(-OUTSET, -OUTSET, OUTSET, OUTSET) for rect in rects):
        if look in (Look.SUGGESTED, Look.CONFIRMED) and not mark.inner:
            painter.fillRect(rect, _fill(style.colour))
        edge = None if mark.inner else _edge(style.colour, ground, look)
        if edge is not None:
            painter.setPen(edge)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect)
        if look not in (Look.DISMISSED, Look.KEPT):
            paint_underline(painter, rect.left(), rect.right(), rect.bottom() + 0.5, style, ground)
        if current:
            painter.setPen(QPen(QColor(theme().colours.accent), 2.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(-2.5, -2.5, 2.5, 3.5), 4, 4)
    if current and look is Look.CONFIRMED and mark.entity.token and rects:
        _paint_tag(painter, mark.entity.token, style, rects[0], ground)


def _paint_tag(painter: QPainter, token: str, style: RoleStyle, rect: QRectF, ground: str) -> None:
    """The token, small, over the current occurrence; over all of them it would hide lines."""
    font = _tag_font(max(5, round(rect.height() * TAG)))
    width = QFontMetricsF(font).horizontalAdvance(token) + rect.height() * TAG
    height = rect.height() * TAG * 1.25
    tag = QRectF(rect.left() - OUTSET, rect.top() - OUTSET - height + 1, width, height)
    painter.fillRect(tag, QColor(ground))
    paint_chip(painter, tag, token, style, font, ground)


@cache
def _tag_font(pixels: int) -> QFont:
    font = theme().font(mono=True)
    font.setPixelSize(pixels)
    return font


def cover(painter: QPainter, rects: Sequence[QRectF], ground: str = PAPER) -> None:
    """Cover a masked name on the page; this is done for all names before tokens are painted."""
    for rect in rects:
        painter.fillRect(rect.adjusted(-OUTSET, -OUTSET, OUTSET, OUTSET), QColor(ground))


def paint_token(
    painter: QPainter, token: str, style: RoleStyle, rects: Sequence[QRectF], font: QFont, ground: str = PAPER
) -> None:
    """The token of a name that was covered, on its first line."""
    if rects:
        sized = QFont(font)
        sized.setPixelSize(max(5, round(rects[0].height() * 0.78)))
        paint_chip(painter, rects[0], token, style, sized, ground)


def paint_underline(
    painter: QPainter, left: float, right: float, y: float, style: RoleStyle, ground: str = PAPER
) -> None:
    """A role's own underline, so that it can be distinguished without color."""
    painter.setPen(_stroke(style.stroke, style.colour, ground))
    if style.stroke is Stroke.WAVE:
        steps = range(max(2, int((right - left) / 3) + 1))
        painter.drawPolyline(QPolygonF([QPointF(min(left + 3 * n, right), y + (1.5 if n % 2 else -1)) for n in steps]))
        return
    painter.drawLine(QPointF(left, y), QPointF(right, y))
    if style.stroke is Stroke.DOUBLE:
        painter.drawLine(QPointF(left, y + 2.5), QPointF(right, y + 2.5))


@cache
def _fill(colour: str) -> QColor:
    fill = QColor(colour)
    fill.setAlphaF(FILL)
    return fill


@cache
def _edge(colour: str, ground: str, look: Look) -> QPen | None:
    line = QColor(readable(colour, ground))
    if look is Look.CONFIRMED:
        return QPen(line, 1.5)
    if look is Look.POSSIBLE:
        return QPen(line, 1.2, Qt.PenStyle.DashLine)
    if look is Look.DISMISSED:
        return QPen(line, 1.0, Qt.PenStyle.DotLine)
    return None


@cache
def _stroke(stroke: Stroke, colour: str, ground: str) -> QPen:
    pen = QPen(QColor(readable(blended(colour, ground, 0.9), ground)), 2.0 if stroke is Stroke.SOLID else 1.4)
    dashes = {
        Stroke.DASHED: [4.0, 2.5],
        Stroke.DOTTED: [1.2, 2.2],
        Stroke.DASH_DOT: [5.0, 2.0, 1.0, 2.0],
    }
    if stroke in dashes:
        pen.setDashPattern(dashes[stroke])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
