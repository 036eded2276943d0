"""All places of a name in its card, and names of a column, decided by keys and mouse. All names are invented."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from legalredact.gui.names import places_list
from legalredact.gui.names.places_list import PlacesList
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.model.register import Decision
from tests.gui.naming import LETTERS, look_at, named, press, session_with, window_for

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
SHEET = "Name\tPaid by\nTamsyn Verrall\tPenhallow Freight, Inc.\nHarlan Oldacre\tPenhallow Freight, Inc.\n"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MatterWindow:
    return window_for(qtbot, session_with(tmp_path, LETTERS | {"table.txt": SHEET}))


@pytest.fixture
def places(window: MatterWindow, qtbot: QtBot) -> PlacesList:
    look_at(window, "Penhallow Freight, Inc.")
    window.names.card.ensureWidgetVisible(window.names.places.toggle)
    qtbot.mouseClick(window.names.places.toggle, LEFT)
    return window.names.places


def states(places: PlacesList) -> list[str]:
    return [row.words.split(":")[0] for row in places.list.rows]


def choose(places: PlacesList, qtbot: QtBot, *numbers: int) -> None:
    for number in numbers:
        control = Qt.KeyboardModifier.NoModifier if number == numbers[0] else Qt.KeyboardModifier.ControlModifier
        index = places.list.model().index(number, 0)
        places.list.scrollTo(index)
        qtbot.mouseClick(places.list.viewport(), LEFT, control, places.list.visualRect(index).center())


def test_each_place_is_listed_with_its_page_and_whether_it_is_masked(places: PlacesList) -> None:
    assert states(places) == [
        "first.txt, all 2 places",
        "line 1 · masked",
        "line 3 · masked",
        "second.txt, all 1 place",
        "line 1 · masked",
        "table.txt, all 2 places",
        "line 2 · masked",
        "line 3 · masked",
    ]


def test_the_link_says_how_many_places_are_listed(places: PlacesList, monkeypatch: pytest.MonkeyPatch) -> None:
    places.toggle.setChecked(False)
    assert places.toggle.text() == "List all 5 places"
    monkeypatch.setattr(places_list, "MOST", 2)
    places.toggle.setChecked(True)
    assert places.toggle.text() == "Hide the first 2 of 5 places"


def test_places_and_whole_documents_are_decided_together_and_undone_as_one(
    places: PlacesList, window: MatterWindow, qtbot: QtBot
) -> None:
    choose(places, qtbot, 1, 5)
    qtbot.mouseClick(places.keep, LEFT)
    assert [state for state in states(places) if "clear" in state] == [
        "line 1 · in clear, decided here",
        "line 2 · in clear, decided here",
        "line 3 · in clear, decided here",
    ]
    assert named(window.session, "Penhallow Freight, Inc.").decision is Decision.OPEN
    window.session.undo.undo()
    assert not [state for state in states(places) if "clear" in state]


def test_delete_keeps_the_selected_place_in_clear_and_a_decision_is_taken_back(
    places: PlacesList, qtbot: QtBot
) -> None:
    choose(places, qtbot, 2)
    press(qtbot, Key.Key_Delete)
    assert states(places)[2] == "line 3 · in clear, decided here"
    assert places.reset.isEnabled()
    qtbot.mouseClick(places.reset, LEFT)
    assert states(places)[2] == "line 3 · masked"


def test_a_click_on_a_place_shows_its_page(places: PlacesList, window: MatterWindow, qtbot: QtBot) -> None:
    choose(places, qtbot, 4)
    qtbot.waitUntil(lambda: window.pages.document is not None and window.pages.document.name == "second.txt")


def test_the_names_of_a_column_are_decided_at_once(window: MatterWindow, qtbot: QtBot) -> None:
    look_at(window, "Tamsyn Verrall")
    window.names.list.setFocus()
    press(qtbot, Key.Key_C)
    press(qtbot, Key.Key_Return)
    decided = {e.name for e in window.session.state.register.entities if e.decision is Decision.CONFIRMED}
    assert decided == {"Tamsyn Verrall", "Harlan Oldacre"}
