"""Small images of all pages; each is requested when it is visible."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from legalredact.gui.core.palette import PAPER
from legalredact.gui.core.theme import STEP, theme
from legalredact.model.document import Page

WIDTH = 96
"""Pixels of a page's image."""
KEPT = 600

_Index = QModelIndex | QPersistentModelIndex


class Thumbnails(QListView):
    """A column of pages."""

    picture_wanted = Signal(int, int)
    """(page, dpi): answered by `set_picture`."""
    page_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = _PageList(self)
        self._pages.wanted.connect(self.picture_wanted)
        self.setModel(self._pages)
        self.setItemDelegate(_PagePainter(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setFixedWidth(WIDTH + 6 * STEP)
        self.setAccessibleName("Page thumbnails")
        self.clicked.connect(lambda index: self.page_chosen.emit(index.row() + 1))
        self.activated.connect(lambda index: self.page_chosen.emit(index.row() + 1))

    def show_pages(self, pages: Sequence[Page]) -> None:
        """Start over with the pages of a document."""
        self._pages.reset_to(pages)

    def set_picture(self, page: int, picture: QImage | None) -> None:
        """A page's small image."""
        self._pages.put(page, picture)

    def show_current(self, page: int) -> None:
        """Mark the current page."""
        index = self._pages.index(page - 1)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)
            self.scrollTo(index)


class _PageList(QAbstractListModel):
    wanted = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sizes: list[tuple[float, float]] = []
        self._pictures: dict[int, QImage | None] = {}

    def reset_to(self, pages: Sequence[Page]) -> None:
        self.beginResetModel()
        self._sizes = [(page.width, page.height) for page in pages]
        self._pictures.clear()
        self.endResetModel()

    def put(self, page: int, picture: QImage | None) -> None:
        if len(self._pictures) >= KEPT:
            self._pictures.pop(next(iter(self._pictures)))
        self._pictures[page] = picture
        index = self.index(page - 1)
        self.dataChanged.emit(index, index)

    def rowCount(self, _: _Index | None = None) -> int:  # noqa: N802 - Qt's name
        return len(self._sizes)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        page = index.row() + 1
        if role == Qt.ItemDataRole.DisplayRole:
            return str(page)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"page {page}"
        return None

    def picture(self, page: int) -> QImage | None:
        """The cached image; it is requested if there is none."""
        if page not in self._pictures:
            self._pictures[page] = None
            self.wanted.emit(page, max(8, round(72 * WIDTH / self._sizes[page - 1][0] * 2)))
        return self._pictures[page]

    def height(self, page: int) -> int:
        width, height = self._sizes[page - 1]
        return min(2 * WIDTH, round(WIDTH * height / width))


class _PagePainter(QStyledItemDelegate):
    """Paints a page and its number."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        pages = index.model()
        assert isinstance(pages, _PageList)  # noqa: S101 - the list's own delegate
        page, area = index.row() + 1, option.rect
        height = pages.height(page)
        paper = QRect(area.x() + (area.width() - WIDTH) // 2, area.y() + STEP, WIDTH, height)
        painter.save()
        painter.fillRect(paper, QColor(PAPER))
        picture = pages.picture(page)
        if picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(paper, picture)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        colours = theme().colours
        painter.setPen(QPen(QColor(colours.accent if chosen else colours.line), 3 if chosen else 1))
        painter.drawRect(paper)
        painter.setPen(QColor(colours.text if chosen else colours.muted))
        under = QRect(area.x(), paper.bottom() + STEP // 2, area.width(), area.bottom() - paper.bottom() - STEP // 2)
        painter.drawText(under, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, str(page))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        pages = index.model()
        assert isinstance(pages, _PageList)  # noqa: S101 - the list's own delegate
        line = option.fontMetrics.height()
        tallest = max((pages.height(page) for page in range(1, min(pages.rowCount(), 50) + 1)), default=WIDTH)
        return QSize(WIDTH + 2 * STEP, tallest + line + 2 * STEP)
