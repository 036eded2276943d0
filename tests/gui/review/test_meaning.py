"""The second reading in the window: chosen before a send, or asked for beside a summary; its verdicts are shown."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from legalredact.errors import EngineRejected, LegalRedactError
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Task
from legalredact.gui.core.theme import Words
from legalredact.gui.review.running_panel import progress_words
from legalredact.gui.review.sign_off_view import SignOffView
from legalredact.gui.review.summary_rows import SegmentRow
from legalredact.gui.review.summary_view import READING, RUNNING, SummaryView
from legalredact.gui.send.send_view import SendView
from legalredact.model.matter import AiRule
from legalredact.model.policy import ApprovedPrompt, DesignationPolicy, Policy, PromptPolicy
from legalredact.model.progress import Progress
from legalredact.model.register import Decision
from legalredact.model.review import Verdict
from legalredact.summary import cost_estimate, prompts
from legalredact.summary.meaning_payload import cost_ahead
from legalredact.workflow.compute.lanes import Lane, Lanes
from legalredact.workflow.send.meaning import check_meaning
from legalredact.workflow.send.meaning_rules import against_choice, wanted
from legalredact.workflow.sign_off.citations import background
from legalredact.workflow.sign_off.sign_off import review
from tests.fakes import messages_answers as fake
from tests.fakes.meaning_answers import all_supported, judged
from tests.fakes.messages_server import MessagesServer
from tests.gui.conftest import Settled
from tests.gui.reviewing import attested, confirm, say, session_for

PROMPT = prompts.load()["document-abstract"]
NAMES = ("Marguerite", "Oldacre", "Penhallow", "Freight")


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    with MessagesServer() as running:
        yield running


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path, server: MessagesServer) -> MatterSession:
    made = session_for(tmp_path, attested(server), server)
    confirm(made)
    return made


def under(session: MatterSession, check: str) -> MatterSession:
    """The session under a policy that decides."""
    policy = replace(session.policy, claude=replace(session.policy.claude, check_meaning=check))  # type: ignore[arg-type] # of its words
    session.policy = policy
    session._matter.parts = replace(session._matter.parts, policy=policy)
    return session


def summary_view(qtbot: QtBot, session: MatterSession) -> SummaryView:
    made = SummaryView(session)
    qtbot.addWidget(made)
    made.resize(700, 700)
    made.show()
    made.enter("summary")
    return made


def send_view(qtbot: QtBot, session: MatterSession) -> SendView:
    view = SendView(session)
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show()
    view.enter("send")
    return view


def summarized(qtbot: QtBot, session: MatterSession, engine: str = "claude") -> SummaryView:
    """A summary of both letters: its statements are their first passages, word for word."""
    session.summaries.summarize(PROMPT, engine, "")
    return summary_view(qtbot, session)


def rows(view: SummaryView) -> list[SegmentRow]:
    return [row for row in view.reader.list.rows if isinstance(row, SegmentRow)]


def fact(view: SendView, name: str) -> str:
    return [label.text() for label in view.facts.findChildren(Words) if label.accessibleName() == name][-1]


# --- beside a summary ---


def test_where_it_was_not_made_the_screen_says_so(qtbot: QtBot, session: MatterSession) -> None:
    view = summarized(qtbot, session)
    assert "Meaning was not checked." in view.reader.verdict.text()
    assert view.meaning.isVisible()
    assert view.meaning.isEnabled()
    local = summarized(qtbot, session, "local")
    assert "Meaning was not checked." in local.reader.verdict.text()
    assert not local.meaning.isVisible()


def test_it_is_asked_for_with_its_cost_and_no_is_the_default(
    qtbot: QtBot, session: MatterSession, server: MessagesServer
) -> None:
    view = summarized(qtbot, session)
    before = len(server.received)
    view.meaning.click()
    assert view.meaning.question is not None
    told = view.meaning.question.accessibleDescription()
    cost = background(session._matter, session.state.summaries[0]).meaning_cost
    assert cost is not None
    assert cost.dollars is not None
    assert f"It costs {cost_estimate.about(cost.dollars)}" in told
    assert f"About {cost.tokens:,} tokens go to claude-opus-5-5 at {server.base_url}" in told
    assert "2 statements" in view.meaning.question.asked.text()
    assert view.meaning.question.default.text() == "Do not send"
    say(view.meaning.question, "Do not send")
    assert len(server.received) == before


def test_verdicts_are_shown_beside_the_statements_with_names_or_tokens(
    qtbot: QtBot, session: MatterSession, server: MessagesServer
) -> None:
    view = summarized(qtbot, session)
    company = next(e.token for e in session.state.register.entities if e.name == "Penhallow Freight, Inc.")
    server.script.answers = [
        judged((2, "supported", [f"signed a lease with {company}"]), (4, "contradicted", [f"{company} answered"]))
    ]
    view.meaning.click()
    view.meaning.question.accept()
    assert view.reader.verdict.text().count("not checked") == 1  # the words given for one of them are too few
    said = {n: row.words for n, row in enumerate(rows(view))}
    assert "Second reading: supported by “signed a lease with Penhallow Freight, Inc.”" in said[1]
    assert "Meaning was not checked: the words given are not in its passages" in said[3]
    view.reader.tokens.setChecked(True)
    assert f"supported by “signed a lease with {company}”" in rows(view)[1].words
    assert not any(name in json.dumps(body) for body in server.asked for name in NAMES)
    assert [summary.id for summary in session.state.summaries] == [view.reader.summary.id]


def test_what_is_contradicted_or_not_stated_has_to_be_settled_before_signing(
    qtbot: QtBot, session: MatterSession, server: MessagesServer
) -> None:
    session.summaries.summarize(PROMPT, "claude", "")
    view = SignOffView(session)
    qtbot.addWidget(view)
    view.show()
    view.form.who.setCurrentText("Reviewer")
    assert view.bar.button.isEnabled() == (not view.flags.boxes)
    before = len(view.flags.boxes)
    server.script.answers = [judged((2, "not_stated", []), (4, "contradicted", ["answered", "on June 1, 2021."]))]
    session.act("Checking", lambda matter: check_meaning(matter, matter.summary()))
    assert len(view.flags.boxes) == before + 1
    assert not view.bar.button.isEnabled()
    for number in range(len(view.flags.boxes)):
        view.flags.settle(number, "Compared with the source.")
    assert view.bar.button.isEnabled()


def forbidden(session: MatterSession) -> None:
    under(session, "off")


def sent_back(session: MatterSession) -> None:
    session.act("Sending back", lambda m: review(m, m.summary(), "Reviewer", Verdict.REJECTED, "No."))


def no_approval_any_more(session: MatterSession) -> None:
    """It was signed, and then a name was decided differently: no valid approval, but a verdict."""
    session.act(
        "Signing",
        lambda m: review(
            m, m.summary(), "Reviewer", Verdict.APPROVED, settled=dict.fromkeys(range(9), "Compared with the source.")
        ),
    )
    company = next(e.id for e in session.state.register.entities if e.name == "Penhallow Freight, Inc.")
    session.act("Dismissing", lambda m: m.decide(Decision.DISMISSED, [company]))
    assert not session.state.signed


def barred(session: MatterSession) -> None:
    session.act("Barring", lambda m: m.set_info(replace(m.info, ai_rule=AiRule.BARRED)))


def designated(session: MatterSession) -> None:
    policy = replace(session.policy, designations=DesignationPolicy(("CONFIDENTIAL",)))
    session.policy = policy
    session._matter.parts = replace(session._matter.parts, policy=policy)


@pytest.mark.parametrize("change", [forbidden, sent_back, no_approval_any_more, barred, designated])
def test_what_the_workflow_refuses_is_told_beside_the_button(
    qtbot: QtBot, tmp_path: Path, server: MessagesServer, change: Callable[[MatterSession], None]
) -> None:
    letters = {"demand.txt": "CONFIDENTIAL\n\nMarguerite Oldacre wrote to Penhallow Freight, Inc. on May 4, 2021.\n"}
    session = session_for(tmp_path, attested(server), server, texts=letters)
    confirm(session)
    session.summaries.summarize(PROMPT, "claude", "")
    change(session)
    view = summary_view(qtbot, session)
    with pytest.raises(LegalRedactError) as refused:
        check_meaning(session._matter, session.state.summaries[0])
    assert not view.meaning.isEnabled()
    what = refused.value.what.removesuffix(" Nothing was sent.")
    assert view.meaning.accessibleDescription() == f"{what} {refused.value.remedy}"


def test_a_prompt_that_the_firm_has_not_approved_cannot_be_chosen(qtbot: QtBot, session: MatterSession) -> None:
    session.act("Choosing", lambda matter: matter.choose_check(True))
    approved = ApprovedPrompt(PROMPT.id, PROMPT.version, "Orla Penfold", dt.date(2026, 11, 1))
    session.policy = replace(session.policy, prompts=PromptPolicy(approved=(approved,)))
    view = send_view(qtbot, session)
    assert not view.meaning.isEnabled()
    assert not view.meaning.isChecked()
    assert "has not approved the prompt meaning-check" in view.meaning.toolTip()
    assert against_choice(session.policy, "claude", True)
    assert not wanted(session.policy, session.state.info, "claude")


def test_a_policy_that_requires_it_is_told_where_a_summary_is_signed(qtbot: QtBot, session: MatterSession) -> None:
    made = summarized(qtbot, under(session, "choose"))
    view = SignOffView(under(session, "on"))
    qtbot.addWidget(view)
    view.form.who.setCurrentText("Reviewer")
    assert "requires that the meaning of this summary is checked" in view.bar.button.accessibleDescription()
    assert made.meaning.isEnabled()


# --- before a send ---


def test_the_local_engine_is_said_not_to_check_meaning(qtbot: QtBot, session: MatterSession) -> None:
    view = send_view(qtbot, session)
    view.engines.setCurrentIndex(view.engines.findData("local"))
    assert not view.meaning.isVisible()
    assert fact(view, "Meaning") == "not checked"


def test_it_is_off_until_it_is_chosen_and_then_costs_what_the_table_gives(qtbot: QtBot, session: MatterSession) -> None:
    view = send_view(qtbot, session)
    assert view.meaning.isVisible()
    assert not view.meaning.isChecked()
    assert fact(view, "Meaning") == "not checked"
    view.meaning.click()
    assert view.prepared is not None
    cost = cost_ahead(sum(map(len, view.prepared.payload.parts())), "claude-opus-5-5")
    assert cost is not None
    words = f"checked in a second reading, for {cost_estimate.about(cost)} more (an estimate)"
    assert fact(view, "Meaning") == words
    view.primary()
    assert f"Meaning: {words}." in view.question.accessibleDescription()


def test_the_choice_is_remembered_in_the_matter_and_the_summary_is_read_again(
    qtbot: QtBot, session: MatterSession, server: MessagesServer
) -> None:
    view = send_view(qtbot, session)
    view.meaning.click()
    server.script.answers = [fake.summarize, all_supported]
    view.primary()
    say(view.question, "Send to Claude")
    (summary,) = session.state.summaries
    assert summary.checked.meaning is not None
    assert [one.verdict for one in summary.checked.meaning.statements] == ["supported", "supported"]
    assert session.state.info.check_meaning
    assert send_view(qtbot, session).meaning.isChecked()
    assert len(server.asked) == 2
    assert not server.complaints


@pytest.mark.parametrize(("check", "ticked"), [("on", True), ("off", False)])
def test_policy_fixes_the_choice(qtbot: QtBot, session: MatterSession, check: str, ticked: bool) -> None:
    session.act("Choosing", lambda matter: matter.choose_check(not ticked))
    view = send_view(qtbot, under(session, check))
    assert view.meaning.isChecked() is ticked
    assert not view.meaning.isEnabled()
    assert "The policy" in view.meaning.toolTip()


def test_an_error_of_the_second_reading_keeps_the_summary_and_says_so(
    qtbot: QtBot, session: MatterSession, server: MessagesServer
) -> None:
    session.act("Choosing", lambda matter: matter.choose_check(True))
    server.script.answers = [fake.summarize, fake.status(400, "invalid_request_error")]
    with qtbot.waitSignal(session.tasks.failed) as told:
        session.summaries.summarize(PROMPT, "claude", "")
    assert isinstance(told.args[0], EngineRejected)
    assert "The summary was kept; its meaning was not checked." in told.args[0].what
    view = summary_view(qtbot, session)
    assert view.stack.currentIndex() == READING
    assert "Meaning was not checked." in view.reader.verdict.text()
    assert view.meaning.isEnabled()


def test_it_can_be_followed_and_stopped(qtbot: QtBot, tmp_path: Path, server: MessagesServer, settled: Settled) -> None:
    session = session_for(tmp_path, attested(server), server, Lanes())
    confirm(session)
    settled(lambda: not session.refreshing)
    session.summaries.summarize(PROMPT, "claude", "")
    settled(lambda: len(session.state.summaries) == 1 and session.summaries.running is None)
    view = summary_view(qtbot, session)
    settled(view.meaning.isEnabled)
    server.script.answers = [fake.stall('{"verdicts":')]
    view.meaning.click()
    view.meaning.question.accept()
    settled(server.stalled.is_set)
    settled(lambda: view.running.title.text() == "Checking meaning")
    assert view.stack.currentIndex() == RUNNING
    view.running.cancel.click()
    settled(lambda: session.summaries.running is None)
    settled(lambda: view.stack.currentIndex() == READING)
    assert "Meaning was not checked." in view.reader.verdict.text()


def test_how_far_it_is_is_said() -> None:
    task = Task(Lane.NETWORK, "Checking meaning")
    task.progress = Progress("meaning", 0, 0)
    assert progress_words(task).endswith("preparing …")
    task.progress = Progress("meaning", 1, 3)
    assert progress_words(task).endswith("request 2 of 3 …")
    task.cancel()
    assert progress_words(task) == "Stopping. The summary is kept."


def test_no_policy_is_needed_for_the_box_to_be_shown(qtbot: QtBot, tmp_path: Path) -> None:
    view = send_view(qtbot, session_for(tmp_path, Policy()))
    view.engines.setCurrentIndex(view.engines.findData("claude"))
    assert not view.meaning.isChecked()
