"""A summary is seen as it arrives: tokens only, no half token, and cancel ends it at once."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from legalredact.gui.review.running_panel import StreamView, whole_lines
from legalredact.gui.review.summary_view import EMPTY, SummaryView
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.summary.prompts import load
from legalredact.workflow.compute.lanes import Lanes
from tests.fakes.messages_answers import trickle
from tests.fakes.messages_server import MessagesServer, Script
from tests.gui.conftest import LEFT, PLAIN, Settled
from tests.gui.reviewing import attested, confirm, session_for
from tests.summary.test_sender import forked

REPLY = "## 2021\n\n- On May 4, 2021, CLIENT_A signed a lease with PARTY_B. " + "- It went on and on. \n" * 20


def words(view: StreamView) -> str:
    return "\n".join(row.words for row in view.rows)


def test_masked_text_is_shown_while_it_arrives_and_cancel_ends_it(
    qtbot: QtBot, tmp_path: Path, settled: Settled
) -> None:
    with MessagesServer(Script(answers=[trickle(REPLY, 0.02)])) as server:
        session = session_for(tmp_path, attested(server), server, Lanes())
        confirm(session)
        settled(lambda: not session.state.blockers)
        view = SummaryView(session)
        qtbot.addWidget(view)
        view.resize(700, 600)
        view.show()
        said: list[str] = []
        session.summaries.step_changed.connect(lambda: said.append(session.summaries.step))
        session.summaries.summarize(load()["chronology"], "claude", "")
        assert session.summaries.step == ""
        stream = view.running.stream
        settled(lambda: "signed a lease" in words(stream))
        assert stream.isVisible()
        assert "CLIENT_A" in words(stream)
        assert said == ["send", "receive"]
        assert "Oldacre" not in words(stream)
        assert not server.stalled.is_set()
        QTest.mouseClick(view.running.cancel, LEFT, PLAIN)
        settled(lambda: session.summaries.running is None)

        assert view.stack.currentIndex() == EMPTY
        assert stream.rows == []
        assert session.state.summaries == ()


def test_half_a_token_is_not_shown() -> None:
    assert whole_lines("## 2021\n\n- A letter of CLIEN") == ["## 2021", "- A letter of"]
    assert whole_lines("CLIENT_") == []


def test_rows_that_are_there_stay_while_it_grows(qtbot: QtBot) -> None:
    view = StreamView()
    qtbot.addWidget(view)
    view.show_text("## 2021\n- One.\n- Two", {})
    first = view.rows[0]
    view.show_text("## 2021\n- One.\n- Two went on.\n", {})

    assert view.rows[0] is first
    assert words(view) == "2021\nOne.\nTwo went on."


def test_another_text_takes_its_place(qtbot: QtBot) -> None:
    view = StreamView()
    qtbot.addWidget(view)
    view.show_text("## 2021\n- One.\n", {})
    view.show_text("## 2020\n", {})

    assert words(view) == "2020"


def test_closing_the_window_ends_the_process_that_sends(
    qtbot: QtBot, tmp_path: Path, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    with MessagesServer(Script(answers=[trickle(REPLY, 0.02)])) as server:
        session = session_for(tmp_path, attested(server), server, Lanes())
        confirm(session)
        settled(lambda: not session.state.blockers)
        window = MatterWindow(session)
        qtbot.addWidget(window)
        monkeypatch.setattr(window, "may_stop", lambda: True)
        window.show()
        session.summaries.summarize(load()["chronology"], "claude", "")
        qtbot.waitUntil(
            lambda: len(forked()) == 1 and bool(server.asked), timeout=120_000
        )  # the client is loaded first
        window.close()
        settled(lambda: forked() == [])

        assert not server.closing.is_set()
        assert len(server.asked) == 1
