"""A colleague's new signing key: a strip above the views until the person has compared it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from legalredact.governance.signing import readable
from legalredact.governance.signing_keys import PresentedKey
from legalredact.gui.core.icons import IconMark
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, Words, link, theme
from legalredact.gui.core.time_words import when_words
from legalredact.gui.widgets.line_of_words import LineOfWords
from legalredact.workflow.matter.new_signing_keys import mark_compared

HOW = (
    "Ask them, by phone or face to face, to read out the fingerprint that Members shows in their own window. "
    "If it is another one, sign nothing and tell firm IT."
)


class NewKeyNotice(QFrame):
    """Shows one key at a time, in order; hidden if there are none. It blocks nothing."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("newkey")
        self.setAccessibleName("New signing key")
        self.session = session
        self.keys: tuple[PresentedKey, ...] = ()
        self.who, self.fingerprint = LineOfWords(strong=True), LineOfWords(mono=True)
        self.how = Words(HOW, tone="muted")
        self.ask_how = link("How to compare")
        self.ask_how.setToolTip(HOW)
        self.ask_how.clicked.connect(lambda: self.how.setVisible(self.how.isHidden()))
        self.how.hide()
        self.compared = QPushButton("I have compared it")
        self.compared.setAutoDefault(False)
        self.later = link("Later")
        self.later.setAccessibleName("Compare signing keys later")
        self.compared.clicked.connect(self._compared)
        self.later.clicked.connect(self.hide)
        for words in (self.who, self.fingerprint):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fingerprint.setAccessibleName("Fingerprint")
        self._lay_out()
        theme().changed.connect(self._follow)
        self._follow()
        self.hide()

    def show_keys(self, keys: Sequence[PresentedKey]) -> None:
        """Show keys of others that this person has not compared."""
        self.keys = tuple(keys)
        self.setVisible(bool(keys))
        self._show()

    def _show(self) -> None:
        if not self.keys:
            return
        key, more = self.keys[0], len(self.keys) - 1
        others = f" ({more} more)" if more else ""
        self.who.setText(f"New signing key of {key.name} ({key.account}), first used on {when_words(key.when)}{others}")
        self.fingerprint.setText(readable(key.public))
        self._turn()
        reading = self.session.reading
        self.compared.setEnabled(not reading)
        self.compared.setToolTip("The matter is open read-only; nothing can be recorded." if reading else HOW)

    def _compared(self) -> None:
        """Record it for the shown key; then the next one is shown."""
        if not self.keys:
            return
        key = self.keys[0]
        self.compared.setEnabled(False)
        self.session.act(
            "Recording a compared key",
            lambda matter: mark_compared(matter, [key.public]),
            lambda _: self.show_keys([one for one in self.keys if one != key]),
            failed=self._not_noted,
        )

    def _not_noted(self, problem: Exception) -> None:
        self._show()
        self.session.tasks.failed.emit(problem)

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.setSpacing(2 * STEP)
        for button in (self.ask_how, self.later, self.compared):
            acts.addWidget(button, alignment=Qt.AlignmentFlag.AlignVCenter)
        acts.addStretch()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(2 * STEP)
        for words in (self.who, self.fingerprint):
            self._line.addWidget(words)
        self._line.addStretch(1)
        self._line.addLayout(acts)
        column = QVBoxLayout()
        column.setSpacing(STEP // 2)
        column.addLayout(self._line)
        column.addWidget(self.how)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * STEP, STEP // 2, 2 * STEP, STEP // 2)
        row.setSpacing(2 * STEP)
        row.addWidget(IconMark("key", "needs_you"), alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay out for another width."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        parts = (self.who, self.fingerprint, self.ask_how, self.later, self.compared)
        narrow = self.width() < sum(part.sizeHint().width() for part in parts) + 2 * STEP * (len(parts) + 4)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._line.setDirection(below if narrow else beside)

    def _follow(self) -> None:
        c = theme().colours
        self.setStyleSheet(f"#newkey {{ background: {c.raised}; border: none; border-left: 4px solid {c.needs_you}; }}")
        self._turn()
