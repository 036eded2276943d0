"""Computes the rows of a long list outside the GUI thread; if requests are faster than results, the last one counts."""

from collections.abc import Callable
from typing import Generic, TypeVar

from legalredact.gui.core.tasks import Tasks
from legalredact.workflow.compute.lanes import Lane

T = TypeVar("T")
LARGE = 500
"""Rows from which a list is computed in its own lane: fewer take less time than the way there and back."""


class Latest(Generic[T]):
    """Computes the rows of one list.

    Arguments:
        take: called with the rows, in the GUI thread.
        lane: where they are computed.
    """

    def __init__(self, tasks: Tasks, take: Callable[[T], object], lane: Lane = Lane.LISTS) -> None:
        self._tasks, self._take, self._lane = tasks, take, lane
        self._asked = 0
        self._running = False
        self._next: Callable[[], T] | None = None

    def ask(self, work: Callable[[], T], *, rows: int) -> None:
        """Compute the rows: at once if they are few; else in the lane, and only the last request is shown.

        Arguments:
            work: uses nothing that the window changes meanwhile.
        """
        self._asked += 1
        if rows <= LARGE:
            self._next = None
            self._take(work())
        elif self._running:
            self._next = work
        else:
            self._run(work)

    def _run(self, work: Callable[[], T]) -> None:
        asked, self._running = self._asked, True

        def then(found: T) -> None:
            if asked == self._asked:
                self._take(found)
            self._ended()

        title = "Sorting a long list"
        self._tasks.run(self._lane, title, lambda *_: work(), then, failed=lambda _: self._ended(), quiet=True)

    def _ended(self) -> None:
        self._running = False
        if self._next is not None:
            work, self._next = self._next, None
            self._run(work)
