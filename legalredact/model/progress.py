"""How long steps say how far they are, and how they are told to stop."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from legalredact.errors import Cancelled


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a step is.

    Arguments:
        step: the step's verb, such as ``"read"``.
        done: units finished.
        total: units in all; 0 where unknown.
        subject: id of what is worked on, never its text.
        masked_text: what an engine has answered so far, with tokens; not checked yet.
        within: how far the unit is that is worked on now, where one takes long.
    """

    step: str
    done: int
    total: int
    subject: str = ""
    masked_text: str = field(default="", repr=False)
    within: "Progress | None" = None

    @property
    def share(self) -> float:
        """How much is done, from 0 to 1; 0 where the total is unknown."""
        if not self.total:
            return 0.0
        return min(1.0, (self.done + (self.within.share if self.within else 0.0)) / self.total)

    @property
    def innermost(self) -> "Progress":
        """The smallest steps that are told, such as pages of the document that is worked on."""
        return self.within.innermost if self.within else self


Report = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """A report that nobody reads."""


class Cancellation:
    """A flag that one thread raises and a long step looks at."""

    def __init__(self) -> None:
        self._raised = threading.Event()

    def cancel(self) -> None:
        """Ask the step to stop."""
        self._raised.set()

    @property
    def requested(self) -> bool:
        """Whether somebody asked."""
        return self._raised.is_set()

    def check(self) -> None:
        """Raise `Cancelled` if somebody asked."""
        if self.requested:
            raise Cancelled


NEVER = Cancellation()
"""For callers that cannot be stopped; nobody raises it."""
