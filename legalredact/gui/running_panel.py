"""A summary that is being made: what has come so far, how far, how long, and a cancel that works at once."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from legalredact.gui.stream_view import StreamView
from legalredact.gui.tasks import Task
from legalredact.gui.theme import STEP, Words
from legalredact.model.register import Entity


class RunningPanel(QWidget):
    """Follows one task.

    Arguments:
        by_token: whom tokens stand for, asked anew each time.
    """

    def __init__(self, by_token: Callable[[], Mapping[str, Entity]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._by_token = by_token
        self.title, self.words = Words("Making the summary", title=True), Words(tone="muted")
        self.words.setAccessibleName("How far the summary is")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress of the summary")
        self.cancel = QPushButton("Cancel")
        self.cancel.setAccessibleName("Cancel the summary")
        self.cancel.setToolTip("Stop at once; nothing partial is kept (Esc)")
        self.cancel.setShortcut("Esc")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self._cancel)
        self.stream = StreamView()
        self.unchecked = Words("As it arrives: with tokens. Names stand in it once it has been checked.", tone="muted")
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._show)
        self._lay_out()

    def follow(self, task: Task | None) -> None:
        """Show that task, or none."""
        self._task = task
        self.stream.show_text("", {})
        if task is None:
            self._tick.stop()
            return
        self.cancel.setEnabled(True)
        task.progressed.connect(self._show)
        self._tick.start()
        self._show()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.cancel.setEnabled(False)

    def _show(self) -> None:
        if self._task is None:
            return
        progress = self._task.progress
        known = progress is not None and progress.total > 0
        self.bar.setRange(0, progress.total if progress and known else 0)
        self.bar.setValue(progress.done if progress and known else 0)
        self.words.setText(progress_words(self._task))
        if progress is not None and progress.masked_text:
            self.stream.show_text(progress.masked_text, self._by_token())
        for widget in (self.stream, self.unchecked):
            widget.setVisible(bool(self.stream.rows))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2 * STEP)
        row.addWidget(self.bar, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 0)
        column.setSpacing(STEP)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addLayout(row)
        column.addWidget(self.unchecked)
        column.addWidget(self.stream, 8)
        column.addStretch(1)


def progress_words(task: Task) -> str:
    """What is done now, in a sentence."""
    if task.stopping:
        return "Stopping. Nothing partial is kept."
    progress = task.progress
    if progress is None or progress.step == "check":
        return "Checking once more what is read …"
    if progress.step == "receive":
        return f"{progress.done:,} characters received …"
    if progress.step == "wait":
        return f"The service is busy; waiting before try {progress.done + 1} of {progress.total} …"
    return task.words()
