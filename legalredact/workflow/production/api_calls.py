"""Has an engine that sends summarize a production: called in threads of this process, since no worker may send."""

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
from legalredact.workflow.production.stages import Done, RunSettings, StageTask
from legalredact.workflow.send.summarize import EngineRequest, answer

ANSWERS = 180.0
"""Seconds for which a run that is stopped waits for answers to requests already sent."""


class Asking:
    """Requests several summaries at a time, as many as the service permits.

    Arguments:
        make: makes engines.
        engine: id of the engine.
        pace: number of requests at a time.
    """

    def __init__(self, make: MakeEngine, engine: str, pace: Pace) -> None:
        self._make, self._engine, self._pace = make, engine, pace
        self._done: queue.SimpleQueue[Done] = queue.SimpleQueue()
        self._known: RunSettings | None = None
        self._cancel = Cancellation()
        self._open = 0

    @property
    def width(self) -> int:
        """Number of requests at a time, under the current conditions."""
        return self._pace.width

    @property
    def open(self) -> int:
        """Number of answers still to come."""
        return self._open

    def know(self, known: RunSettings) -> None:
        """Register with which an engine's own words are verified before they are sent back to it."""
        self._known = known

    def submit(self, task: StageTask) -> None:
        """Request one."""
        if self._known is None or not isinstance(task.content, VerifiedText):
            raise UsageError("Nothing was verified yet.", "Mask first.")
        self._open += 1
        order = EngineRequest(self._engine, task.content, self._known.register)
        threading.Thread(target=self._ask, args=(task, order), name="asking", daemon=True).start()

    def finished(self, wait: float) -> Sequence[Done]:
        """Answers since the last call; waits for the first, at most that many seconds."""
        found = drained(self._done, wait, self._open)
        self._open -= len(found)
        return found

    def close(self) -> None:
        """Stop; requests under way are cut off at once."""
        self._cancel.cancel()

    def _ask(self, task: StageTask, order: EngineRequest) -> None:
        made = perform(lambda report, cancel: answer(self._make, order, report, cancel), silent, self._cancel)
        self._done.put(Done(task.document_id, task.stage, made.value, made.error, 0.0, task.inputs))
