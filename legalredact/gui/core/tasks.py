"""The only connection between lanes and widgets: work is sent out here, and results come back through one signal.

Qt objects must die in the GUI thread. A lane could be the last to hold one (a job's closure, this class), so everything
that a job holds is held here too, until well after the job has ended.
"""

import collections
import functools
import time
from collections.abc import Callable
from typing import ClassVar, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from legalredact.errors import Cancelled, LegalRedactError
from legalredact.model.progress import Cancellation, Progress
from legalredact.workflow.compute.lanes import Executor, Lane, Lanes, Outcome, Work, perform, unexpected

T = TypeVar("T")
RETIRED_FOR = 2_000
"""Milliseconds for which a job's objects are kept after its end, so that no lane is the last owner."""
OFTEN = 0.05
"""Seconds between two reports of one job that reach the window."""
LONG = 1.0
"""Seconds after which quiet work is shown, too."""
_LOOK = 250
"""Milliseconds between two looks at quiet work."""

TURN = 0.008
"""Seconds that steps from lanes may take of one turn of the event loop, before the window paints again."""
_BY_SHARE = {
    "detect": "Searching for names",
    "letters": "Summarizing",
    "verify": "Checking what is stored",
    "rewrite": "Writing the matter under a new key",
    "delete": "Deleting",
    "export": "Exporting",
    "load": "Reading texts",
}
"""Steps whose units mean nothing to a person."""
_WITHIN = {"redact": "making page {} of {}", "audit": "searching page {} of {}", "parts": "making part {} of {}"}
_COUNTED = {"stamp": "stamping document {} of {}", "check": "checking file {} of {}"}
"""Parts of a job that count again from the start, or other things: a document may have several files."""
_FINE = 1_000
"""Steps of a bar; it moves within one long document too."""


class Task(QObject):
    """One running job, as the window sees it.

    Arguments:
        title: its work, in words without client text: ``"Reading"``.
        stops: whether its work checks its cancellation.
    """

    progressed = Signal()
    ended = Signal()

    def __init__(self, lane: Lane, title: str, *, stops: bool = True) -> None:
        super().__init__()
        self.lane, self.title = lane, title
        self._stops = stops
        self.started: float | None = None
        """When its lane took it up; None while it waits."""
        self.over = False
        """Whether its result or its error was delivered."""
        self.begun = time.monotonic()
        """Start of the step whose progress is shown."""
        self.progress: Progress | None = None
        self.cancellation = Cancellation()

    @property
    def stops(self) -> bool:
        """Whether it can be stopped now; else no button to stop it may be shown."""
        return self._stops and not self.cancellation.committed

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self.cancellation.requested

    def cancel(self) -> None:
        """Ask it to stop."""
        self.cancellation.cancel()
        self.progressed.emit()

    def words(self) -> str:
        """Its work and progress: ``"Reading 3 of 12 · 20 s left"``."""
        if self.stopping:
            return f"{self.title}: stopping …"
        if self.progress is None or not self.progress.total:
            return f"{self.title} …"
        done, total = min(self.progress.done, self.progress.total), self.progress.total
        if self.progress.step in _BY_SHARE:
            return f"{_BY_SHARE[self.progress.step]}: {100 * done // total} %{self._left()}"
        within = self.progress.within
        if within is not None and within.innermost.step in _WITHIN:
            return f"{self.title}: {done + 1} of {total}, {_words_within(within.innermost)}{self._left()}"
        if within is not None:
            return f"{self.title} {min(done + 1, total)} of {total}{self._left()}"
        if self.progress.step in _COUNTED:
            return f"{self.title}: {_COUNTED[self.progress.step].format(min(done + 1, total), total)}{self._left()}"
        return f"{self.title} {done} of {total}{self._left()}"

    @property
    def bar(self) -> tuple[int, int]:
        """Value and maximum of a progress bar; a maximum of 0 while it is unknown."""
        if self.progress is None or not self.progress.total:
            return 0, 0
        return round(_FINE * self.progress.share), _FINE

    def _left(self) -> str:
        """Remaining time, once it has run for three seconds."""
        assert self.progress is not None  # noqa: S101 - `words` asked
        gone = time.monotonic() - self.begun
        share = self.progress.share
        if gone < 3 or not 0 < share < 1:
            return ""
        seconds = gone * (1 - share) / share
        return f" · {seconds / 60:.0f} min left" if seconds >= 90 else f" · {max(1, round(seconds))} s left"


def _words_within(progress: Progress) -> str:
    """The current item; the last one while the job finishes."""
    return _WITHIN[progress.step].format(min(progress.done + 1, progress.total), progress.total)


class _Bridge(QObject):
    """Carries steps to the GUI thread."""

    _woken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._steps: collections.deque[Callable[[], None]] = collections.deque()
        self._next_turn = QTimer(self, interval=0, singleShot=True)
        self._next_turn.timeout.connect(self._take)
        self._woken.connect(self._take)

    def post(self, step: Callable[[], None]) -> None:
        """Run a step there; from any thread."""
        self._steps.append(step)  # no Python object travels in a signal from thread to thread
        self._woken.emit()

    def _take(self) -> None:
        """Run steps until the turn is over; the rest runs in the next one."""
        over = time.monotonic() + TURN
        while self._steps and not self._next_turn.isActive():
            self._steps.popleft()()
            if self._steps and time.monotonic() > over:
                self._next_turn.start()
                return


@functools.cache
def _bridge() -> _Bridge:
    """One for the process, made in the GUI thread; it is never destroyed."""
    return _Bridge()


