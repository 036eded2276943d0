"""What is copied is marked for every platform's history, and gone after a while; what others copy is left alone."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from legalredact.gui.core.clipboard import MARKS, ClipboardGuard

NAME = "Marguerite Oldacre"


@pytest.fixture
def guard(qtbot: QtBot) -> Iterator[ClipboardGuard]:
    QGuiApplication.clipboard().clear()
    made = ClipboardGuard(kept_for=30, is_ours=lambda: True)
    yield made
    made.clear()
    made.deleteLater()


def test_what_any_widget_copies_is_marked_and_gone_after_a_while(qtbot: QtBot, guard: ClipboardGuard) -> None:
    field = QLineEdit(NAME)
    qtbot.addWidget(field)
    field.selectAll()
    field.copy()
    content = QGuiApplication.clipboard().mimeData()
    assert content.text() == NAME
    assert all(content.hasFormat(mark) for mark in MARKS)

    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "", timeout=5_000)


def test_what_another_program_copied_meanwhile_stays(qtbot: QtBot, guard: ClipboardGuard) -> None:
    QGuiApplication.clipboard().setText(NAME)
    theirs = QMimeData()
    theirs.setData("application/x-theirs", b"1")
    QGuiApplication.clipboard().setMimeData(theirs)
    QTest.qWait(60)
    assert QGuiApplication.clipboard().mimeData().hasFormat("application/x-theirs")


def test_it_is_cleared_when_the_application_ends(qtbot: QtBot, guard: ClipboardGuard) -> None:
    QGuiApplication.clipboard().setText(NAME)
    guard.clear()
    assert QGuiApplication.clipboard().text() == ""
