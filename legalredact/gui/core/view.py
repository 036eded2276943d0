"""How views are added to the matter's window: each is a widget made from the session, named in `registry`."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from legalredact.gui.core.session import MatterSession
from legalredact.workflow.window.snapshot import Snapshot


class View(QWidget):
    """A widget for the middle of the matter's window, or for its right side.

    A view reads `session.state`, listens to `session.changed`, and acts through `session.act`.
    """

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session

    def enter(self, step: str) -> None:
        """The view is shown through that step: go to what blocks it, take the focus."""

    def show_document(self, document_id: str) -> None:
        """That document is the one being read, when the view is shown."""

    def primary(self) -> None:
        """Ctrl+Enter: do the view's main action, if nothing blocks it."""

    @property
    def has_primary(self) -> bool:
        """Whether Ctrl+Enter does something."""
        return type(self).primary is not View.primary

    def leave(self) -> None:
        """The matter is about to be closed: end work that the view started outside the lanes."""


@dataclass(frozen=True, slots=True)
class ViewPlace:
    """A view that can be shown.

    Arguments:
        id: its key everywhere.
        title: in menus.
        icon: of Phosphor.
        make: called once for each window, when it is first shown.
        side: id of the view at the right of it, or empty.
    """

    id: str
    title: str
    icon: str
    make: Callable[[MatterSession], View]
    side: str = ""


@dataclass(frozen=True, slots=True)
class StepStatus:
    """Status of a step.

    Arguments:
        words: beside its title: ``"7 to decide"``; empty if there is nothing to say.
        done: it has its tick.
        waits: it needs a person now (amber).
        blocked: why it cannot be started, one sentence; empty if it can.
    """

    words: str = ""
    done: bool = False
    waits: bool = False
    blocked: str = ""


@dataclass(frozen=True, slots=True)
class WorkStep:
    """A step.

    Arguments:
        centre: id of the view in the middle.
        side: id of the view at the right, or empty.
        status: returns its status.
    """

    id: str
    title: str
    centre: str
    side: str
    status: Callable[[Snapshot], StepStatus]
