"""A strip above the views once LegalRedact was updated while the window was open: what is refused, and what to do."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from legalredact import installation
from legalredact.gui.core.icons import IconMark
from legalredact.gui.core.theme import STEP, Words, theme

WHAT = "LegalRedact was updated while this window was open."
REMEDY = (
    "Save the text that you are typing, close all windows of LegalRedact, and open it again. Until then files are not "
    "read, and no copies or summaries are begun. Everything saved before is kept."
)
_LOOK_EVERY = 5_000
"""Milliseconds between two looks; each reads one small file."""


class UpdatedNotice(QFrame):
    """Hidden until the installation has changed; it stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("updated")
        self.setAccessibleName("Update of LegalRedact")
        lines = QVBoxLayout()
        lines.setSpacing(STEP // 2)
        for words in (Words(WHAT, strong=True), Words(REMEDY, tone="muted")):
            lines.addWidget(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * STEP, STEP, 2 * STEP, STEP)
        row.setSpacing(2 * STEP)
        row.addWidget(IconMark("warning", "needs_you"), alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        theme().changed.connect(self._follow)
        self._follow()
        self.hide()
        self._timer = QTimer(self, interval=_LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Show it if the installation has changed."""
        if installation.changed():
            self._timer.stop()
            self.show()

    def _follow(self) -> None:
        c = theme().colours
        edge = f"border: none; border-left: 4px solid {c.needs_you};"
        self.setStyleSheet(f"#updated {{ background: {c.raised}; {edge} }}")
