"""A summary that is being made: what has come so far, how far, how long, and a cancel that works at once."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalredact.gui.core.tasks import Task
from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.review.stream_view import StreamView
from legalredact.gui.widgets.progress_strip import TaskFollower
from legalredact.model.register import Entity


class RunningPanel(TaskFollower):
    """Follows one task.

    Arguments:
        by_token: whom tokens stand for, asked anew each time.
    """

    def __init__(self, by_token: Callable[[], Mapping[str, Entity]], parent: QWidget | None = None) -> None:
        super().__init__("the summary", "Cancel", "Stop at once; nothing partial is kept (Esc)", parent)
        self._by_token = by_token
        self.title = Words("Making the summary", title=True)
        self.cancel.setShortcut("Esc")
        self.stream = StreamView()
        self.unchecked = Words("As it arrives: with tokens. Names stand in it once it has been checked.", tone="muted")
        self._lay_out()

    def follow(self, task: Task | None) -> None:
        """Show that task, or none."""
        self.stream.show_text("", {})
        super().follow(task)

    def _tell(self, task: Task) -> None:
        self.words.setText(progress_words(task))
        if task.progress is not None and task.progress.masked_text:
            self.stream.show_text(task.progress.masked_text, self._by_token())
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
    if progress.step == "judge":
        return "Checking the answer against the documents …"
    if progress.step == "send":
        return "Sending the masked text …"
    if progress.step == "receive":
        return f"{progress.done:,} characters received …"
    if progress.step == "wait":
        return f"The service is busy; waiting before try {progress.done + 1} of {progress.total} …"
    return task.words()
