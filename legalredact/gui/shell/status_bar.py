"""The status bar: running work and a button to stop it, and at the right where text can be sent."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from legalredact.gui.core.icons import IconMark
from legalredact.gui.core.tasks import Task, Tasks
from legalredact.gui.core.theme import STEP, Words, link

if TYPE_CHECKING:
    from legalredact.gui.shell.sending import (
        Sending,  # it loads the policy's room, which a first window need not wait for
    )
    from legalredact.gui.shell.status_words import Standing

SHOWN_AFTER = 300
"""Milliseconds after which a job is worth showing."""


class StandingWords(Words):
    """A word or two that is hidden if there is no room, unless a person has to act; it never widens the window."""

    def __init__(self, name: str) -> None:
        super().__init__(tone="muted")
        self.well = True
        self.setWordWrap(False)
        self.setAccessibleName(name)
        self.setMinimumWidth(1)

    def show_standing(self, standing: "Standing") -> None:
        """Show it; the complete sentence is the tooltip."""
        self.well = standing.well
        self.setText(standing.words)
        self.setToolTip(standing.why)
        self.setAccessibleDescription(standing.why)
        self.set_tone("muted" if standing.well else "needs_you")


class StatusBar(QWidget):
    """Jobs at the left, the state of sending and of the keyring at the right."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.right: QHBoxLayout
        """Holds other widgets for the far right."""
        self._shown: Task | None = None
        self.words = Words(tone="muted")
        self.words.setWordWrap(False)
        self.words.setAccessibleName("What runs")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(20 * STEP)
        self.bar.setAccessibleName("How far it is")
        self.cancel = link("Cancel")
        self.cancel.setAccessibleName("Cancel what runs")
        self.cancel.clicked.connect(self._cancel)
        self.unstoppable = Words("cannot be stopped", tone="muted")
        self.unstoppable.setWordWrap(False)
        self.more = Words(tone="muted")
        self.more.setWordWrap(False)
        self.sending = Words()
        self.sending.setWordWrap(False)
        self.sending.setAccessibleName("Where text may be sent")
        self._sending_mark = IconMark("lock-simple")
        self.keyring, self.policy = StandingWords("Keyring"), StandingWords("Policy")
        self.confinement = StandingWords("Limits of the operating system")
        self._lay_out()
        self._late = QTimer(self, interval=SHOWN_AFTER, singleShot=True)
        self._late.timeout.connect(self._show)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._show)
        tasks.changed.connect(self._jobs_changed)
        self._show()

    def show_sending(self, state: "Sending") -> None:
        """Show where text can be sent."""
        self.sending.setText(state.words)
        self.sending.setToolTip(state.why)
        self.sending.set_tone(state.tone)
        self._sending_mark.set_icon("prohibit" if state.tone == "stopped" else "shield-check", state.tone)

    def show_keyring(self, standing: "Standing") -> None:
        """Show how the matter's key is stored."""
        self.keyring.show_standing(standing)
        self._fit()

    def show_policy(self, standing: "Standing") -> None:
        """Show whose policy is in force."""
        self.policy.show_standing(standing)
        self._fit()

    def show_confinement(self, standing: "Standing") -> None:
        """Show limits that the operating system does not enforce; nothing if it enforces everything."""
        self.confinement.show_standing(standing)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show where text can be sent at any width, the rest if there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Hide the system's limits first, then the policy, then the keyring, unless a person has to act."""
        room = self.width() - 4 * STEP - self.sending.sizeHint().width() - self._sending_mark.width() - 2 * STEP
        if self._shown is not None:
            room -= self.words.sizeHint().width() + self.bar.width() + 4 * STEP
            room -= sum(one.sizeHint().width() for one in (self.cancel, self.unstoppable) if not one.isHidden())
        for words in (self.keyring, self.policy, self.confinement):
            room -= words.sizeHint().width() + 2 * STEP
            words.setVisible(bool(words.text()) and (room >= 0 or not words.well))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * STEP, STEP // 2, 2 * STEP, STEP // 2)
        row.setSpacing(STEP)
        for widget in (self.words, self.bar, self.cancel, self.unstoppable, self.more):
            row.addWidget(widget, alignment=Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self._sending_mark)
        row.addWidget(self.sending)
        row.addSpacing(STEP)
        row.addWidget(self.keyring)
        row.addSpacing(STEP)
        row.addWidget(self.policy)
        row.addSpacing(STEP)
        row.addWidget(self.confinement)
        self.right = row

    def _jobs_changed(self) -> None:
        if self._tasks.shown and self._shown is None:
            self._late.start()
        else:
            self._show()

    def _show(self) -> None:
        """The oldest job, and the number of others; words in place of the button where a person's work cannot stop."""
        task = next(iter(self._tasks.shown), None)
        if task is not self._shown:
            self._shown = task
            if task is not None:
                task.progressed.connect(self._show)
        self.bar.setVisible(task is not None)
        self.cancel.setVisible(task is not None and task.stops)
        self.unstoppable.setVisible(task is not None and not task.stops and task in self._tasks.running)
        self._tick.start() if task is not None else self._tick.stop()
        others = len(self._tasks.shown) - 1
        self.more.setText(f"and {others} more" if others > 0 else "")
        if task is None:
            self.words.setText("")
            self._fit()
            return
        self.words.setText(task.words())
        self._fit()
        self.cancel.setEnabled(not task.stopping)
        value, most = task.bar
        self.bar.setRange(0, most)
        self.bar.setValue(value)

    def _cancel(self) -> None:
        if self._shown is not None:
            self._shown.cancel()
