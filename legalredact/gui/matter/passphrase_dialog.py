"""Asks for the passphrase of a matter, where there is no keyring or the matter was made with one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget

from legalredact.gui.core.dialogs import button_row, dialog_column, keys_come_back, open_at
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.theme import STEP, Words, primary
from legalredact.vault.keys import PassphraseKey


class PassphraseDialog(QDialog):
    """One field to open a matter, two to make one.

    Arguments:
        why: the reason for asking, if there is one.
        new: a passphrase is chosen, not remembered.
    """

    def __init__(self, why: str, *, new: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keys_come_back(self)
        explained_by_f1(self, "passphrase")
        self.setWindowModality(Qt.WindowModality.WindowModal)  # the guide can be read meanwhile
        self.setWindowTitle("Passphrase of the matter")
        self._new = new
        self.first, self.second = _secret("Passphrase"), _secret("Repeat the passphrase")
        self.second.setVisible(new)
        self.reason = Words(tone="needs_you")
        self.accept_button = primary("Protect this matter" if new else "Open this matter")
        self.accept_button.clicked.connect(self._accept_if_good)
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        for field in (self.first, self.second):
            field.textChanged.connect(self._look)
            field.returnPressed.connect(self._accept_if_good)
        words = "Without it the matter cannot be opened again. It is not stored anywhere." if new else ""
        column = dialog_column(self)
        for line in (why, words):
            if line:
                column.addWidget(Words(line))
        column.addWidget(self.first)
        column.addWidget(self.second)
        column.addWidget(self.reason)
        column.addLayout(button_row(cancel, self.accept_button))
        self._look()
        open_at(self, 64 * STEP, 24 * STEP)

    @property
    def passphrase(self) -> str:
        """The typed passphrase."""
        return self.first.text()

    def _problem(self) -> str:
        if len(self.first.text()) < PassphraseKey.SHORTEST:
            return f"At least {PassphraseKey.SHORTEST} characters."
        if self._new and self.first.text() != self.second.text():
            return "The two passphrases differ."
        return ""

    def _look(self) -> None:
        self.reason.setText(self._problem())
        self.accept_button.setEnabled(not self._problem())

    def _accept_if_good(self) -> None:
        if not self._problem():
            self.accept()


def _secret(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setPlaceholderText(name)
    field.setAccessibleName(name)
    return field
