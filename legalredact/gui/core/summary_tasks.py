"""Has summaries made, and read a second time, in the network lane; at most one at a time is shown as running."""

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QObject, Signal

from legalredact.errors import Cancelled, LegalRedactError
from legalredact.gui.core.tasks import Task, Tasks
from legalredact.model.progress import Cancellation, Report
from legalredact.summary.prompts import Prompt
from legalredact.workflow.compute.lanes import Lane
from legalredact.workflow.compute.payload import Prepared
from legalredact.workflow.send.background import Summarizing


class SummaryTasks(QObject):
    """The session's tasks that give documents to an engine.

    Arguments:
        work: prepares payloads and has summaries made.
        ended: called once a summary or a second reading has ended, in whatever way.
    """

    begun = Signal()
    """A summary or a second reading was started; its task's `ended` reports the end."""
    step_changed = Signal()

    def __init__(self, tasks: Tasks, work: Summarizing, ended: Callable[[], None]) -> None:
        super().__init__()
        self._tasks, self._work, self._ended = tasks, work, ended
        self.running: Task | None = None
        self.engine = ""
        """Id of the engine that reads the documents while a task runs, else empty."""
        self.step = ""
        """Progress of a send: ``"send"`` while text is sent, ``"receive"`` once it was answered, else empty."""

    def prepare(
        self,
        prompt: Prompt,
        then: Callable[[Prepared], object],
        *,
        failed: Callable[[LegalRedactError], None],
        chosen: Collection[str] | None = None,
    ) -> Task:
        """The payload for that prompt over the chosen documents (None: all), with the result of its verification."""
        work = partial(self._work.prepare, prompt, chosen=chosen)
        return self._tasks.run(Lane.NETWORK, "Checking", work, then, failed=failed)

    def summarize(self, prompt: Prompt, engine: str, seen: str, chosen: Collection[str] | None = None) -> Task:
        """Have a summary made of the payload that was seen; `running` is its task while it runs.

        Arguments:
            engine: id of the engine.
            seen: digest of the payload that the person saw.
            chosen: ids of the documents; None for all.
        """
        return self.run("Summarizing", lambda work, *rest: work.summarize(prompt, engine, seen, *rest, chosen), engine)

    def run(self, title: str, job: Callable[[Summarizing, Report, Cancellation], object], engine: str) -> Task:
        """Have an engine make a summary, or read one a second time; `running` is its task while it runs."""

        def ended() -> None:
            self.running, self.engine, self.step = None, "", ""
            self._ended()

        def failed(problem: LegalRedactError) -> None:
            ended()
            if not isinstance(problem, Cancelled):
                self._tasks.failed.emit(problem)

        work = partial(job, self._work)
        task = self._tasks.run(Lane.NETWORK, title, work, lambda _: ended(), failed=failed)
        if not task.over:
            self.running, self.engine, self.step = task, engine, ""
            task.progressed.connect(lambda: self._progressed(task))
        self.begun.emit()
        return task

    def _progressed(self, task: Task) -> None:
        step = task.progress.step if task.progress is not None else ""
        if task is self.running and step in ("send", "receive") and step != self.step:
            self.step = step
            self.step_changed.emit()
