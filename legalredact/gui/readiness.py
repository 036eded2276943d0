"""What is ready on this machine and what is not, with what to do about it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from legalredact.gui.icons import IconMark
from legalredact.gui.theme import STEP, Words

Row = tuple[str, bool, str]
"""(what, whether it is as needed, in words): see `Wiring.ready`."""


_REMEDIES = {
    "keyring": "The keyring of this system cannot be used. A matter can be protected by a passphrase instead.",
}
"""What to do in the window, where the words are meant for the commands."""


class Readiness(QWidget):
    """A line for each thing that the work needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What is ready")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(STEP)
        self._grid.setVerticalSpacing(STEP)
        self._grid.setColumnStretch(2, 1)
        self.show_rows(())

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace the lines; without any it says that it is still looking."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if not rows:
            self._grid.addWidget(Words("Looking …", tone="muted"), 0, 0, 1, 3)
        for number, (what, well, words) in enumerate(rows):
            mark = IconMark("check" if well else "warning", "text" if well else "needs_you")
            name = Words(what[:1].upper() + what[1:], strong=not well)
            name.setWordWrap(False)
            told = Words(words if well else _REMEDIES.get(what, words), tone="muted" if well else "needs_you")
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            for column, widget in enumerate((mark, name, told)):
                self._grid.addWidget(widget, number, column, Qt.AlignmentFlag.AlignTop)
