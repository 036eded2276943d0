"""Progress reports of long steps, and their cancellation."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from legalredact.errors import Cancelled


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of a step.

    Arguments:
        step: the step's verb, such as ``"read"``.
        done: finished units.
        total: all units; 0 if unknown.
        subject: id of the current item, never its text.
        masked_text: the engine's answer so far, with tokens; not checked yet.
        within: progress of the current unit, if it takes long.
    """

    step: str
    done: int
    total: int
    subject: str = ""
    masked_text: str = field(default="", repr=False)
    within: "Progress | None" = None

    @property
    def share(self) -> float:
        """The finished share, from 0 to 1; 0 if the total is unknown."""
        if not self.total:
            return 0.0
        return min(1.0, (self.done + (self.within.share if self.within else 0.0)) / self.total)

    @property
    def innermost(self) -> "Progress":
        """The progress of the innermost step, such as pages of the current document."""
        return self.within.innermost if self.within else self


Report = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """A report function that does nothing."""


class Cancellation:
    """A flag that one thread sets and a long step checks, until the step commits what it has done."""

    def __init__(self) -> None:
        self._raised = threading.Event()
        self._committing = threading.Lock()
        self._committed = False

    def cancel(self) -> None:
        """Request cancellation; nothing happens after `commit`."""
        with self._committing:
            if not self._committed:
                self._raised.set()

    def commit(self) -> None:
        """From here on the step cannot be stopped: a later request is ignored, not promised and then broken.

        Errors: Cancelled if it was requested before.
        """
        with self._committing:
            self.check()
            self._committed = True

    @property
    def committed(self) -> bool:
        """Whether the step can no longer be stopped."""
        return self._committed

    @property
    def requested(self) -> bool:
        """Whether cancellation was requested."""
        return self._raised.is_set()

    def check(self) -> None:
        """Raise `Cancelled` if cancellation was requested."""
        if self.requested:
            raise Cancelled


class LinkedCancellation(Cancellation):
    """Requested by itself or by another one: some steps can be stopped without stopping those around them."""

    def __init__(self, outer: Cancellation) -> None:
        super().__init__()
        self._outer = outer

    @property
    def requested(self) -> bool:
        """Whether either was requested."""
        return super().requested or self._outer.requested

    def check(self) -> None:
        """Raise `Cancelled` if either was requested."""
        self._outer.check()
        super().check()

    def commit(self) -> None:
        """See `Cancellation`; the steps around cannot be stopped either."""
        self._outer.commit()
        super().commit()


NEVER = Cancellation()
"""For callers without cancellation; it is never requested."""
