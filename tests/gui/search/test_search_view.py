"""A person searches the whole matter by keys and mouse. All names are invented."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from legalredact.gui.core.session import MatterSession
from legalredact.gui.search import search_view
from legalredact.gui.search.search_rows import FoundNameRow
from legalredact.gui.search.search_view import SearchView
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.model.register import Decision
from legalredact.workflow.compute.lanes import Lanes
from legalredact.workflow.search.matter_search import search
from legalredact.workflow.search.query import Scope
from tests.gui.naming import LETTERS, named, press, session_with, window_for

Key = Qt.Key
SHIFTED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> MatterSession:
    return session_with(tmp_path, LETTERS)


@pytest.fixture
def window(qtbot: QtBot, session: MatterSession) -> MatterWindow:
    return window_for(qtbot, session)


def opened(window: MatterWindow) -> SearchView:
    view = window.view("search")
    assert isinstance(view, SearchView)
    return view


def searched(window: MatterWindow, qtbot: QtBot, words: str, scope: Scope = Scope.BOTH) -> list[str]:
    """Open the search by its keys, type words, press Enter; returns the rows."""
    press(qtbot, Key.Key_F, modifier=SHIFTED)
    view = opened(window)
    qtbot.waitUntil(view.field.hasFocus)
    view.scope.setCurrentIndex(view.scope.findData(scope))
    qtbot.keyClicks(view.field, words)
    press(qtbot, Key.Key_Return)
    return [row.words for row in view.list.rows] if view.stack.currentWidget() is view.list else []


def test_words_are_listed_by_document_with_the_words_around_them(window: MatterWindow, qtbot: QtBot) -> None:
    assert searched(window, qtbot, "paid OR answered", Scope.TEXT) == [
        "first.txt, 1 place",
        "line 3: … Freight, Inc. wrote to Marguerite Oldacre, and Ms. Oldacre answered Desmond Quillfeather. ",
        "second.txt, 1 place",
        "line 1: Penhallow Freight, Inc. paid Harlan Oldacre. The sky over Tamsin Verrall was grey. Call …",
    ]
    assert opened(window).count.text() == "2 places in 2 documents"


def test_the_page_at_the_right_follows_the_arrow_keys(window: MatterWindow, qtbot: QtBot) -> None:
    searched(window, qtbot, "sky")
    qtbot.waitUntil(opened(window).list.hasFocus)
    press(qtbot, Key.Key_Down)
    qtbot.waitUntil(lambda: window.pages.document is not None and window.pages.document.name == "second.txt")
    assert window.pages.isVisible()
    assert window.place == "search"


def test_a_name_is_found_by_its_token_with_its_places_in_other_spellings(window: MatterWindow, qtbot: QtBot) -> None:
    window.names.acts.decide(Decision.CONFIRMED, [named(window.session, "Penhallow Freight, Inc.")])
    token = named(window.session, "Penhallow Freight, Inc.").token
    assert token

    rows = searched(window, qtbot, f'"{token}"', Scope.NAMES)
    assert rows[0].startswith(f"Penhallow Freight, Inc., token {token}")
    assert len([row for row in rows if "Penhallow Freight, Inc. " in row]) == 3


def test_enter_on_a_name_shows_its_card(window: MatterWindow, qtbot: QtBot) -> None:
    searched(window, qtbot, "verrall")
    view = opened(window)
    assert isinstance(view.list.rows[0], FoundNameRow)
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(window.names.card.isVisible)
    assert window.names.entity is not None
    assert window.names.entity.name == "Tamsin Verrall"


@pytest.mark.parametrize(("words", "told"), [("x", "at least 2"), ("zeppelin", "Nothing was found")])
def test_a_search_without_places_says_why(window: MatterWindow, qtbot: QtBot, words: str, told: str) -> None:
    assert searched(window, qtbot, words) == []
    view = opened(window)
    assert view.nothing.isVisible()
    assert told in f"{view.nothing.title.text()} {view.nothing.words.text()}"


def test_typing_searches_after_a_moment_and_escape_empties_the_field(window: MatterWindow, qtbot: QtBot) -> None:
    press(qtbot, Key.Key_F, modifier=SHIFTED)
    view = opened(window)
    qtbot.keyClicks(view.field, "grey")
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.list)
    press(qtbot, Key.Key_Escape)
    qtbot.waitUntil(view.help.isVisible)


def test_ctrl_f_in_the_search_goes_to_its_field_and_elsewhere_finds_in_the_document(
    window: MatterWindow, qtbot: QtBot
) -> None:
    searched(window, qtbot, "sky")
    press(qtbot, Key.Key_F, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(opened(window).field.hasFocus)


def test_the_list_keeps_its_place_when_a_name_is_decided(window: MatterWindow, qtbot: QtBot) -> None:
    searched(window, qtbot, "oldacre")
    view = opened(window)
    press(qtbot, Key.Key_Down, Key.Key_Down, Key.Key_Down)
    before = view.list.rows[view.list.currentIndex().row()].words

    window.names.acts.decide(Decision.CONFIRMED, [named(window.session, "Harlan Oldacre")])
    assert view.list.rows[view.list.currentIndex().row()].words == before
    assert QApplication.focusWidget() is view.list


def test_a_running_search_is_stopped_by_its_link(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()
    real = search

    def held(*arguments: object) -> object:
        begun.set()
        go_on.wait(10)
        return real(*arguments)  # type: ignore[arg-type]  # as they were given

    monkeypatch.setattr(search_view, "search", held)
    lanes = Lanes()
    window = window_for(qtbot, session_with(tmp_path, LETTERS, lanes))
    searched(window, qtbot, "oldacre")
    view = opened(window)
    qtbot.waitUntil(view.stop.isVisible)
    assert begun.is_set()
    qtbot.mouseClick(view.stop, Qt.MouseButton.LeftButton)
    assert view.nothing.title.text() == "Stopped"
    go_on.set()
    qtbot.waitUntil(lambda: not view.stop.isVisible())
    assert view.stack.currentWidget() is view.nothing
    with qtbot.waitSignal(window.closed):
        window.close()
    lanes.wait(10)
