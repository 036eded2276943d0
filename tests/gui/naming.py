"""A matter with names of every sort behind a window: suggested, ambiguous, possible; and keys pressed in it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from legalredact.gui.matter_window import MatterWindow
from legalredact.gui.preferences import Preferences
from legalredact.gui.session import MatterSession
from legalredact.gui.tasks import Tasks
from legalredact.model.matter import MatterInfo
from legalredact.model.register import Entity
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.jobs import AtOnce
from legalredact.workflow.open_matter import OpenMatter
from legalredact.workflow.snapshot import snapshot
from tests.fakes.parts import light_parts

LETTERS = {
    "first.txt": "Marguerite Oldacre met Penhallow Freight, Inc. in May.\n\n"
    "Penhallow Freight, Inc. wrote to Marguerite Oldacre, and Oldacre answered Desmond Quillfeather.\n",
    "second.txt": "Penhallow Freight, Inc. paid.\n\nThe sky over Tamsin Verrall was grey.\n",
}


def session_with(folder: Path, letters: dict[str, str]) -> MatterSession:
    """A session over a new matter with those letters; its jobs run at once."""
    matter = OpenMatter.create(
        folder / "matter", ThrowAwayKey(), light_parts(), "Paralegal", MatterInfo("m1", "Oldacre")
    )
    paths = [folder / name for name in letters]
    for path in paths:
        path.write_text(letters[path.name], encoding="utf-8")
    if paths:
        matter.add(paths)
    preferences = Preferences(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    return MatterSession(matter, snapshot(matter), Tasks(AtOnce()), preferences)


def window_for(qtbot: QtBot, session: MatterSession) -> MatterWindow:
    """The window at the step *Names*, with the focus in the list."""
    window = MatterWindow(session)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.wait(1)  # the documents take the focus once the window is shown
    window.go("names")
    return window


def named(session: MatterSession, name: str) -> Entity:
    """The one of that name."""
    return next(entity for entity in session.state.register.entities if entity.name == name)


def press(qtbot: QtBot, widget: QWidget, *keys: Qt.Key | str, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Press keys one after the other, as a person does: whoever has the focus gets them."""
    for key in keys:
        if modifier is None:
            qtbot.keyClick(widget, key)
        else:
            qtbot.keyClick(widget, key, modifier)


def choose(qtbot: QtBot, window: MatterWindow, typed: str) -> None:
    """Type into the chooser that is open, and take what fits."""
    chooser = window.names.chooser
    assert chooser is not None
    qtbot.keyClicks(chooser.field, typed)
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)


def shown_names(window: MatterWindow) -> Sequence[str]:
    """What the list shows, headings and names."""
    said: Callable[[object], str] = lambda row: str(row.words).split(",")[0]  # type: ignore[attr-defined]  # noqa: E731 - rows have words
    return [said(row) for row in window.names.list.rows]
