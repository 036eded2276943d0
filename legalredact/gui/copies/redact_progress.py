"""Progress of a run of copies, and a button to stop it."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from legalredact.gui.core.tasks import Task
from legalredact.gui.core.theme import STEP
from legalredact.gui.widgets.progress_strip import TaskFollower


class RedactProgress(TaskFollower):
    """In one line; hidden while there is no run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("the copies", "Stop", "Finished copies are kept; no incomplete copy is left", parent)
        self.words.setWordWrap(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * STEP, STEP // 2, 2 * STEP, STEP // 2)
        row.setSpacing(2 * STEP)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self.hide()

    def follow(self, task: Task | None) -> None:
        """Show that task, or none."""
        self.setVisible(task is not None)
        super().follow(task)
