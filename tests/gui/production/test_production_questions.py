"""A production in which names stay ambiguous: the rest goes on, and one answer covers many. All names are invented."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from legalredact.gui.core.session import MatterSession
from legalredact.gui.production.production_view import ProductionView
from legalredact.model.job import Stage
from legalredact.model.mention import Kind
from legalredact.model.register import Decision
from legalredact.workflow.names.queue import Why
from tests.fakes import parts
from tests.gui.producing import session_over

LETTERS = {
    "a.txt": "Harriet Oldacre met Harlan Oldacre.\n\nThen Oldacre left.\n",
    "b.txt": "Una Verrall met Ugo Verrall.\n\nVerrall wrote.\n",
    "c.txt": "Penhallow Freight, Inc. paid.\n",
}
PEOPLE = ("Harriet Oldacre", "Harlan Oldacre", "Oldacre", "Una Verrall", "Ugo Verrall", "Verrall")


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MatterSession:
    for name in PEOPLE:
        monkeypatch.setitem(parts.NAMES, name, Kind.PERSON)
    made = session_over(tmp_path)
    for path in (tmp_path / "in").iterdir():
        path.unlink()
    for name, text in LETTERS.items():
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def view(qtbot: QtBot, session: MatterSession, tmp_path: Path) -> ProductionView:
    """Everything is read, and waits for decisions; the suggested names are then confirmed."""
    made = ProductionView(session, choose_folder=lambda _: str(tmp_path / "in"), choose_file=lambda _: "")
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.enter("production")
    made.run.take_in([Path(made._choose_folder(made))])
    made.primary()
    made.tabs.setCurrentWidget(made.questions)
    made.questions.table.selectAll()
    made.questions.confirm.click()
    return made


def ambiguous(view: ProductionView) -> list[str]:
    return sorted(one.entity.name for one in view.questions.table.rows.rows if one.why is Why.AMBIGUOUS)


def test_a_run_goes_on_with_the_ready_documents_while_names_are_ambiguous(view: ProductionView) -> None:
    assert ambiguous(view) == ["Oldacre", "Verrall"]
    assert view.stages.counts[Stage.CONFIRM].text() == "2 wait for you · 1 to do", "counted now, not at the last run"
    assert view.stopped.count == 2
    assert view.bar.button.isEnabled()
    view.primary()
    assert view.stages.counts[Stage.CHECK].text() == "1 done"
    assert not view.bar.button.isEnabled()
    assert "waits for a decision" in view.bar.button.toolTip()


def test_one_answer_gives_each_of_many_ambiguous_names_its_own_token(
    view: ProductionView, session: MatterSession, qtbot: QtBot
) -> None:
    view.questions.table.selectAll()
    view.questions.settle.click()
    chooser = view.questions.ask.chooser
    assert chooser is not None
    assert chooser.list.count() == 1, "nobody could be meant by both"
    qtbot.keyClicks(chooser.field, "own token for each")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert not view.questions.table.rows.rows
    assert {e.name for e in session.state.register.entities if e.decision is Decision.CONFIRMED} >= {
        "Oldacre",
        "Verrall",
    }
    view.primary()
    assert view.stages.counts[Stage.CHECK].text() == "3 done"


def test_many_ambiguous_spellings_that_are_no_names_stay_in_clear_by_one_key(
    view: ProductionView, session: MatterSession
) -> None:
    view.questions.table.selectAll()
    QTest.keyClick(view.questions.table, Qt.Key.Key_Delete)
    assert not view.questions.table.rows.rows
    session.undo.undo()
    assert ambiguous(view) == ["Oldacre", "Verrall"]


def test_the_focus_stays_at_the_table_when_the_last_names_are_decided_by_a_button(
    view: ProductionView, qtbot: QtBot
) -> None:
    qtbot.waitExposed(view)
    view.questions.table.selectAll()
    view.questions.dismiss.setFocus()
    QTest.keyClick(view.questions.dismiss, Qt.Key.Key_Space)

    assert not view.questions.table.rows.rows
    assert not view.questions.dismiss.isEnabled()
    assert view.focusWidget() is view.questions.table
