"""A combo box that cuts no word off: a long text ends with an ellipsis, and is complete in the open list."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QToolTip

from legalredact.gui.core.theme import STEP

_MEASURED = 1_000
"""Lines whose width is measured before the list opens."""


class DropDown(QComboBox):
    """As a `QComboBox`, which would cut its text off at its edge."""

    @property
    def shown(self) -> str:
        """Its text as far as there is room for it."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width() - 4
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The style's own drawing, with the text that fits."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        """As wide as its longest line, within the screen."""
        words = (self.itemText(number) for number in range(min(self.count(), _MEASURED)))
        longest = max(map(self.fontMetrics().horizontalAdvance, words), default=0) + 4 * STEP
        room = self.screen().availableGeometry().width() - 4 * STEP
        self.view().setMinimumWidth(min(max(longest, self.width()), room))
        super().showPopup()

    def event(self, event: QEvent) -> bool:
        """The tooltip shows shortened text, unless there is another tooltip."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip and self.shown != self.currentText():
            own = f"\n{self.toolTip()}" if self.toolTip() else ""
            QToolTip.showText(event.globalPos(), self.currentText() + own, self)
            return True
        return super().event(event)
