"""A file manager handed over files: asks for the matter to which they are added."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.widgets.question import Question


def matter_question(parent: QWidget, paths: Sequence[Path]) -> Question:
    """The question, not yet shown: *New matter* accepts it; *Choose from the list*, and Escape, reject it."""
    told = "They are read once a matter is open: a new one, or the one that you open in the list."
    box = Question(
        parent,
        "Open files",
        f"Add {_named(paths)} to which matter?",
        told if len(paths) > 1 else told.replace("They are", "It is"),
        yes="New matter",
        no="Choose from the list",
    )
    explained_by_f1(box, "start")
    return box


def waiting_words(paths: Sequence[Path]) -> str:
    """Reminds of the files while a person chooses."""
    return f"Open a matter to add {_named(paths)}."


def _named(paths: Sequence[Path]) -> str:
    return f"“{paths[0].name}”" if len(paths) == 1 else f"{len(paths)} files"
