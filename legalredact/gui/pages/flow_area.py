"""A document without pages as continuous text: headings, tables, notes, comments and revisions are visible."""

import bisect
import itertools

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from legalredact.gui.core.theme import STEP, theme
from legalredact.gui.pages.flow_layout import LEADING, Laid, distance, line_at, line_rects, token_format
from legalredact.gui.pages.flow_text import Displayed, TableRow, note_beside, rows_of
from legalredact.gui.pages.highlights import paint_mark
from legalredact.gui.pages.reading_area import Content, ReadingArea
from legalredact.gui.widgets.chip import paint_chip
from legalredact.model.document import Block, BlockKind
from legalredact.model.mention import Span

WIDEST = 92
"""Most characters of a line; longer ones are hard to read."""
MARGIN = 3 * STEP
KEPT_ROWS = 800
"""Rows whose layout is cached; heights are cached for all rows."""


class FlowArea(ReadingArea):
    """A document as one column of text; only visible rows are laid out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[TableRow, ...] = ()
        self._starts: list[int] = []
        self._heights: list[float] = []
        self._tops: list[float] = [0.0]
        self._laid: dict[int, tuple[Laid, ...]] = {}
        self._summed = False
        self._texts_beside: set[str] = set()
        self._notes = 0.0
        theme().changed.connect(self.lay_out)
        self.setAccessibleName("Text of the document")

    def show_content(self, content: Content | None) -> None:
        """Show a document."""
        if content is None or self.content is None or content.document is not self.content.document:
            self._rows = rows_of(content.document) if content else ()
            self._starts = [row.span.start for row in self._rows]
            self._texts_beside = {note_beside(block) for row in self._rows for cell in row.cells for block in cell}
        super().show_content(content)

    def lay_out(self) -> None:
        """Forget all layouts; heights are estimates until rows are visible."""
        top = self._row_at(self.verticalScrollBar().value()) if self._laid else 0
        self._laid.clear()
        metrics = QFontMetricsF(theme().font())
        self._notes = max((metrics.horizontalAdvance(note) for note in self._texts_beside), default=0.0)
        line = self._line()
        per_line = max(10.0, self._column() / self._character())
        self._summed = False
        self._heights = [line * (1 + row.characters / per_line * (len(row.cells) or 1)) + STEP for row in self._rows]
        self._sum()
        if top:
            self.verticalScrollBar().setValue(round(self._tops[min(top, len(self._tops) - 1)]))
        self.viewport().update()

    def offset_at(self, point: QPointF, *, nearest: bool = False) -> int | None:
        """The character under a point, or the nearest in its row."""
        if not self._rows:
            return None
        y = point.y() + self.verticalScrollBar().value()
        number = self._row_at(y)
        inside = QPointF(point.x(), y - self._tops[number])
        laid = self._row(number)
        found = min(laid, key=lambda one: distance(one, inside), default=None)
        if found is None or (distance(found, inside) > 0 and not nearest):
            return None
        local = inside - found.at
        line = line_at(found.layout, local.y())
        rect = line.naturalTextRect()
        if not nearest and not rect.left() <= local.x() <= rect.right():
            return None
        position = line.xToCursor(local.x(), line.CursorPosition.CursorOnCharacter)
        return found.displayed.offset(min(position, line.textStart() + max(0, line.textLength() - 1)))

    def go_to(self, span: Span) -> None:
        """Scroll to a place."""
        super().go_to(span)
        if not self._rows:
            return
        number = max(0, bisect.bisect_right(self._starts, span.start) - 1)
        self._row(number)
        self._sum()
        y = self._tops[number]
        for laid in self._row(number):
            if laid.block.span.overlaps(span):
                y += next((rect.top() for rect in laid.rects(span)), 0.0)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if not bar.value() + 2 * STEP < y < bar.value() + height - 8 * STEP:
            bar.setValue(round(y - height / 3))

    def show_from(self, offset: int) -> None:
        """Scroll the row of a character to the top, unless it is visible."""
        if self._rows:
            number = max(0, bisect.bisect_right(self._starts, offset) - 1)
            for near in (max(0, number - 1), number):
                self._row(near)  # the edge of the row above is visible, too: its height must not be an estimate
            self._sum()
            bar = self.verticalScrollBar()
            if not bar.value() <= self._tops[number] < bar.value() + self.viewport().height() / 2:
                bar.setValue(round(self._tops[number] - STEP))

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the visible rows."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(theme().colours.raised))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        number = self._row_at(top)
        y = self._tops[number] - top if self._rows else height
        while number < len(self._rows) and y < height:
            laid = self._row(number)
            painter.save()
            painter.translate(0, y)
            self._paint_row(painter, self._rows[number], laid, self._heights[number])
            painter.restore()
            y += self._heights[number]
            number += 1
        self._forget(number)
        self._sum()

    # Rows

    def _forget(self, last: int) -> None:
        """Drop layouts far from the rows before `last`, which were painted."""
        if len(self._laid) > KEPT_ROWS:
            near = range(last - KEPT_ROWS // 2, last + KEPT_ROWS // 4)
            self._laid = {number: laid for number, laid in self._laid.items() if number in near}

    def _row(self, number: int) -> tuple[Laid, ...]:
        if number not in self._laid:
            row, left = self._rows[number], self._left()
            width = self._column() / len(row.cells)
            laid, height = [], 0.0
            for index, cell in enumerate(row.cells):
                y = STEP / 2
                for block in cell:
                    pad = STEP if row.table else 0
                    y += self._line() if self._above and note_beside(block) else 0
                    one = self._lay_block(block, QPointF(left + index * width + pad, y), width - 2 * pad)
                    laid.append(one)
                    y += one.layout.boundingRect().height()
                height = max(height, y)
            self._laid[number] = tuple(laid)
            after = 0 if row.table else STEP * self.zoom
            self._heights[number] = height + STEP / 2 + after
            self._summed = False
        return self._laid[number]

    def _lay_block(self, block: Block, at: QPointF, width: float) -> Laid:
        assert self.content is not None  # noqa: S101 - rows come from it
        displayed = Displayed(self.content.document, block, self.content.leaving)
        layout = QTextLayout(displayed.text, self._font(block))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats([token_format(first, last) for _, first, last in displayed.tokens()])
        layout.setCacheEnabled(True)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += line.height() * LEADING
        layout.endLayout()
        return Laid(block, displayed, layout, at)

    def _font(self, block: Block) -> QFont:
        font = theme().font(strong=block.kind is BlockKind.HEADING)
        font.setPointSizeF(font.pointSizeF() * 1.1 * self.zoom)
        font.setStrikeOut(block.kind is BlockKind.DELETION)
        font.setUnderline(block.kind is BlockKind.INSERTION)
        return font

    # Painting

    def _paint_row(self, painter: QPainter, row: TableRow, laid: tuple[Laid, ...], height: float) -> None:
        colours = theme().colours
        if row.table:
            painter.setPen(QPen(QColor(colours.line), 1))
            width = self._column() / len(row.cells)
            for index in range(len(row.cells)):
                painter.drawRect(QRectF(self._left() + index * width, 0, width, height))
        for one in laid:
            quiet = one.block.kind in _QUIET
            painter.setPen(QColor(colours.muted if quiet else colours.text))
            self._paint_spans(painter, one)
            if self.content is not None and self.content.leaving is None:
                self._paint_marks(painter, one)
            painter.setPen(QColor(colours.muted if quiet else colours.text))
            one.layout.draw(painter, one.at)
            self._paint_tokens(painter, one)
            self._paint_note(painter, one)

    def _paint_marks(self, painter: QPainter, one: Laid) -> None:
        assert self.content is not None  # noqa: S101 - the caller looked
        for mark in self.content.marks.within(one.block.span):
            rects = one.rects(mark.mention.span)
            paint_mark(painter, mark, rects, ground=theme().colours.raised, current=mark.mention.span == self.current)

    def _paint_tokens(self, painter: QPainter, one: Laid) -> None:
        leaving = self.content.leaving if self.content is not None else None
        for token, first, last in one.displayed.tokens():
            rects = list(line_rects(one.layout, first, last, one.at))
            if leaving is not None and len(rects) == 1:  # one that is broken over two lines stays as written
                font = theme().font(mono=True)
                font.setPointSizeF(font.pointSizeF() * self.zoom)
                rect, ground = rects[0], theme().colours.raised
                painter.fillRect(rect, QColor(ground))
                paint_chip(painter, rect, token, leaving.style(token), font, ground)

    def _paint_spans(self, painter: QPainter, one: Laid) -> None:
        chosen = [(self.selection, 90)] if self.selection else []
        hits = tuple(self.content.hits_in(one.block.span)) if self.content else ()
        among = self.content is not None and len(self.content.hits) > 1  # a single one needs no more than others have
        for span, alpha in [*chosen, *((hit, 150 if among and hit == self.current else 60) for hit in hits)]:
            if span.overlaps(one.block.span):
                colour = QColor(theme().colours.accent)
                colour.setAlpha(alpha)
                for rect in one.rects(span):
                    painter.fillRect(rect, colour)

    def _paint_note(self, painter: QPainter, one: Laid) -> None:
        note = note_beside(one.block)
        if note:
            painter.setFont(theme().font())
            painter.setPen(QColor(theme().colours.muted))
            beside = QRectF(MARGIN, one.at.y(), self._left() - MARGIN - 2 * STEP, self._line())
            above = QRectF(one.at.x(), one.at.y() - self._line(), self._column(), self._line())
            side = Qt.AlignmentFlag.AlignLeft if self._above else Qt.AlignmentFlag.AlignRight
            painter.drawText(above if self._above else beside, side | Qt.AlignmentFlag.AlignTop, note)

    # Heights

    def _row_at(self, y: float) -> int:
        return min(max(0, bisect.bisect_right(self._tops, y) - 1), max(0, len(self._rows) - 1))

    def _sum(self) -> None:
        """Correct estimated heights; the top of the view stays where it is."""
        if self._summed:
            return
        self._summed = True
        bar = self.verticalScrollBar()
        number = self._row_at(bar.value())
        inside = bar.value() - self._tops[number]
        tops = list(itertools.accumulate(self._heights, initial=float(MARGIN)))
        if tops == self._tops:
            return
        self._tops = tops
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(48)
        bar.setRange(0, max(0, round(tops[-1] + MARGIN - self.viewport().height())))
        bar.setValue(round(tops[number] + inside))
        self.viewport().update()

    def _character(self) -> float:
        return theme().font().pointSizeF() * 0.75 * self.zoom

    def _line(self) -> float:
        return theme().font().pointSizeF() * 2.1 * self.zoom

    def _column(self) -> float:
        free = self.viewport().width() - self._left() - MARGIN
        return max(12 * STEP, min(WIDEST * self._character(), free))

    def _left(self) -> float:
        """Left edge of the text: notes are left of it, if there are any and there is room."""
        return 2 * MARGIN if self._above or not self._notes else MARGIN + self._notes + 2 * STEP

    @property
    def _above(self) -> bool:
        """Whether notes are above their paragraphs, since the column beside them would be too narrow."""
        return bool(self._notes) and self.viewport().width() <= 4 * self._notes


_QUIET = frozenset({BlockKind.PROPERTY, BlockKind.BOOKMARK, BlockKind.LINK, BlockKind.HEADER, BlockKind.FOOTER})
