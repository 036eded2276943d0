"""Documents of a production that do not continue by themselves: the reason and the remedy of each."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from legalredact.gui.core.break_long_words import breakable
from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.production.production_stages import STAGE_WORDS
from legalredact.gui.widgets.drop_down import DropDown
from legalredact.gui.widgets.filter_field import FilterField
from legalredact.gui.widgets.rows_table import Column, RowsTable
from legalredact.gui.widgets.wrapping_row import WrappingRow
from legalredact.workflow.matter.stopped_documents import Stopped

EVERYTHING, REFUSED, WAITING = "All", "Refused", "Waiting for you"


class ProductionStopped(QWidget):
    """A table with a filter over it and acts below.

    Arguments:
        open_place: shows a folder in the system's own browser; a test passes its own.
    """

    retry_asked = Signal(object)
    """Ids of the documents to try again; none for all."""
    shown = Signal(str)
    """Id of a document to look at."""

    def __init__(self, parent: QWidget | None = None, open_place: Callable[[Path], object] | None = None) -> None:
        super().__init__(parent)
        self._open_place = open_place or _opened
        self._all: tuple[Stopped, ...] = ()
        self.which, self.filter = DropDown(), FilterField("Filter by name or reason")
        self.table: RowsTable[Stopped] = RowsTable("Documents that are stopped", _COLUMNS, _key, many=True)
        self.nothing = Words("No document is refused, and none waits.", tone="muted")
        self.why = Words()
        self.why.setAccessibleName("Why this document is stopped")
        self.why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.again, self.all_again = QPushButton("Try again"), QPushButton("Try all refused again")
        self.place, self.show_it = QPushButton("Open the file's place"), QPushButton("Show the document")
        self._lay_out()
        self._connect()
        self._fit()

    def show_stopped(self, stopped: Sequence[Stopped]) -> None:
        """Show those."""
        self._all = tuple(stopped)
        self._filter()

    @property
    def count(self) -> int:
        """How many there are, the filter apart."""
        return len(self._all)

    def _filter(self) -> None:
        which, words = self.which.currentText(), self.filter.text().casefold().split()
        self.table.show_rows(
            one
            for one in self._all
            if which in (EVERYTHING, REFUSED if one.refused else WAITING)
            and all(word in f"{one.name} {one.reason} {STAGE_WORDS[one.stage]}".casefold() for word in words)
        )
        self.nothing.setText("No document fits." if self._all else "No document is refused, and none waits.")
        self.nothing.setVisible(not self.table.rows.rows)
        self._fit()

    def _fit(self) -> None:
        """Acts on the selected documents."""
        chosen, current = self.table.chosen(), self.table.current
        self.table.offer(self.again, able=any(one.refused for one in chosen))
        self.table.offer(self.all_again, able=any(one.refused for one in self._all))
        self.table.offer(self.place, able=current is not None and current.path is not None)
        self.table.offer(self.show_it, able=current is not None and current.readable)
        self.why.setText(breakable(f"{current.name or current.document_id}: {current.reason}") if current else "")
        self.why.set_tone("stopped" if current is not None and current.refused else "needs_you")
        self.why.setVisible(current is not None)

    def _retry(self) -> None:
        ids = [one.document_id for one in self.table.chosen() if one.refused]
        if ids:
            self.retry_asked.emit(ids)

    def _show(self) -> None:
        current = self.table.current
        if current is not None and current.readable:
            self.shown.emit(current.document_id)

    def _to_place(self) -> None:
        current = self.table.current
        if current is not None and current.path is not None:
            self._open_place(current.path.parent)

    def _connect(self) -> None:
        self.which.currentTextChanged.connect(lambda _: self._filter())
        self.filter.textChanged.connect(lambda _: self._filter())
        self.filter.left.connect(self.table.setFocus)
        self.table.choice_changed.connect(self._fit)
        self.table.opened.connect(self._show)
        self.again.clicked.connect(self._retry)
        self.all_again.clicked.connect(lambda: self.retry_asked.emit([]))
        self.place.clicked.connect(self._to_place)
        self.show_it.clicked.connect(self._show)

    def _lay_out(self) -> None:
        self.which.addItems([EVERYTHING, REFUSED, WAITING])
        self.which.setAccessibleName("Which documents")
        self.filter.setMinimumWidth(25 * STEP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, STEP, 0, 0)
        column.setSpacing(STEP)
        column.addWidget(WrappingRow((self.which, self.filter)))
        column.addWidget(self.nothing)
        column.addWidget(self.table, 1)
        column.addWidget(self.why)
        column.addWidget(WrappingRow((self.again, self.all_again, self.place, self.show_it)))


def _key(one: Stopped) -> str:
    return f"{one.document_id} {one.stage}"


def _opened(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


_COLUMNS: tuple[Column[Stopped], ...] = (
    Column("Document", lambda one: one.name or one.document_id, widest=0.35),
    Column("No.", lambda one: str(one.number), right=True),
    Column("Stage", lambda one: STAGE_WORDS[one.stage]),
    Column("Why", lambda one: one.reason, tone=lambda one: "stopped" if one.refused else "needs_you"),
)
