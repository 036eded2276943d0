"""What is typed to see fewer names; Enter, the arrow down and Escape lead back to the list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

_LEAVING = (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NamesFilter(QLineEdit):
    """A field; Escape empties it."""

    left = Signal()
    """The person goes back to the names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Filter names")
        self.setAccessibleName("Filter names")
        self.setToolTip("Filter by name, spelling, token or role (Ctrl+L)")
        self.setClearButtonEnabled(True)
        for inside in self.findChildren(QToolButton):
            inside.setAccessibleName("Clear")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """With Ctrl, Enter is the view's own."""
        if event.key() not in _LEAVING or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        self.left.emit()
