"""A reviewer's comment on one statement. It is stored with the verdict; the preparer sees it under the statement."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from legalredact.gui.core.dialogs import keys_come_back, open_at
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
        row = QHBoxLayout()
        row.setSpacing(STEP)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * STEP, 3 * STEP, 3 * STEP, 2 * STEP)
        column.setSpacing(STEP)
        column.addWidget(Words(statement, tone="muted"))
        column.addWidget(self.field, 1)
        column.addLayout(row)
        open_at(self, 72 * STEP, 32 * STEP)
        self.field.setFocus()

    def _save(self) -> None:
        self._keep(" ".join(self.field.toPlainText().split()))
        self.accept()
