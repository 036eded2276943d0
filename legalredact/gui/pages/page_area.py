"""Pages in a column; visible ones are painted, and images and boxes are requested as pages come near."""

import math
from collections.abc import Iterator, Mapping

from PySide6.QtCore import QPointF, QRect, QRectF, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from legalredact.gui.core.theme import theme
from legalredact.gui.pages.hit_testing import character_at
from legalredact.gui.pages.marks import rects_of
from legalredact.gui.pages.page_cache import KeptPages
from legalredact.gui.pages.page_layout import PageLayout, column, fitting_zoom, sizes_of
from legalredact.gui.pages.page_painting import (
    Paper,
    paint_edge,
    paint_leaving,
    paint_marks,
    paint_sheet,
    paint_spans,
    paint_text,
)
from legalredact.gui.pages.reading_area import LEAST, Content, ReadingArea
from legalredact.model.document import CharBoxes
from legalredact.model.mention import Span

MOST_PIXELS = 16_000_000
"""Of one page: 400 dots an inch on letter paper. A page with higher zoom is drawn larger, not sharper."""
BEYOND = 32
"""Pixels by which parts of a mark, such as its token, may extend beyond its letters."""
WIDEST_FIT = 1.6
"""Zoom beyond which a page is not widened to fit; its lines would be too long to read."""
_SOON = 40
"""Milliseconds after which near pages are requested, so that pages scrolled past are not."""


