"""A button that looks like a link and wraps its words, for words that a person must not miss."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyleOptionButton, QWidget

from legalredact.gui.core.theme import STEP, theme

_EDGE = 2
"""Pixels around the words, as in the style sheet of links."""
_BREAKING = int(Qt.TextFlag.TextWrapAnywhere) | int(Qt.AlignmentFlag.AlignLeft)
_WORDS = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)


class WrappedButton(QPushButton):
    """As tall as its words need at its width."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.setAutoDefault(False)
        self.setObjectName("link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Its height depends on its width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """In pixels, at that width."""
        return self._placed(max(width, 1)).height() + 2 * _EDGE

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """In one line."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._words) + 2 * _EDGE + 1, metrics.height() + 2 * _EDGE)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for a few letters."""
        return QSize(12 * STEP, self.fontMetrics().height() + 2 * _EDGE)

    def initStyleOption(self, option: QStyleOptionButton) -> None:  # noqa: N802 - Qt's name
        """The style draws the focus ring; the words are drawn here, since no style wraps them."""
        super().initStyleOption(option)
        option.text = ""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        super().paintEvent(event)
        painter = QPainter(self)
        font = self.font()
        font.setUnderline(self.underMouse() and self.isEnabled())
        painter.setFont(font)
        painter.setPen(QColor(theme().colours.accent))
        painter.drawText(self._placed(self.width()), self._flags(self.width()), self._words)

    def _placed(self, width: int) -> QRect:
        room = QRect(_EDGE, _EDGE, max(width - 2 * _EDGE, 1), 1_000_000)
        return self.fontMetrics().boundingRect(room, self._flags(width), self._words).adjusted(0, 0, 1, 0)

    def _flags(self, width: int) -> int:
        """Words are not broken unless one alone is wider than the line."""
        widest = max(map(self.fontMetrics().horizontalAdvance, self._words.split() or [""]))
        return _WORDS if widest <= width - 2 * _EDGE else _BREAKING
