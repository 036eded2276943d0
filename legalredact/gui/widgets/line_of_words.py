"""Words on one line if there is room, else on several."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy

from legalredact.gui.core.theme import STEP, Words


class LineOfWords(Words):
    """Never wider than its words; see `Words`."""

    def __init__(self, text: str = "", *, tone: str = "text", strong: bool = False, mono: bool = False) -> None:
        super().__init__(text, tone=tone, strong=strong, mono=mono)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the words."""
        wide = self.fontMetrics().horizontalAdvance(self.text()) + STEP
        return QSize(wide, self.heightForWidth(wide))
