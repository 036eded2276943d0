"""The documents at the left: their states, and files that come in by drag and drop, one or many, folders too."""

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from legalredact.gui.drops import Drops, files_in
from legalredact.gui.icons import icon
from legalredact.gui.session import MatterSession
from legalredact.gui.theme import STEP, Words, theme
from legalredact.model.document import Document, PageSource
from legalredact.workflow.jobs import Lane
from legalredact.workflow.snapshot import Snapshot

_Index = QModelIndex | QPersistentModelIndex


class DocumentState(enum.Enum):
    """Where a document stands: words, tone and icon."""

    READING = ("reading …", "muted", "hourglass")
    SEARCHING = ("looking for names …", "muted", "hourglass")
    UNREADABLE = ("cannot be read", "stopped", "x-circle")
    TO_CHECK = ("to check", "needs_you", "eye")
    TO_DECIDE = ("to decide", "needs_you", "users")
    READY = ("ready", "muted", "check")
    IN_REVIEW = ("in review", "muted", "clock")
    SIGNED = ("signed", "signed", "check-circle")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list.

    Arguments:
        count: how many to check or decide.
        problem: what went wrong and what to do, of an unreadable file.
    """

    key: str
    name: str
    state: DocumentState
    count: int = 0
    ocr: bool = False
    problem: str = ""

    @property
    def words(self) -> str:
        """Its state in words."""
        counted = f"{self.count} {self.state.value[0]}" if self.count else self.state.value[0]
        return f"{counted} · OCR" if self.ocr else counted


def entry_for(document: Document, state: Snapshot) -> Entry:
    """A document's line."""
    ocr = any(page.source is not PageSource.TEXT for page in document.pages)
    unread, undecided = len(state.open_parts(document)), state.open_names(document.id)
    if document.id in state.busy:
        return Entry(document.id, document.name, DocumentState.SEARCHING, ocr=ocr)
    if unread:
        return Entry(document.id, document.name, DocumentState.TO_CHECK, unread, ocr)
    if undecided:
        return Entry(document.id, document.name, DocumentState.TO_DECIDE, undecided, ocr)
    return Entry(document.id, document.name, _settled(document, state), ocr=ocr)


def _settled(document: Document, state: Snapshot) -> DocumentState:
    """Ready, or what the latest summary that it went into says."""
    for summary in reversed(state.summaries):
        if document.id in state.sent.get(summary.checked.summary.payload_digest, frozenset()):
            return DocumentState.SIGNED if summary.id in state.signed else DocumentState.IN_REVIEW
    return DocumentState.READY


