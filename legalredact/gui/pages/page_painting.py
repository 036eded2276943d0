"""Paints one page: its image, search hits and selection, and its marks or the tokens that cover them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from legalredact.gui.core.palette import PAPER
from legalredact.gui.core.theme import theme
from legalredact.gui.pages.highlights import cover, paint_mark, paint_token
from legalredact.gui.pages.hit_testing import words_of
from legalredact.gui.pages.marks import Mark, Rect, rects_of
from legalredact.gui.pages.replaced import ReplacedName
from legalredact.gui.widgets.chip import fitted
from legalredact.model.document import Block, CharBoxes
from legalredact.model.mention import Span

Boxes = Mapping[str, CharBoxes]
"""By block id."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Place of a page in the view.

    Arguments:
        rect: in pixels of the view.
        scale: pixels a point.
    """

    rect: QRectF
    scale: float

    def placed(self, rect: Rect) -> QRectF:
        """Place of a rectangle of the page."""
        left, top = self.rect.x() + rect[0] * self.scale, self.rect.y() + rect[1] * self.scale
        return QRectF(left, top, (rect[2] - rect[0]) * self.scale, (rect[3] - rect[1]) * self.scale)

    def heights(self, top: float, bottom: float) -> tuple[float, float]:
        """Two heights of the view, as points of the page."""
        return (top - self.rect.y()) / self.scale, (bottom - self.rect.y()) / self.scale


def paint_sheet(painter: QPainter, paper: Paper, picture: QImage | None) -> None:
    """White paper with its image; an image of exactly this size is painted pixel by pixel, so it is sharp."""
    painter.fillRect(paper.rect, QColor(PAPER))
    if picture is None:
        return
    ratio = painter.device().devicePixelRatioF()
    size = picture.size() / ratio
    if abs(size.width() - paper.rect.width()) < 1 and abs(size.height() - paper.rect.height()) < 1:
        picture.setDevicePixelRatio(ratio)
        painter.drawImage(QPointF(_on_grid(paper.rect.x(), ratio), _on_grid(paper.rect.y(), ratio)), picture)
        return
    picture.setDevicePixelRatio(1.0)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(paper.rect, picture)


def paint_edge(painter: QPainter, paper: Paper) -> None:
    """A thin line around the paper."""
    painter.setPen(QPen(QColor(theme().colours.line), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(paper.rect)


def paint_marks(painter: QPainter, paper: Paper, marks: Iterable[Mark], current: Span | None) -> None:
    """Names, marked."""
    for mark in marks:
        paint_mark(painter, mark, [paper.placed(r) for r in mark.rects], current=mark.mention.span == current)


def paint_leaving(painter: QPainter, paper: Paper, replaced: Iterable[ReplacedName]) -> None:
    """Tokens instead of the names that the mask replaces."""
    placed = [(one, [paper.placed(rect) for rect in one.rects]) for one in replaced]
    for _, rects in placed:
        cover(painter, rects)
    for one, rects in placed:
        if one.token:
            paint_token(painter, one.token, one.style, rects, theme().font(mono=True))


def paint_spans(painter: QPainter, paper: Paper, blocks: Sequence[Block], boxes: Boxes, span: Span, alpha: int) -> None:
    """Color a span of the text, such as the selection or a hit of a search."""
    colour = QColor(theme().colours.accent)
    colour.setAlpha(alpha)
    for block in blocks:
        if block.span.overlaps(span) and block.id in boxes:
            for rect in rects_of(span, block, boxes[block.id]):
                painter.fillRect(paper.placed(rect), colour)


def paint_text(painter: QPainter, paper: Paper, blocks: Sequence[Block], boxes: Boxes, text: str) -> None:
    """The page's words at their places, for a page without an image."""
    painter.setPen(QColor("#333333"))
    font = theme().font()
    for block in blocks:
        for word in words_of(block, text) if block.id in boxes else ():
            for rect in rects_of(word, block, boxes[block.id])[:1]:
                placed = paper.placed(rect)
                font.setPixelSize(max(3, round(placed.height() * 0.75)))
                painter.setFont(fitted(word.of(text), font, placed.width()))
                painter.drawText(placed, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, word.of(text))


def _on_grid(at: float, ratio: float) -> float:
    """The nearest whole pixel of the screen."""
    return round(at * ratio) / ratio
