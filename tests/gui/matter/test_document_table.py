"""The table of documents, by keys and mouse. All names are invented."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from legalredact.gui.core.session import MatterSession
from legalredact.gui.matter.document_table import DocumentTable
from legalredact.gui.matter.document_table_rows import COLUMNS
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.workflow.search.document_filters import saved_filters
from tests.gui.naming import LETTERS, press, session_with, window_for

Key = Qt.Key
SHIFTED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
TITLES = [column.title for column in COLUMNS]
FILES = LETTERS | {"note.md": "Nobody is named here.\n"}


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> MatterSession:
    return session_with(tmp_path, FILES)


@pytest.fixture
def window(qtbot: QtBot, session: MatterSession) -> MatterWindow:
    return window_for(qtbot, session)


@pytest.fixture
def view(window: MatterWindow, qtbot: QtBot) -> DocumentTable:
    press(qtbot, Key.Key_D, modifier=SHIFTED)
    made = window.view("document_table")
    assert isinstance(made, DocumentTable)
    qtbot.waitUntil(made.table.hasFocus)
    return made


def listed(view: DocumentTable, title: str = "Document") -> list[str]:
    words = COLUMNS[TITLES.index(title)].words
    return [words(row) for row in view.table.rows.rows]


def click_title(view: DocumentTable, qtbot: QtBot, title: str) -> None:
    header = view.table.horizontalHeader()
    at = header.sectionViewportPosition(TITLES.index(title)) + header.sectionSize(TITLES.index(title)) // 2
    point = header.viewport().rect().center()
    point.setX(at)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_a_line_has_the_facts_and_the_open_questions_of_its_document(view: DocumentTable) -> None:
    assert listed(view) == list(FILES)
    assert listed(view, "Kind") == ["Text", "Text", "Text"]
    assert listed(view, "Open questions") == ["3", "3", ""]
    assert listed(view, "State") == ["to decide", "to decide", "ready"]


def test_the_page_at_the_right_follows_the_lines(view: DocumentTable, window: MatterWindow, qtbot: QtBot) -> None:
    press(qtbot, Key.Key_Home)
    press(qtbot, Key.Key_Down)
    qtbot.waitUntil(lambda: window.pages.document is not None and window.pages.document.name == "second.txt")
    assert window.pages.isVisible()


def test_a_click_on_a_title_sorts_and_a_second_one_reverses(view: DocumentTable, qtbot: QtBot) -> None:
    click_title(view, qtbot, "Document")
    assert listed(view) == ["first.txt", "note.md", "second.txt"]
    click_title(view, qtbot, "Document")
    assert listed(view) == ["second.txt", "note.md", "first.txt"]
    click_title(view, qtbot, "Document")
    assert listed(view) == list(FILES)


def test_words_and_choices_filter_together(view: DocumentTable, qtbot: QtBot) -> None:
    press(qtbot, Key.Key_F, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(view.filter.hasFocus)
    qtbot.keyClicks(view.filter, "txt")
    assert listed(view) == ["first.txt", "second.txt"]
    assert view.count.text() == "2 of 3"
    press(qtbot, Key.Key_Escape)
    assert listed(view) == list(FILES)
    state = view.choosers["State"]
    state.setFocus()
    qtbot.keyClicks(state, "ready")
    assert listed(view) == ["note.md"]


def test_a_filter_is_saved_in_the_matter_and_used_again(
    view: DocumentTable, session: MatterSession, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.mouseClick(view.open_only, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(view.filter, "second")
    next(action for action in view.menu.actions() if action.text() == "Save this filter …").trigger()
    assert view.naming is not None
    qtbot.waitUntil(view.naming.field.hasFocus)
    qtbot.keyClicks(view.naming.field, "Second to do")
    press(qtbot, Key.Key_Return)
    next(action for action in view.menu.actions() if action.text() == "Show all documents").trigger()
    assert listed(view) == list(FILES)

    next(action for action in view.menu.actions() if action.text() == "Second to do").trigger()
    assert listed(view) == ["second.txt"]
    found: list[str] = []
    session.look("Reading", saved_filters, lambda filters: found.extend(one.words for one in filters))
    assert found == ["second"]
    session.preferences._settings.sync()
    assert b"Second to do" not in (tmp_path / "settings.ini").read_bytes()


def test_columns_are_remembered(view: DocumentTable, session: MatterSession, qtbot: QtBot) -> None:
    next(action for action in view.columns_menu().actions() if action.text() == "Bates").trigger()
    click_title(view, qtbot, "State")
    view.leave()

    again = DocumentTable(session)
    qtbot.addWidget(again)
    assert again.table.horizontalHeader().isSectionHidden(TITLES.index("Bates"))
    assert listed(again, "State") == ["ready", "to decide", "to decide"]
