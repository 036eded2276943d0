"""Rows of a table in the window: each cell beside the title of its column, and edited in a field of its own."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from legalredact.gui.core.palette import OTHER
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import theme
from legalredact.gui.review.edit_statement import EditStatement
from legalredact.gui.review.labeled_cells import LabeledCells
from legalredact.gui.review.summary_view import SummaryView
from legalredact.gui.widgets.marked_text import MarkedRange, Shape
from legalredact.model.mention import Span
from legalredact.model.policy import CLAUDE
from legalredact.summary.prompts import load
from tests.fakes.messages_answers import Said, reply
from tests.fakes.messages_server import MessagesServer
from tests.gui.conftest import LEFT, PLAIN
from tests.gui.reviewing import attested, confirm, session_for

DAMAGES = load()["damages"]
FREIGHT = "Penhallow Freight, Inc."
COLUMNS = ("Item", "Amount", "Basis")


def shown(qtbot: QtBot, folder: Path, *lines: str) -> tuple[MatterSession, SummaryView]:
    """The view of a table of damages with these lines, each with the second passage of the first document."""
    with MessagesServer() as server:
        session = session_for(folder, attested(server), server)
        confirm(session)
        token = next(token for token, one in session.state.register.by_token().items() if one.name == FREIGHT)
        said = [Said(f"- {line.replace(FREIGHT, token)}\n", [(0, 1, 2)]) for line in lines]
        server.script.answers = [reply(*said)]
        session.summaries.summarize(DAMAGES, CLAUDE, "")
    view = SummaryView(session)
    qtbot.addWidget(view)
    view.resize(600, 700)
    view.show()
    return session, view


def test_each_cell_is_beside_the_title_of_its_column(qtbot: QtBot, tmp_path: Path) -> None:
    _, view = shown(
        qtbot, tmp_path, f"Rent | $12,500 | not stated | {FREIGHT} | Penalty clause", "No other amount was found."
    )
    row, sentence = view.reader.list.rows
    assert row.words.startswith(
        "Item: Rent. Amount: $12,500. Date: not stated. Claimed or paid by: Penhallow Freight, Inc.. Basis: Penalty"
    )
    assert sentence.words.startswith("No other amount was found.")


def test_an_edit_of_a_row_keeps_its_other_cells(qtbot: QtBot, tmp_path: Path) -> None:
    session, view = shown(
        qtbot, tmp_path, f"Rent | $12,500 | not stated | {FREIGHT} | Lease", "Fee | $12,500 | – | – | –"
    )
    view.reader.list.go_to(0)
    QTest.mouseClick(view.edit, LEFT, PLAIN)
    assert view.dialog is not None
    assert [field.accessibleName() for field in view.dialog.fields] == list(DAMAGES.columns)
    view.dialog.fields[4].setPlainText("Lease | clause 4")
    QTest.mouseClick(view.dialog.save, LEFT, PLAIN)
    assert "separates the cells" in view.dialog.told.text()
    view.dialog.fields[4].setPlainText("The lease")
    QTest.mouseClick(view.dialog.save, LEFT, PLAIN)
    edited = session.state.summaries[-1].clear_segments[0].text
    assert edited == "Rent | $12,500 | not stated | Penhallow Freight, Inc. | The lease"


@pytest.mark.parametrize("width", [200, 600])
def test_a_cell_takes_as_many_lines_as_it_needs(qtbot: QtBot, width: int) -> None:
    short = LabeledCells("Rent | $1 | Lease", (), COLUMNS).lay_out(width)
    assert LabeledCells(f"Rent | $1 | {'the lease of May ' * 12}", (), COLUMNS).lay_out(width) > short


def test_a_mark_over_two_cells_is_drawn_in_both(qtbot: QtBot) -> None:
    text = "Rent | $1 | Lease"

    def drawn(*marks: MarkedRange) -> QImage:
        cells = LabeledCells(text, marks, COLUMNS)
        picture = QImage(400, round(cells.lay_out(400)), QImage.Format.Format_RGB32)
        picture.fill(0xFFFFFF)
        painter = QPainter(picture)
        cells.paint(painter, QPointF(0, 0), ground="#ffffff")
        painter.end()
        return picture

    plain, marked = drawn(), drawn(MarkedRange(Span(0, text.index("1") + 1), Shape.FLAG, OTHER))
    height = plain.height() // len(COLUMNS)
    changed = {y // height for y in range(3 * height) for x in range(400) if plain.pixel(x, y) != marked.pixel(x, y)}
    assert changed == {0, 1}


def test_a_row_is_edited_on_a_small_screen_with_large_text(qtbot: QtBot) -> None:
    theme().choose(text=200)
    dialog = EditStatement("Rent | $1 | May 4 | ORG_A | Lease", DAMAGES.columns, lambda *_: None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.resize(600, 600)
    assert dialog.height() == 600
    assert dialog.rect().contains(dialog.save.geometry())
    assert dialog.fields[4].height() >= theme().font().pointSize()
