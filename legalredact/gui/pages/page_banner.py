"""Parts that could not be read reliably: shown above the pages until a person has looked at them and accepts."""

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from legalredact.gui.core.icons import IconMark
from legalredact.gui.core.theme import STEP, Words, link, theme
from legalredact.gui.widgets.chooser import READ_IN
from legalredact.model.document import UnreadPart, UnreadReason

_WORDS = {
    UnreadReason.PICTURE: ("holds a picture in which no text was found", "A picture in which no text was found"),
    UnreadReason.OCR: ("was an image; its text was recognized and may be wrong", "The text of a picture may be wrong"),
    UnreadReason.ENGINES_DIFFER: ("was read differently by two readers", "Two readers extracted different text"),
    UnreadReason.ENCRYPTED_PART: ("has a locked part that could not be read", "A locked part could not be read"),
    UnreadReason.EMBEDDED_FILE: ("has another file in it that was not read", "Another file is inside and was not read"),
    UnreadReason.UNKNOWN_PART: ("has a part that could not be read", "A part could not be read"),
    UnreadReason.NO_UNICODE: (
        "has characters that could not be recognized reliably",
        "Characters could not be recognized reliably",
    ),
    UnreadReason.NATIVE_FILE: (
        "stands for a native file that was not read",
        "The native file was not read; its page images were",
    ),
}
"""Text for a page, and for a document without pages."""


def words_for(part: UnreadPart) -> str:
    """One sentence on an unread part, and what to do."""
    of_page, of_document = _WORDS[part.reason]
    return f"{f'Page {part.page} {of_page}' if part.page else of_document}. Please check it."


LEAST_LETTERS = 36
"""Letters of the words in a line, beside the buttons."""


class PageBanner(QFrame):
    """One part at a time, the first that is open."""

    accepted = Signal(object)
    """The ids of the parts that a person has looked at."""
    page_asked = Signal(int)
    side_by_side_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAccessibleName("To be checked")
        self._parts: tuple[UnreadPart, ...] = ()
        self._at = 0
        self.words = Words(strong=True)
        self.detail = Words(tone="muted")
        self.next = link("Next")
        self.beside = link("Picture beside text")
        self.accept = QPushButton("I have checked it")
        self.accept_all = link("Accept all")
        self._buttons: tuple[QPushButton, ...] = (self.beside, self.next, self.accept_all, self.accept)
        self.next.clicked.connect(self._next)
        self.beside.clicked.connect(self.side_by_side_asked)
        self.accept.setToolTip("Accept this part and show the next one (F8)")
        self.accept.clicked.connect(self._accept)
        self.accept_all.clicked.connect(self._accept_all)
        self.keys = False
        """Whether the focus was here at the last decision: then it returns."""
        self._led = QElapsedTimer()
        self._lay_out()
        theme().changed.connect(self._follow)
        self._follow()
        self.hide()

    def show_parts(self, parts: tuple[UnreadPart, ...], *, pictures: bool) -> None:
        """Show open parts of a document; hidden if there are none.

        Arguments:
            pictures: whether its pages can be shown as images.
        """
        self._parts = parts
        self._at = min(self._at, max(0, len(parts) - 1))
        self.setVisible(bool(parts))
        self.beside.setVisible(pictures)
        self._show()

    def show_page(self, page: int) -> None:
        """Turn to an open part on the current page, if there is one."""
        found = next((number for number, part in enumerate(self._parts) if part.page == page), None)
        if found is not None:
            self._at = found
            self._show()

    def turn_to(self, part_id: str) -> None:
        """A decision on another part led here: show its page. An immediate second press is not for this one."""
        self._at = next((number for number, part in enumerate(self._parts) if part.id == part_id), self._at)
        self._show()
        self._led.start()
        if self._parts and self._parts[self._at].page:
            self.page_asked.emit(self._parts[self._at].page)
        if self.keys:
            self.accept.setFocus()

    @property
    def readable(self) -> bool:
        """Whether a person can have read the text since the last decision led to it."""
        return not self._led.isValid() or self._led.elapsed() >= READ_IN

    def _show(self) -> None:
        if not self._parts:
            return
        part, others = self._parts[self._at], len(self._parts) - 1
        self.words.setText(words_for(part))
        more = f" {others} more to check in this document." if others else ""
        self.detail.setText(part.detail[:1].upper() + part.detail[1:] + "." + more)
        self.next.setVisible(others > 0)
        self.accept_all.setVisible(others > 0)
        self.accept_all.setText(f"Accept all {len(self._parts)}")
        self._turn()

    def _accept(self) -> None:
        if self._parts and self.readable:
            self.keys = self.accept.hasFocus()
            self.accepted.emit((self._parts[self._at].id,))

    def _accept_all(self) -> None:
        if self._parts and self.readable:
            self.keys = self.accept_all.hasFocus()
            self.accepted.emit(tuple(part.id for part in self._parts))

    def _next(self) -> None:
        self._at = (self._at + 1) % len(self._parts)
        self._show()
        if self._parts[self._at].page:
            self.page_asked.emit(self._parts[self._at].page)

    def _lay_out(self) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.words)
        lines.addWidget(self.detail)
        self._acts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._acts.setSpacing(2 * STEP)
        for button in self._buttons:
            self._acts.addWidget(button, alignment=Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self._acts.addStretch()
        self._words_and_acts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words_and_acts.setSpacing(STEP)
        self._words_and_acts.addLayout(lines, 1)
        self._words_and_acts.addLayout(self._acts)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * STEP, STEP, 2 * STEP, STEP)
        row.setSpacing(2 * STEP)
        row.addWidget(IconMark("eye", "needs_you"), alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words_and_acts, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay out for another width."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """Put buttons below the words, and below each other, if there is no room beside them."""
        room = self.width() - 10 * STEP
        shown = [button.sizeHint().width() for button in self._buttons if not button.isHidden()]
        wide = sum(shown) + 2 * STEP * max(0, len(shown) - 1)
        letters = LEAST_LETTERS * self.words.fontMetrics().averageCharWidth()
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._words_and_acts.setDirection(beside if room >= wide + letters else below)
        self._acts.setDirection(beside if room >= wide else below)

    def _follow(self) -> None:
        c = theme().colours
        self.setStyleSheet(f"#banner {{ background: {c.raised}; border: none; border-left: 4px solid {c.needs_you}; }}")
