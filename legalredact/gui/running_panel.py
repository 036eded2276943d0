"""A summary that is being made: how far, how long, and a cancel that works at once."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from legalredact.gui.tasks import Task
from legalredact.gui.theme import STEP, Words


class RunningPanel(QWidget):
    """Follows one task."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self.title, self.words = Words("Making the summary", title=True), Words(tone="muted")
        self.words.setAccessibleName("How far the summary is")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress of the summary")
        self.bar.setFixedWidth(50 * STEP)
        self.cancel = QPushButton("Cancel")
        self.cancel.setAccessibleName("Cancel the summary")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self._cancel)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._show)
        self._lay_out()

    def follow(self, task: Task | None) -> None:
        """Show that task, or none."""
        self._task = task
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

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * STEP, 4 * STEP, 4 * STEP, 4 * STEP)
        column.setSpacing(2 * STEP)
        column.addStretch(1)
        for widget in (self.title, self.words):
            widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(widget)
        column.addWidget(self.bar, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.cancel, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)


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
