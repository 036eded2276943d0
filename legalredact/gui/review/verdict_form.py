"""Name and note of the reviewer."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QPlainTextEdit, QWidget

from legalredact.gui.core.theme import STEP
from legalredact.gui.widgets.drop_down import DropDown


class VerdictForm(QWidget):
    """The reviewer's name and a note.

    Arguments:
        reviewers: people who may sign, if policy or matter name them.
        actor: the person at this computer.
    """

    changed = Signal()

    def __init__(self, reviewers: Sequence[str], actor: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.who = DropDown()
        self.who.setEditable(True)
        self.who.addItems(list(dict.fromkeys(reviewers)) or [actor])
        self.who.setAccessibleName("Reviewer")
        if actor in reviewers:
            self.who.setCurrentText(actor)
        self.note = QPlainTextEdit()
        self.note.setAccessibleName("Note to the preparer")
        self.note.setPlaceholderText("A note, needed to send it back")
        self.note.setTabChangesFocus(True)
        self.note.setMaximumHeight(6 * STEP)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(STEP)
        form.setVerticalSpacing(STEP)
        form.addRow("&Reviewer", self.who)
        form.addRow("&Note", self.note)
        self.who.currentTextChanged.connect(self.changed)
        self.note.textChanged.connect(self.changed)

    @property
    def reviewer(self) -> str:
        """The name as typed, without blanks around it."""
        return self.who.currentText().strip()

    @property
    def words(self) -> str:
        """The note."""
        return self.note.toPlainText().strip()
