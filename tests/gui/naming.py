"""A matter with names of every sort behind a window: suggested, ambiguous, possible; and keys pressed in it."""

import re
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Tasks
from legalredact.gui.names.names_rows import NameRow
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.model.document import Document
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Kind, Mention, Span, Tier
from legalredact.model.register import Entity
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.compute.lanes import AtOnce, Executor, Lane
from legalredact.workflow.matter.add_files import called_in
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.window.snapshot import snapshot
from tests.fakes.parts import light_parts

LETTERS = {
    "first.txt": "Marguerite Oldacre met Penhallow Freight, Inc. in May.\n\n"
    "Penhallow Freight, Inc. wrote to Marguerite Oldacre, and Ms. Oldacre answered Desmond Quillfeather.\n",
    "second.txt": "Penhallow Freight, Inc. paid Harlan Oldacre.\n\n"
    "The sky over Tamsin Verrall was grey. Call 555-0142.\n",
}
"""Oldacre could mean two; Tamsin Verrall is only possible; nobody has seen Desmond Quillfeather."""
SEEN = {
    "Marguerite Oldacre": (Kind.PERSON, Tier.SUGGESTED),
    "Harlan Oldacre": (Kind.PERSON, Tier.SUGGESTED),
    "Penhallow Freight, Inc.": (Kind.ORGANIZATION, Tier.SUGGESTED),
    "Tamsin Verrall": (Kind.PERSON, Tier.POSSIBLE),
    "Tamsyn Verrall": (Kind.PERSON, Tier.SUGGESTED),
    "Oldacre": (Kind.PERSON, Tier.SUGGESTED),
    "555-0142": (Kind.PHONE, Tier.SUGGESTED),
}


def detect(document: Document) -> tuple[Mention, ...]:
    """The names of `SEEN`, longest first."""
    pattern = re.compile("|".join(re.escape(name) for name in sorted(SEEN, key=len, reverse=True)))
    return tuple(
        Mention(Span(*match.span()), match[0], *SEEN[match[0]], "listed") for match in pattern.finditer(document.text)
    )


def session_with(folder: Path, letters: dict[str, str], executor: Executor | None = None) -> MatterSession:
    """A session over a new matter with those letters; its jobs run at once unless an executor is given."""
    executor = executor or AtOnce()
    parts = replace(light_parts(), detect=detect)
    paths = [folder / name for name in letters]
    for path in paths:
        path.write_text(letters[path.name], encoding="utf-8")

    def make() -> OpenMatter:
        matter = OpenMatter.create(folder / "matter", ThrowAwayKey(), parts, "Paralegal", MatterInfo("m1", "Oldacre"))
        if paths:
            matter.add(paths)
        return matter

    matter = called_in(executor, Lane.VAULT, make)
    state = called_in(executor, Lane.VAULT, lambda: snapshot(matter))
    preferences = Preferences(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    return MatterSession(matter, state, Tasks(executor), preferences)


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


def press(qtbot: QtBot, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys one after the other: whoever has the focus gets them, as from a person."""
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, key, modifier)


def choose(qtbot: QtBot, window: MatterWindow, typed: str) -> None:
    """Type into the chooser that is open, and take what fits."""
    chooser = window.names.questions.chooser
    assert chooser is not None
    qtbot.waitUntil(chooser.field.hasFocus)
    qtbot.keyClicks(chooser.field, typed)
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    qtbot.waitUntil(window.names.list.hasFocus)


def shown_names(window: MatterWindow) -> list[str]:
    """What the list shows, headings and names."""
    rows = window.names.list.rows
    return [row.entry.entity.name if isinstance(row, NameRow) else row.words for row in rows]


def look_at(window: MatterWindow, name: str) -> None:
    """Go to the card of a name."""
    window.names.look_at(named(window.session, name).id)
