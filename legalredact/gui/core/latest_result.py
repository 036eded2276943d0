"""What a long list shows, thought out beside the window; where questions come faster than answers, the last counts."""

from collections.abc import Callable
from typing import Generic, TypeVar

from legalredact.gui.core.tasks import Tasks
from legalredact.workflow.compute.lanes import Lane

T = TypeVar("T")
LARGE = 500
"""Rows from which a list is thought out in a lane of its own: fewer take less time than going there and back."""


class Latest(Generic[T]):
    """One list's way to its rows.

    Arguments:
        take: is given the rows, in the window's thread.
    """

    def __init__(self, tasks: Tasks, take: Callable[[T], object]) -> None:
        self._tasks, self._take = tasks, take
        self._asked = 0
        self._running = False
        self._next: Callable[[], T] | None = None

    def ask(self, work: Callable[[], T], *, rows: int) -> None:
        """Have it thought out: at once if there are few rows; else beside, and only the last that was asked is shown.

        Arguments:
            work: touches nothing that the window changes meanwhile.
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
        self._tasks.run(Lane.LISTS, title, lambda *_: work(), then, failed=lambda _: self._ended(), quiet=True)

    def _ended(self) -> None:
        self._running = False
        if self._next is not None:
            work, self._next = self._next, None
            self._run(work)
