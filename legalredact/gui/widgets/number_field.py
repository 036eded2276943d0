"""A field for a whole number, in the style of the other fields."""

from PySide6.QtWidgets import QSpinBox, QWidget

from legalredact.gui.core.theme import STEP


class NumberField(QSpinBox):
    """A `QSpinBox` whose digits keep the distance from its edge that a style sheet cannot give them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(STEP - 2, 0, 0, 0)
