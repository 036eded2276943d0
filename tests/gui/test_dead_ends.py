"""Small things that stopped a person's work: filters, the search, the focus, order under the pointer, pasted keys.

All names are invented.
"""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from legalredact.gui.core.pasted_keys import PastedKeys
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Tasks
from legalredact.gui.names.name_groups import NameGroup
from legalredact.gui.names.names_rows import NameRow
from legalredact.gui.production.production_view import ProductionView
from legalredact.gui.shell.fix_dialog import mend
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.gui.shell.opening import Opening
from legalredact.gui.widgets.rows_table import Column, RowsTable
from legalredact.model.policy import Policy
from legalredact.workflow.compute.lanes import AtOnce, Lane, Lanes
from legalredact.workflow.copies.plan import Choices
from legalredact.workflow.matter.dependencies import Wiring
from tests.gui.conftest import Settled
from tests.gui.naming import LETTERS, look_at, press, session_with, shown_names, window_for
from tests.gui.reviewing import Drawer

Key = Qt.Key
API_KEY = "sk-ant-" + "invented" * 3


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> MatterSession:
    return session_with(tmp_path, LETTERS)


@pytest.fixture
def window(qtbot: QtBot, session: MatterSession) -> MatterWindow:
    return window_for(qtbot, session)


def names_in(window: MatterWindow) -> list[str]:
    return [row.entry.entity.name for row in window.names.list.rows if isinstance(row, NameRow)]


# Filters and the search


def test_a_filter_shows_matching_names_of_closed_groups_and_escape_all_names_again(
    window: MatterWindow, qtbot: QtBot
) -> None:
    assert "Tamsin Verrall" not in shown_names(window), "possible names are folded"
    window.names.filter.setFocus()
    qtbot.keyClicks(window.names.filter, "verrall")
    assert names_in(window) == ["Tamsin Verrall"]
    press(qtbot, Key.Key_Down)
    assert window.names.list.hasFocus()
    press(qtbot, Key.Key_Escape)
    assert window.names.filter.text() == ""
    assert len(names_in(window)) > 1
    assert NameGroup.POSSIBLE in window.names.list.closed or "Tamsin Verrall" in names_in(window)


def test_ctrl_f_searches_the_list_or_the_page_that_is_worked_in(window: MatterWindow, qtbot: QtBot) -> None:
    window.names.list.setFocus()
    window.search_here()
    assert window.names.filter.hasFocus()
    window.pages.text.setFocus()
    window.search_here()
    assert window.pages.finding.field.hasFocus()
    window.go("audit")
    window.search_here()
    assert window.focusWidget() is window.view("audit").findChild(QLineEdit)
    window.go("production")
    view = window.view("production")
    assert isinstance(view, ProductionView)
    view.stack.setCurrentIndex(1)
    view.tabs.setCurrentWidget(view.questions)
    window.search_here()
    assert view.questions.filter.hasFocus()


# Focus and order


def test_the_keys_stay_in_the_list_after_a_button_of_the_card(window: MatterWindow, qtbot: QtBot) -> None:
    look_at(window, "Penhallow Freight, Inc.")
    qtbot.mouseClick(window.names.card.confirm, Qt.MouseButton.LeftButton)
    assert window.names.list.hasFocus()
    look_at(window, "Harlan Oldacre")
    window.names.card.confirm.setFocus()
    press(qtbot, Key.Key_Space)
    assert window.names.list.hasFocus()


def test_names_keep_their_order_under_the_pointer(window: MatterWindow, session: MatterSession) -> None:
    before = names_in(window)
    under_pointer(window.names.list.viewport())
    reverse = {group: list(reversed(members)) for group, members in window.names.list._groups.items()}
    window.names.list.show_groups(reverse, "")
    assert names_in(window) == before
    window.names.list.viewport().setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    window.names.list.show_groups(reverse, "")
    assert names_in(window) != before


