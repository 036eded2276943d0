"""A question before an act that cannot be undone: one sentence, its consequences, and two buttons named with verbs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from legalredact.gui.core.break_long_words import breakable
from legalredact.gui.core.dialogs import button_row, dialog_column, keys_come_back, open_at
from legalredact.gui.core.theme import STEP, Words, primary

WIDTH, HEIGHT = 66 * STEP, 20 * STEP
"""Of a question, in pixels; longer words make it taller."""


class Question(QDialog):
    """Asks over its window; whoever asks names the topic of the guide. Escape means no.

    Arguments:
        title: of the window.
        asked: the question, in one sentence.
        told: what happens then, with numbers.
        yes, no: words of the buttons.
        agree_on_enter: whether Enter means yes; it means no otherwise, so that nobody agrees by habit.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        asked: str,
        told: str,
        *,
        yes: str,
        no: str,
        agree_on_enter: bool = False,
    ) -> None:
        super().__init__(parent)
        keys_come_back(self)
        self.setWindowModality(Qt.WindowModality.WindowModal)  # the guide can be read meanwhile
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.asked, self.told = Words(strong=True), Words()
        self.yes, self.no = primary(yes), QPushButton(no)
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        row = button_row(self.no, self.yes)
        column = dialog_column(self)
        column.addWidget(self.asked)
        column.addWidget(self.told)
        column.addStretch(1)
        column.addSpacing(STEP)
        column.addLayout(row)
        self.default = self.yes if agree_on_enter else self.no
        for button in (self.yes, self.no):
            button.setAutoDefault(True)  # Enter presses the button with the focus
        self.default.setDefault(True)
        self.default.setFocus()
        self.say(asked, told)

    def say(self, asked: str, told: str) -> None:
        """Ask in other words."""
        self.asked.setText(breakable(asked))
        self.told.setText(breakable(told))
        self.setAccessibleName(asked)
        self.setAccessibleDescription(told)
        open_at(self, WIDTH, HEIGHT)

    def buttons(self) -> tuple[QPushButton, QPushButton]:
        """Both buttons, as in their row."""
        return self.no, self.yes
