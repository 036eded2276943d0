"""The bottom of a view keeps the keys while its button cannot be pressed."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from legalredact.gui.widgets.action_bar import ActionBar
from legalredact.gui.widgets.reason import ReasonRow

BUSY = ReasonRow("Copies are being made.")
SETTLE = ReasonRow("2 names are ambiguous.", "Resolve", "names")


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[ActionBar]:
    """A bar below another button, as in a window: the next in the order of the Tab key is that one, at the top."""
    window = QWidget()
    column = QVBoxLayout(window)
    first, made = QPushButton("Step 1"), ActionBar("Go")
    column.addWidget(first)
    column.addWidget(made)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    made.button.setFocus()
    qtbot.waitUntil(made.button.hasFocus)
    yield made
    window.close()


def test_the_keys_wait_on_the_bar_and_go_back_to_the_button(bar: ActionBar) -> None:
    bar.show_reasons((BUSY,), "")
    assert QApplication.focusWidget() is bar
    assert bar.accessibleName() == BUSY.words

    bar.show_reasons((), "Done.")
    assert QApplication.focusWidget() is bar.button


def test_they_are_on_the_way_to_mend_it_where_there_is_one(bar: ActionBar) -> None:
    bar.show_reasons((SETTLE,), "")
    bar.show_reasons((SETTLE,), "")  # said anew, by another link

    keys = QApplication.focusWidget()
    assert isinstance(keys, QPushButton)
    assert keys.text() == "Resolve"
    assert keys.isVisible()


def test_they_stay_where_no_reason_is_told(bar: ActionBar) -> None:
    bar.set_enabled(False)
    assert QApplication.focusWidget() is bar
    bar.set_enabled(True)
    assert QApplication.focusWidget() is bar.button


def test_keys_that_are_elsewhere_are_left_there(bar: ActionBar) -> None:
    first = bar.window().findChild(QPushButton)
    assert isinstance(first, QPushButton)
    first.setFocus()
    bar.show_reasons((BUSY,), "")
    bar.show_reasons((), "Done.")

    assert QApplication.focusWidget() is first


def test_they_stay_while_a_question_stands_over_the_window(qtbot: QtBot, bar: ActionBar) -> None:
    question = QDialog(bar.window())
    qtbot.addWidget(question)
    question.open()
    question.activateWindow()
    qtbot.waitUntil(question.isActiveWindow)
    bar.show_reasons((BUSY,), "")
    question.reject()
    bar.window().activateWindow()
    qtbot.waitUntil(bar.window().isActiveWindow)

    assert QApplication.focusWidget() is bar
