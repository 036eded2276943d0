"""The Qt binding is one that counts references rightly: 6.12.0 did not, and crashed on Python 3.11."""

import sys

import pytest
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Signal
from pytestqt.qtbot import QtBot

TIMES = 1000


class Sender(QObject):
    sent = Signal(object)


class Empty(QStringListModel):
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> None:
        return None


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal since Python 3.12")
@pytest.mark.parametrize("one", [None, True, False])
def test_calls_into_qt_leave_the_count_of_a_constant_as_it_was(qtbot: QtBot, one: object) -> None:
    sender, model = Sender(), Empty(["a"])
    sender.sent.connect(lambda _: None)
    before = sys.getrefcount(one)
    for _ in range(TIMES):
        sender.sent.emit(1)
        model.index(0).data()
        sender.parent()

    assert abs(sys.getrefcount(one) - before) < TIMES / 2
