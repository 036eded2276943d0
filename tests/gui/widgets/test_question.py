"""A question before an act that cannot be undone: Enter alone agrees to nothing, and all questions look so."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from legalredact import gui
from legalredact.gui.widgets.question import Question

Key = Qt.Key
STOCK = re.compile(r"\bQ(MessageBox|InputDialog|ErrorMessage|ProgressDialog|Wizard)\b")


def answers(qtbot: QtBot, *keys: Qt.Key, agree_on_enter: bool = False) -> list[str]:
    question = Question(
        None, "Delete", "Delete 2 documents?", "It ends.", yes="Delete", no="Keep", agree_on_enter=agree_on_enter
    )
    given: list[str] = []
    question.accepted.connect(lambda: given.append("yes"))
    question.rejected.connect(lambda: given.append("no"))
    question.open()
    qtbot.waitUntil(question.isActiveWindow)
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)
    return given


@pytest.mark.parametrize(
    ("keys", "answer"),
    [((Key.Key_Return,), "no"), ((Key.Key_Escape,), "no"), ((Key.Key_Tab, Key.Key_Return), "yes")],
    ids=["enter", "escape", "tab and enter"],
)
def test_enter_means_no_until_yes_has_the_focus(qtbot: QtBot, keys: tuple[Qt.Key, ...], answer: str) -> None:
    assert answers(qtbot, *keys) == [answer]


def test_enter_can_mean_yes_where_nothing_is_lost(qtbot: QtBot) -> None:
    assert answers(qtbot, Key.Key_Return, agree_on_enter=True) == ["yes"]


def test_no_stock_box_of_the_toolkit_is_shown() -> None:
    files = Path(gui.__file__).parent.rglob("*.py")
    assert [path.name for path in files if STOCK.search(path.read_text(encoding="utf-8"))] == []
