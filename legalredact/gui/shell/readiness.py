"""Shows what is ready on this machine and what is not, with remedies."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from legalredact.gui.core.break_long_words import breakable
from legalredact.gui.core.icons import IconMark
from legalredact.gui.core.theme import STEP, Words, link, theme

ReadinessRow = tuple[str, bool, str]
"""(subject, whether it is as needed, in words): see `Wiring.ready`."""

LARGE = 150
"""Percent of text size from which words go below their subject: beside it there is no room."""

_REMEDIES = {
    "keyring": "The keyring of this system cannot be used. A matter can be protected by a passphrase instead.",
    "your key": "It is kept in the keyring, which cannot be used: matters cannot be shared with you.",
    "api key": "No key is stored, so nothing can be sent to Claude.",
}
"""Remedies in the window, where the words are meant for the commands."""

_DONE = {"sending": "attested", "self-test": "passed"}
"""First words of rows that may be unused without a fault, once they are faulty."""

_MENDS = {
    "keyring": "What to do",
    "api key": "Enter the key",
    "sending": "What it needs",
    "policy": "What to do",
    "ocr": "What to do",
    "name model": "What to do",
}
"""Words of a link to the remedy."""


class Readiness(QWidget):
    """A line for each requirement of the work."""

    mend_asked = Signal(str)
    """The row that a person wants to fix."""
    again_asked = Signal()
    """A person wants to check again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What is ready")
        self.mends: dict[str, QPushButton] = {}
        self._rows: tuple[ReadinessRow, ...] = ()
        self._focused = ""
        """The row whose link had the focus before the lines were replaced; empty for **Check again**."""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(STEP)
        self._grid.setVerticalSpacing(STEP)
        self._grid.setColumnStretch(2, 1)
        self.show_rows(())
        theme().changed.connect(self._follow)

    def show_rows(self, rows: Sequence[ReadinessRow]) -> None:
        """Replace the lines; without any it shows that the check is running.

        If the focus was on one of its links, it comes back to the same one, or to **Check again** if that is gone.
        """
        focused = self.window().focusWidget()
        if focused is not self and self.isAncestorOf(focused):
            self._focused = next((what for what, one in self.mends.items() if one is focused), "")
            self.setFocus()  # Qt would give it to another part of the window
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.mends, self._rows = {}, tuple(rows)
        if not rows:
            self._grid.addWidget(Words("Checking …", tone="muted"), 0, 0, 1, 3, Qt.AlignmentFlag.AlignTop)
            return
        at = 0
        for what, well, words in rows:
            at = self._add(at, what, words, well=well)
        again = link("Check again")
        again.clicked.connect(self.again_asked)
        self._grid.addWidget(again, at, 1, 1, 2, Qt.AlignmentFlag.AlignLeft)
        for row in range(self._grid.rowCount() + 1):  # free room goes below the lines, not between them
            self._grid.setRowStretch(row, int(row == at + 1))
        if self.hasFocus():
            before = self.mends.get(self._focused, again)
            before.show()
            before.setFocus()

    def _follow(self) -> None:
        self.show_rows(self._rows)

    def _add(self, at: int, what: str, words: str, *, well: bool) -> int:
        """One line, and below it the link to its remedy; returns the number of the next line."""
        mark = _mark(what, words, well=well)
        name = Words(title_of(what), strong=not well)
        name.setWordWrap(False)
        told = Words(breakable(words if well else _REMEDIES.get(what, words)), tone="muted" if well else "needs_you")
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        beside = theme().text < LARGE
        self._grid.addWidget(mark, at, 0, 1 if beside else 2, 1, Qt.AlignmentFlag.AlignTop)
        if beside:
            self._grid.addWidget(name, at, 1, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(told, at, 2, Qt.AlignmentFlag.AlignTop)
        else:
            self._grid.addWidget(name, at, 1, 1, 2, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(told, at := at + 1, 1, 1, 2, Qt.AlignmentFlag.AlignTop)
        if not needs_mending(what, words, well=well):
            return at + 1
        mend = link(_MENDS[what])
        mend.setAccessibleName(f"{_MENDS[what]}: {title_of(what)}")
        mend.clicked.connect(lambda: self.mend_asked.emit(what))
        self.mends[what] = mend
        self._grid.addWidget(mend, at + 1, 2 if beside else 1, 1, -1, Qt.AlignmentFlag.AlignLeft)
        return at + 2


def _mark(what: str, words: str, *, well: bool) -> IconMark:
    """A tick means usable; something that is correct but not in use has a dash."""
    if not well:
        return IconMark("warning", "needs_you")
    done = _DONE.get(what)
    return IconMark("check", "text") if done is None or words.startswith(done) else IconMark("minus", "muted")


def title_of(what: str) -> str:
    """As a heading: ``"OCR"``, ``"API key"``, ``"Name model"``."""
    return {"ocr": "OCR", "api key": "API key"}.get(what, what[:1].upper() + what[1:])


def needs_mending(what: str, words: str, *, well: bool) -> bool:
    """Whether there is a remedy: for what is not ready, and for a send that is not set up."""
    return what in _MENDS and (not well or (what == "sending" and words.startswith("blocked")))
