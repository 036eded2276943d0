"""A combo box that cuts no word off: a long text ends with an ellipsis, and is complete in the open list."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QToolTip

from legalredact.gui.core.theme import STEP

_MEASURED = 1_000
"""Lines whose width is measured before the list opens."""


class DropDown(QComboBox):
    """As a `QComboBox`, which would cut its text off at its edge."""

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Qt's name
        """Name the field inside an editable one, too: screen readers meet it as a control of its own."""
        super().setAccessibleName(name)
        line = self.lineEdit()
        if line is not None:
            line.setAccessibleName(name)

    @property
    def shown(self) -> str:
        """Its text as far as there is room for it."""
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, self._room(self.size()))

    def _room(self, size: QSize) -> int:
        """Width for words in a box of that size."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.rect = QRect(QPoint(), size)
        field = QStyle.SubControl.SC_ComboBoxEditField
        return self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width() - 4

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for every line: Qt's own hint leaves out a part of the style's padding."""
        hint = super().sizeHint()
        if self.sizeAdjustPolicy() is QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon:
            return hint
        missing = self._longest() - self._room(hint)
        return hint + QSize(min(max(0, missing), 4 * STEP), 0)

    def _longest(self) -> int:
        """Width of the longest line; one that is a fraction of a pixel wider than its room loses letters."""
        words = (self.itemText(number) for number in range(min(self.count(), _MEASURED)))
        return 1 + max(map(self.fontMetrics().horizontalAdvance, words), default=0)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The style's own drawing, with the text that fits."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        """As wide as its longest line, within the screen."""
        longest = self._longest() + 4 * STEP
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
