"""How views plug into the matter's window: each is a widget made from the session, named in `registry`."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from legalredact.gui.core.session import MatterSession
from legalredact.workflow.window.snapshot import Snapshot


class View(QWidget):
    """What stands in the middle of the matter's window, or at its right.

    A view reads `session.state`, listens to `session.changed`, and acts through `session.act`.
    """

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session

    def enter(self, step: str) -> None:
        """It comes into view by that step: go to what blocks it, take the focus."""

    def show_document(self, document_id: str) -> None:
        """That document is the one that is read, when the view comes into view."""

    def primary(self) -> None:
        """Ctrl+Enter: do what the view is for, if nothing blocks it."""

    @property
    def has_primary(self) -> bool:
        """Whether it has something to do on Ctrl+Enter."""
        return type(self).primary is not View.primary

    def leave(self) -> None:
        """The matter is about to be closed: end what the view started outside the lanes."""


@dataclass(frozen=True, slots=True)
class Place:
    """A view that can be shown.

    Arguments:
        id: names it everywhere.
        title: in menus.
        icon: of Phosphor.
        make: called once a window, when it is first shown.
    """

    id: str
    title: str
    icon: str
    make: Callable[[MatterSession], View]


@dataclass(frozen=True, slots=True)
class StepStatus:
    """Where a step of the way stands.

    Arguments:
        words: beside its title: ``"7 to decide"``; empty if there is nothing to say.
        done: it has its tick.
        waits: it needs a person now (amber).
        blocked: why it cannot be begun, one sentence; empty if it can.
    """

    words: str = ""
    done: bool = False
    waits: bool = False
    blocked: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the way.

    Arguments:
        centre: id of the place in the middle.
        side: id of the place at the right, or empty.
        status: where it stands.
    """

    id: str
    title: str
    centre: str
    side: str
    status: Callable[[Snapshot], StepStatus]