class DocumentsPanel(QWidget):
    """The list, and a button to add to it."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName("Documents")
        self.entries = _Entries(self)
        self.list = _List()
        self.list.setModel(self.entries)
        self.heading = Words("Documents", strong=True)
        self.count = Words(tone="muted")
        self.count.setWordWrap(False)
        self.add_files = QPushButton("Add files …")
        self.add_files.setToolTip("Add files (Ctrl+O); or drop files and folders anywhere in the window")
        self.add_files.clicked.connect(self.ask_for_files)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.list.forget_asked.connect(self._forget)
        self._drops = Drops(self, self.add)
        session.changed.connect(self._take)
        session.incoming_changed.connect(lambda: self._take(session.state))
        self._lay_out()
        self._take(session.state)

    def add(self, paths: Sequence[Path]) -> None:
        """Add files, and whatever files stand in folders."""
        self._session.tasks.run(
            Lane.PICTURES, "Looking into folders", lambda *_: files_in(paths), self._session.add, quiet=True
        )

    def ask_for_files(self) -> None:
        """Choose files in a dialog."""
        names, _ = QFileDialog.getOpenFileNames(self, "Add files to the matter")
        if names:
            self.add([Path(name) for name in names])

    def ask_for_folder(self) -> None:
        """Choose a folder in a dialog."""
        name = QFileDialog.getExistingDirectory(self, "Add all files of a folder")
        if name:
            self.add([Path(name)])

    def show_current(self, document_id: str) -> None:
        """Mark the document that is read."""
        row = self.entries.row_of(document_id)
        if row >= 0:
            self.list.setCurrentIndex(self.entries.index(row))

    def next(self) -> None:
        """Read the document below the one that is read."""
        self._step(1)

    def previous(self) -> None:
        """Read the document above the one that is read."""
        self._step(-1)

    def _step(self, by: int) -> None:
        """Lines of files that are not there to be read are passed over."""
        readable = [row for row in range(self.entries.rowCount()) if self._is_readable(row)]
        here = self.list.currentIndex().row()
        ahead = [row for row in readable if (row > here if by > 0 else row < here)]
        if ahead:
            index = self.entries.index(ahead[0] if by > 0 else ahead[-1])
            self.list.setCurrentIndex(index)
            self._choose(index)

    def _is_readable(self, row: int) -> bool:
        entry = self.entries.at(self.entries.index(row))
        return entry is not None and self._session.state.document(entry.key) is not None

    def _take(self, state: Snapshot) -> None:
        current = self.entries.at(self.list.currentIndex())
        self.entries.reset_to([*_incoming(self._session), *(entry_for(d, state) for d in state.documents)])
        self.count.setText(str(len(state.documents)) if state.documents else "")
        if current is not None:
            self.show_current(current.key)

    def _choose(self, index: _Index) -> None:
        entry = self.entries.at(index)
        if entry is not None and self._session.state.document(entry.key) is not None:
            self._session.show(entry.key)

    def _forget(self, key: str) -> None:
        for path, arrival in list(self._session.incoming.items()):
            if str(path) == key and arrival.problem is not None:
                self._session.forget(path)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(2 * STEP, STEP, 2 * STEP, 0)
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.count)
        foot = QHBoxLayout()
        foot.setContentsMargins(2 * STEP, STEP, 2 * STEP, STEP)
        foot.addWidget(self.add_files)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addLayout(foot)


def _incoming(session: MatterSession) -> Iterator[Entry]:
    for path, arrival in session.incoming.items():
        if arrival.problem is not None:
            yield Entry(str(path), path.name, DocumentState.UNREADABLE, problem=str(arrival.problem))
        elif session.state.document(arrival.document_id) is None:
            yield Entry(str(path), path.name, DocumentState.READING)


class _Entries(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def reset_to(self, entries: Sequence[Entry]) -> None:
        if list(entries) != self._entries:
            self.beginResetModel()
            self._entries = list(entries)
            self.endResetModel()

    def at(self, index: _Index) -> Entry | None:
        return self._entries[index.row()] if 0 <= index.row() < len(self._entries) else None

    def row_of(self, key: str) -> int:
        return next((row for row, entry in enumerate(self._entries) if entry.key == key), -1)

    def rowCount(self, _: _Index | None = None) -> int:  # noqa: N802 - Qt's name
        return len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.at(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.name}, {entry.words}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{entry.name}\n{entry.problem or entry.words}"
        return None


class _List(QListView):
    forget_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_EntryPainter(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("Documents of the matter")
        theme().changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        """Wide enough for a name at any text size."""
        self.setMinimumWidth(round(20 * STEP * (1 + (theme().text - 100) / 200)))

    def keyPressEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Delete takes a refused file off the list."""
        key = event.key()  # type: ignore[attr-defined]  # a QKeyEvent
        entry = self.model().at(self.currentIndex())  # type: ignore[attr-defined]  # `_Entries`
        if key == Qt.Key.Key_Delete and entry is not None:
            self.forget_asked.emit(entry.key)
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]  # as above


class _EntryPainter(QStyledItemDelegate):
    """Two lines: the name, and its state with an icon."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entries = index.model()
        entry = entries.at(index) if isinstance(entries, _Entries) else None
        if entry is None:
            return
        _, tone, mark = entry.state.value
        c, area, line = theme().colours, option.rect, option.fontMetrics.height()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(c.selected))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), QColor(c.accent))
        left, width = area.left() + 2 * STEP, area.width() - 4 * STEP
        painter.setPen(QColor(c.text))
        name = option.fontMetrics.elidedText(entry.name, Qt.TextElideMode.ElideMiddle, width)
        painter.drawText(QRect(left, area.top() + STEP, width, line), Qt.AlignmentFlag.AlignLeft, name)
        below = area.top() + STEP + line + STEP // 4
        icon(mark, tone).paint(painter, QRect(left, below, line, line))
        painter.setPen(QColor(getattr(c, tone)))
        words = QRect(left + line + STEP // 2, below, width - line - STEP // 2, line)
        shown = option.fontMetrics.elidedText(entry.words, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, _: _Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(20 * STEP, 2 * option.fontMetrics.height() + 2 * STEP + STEP // 4)
