"""What is chosen from a box is never cut off in a word: it ends with an ellipsis, and can be read whole."""

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from legalredact.gui.core.theme import theme
from legalredact.gui.widgets.drop_down import DropDown

LONG = "Local extract of everything that was said of money (nothing leaves)"


def box(qtbot: QtBot, width: int) -> DropDown:
    made = DropDown()
    qtbot.addWidget(made)
    made.addItems(["Short", LONG])
    made.setCurrentIndex(1)
    made.resize(width, 40)
    made.show()
    return made


def test_a_text_without_room_ends_with_an_ellipsis(qtbot: QtBot) -> None:
    narrow, wide = box(qtbot, 160), box(qtbot, 1200)

    assert narrow.shown.endswith("…")
    assert narrow.shown[:10] == LONG[:10]
    assert wide.shown == LONG
    narrow.grab()


def test_the_open_list_is_as_wide_as_its_longest_line(qtbot: QtBot) -> None:
    narrow = box(qtbot, 160)
    narrow.showPopup()

    assert narrow.view().minimumWidth() >= narrow.fontMetrics().horizontalAdvance(LONG)
    narrow.hidePopup()


def test_pointed_at_it_tells_all_of_it(qtbot: QtBot) -> None:
    narrow = box(qtbot, 160)
    QApplication.sendEvent(narrow, QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), narrow.mapToGlobal(QPoint(5, 5))))

    assert QToolTip.text() == LONG
    QToolTip.hideText()


@pytest.mark.parametrize("words", ["Who are they?", "The policy's model", "As the model decides"])
def test_a_box_asks_for_room_for_its_longest_line(qtbot: QtBot, words: str) -> None:
    made = DropDown()
    qtbot.addWidget(made)
    made.addItems(["Us", words])
    made.setCurrentIndex(1)
    made.resize(made.sizeHint())
    made.show()
    assert made.shown == words


@pytest.mark.parametrize("size", [100, 200])
def test_the_open_list_shows_every_line_whole(qtbot: QtBot, size: int) -> None:
    theme().choose(text=size)
    made = DropDown()
    qtbot.addWidget(made)
    made.addItems([f"Line {number}" for number in range(4)])
    made.show()
    QApplication.processEvents()
    made.showPopup()
    QApplication.processEvents()

    view = made.view()
    last = view.visualRect(view.model().index(3, 0))
    assert last.bottom() < view.viewport().height()
    made.hidePopup()