def test_rows_keep_their_order_under_the_pointer(qtbot: QtBot) -> None:
    table: RowsTable[str] = RowsTable("Letters", (Column("Letter", str),), str)
    qtbot.addWidget(table)
    table.show_rows("abc")
    under_pointer(table.viewport())
    table.show_rows("dcba")
    assert table.rows.rows == ("a", "b", "c", "d"), "new ones come last"
    table.viewport().setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    table.show_rows("dcba")
    assert table.rows.rows == ("d", "c", "b", "a")


def under_pointer(widget: object) -> None:
    widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)  # type: ignore[attr-defined]  # a QWidget


# Files that come


def test_a_new_file_does_not_take_the_place_of_the_document_on_screen(
    window: MatterWindow, session: MatterSession, tmp_path: Path
) -> None:
    before = window.pages.document
    assert before is not None
    later = tmp_path / "later.txt"
    later.write_text("Penhallow Freight, Inc. wrote later.\n", encoding="utf-8")
    session.add([later])
    assert len(session.state.documents) == len(LETTERS) + 1
    assert window.pages.document is not None
    assert window.pages.document.id == before.id


def test_files_are_added_while_copies_are_made(qtbot: QtBot, tmp_path: Path, settled: Settled) -> None:
    executor = Lanes()
    session = session_with(tmp_path, LETTERS, executor)
    go_on = threading.Event()

    def hold() -> None:
        go_on.wait(20)

    executor.submit(Lane.COPIES, hold)
    ids = [document.id for document in session.state.documents]
    ignored = lambda *_: None  # noqa: E731 - what comes of the copies does not matter here
    task = session.copy(ids, tmp_path / "out", Choices(), ignored, ignored, ignored, ignored)
    later = tmp_path / "later.txt"
    later.write_text("Penhallow Freight, Inc. wrote later.\n", encoding="utf-8")
    session.add([later])
    settled(lambda: len(session.state.documents) == len(LETTERS) + 1)
    assert task in session.tasks.running
    task.cancel()
    go_on.set()
    settled(lambda: not session.tasks.running)
    session.close(session.tasks.close)


# Keys


def test_the_api_key_dialog_begins_in_the_field_of_the_key(qtbot: QtBot, wiring: Wiring, preferences: object) -> None:
    parent = QLineEdit()
    qtbot.addWidget(parent)
    parent.show()
    opening = Opening(wiring, Policy(), preferences, "Paralegal", AtOnce)  # type: ignore[arg-type]  # a fixture
    dialog = mend(parent, "api key", opening, Tasks(AtOnce()), lambda: None, Drawer())
    qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
    focused = dialog.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert focused.accessibleName() == "API key"
    assert focused.echoMode() is QLineEdit.EchoMode.Password


def test_a_key_that_is_pasted_as_a_profile_goes_to_its_own_field(
    qtbot: QtBot, wiring: Wiring, preferences: object
) -> None:
    parent = QLineEdit()
    qtbot.addWidget(parent)
    opening = Opening(wiring, Policy(), preferences, "Paralegal", AtOnce)  # type: ignore[arg-type]  # a fixture
    dialog = mend(parent, "api key", opening, Tasks(AtOnce()), lambda: None, Drawer())
    from legalredact.gui.oversight.api_key_form import ApiKeyForm

    form = dialog.findChild(ApiKeyForm)
    assert form is not None
    form.profile.setEditText(API_KEY)
    assert API_KEY not in form.profile.currentText()
    assert form.field.text() == API_KEY


def test_a_key_that_is_pasted_elsewhere_is_removed_and_told(qtbot: QtBot, qapp: QApplication) -> None:
    guard, field = PastedKeys(qapp), QLineEdit()
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    with qtbot.waitSignal(guard.noticed):
        field.insert(f"Oldacre {API_KEY}")
    assert field.text() == "Oldacre •••"
    assert not field.isUndoAvailable()
