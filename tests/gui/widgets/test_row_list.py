"""A list of rows shows each row whole, whatever made the list narrower."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from legalredact.gui.widgets.row_list import PAD, RowList


@dataclass(frozen=True)
class Wrapped:
    """Words of which so many points fit into the width of the list; the rest goes to further lines."""

    points: float
    words: str = "row"

    def lay_out(self, width: float) -> float:
        return 20.0 * -(-self.points // width)

    def paint(self, painter: QPainter, rect: QRectF, ground: str) -> None:
        painter.drawText(rect, self.words)

    def target(self, at: QPointF | None) -> int:
        return -1


def is_whole(rows: RowList) -> bool:
    """Whether each row has the height that it needs at the width that the list has now."""
    width = rows.viewport().width()
    wanted = [round(row.lay_out(width - 2 * PAD) + 2 * PAD) for row in rows.rows]
    model = rows.model()
    return [rows.visualRect(model.index(number, 0)).height() for number in range(len(wanted))] == wanted


def test_rows_are_whole_once_a_scroll_bar_has_made_the_list_narrower(qtbot: QtBot) -> None:
    rows = RowList("Statements")
    qtbot.addWidget(rows)
    rows.resize(400, 300)
    rows.show()
    rows.show_rows([Wrapped(100)])
    qtbot.waitUntil(lambda: is_whole(rows))
    wide = rows.viewport().width() - 2 * PAD
    rows.show_rows([Wrapped(wide)] * 20)  # a line each, as long as there is no scroll bar

    qtbot.waitUntil(lambda: rows.verticalScrollBar().isVisible() and rows.viewport().width() - 2 * PAD < wide)
    qtbot.waitUntil(lambda: is_whole(rows))


def test_rows_are_whole_in_a_list_that_was_made_narrower(qtbot: QtBot) -> None:
    rows = RowList("Statements")
    qtbot.addWidget(rows)
    rows.resize(400, 300)
    rows.show()
    rows.show_rows([Wrapped(300), Wrapped(700)])
    qtbot.waitUntil(lambda: is_whole(rows))
    rows.resize(240, 300)

    qtbot.waitUntil(lambda: is_whole(rows))


def test_rows_are_whole_after_a_jump_that_lays_them_out_at_once(qtbot: QtBot) -> None:
    rows = RowList("Statements")
    qtbot.addWidget(rows)
    rows.resize(400, 300)
    rows.show()
    rows.show_rows([Wrapped(100)])
    qtbot.waitUntil(lambda: is_whole(rows))
    wide = rows.viewport().width() - 2 * PAD
    rows.show_rows([Wrapped(wide)] * 20)
    rows.go_to(3)

    qtbot.waitUntil(lambda: is_whole(rows))


def test_rows_are_whole_in_a_list_that_got_them_and_another_width_while_it_was_hidden(qtbot: QtBot) -> None:
    rows = RowList("Statements")
    qtbot.addWidget(rows)
    rows.resize(600, 300)
    rows.show()
    rows.show_rows([Wrapped(100)])
    qtbot.waitUntil(lambda: is_whole(rows))
    rows.hide()
    rows.show_rows([Wrapped(300), Wrapped(700)])
    rows.go_to(1)
    rows.resize(240, 300)
    rows.show()

    qtbot.waitUntil(lambda: is_whole(rows))
