"""A line that says what was done, with Undo. All names are invented."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.model.register import Decision
from tests.gui.naming import LETTERS, choose, look_at, named, press, session_with, window_for

Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MatterWindow:
    return window_for(qtbot, session_with(tmp_path, LETTERS))


def test_a_decision_is_said_and_undone_by_a_click_while_the_list_keeps_the_focus(
    window: MatterWindow, qtbot: QtBot
) -> None:
    look_at(window, "Penhallow Freight, Inc.")
    press(qtbot, Key.Key_Delete)
    choose(qtbot, window, "everywhere")
    qtbot.waitUntil(window.toast.isVisible)
    assert window.toast.words.text() == "Kept Penhallow Freight, Inc. in clear at 3 places"
    focused = QApplication.focusWidget()

    qtbot.mouseClick(window.toast.undo, Qt.MouseButton.LeftButton)
    assert named(window.session, "Penhallow Freight, Inc.").decision is Decision.OPEN
    assert window.toast.isHidden()
    assert QApplication.focusWidget() is focused is window.names.list


def test_it_stays_inside_the_window_and_leaves_the_status_bar_visible(window: MatterWindow, qtbot: QtBot) -> None:
    look_at(window, "Penhallow Freight, Inc.")
    window.resize(960, 600)
    press(qtbot, Key.Key_1)
    qtbot.waitUntil(window.toast.isVisible)
    place = window.toast.geometry()
    assert window.centralWidget().rect().contains(place)
    assert place.bottom() < window.status.geometry().top()
    assert window.toast.words.text() == "Made Penhallow Freight, Inc. client"
