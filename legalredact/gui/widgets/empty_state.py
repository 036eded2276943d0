"""Text of an empty view: what is missing, and what to do first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalredact.gui.core.icons import IconMark
from legalredact.gui.core.theme import STEP, Words, theme

_WIDEST = 72
"""Most steps of width for a sentence."""


class EmptyState(QWidget):
    """An icon, a title, a sentence, and room for one button.

    Arguments:
        icon_name: of Phosphor.
        title: what is missing.
        words: what to do first.
        action: a button that does it.
    """

    def __init__(
        self, icon_name: str, title: str, words: str, action: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title, self.words = Words(title, title=True), Words(words, tone="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * STEP, 4 * STEP, 4 * STEP, 4 * STEP)
        column.setSpacing(STEP)
        column.addStretch(1)
        column.addWidget(IconMark(icon_name, "muted"), alignment=Qt.AlignmentFlag.AlignHCenter)
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.title)
        sentence = QHBoxLayout()  # a wide view has room on both sides of it
        sentence.addStretch(1)
        sentence.addWidget(self.words, 1000)
        sentence.addStretch(1)
        column.addLayout(sentence)
        if action is not None:
            column.addSpacing(STEP)
            column.addWidget(action, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        theme().changed.connect(self._follow)
        self._follow()

    def say(self, title: str, words: str) -> None:
        """Replace the words."""
        self.title.setText(title)
        self.words.setText(words)

    def _follow(self) -> None:
        """Keep lines at a readable length, at any text size."""
        self.words.setMaximumWidth(round(_WIDEST * STEP * theme().text / 100))
