"""A reviewer's comments on single statements: kept with the verdict, read by the preparer, also after an edit."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from legalredact.gui.core.session import MatterSession
from legalredact.gui.review.sign_off_view import SignOffView
from legalredact.gui.review.summary_view import SummaryView
from legalredact.model.review import Verdict
from legalredact.summary.prompts import load
from legalredact.workflow.sign_off.corrections import revise
from tests.gui.conftest import LEFT, PLAIN
from tests.gui.reviewing import confirm, session_for

WORDS = "The lease has a second signature."


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> MatterSession:
    made = session_for(tmp_path)
    confirm(made)
    made.summaries.summarize(load()["chronology"], "local", "")
    return made


@pytest.fixture
def view(qtbot: QtBot, session: MatterSession) -> SignOffView:
    made = SignOffView(session)
    qtbot.addWidget(made)
    made.resize(700, 700)
    made.show()
    made.enter("sign_off")
    return made


def say_of(view: SignOffView, row: int, words: str) -> None:
    view.reader.list.go_to(row)
    QTest.mouseClick(view.comment, LEFT, PLAIN)
    assert view.dialog is not None
    view.dialog.field.selectAll()
    QTest.keyClicks(view.dialog.field, words)
    if not words:
        view.dialog.field.clear()
    QTest.mouseClick(view.dialog.save, LEFT, PLAIN)


def send_back(view: SignOffView) -> None:
    view.form.who.setCurrentText("Ines Maddox")
    QTest.mouseClick(view.send_back, LEFT, PLAIN)


def test_a_comment_stands_under_its_statement_and_is_enough_to_send_it_back(view: SignOffView) -> None:
    view.form.who.setCurrentText("Ines Maddox")
    assert not view.send_back.isEnabled()
    say_of(view, 1, WORDS)

    assert view.send_back.isEnabled()
    assert f"You: {WORDS}" in view.reader.list.rows[1].words
    assert all(WORDS not in row.words for number, row in enumerate(view.reader.list.rows) if number != 1)


def test_an_empty_comment_takes_it_back(view: SignOffView) -> None:
    say_of(view, 1, WORDS)
    say_of(view, 1, "")

    assert view.reader.comments == ()
    assert WORDS not in view.reader.list.rows[1].words


def test_it_is_kept_with_the_verdict_and_the_preparer_reads_it(
    qtbot: QtBot, view: SignOffView, session: MatterSession
) -> None:
    say_of(view, 1, WORDS)
    send_back(view)
    kept: list[object] = []
    summary = session.state.summaries[-1]
    session.look("Looking", lambda matter: matter.store.sign_offs(summary.id), kept.extend)
    assert [(one.verdict, one.comments) for one in kept] == [(Verdict.REJECTED, ((1, WORDS),))]  # type: ignore[attr-defined]
    assert WORDS not in repr(kept)

    reading = SummaryView(session)
    qtbot.addWidget(reading)
    reading.show()
    reading.enter("summary")
    assert f"Ines Maddox: {WORDS}" in reading.reader.list.rows[1].words


def test_it_still_stands_there_when_the_statement_was_edited(
    qtbot: QtBot, view: SignOffView, session: MatterSession
) -> None:
    say_of(view, 1, WORDS)
    send_back(view)
    summary = session.state.summaries[-1]
    session.act("Editing", lambda matter: revise(matter, summary, 1, "The lease was signed twice."))

    assert f"Ines Maddox: {WORDS}" in view.reader.list.rows[1].words
    assert "Edited; before:" in view.reader.list.rows[1].words
