"""Every command by typing its words, every key on one sheet."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from legalredact.gui.shell.command_palette import keys_of, words_of
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.gui.shell.shortcut_sheet import ShortcutSheet
from legalredact.gui.widgets.chooser import Choice, Chooser, ranked
from legalredact.model.register import Decision
from tests.gui.naming import LETTERS, choose, look_at, named, press, session_with, window_for

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MatterWindow:
    return window_for(qtbot, session_with(tmp_path, LETTERS))


def opened(window: MatterWindow, qtbot: QtBot) -> Chooser:
    press(qtbot, Qt.Key.Key_K, modifier=CONTROL)
    chooser = next(chooser for chooser in window.findChildren(Chooser) if chooser.isVisible())
    qtbot.waitUntil(chooser.field.hasFocus)
    return chooser


def run(qtbot: QtBot, palette: Chooser, typed: str) -> None:
    qtbot.keyClicks(palette.field, typed)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)


def test_control_k_offers_every_command_of_the_menus(window: MatterWindow, qtbot: QtBot) -> None:
    palette = opened(window, qtbot)
    offered = [palette.list.item(number).text() for number in range(palette.list.count())]

    assert offered == [words_of(action) for action in window.actions_of_matter.all if action.isVisible()]
    palette.reject()


def test_a_command_is_run_by_a_few_letters(window: MatterWindow, qtbot: QtBot) -> None:
    look_at(window, "Penhallow Freight, Inc.")
    run(qtbot, opened(window, qtbot), "keep cl")
    qtbot.waitUntil(lambda: window.names.questions.chooser is not None)
    choose(qtbot, window, "everywhere")
    qtbot.waitUntil(lambda: named(window.session, "Penhallow Freight, Inc.").decision is Decision.DISMISSED)

    qtbot.waitUntil(window.names.list.hasFocus)


def test_a_step_is_reached_from_the_palette(window: MatterWindow, qtbot: QtBot) -> None:
    run(qtbot, opened(window, qtbot), "audit")

    qtbot.waitUntil(lambda: window.place == "audit")


def test_a_command_that_makes_no_sense_now_is_not_run(window: MatterWindow, qtbot: QtBot) -> None:
    palette = opened(window, qtbot)
    run(qtbot, palette, "redo")

    assert palette.isVisible()
    palette.reject()


def test_the_sheet_shows_every_key_of_the_menus(window: MatterWindow, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_F1, modifier=CONTROL)
    sheet = window.findChild(ShortcutSheet)
    assert isinstance(sheet, ShortcutSheet)
    shown = {pair for section in sheet.rows.values() for pair in section}
    keyed = {(words_of(action), keys_of(action)) for action in window.actions_of_matter.all if keys_of(action)}

    assert keyed <= shown
    assert {"Enter", "Ctrl+Enter", "Del", "1", "6", "M", "Space", "Shift+Space", "Ctrl+K", "F6", "Ctrl+Z"} <= {
        key for _, key in keyed
    }
    sheet.close()


def test_words_that_begin_with_what_is_typed_come_first() -> None:
    choices = [Choice("a", "Remerge"), Choice("b", "Same as", "M"), Choice("c", "Merge with")]

    assert [choice.key for choice in ranked(choices, "merge")] == ["c", "a"]
    assert [choice.key for choice in ranked(choices, "")] == ["a", "b", "c"]


def test_arrows_move_in_the_list_while_one_types(qtbot: QtBot) -> None:
    chooser = Chooser("Who?", [Choice("a", "Marguerite"), Choice("b", "Harlan")])
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(chooser)
    chooser.open()
    qtbot.keyClick(chooser.field, Qt.Key.Key_Down)
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)  # meant for what stood there before: nobody can have read it
    assert chooser.isVisible()
    qtbot.waitUntil(lambda: chooser.readable)
    with qtbot.waitSignal(chooser.chosen) as told:
        qtbot.keyClick(chooser.field, Qt.Key.Key_Return)

    assert told.args == ["b"]
    QApplication.processEvents()
