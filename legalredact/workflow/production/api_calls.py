"""Has an engine that sends summarize a production: asked in threads of this process, as no worker can ask it."""

import queue
import threading
from collections.abc import Sequence

from legalredact.errors import UsageError
from legalredact.model.payload import VerifiedText
from legalredact.model.progress import Cancellation, silent
from legalredact.summary.claude_pace import Pace
from legalredact.workflow.compute.lanes import perform
from legalredact.workflow.matter.dependencies import MakeEngine
from legalredact.workflow.production.executors import drained
from legalredact.workflow.production.stages import Done, Known, StageTask
from legalredact.workflow.send.summarize import EngineRequest, answer

ANSWERS = 180.0
"""Seconds for which a run that is stopped waits for what a service was asked already."""


class Asking:
    """Asks for several summaries at a time, as many as the service lets.

    Arguments:
        make: makes engines.
        engine: which.
        pace: how many may be asked for at a time.
    """

    def __init__(self, make: MakeEngine, engine: str, pace: Pace) -> None:
        self._make, self._engine, self._pace = make, engine, pace
        self._done: queue.SimpleQueue[Done] = queue.SimpleQueue()
        self._known: Known | None = None
        self._cancel = Cancellation()
        self._open = 0

    @property
    def width(self) -> int:
        """How many may be asked for at a time, as things stand."""
        return self._pace.width

    @property
    def open(self) -> int:
        """How many answers are still to come."""
        return self._open

    def know(self, known: Known) -> None:
        """With what register an engine's own words are verified before they go back to it."""
        self._known = known

    def submit(self, task: StageTask) -> None:
        """Ask for one."""
        if self._known is None or not isinstance(task.content, VerifiedText):
            raise UsageError("Nothing was verified yet.", "Mask first.")
        self._open += 1
        order = EngineRequest(self._engine, task.content, self._known.register)
        threading.Thread(target=self._ask, args=(task, order), name="asking", daemon=True).start()

    def finished(self, wait: float) -> Sequence[Done]:
        """What came back since the last call; waits for the first, so many seconds at most."""
        found = drained(self._done, wait, self._open)
        self._open -= len(found)
        return found

    def close(self) -> None:
        """Stop asking; what is under way is cut off at once."""
        self._cancel.cancel()

    def _ask(self, task: StageTask, order: EngineRequest) -> None:
        made = perform(lambda report, cancel: answer(self._make, order, report, cancel), silent, self._cancel)
        self._done.put(Done(task.document_id, task.stage, made.value, made.error, 0.0, task.inputs))
