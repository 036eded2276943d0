"""Several spellings that could mean the same people, settled by one answer. All names are invented."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from legalredact.gui.core.session import MatterSession
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.model.mention import Kind, Tier
from legalredact.model.register import Decision
from tests.gui import naming
from tests.gui.naming import choose, look_at, named, press, session_with, window_for

Key, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
LETTERS = {
    "first.txt": "Harriet Oldacre met Harlan Oldacre.\n\nThen Oldacre left, and H. Oldacre stayed.\n",
    "second.txt": "Una Verrall met Ugo Verrall.\n\nVerrall wrote.\n",
}
PEOPLE = ("Harriet Oldacre", "Harlan Oldacre", "Una Verrall", "Ugo Verrall")
SPELLINGS = ("Oldacre", "H. Oldacre")


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MatterSession:
    for name in (*PEOPLE, *SPELLINGS, "Verrall"):
        monkeypatch.setitem(naming.SEEN, name, (Kind.PERSON, Tier.SUGGESTED))
    return session_with(tmp_path, LETTERS)


@pytest.fixture
def window(qtbot: QtBot, session: MatterSession) -> MatterWindow:
    return window_for(qtbot, session)


def select_like_it(window: MatterWindow, qtbot: QtBot) -> list[str]:
    """Names of the spellings that could mean the same people as "Oldacre", all of them selected."""
    look_at(window, "Oldacre")
    press(qtbot, Key.Key_A)
    return sorted(entry.entity.name for entry in window.names.list.selected)


def meant(session: MatterSession, spelling: str) -> set[str]:
    """Names of those whom an open spelling could mean."""
    entities = {entity.id: entity.name for entity in session.state.register.entities}
    return {entities[one] for one in named(session, spelling).among}


def test_one_answer_settles_all_that_could_mean_the_same_people(
    window: MatterWindow, session: MatterSession, qtbot: QtBot
) -> None:
    assert select_like_it(window, qtbot) == sorted(SPELLINGS)
    press(qtbot, Key.Key_S)
    chooser = window.names.questions.chooser
    assert chooser is not None
    assert chooser.windowTitle() == "Whom do 2 spellings mean?"
    choose(qtbot, window, "harlan")

    assert set(SPELLINGS) <= set(named(session, "Harlan Oldacre").aliases)
    assert not set(SPELLINGS) & {entity.name for entity in session.state.register.entities}


def test_what_could_mean_others_stays_open(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    select_like_it(window, qtbot)
    press(qtbot, Key.Key_S)
    choose(qtbot, window, "harlan")

    assert named(session, "Verrall").open
    assert meant(session, "Verrall") == {"Una Verrall", "Ugo Verrall"}


def test_one_undo_opens_all_of_them_again(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    select_like_it(window, qtbot)
    press(qtbot, Key.Key_S)
    choose(qtbot, window, "harriet")
    assert session.undo.undoText() == "Resolve 2 spellings as Harriet Oldacre"
    assert session.undo.count() == 1
    session.undo.undo()

    assert [meant(session, spelling) for spelling in SPELLINGS] == [{"Harriet Oldacre", "Harlan Oldacre"}] * 2
    assert named(session, "Harriet Oldacre").aliases == ()


def test_all_of_them_can_stand_for_themselves(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    select_like_it(window, qtbot)
    press(qtbot, Key.Key_S)
    choose(qtbot, window, "unknown")

    assert [named(session, spelling).among for spelling in SPELLINGS] == [(), ()]
    assert [named(session, spelling).decision for spelling in SPELLINGS] == [Decision.CONFIRMED] * 2
