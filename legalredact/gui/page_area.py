"""Pages under each other, painted where they are in view; pictures and boxes are asked for as pages come near."""

from collections import OrderedDict
from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from legalredact.gui.chip import fitted
from legalredact.gui.highlights import cover, paint_mark, paint_token
from legalredact.gui.marks import Mark, Rect, blocks_by_page, on_page, rects_of
from legalredact.gui.page_layout import PageLayout, column, fitting_zoom
from legalredact.gui.page_places import character_at, words_of
from legalredact.gui.palette import PAPER
from legalredact.gui.reading_area import LEAST, Content, ReadingArea
from legalredact.gui.theme import theme
from legalredact.model.document import Block, CharBoxes
from legalredact.model.mention import Mention, Span

KEPT_PIXELS = 40_000_000
"""Of all pictures together, four bytes each; the least recently seen go first."""
KEPT_BOXES = 200
"""Pages whose character boxes are kept."""
WIDEST_FIT = 1.6
"""Zoom beyond which a page is not made wider to fit; its lines would be too long to read."""
_CALM = 40
"""Milliseconds without scrolling after which pictures are asked for."""


class PageArea(ReadingArea):
    """A document that has pages."""

    picture_wanted = Signal(int, int)
    """(page, dots per inch): to be answered by `set_picture`."""
    boxes_wanted = Signal(int)
    """A page: to be answered by `set_boxes`."""
    page_shown = Signal(int)
    """The page at the upper third of the view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fit = True
        self.near: frozenset[int] = frozenset()
        self._layout: PageLayout = column((), 1, 0)
        self._blocks: dict[int, tuple[Block, ...]] = {}
        self._pictures: OrderedDict[int, tuple[int, QImage]] = OrderedDict()
        self._boxes: OrderedDict[int, Mapping[str, CharBoxes]] = OrderedDict()
        self._marks: dict[int, tuple[Mark, ...]] = {}
        self._asked: set[tuple[int, int]] = set()
        self._undrawable: set[int] = set()
        self._goal: Span | None = None
        self._page = 0
        self._calm = QTimer(self, interval=_CALM, singleShot=True)
        self._calm.timeout.connect(self._ask)
        self.moved.connect(self._look)
        self.setAccessibleName("Pages of the document")

    # What comes in

    def show_content(self, content: Content | None) -> None:
        """Show a document; pictures and boxes of the one before are dropped."""
        if self.content is None or content is None or self.content.document is not content.document:
            for kept in (self._pictures, self._boxes, self._asked, self._undrawable):
                kept.clear()
            self._blocks = {} if content is None else blocks_by_page(content.document)
            self._goal = None
        self._marks.clear()
        super().show_content(content)

    def set_picture(self, page: int, dpi: int, picture: QImage | None) -> None:
        """A page's picture; None if it cannot be drawn, its text is shown then."""
        self._asked.discard((page, dpi))
        if picture is None:
            self._undrawable.add(page)
        else:
            self._pictures[page] = (dpi, picture)
            self._pictures.move_to_end(page)
            self._forget_pictures()
        self.viewport().update()

    def set_boxes(self, page: int, boxes: Mapping[str, CharBoxes]) -> None:
        """Where the characters of a page stand."""
        self._asked.discard((page, 0))
        self._boxes[page] = boxes
        self._marks.pop(page, None)
        while len(self._boxes) > KEPT_BOXES:
            gone, _ = self._boxes.popitem(last=False)
            self._marks.pop(gone, None)
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
        """Bring the top of a page into view."""
        if 1 <= page <= len(self._layout.sizes):
            self.verticalScrollBar().setValue(round(self._layout.tops[page - 1] - 8))

    @property
    def complete(self) -> bool:
        """Whether everything in view has arrived."""
        drawn = self._pictures.keys() | self._undrawable
        return all(index + 1 in drawn and index + 1 in self._boxes for index in self._in_view())

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
        at = (point - self._origin(index)) / self._layout.scale
        return character_at(self._blocks.get(index + 1, ()), self._boxes.get(index + 1, {}), at, nearest=nearest)

    def go_to(self, span: Span) -> None:
        """Bring a place into view; if its boxes are not here yet, its page first."""
        super().go_to(span)
        block = self.content.document.block_at(span.start) if self.content else None
        if block is None or not block.page:
            return
        if block.page not in self._boxes:
            self._goal = span
            self.go_to_page(block.page)
            return
        self._goal = None
        rects = rects_of(span, block, self._boxes[block.page][block.id]) if block.id in self._boxes[block.page] else ()
        if rects:
            y = self._layout.tops[block.page - 1] + rects[0][1] * self._layout.scale
            bar, height = self.verticalScrollBar(), self.viewport().height()
            if not bar.value() + 48 < y < bar.value() + height - 96:
                bar.setValue(round(y - height / 3))

    # Painting

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the pages in view."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(theme().colours.window))
        if self.content is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for index in self._in_view():
            origin = self._origin(index)
            paper = QRectF(origin.x(), origin.y(), *self._layout.sizes[index])
            painter.fillRect(paper, QColor(PAPER))
            self._paint_page(painter, index + 1, paper)
            painter.setPen(QPen(QColor(theme().colours.line), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(paper)

    def _paint_page(self, painter: QPainter, page: int, paper: QRectF) -> None:
        picture = self._pictures.get(page)
        if picture is not None:
            painter.drawImage(paper, picture[1])
        elif page in self._undrawable:
            self._paint_text(painter, page, paper)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_spans(painter, page, paper)
        self._paint_marks(painter, page, paper)
        painter.restore()

    def _paint_marks(self, painter: QPainter, page: int, paper: QRectF) -> None:
        assert self.content is not None  # noqa: S101 - `paintEvent` looked
        placed = [(mark, [self._placed(rect, paper) for rect in mark.rects]) for mark in self._marks_of(page)]
        if not self.content.as_it_leaves:
            for mark, rects in placed:
                paint_mark(painter, mark, rects, current=mark.mention.span == self.current)
            return
        masked = self._masked_on(page)
        leaving = [(mark, rects) for mark, rects in placed if mark.mention in masked]
        for _, rects in leaving:
            cover(painter, rects)
        for mark, rects in leaving:
            paint_token(painter, mark, rects, theme().font(mono=True))

    def _masked_on(self, page: int) -> frozenset[Mention]:
        """What is replaced on a page: of marks in each other, the longest."""
        assert self.content is not None  # noqa: S101 - `paintEvent` looked
        marks = self.content.marks
        return frozenset(m.mention for block in self._blocks.get(page, ()) for m in marks.masked_within(block.span))

    def _paint_spans(self, painter: QPainter, page: int, paper: QRectF) -> None:
        """The selection and search hits."""
        assert self.content is not None  # noqa: S101 - `paintEvent` looked
        blocks, boxes = self._blocks.get(page, ()), self._boxes.get(page, {})
        chosen = [(self.selection, 90)] if self.selection else []
        hits = self.content.hits
        among = len(hits) > 1  # a single one needs no more than the others have
        for span, alpha in [*chosen, *((hit, 150 if among and hit == self.current else 60) for hit in hits)]:
            colour = QColor(theme().colours.accent)
            colour.setAlpha(alpha)
            for block in blocks:
                if block.span.overlaps(span) and block.id in boxes:
                    for rect in rects_of(span, block, boxes[block.id]):
                        painter.fillRect(self._placed(rect, paper), colour)

    def _paint_text(self, painter: QPainter, page: int, paper: QRectF) -> None:
        """The page's words where they stand, for a page without a picture."""
        assert self.content is not None  # noqa: S101 - `paintEvent` looked
        text, boxes = self.content.document.text, self._boxes.get(page, {})
        painter.setPen(QColor("#333333"))
        font = theme().font()
        for block in self._blocks.get(page, ()):
            for word in words_of(block, text) if block.id in boxes else ():
                for rect in rects_of(word, block, boxes[block.id])[:1]:
                    placed = self._placed(rect, paper)
                    font.setPixelSize(max(3, round(placed.height() * 0.75)))
                    painter.setFont(fitted(word.of(text), font, placed.width()))
                    painter.drawText(placed, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, word.of(text))

    # What is near

    def _marks_of(self, page: int) -> tuple[Mark, ...]:
        if page not in self._marks and self.content is not None:
            self._marks[page] = on_page(self.content.marks, self._blocks.get(page, ()), self._boxes.get(page, {}))
        return self._marks.get(page, ())

    def _in_view(self) -> range:
        top = self.verticalScrollBar().value()
        return self._layout.visible(top, top + self.viewport().height())

    def _look(self) -> None:
        """Pages in view and one to each side are near; the rest are not asked for any more."""
        view = self._in_view()
        pages = range(max(1, view.start), min(len(self._layout.sizes), view.stop + 1) + 1)
        self.near = frozenset(pages)
        self._calm.start()
        top = self.verticalScrollBar().value() + self.viewport().height() / 3
        page = self._layout.page_at(top) + 1 if self._layout.sizes else 0
        if page != self._page:
            self._page = page
            self.page_shown.emit(page)

    def _ask(self) -> None:
        dpi = round(72 * self._layout.scale * self.devicePixelRatioF())
        middle = self._in_view()
        for page in sorted(self.near, key=lambda page: (page - 1 not in middle, page)):
            if page not in self._boxes and (page, 0) not in self._asked:
                self._asked.add((page, 0))
                self.boxes_wanted.emit(page)
            have = self._pictures.get(page, (0,))[0]
            if have != dpi and (page, dpi) not in self._asked and page not in self._undrawable:
                self._asked.add((page, dpi))
                self.picture_wanted.emit(page, dpi)

    def give_up(self, page: int, dpi: int) -> None:
        """A wanted picture was not drawn, since the page had gone out of view."""
        self._asked.discard((page, dpi))

    def _forget_pictures(self) -> None:
        while len(self._pictures) > 2 and sum(p.width() * p.height() for _, p in self._pictures.values()) > KEPT_PIXELS:
            oldest = next((page for page in self._pictures if page not in self.near), None)
            if oldest is None:
                return
            del self._pictures[oldest]

    def _origin(self, index: int) -> QPointF:
        x = self._layout.left(index) - self.horizontalScrollBar().value()
        return QPointF(x, self._layout.tops[index] - self.verticalScrollBar().value())

    def _placed(self, rect: Rect, paper: QRectF) -> QRectF:
        scale = self._layout.scale
        left, top = paper.x() + rect[0] * scale, paper.y() + rect[1] * scale
        return QRectF(left, top, (rect[2] - rect[0]) * scale, (rect[3] - rect[1]) * scale)
