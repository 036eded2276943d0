"""The choice of documents for a summary: a button that says how many are chosen, and the list in which they are."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from legalredact.gui.core.dialogs import keys_come_back, open_at
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.theme import STEP, Words, primary
from legalredact.gui.widgets.elided_button import ElidedButton
from legalredact.gui.widgets.focus_frame import FocusFrame
from legalredact.model.document import Document


class DocumentsChoice(ElidedButton):
    """Says how many documents are chosen. Pressed, it shows them all with a mark for each.

    Documents that come later are chosen until somebody takes the mark away.
    """

    changed = Signal()
    """Other documents are chosen."""

    def __init__(self, left_out: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__("Documents for this summary", parent)
        self.left_out = frozenset(left_out)
        self.dialog: ChoiceDialog | None = None
        self._documents: tuple[Document, ...] = ()
        self.clicked.connect(self.ask)

    @property
    def chosen(self) -> frozenset[str] | None:
        """Ids of the chosen documents; None if all are."""
        ids = frozenset(document.id for document in self._documents)
        return ids - self.left_out if ids & self.left_out else None

    def show_documents(self, documents: Sequence[Document]) -> None:
        """The documents of the matter, as they are now."""
        self._documents = tuple(documents)
        count, chosen = len(documents), self.chosen
        every = "1 document" if count == 1 else f"all {count:,} documents"
        self.setText(f"{every} …" if chosen is None else f"{len(chosen):,} of {count:,} documents …")
        self.setToolTip(self.text())
        self.setAccessibleDescription(self.text())

    def ask(self) -> None:
        """Show the list."""
        self.dialog = dialog = ChoiceDialog(self._documents, self.left_out, self)
        dialog.accepted.connect(lambda: self.choose(dialog.left_out))
        dialog.open()

    def choose(self, left_out: Collection[str]) -> None:
        """Leave these documents out."""
        if frozenset(left_out) != self.left_out:
            self.left_out = frozenset(left_out)
            self.show_documents(self._documents)
            self.changed.emit()


class ChoiceDialog(QDialog):
    """A list of documents with a mark before each that is chosen."""

    def __init__(self, documents: Sequence[Document], left_out: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keys_come_back(self)
        explained_by_f1(self, "send_documents")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle("Documents for this summary")
        self.list, self.use = QListWidget(), primary("Use these documents")
        FocusFrame(self.list)
        self.every, self.none = QPushButton("Choose all"), QPushButton("Choose none")
        self.list.setAccessibleName("Documents")
        for document in documents:
            item = QListWidgetItem(document.name)
            item.setData(Qt.ItemDataRole.UserRole, document.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_mark(document.id not in left_out))
            self.list.addItem(item)
        if documents:
            self.list.setCurrentRow(0)
        self._lay_out()
        self.list.itemChanged.connect(lambda _: self._look())
        self.every.clicked.connect(lambda: self._mark_all(chosen=True))
        self.none.clicked.connect(lambda: self._mark_all(chosen=False))
        self.use.clicked.connect(self.accept)
        self._look()
        open_at(self, 64 * STEP, 60 * STEP)

    @property
    def left_out(self) -> frozenset[str]:
        """Ids of the documents without a mark."""
        unchecked = (one for one in self._items() if one.checkState() is not Qt.CheckState.Checked)
        return frozenset(str(one.data(Qt.ItemDataRole.UserRole)) for one in unchecked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(number) for number in range(self.list.count())]

    def _mark_all(self, *, chosen: bool) -> None:
        self.list.blockSignals(True)
        for item in self._items():
            item.setCheckState(_mark(chosen))
        self.list.blockSignals(False)
        self.list.viewport().update()
        self._look()

    def _look(self) -> None:
        chosen = self.list.count() - len(self.left_out)
        self.count.setText(f"{chosen:,} of {self.list.count():,} are chosen. Press Space to check or uncheck one.")
        self.use.setEnabled(chosen > 0)

    def _lay_out(self) -> None:
        self.count = Words(tone="muted")
        cancel = QPushButton("Cancel")
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(STEP)
        for button in (self.every, self.none):
            row.addWidget(button)
        row.addStretch(1)
        for button in (cancel, self.use):
            row.addWidget(button)
        for button in (self.every, self.none, cancel):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        column.setSpacing(STEP)
        column.addWidget(self.count)
        column.addWidget(self.list, 1)
        column.addLayout(row)


def _mark(chosen: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked
