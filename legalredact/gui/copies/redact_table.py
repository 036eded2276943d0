"""The documents to copy, and the result for each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from legalredact.gui.core.icons import icon
from legalredact.gui.core.theme import theme
from legalredact.gui.widgets.focus_frame import FocusFrame
from legalredact.redaction.audit.audit import Audit
from legalredact.redaction.audit.wording import grouped
from legalredact.redaction.near_names import near_counts
from legalredact.redaction.options import CopyResult
from legalredact.workflow.copies.run import Redacted

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("Document", "By hand", "Copy")


class Fate(StrEnum):
    """Result for a document; the value is the icon."""

    NONE = "minus"
    WAITING = "hourglass"
    CLEAN = "check"
    LOOK = "eye"
    WITHHELD = "prohibit"
    REFUSED = "x-circle"


_TONES = {Fate.LOOK: "needs_you", Fate.WITHHELD: "stopped", Fate.REFUSED: "stopped"}


@dataclass(frozen=True, slots=True)
class RedactRow:
    """A line of the table.

    Arguments:
        by_hand: number of boxes that a person drew.
        words: its result.
        near: words of the document near a name, for the tooltip.
    """

    document_id: str
    name: str
    by_hand: int = 0
    fate: Fate = Fate.NONE
    words: str = "not made yet"
    near: str = field(default="", repr=False)


def fate_of(result: Redacted) -> tuple[Fate, str]:
    """Result of a copy, in words without client text."""
    if result.problem is not None:
        return Fate.REFUSED, f"refused: {result.problem}"
    if result.withheld and result.audit is not None:
        return Fate.WITHHELD, f"withheld, nothing was handed over: {where_left(result.audit)}"
    made = result.made
    if made is None or result.audit is None:
        return Fate.NONE, "not made yet"
    count = len(made.covered)
    places = "place" if count == 1 else "places"
    clean = f"no covered name found in {result.audit.channels} channels · {count} {places} covered"
    clean = " · ".join((clean, *_notes(made)))
    if made.differs:
        return Fate.LOOK, f"{clean} · {made.differs_words()}"
    if made.by_picture:
        pages = ", ".join(map(str, made.by_picture[:8])) + (" …" if len(made.by_picture) > 8 else "")
        return Fate.LOOK, f"{clean} · please look at page {pages}: OCR misses some names"
    if made.pictures:
        pictures = "picture" if made.pictures == 1 else f"{made.pictures} pictures"
        return Fate.LOOK, f"{clean} · please look at its {pictures}: OCR misses some names"
    return Fate.LOOK if made.lost else Fate.CLEAN, clean


def _notes(made: CopyResult) -> Iterator[str]:
    """What a person should know of a copy, without text of the document."""
    if made.as_pictures:
        page, why = made.as_pictures[0]
        others = f", and {len(made.as_pictures) - 1} more pages" if len(made.as_pictures) > 1 else ""
        yield f"page {page} became a picture, since {why}{others}"
    yield from filter(None, (made.pdf_a_words(), made.loss_words(), made.lack_words(), near_counts(made.near)))


def where_left(audit: Audit) -> str:
    """Places where a copy was not clean, or parts that could not be searched."""
    pages = {
        words.what.casefold(): sorted({find.page for find in finds if find.page})
        for words, finds in grouped(audit.findings).items()
    }
    places = [f"{what} (page {', '.join(map(str, on[:5]))})" if on else what for what, on in pages.items()]
    return "; ".join([*(f"a name is left: {place}" for place in places), *audit.unread])


class RedactTable(QTableView):
    """Documents with a checkbox each; Space ticks, Enter and a click show."""

    shown = Signal(str)
    """Id of the current document."""
    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = _Rows()
        self.setModel(self.rows)
        self.setAccessibleName("Documents to copy")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        FocusFrame(self)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.rows.ticked.connect(self.ticked)
        self.selectionModel().currentRowChanged.connect(lambda now, _: self._look(now.row()))
        theme().changed.connect(self.fit)

    def show_rows(self, rows: Sequence[RedactRow]) -> None:
        """Show other rows; ticks stay, new rows are ticked."""
        current = self.current
        if self.rows.take(rows):
            self.fit()
        self.show_current(current)

    @property
    def current(self) -> str:
        """Id of the current document, or empty."""
        row = self.currentIndex().row()
        return self.rows.rows[row].document_id if 0 <= row < len(self.rows.rows) else ""

    def show_current(self, document_id: str) -> None:
        """Mark the current document."""
        row = next((n for n, row in enumerate(self.rows.rows) if row.document_id == document_id), -1)
        if row >= 0 and row != self.currentIndex().row():
            self.setCurrentIndex(self.rows.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space ticks the current row, Ctrl+A all of them or none."""
        if event.key() == Qt.Key.Key_Space and self.current:
            self.rows.tick(self.current, self.current not in self.rows.chosen)
        elif event.key() == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.rows.tick_all(len(self.rows.chosen) < len(self.rows.rows))
        else:
            super().keyPressEvent(event)

    def fit(self) -> None:
        """Fit the columns to their contents, within limits."""
        header = self.horizontalHeader()
        self.resizeRowsToContents()
        self.resizeColumnToContents(1)
        header.setSectionResizeMode(len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
        self.resizeColumnToContents(0)
        self.setColumnWidth(0, min(self.columnWidth(0), max(160, self.width() // 3)))

    def _look(self, row: int) -> None:
        if 0 <= row < len(self.rows.rows):
            self.shown.emit(self.rows.rows[row].document_id)


class _Rows(QAbstractTableModel):
    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[RedactRow, ...] = ()
        self.chosen: frozenset[str] = frozenset()

    def take(self, rows: Sequence[RedactRow]) -> bool:
        """Whether there are other documents now."""
        known = {row.document_id for row in self.rows}
        now = {row.document_id for row in rows}
        same = [row.document_id for row in rows] == [row.document_id for row in self.rows]
        if not same:
            self.beginResetModel()
        self.rows, self.chosen = tuple(rows), frozenset((self.chosen & now) | (now - known))
        if same and rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(COLUMNS) - 1))
        if not same:
            self.endResetModel()
            self.ticked.emit()
        return not same

    def tick(self, document_id: str, on: bool) -> None:
        self.chosen = self.chosen | {document_id} if on else self.chosen - {document_id}
        self._told()

    def tick_all(self, on: bool) -> None:
        self.chosen = frozenset(row.document_id for row in self.rows) if on else frozenset()
        self._told()

    def _told(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))
        self.ticked.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and signature
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return COLUMNS[section] if across else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return usual | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.CheckStateRole and column == 0:
            return Qt.CheckState.Checked if row.document_id in self.chosen else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole and column == len(COLUMNS) - 1:
            return "\n".join(filter(None, (row.words, row.near)))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return (row.name, str(row.by_hand or ""), row.words)[column]
        if role == Qt.ItemDataRole.AccessibleTextRole and column == 0:
            ticked = "to be copied" if row.document_id in self.chosen else "left out"
            return f"{row.name}, {ticked}, {row.words}"
        if column == len(COLUMNS) - 1 and role == Qt.ItemDataRole.DecorationRole:
            return icon(row.fate.value, _TONES.get(row.fate, "muted"))
        if column == len(COLUMNS) - 1 and role == Qt.ItemDataRole.ForegroundRole:
            return QColor(getattr(theme().colours, _TONES.get(row.fate, "muted")))
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's name
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        on = value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)
        self.tick(self.rows[index.row()].document_id, on)
        return True
