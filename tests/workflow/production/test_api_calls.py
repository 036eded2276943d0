"""A production summarized by the service, as a stand-in plays it: as many at a time as its headers let, and counted."""

import datetime as dt
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import Cancelled, EngineIncident, EngineUnreachable, Refused
from legalredact.model.job import Stage, State, Tally
from legalredact.model.mention import Kind, Role, Tier
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.model.register import Decision, Entity, Register
from legalredact.summary import prompts
from legalredact.summary.claude_pace import Pace
from legalredact.summary.claude_settings import ApiKey, ClaudeSettings, RetryPolicy
from legalredact.summary.sender_engine import SenderEngine
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.compute.lanes import AtOnce
from legalredact.workflow.matter.dependencies import Parts, Reverify
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production.api_calls import Asking
from legalredact.workflow.production.background import Producing
from legalredact.workflow.production.costs import estimate, refuse_beyond, spent
from legalredact.workflow.production.executors import InlineExecutor
from legalredact.workflow.production.overviews import Overviews
from legalredact.workflow.production.resolve_names import Orders
from legalredact.workflow.production.run import Batch
from legalredact.workflow.production.take_in import take_in
from tests.fakes.messages_answers import held_back, signs_of_life, status
from tests.fakes.messages_server import ORGANIZATION, WORKSPACE, MessagesServer
from tests.fakes.production import light_kit, members, production_parts, written
from tests.workflow.attested import ATTESTED

LETTERS = 8
DOCUMENTS = LETTERS - 2
PROMPT = prompts.load()["document-abstract"]
NOW = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)
PLENTY = {
    "anthropic-ratelimit-requests-limit": "50",
    "anthropic-ratelimit-requests-remaining": "48",
    "anthropic-ratelimit-requests-reset": "2026-11-26T12:00:30Z",
}


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    with MessagesServer() as made:
        yield made


def asking_parts(server: MessagesServer) -> Parts:
    """Attested, with an engine that asks the stand-in."""
    patience = RetryPolicy(tries=2, first=0.01, longest=1.0)
    settings = ClaudeSettings(ORGANIZATION, WORKSPACE, base_url=server.base_url, patience=patience)
    pace = Pace()

    def make(engine: str, reverify: Reverify) -> SenderEngine:
        return SenderEngine(settings, ApiKey("sk-test"), reverify, pace=pace)

    return replace(production_parts(ATTESTED), engine=make, pace=pace)


@pytest.fixture
def matter(tmp_path: Path, server: MessagesServer) -> Iterator[OpenMatter]:
    written(tmp_path / "in", LETTERS)
    with OpenMatter.create(tmp_path / "m", ThrowAwayKey(), asking_parts(server), "ann") as made:
        take_in(made, members(tmp_path / "in", silent, NEVER), silent, NEVER)
        yield made


def started(matter: OpenMatter, patience: float = 60.0) -> Batch:
    orders = Orders(PROMPT, "claude", Tier.SUGGESTED, accept_unread=True)
    asking = Asking(matter.parts.engine, "claude", matter.parts.pace)
    return Batch(matter, InlineExecutor(light_kit, isolated=False), orders, asking, patience)


def ran(matter: OpenMatter) -> Tally:
    return started(matter).run(silent, NEVER)


def test_each_document_is_asked_for_once_and_counted(matter: OpenMatter, server: MessagesServer) -> None:
    server.script.headers |= PLENTY
    ahead = estimate(matter, PROMPT, "claude", "claude-opus-5-5")
    assert (ahead.documents, ahead.unread) == (0, LETTERS - 1)
    with pytest.raises(Refused, match="not read yet"):
        refuse_beyond(ahead, 100.0)
    tally = ran(matter)
    assert tally[Stage.CHECK, State.DONE] == DOCUMENTS
    assert len(server.asked) == DOCUMENTS
    assert server.complaints == []
    assert not any("Oldacre" in str(body) or "Penhallow" in str(body) for body in server.asked)
    used = spent(matter, "claude")
    assert used.summaries == DOCUMENTS
    assert used.input_tokens > 0
    assert used.cost is not None
    assert used.cost > 0
    acts = [event.action for event in matter.events]
    assert acts.count("payload.send") == acts.count("summary.keep") == DOCUMENTS
    assert acts.index("send.allow") < acts.index("payload.send")
    assert ran(matter) == tally
    assert len(server.asked) == DOCUMENTS


