"""The question before a matter with running work is closed; it updates once that work has ended."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.tasks import Task, Tasks
from legalredact.gui.widgets.question import Question

STOP = "Stop and close"


class ClosingQuestion(Question):
    """Asks whether running work may be stopped.

    Arguments:
        tasks: running tasks; followed while the question is open.
    """

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Close the matter", "", "", yes=STOP, no="Keep working")
        self._tasks = tasks
        explained_by_f1(self, "closing")
        tasks.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        running = _titles(self._tasks.running)
        if running:
            told = "Finished work is kept. The rest can be started again when the matter is opened."
            if whole := _titles(task for task in self._tasks.running if not task.stops):
                told += f" The window closes after this is complete: {whole}."
            self.say(f"Something is still running: {running}.", told)
        else:
            self.say("What was running has ended.", "Nothing has to be stopped any more.")
        self.yes.setText(STOP if running else "Close the matter")


def _titles(tasks: Iterable[Task]) -> str:
    return ", ".join(sorted({task.title.lower() for task in tasks}))
