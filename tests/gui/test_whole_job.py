"""The whole job in the window: files, names, send, summary, a second person's signature, export. Once by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from legalredact.gui.core.session import MatterSession
from legalredact.gui.review.sign_off_view import SignOffView
from legalredact.gui.review.summary_view import READING, SummaryView
from legalredact.gui.send.send_view import SendView
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.workflow.compute.lanes import Lanes
from tests.fakes.messages_server import MessagesServer
from tests.gui.conftest import LEFT, PLAIN, Settled
from tests.gui.reviewing import attested, confirm, say, session_for

REVIEWER = "Ines Maddox"


@pytest.fixture
def windows(qtbot: QtBot) -> Iterator[list[MatterWindow]]:
    """Windows that are closed at the end, lanes and all."""
    made: list[MatterWindow] = []
    yield made
    for window in made:
        with qtbot.waitSignal(window.closed, timeout=20_000):
            window.close()


def opened(session: MatterSession, windows: list[MatterWindow]) -> MatterWindow:
    window = MatterWindow(session)
    windows.append(window)
    window.resize(1280, 800)
    window.show()
    return window


def step(window: MatterWindow, name: str) -> None:
    QTest.mouseClick(window.way.buttons[name], LEFT, PLAIN)


def test_from_files_to_a_signed_export_by_mouse(
    qtbot: QtBot, tmp_path: Path, windows: list[MatterWindow], settled: Settled
) -> None:
    session = session_for(tmp_path, executor=Lanes())
    window = opened(session, windows)
    confirm(session)
    settled(lambda: not session.state.blockers)

    step(window, "send")
    send = window.view("send")
    assert isinstance(send, SendView)
    settled(send.bar.button.isEnabled)
    QTest.mouseClick(send.bar.button, LEFT, PLAIN)
    assert window.step == "summary"

    summary = window.view("summary")
    assert isinstance(summary, SummaryView)
    settled(lambda: summary.stack.currentIndex() == READING and bool(summary.reader.list.rows))
    assert window.side.isVisible()
    QTest.mouseClick(summary.bar.button, LEFT, PLAIN)
    assert window.step == "sign_off"

    sign = window.view("sign_off")
    assert isinstance(sign, SignOffView)
    sign._folder = lambda _: tmp_path / "out"
    assert not sign.bar.button.isEnabled()
    sign.form.who.setCurrentText(REVIEWER)
    for box, reason in zip(sign.flags.boxes, sign.flags.reasons, strict=True):
        QTest.mouseClick(box, LEFT, PLAIN, box.rect().center())
        QTest.keyClicks(reason, "Compared with the source.")
    QTest.mouseClick(sign.bar.button, LEFT, PLAIN)
    say(sign.question, "Sign")
    settled(lambda: bool(session.state.signed))
    settled(lambda: sign.bar.button.text() == "Export …")
    QTest.mouseClick(sign.bar.button, LEFT, PLAIN)
    settled(lambda: "Exported" in sign.signature.done.text())

    assert {file.suffix for file in (tmp_path / "out").iterdir()} == {".docx", ".pdf", ".md"}
    markdown = next((tmp_path / "out").glob("*.md")).read_text(encoding="utf-8")
    assert "Penhallow Freight" in markdown
    assert REVIEWER in markdown
    assert window.error.isHidden()


def test_with_claude_by_keyboard_alone(
    qtbot: QtBot, tmp_path: Path, windows: list[MatterWindow], settled: Settled
) -> None:
    with MessagesServer() as server:
        session = session_for(tmp_path, attested(server), server, Lanes())
        window = opened(session, windows)
        confirm(session)
        settled(lambda: not session.state.blockers)
        trigger(window, "Check and send")
        send = window.view("send")
        assert isinstance(send, SendView)
        settled(send.bar.button.isEnabled)
        trigger(window, "Main action of this view")
        button = next(b for b in send.question.buttons() if b.text() == "Send to Claude")
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        settled(lambda: bool(session.state.summaries))
        assert server.complaints == []

    trigger(window, "Sign-off")
    sign = window.view("sign_off")
    assert isinstance(sign, SignOffView)
    field = sign.form.who.lineEdit()
    assert field is not None
    field.selectAll()
    QTest.keyClicks(field, REVIEWER)
    for box, reason in zip(sign.flags.boxes, sign.flags.reasons, strict=True):
        QTest.keyClick(box, Qt.Key.Key_Space)
        QTest.keyClicks(reason, "Compared with the source.")
    settled(sign.bar.button.isEnabled)
    trigger(window, "Main action of this view")
    assert sign.question is not None
    yes = next(b for b in sign.question.buttons() if b.text() == "Sign")
    QTest.keyClick(yes, Qt.Key.Key_Space)
    settled(lambda: bool(session.state.signed))


def trigger(window: MatterWindow, words: str) -> None:
    """What the shortcut of that action does."""
    action = next(action for action in window.actions_of_matter.all if action.text() == words)
    assert action.shortcut().toString()
    action.trigger()
