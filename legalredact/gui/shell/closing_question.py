"""The question before a matter with running work is closed; it updates once that work has ended."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from legalredact.gui.core.dialogs import keys_come_back
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.tasks import Tasks


class ClosingQuestion(QMessageBox):
    """Asks whether running work may be stopped.

    Arguments:
        tasks: running tasks; followed while the question is open.
    """

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        keys_come_back(self)
        explained_by_f1(self, "closing")
        self.setWindowModality(Qt.WindowModality.WindowModal)  # the guide can be read meanwhile
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle("Close the matter")
        self.stop = self.addButton("Stop and close", QMessageBox.ButtonRole.AcceptRole)
        self.keep = self.addButton("Keep working", QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.keep)
        tasks.changed.connect(self._follow)
        self._follow()

    @property
    def agreed(self) -> bool:
        """Whether to close the matter."""
        return self.clickedButton() is self.stop

    def _follow(self) -> None:
        running = ", ".join(sorted({task.title.lower() for task in self._tasks.running}))
        if running:
            self.setText(f"Something is still running: {running}.")
            self.setInformativeText("Finished work is kept. The rest can be started again when the matter is opened.")
        else:
            self.setText("What was running has ended.")
            self.setInformativeText("Nothing has to be stopped any more.")
        self.stop.setText("Stop and close" if running else "Close the matter")
