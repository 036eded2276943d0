"""A digest or a path, shown whole on as many lines as it needs; it can be selected and copied as one word."""

from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit


class WholeValue(QTextEdit):
    """Breaks a long word anywhere, adds no character to it, and is as high as its lines.

    Arguments:
        name: for a screen reader.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("border: none; background: transparent; padding: 0;")
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._follow)
        self.setAccessibleName(name)

    def text(self) -> str:
        """The value."""
        return self.toPlainText()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A few letters wide, so that it fits into a narrow panel."""
        return QSize(8 * self.fontMetrics().averageCharWidth(), self.fontMetrics().height())

    def _follow(self) -> None:
        self.setFixedHeight(ceil(self.document().size().height()))
