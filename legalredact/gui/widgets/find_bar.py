"""Find words in the document that is shown."""

import re
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.widgets.tool import Tool
from legalredact.model.mention import Span

MOST = 5_000
"""Most hits that are counted; more are of no use."""


def hits(text: str, words: str) -> tuple[Span, ...]:
    """Places of the words, whatever their case and the white space between them."""
    parts = words.split()
    if not parts:
        return ()
    pattern = re.compile(r"\s+".join(re.escape(part) for part in parts), re.IGNORECASE)
    found = []
    for match in pattern.finditer(text):
        found.append(Span(*match.span()))
        if len(found) == MOST:
            break
    return tuple(found)


class FindBar(QWidget):
    """Search text, number of hits, and steps from one to the next."""

    searched = Signal(str)
    stepped = Signal(int)
    """+1 or -1."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find in this document")
        self.field.setAccessibleName("Find in this document")
        self.field.setClearButtonEnabled(True)
        for inside in self.field.findChildren(QToolButton):
            inside.setAccessibleName("Clear")
        self.count = Words(tone="muted")
        self.count.setWordWrap(False)
        self.count.setAccessibleName("Hits")
        self._later = QTimer(self, interval=150, singleShot=True)
        self._later.timeout.connect(lambda: self.searched.emit(self.field.text()))
        self.field.textChanged.connect(self._later.start)
        self.field.returnPressed.connect(lambda: self.stepped.emit(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * STEP, STEP // 2, 2 * STEP, STEP // 2)
        row.setSpacing(STEP)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        for name, words, step in (("caret-up", "Previous hit", -1), ("caret-down", "Next hit", 1)):
            row.addWidget(self._button(name, words, step))
        row.addWidget(self._button("x", "Close", 0))
        self.hide()

    def open(self) -> None:
        """Show it, with the focus in the field."""
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def show_count(self, current: int, total: int) -> None:
        """Show the number of hits; `current` from 1, 0 if none is current."""
        if not self.field.text().strip():
            self.count.setText("")
        else:
            more = " or more" if total == MOST else ""
            self.count.setText(f"{current} of {total}{more}" if total else "not found")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape closes, Shift+Enter goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _button(self, name: str, words: str, step: int) -> Tool:
        button = Tool(name, words)
        button.clicked.connect((lambda: self.stepped.emit(step)) if step else self._close)
        return button

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


class Finder(QObject):
    """Searches one text after the other and steps through the hits.

    Arguments:
        bar: where the words are typed.
        search: runs `hits` on a text and those words elsewhere, and returns the hits.
    """

    found = Signal(object)
    """All hits, a tuple of Spans; empty when the search is closed."""
    went = Signal(object)
    """The current hit."""

    def __init__(self, bar: FindBar, search: Callable[[str, Callable[[tuple[Span, ...]], None]], None]) -> None:
        super().__init__(bar)
        self._bar, self._hits, self._at = bar, (), -1
        bar.searched.connect(lambda words: search(words, self._take))
        bar.stepped.connect(self._step)
        bar.closed.connect(lambda: self._take(()))

    _hits: tuple[Span, ...]

    def again(self) -> None:
        """Search another text for the same words, if the bar is open."""
        if self._bar.isVisible():
            self._bar.searched.emit(self._bar.field.text())

    def _take(self, spans: tuple[Span, ...]) -> None:
        self._hits, self._at = spans, -1
        self.found.emit(spans)
        self._bar.show_count(0, len(spans))
        self._step(1)

    def _step(self, by: int) -> None:
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
            self._bar.show_count(self._at + 1, len(self._hits))
            self.went.emit(self._hits[self._at])
