"""The list of what is ready is made anew by each check: the focus stays with it."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from legalredact.gui.shell.readiness import Readiness

ROWS = (("keyring", True, "SecretService"), ("api key", False, "missing"))


def window_of(qtbot: QtBot) -> tuple[QWidget, Readiness, QPushButton]:
    window = QWidget()
    readiness, other = Readiness(), QPushButton("Choose files …")
    column = QVBoxLayout(window)
    column.addWidget(other)
    column.addWidget(readiness)
    qtbot.addWidget(window)
    readiness.show_rows(ROWS)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window, readiness, other


def again_of(readiness: Readiness) -> QPushButton:
    return next(b for b in readiness.findChildren(QPushButton) if b.text() == "Check again" and b.isVisible())


def test_after_a_check_by_the_keyboard_the_focus_is_on_the_link_to_check_again(qtbot: QtBot) -> None:
    _window, readiness, _ = window_of(qtbot)
    again_of(readiness).setFocus()
    readiness.show_rows(())
    readiness.show_rows(ROWS)
    qtbot.waitUntil(lambda: again_of(readiness).hasFocus())


def test_after_a_check_the_focus_is_on_the_link_that_had_it(qtbot: QtBot) -> None:
    _window, readiness, _ = window_of(qtbot)
    readiness.mends["api key"].setFocus()
    readiness.show_rows(())
    readiness.show_rows(ROWS)
    qtbot.waitUntil(readiness.mends["api key"].hasFocus)


def test_after_a_check_the_focus_does_not_go_to_a_link_that_is_gone(qtbot: QtBot) -> None:
    _window, readiness, _ = window_of(qtbot)
    readiness.mends["api key"].setFocus()
    readiness.show_rows(())
    readiness.show_rows((ROWS[0], ("api key", True, "stored")))
    qtbot.waitUntil(lambda: again_of(readiness).hasFocus())


def test_a_check_takes_no_focus_from_what_a_person_went_to_meanwhile(qtbot: QtBot) -> None:
    window, readiness, other = window_of(qtbot)
    elsewhere = QPushButton("Read the guide")
    layout = window.layout()
    assert layout is not None
    layout.addWidget(elsewhere)
    elsewhere.show()
    again_of(readiness).setFocus()
    readiness.show_rows(())
    elsewhere.setFocus()
    readiness.show_rows(ROWS)
    qtbot.wait(1)
    assert elsewhere.hasFocus()
    assert not other.hasFocus()
