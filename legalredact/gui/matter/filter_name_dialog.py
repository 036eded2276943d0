"""Asks for the name under which a filter of the table of documents is saved."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget

from legalredact.gui.core.dialogs import button_row, dialog_column, keys_come_back, open_at
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.theme import STEP, Words, primary

KEPT = "It is saved in the matter, encrypted, and colleagues who open the matter have it too."
REPLACED = "A filter has this name; it will be replaced."


class FilterNameDialog(QDialog):
    """One field.

    Arguments:
        known: names of the saved filters.
    """

    named = Signal(str)

    def __init__(self, known: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keys_come_back(self)
        explained_by_f1(self, "document_table")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Save this filter")
        self._known = known
        self.field, self.words = QLineEdit(), Words(KEPT, tone="muted")
        self.field.setPlaceholderText("Name of the filter")
        self.field.setAccessibleName("Name of the filter")
        self.save = primary("Save the filter")
        self.save.setEnabled(False)
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)
        self.field.returnPressed.connect(self._save)
        self.field.textChanged.connect(self._look)
        column = dialog_column(self)
        column.addWidget(self.field)
        column.addWidget(self.words)
        column.addLayout(button_row(cancel, self.save))
        open_at(self, 56 * STEP, 18 * STEP)

    def _look(self, name: str) -> None:
        self.save.setEnabled(bool(name.strip()))
        self.words.setText(REPLACED if name.strip() in self._known else KEPT)

    def _save(self) -> None:
        name = self.field.text().strip()
        if name:
            self.field.clear()
            self.accept()
            self.named.emit(name)
