"""A table of rows: each column has the room that its words need, and a title stands over its numbers."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from legalredact.gui.widgets.rows_table import Column, RowsTable


@dataclass(frozen=True)
class Line:
    """A row."""

    name: str
    kind: str = ""
    pages: str = ""


COLUMNS: tuple[Column[Line], ...] = (
    Column("Document", lambda row: row.name),
    Column("Kind", lambda row: row.kind),
    Column("Pages", lambda row: row.pages, right=True),
    Column("Date", lambda _: ""),
)


def table_of(qtbot: QtBot, *lines: Line) -> RowsTable[Line]:
    table: RowsTable[Line] = RowsTable("Documents", COLUMNS, lambda row: row.name)
    qtbot.addWidget(table)
    table.resize(900, 300)
    table.show()
    table.show_rows(lines)
    return table


def test_a_column_widens_for_words_that_come_later_to_the_same_rows(qtbot: QtBot) -> None:
    table = table_of(qtbot, Line("letter.docx"))
    before = table.columnWidth(1)
    table.show_rows([Line("letter.docx", "Presentation")])
    assert table.columnWidth(1) >= table.fontMetrics().horizontalAdvance("Presentation") > before


def test_the_title_of_numbers_is_at_their_side(qtbot: QtBot) -> None:
    rows = table_of(qtbot, Line("letter.docx", pages="12")).rows
    role, across = Qt.ItemDataRole.TextAlignmentRole, Qt.Orientation.Horizontal
    assert rows.headerData(2, across, role) == rows.data(rows.index(0, 2), role)
    assert rows.headerData(1, across, role) is None
