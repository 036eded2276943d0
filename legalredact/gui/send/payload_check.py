"""Has payloads prepared and verified; only the result of the last one that was asked for is delivered."""

from collections.abc import Callable, Collection

from legalredact.errors import Cancelled, LegalRedactError
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Task
from legalredact.summary.prompts import Prompt
from legalredact.workflow.compute.payload import Prepared


class PayloadCheck:
    """A check that was asked for earlier may end later, also after it was canceled: a person would then read, and send,
    the payload of another question.

    Arguments:
        checked: is given the result of the last check.
        failed: is given its error, unless it was canceled.
    """

    def __init__(
        self,
        session: MatterSession,
        checked: Callable[[Prepared], None],
        failed: Callable[[LegalRedactError], None],
    ) -> None:
        self._session, self._checked, self._failed = session, checked, failed
        self._running: Task | None = None
        self._last = 0
        """Number of the last check."""

    def drop(self) -> None:
        """Cancel what runs, and deliver no result of it."""
        self._last += 1
        if self._running is not None:
            self._running.cancel()
            self._running = None

    def begin(self, prompt: Prompt, chosen: Collection[str] | None) -> None:
        """Check the payload for a prompt over the chosen documents (None: all), in place of what runs."""
        self.drop()
        number = self._last
        task = self._session.summaries.prepare(
            prompt,
            lambda prepared: self._end(number, lambda: self._checked(prepared)),
            failed=lambda problem: self._end(number, lambda: self._fail(problem)),
            chosen=chosen,
        )
        if not task.over:
            self._running = task

    def _end(self, number: int, deliver: Callable[[], None]) -> None:
        if number == self._last:
            self._running = None
            deliver()

    def _fail(self, problem: LegalRedactError) -> None:
        if not isinstance(problem, Cancelled):
            self._failed(problem)
