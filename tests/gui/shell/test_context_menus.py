"""Right clicks on documents, names and words. All names are invented."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QMenu
from pytestqt.qtbot import QtBot

from legalredact.gui.pages.reading_area import ReadingArea
from legalredact.gui.search.search_view import SearchView
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.model.register import Decision
from tests.gui.naming import LETTERS, look_at, named, session_with, window_for


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MatterWindow:
    return window_for(qtbot, session_with(tmp_path, LETTERS))


def right_click(window: MatterWindow, qtbot: QtBot, area: QAbstractScrollArea, at: QPoint) -> QMenu:
    """Press the right button, as a person does, and return the menu that opens."""
    port = area.viewport()
    qtbot.mouseClick(port, Qt.MouseButton.RightButton, pos=at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, port.mapToGlobal(at))
    QApplication.sendEvent(port, event)
    menu = window.context_menus.menu
    assert menu is not None
    qtbot.waitUntil(menu.isVisible)
    return menu


def choose(menu: QMenu, words: str) -> None:
    action = next(action for action in menu.actions() if action.text() == words)
    assert action.isEnabled()
    menu.close()
    action.trigger()


def test_a_name_in_the_list_is_decided_from_its_menu(window: MatterWindow, qtbot: QtBot) -> None:
    names = window.names.list
    look_at(window, "Harlan Oldacre")
    at = names.visualRect(names.currentIndex()).center()
    look_at(window, "Penhallow Freight, Inc.")

    choose(right_click(window, qtbot, names, at), "Confirm")
    assert named(window.session, "Harlan Oldacre").decision is Decision.CONFIRMED


def test_a_name_on_the_page_has_the_same_menu(window: MatterWindow, qtbot: QtBot) -> None:
    window.session.show(window.session.state.documents[0].id)
    area = window.pages.text
    qtbot.waitUntil(area.isVisible)
    points = (QPoint(x, y) for y in range(4, area.viewport().height(), 8) for x in range(40, 400, 20))
    at = next(point for point in points if area.mark_at(point.toPointF()) is not None)
    assert area.mark_at(at.toPointF()).entity.name == "Marguerite Oldacre"

    menu = right_click(window, qtbot, area, at)
    assert window.names.entity is not None
    assert window.names.entity.name == "Marguerite Oldacre"
    choose(menu, "Role: client")
    assert named(window.session, "Marguerite Oldacre").role == "client"


def test_selected_words_are_searched_in_the_whole_matter(window: MatterWindow, qtbot: QtBot) -> None:
    document = window.session.state.documents[1]
    window.session.show(document.id)
    area = window.pages.text
    qtbot.waitUntil(area.isVisible)
    qtbot.mouseDClick(area.viewport(), Qt.MouseButton.LeftButton, pos=_place_of(area, document.text.index("sky") + 1))
    menu = right_click(window, qtbot, area, QPoint(60, 60))
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Mask this everywhere",
        "Mask only here …",
        "Link to a name …",
        "Search the matter for these words",
    ]
    choose(menu, "Search the matter for these words")
    view = window.view("search")
    assert isinstance(view, SearchView)
    assert view.field.text() == "sky"
    assert view.count.text() == "1 place in 1 document"


def test_a_document_is_shown_in_the_table_from_its_menu(window: MatterWindow, qtbot: QtBot) -> None:
    listed = window.documents.list
    at = listed.visualRect(window.documents.entries.index(1)).center()
    choose(right_click(window, qtbot, listed, at), "Show it in the table of documents")
    assert window.place == "document_table"
    assert window.pages.document is not None
    assert window.pages.document.name == "second.txt"


def _place_of(area: ReadingArea, offset: int) -> QPoint:
    port = area.viewport()
    points = (QPoint(x, y) for y in range(4, port.height(), 6) for x in range(20, port.width(), 6))
    return next(point for point in points if area.offset_at(point.toPointF()) == offset)
