"""A window's production summarized by Claude: asked first, gated like a single send. All names are invented."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from legalredact.errors import LegalRedactError
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import Words
from legalredact.gui.production.production_view import KEEP, SEND, ProductionView
from legalredact.model.job import Stage
from legalredact.model.register import Decision
from legalredact.summary.prompts import load
from legalredact.workflow.compute.lanes import Lanes
from legalredact.workflow.matter.dependencies import Parts
from tests.fakes.messages_server import MessagesServer
from tests.fakes.production import production_parts
from tests.gui.conftest import Settled
from tests.gui.producing import DOCUMENTS, session_over
from tests.gui.reviewing import say
from tests.workflow.production.test_api_calls import PLENTY, asking_parts

PROMPTS = load()
CLAUDE, NAMES, LOCALLY = "Summaries by Claude (masked text is sent)", "Names found", "Summaries made on this machine"


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    with MessagesServer() as made:
        made.script.headers |= PLENTY
        yield made


def shown(qtbot: QtBot, place: Path, parts: Parts) -> tuple[ProductionView, MatterSession]:
    """Read, searched and settled who is who; nothing decided."""
    session = session_over(place, parts=parts)
    session.tasks.failed.connect(_unexpected)
    view = ProductionView(session, choose_folder=lambda _: str(place / "in"), choose_file=lambda _: "")
    qtbot.addWidget(view)
    view.resize(1000, 700)
    view.show()
    view.enter("production")
    view.run.take_in([Path(view._choose_folder(view))])
    view.far.setCurrentText(NAMES)
    view.primary()
    return view, session


def _unexpected(problem: LegalRedactError) -> None:
    raise problem


def decide_all(view: ProductionView) -> None:
    view.tabs.setCurrentWidget(view.questions)
    view.questions.table.selectAll()
    view.questions.decide(Decision.CONFIRMED)


def test_without_a_contract_nothing_can_be_sent_and_the_link_leads_to_the_local_engine(
    qtbot: QtBot, tmp_path: Path
) -> None:
    view, _ = shown(qtbot, tmp_path, production_parts())
    decide_all(view)
    view.far.setCurrentText(CLAUDE)
    assert not view.bar.button.isEnabled()
    view.bar.mend_asked.emit("use local")
    assert view.far.currentText() == LOCALLY
    assert view.bar.button.isEnabled()


def test_a_person_hears_how_much_and_to_whom_before_anything_leaves(
    qtbot: QtBot, tmp_path: Path, server: MessagesServer
) -> None:
    view, session = shown(qtbot, tmp_path, asking_parts(server))
    decide_all(view)
    view.far.setCurrentText(CLAUDE)
    view.primary()
    assert view.question.asked.text() == f"Send {DOCUMENTS} masked documents to Claude?"
    told = view.question.accessibleDescription()
    assert all(words in told for words in (session.policy.claude.model, "organization", "cannot be recalled", "$"))
    say(view.question, KEEP)
    assert server.asked == []
    assert not view.run.working


def test_what_is_agreed_to_is_sent_masked_and_counted(qtbot: QtBot, tmp_path: Path, server: MessagesServer) -> None:
    view, session = shown(qtbot, tmp_path, asking_parts(server))
    decide_all(view)
    view.far.setCurrentText(CLAUDE)
    view.primary()
    say(view.question, SEND)
    qtbot.waitUntil(lambda: view.stages.counts[Stage.CHECK].text() == f"{DOCUMENTS} done")
    assert len(server.asked) == DOCUMENTS
    assert not any("Oldacre" in str(body) or "Penhallow" in str(body) for body in server.asked)
    assert {one.checked.summary.usage.engine for one in session.state.summaries} == {"claude"}
    view.primary()
    qtbot.waitUntil(lambda: view.said.text() == "Claude was already asked about every document.")
    assert len(server.asked) == DOCUMENTS


def test_what_is_not_decided_does_not_leave(qtbot: QtBot, tmp_path: Path, server: MessagesServer) -> None:
    view, _ = shown(qtbot, tmp_path, asking_parts(server))
    view.far.setCurrentText(CLAUDE)
    assert not view.bar.button.isEnabled()
    assert "waits for a decision" in view.bar.button.toolTip()
    assert server.asked == []


def test_claude_can_be_asked_after_this_machine(qtbot: QtBot, tmp_path: Path, server: MessagesServer) -> None:
    view, _ = shown(qtbot, tmp_path, asking_parts(server))
    decide_all(view)
    view.far.setCurrentText(LOCALLY)
    view.primary()
    assert not view.bar.button.isEnabled()
    view.far.setCurrentText(CLAUDE)
    view.primary()
    say(view.question, SEND)
    assert len(server.asked) == DOCUMENTS


def test_whoever_pauses_a_send_is_told_how_long_answers_are_waited_for(
    qtbot: QtBot, tmp_path: Path, server: MessagesServer, settled: Settled
) -> None:
    session = session_over(tmp_path, Lanes(), asking_parts(server))
    view = ProductionView(session, choose_folder=lambda _: str(tmp_path / "in"))
    qtbot.addWidget(view)
    view.show()
    view.run.take_in([Path(view._choose_folder(view))])
    settled(lambda: not view.run.working and view.run.now is not None and view.run.now.members > 0)
    view.far.setCurrentText(CLAUDE)
    view.run.start(PROMPTS["document-abstract"], Stage.CHECK, "claude")
    view.primary()
    assert view.bar.button.text() == "Pausing …"
    assert any("3 minutes at most" in words.text() for words in view.bar.findChildren(Words))
    settled(lambda: not view.run.working)
    session.close(session.tasks.close)
