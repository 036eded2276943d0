"""What leads somewhere and must not be missed is read whole, at any width and text size."""

import pytest
from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from legalredact.gui.core.theme import theme
from legalredact.gui.widgets.link_list import LinkLines

LONG = "Document 2: settlement communication, text box 1, and 11 more places"
UNBROKEN = "Document 5: a rare position, “" + "Vice" * 30 + "”"


@pytest.mark.parametrize("text", [100, 200])
def test_a_line_that_leads_somewhere_breaks_where_it_has_no_room(qtbot: QtBot, text: int) -> None:
    theme().choose(text=text)
    whole, lines = QWidget(), LinkLines()
    qtbot.addWidget(whole)
    column = QVBoxLayout(whole)
    column.addWidget(lines)
    column.addStretch(1)
    lines.show_lines([LONG, UNBROKEN, "Short"])
    whole.resize(280, 900)
    whole.show()
    qtbot.waitExposed(whole)

    long, unbroken, short = lines.lines
    assert long.height() >= long.heightForWidth(long.width()) > short.height()
    assert unbroken.height() > long.height()
    assert long.accessibleName() == LONG
    whole.resize(1400, 900)
    qtbot.waitUntil(lambda: long.height() == short.height())


def test_a_number_has_room_for_its_digits(qtbot: QtBot) -> None:
    box = QSpinBox()
    qtbot.addWidget(box)
    box.show()
    qtbot.waitExposed(box)

    assert box.lineEdit().height() >= box.fontMetrics().height()
