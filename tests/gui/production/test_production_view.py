"""The production in the window: taken in, worked on, paused, decided, tried again. All names are invented."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from legalredact.gui.core.session import MatterSession
from legalredact.gui.production.production_stages import counted_words, head_words, time_words
from legalredact.gui.production.production_stopped import ProductionStopped
from legalredact.gui.production.production_view import PROMPT, ProductionView
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.model.job import Stage, State
from legalredact.model.progress import NEVER, silent
from legalredact.model.register import Decision
from legalredact.summary.prompts import load
from legalredact.workflow.compute.lanes import AtOnce, Lanes
from legalredact.workflow.matter.add_files import Adding
from legalredact.workflow.matter.production_status import ProductionStatus
from legalredact.workflow.matter.stopped_documents import Stopped
from tests.gui.producing import DOCUMENTS, LETTERS, session_over

Settled = Callable[[Callable[[], bool]], None]
TO_CONFIRM, TO_SUMMARIES = "Names found", "Summaries made on this machine"


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> MatterSession:
    return session_over(tmp_path)


@pytest.fixture
def view(qtbot: QtBot, session: MatterSession, tmp_path: Path) -> ProductionView:
    made = ProductionView(session, choose_folder=lambda _: str(tmp_path / "in"), choose_file=lambda _: "")
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.enter("production")
    return made


def ran(view: ProductionView, far: str = TO_SUMMARIES) -> None:
    view.run.take_in([Path(view._choose_folder(view))])
    view.far.setCurrentText(far)
    view.primary()


def test_an_empty_view_says_what_to_do_first(view: ProductionView, session: MatterSession) -> None:
    assert view.stack.currentIndex() == 0
    assert view.first_folder.isVisible()
    assert not view.bar.button.isEnabled()


def test_what_is_taken_in_waits_to_be_started(view: ProductionView, session: MatterSession) -> None:
    view.run.take_in([Path(view._choose_folder(view))])
    assert view.said.text() == f"{LETTERS - 1} documents added. Already in the matter: 1."
    assert view.bar.button.text() == "Start"
    assert view.stages.counts[Stage.READ].text() == f"{LETTERS - 1} to do"
    assert view.give_up.text() == f"Remove {LETTERS - 1} that are not read"


def test_it_goes_as_far_as_it_can_and_says_what_it_waits_for(view: ProductionView, session: MatterSession) -> None:
    ran(view)
    assert view.stages.counts[Stage.READ].text() == f"{DOCUMENTS} done · 1 refused"
    assert view.stages.counts[Stage.CONFIRM].text() == f"{DOCUMENTS} wait for you"
    assert view.stages.bars[Stage.READ].value() == view.stages.bars[Stage.READ].maximum()
    assert not view.bar.button.isEnabled()
    assert "waits for a decision" in view.bar.button.toolTip()
    view.bar.mend_asked.emit("questions")
    assert view.tabs.currentWidget() is view.questions
    assert len(session.state.documents) == DOCUMENTS


def test_many_names_are_decided_at_once_and_the_rest_goes_on(view: ProductionView, session: MatterSession) -> None:
    ran(view)
    view.tabs.setCurrentWidget(view.questions)
    table = view.questions.table
    assert [row.reach.documents for row in table.rows.rows] == [DOCUMENTS, DOCUMENTS]
    assert view.tabs.tabText(2) == "Questions 2"
    table.selectAll()
    assert view.questions.chosen.text().startswith("2 names at")
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert not table.rows.rows
    assert view.questions.nothing.isVisible()
    session.undo.undo()
    assert len(table.rows.rows) == 2
    session.undo.redo()
    view.primary()
    assert view.stages.counts[Stage.CHECK].text() == f"{DOCUMENTS} done"
    assert view.head.text() == f"{DOCUMENTS} of {LETTERS - 1} documents done · 1 refused"
    assert "Every document is done" in view.bar.button.toolTip()


def test_a_name_is_kept_in_clear_by_delete(view: ProductionView, session: MatterSession) -> None:
    ran(view)
    view.tabs.setCurrentWidget(view.questions)
    view.questions.table.choose(0)
    name = view.questions.table.rows.rows[0].entity.id
    QTest.keyClick(view.questions.table, Qt.Key.Key_Delete)
    assert session.state.entities[name].decision is Decision.DISMISSED
    assert len(view.questions.table.rows.rows) == 1
    assert view.questions.table.current is not None, "the next one is looked at"


def test_what_stopped_is_shown_filtered_and_tried_again(view: ProductionView, tmp_path: Path) -> None:
    ran(view)
    page, opened = view.stopped, list[Path]()
    page._open_place = opened.append
    assert view.tabs.tabText(1) == f"Stopped {DOCUMENTS + 1}"
    page.which.setCurrentText("Refused")
    (refused,) = page.table.rows.rows
    assert "empty" in refused.reason
    page.table.choose(0)
    page.place.click()
    assert opened == [tmp_path / "in"]
    assert not page.show_it.isEnabled()
    (tmp_path / "in" / refused.name).write_text("Marguerite Oldacre wrote again.", encoding="utf-8")
    page.again.click()
    assert view.said.text() == "1 document will be tried again when the production is resumed."
    assert not page.table.rows.rows
    page.which.setCurrentText("All")
    page.filter.setText("letter 00003 not decided")
    (held,) = page.table.rows.rows
    assert not held.refused
    assert held.readable


def test_a_held_document_is_shown_on_its_page(view: ProductionView, session: MatterSession) -> None:
    ran(view)
    shown: list[str] = []
    session.shown.connect(lambda document_id, _: shown.append(document_id))
    view.stopped.which.setCurrentText("Waiting for you")
    view.stopped.table.choose(2)
    QTest.keyClick(view.stopped.table, Qt.Key.Key_Return)
    assert shown == [view.stopped.table.rows.rows[2].document_id]


def test_what_nobody_has_read_is_taken_off(view: ProductionView) -> None:
    view.run.take_in([Path(view._choose_folder(view))])
    view.give_up.click()
    assert view.stack.currentIndex() == 0
    view.run.take_in([Path(view._choose_folder(view))])
    assert view.stages.counts[Stage.READ].text() == f"{LETTERS - 1} to do"


def test_a_sample_is_drawn_and_counted_by_keyboard(view: ProductionView, session: MatterSession) -> None:
    ran(view, TO_CONFIRM)
    view.tabs.setCurrentWidget(view.sample)
    page = view.sample
    assert page.told.text() == "No page was drawn yet."
    page.pages.setValue(3)
    page.draw_it.click()
    assert [row.missed for row in page.table.rows.rows] == [None] * 3
    assert "Oldacre" not in " ".join(row.words for row in page.text.rows)
    assert "CLIENT_" in page.text.rows[0].words or "PERSON_" in page.text.rows[0].words
    for missed in (0, 2, 0):
        page.missed.setValue(missed)
        page.keep_it.click()
    assert [row.missed for row in page.table.rows.rows] == [0, 2, 0]
    assert page.told.text().startswith(f"3 of {DOCUMENTS} pages looked at: 2 missed names on 1 page. At 95%, at most")
    page.pages.setValue(4)
    page.draw_it.click()
    assert [row.missed for row in page.table.rows.rows] == [0, 2, 0, None], "what was found on the smaller one stays"


def test_a_decision_makes_the_sample_old(view: ProductionView, session: MatterSession) -> None:
    ran(view, TO_CONFIRM)
    view.tabs.setCurrentWidget(view.sample)
    view.sample.draw_it.click()
    company = next(e for e in session.state.register.entities if "Penhallow" in e.name)
    view.questions.acts.decide(Decision.DISMISSED, [company])
    assert "draw again" in view.sample.told.text()


def test_a_run_in_lanes_is_paused_and_goes_on(qtbot: QtBot, tmp_path: Path, settled: Settled) -> None:
    session = session_over(tmp_path, Lanes())
    view = ProductionView(session, choose_folder=lambda _: str(tmp_path / "in"))
    qtbot.addWidget(view)
    view.show()
    view.run.take_in([Path(view._choose_folder(view))])
    settled(lambda: not view.run.working and view.run.now is not None and view.run.now.members > 0)
    view.far.setCurrentText(TO_CONFIRM)
    view.primary()
    assert view.bar.button.text() == "Pause"
    view.primary()
    assert view.bar.button.text() == "Pausing …"
    assert not view.bar.button.isEnabled()
    settled(lambda: not view.run.working)
    view.primary()
    settled(lambda: view.stages.counts[Stage.CONFIRM].text() == f"{DOCUMENTS} wait for you")
    settled(lambda: not session.tasks.running)
    session.close(session.tasks.close)


def test_it_is_reached_by_keys_and_from_the_palette(qtbot: QtBot, session: MatterSession) -> None:
    window = MatterWindow(session)
    qtbot.addWidget(window)
    (action,) = [one for one in window.actions_of_matter.all if one.text() == "Production"]
    assert action.shortcut().toString() == "Ctrl+Shift+P"
    action.trigger()
    assert window.centre.currentWidget() is window.view("production")


def test_every_control_has_a_name_and_a_button_is_not_the_default(view: ProductionView) -> None:
    ran(view)
    assert all(not button.autoDefault() for button in view.findChildren(QPushButton))
    assert view.stopped.table.accessibleName() == "Documents that are stopped"
    said = view.stopped.table.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("letter")
    assert "Why" in said


def test_a_search_that_was_cut_short_is_left_to_the_production(view: ProductionView, session: MatterSession) -> None:
    """Else a window that opens a half-read production would begin to search thousands of documents by itself."""
    view.run.take_in([Path(view._choose_folder(view))])
    view.run.start(load()[PROMPT], Stage.READ)
    session.refresh()
    assert len(session.state.busy) == DOCUMENTS
    assert not session.unsearched
    adding = Adding(session._matter, AtOnce(), lambda _: None)
    assert adding.search_missing(silent, NEVER) == 0
    assert len(session.state.busy) == DOCUMENTS


def test_ten_thousand_rows_are_shown_and_kept_apart(qtbot: QtBot) -> None:
    page = ProductionStopped()
    qtbot.addWidget(page)
    page.show()
    rows = [
        Stopped(f"d{n}", n, f"exhibit {n}.pdf", None, True, Stage.CONFIRM, n % 20 == 0, "One name is not decided.")
        for n in range(10_000)
    ]
    page.show_stopped(rows)
    assert page.table.model().rowCount() == 10_000
    page.table.choose(9_000)
    page.show_stopped(rows[5_000:])
    current = page.table.current
    assert current is not None
    assert current.number == 9_000
    page.filter.setText("exhibit 770 one name")
    assert [row.number for row in page.table.rows.rows] == [5_770, 6_770, *range(7_700, 7_710), 7_770, 8_770, 9_770]
    assert current.reason in page.why.text().replace("\u200b", "")
    page.filter.clear()
    page.table.selectAll()
    assert len(page.table.chosen()) == 5_000


def test_a_production_stands_in_words() -> None:
    tally = {(Stage.READ, State.DONE): 8_214, (Stage.READ, State.WAITING): 1_786, (Stage.CHECK, State.DONE): 90}
    now = ProductionStatus(10_050, 10_000, 90, tally, 7_200.0)
    assert counted_words(now, Stage.READ) == "8,214 done · 1,786 to do"
    assert counted_words(now, Stage.MASK) == "–"
    assert head_words(now, working=True).startswith("90 of 10,000 documents done · about 2 h left")
    assert head_words(now, working=False) == "90 of 10,000 documents done"
    stopped = replace(now, through=92, tally={**tally, (Stage.READ, State.REFUSED): 2, (Stage.CONFIRM, State.HELD): 8})
    assert head_words(stopped, working=False) == "90 of 10,000 documents done · 2 refused · 8 wait for you"
    assert [time_words(seconds) for seconds in (5, 2_400, 400_000)] == ["about 1 min", "about 40 min", "about 5 days"]


def test_files_that_were_added_out_of_an_archive_are_no_production(view: ProductionView) -> None:
    view.run.now = ProductionStatus(members=3, documents=0, through=0, tally={}, left=None)
    view.run.changed.emit()

    assert view.stack.currentIndex() == 0
