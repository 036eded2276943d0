"""A button whose words end in … if there is no room for all; the tooltip and the accessible name are complete."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyleOptionButton, QWidget

from legalredact.gui.core.theme import STEP


class ElidedButton(QPushButton):
    """As wide as the room permits; never wider than its words need."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setStyleSheet("text-align: left;")

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for a few letters."""
        return QSize(12 * STEP, super().minimumSizeHint().height())

    def initStyleOption(self, option: QStyleOptionButton) -> None:  # noqa: N802 - Qt's name
        """The painted text; setting the button's text on each resize would resize it again."""
        super().initStyleOption(option)
        room = max(self.width() - 4 * STEP - 2, 4 * STEP)
        option.text = self.fontMetrics().elidedText(option.text, Qt.TextElideMode.ElideRight, room)
