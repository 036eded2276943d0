"""The left side of the guide's window: all pages by group, or the results of a search."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from legalredact.gui.core.theme import STEP, Words, theme
from legalredact.gui.guide.pages import Guide, GuidePage
from legalredact.gui.guide.search import GuideHit
from legalredact.gui.widgets.focus_frame import FocusFrame
from legalredact.gui.widgets.marked_text import MarkedRange, MarkedText, Shape
from legalredact.gui.widgets.row_list import RowList

_PAGE = Qt.ItemDataRole.UserRole


class ContentsList(QStackedWidget):
    """Shows one of the two."""

    page_chosen = Signal(str, str)
    """(page, anchor)"""

    def __init__(self, guide: Guide, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages, self.results = QListWidget(), RowList("Results of the search")
        FocusFrame(self.pages)
        self.found = Words(tone="muted")
        self.found.setAccessibleName("How many sections were found")
        self._hits: tuple[GuideHit, ...] = ()
        self._fill(guide)
        self._lay_out()
        self.pages.currentItemChanged.connect(self._page_moved)
        self.results.chosen.connect(lambda row, _: self._choose(row))
        self.results.moved.connect(self._choose)
        theme().changed.connect(self._follow)
        self._follow()

    def show_page(self, page: GuidePage) -> None:
        """Mark the current page, without a signal."""
        self.pages.blockSignals(True)
        for number in range(self.pages.count()):
            if self.pages.item(number).data(_PAGE) == page.name:
                self.pages.setCurrentRow(number)
        self.pages.blockSignals(False)

    def show_hits(self, hits: tuple[GuideHit, ...]) -> None:
        """Show search results instead of the pages; the best one is current."""
        self._hits = hits
        found = "1 section" if len(hits) == 1 else f"{len(hits)} sections"
        self.found.setText(found if hits else "Nothing was found. Try one word, or its beginning.")
        self.setCurrentIndex(1)
        self.results.blockSignals(True)
        self.results.show_rows([HitRow(hit) for hit in hits])
        self.results.blockSignals(False)
        self.results.setVisible(bool(hits))
        if hits:
            self._choose(0)

    def show_pages(self) -> None:
        """Show all pages again."""
        self._hits = ()
        self.setCurrentIndex(0)

    def _choose(self, number: int) -> None:
        if 0 <= number < len(self._hits):
            hit = self._hits[number]
            self.page_chosen.emit(hit.page.name, hit.section.anchor if hit.section.level > 1 else "")

    def _page_moved(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.page_chosen.emit(str(item.data(_PAGE)), "")

    def _fill(self, guide: Guide) -> None:
        for title, pages in guide.groups:
            heading = QListWidgetItem(title)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            self.pages.addItem(heading)
            for page in pages:
                item = QListWidgetItem(page.title)
                item.setData(_PAGE, page.name)
                item.setToolTip(page.title)
                self.pages.addItem(item)

    def _follow(self) -> None:
        """Headings differ by their weight, with room above them."""
        self.pages.setStyleSheet(f"QListView::item {{ padding: 0 {2 * STEP}px; }}")
        for number in range(self.pages.count()):
            item = self.pages.item(number)
            heading = item.data(_PAGE) is None
            item.setFont(theme().font(strong=heading))
            height = self.fontMetrics().height() + (2.5 if heading and number else 1) * STEP
            item.setSizeHint(QSize(0, round(height)))
            item.setTextAlignment(Qt.AlignmentFlag.AlignBottom if heading else Qt.AlignmentFlag.AlignVCenter)

    def _lay_out(self) -> None:
        self.pages.setAccessibleName("Pages of the guide")
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        self.found.setContentsMargins(2 * STEP, 0, 2 * STEP, 0)
        column.addWidget(self.found)
        column.addWidget(self.results, 1)
        column.addStretch(0)
        for page in (self.pages, found):
            self.addWidget(page)


class HitRow:
    """A section that was found: its page and title over the words around the first hit."""

    def __init__(self, hit: GuideHit) -> None:
        page, section = hit.page.title, hit.section.title
        self._title = MarkedText(section, strong=True)
        self._page = MarkedText(page) if page != section else None
        self._excerpt = MarkedText(hit.excerpt, [MarkedRange(span, Shape.FLAG) for span in hit.marks])
        self._heights: list[float] = []

    @property
    def words(self) -> str:
        """Title, page and excerpt."""
        return ". ".join(part.text for part in self._parts)

    @property
    def _parts(self) -> list[MarkedText]:
        return [part for part in (self._title, self._page, self._excerpt) if part is not None]

    def lay_out(self, width: float) -> float:
        """One part under the other."""
        self._heights = [part.lay_out(width) for part in self._parts]
        return sum(self._heights)

    def paint(self, painter: QPainter, rect: QRectF, ground: str) -> None:
        """Draw it."""
        at = QPointF(rect.topLeft())
        for part, height in zip(self._parts, self._heights, strict=True):
            part.paint(painter, at, tone="muted" if part is self._page else "text", ground=ground)
            at += QPointF(0, height)

    def target(self, at: QPointF | None) -> int:  # noqa: ARG002 - a row's signature
        """The complete row is one target."""
        return 0
