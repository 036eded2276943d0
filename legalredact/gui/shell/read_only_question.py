"""Another person has the matter open: asks whether to open it for reading only."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from legalredact.errors import VaultBusy
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.widgets.question import Question

LOOKING = "read-only"
"""Part of the title of a window that changes nothing."""


def look_question(parent: QWidget, problem: VaultBusy, look: Callable[[], object]) -> Question:
    """The question, not yet shown; `look` runs on *Open read-only*."""
    told = "You can open it read-only meanwhile: everything is shown, and nothing can be changed."
    box = Question(parent, "Open already", problem.what, told, yes="Open read-only", no="Cancel", agree_on_enter=True)
    explained_by_f1(box, "look_only")
    box.accepted.connect(look)
    return box