def test_an_estimate_is_told_for_what_is_ahead_and_can_stop_a_run(matter: OpenMatter) -> None:
    orders = Orders(PROMPT, "claude", until=Stage.DETECT)
    Batch(matter, InlineExecutor(light_kit, isolated=False), orders).run(silent, NEVER)
    ahead = estimate(matter, PROMPT, "claude", "claude-opus-5-5")
    assert ahead.documents == DOCUMENTS
    assert ahead.cost is not None
    refuse_beyond(ahead, 100.0)
    with pytest.raises(Refused, match="Nothing was sent"):
        refuse_beyond(ahead, 0.0001)
    with pytest.raises(Refused, match="not known"):
        refuse_beyond(estimate(matter, PROMPT, "claude", "no such model"), 100.0)


class Stopped(Cancellation):
    """Raised once the service was asked for something."""

    def __init__(self, begun: threading.Event) -> None:
        super().__init__()
        self.begun = begun

    def check(self) -> None:
        if self.begun.is_set():
            self.cancel()
        super().check()


def test_a_run_that_is_stopped_keeps_what_is_under_way_and_asks_for_nothing_more(
    matter: OpenMatter, server: MessagesServer
) -> None:
    begun, until = threading.Event(), threading.Event()
    server.script.answers.append(held_back(begun, until))

    def let(progress: Progress) -> None:
        if progress.step == "answers":
            until.set()

    with pytest.raises(Cancelled):
        started(matter).run(let, Stopped(begun))
    assert len(server.asked) == 1
    assert matter.store.tally()[Stage.SUMMARIZE, State.DONE] == 1
    assert ran(matter)[Stage.CHECK, State.DONE] == DOCUMENTS
    assert len(server.asked) == DOCUMENTS


def test_overviews_that_are_stopped_keep_what_is_under_way_too(matter: OpenMatter, server: MessagesServer) -> None:
    ran(matter)
    begun, until = threading.Event(), threading.Event()
    server.script.answers.append(held_back(begun, until))
    stopping = Cancellation()

    def stop() -> None:
        begun.wait(60)
        stopping.cancel()
        until.set()

    threading.Thread(target=stop, daemon=True).start()
    with pytest.raises(Cancelled):
        overviews(matter).run(silent, stopping)
    assert len(matter.summaries) == len(server.asked) > DOCUMENTS


def overviews(matter: OpenMatter) -> Overviews:
    asking = Asking(matter.parts.engine, "claude", matter.parts.pace)
    prompt = prompts.load()["production-overview"]
    return Overviews(matter, InlineExecutor(light_kit, isolated=False), prompt, "claude", asking)


def test_a_service_that_never_answers_does_not_keep_a_run_from_stopping(
    matter: OpenMatter, server: MessagesServer
) -> None:
    begun, never = threading.Event(), threading.Event()
    server.script.answers.append(held_back(begun, never))

    with pytest.raises(Cancelled):
        started(matter, patience=0.2).run(silent, Stopped(begun))
    never.set()
    assert (Stage.SUMMARIZE, State.DONE) not in matter.store.tally()


def test_a_service_that_is_down_stops_the_run_and_refuses_no_document(
    matter: OpenMatter, server: MessagesServer
) -> None:
    server.script.answers += [status(503, "api_error", "down")] * 2
    with pytest.raises(EngineUnreachable):
        ran(matter)
    tally = matter.store.tally()
    assert (Stage.SUMMARIZE, State.REFUSED) not in tally
    assert ran(matter)[Stage.CHECK, State.DONE] == DOCUMENTS


