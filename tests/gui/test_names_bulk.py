"""One answer for many names, and what stands around two that may be one, on a real matter. All names are invented."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from legalredact.gui.core.session import MatterSession
from legalredact.gui.names.context_line import ContextLine, TwoContexts
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.model.mention import Span
from legalredact.model.register import Decision
from tests.gui.conftest import LEFT
from tests.gui.naming import LETTERS, look_at, named, press, session_with, window_for

Key, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
PEOPLE = ("Marguerite Oldacre", "Harlan Oldacre")


@pytest.fixture
def session(tmp_path: Path) -> MatterSession:
    return session_with(tmp_path, LETTERS)


@pytest.fixture
def window(qtbot: QtBot, session: MatterSession) -> MatterWindow:
    return window_for(qtbot, session)


def selected(window: MatterWindow) -> list[str]:
    return [entry.entity.name for entry in window.names.list.selected]


def decisions(session: MatterSession) -> list[Decision]:
    return [named(session, name).decision for name in PEOPLE]


def test_a_selects_all_names_that_ask_the_same_and_one_key_answers(
    window: MatterWindow, session: MatterSession, qtbot: QtBot
) -> None:
    look_at(window, "Harlan Oldacre")
    assert window.names.card.like.text() == "Select all 2 similar names"
    press(qtbot, Key.Key_A)
    assert sorted(selected(window)) == sorted(PEOPLE)
    assert window.names.card.dismiss.text() == "Keep 2 names in clear"
    press(qtbot, Key.Key_Delete)

    assert decisions(session) == [Decision.DISMISSED, Decision.DISMISSED]
    assert session.undo.count() == 1
    session.undo.undo()
    assert decisions(session) == [Decision.OPEN, Decision.OPEN]


def test_a_link_on_the_card_selects_them_too(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    look_at(window, "Harlan Oldacre")
    qtbot.mouseClick(window.names.card.like, LEFT)
    assert not window.names.card.like.isVisible()
    qtbot.mouseClick(window.names.card.confirm, LEFT)

    assert decisions(session) == [Decision.CONFIRMED, Decision.CONFIRMED]
    assert session.undo.undoText() == "Confirm 2 names at 3 places"


def test_shift_and_arrows_select_some(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    look_at(window, "Penhallow Freight, Inc.")
    press(qtbot, Key.Key_Down, modifier=SHIFT)
    assert selected(window) == ["Penhallow Freight, Inc.", "Marguerite Oldacre"]
    press(qtbot, Key.Key_Return)

    assert named(session, "Penhallow Freight, Inc.").decision is Decision.CONFIRMED
    assert decisions(session) == [Decision.CONFIRMED, Decision.OPEN]


def test_arrows_alone_select_one_again(window: MatterWindow, qtbot: QtBot) -> None:
    look_at(window, "Penhallow Freight, Inc.")
    press(qtbot, Key.Key_Down, modifier=SHIFT)
    press(qtbot, Key.Key_Down)

    assert len(selected(window)) == 1
    assert window.names.card.confirm.text() == "Confirm"


def test_what_could_mean_several_is_not_confirmed_with_others(
    window: MatterWindow, session: MatterSession, qtbot: QtBot
) -> None:
    look_at(window, "Oldacre")
    press(qtbot, Key.Key_Down, modifier=SHIFT)
    assert "Oldacre" in selected(window)
    press(qtbot, Key.Key_Return)

    assert named(session, "Oldacre").open
    assert named(session, "Penhallow Freight, Inc.").decision is Decision.CONFIRMED


def test_a_question_shows_each_of_those_whom_it_could_mean_in_a_sentence(
    window: MatterWindow, session: MatterSession, qtbot: QtBot
) -> None:
    look_at(window, "Oldacre")
    lines = window.names.card.findChildren(ContextLine)
    qtbot.waitUntil(lambda: all(line.isVisible() for line in lines))
    assert ["met Penhallow" in line.accessibleName() for line in lines] == [True, False]
    assert "paid <b>Harlan Oldacre</b>." in lines[1].text()

    with qtbot.waitSignal(session.shown) as shown:
        lines[1].linkActivated.emit("go")
    document = next(d for d in session.state.documents if d.name == "second.txt")
    start = document.text.index("Harlan Oldacre")
    assert shown.args == [document.id, Span(start, start + len("Harlan Oldacre"))]


def test_a_merge_shows_both_in_their_sentences(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    look_at(window, "Harlan Oldacre")
    press(qtbot, Key.Key_M)
    chooser = window.names.questions.chooser
    assert chooser is not None
    contexts = chooser.findChild(TwoContexts)
    assert "paid <b>Harlan Oldacre</b>." in contexts.first.text()
    qtbot.keyClicks(chooser.field, "marguerite")
    assert "<b>Marguerite Oldacre</b> met Penhallow" in contexts.second.text()
    qtbot.keyClicks(chooser.field, "")
    with qtbot.waitSignal(session.shown):
        contexts.second.linkActivated.emit("go")
    chooser.reject()


def test_the_question_whom_a_spelling_means_shows_where_both_stand(window: MatterWindow, qtbot: QtBot) -> None:
    look_at(window, "Oldacre")
    press(qtbot, Key.Key_S)
    chooser = window.names.questions.chooser
    assert chooser is not None
    contexts = chooser.findChild(TwoContexts)
    assert "<b>Oldacre</b>" in contexts.first.text()
    first = contexts.second.text()
    qtbot.keyClick(chooser.field, Key.Key_Down)
    assert contexts.second.text() != first
    assert contexts.second.isVisible()
    qtbot.keyClick(chooser.field, Key.Key_Down)
    assert not contexts.second.isVisible()
    chooser.reject()


def test_angle_brackets_of_a_document_stay_words(qtbot: QtBot, tmp_path: Path) -> None:
    letters = {"first.txt": "<i>Marguerite Oldacre</i> & Harlan Oldacre. Oldacre left.\n"}
    window = window_for(qtbot, session_with(tmp_path, letters))
    look_at(window, "Oldacre")
    texts = [line.text() for line in window.names.card.findChildren(ContextLine)]

    assert all("<i>" not in text and "&lt;i&gt;" in text for text in texts)
