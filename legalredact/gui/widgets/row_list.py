"""A list of rows that lay themselves out: by keyboard and mouse, named for screen readers, laid out in steps."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from legalredact.gui.core.theme import STEP, theme

BATCH = 40
"""Rows that are laid out before the event loop continues."""
PAD = 1.5 * STEP

Index = QModelIndex | QPersistentModelIndex


class Row(Protocol):
    """One row."""

    @property
    def words(self) -> str:
        """Its accessible text."""

    def lay_out(self, width: float) -> float:
        """Break lines; returns the height."""

    def paint(self, painter: QPainter, rect: QRectF, ground: str) -> None:
        """Draw it into a rectangle of that height, on that color."""

    def target(self, at: QPointF | None) -> int:
        """Index of the target at a point of its rectangle, or -1; None asks for the next one in turn."""


class RowList(QListView):
    """Shows rows.

    Arguments:
        name: for screen readers.
    """

    chosen = Signal(int, int)
    """(row, target): a click, or Enter."""
    moved = Signal(int)
    """The current row."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.pad = PAD
        """Pixels above and below each row."""
        self._rows = _Rows()
        self._delegate = _Delegate(self)
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(BATCH)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.verticalScrollBar().setSingleStep(3 * STEP)
        self.selectionModel().currentChanged.connect(lambda now, _: self.moved.emit(now.row()))
        theme().changed.connect(self._lay_out_again)

    @property
    def rows(self) -> Sequence[Row]:
        """The shown rows."""
        return self._rows.rows

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, the first one current."""
        self._delegate.forget()
        self._rows.take(rows)
        self.setAutoScroll(False)  # scrolling to it would lay out all rows at once
        if rows:
            self.setCurrentIndex(self._rows.index(0))
        self.setAutoScroll(True)
        self.verticalScrollBar().setValue(0)

    def grow(self, kept: int, rows: Sequence[Row]) -> None:
        """Keep the first rows and replace the others; the current row stays."""
        self._delegate.forget(kept)
        self._rows.grow(kept, rows)

    def go_to(self, number: int) -> None:
        """Scroll to a row and make it current."""
        if not 0 <= number < len(self.rows):
            return
        self.setLayoutMode(QListView.LayoutMode.SinglePass)  # the row may not be laid out yet
        self.doItemsLayout()
        index = self._rows.index(number)
        self.setCurrentIndex(index)
        self.scrollTo(index, QListView.ScrollHint.PositionAtCenter)
        self.setLayoutMode(QListView.LayoutMode.Batched)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes to the next target of the current row."""
        row = self.currentIndex().row()
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
            and row >= 0
            and not event.modifiers()
        ):
            self.chosen.emit(row, self.rows[row].target(None))
            event.accept()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click activates the target under it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(index.row(), self.rows[index.row()].target(self._inside(index, event.position())))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show the pointer for clickable targets."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        hit = index.isValid() and self.rows[index.row()].target(self._inside(index, event.position())) >= 0
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.ArrowCursor)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay out lines for another width; Qt's list does so by itself only if its height changes."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out_again()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another font."""
        if event.type() is QEvent.Type.FontChange:
            self._lay_out_again()
        super().changeEvent(event)

    def _lay_out_again(self) -> None:
        self._delegate.forget()
        self.scheduleDelayedItemsLayout()

    def _inside(self, index: QModelIndex, at: QPointF) -> QPointF:
        return at - QPointF(self.visualRect(index).topLeft()) - QPointF(PAD, self.pad)


class _Rows(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()

    def take(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def grow(self, kept: int, rows: Sequence[Row]) -> None:
        if kept < len(self.rows):
            self.beginRemoveRows(QModelIndex(), kept, len(self.rows) - 1)
            self.rows = list(self.rows[:kept])
            self.endRemoveRows()
        if rows:
            self.beginInsertRows(QModelIndex(), kept, kept + len(rows) - 1)
            self.rows = [*self.rows, *rows]
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.rows[index.row()].words
        return None


class _Delegate(QStyledItemDelegate):
    """Rows paint themselves; their heights are cached until the width or the theme changes."""

    def __init__(self, view: RowList) -> None:
        super().__init__(view)
        self._list = view
        self._heights: dict[int, tuple[float, float]] = {}

    def forget(self, first: int = 0) -> None:
        """Heights of the rows from there on."""
        self._heights = {number: height for number, height in self._heights.items() if number < first}

    def sizeHint(self, _: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        width = self._list.viewport().width()
        return QSize(width, round(self._height(index.row(), width - 2 * PAD) + 2 * self._list.pad))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = theme().colours
        rect, state = QRectF(option.rect), option.state
        current = bool(state & QStyle.StateFlag.State_Selected)
        ground = colours.selected if current else colours.raised
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(ground))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if current and self._list.hasFocus():
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), QColor(colours.accent))
        inner = rect.adjusted(PAD, self._list.pad, -PAD, -self._list.pad)
        self._height(index.row(), inner.width())
        self._list.rows[index.row()].paint(painter, inner, ground)
        painter.restore()

    def _height(self, number: int, width: float) -> float:
        known = self._heights.get(number)
        if known is None or known[0] != width:
            known = self._heights[number] = (width, self._list.rows[number].lay_out(width))
        return known[1]
