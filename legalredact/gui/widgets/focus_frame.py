"""A frame around an area that has the focus and has no other mark of it: pages, and tables whose rows do not tell."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from legalredact.gui.core.theme import theme

WIDTH = 2
"""Pixels, as around a field."""


class FocusFrame(QWidget):
    """Lies over the area while it has the focus, and takes no clicks.

    Arguments:
        area: has the frame as a child, so that both end together.
    """

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setVisible(area.hasFocus())
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the area's focus and size."""
        if isinstance(watched, QWidget):
            if event.type() == QEvent.Type.FocusIn:
                self.setGeometry(watched.rect())
                self.raise_()
                self.show()
            elif event.type() == QEvent.Type.FocusOut:
                self.hide()
            elif event.type() == QEvent.Type.Resize:
                self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Inside the area's edge."""
        painter = QPainter(self)
        painter.setPen(QPen(QColor(theme().colours.accent), 2 * WIDTH))  # half of the pen is outside
        painter.drawRect(self.rect())
