"""Buttons beside each other, or below each other if the panel is narrow or the text is large."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from legalredact.gui.core.theme import STEP


class WrappingRow(QWidget):
    """Holds widgets, the first at the left or on top."""

    def __init__(self, widgets: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widgets = tuple(widgets)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(STEP)
        for widget in widgets:
            self._box.addWidget(widget)
        self._box.addStretch(1)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never wider than its widest widget."""
        hints = [widget.minimumSizeHint() for widget in self._shown()]
        return QSize(max((hint.width() for hint in hints), default=0), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay out for another width."""
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        """Lay out after a font change, or a widget more or less."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        shown = self._shown()
        wide = sum(widget.sizeHint().width() for widget in shown) + STEP * max(0, len(shown) - 1)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wanted = beside if wide <= self.width() else below
        if self._box.direction() is not wanted:
            self._box.setDirection(wanted)
            self.updateGeometry()

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]