class Tasks(QObject):
    """Starts jobs and delivers their results in the GUI thread.

    Arguments:
        executor: where jobs run; tests pass one that runs them at once.
    """

    changed = Signal()
    failed = Signal(object)
    """A LegalRedactError that no `failed` callback took."""
    succeeded = Signal(str)
    """Title of a visible job that ended well."""

    _held: ClassVar[dict[Task, tuple[object, ...]]] = {}

    def __init__(self, executor: Executor | None = None) -> None:
        super().__init__()
        self.executor = executor or Lanes()
        self._running: list[Task] = []
        self._quiet: list[Task] = []
        self._long: list[Task] = []
        """Quiet jobs that take long."""
        self._looking = QTimer(self, interval=_LOOK)
        self._looking.timeout.connect(self._look_at_quiet)
        self.ending = ""
        """Title of the job whose end is being reported."""
        self._open, self._ending = True, False
        self._bridge = _bridge()

    @property
    def running(self) -> tuple[Task, ...]:
        """Jobs that a person began and would want to wait for, the oldest first; without quiet ones."""
        return tuple(self._running)

    @property
    def shown(self) -> tuple[Task, ...]:
        """Jobs to show, the oldest first; then quiet ones that have taken longer than `LONG`."""
        return (*self._running, *self._long)

    def run(
        self,
        lane: Lane,
        title: str,
        work: Work[T],
        then: Callable[[T], object] | None = None,
        *,
        failed: Callable[[LegalRedactError], None] | None = None,
        quiet: bool = False,
        stops: bool | None = None,
    ) -> Task:
        """Run work in a lane.

        Arguments:
            then: called with its value, in the GUI thread.
            failed: called with its error instead of the `failed` signal; `Cancelled` reaches only this.
            quiet: work that the status bar does not show, unless it takes long.
            stops: whether the status bar may offer to stop it: the work checks its cancellation, and `failed` shows
                that it was stopped. None: unless it is quiet.
        """
        task = Task(lane, title, stops=not quiet if stops is None else stops)
        if self._ending and task.stops:
            task.cancel()
        self._held[task] = (self, work, then, failed)
        if quiet:
            self._quiet.append(task)
            if not self._looking.isActive():
                self._looking.start()
        else:
            self._running.append(task)
            self.changed.emit()
        self.executor.submit(lane, functools.partial(self._perform, task, work, then, failed))
        return task

    def tell(self, step: Callable[[], None]) -> None:
        """Run a step in the GUI thread; called from within a job."""
        self._bridge.post(functools.partial(self._receive, step))

    def cancel_all(self) -> None:
        """Before the end: ask everything to stop that can be stopped, also what one job begins after another.

        Decisions and other acts of one step are done to their end.
        """
        self._ending = True
        for task in self._running:
            if task.stops:
                task.cancel()

    def close(self) -> None:
        """Deliver nothing any more and end the lanes; what still ends in them is shown no more."""
        self._open = False
        self._looking.stop()
        for tasks in (self._running, self._quiet, self._long):
            tasks.clear()
        self.executor.close()

    # in a lane

    def _perform(
        self,
        task: Task,
        work: Work[T],
        then: Callable[[T], object] | None,
        failed: Callable[[LegalRedactError], None] | None,
    ) -> None:
        task.started = time.monotonic()
        outcome = perform(work, _Thinned(functools.partial(self._report, task)), task.cancellation)
        self._bridge.post(functools.partial(self._end, task, outcome, then, failed))

    def _report(self, task: Task, progress: Progress) -> None:
        self.tell(functools.partial(self._progress, task, progress))

    # in the GUI thread

    def _receive(self, step: Callable[[], None]) -> None:
        if self._open:
            step()

    def _look_at_quiet(self) -> None:
        """Show quiet jobs that take long."""
        now = time.monotonic()
        found = [task for task in self._quiet if task.started is not None and now - task.started > LONG]
        if found:
            self._quiet = [task for task in self._quiet if task not in found]
            self._long += found
            self.changed.emit()
        if not self._quiet:
            self._looking.stop()

    def _progress(self, task: Task, progress: Progress) -> None:
        if task.progress is not None and task.progress.step != progress.step:
            task.begun = time.monotonic()
        task.progress = progress
        task.progressed.emit()

    def _end(
        self,
        task: Task,
        outcome: Outcome[T],
        then: Callable[[T], object] | None,
        failed: Callable[[LegalRedactError], None] | None,
    ) -> None:
        QTimer.singleShot(RETIRED_FOR, lambda: self._held.pop(task, None))
        task.over = True
        if not self._open:
            return
        shown = task in self._running
        for tasks in (self._running, self._quiet, self._long):
            if task in tasks:
                tasks.remove(task)
                if tasks is not self._quiet:
                    self.changed.emit()
        before, self.ending = self.ending, task.title
        if shown and outcome.error is None:
            self.succeeded.emit(task.title)
        try:
            self._deliver(outcome, then, failed)
        except Exception as problem:  # noqa: BLE001 - a fault of a view must not take the window down
            self.failed.emit(unexpected(problem))
        self.ending = before
        task.ended.emit()

    def _deliver(
        self,
        outcome: Outcome[T],
        then: Callable[[T], object] | None,
        failed: Callable[[LegalRedactError], None] | None,
    ) -> None:
        if outcome.error is None:
            if then is not None:
                then(outcome.value)  # type: ignore[arg-type]  # without an error there is a value, which may be None
        elif failed is not None:
            failed(outcome.error)
        elif not isinstance(outcome.error, Cancelled):
            self.failed.emit(outcome.error)


class _Thinned:
    """Lets the first and the last report of each step through, and others not too often: each causes a repaint."""

    def __init__(self, report: Callable[[Progress], None]) -> None:
        self._report = report
        self._last, self._step = 0.0, ""

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        last = progress.done >= progress.total > 0
        if now - self._last >= OFTEN or last or progress.step != self._step:
            self._last, self._step = now, progress.step
            self._report(progress)
