"""Text with marked spans, laid out to a width: tokens as chips, names underlined, errors in red."""

import enum
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from legalredact.gui.core.palette import OTHER, RoleStyle, filled, style_of
from legalredact.gui.core.theme import theme
from legalredact.gui.widgets.chip import paint_chip
from legalredact.model.mention import Span
from legalredact.model.register import Entity
from legalredact.model.token import TOKEN

LEADING = 1.25


class Shape(enum.Enum):
    """How a span is marked."""

    CHIP = "token"
    NAME = "name"
    FLAG = "please check"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class MarkedRange:
    """A marked part of a text; `style` is the entity whose color a chip or name has."""

    span: Span
    shape: Shape
    style: RoleStyle = OTHER


def chips(text: str, entities: Mapping[str, Entity]) -> tuple[MarkedRange, ...]:
    """The tokens of a text; `entities` are by token, and other tokens are not the matter's."""
    found = ((Span(*match.span()), entities.get(match[0])) for match in TOKEN.finditer(text))
    return tuple(MarkedRange(span, Shape.CHIP, style_of(entity)) for span, entity in found if entity is not None)


class MarkedText:
    """A paragraph.

    Arguments:
        text: as it is; line ends are kept.
        stretches: in order of their spans.
        strong: in the weight of headings.
    """

    def __init__(self, text: str, stretches: Sequence[MarkedRange] = (), *, strong: bool = False) -> None:
        self.text, self._strong = text, strong
        self._units = _units(text)
        self._stretches = tuple(stretches)
        self._layout = QTextLayout()

    def lay_out(self, width: float) -> float:
        """Break lines; returns the height."""
        self._layout = QTextLayout(self.text.replace("\n", "\u2028").replace("\r", " "), self._font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setFormats([self._format(s) for s in self._stretches if s.shape is Shape.CHIP])
        self._layout.beginLayout()
        y = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += line.height() * LEADING
        self._layout.endLayout()
        return y

    def paint(self, painter: QPainter, at: QPointF, *, tone: str = "text", ground: str = "") -> None:
        """Draw it; `at` is the upper left corner, `ground` the color under it."""
        colours = theme().colours
        ground = ground or colours.raised
        for stretch in self._stretches:
            if stretch.shape is not Shape.CHIP:
                self._paint_mark(painter, stretch, at, ground)
        painter.setPen(QColor(getattr(colours, tone)))
        self._layout.draw(painter, at)
        for stretch in self._stretches:
            if stretch.shape is Shape.CHIP:
                self._paint_chip(painter, stretch, at, ground)

    def _paint_chip(self, painter: QPainter, stretch: MarkedRange, at: QPointF, ground: str) -> None:
        rect = next(self._rects(stretch.span, at), None)
        if rect is not None:
            painter.fillRect(rect, QColor(ground))
            paint_chip(
                painter, rect.adjusted(1, 0, -1, 0), stretch.span.of(self.text), stretch.style, self._mono(), ground
            )

    def _paint_mark(self, painter: QPainter, stretch: MarkedRange, at: QPointF, ground: str) -> None:
        colours = theme().colours
        own = {Shape.WRONG: colours.stopped, Shape.FLAG: colours.needs_you}
        colour = own.get(stretch.shape, stretch.style.colour)
        for rect in self._rects(stretch.span, at):
            painter.fillRect(rect, QColor(filled(colour, ground, colours.text)))
            painter.setPen(QPen(QColor(colour), 2))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _rects(self, span: Span, at: QPointF) -> Iterator[QRectF]:
        first, last = self._units[span.start], self._units[span.end]
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            start, end = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
            if start < end:
                left, right = _x(line, start), _x(line, end)
                yield QRectF(left, line.y(), right - left, line.height()).translated(at)

    def _format(self, stretch: MarkedRange) -> QTextLayout.FormatRange:
        given = QTextLayout.FormatRange()
        given.start = self._units[stretch.span.start]
        given.length = self._units[stretch.span.end] - given.start
        form = QTextCharFormat()
        form.setFontFamilies(self._mono().families())
        form.setFontFixedPitch(True)
        given.format = form
        return given

    def _font(self) -> QFont:
        return theme().font(strong=self._strong)

    def _mono(self) -> QFont:
        return theme().font(mono=True)


class _SameUnits:
    """Positions of a text whose characters each take one UTF-16 unit."""

    def __getitem__(self, index: int) -> int:
        return index


def _units(text: str) -> _SameUnits | list[int]:
    """Where each character begins in UTF-16 units, which Qt counts; one more for the end."""
    if max(text, default="") <= "\uffff":
        return _SameUnits()
    starts = [0]
    for character in text:
        starts.append(starts[-1] + (2 if character > "\uffff" else 1))
    return starts


def _x(line: QTextLine, position: int) -> float:
    given: object = line.cursorToX(position)
    return float(given[0] if isinstance(given, tuple) else given)  # type: ignore[arg-type]  # it is (x, position)
