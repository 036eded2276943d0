"""The filter of a list; Enter, the down arrow and Escape lead back to the list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

_LEAVING = (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FilterField(QLineEdit):
    """A field; Escape empties it.

    Arguments:
        words: what it filters, also for screen readers.
    """

    left = Signal()
    """The person goes back to the list."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setClearButtonEnabled(True)
        for inside in self.findChildren(QToolButton):
            inside.setAccessibleName("Clear")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+Enter belongs to the view."""
        if event.key() not in _LEAVING or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        self.left.emit()
