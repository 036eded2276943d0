"""A statement to be corrected: with names, which are converted to tokens, and checked again before it is kept."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QWidget

from legalredact.errors import LegalRedactError
from legalredact.gui.core.dialogs import button_row, dialog_column, keys_come_back, open_at
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.theme import STEP, Words, primary

Keep = Callable[[str, Callable[[], None], Callable[[LegalRedactError], None]], None]
"""Keeps a text; then calls one of the two."""


class EditStatement(QDialog):
    """Stays open until the text passed the check, or the person closes it.

    Arguments:
        text: the statement with names.
        keep: checks and keeps the new text.
    """

    def __init__(self, text: str, keep: Keep, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keep = keep
        keys_come_back(self)
        self.setWindowTitle("Edit the statement")
        explained_by_f1(self, "edit_statement")
        self.field = QPlainTextEdit(" ".join(text.split()))
        self.field.setAccessibleName("Statement")
        self.field.setTabChangesFocus(True)
        self.told = Words(tone="stopped")
        self.told.setAccessibleName("Result of the check")
        self.save = primary("Check and save")
        self.save.setShortcut("Ctrl+Return")
        self.save.clicked.connect(self._save)
        self.cancel = QPushButton("Discard the edit")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self._lay_out()

    def _save(self) -> None:
        self.save.setEnabled(False)
        self.told.setText("")
        self._keep(self.field.toPlainText(), self.accept, self._failed)

    def _failed(self, problem: LegalRedactError) -> None:
        self.save.setEnabled(True)
        self.told.setText(str(problem))
        self.field.setFocus()

    def _lay_out(self) -> None:
        column = dialog_column(self)
        column.addWidget(Words("Write names as usual. For the check they are converted to tokens.", tone="muted"))
        column.addWidget(self.field, 1)
        column.addWidget(self.told, alignment=Qt.AlignmentFlag.AlignTop)
        column.addLayout(button_row(self.cancel, self.save))
        open_at(self, 72 * STEP, 36 * STEP)
