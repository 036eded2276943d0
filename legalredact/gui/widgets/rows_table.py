"""A table of thousands of rows: a model over frozen rows; a row costs nothing before it is painted."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from legalredact.gui.core.theme import STEP, theme
from legalredact.gui.widgets.focus_frame import FocusFrame

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_AHEAD = 50
"""Rows beyond the visible ones that decide on a column's width."""


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column.

    Arguments:
        title: in its header.
        words: returns the text of its cell.
        right: numbers are aligned to the right.
        tone: name of a color of `Colours`.
        widest: largest share of the table's width; the last column takes the rest.
    """

    title: str
    words: Callable[[R], str]
    right: bool = False
    tone: Callable[[R], str] = lambda _: "text"
    widest: float = 0.4


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows that are replaced together.

    Arguments:
        key: identifies a row.
    """

    def __init__(self, columns: Sequence[Column[R]], key: Callable[[R], str]) -> None:
        super().__init__()
        self.columns, self.key = tuple(columns), key
        self.rows: tuple[R, ...] = ()
        self.number_of: dict[str, int] = {}

    def take(self, rows: Iterable[R]) -> bool:
        """Show other rows; returns whether they, or their order, differ."""
        now = tuple(rows)
        numbers = {self.key(row): number for number, row in enumerate(now)}
        same = list(numbers) == list(self.number_of)
        if not same:
            self.beginResetModel()
        self.rows, self.number_of = now, numbers
        if not same:
            self.endResetModel()
        elif now:
            self.dataChanged.emit(self.index(0, 0), self.index(len(now) - 1, len(self.columns) - 1))
        return not same

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and signature
        return 0 if parent.isValid() else len(self.columns)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[section].right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter  # over its numbers
        return self.columns[section].title if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.words(row)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            told = ((one.title, one.words(row)) for one in self.columns[1:])
            return ", ".join([column.words(row), *(f"{title} {words}" for title, words in told if words)])
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(getattr(theme().colours, column.tone(row)))
        if role == Qt.ItemDataRole.TextAlignmentRole and column.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class RowsTable(QTableView, Generic[R]):
    """Shows rows; the selection and the current row stay when rows come and go.

    Arguments:
        name: for screen readers.
        many: whether several rows can be chosen.
    """

    opened = Signal()
    """Enter or a double click on a row."""
    removed = Signal()
    """Delete on a row."""
    choice_changed = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[R]],
        key: Callable[[R], str],
        *,
        many: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.own_widths = False
        """Whether a person set the widths of the columns, so that they stay."""
        self.rows: RowsModel[R] = RowsModel(columns, key)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if many else modes.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        FocusFrame(self)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setResizeContentsPrecision(_AHEAD)
        self.horizontalHeader().setStretchLastSection(True)
        self._fitting = False
        self.horizontalHeader().sectionResized.connect(self._resized)
        nothing = QItemSelectionModel(self.rows, self)  # else the header asks of each row whether it is chosen
        self.horizontalHeader().setSelectionModel(nothing)
        self.selectionModel().selectionChanged.connect(lambda *_: self.choice_changed.emit())
        self.doubleClicked.connect(lambda _: self.opened.emit())
        theme().changed.connect(self.fit)
        self.fit()

    @property
    def current(self) -> R | None:
        """The current row."""
        row = self.currentIndex().row()
        return self.rows.rows[row] if 0 <= row < len(self.rows.rows) else None

    def chosen(self) -> tuple[R, ...]:
        """Chosen rows, in order."""
        selection = self.selectionModel().selection()
        parts = [selection.at(n) for n in range(selection.count())]
        numbers = {number for part in parts for number in range(part.top(), part.bottom() + 1)}
        return tuple(self.rows.rows[number] for number in sorted(numbers))

    def show_rows(self, rows: Iterable[R]) -> None:
        """Show other rows; if a selected one is gone, the next is selected."""
        key, place = self.rows.key, self.currentIndex().row()
        if self.viewport().underMouse():  # a person may be about to click on a row
            rows = sorted(rows, key=lambda row: self.rows.number_of.get(key(row), len(self.rows.rows)))
        current, chosen = self.current, [key(row) for row in self.chosen()]
        replaced = self.rows.take(rows)
        self.fit()  # also if only the words of the same rows have changed
        if not replaced:
            return
        numbers = self.rows.number_of
        stays = current is not None and key(current) in numbers
        at = numbers[key(current)] if stays and current is not None else min(place, len(numbers) - 1)
        if place >= 0 and at >= 0:
            self.selectionModel().setCurrentIndex(self.rows.index(at, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        self._choose([numbers[one] for one in chosen if one in numbers] or ([at] if chosen and at >= 0 else []))

    def offer(self, act: QWidget, *, able: bool) -> None:
        """Enable an act on rows, or disable it; the focus then stays here, where Qt would take the window's first."""
        if not able and act.window().focusWidget() is act:  # also while a dialog over the window has it
            self.setFocus()
        act.setEnabled(able)

    def choose(self, number: int) -> None:
        """Make that row current, and select it alone."""
        if 0 <= number < len(self.rows.rows):
            self.setCurrentIndex(self.rows.index(number, 0))
            self._choose([number])

    def _choose(self, numbers: Sequence[int]) -> None:
        """Adjacent rows are one range, so thousands can be selected at once."""
        selection, last = QItemSelection(), len(self.rows.columns) - 1
        for first, end in _runs(sorted(numbers)):
            selection.select(self.rows.index(first, 0), self.rows.index(end, last))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens, Delete removes; Ctrl+Enter belongs to the view."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the columns to another width."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Fit the columns to the visible cells, within limits; a row is one line high."""
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + STEP)
        self._fitting = True
        for number, column in enumerate(self.rows.columns[:-1] if not self.own_widths else ()):
            self.resizeColumnToContents(number)
            self.setColumnWidth(
                number, min(self.columnWidth(number), max(10 * STEP, round(self.viewport().width() * column.widest)))
            )
        self._fitting = False

    def _resized(self, number: int, before: int, after: int) -> None:
        """A person who drags the edge of a column keeps its width; hidden columns have none."""
        if not self._fitting and before and after and number < len(self.rows.columns) - 1:
            self.own_widths = True


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each run of consecutive numbers."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
