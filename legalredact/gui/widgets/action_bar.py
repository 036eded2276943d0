"""The bottom of a view: its primary button at the right, and beside it the reasons why it is disabled."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from legalredact.gui.core.tab_order import lead_on, taking_keys
from legalredact.gui.core.theme import STEP, Words, link, primary, theme
from legalredact.gui.widgets.line_of_words import LineOfWords
from legalredact.gui.widgets.reason import ReasonRow

LEAST_WORDS = 30
"""Width that reasons need beside the buttons, in multiples of the font size."""


class ActionBar(QWidget):
    """Reasons with links at the left, the button at the right; enabled only without a reason."""

    asked = Signal()
    """The button was pressed."""
    mend_asked = Signal(str)
    """Target of a reason's link."""

    def __init__(self, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = primary(verb)
        self.button.clicked.connect(self.asked)
        self.reasons: tuple[ReasonRow, ...] = ()
        """The reasons that are shown now."""
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(STEP // 2)
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.row.setSpacing(2 * STEP)
        self.row.addStretch(1)
        self.row.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignBottom)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(2 * STEP, STEP, 2 * STEP, STEP)
        self._whole.setSpacing(STEP)
        self._whole.addLayout(self._reasons, 1)
        self._whole.addLayout(self.row)
        self.show_reasons((), "")

    def show_reasons(self, reasons: Sequence[ReasonRow], otherwise: str) -> None:
        """Show the reasons, or `otherwise` if there are none."""
        self.reasons = tuple(reasons)
        keys_here = self._keys_are_at(self, self.button, *self._links())
        while (item := self._reasons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for reason in reasons:
            line = self._line(reason)
            self._reasons.addWidget(line)
            line.show()  # now, so that its link can take the keys
        if not reasons:
            self._reasons.addWidget(Words(otherwise, tone="muted"))
        lead_on(self, *self._links(), *taking_keys(self._buttons()))
        self._enable(enabled=not reasons, keys_here=keys_here)
        told = " ".join(reason.told for reason in reasons)
        self.button.setToolTip(told or "Ctrl+Enter")
        self.button.setAccessibleDescription(told)
        self.setAccessibleName(told)

    def set_enabled(self, enabled: bool) -> None:
        """Whether the button is enabled if there are no reasons."""
        self._enable(enabled=enabled, keys_here=self._keys_are_at(self, self.button))

    def _keys_are_at(self, *places: QWidget) -> bool:
        """Restore the focus, also after a question over the window."""
        return self.window().focusWidget() in places

    def _enable(self, *, enabled: bool, keys_here: bool) -> None:
        """Keep the focus here while the button is disabled: on a link that helps, or on the bar. Qt would move it
        to the next widget, at the other end of the window."""
        links = self._links()
        if keys_here and not enabled:
            (links[0] if links else self).setFocus()
        self.button.setEnabled(enabled)
        if keys_here and enabled:
            self.button.setFocus()

    def _links(self) -> list[QPushButton]:
        lines = (item.widget() for n in range(self._reasons.count()) if (item := self._reasons.itemAt(n)) is not None)
        return [button for line in lines if line is not None for button in line.findChildren(QPushButton)]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw an edge while it has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme().colours.accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(STEP // 2, 2, -STEP // 2, -2), 6, 6)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show it."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Hide it."""
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put reasons above the buttons if there is no room for both beside each other."""
        room = event.size().width() - 4 * STEP
        shown = [button.sizeHint().width() for button in self._buttons() if not button.isHidden()]
        wide = sum(shown) + 2 * STEP * max(0, len(shown) - 1)
        beside, above = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._whole.setDirection(beside if room > wide + LEAST_WORDS * theme().font().pointSizeF() else above)
        self.row.setDirection(beside if room >= wide else above)
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as its widest button: the others wrap below it."""
        hints = [button.minimumSizeHint().width() for button in self._buttons() if not button.isHidden()]
        return QSize(max(hints, default=0) + 4 * STEP, super().minimumSizeHint().height())

    def _buttons(self) -> list[QWidget]:
        widgets = (item.widget() for n in range(self.row.count()) if (item := self.row.itemAt(n)) is not None)
        return [widget for widget in widgets if widget is not None]

    def press(self) -> None:
        """Press the button as by the keyboard, if it is enabled."""
        if self.button.isEnabled():
            self.asked.emit()

    def _line(self, reason: ReasonRow) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(STEP)
        row.addWidget(LineOfWords(reason.told, tone="needs_you"))
        if reason.link:
            button = link(reason.link)
            button.setAccessibleName(f"{reason.link}: {reason.words}")
            button.clicked.connect(lambda: self.mend_asked.emit(reason.target))
            row.addWidget(button, alignment=Qt.AlignmentFlag.AlignVCenter)
        row.addStretch()
        return line
