"""Progress of a task, and a button to stop it: shared by all views with long work."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from legalredact.gui.core.tasks import Task
from legalredact.gui.core.theme import Words


class TaskFollower(QWidget):
    """Follows one task, updated each second; a subclass lays out `words`, `bar` and `cancel`.

    Arguments:
        what: is made, for screen readers: ``"the summary"``.
        verb, tip: of the button, and the effect on half-finished work.
    """

    def __init__(self, what: str, verb: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self.words = Words(tone="muted")
        self.words.setAccessibleName(f"How far {what} is")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(f"Progress of {what}")
        self.cancel = QPushButton(verb)
        self.cancel.setAccessibleName(f"{verb} {what}")
        self.cancel.setToolTip(tip)
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.stop)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._show)

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

    def stop(self) -> None:
        """Ask it to stop."""
        if self._task is not None:
            self._task.cancel()
            self.cancel.setEnabled(False)

    def _show(self) -> None:
        if self._task is not None:
            value, most = self._task.bar
            self.bar.setRange(0, most)
            self.bar.setValue(value)
            self._tell(self._task)

    def _tell(self, task: Task) -> None:
        """Describe the progress."""
        self.words.setText(task.words())
