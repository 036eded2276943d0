"""Groups of near-duplicates in the window's production: found, decided together, undone. All names are invented."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from legalredact.gui.core.session import MatterSession
from legalredact.gui.production.production_similar import ProductionSimilar
from legalredact.gui.production.production_view import ProductionView
from legalredact.model.job import Stage, State
from legalredact.model.register import Decision
from legalredact.workflow.production.group_decisions import GroupDecision
from tests.gui.producing import DOCUMENTS, session_over

DRAFT = " ".join(f"word{number}" for number in range(200))


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> MatterSession:
    made = session_over(tmp_path)
    for number in range(2):
        text = f"Marguerite Oldacre wrote this. {DRAFT} {'Penhallow Freight, Inc. signed.' * number}"
        (tmp_path / "in" / f"draft {number}.txt").write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def view(qtbot: QtBot, session: MatterSession, tmp_path: Path) -> ProductionView:
    made = ProductionView(session, choose_folder=lambda _: str(tmp_path / "in"), choose_file=lambda _: "")
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.enter("production")
    made.run.take_in([Path(made._choose_folder(made))])
    made.far.setCurrentText("Names found")
    made.primary()
    return made


@pytest.fixture
def page(view: ProductionView) -> ProductionSimilar:
    view.tabs.setCurrentWidget(view.similar)
    view.similar.compare.click()
    return view.similar


def test_documents_are_compared_once_and_listed_in_groups(page: ProductionSimilar, view: ProductionView) -> None:
    (row,) = page.table.rows.rows
    assert (row.name, len(row.group.documents), row.withheld) == ("draft 0.txt", 2, 0)
    assert row.names == 2  # one name in both drafts, another in one of them
    assert view.tabs.tabText(view.tabs.indexOf(view.questions)) == "Questions 2"  # also before anybody looked there
    assert view.tabs.tabText(view.tabs.indexOf(page)) == "Near-duplicates 1"
    assert not page.compare.isVisible()
    assert page.told.text() == "1 group."
    view.tabs.setCurrentIndex(0)
    view.tabs.setCurrentWidget(page)
    assert len(page.table.rows.rows) == 1


def test_a_group_is_withheld_at_once_and_undone(
    page: ProductionSimilar, view: ProductionView, session: MatterSession
) -> None:
    page.decide(GroupDecision.MASK)
    page.buttons[GroupDecision.WITHHOLD].click()
    assert page.table.rows.rows[0].withheld == 2
    assert not page.buttons[GroupDecision.WITHHOLD].isEnabled()
    assert session.undo.undoText() == "Withhold 2 near-duplicates"
    assert [blocker.what for blocker in session.state.blockers if blocker.kind == "withheld"] == [
        "2 documents are withheld."
    ]
    session.undo.undo()
    assert page.table.rows.rows[0].withheld == 0
    assert not any(blocker.kind == "withheld" for blocker in session.state.blockers)
    session.undo.redo()
    view.far.setCurrentText("Summaries made on this machine")
    view.primary()
    assert view.stages.counts[Stage.CHECK].text() == f"{DOCUMENTS} done"
    assert view.run.now is not None
    assert view.run.now.counted(Stage.CONFIRM, State.HELD) == 2
    assert not view.bar.button.isEnabled()


def test_when_all_that_is_left_is_withheld_it_says_so_and_leads_there(
    page: ProductionSimilar, view: ProductionView, session: MatterSession
) -> None:
    page.decide(GroupDecision.MASK)
    page.decide(GroupDecision.WITHHOLD)
    view.far.setCurrentText("Summaries made on this machine")
    view.primary()
    assert "Every document left is withheld" in view.bar.button.toolTip()
    view.tabs.setCurrentIndex(0)
    view.bar.mend_asked.emit("alike")
    assert view.tabs.currentWidget() is page
    session.undo.undo()
    assert view.bar.button.isEnabled()


def test_all_names_of_a_group_are_masked_and_opened_again(page: ProductionSimilar, session: MatterSession) -> None:
    page.buttons[GroupDecision.MASK].click()
    assert {entity.decision for entity in session.state.register.entities} == {Decision.CONFIRMED}
    assert page.table.rows.rows[0].names == 0
    session.undo.undo()
    assert {entity.decision for entity in session.state.register.entities} == {Decision.OPEN}


def test_what_changes_nothing_says_so_and_cannot_be_undone(page: ProductionSimilar, session: MatterSession) -> None:
    failed: list[str] = []
    session.tasks.failed.connect(lambda problem: failed.append(problem.what))
    before = session.undo.count()
    page.decide(GroupDecision.ACCEPT)
    assert len(failed) == 1
    assert "None of these documents" in failed[0]
    assert session.undo.count() == before


def test_a_document_that_comes_has_the_groups_found_anew(
    page: ProductionSimilar, view: ProductionView, tmp_path: Path
) -> None:
    (tmp_path / "in" / "later.txt").write_text("Marguerite Oldacre wrote again.", encoding="utf-8")
    view.run.take_in([Path(view._choose_folder(view))])
    view.primary()
    assert page.compare.isVisible()
    assert not page.table.isVisible()
