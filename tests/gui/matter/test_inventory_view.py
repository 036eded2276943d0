"""The data inventory in the window: classes and counts by document, and a few lines of it before a send."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from legalredact.gui.core.session import MatterSession
from legalredact.gui.matter.inventory_view import COLUMNS, InventoryView
from legalredact.gui.send.send_view import SendView
from tests.gui.reviewing import confirm, session_for

TEXTS = {
    "chart.txt": "Marguerite Oldacre, 34 years old, was diagnosed with diabetes.\n",
    "plain.txt": "Penhallow Freight, Inc. signed the lease.\n",
}


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> MatterSession:
    made = session_for(tmp_path, texts=TEXTS)
    confirm(made)
    return made


def table(view: InventoryView) -> list[list[str]]:
    return [[column.words(row) for column in COLUMNS] for row in view.table.rows.rows]


def test_each_document_says_what_it_holds_and_what_that_adds_up_to(qtbot: QtBot, session: MatterSession) -> None:
    view = InventoryView(session)
    qtbot.addWidget(view)
    view.show()
    view.enter("inventory")
    chart, plain = table(view)
    assert chart[:5] == ["chart.txt", "1, 0 left", "1, 1 left", "2, 2 left", "–"]
    assert chart[6] == "high"
    assert "health" in chart[7]
    assert plain[1:] == ["1, 0 left", "–", "–", "–", "–", "low", ""]
    assert "Risk high in 1 document" in view.total.text()


def test_a_document_is_shown_from_its_row(qtbot: QtBot, session: MatterSession) -> None:
    view = InventoryView(session)
    qtbot.addWidget(view)
    view.show()
    view.enter("inventory")
    shown: list[str] = []
    session.shown.connect(lambda document_id, _: shown.append(document_id))
    view.table.selectRow(1)
    view.primary()
    assert shown == [session.state.documents[1].id]


def test_a_few_lines_stand_beside_what_would_leave_and_lead_to_all_of_it(qtbot: QtBot, session: MatterSession) -> None:
    view = SendView(session)
    qtbot.addWidget(view)
    view.show()
    view.enter("send")
    lines = [line.accessibleName() or line.text() for line in view.facts.inventory.lines]
    assert "Sensitive: 2 of 2 left" in lines
    asked: list[str] = []
    session.step_asked.connect(asked.append)
    view.facts.inventory.asked.emit(0)
    assert asked == ["inventory"]


def test_without_a_document_nothing_is_claimed(qtbot: QtBot, tmp_path: Path) -> None:
    view = InventoryView(session_for(tmp_path, texts={}))
    qtbot.addWidget(view)
    view.enter("inventory")

    assert "add one first" in view.total.text()
