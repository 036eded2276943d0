"""How far a run of copies is, and the way to stop it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from legalredact.gui.tasks import Task
from legalredact.gui.theme import STEP, Words


class RedactProgress(QWidget):
    """Follows one task; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self.words = Words(tone="muted")
        self.words.setWordWrap(False)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress of the copies")
        self.cancel = QPushButton("Stop")
        self.cancel.setToolTip("Copies that are done stay; nothing half-made is left")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.stop)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * STEP, STEP // 2, 2 * STEP, STEP // 2)
        row.setSpacing(2 * STEP)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self.hide()

    def follow(self, task: Task | None) -> None:
        """Show that task, or none."""
        self._task = task
        self.setVisible(task is not None)
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
        if self._task is None:
            return
        progress = self._task.progress
        known = progress is not None and progress.total > 0
        self.bar.setRange(0, progress.total if progress and known else 0)
        self.bar.setValue(progress.done if progress and known else 0)
        self.words.setText(self._task.words())