class PageArea(ReadingArea):
    """A document that has pages."""

    picture_wanted = Signal(int, float)
    """(page, dpi): to be answered by `set_picture`."""
    boxes_wanted = Signal(int)
    """A page: to be answered by `set_boxes`."""
    page_shown = Signal(int)
    """The page at the upper third of the view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fit = True
        self.near: frozenset[int] = frozenset()
        self._layout: PageLayout = column((), 1, 0)
        self.kept = KeptPages()
        self._asked: set[tuple[int, float]] = set()
        self._goal: Span | None = None
        self._page = 0
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._ask)
        self.moved.connect(self._look)
        self.setAccessibleName("Pages of the document")

    # Answers

    def show_content(self, content: Content | None) -> None:
        """Show a document; data of the one before is dropped, except images if this one continues it."""
        before, goes_on = self.content, self._is_same(content)
        if before is None or content is None or before.document.id != content.document.id:
            self._asked.clear()  # requests for the one before get no answer
            self.kept.undrawable.clear()  # a file may have moved while it was read; the vault has its pages
        elif before.document is not content.document:
            self._asked = {(page, dpi) for page, dpi in self._asked if goes_on and dpi}
        if before is None or content is None or before.document is not content.document:
            self._goal = None
        self.kept.take(content, goes_on=goes_on)
        super().show_content(content)

    def _is_same(self, content: Content | None) -> bool:
        """Keep the place of a file that was shown before it was read, if it has the same pages."""
        if self.content is None or content is None or not super()._is_same(content):
            return False
        return sizes_of(self.content.document.pages) == sizes_of(content.document.pages)

    def set_picture(self, page: int, dpi: float, picture: QImage | None) -> None:
        """A page's image; None if it cannot be drawn, then its text is shown."""
        self._asked.discard((page, dpi))
        if picture is None:
            self.kept.undrawable.add(page)
        else:
            self.kept.put_picture(page, dpi, picture, self.near)
        self.viewport().update()

    def set_boxes(self, page: int, boxes: Mapping[str, CharBoxes], overlap: float | None = None) -> None:
        """Boxes of the characters of a page, see `KeptPages.put_boxes`."""
        self._asked.discard((page, 0))
        self.kept.put_boxes(page, boxes, overlap)
        if self._goal is not None:
            self.go_to(self._goal)
        self.viewport().update()

    def fit_width(self) -> None:
        """Make the widest page as wide as the view, now and whenever the view changes."""
        self.fit = True
        self.lay_out()

    def set_zoom(self, zoom: float) -> None:
        """Zoom to a fixed size."""
        self.fit = False
        super().set_zoom(zoom)

    def go_to_page(self, page: int) -> None:
        """Scroll to the top of a page."""
        if 1 <= page <= len(self._layout.sizes):
            self.verticalScrollBar().setValue(round(self._layout.tops[page - 1] - 8))

    @property
    def page(self) -> int:
        """The page at the upper third of the view, 0 without a document."""
        return self._page

    @property
    def complete(self) -> bool:
        """Whether everything visible has arrived."""
        return all(self.kept.has(index + 1) for index in self._in_view())

    # Layout

    def lay_out(self) -> None:
        """Place the pages."""
        pages = self.content.document.pages if self.content else ()
        before = self._layout
        if self.fit and pages:
            self._set_fitting(min(WIDEST_FIT, max(LEAST, fitting_zoom(pages, self.viewport().width()))))
        self._layout = column(pages, self.zoom, self.viewport().width())
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        share = vertical.value() / before.height if before.sizes else 0
        vertical.setPageStep(self.viewport().height())
        vertical.setSingleStep(48)
        vertical.setRange(0, max(0, round(self._layout.height - self.viewport().height())))
        if before.height != self._layout.height and len(before.sizes) == len(self._layout.sizes):
            vertical.setValue(round(share * self._layout.height))
        horizontal.setPageStep(self.viewport().width())
        horizontal.setRange(0, max(0, round(self._layout.width - self.viewport().width())))
        if not self.fit:
            horizontal.setValue(horizontal.maximum() // 2)
        self.viewport().update()

    def _set_fitting(self, zoom: float) -> None:
        if zoom != self.zoom:
            self.zoom = zoom
            self.zoomed.emit()

    def offset_at(self, point: QPointF, *, nearest: bool = False) -> int | None:
        """The character under a point, or the nearest on that page."""
        if self.content is None or not self._layout.sizes:
            return None
        index = self._layout.page_at(point.y() + self.verticalScrollBar().value())
        at = (point - self._place(index).topLeft()) / self._layout.scale
        return character_at(self.kept.blocks_on(index + 1), self.kept.boxes.get(index + 1, {}), at, nearest=nearest)

    def go_to(self, span: Span) -> None:
        """Scroll to a place; if its boxes have not arrived, to its page first."""
        super().go_to(span)
        block = self.content.document.block_at(span.start) if self.content else None
        if block is None or not block.page:
            return
        if block.page not in self.kept.boxes:
            self._goal = span
            self.go_to_page(block.page)
            return
        self._goal = None
        rects = (
            rects_of(span, block, self.kept.boxes[block.page][block.id])
            if block.id in self.kept.boxes[block.page]
            else ()
        )
        if rects:
            y = self._layout.tops[block.page - 1] + rects[0][1] * self._layout.scale
            bar, height = self.verticalScrollBar(), self.viewport().height()
            if not bar.value() + 48 < y < bar.value() + height - 96:
                bar.setValue(round(y - height / 3))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the visible pages."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme().colours.window))
        if self.content is None:
            return
        for index in self._in_view():
            paper = Paper(self._place(index), self._layout.scale)
            if paper.rect.intersects(QRectF(event.rect())):
                self._paint_page(painter, index + 1, paper, event.rect())
        painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """Scroll the painted area; only the newly visible part is painted."""
        self.viewport().scroll(dx, dy)

    def _paint_page(self, painter: QPainter, page: int, paper: Paper, area: QRect) -> None:
        assert self.content is not None  # noqa: S101 - `paintEvent` looked
        painter.save()
        _, picture = self.kept.pictures.get(page, (0.0, None))
        paint_sheet(painter, paper, picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        blocks, boxes = self.kept.blocks_on(page), self.kept.boxes.get(page, {})
        if picture is None and page in self.kept.undrawable:
            paint_text(painter, paper, blocks, boxes, self.content.document.text)
        for span, alpha in self._coloured(page):
            paint_spans(painter, paper, blocks, boxes, span, alpha)
        self._paint_names(painter, page, paper, area)
        painter.restore()
        paint_edge(painter, paper)

    def _paint_names(self, painter: QPainter, page: int, paper: Paper, area: QRect) -> None:
        """Marks, or tokens, of the names in an area of the view."""
        assert self.content is not None  # noqa: S101 - `paintEvent` looked
        if self.content.leaving is not None:
            paint_leaving(painter, paper, self.kept.replaced_on(page))
            return
        marks = self.kept.marks_between(page, *paper.heights(area.top() - BEYOND, area.bottom() + BEYOND))
        paint_marks(painter, paper, marks, self.current)

    def _coloured(self, page: int) -> Iterator[tuple[Span, int]]:
        """The selection and the search hits of a page, each with the strength of its color."""
        blocks = self.kept.blocks_on(page)
        if not blocks or self.content is None:
            return
        span = Span(blocks[0].span.start, blocks[-1].span.end)
        if self.selection is not None and self.selection.overlaps(span):
            yield self.selection, 90
        among = len(self.content.hits) > 1  # a single one needs no more than the others have
        for hit in self.content.hits_in(span):
            yield hit, 150 if among and hit == self.current else 60

    # Near pages

    def _in_view(self) -> range:
        top = self.verticalScrollBar().value()
        return self._layout.visible(top, top + self.viewport().height())

    def _look(self) -> None:
        """Visible pages and one on each side are near; requests for the others are dropped."""
        view = self._in_view()
        pages = range(max(1, view.start), min(len(self._layout.sizes), view.stop + 1) + 1)
        self.near = frozenset(pages)
        if not self._soon.isActive():
            self._soon.start(_SOON if self.kept.pictures else 0)
        top = self.verticalScrollBar().value() + self.viewport().height() / 3
        page = self._layout.page_at(top) + 1 if self._layout.sizes else 0
        if page != self._page:
            self._page = page
            self.page_shown.emit(page)

    def _ask(self) -> None:
        middle = self._in_view()
        for page in sorted(self.near, key=lambda page: (page - 1 not in middle, page)):
            dpi = self._dpi(page)
            if page not in self.kept.boxes and (page, 0) not in self._asked:
                self._asked.add((page, 0))
                self.boxes_wanted.emit(page)
            have = self.kept.pictures.get(page, (0,))[0]
            if have != dpi and (page, dpi) not in self._asked and page not in self.kept.undrawable:
                self._asked.add((page, dpi))
                self.picture_wanted.emit(page, dpi)

    def _dpi(self, page: int) -> float:
        """As sharp as the screen can show it, and no larger than the limit of an image."""
        width, height = self._layout.sizes[page - 1]
        ratio = self.devicePixelRatioF()
        largest = math.sqrt(MOST_PIXELS / max(1.0, width * height))
        return round(72 * self._layout.scale * min(ratio, largest), 2)

    def give_up(self, page: int, dpi: float) -> None:
        """A requested image was not drawn, since the page was no longer visible."""
        self._asked.discard((page, dpi))

    def _place(self, index: int) -> QRectF:
        """Place of a page in the view."""
        x = self._layout.left(index) - self.horizontalScrollBar().value()
        return QRectF(x, self._layout.tops[index] - self.verticalScrollBar().value(), *self._layout.sizes[index])
