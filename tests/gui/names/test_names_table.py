"""The table of names at its step: many rows, sorted by a header, followed by the pages. All names are invented."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, theme
from legalredact.gui.names import names_columns
from legalredact.gui.names.names_columns import COLUMNS
from legalredact.gui.names.names_rows import NameRow
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.model.mention import Kind, Tier
from tests.gui import naming
from tests.gui.naming import look_at, press, session_with, window_for

Key = Qt.Key
PEOPLE = tuple(
    f"{first} {last}"
    for first in ("Ada", "Bea", "Cyra", "Dora", "Edda")
    for last in ("Quill", "Roe", "Sand", "Tarn", "Ulm")
)


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MatterSession:
    for name in PEOPLE:
        monkeypatch.setitem(naming.SEEN, name, (Kind.PERSON, Tier.SUGGESTED))
    many = "\n\n".join(f"On that day {name} wrote a letter to nobody in particular." for name in PEOPLE)
    return session_with(tmp_path, {"many.txt": many, "more.txt": "Then Edda Ulm called. Edda Ulm called again.\n"})


@pytest.fixture
def window(qtbot: QtBot, session: MatterSession) -> MatterWindow:
    made = window_for(qtbot, session)
    made.resize(1366, 768)
    qtbot.waitUntil(lambda: made.names.list.header.isVisible() and made.height() == 768)
    return made


def order(window: MatterWindow) -> list[str]:
    return [row.entry.entity.name for row in window.names.list.rows if isinstance(row, NameRow)]


def cells(window: MatterWindow, name: str) -> dict[str, str]:
    row = next(row for row in window.names.list.rows if isinstance(row, NameRow) and row.entry.entity.name == name)
    return {column.title: column.words(row.entry) for column in COLUMNS}


def test_fifteen_names_are_in_view_on_a_small_screen(window: MatterWindow) -> None:
    table = window.names.list
    room = table.viewport().rect()
    seen = [
        number
        for number, row in enumerate(table.rows)
        if isinstance(row, NameRow) and room.contains(table.visualRect(table.model().index(number, 0)))
    ]
    assert 15 <= len(seen) <= 25
    assert window.pages.isVisible()
    assert window.pages.height() >= 150
    assert window.names.card.isVisible()


def test_a_row_tells_kind_role_places_documents_confidence_and_context(window: MatterWindow) -> None:
    told = cells(window, "Edda Ulm")
    assert (told["Kind"], told["Role"], told["Places"], told["Docs"]) == ("person", "", "3", "2")
    assert told["Confidence"] == "suggested"
    assert "Edda Ulm wrote" in told["First context"]
    assert told["Token"].startswith("PERSON_")


def test_a_click_on_a_header_sorts_and_another_one_reverses(window: MatterWindow, qtbot: QtBot) -> None:
    header = window.names.list.header

    def click(title: str) -> None:
        number = [column.title for column in COLUMNS].index(title)
        at = QPoint(header.sectionViewportPosition(number) + 20, header.height() // 2)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)

    click("Name")
    assert order(window) == sorted(PEOPLE)
    click("Name")
    assert order(window) == sorted(PEOPLE, reverse=True)
    click("Places")
    assert order(window)[0] == "Edda Ulm", "most places first"


def test_the_page_follows_the_selected_row(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    look_at(window, "Ada Quill")
    with qtbot.waitSignal(session.shown) as shown:
        press(qtbot, Key.Key_Down)
    current = window.names.entity
    assert current is not None
    document = session.state.document(shown.args[0])
    assert document is not None
    assert shown.args[1].of(document.text) == current.name


def test_the_page_follows_to_the_next_name_after_a_decision(
    window: MatterWindow, session: MatterSession, qtbot: QtBot
) -> None:
    look_at(window, "Bea Roe")
    with qtbot.waitSignal(session.shown):
        press(qtbot, Key.Key_Return)
    assert window.names.list.hasFocus()


def test_the_page_follows_when_the_way_leads_to_a_name(
    window: MatterWindow, session: MatterSession, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.shown):
        window.names.bar.mend_asked.emit("decide")
    look_at(window, "Bea Roe")
    with qtbot.waitSignal(session.changed):
        press(qtbot, Key.Key_Return)
    look_at(window, "Bea Roe")
    window.go("documents")
    with qtbot.waitSignal(session.shown):
        window.go("names")


def test_the_columns_have_room_for_their_words_and_names_for_a_whole_name(window: MatterWindow) -> None:
    header = window.names.list.header
    measure = header.fontMetrics().horizontalAdvance
    for number, column in enumerate(COLUMNS[:-1]):
        needed = max(measure(column.title), measure(column.widest)) + 2 * STEP
        assert header.sectionSize(number) >= needed, column.title
    bold = QFont(header.font())
    bold.setBold(True)  # as a name that needs a decision is written
    assert header.sectionSize(0) >= QFontMetrics(bold).horizontalAdvance("Odette M. Farrington") + 2 * STEP
    assert sum(width for _, width in header.places) <= header.width()


def test_at_the_other_steps_the_names_are_a_list_over_their_card(window: MatterWindow) -> None:
    window.go("documents")
    assert not window.names.list.header.isVisible()
    assert window.names.parts.indexOf(window.names.table) == 0
    window.go("names")
    assert window.names.parts.indexOf(window.names.table) < 0
    assert window.names.list.hasFocus()


def test_every_kind_has_a_word_that_fits_the_narrow_column() -> None:
    words = {kind: names_columns._KINDS[kind] for kind in Kind}
    assert max(map(len, words.values())) == len("organization")


def test_large_text_needs_a_wider_list_for_a_table(qtbot: QtBot) -> None:
    assert names_columns.is_table(names_columns.WIDE)
    theme().choose(text=200)
    try:
        assert not names_columns.is_table(2 * names_columns.WIDE - 1)
        assert names_columns.is_table(2 * names_columns.WIDE)
    finally:
        theme().choose(text=100)
