"""Links under a heading: finds of a scan, facts of a document."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalredact.gui.core.tab_order import lead_on
from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.widgets.wrapped_button import WrappedButton

SHOWN = 12
"""Most lines; the rest is counted."""


class LinkLines(QWidget):
    """Hidden if it has no lines."""

    asked = Signal(int)
    """Number of the line that was followed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[WrappedButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(STEP // 2)
        self.hide()

    def show_lines(self, lines: Sequence[str], heading: str = "", told: str = "", *, tone: str = "text") -> None:
        """Replace the lines.

        Arguments:
            heading, told: above them, or empty.
            tone: of the heading, a name of `Colours`.
        """
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.setVisible(bool(lines))
        self.lines = [self._line(number, words) for number, words in enumerate(lines[:SHOWN])]
        if heading and lines:
            self._column.addWidget(Words(heading, tone=tone, strong=True))
        if told and lines:
            self._column.addWidget(Words(told, tone="muted"))
        for line in self.lines:
            self._column.addWidget(line)
        lead_on(self, *self.lines)
        if len(lines) > SHOWN:
            self._column.addWidget(Words(f"and {len(lines) - SHOWN} more", tone="muted"))

    def _line(self, number: int, words: str) -> WrappedButton:
        line = WrappedButton(words)
        line.clicked.connect(lambda: self.asked.emit(number))
        return line
