"""The way on top after a summary: what came later, what is searched, what was sent back, what a screen reader hears."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import theme
from legalredact.gui.core.view import StepStatus
from legalredact.gui.matter.documents_entries import DocumentState, entries_of
from legalredact.gui.shell import step_status
from legalredact.gui.shell.registry import STEPS
from legalredact.gui.shell.step_bar import Way
from legalredact.model.review import ReviewedSummary, SignOff, Verdict
from legalredact.summary.prompts import load
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.sign_off.sign_off import review
from legalredact.workflow.sign_off.valid_approval import signed
from tests.gui.reviewing import confirm, session_for

PROMPT = load()["chronology"]


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> MatterSession:
    made = session_for(tmp_path)
    confirm(made)
    made.summaries.summarize(PROMPT, "local", "")
    return made


def judged(session: MatterSession, verdict: Verdict) -> None:
    def judge(matter: OpenMatter) -> None:
        review(matter, matter.summaries[-1], "Ines Maddox", verdict, "The lease is missing.")

    session.act("Judging", judge)


def another(session: MatterSession, folder: Path) -> None:
    path = folder / "later.txt"
    path.write_text("Penhallow Freight, Inc. wrote again on June 9, 2021.", encoding="utf-8")
    session.add([path])
    confirm(session)


def test_a_document_that_came_after_the_summary_takes_the_ticks_away(session: MatterSession, tmp_path: Path) -> None:
    judged(session, Verdict.APPROVED)
    assert step_status.check_and_send(session.state).done
    assert step_status.sign_off(session.state) == StepStatus("signed", done=True)
    another(session, tmp_path)

    assert step_status.check_and_send(session.state) == StepStatus("1 new", waits=True)
    assert step_status.summary(session.state) == StepStatus("1 not in it", waits=True)
    assert step_status.sign_off(session.state) == StepStatus("signed")


def test_a_summary_with_it_brings_them_back(session: MatterSession, tmp_path: Path) -> None:
    another(session, tmp_path)
    session.summaries.summarize(PROMPT, "local", "")

    assert step_status.check_and_send(session.state).done
    assert step_status.summary(session.state).done


def test_approvals_are_looked_at_once_all_files_are_there(
    session: MatterSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything that was sent is masked again for it; with each of many files that would take longer than the file."""
    judged(session, Verdict.APPROVED)
    looked, look = list[str](), signed

    def noted(matter: OpenMatter, summary: ReviewedSummary) -> SignOff | None:
        looked.append(summary.id)
        return look(matter, summary)

    monkeypatch.setattr("legalredact.workflow.window.snapshot.signed", noted)
    files = [tmp_path / f"later {number}.txt" for number in range(5)]
    for number, path in enumerate(files):
        path.write_text(f"Penhallow Freight, Inc. wrote {number} times.", encoding="utf-8")
    session.add(files)

    assert len(session.state.documents) == 7
    assert 1 <= len(looked) <= 2
    assert session.state.signed


def test_nothing_is_ready_to_be_sent_while_names_are_looked_for(session: MatterSession, tmp_path: Path) -> None:
    said = list[StepStatus]()
    session.changed.connect(lambda state: said.append(step_status.check_and_send(state)) if state.busy else None)
    another(session, tmp_path)

    assert said
    assert {status.blocked for status in said} == {step_status.SEARCHING}


def test_what_a_reviewer_sent_back_is_told_to_the_preparer(session: MatterSession) -> None:
    judged(session, Verdict.REJECTED)

    assert step_status.sign_off(session.state) == StepStatus("sent back", waits=True)
    assert {entry.state for entry in entries_of(session.state, {}, "")} == {DocumentState.SENT_BACK}


def test_what_stands_beside_a_tick_is_told_too(qtbot: QtBot, session: MatterSession) -> None:
    judged(session, Verdict.APPROVED)
    way = Way(STEPS)
    qtbot.addWidget(way)
    way.show_state(session.state, "")

    assert way.buttons["sign_off"].accessibleName() == "Step 5, Sign-off: done, signed"


@pytest.mark.parametrize(("width", "size"), [(1264, 100), (1264, 200), (960, 125)])
def test_what_a_step_waits_for_is_cut_at_no_text_size(
    qtbot: QtBot, session: MatterSession, tmp_path: Path, width: int, size: int
) -> None:
    theme().choose(text=size)
    judged(session, Verdict.APPROVED)
    another(session, tmp_path)
    way = Way(STEPS)
    qtbot.addWidget(way)
    way.show_state(session.state, "names")
    way.resize(width, 100)
    way.show()
    QApplication.processEvents()

    for button in way.buttons.values():
        assert button.width() >= button.sizeHint().width()
        assert button.height() >= button.sizeHint().height()
