"""Every use of the registry in the window, with each engine that can answer it: chosen, asked for, run, shown."""

from pathlib import Path

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from legalredact.gui.review.summary_view import READING, SummaryView
from legalredact.gui.send.send_view import SendView
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.model.policy import CLAUDE
from legalredact.summary.prompts import Prompt, load
from legalredact.workflow.compute.lanes import Lanes
from tests.fakes.messages_answers import in_form
from tests.fakes.messages_server import MessagesServer
from tests.gui.conftest import LEFT, PLAIN, Settled
from tests.gui.reviewing import attested, confirm, say, session_for

TYPED = {"matter-question": "When was the lease signed?", "issue-coding": "unpaid rent; signature of the lease"}
"""What a person types, by the id of the use."""
USES = [(prompt, engine) for prompt in load().values() for engine in sorted(prompt.engines)]


def test_every_use_gives_a_summary_in_the_window(qtbot: QtBot, tmp_path: Path, settled: Settled) -> None:
    with MessagesServer() as server:
        session = session_for(tmp_path, attested(server), server, Lanes())
        window = MatterWindow(session)
        window.resize(1280, 800)
        window.show()
        confirm(session)
        settled(lambda: not session.state.blockers)
        shown: list[tuple[str, str]] = []
        for prompt, engine in USES:
            server.script.answers = [in_form(prompt.columns)] * (engine == CLAUDE)
            _run(window, prompt, engine, settled)
            shown.append(_shown(window, len(shown) + 1, settled))
            assert server.complaints == []
        assert window.error.isHidden()
        assert shown == [(prompt.id, engine) for prompt, engine in USES]
        with qtbot.waitSignal(window.closed, timeout=20_000):
            window.close()


def _run(window: MatterWindow, prompt: Prompt, engine: str, settled: Settled) -> None:
    """Choose the use and the engine, type what is asked for, and press the button."""
    QTest.mouseClick(window.way.buttons["send"], LEFT, PLAIN)
    send = window.view("send")
    assert isinstance(send, SendView)
    send.prompts.setCurrentIndex(send.prompts.findText(prompt.title))
    send.engines.setCurrentIndex(send.engines.findData(engine))
    assert send.asked_for.isVisible() == bool(prompt.asks)
    if prompt.asks:
        assert not send.bar.button.isEnabled(), "nothing was asked yet"
        send.asked_for.line.clear()
        QTest.keyClicks(send.asked_for.line, TYPED[prompt.id])
        QTest.mouseClick(send.asked_for.use, LEFT, PLAIN)
    settled(send.bar.button.isEnabled)
    QTest.mouseClick(send.bar.button, LEFT, PLAIN)
    if engine == CLAUDE:
        say(send.question, "Send to Claude")


def _shown(window: MatterWindow, number: int, settled: Settled) -> tuple[str, str]:
    """The use and the engine of the draft with that number, once the window shows its statements."""
    session, summary = window.session, window.view("summary")
    assert isinstance(summary, SummaryView)
    settled(lambda: len(session.state.summaries) == number and not session.state.busy)
    newest = session.state.summaries[-1]
    settled(lambda: summary.reader.summary == newest and summary.stack.currentIndex() == READING)
    settled(lambda: bool(summary.reader.list.rows))
    made = newest.checked.summary
    assert any(not segment.heading and segment.text for segment in made.segments)
    return made.prompt_id, made.usage.engine
