"""The documents at the left: their status, and files added by drag and drop, one or many, folders too."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
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

from legalredact.gui.core.drops import Drops
from legalredact.gui.core.icons import icon
from legalredact.gui.core.latest_result import Latest
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, Words, link, theme
from legalredact.gui.matter.additions import Additions
from legalredact.gui.matter.documents_entries import DocumentEntry, DocumentState, Entries, entries_of
from legalredact.workflow.window.snapshot import Snapshot

_Index = QModelIndex | QPersistentModelIndex


class DocumentsPanel(QWidget):
    """The list, and a button to add to it."""

    file_chosen = Signal(object)
    """Path of a file that is being read."""
    refused_chosen = Signal(object)
    """Path of a file that cannot be read."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName("Documents")
        self.entries, self.additions = Entries(self), Additions(session, self)
        self._lines = Latest(session.tasks, self._show)
        self._read = ""
        self.list = _List()
        self.list.setModel(self.entries)
        self.heading = Words("Documents", strong=True)
        self.count = Words(tone="muted")
        self.count.setWordWrap(False)
        self.add_files = QPushButton("Add files …")
        self.add_files.setToolTip("Add files (Ctrl+O); or drop files and folders anywhere in the window")
        self.add_files.clicked.connect(self.ask_for_files)
        self.search = link("Search for names again")
        self.search.setToolTip("In some documents the search for names did not finish; nothing is sent until it has")
        self.search.clicked.connect(session.search_missing)
        self.again = link("")
        self.again.setToolTip("Reading ended before these files were read; nothing of them is masked or sent")
        self.again.clicked.connect(session.read_again)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.list.forget_asked.connect(self._forget)
        self._drops = Drops(self, self.add)
        session.changed.connect(self._take)
        for changed in (session.incoming_changed, session.summaries.begun, session.summaries.step_changed):
            changed.connect(lambda: self._take(session.state))
        self._lay_out()
        self._take(session.state)

    def add(self, paths: Sequence[Path]) -> None:
        """Add files, and all files in folders; see `Additions`."""
        self.additions.add(paths)

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
        self._read = document_id
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
        incoming, summaries = dict(self._session.incoming), self._session.summaries
        sent_to, sending = summaries.engine, summaries.step
        self._lines.ask(
            lambda: entries_of(state, incoming, sent_to, sending), rows=len(state.documents) + len(incoming)
        )
        self.search.setVisible(bool(self._session.unsearched) and not self._session.reading)
        left = 0 if self._session.reading else len(self._session.cut_short)
        self.again.setText("Read 1 file again" if left == 1 else f"Read {left:,} files again")
        self.again.setVisible(bool(left))
        self.count.setText(f"{len(state.documents):,}" if state.documents else "")

    def _show(self, entries: list[DocumentEntry]) -> None:
        current = self.entries.at(self.list.currentIndex())
        self.entries.reset_to(entries)
        if current is not None or self._read:
            self.show_current(current.key if current is not None else self._read)

    def _choose(self, index: _Index) -> None:
        entry = self.entries.at(index)
        if entry is not None and self._session.state.document(entry.key) is not None:
            self._session.show(entry.key)
        elif entry is not None and entry.state is DocumentState.READING:
            self.file_chosen.emit(Path(entry.key))
        elif entry is not None and entry.state is DocumentState.SAME:
            self._session.show(self._session.incoming[Path(entry.key)].document_id)
        elif entry is not None and entry.state in (DocumentState.UNREADABLE, DocumentState.NOT_READ):
            self.refused_chosen.emit(Path(entry.key))

    def _forget(self, key: str) -> None:
        for path, arrival in list(self._session.incoming.items()):
            if str(path) == key and not arrival.at_work:
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
        for mends in (self.search, self.again):
            row = QHBoxLayout()
            row.setContentsMargins(2 * STEP, 0, 2 * STEP, 0)
            row.addWidget(mends)
            row.addStretch(1)
            column.addLayout(row)
        column.addLayout(foot)


class _List(QListView):
    forget_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_EntryPainter(self))
        self.setUniformItemSizes(True)
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
        """Delete takes a file that is no document off the list."""
        key = event.key()  # type: ignore[attr-defined]  # a QKeyEvent
        entry = self.model().at(self.currentIndex())  # type: ignore[attr-defined]  # `Entries`
        if key == Qt.Key.Key_Delete and entry is not None:
            self.forget_asked.emit(entry.key)
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]  # as above


class _EntryPainter(QStyledItemDelegate):
    """Two lines: the name, and its state with an icon."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entries = index.model()
        entry = entries.at(index) if isinstance(entries, Entries) else None
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
        shown = entry.words_within(words.width(), option.fontMetrics)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, _: _Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(20 * STEP, 2 * option.fontMetrics.height() + 2 * STEP + STEP // 4)
