"""A small table for reading and choosing, without editing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from legalredact.gui.core.theme import theme
from legalredact.gui.widgets.focus_frame import FocusFrame

SPARE_ROWS = 2
"""Empty rows below those of a low table."""


class PlainTable(QTableWidget):
    """Rows of words; the last column takes the remaining width.

    Arguments:
        name: for screen readers.
        columns: their titles.
        many: whether several rows can be chosen.
        low: no higher than its rows, with room for some more; other tables fill their room.
    """

    def __init__(
        self,
        name: str,
        columns: Sequence[str],
        *,
        many: bool = False,
        low: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(0, len(columns), parent)
        self._low = low
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(columns))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if many else modes.SingleSelection)
        self.setTabKeyNavigation(False)
        FocusFrame(self)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setHighlightSections(False)
        theme().changed.connect(self.fit)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Replace all rows, and clear the selection."""
        self.clearSelection()
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, words in enumerate(row):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.setItem(number, column, item)
        self.fit()

    def chosen(self) -> tuple[int, ...]:
        """Numbers of the chosen rows, in order."""
        return tuple(sorted({index.row() for index in self.selectionModel().selectedRows()}))

    def fit(self) -> None:
        """Fit the columns to their contents, and the height of a low table to its rows."""
        self.resizeColumnsToContents()
        self.resizeRowsToContents()
        self.horizontalHeader().setSectionResizeMode(self.columnCount() - 1, QHeaderView.ResizeMode.Stretch)
        if self._low:
            spare = SPARE_ROWS * self.verticalHeader().defaultSectionSize()
            rows, head = self.verticalHeader().length(), self.horizontalHeader().sizeHint().height()
            self.setMaximumHeight(head + rows + spare + 2 * self.frameWidth())
