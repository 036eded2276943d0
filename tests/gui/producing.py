"""A window's session over a production of small letters; jobs run at once, or in lanes."""

from pathlib import Path

from PySide6.QtCore import QSettings

from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Tasks
from legalredact.model.matter import MatterInfo
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.compute.lanes import AtOnce, Executor
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production.executors import InlineExecutor
from legalredact.workflow.window.snapshot import snapshot
from tests.fakes.production import production_parts, written

LETTERS = 8
DOCUMENTS = LETTERS - 2
"""One letter is empty, one the same as another."""


def session_over(place: Path, executor: Executor | None = None, parts: Parts | None = None) -> MatterSession:
    """The letters lie in `place / "in"`; nothing is taken in yet."""
    written(place / "in", LETTERS)
    matter = OpenMatter.create(
        place / "matter", ThrowAwayKey(), parts or production_parts(), "Paralegal", MatterInfo("m1", "Oldacre")
    )
    preferences = Preferences(QSettings(str(place / "settings.ini"), QSettings.Format.IniFormat))
    session = MatterSession(matter, snapshot(matter), Tasks(executor or AtOnce()), preferences)
    session.workers = lambda make: InlineExecutor(make, isolated=False)
    session.producing.quiet = 0
    return session
