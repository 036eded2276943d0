"""A reviewer's comment on one statement. It is stored with the verdict; the preparer sees it under the statement."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QWidget

from legalredact.gui.core.dialogs import button_row, dialog_column, keys_come_back, open_at
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.theme import STEP, Words, primary


class CommentDialog(QDialog):
    """A field and its button.

    Arguments:
        statement: the commented statement, in clear.
        words: the earlier comment.
        keep: is given the new words; empty ones take the comment back.
    """

    def __init__(self, statement: str, words: str, keep: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keep = keep
        keys_come_back(self)
        self.setWindowTitle("Comment on the statement")
        explained_by_f1(self, "comment")
        self.field = QPlainTextEdit(words)
        self.field.setAccessibleName("Comment")
        self.field.setPlaceholderText("What should be changed, or looked at again")
        self.field.setTabChangesFocus(True)
        self.save = primary("Save the comment")
        self.save.setShortcut("Ctrl+Return")
        self.save.setToolTip("Ctrl+Enter")
        self.save.clicked.connect(self._save)
        self.cancel = QPushButton("Cancel")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        column = dialog_column(self)
        column.addWidget(Words(statement, tone="muted"))
        column.addWidget(self.field, 1)
        column.addLayout(button_row(self.cancel, self.save))
        open_at(self, 72 * STEP, 32 * STEP)
        self.field.setFocus()

    def _save(self) -> None:
        self._keep(" ".join(self.field.toPlainText().split()))
        self.accept()