def test_an_answer_of_somebody_else_stops_the_run_and_the_matter(matter: OpenMatter, server: MessagesServer) -> None:
    server.script.headers["anthropic-organization-id"] = "org-other"
    with pytest.raises(EngineIncident):
        ran(matter)
    server.script.headers["anthropic-organization-id"] = ORGANIZATION
    with pytest.raises(Exception, match="incident"):
        ran(matter)
    assert server.asked == []


def test_the_pace_follows_what_the_service_says() -> None:
    clock = [0.0]
    pace = Pace(most=4, now=lambda: clock[0])
    assert pace.width == 1
    for expected in (2, 3, 4, 4):
        pace.take(200, PLENTY, NOW)
        assert pace.width == expected
    pace.take(429, {"retry-after": "7"}, NOW)
    assert pace.width == 0
    clock[0] = 7.5
    assert pace.width == 2
    pace.take(200, PLENTY | {"anthropic-ratelimit-requests-remaining": "1"}, NOW)
    assert pace.width == 0
    clock[0] += 30
    assert pace.width == 1
    pace.take(200, {"anthropic-ratelimit-tokens-limit": "soon", "anthropic-ratelimit-tokens-remaining": "?"}, NOW)
    assert pace.width == 1


def beside_a_person(matter: OpenMatter, report: Report) -> Tally:
    producing = Producing(matter, AtOnce(), lambda make: InlineExecutor(make, isolated=False), quiet=0)
    return producing.run(Orders(PROMPT, "claude", Tier.SUGGESTED, accept_unread=True), report, NEVER)


def test_a_decision_in_the_middle_has_nothing_sent_twice_that_leaves_as_it_did(
    matter: OpenMatter, server: MessagesServer
) -> None:
    """What was on its way when a name was decided is waited for, and its answer holds for what did not change."""
    server.script.headers |= PLENTY
    stranger = Entity("r1", "Thaddeus Orsova", Kind.PERSON, Role.PERSON, decision=Decision.CONFIRMED, typed=True)
    decided: list[int] = []

    def decide_soon(_: Progress) -> None:
        if not decided and server.asked:
            decided.append(len(server.asked))
            matter.type_names(Register((stranger,)))

    tally = beside_a_person(matter, decide_soon)
    assert decided[0] < DOCUMENTS
    assert tally[Stage.CHECK, State.DONE] == DOCUMENTS
    assert len(server.asked) == DOCUMENTS


def test_a_pause_waits_for_what_was_asked(matter: OpenMatter, server: MessagesServer) -> None:
    server.script.headers |= PLENTY
    producing = Producing(matter, AtOnce(), lambda make: InlineExecutor(make, isolated=False), quiet=0)
    orders = Orders(PROMPT, "claude", Tier.SUGGESTED, accept_unread=True)

    def pause_soon(_: Progress) -> None:
        if server.asked:
            producing.pause()

    producing.run(orders, pause_soon, NEVER)
    asked = len(server.asked)
    assert 0 < asked < DOCUMENTS
    assert len(matter.store.jobs(Stage.SUMMARIZE, State.DONE)) == asked
    producing.run(orders, silent, NEVER)
    assert len(server.asked) == DOCUMENTS


def test_a_pause_is_over_in_the_time_that_was_told_though_the_service_gives_signs_of_life(
    matter: OpenMatter, server: MessagesServer
) -> None:
    server.script.answers.append(signs_of_life)
    producing = Producing(matter, AtOnce(), lambda make: InlineExecutor(make, isolated=False), quiet=0, patience=0.2)

    def pause_soon(_: Progress) -> None:
        if server.asked:
            producing.pause()

    producing.run(Orders(PROMPT, "claude", Tier.SUGGESTED, accept_unread=True), pause_soon, NEVER)
    assert len(server.asked) == 1
    assert (Stage.SUMMARIZE, State.DONE) not in matter.store.tally()
    assert ran(matter)[Stage.CHECK, State.DONE] == DOCUMENTS
