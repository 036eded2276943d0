"""Layout of a block of text: the rectangles of its characters, and the character at a point."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextCharFormat, QTextLayout, QTextLine

from legalredact.gui.core.theme import theme
from legalredact.gui.pages.flow_text import Displayed
from legalredact.model.document import Block
from legalredact.model.mention import Span

LEADING = 1.25
"""Height of a line as a multiple of its font's."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A block at its place in a row."""

    block: Block
    displayed: Displayed
    layout: QTextLayout
    at: QPointF

    def rects(self, span: Span) -> list[QRectF]:
        """Rectangles of a span of the document, in the row's coordinates, one a line."""
        first = self.displayed.position(max(span.start, self.block.span.start))
        last = self.displayed.end_position(min(span.end, self.block.span.end))
        return list(line_rects(self.layout, first, last, self.at))


def token_format(first: int, last: int) -> QTextLayout.FormatRange:
    """Reserve room for a chip: the token's characters in the chip's font; the chip is painted over them."""
    given = QTextLayout.FormatRange()
    given.start, given.length = first, last - first
    form = QTextCharFormat()
    form.setFontFamilies(theme().font(mono=True).families())
    form.setFontFixedPitch(True)
    given.format = form
    return given


def line_rects(layout: QTextLayout, first: int, last: int, at: QPointF) -> Iterator[QRectF]:
    """Rectangles of the positions from `first` to `last`, one a line, in the units of `at`."""
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        start, end = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
        if start < end:
            left, right = _x(line, start), _x(line, end)
            yield QRectF(min(left, right), line.y(), abs(right - left), line.height()).translated(at)


def _x(line: QTextLine, position: int) -> float:
    given: object = line.cursorToX(position)
    return float(given[0] if isinstance(given, tuple) else given)  # type: ignore[arg-type]  # it is (x, position)


def line_at(layout: QTextLayout, y: float) -> QTextLine:
    """The line at a height, or the last one."""
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if y < line.y() + line.height() * LEADING:
            return line
    return layout.lineAt(layout.lineCount() - 1)


def distance(one: Laid, point: QPointF) -> float:
    """How far a point is from a block: squared, 0 within it."""
    rect = one.layout.boundingRect().translated(one.at)
    dx = max(rect.left() - point.x(), 0.0, point.x() - rect.right())
    dy = max(rect.top() - point.y(), 0.0, point.y() - rect.bottom())
    return dx * dx + dy * dy
