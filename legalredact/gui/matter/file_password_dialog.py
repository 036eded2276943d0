"""Asks for the password of a locked file that is added; it is used for this addition alone."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget

from legalredact.gui.core.break_long_words import breakable
from legalredact.gui.core.dialogs import button_row, dialog_column, keys_come_back, open_at
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.theme import STEP, Words, primary

ONCE = (
    "The password is used once, for this addition, and is not stored. The matter keeps the file encrypted by the "
    "matter's own key, without this password."
)


class LockedFileDialog(QDialog):
    """One field.

    Arguments:
        path: of the file.
        wrong: a password was tried and does not open it.
    """

    entered = Signal(object, str)
    """(path, password)"""

    def __init__(self, path: Path, *, wrong: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keys_come_back(self)
        explained_by_f1(self, "locked_file")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Password of a file")
        self.path = path
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setPlaceholderText("Password")
        self.field.setAccessibleName(f"Password of {path.name}")
        self.accept_button = primary("Add this file")
        self.accept_button.setEnabled(False)
        self.accept_button.clicked.connect(self._enter)
        self.skip = QPushButton("Leave it out")
        self.skip.setAutoDefault(False)
        self.skip.clicked.connect(self.reject)
        self.field.returnPressed.connect(self._enter)
        self.field.textChanged.connect(lambda words: self.accept_button.setEnabled(bool(words)))
        column = dialog_column(self)
        column.addWidget(Words(breakable(f"{path.name} is protected by a password."), strong=True))
        self.problem = Words("That password does not open it. Check capital letters.", tone="needs_you")
        self.problem.setVisible(wrong)
        column.addWidget(self.problem)
        column.addWidget(self.field)
        column.addWidget(Words(ONCE, tone="muted"))
        column.addLayout(button_row(self.skip, self.accept_button))
        open_at(self, 64 * STEP, 24 * STEP)

    def _enter(self) -> None:
        if self.field.text():
            password = self.field.text()
            self.field.clear()
            self.accept()
            self.entered.emit(self.path, password)
