"""The second reading: what is asked of the service, what it may answer, and what it is estimated to cost."""

import json
import threading
from dataclasses import replace

import pytest

from legalredact.errors import Cancelled, EngineIncident, EngineRejected, EngineUnreachable, SendRefused
from legalredact.masking.scan import is_own_wording
from legalredact.model.meaning import MeaningVerdict, Unchecked
from legalredact.model.payload import VerifiedText
from legalredact.model.progress import NEVER, Progress, silent
from legalredact.model.review import Citation, Segment
from legalredact.model.token import TOKEN
from legalredact.summary.claude_pace import Pace
from legalredact.summary.claude_settings import RetryPolicy
from legalredact.summary.cost_estimate import MILLION, REPLY, estimated_tokens, load
from legalredact.summary.meaning_parts import MeaningEngine
from legalredact.summary.meaning_payload import (
    ANSWER,
    LARGEST,
    STATEMENTS,
    Group,
    cost_ahead,
    cost_of,
    group_of,
    meaning_payload,
    requests_of,
)
from legalredact.summary.meaning_replies import SCHEMA, Answer, MeaningReplies, MeaningReply, answers_in
from legalredact.summary.prompts import meaning_check, prompt_of
from legalredact.summary.sender_engine import SenderEngine
from legalredact.summary.sender_messages import VerifyMessage, encoded
from tests.fakes import messages_answers as fake
from tests.fakes.meaning_answers import all_supported, judged, statements
from tests.fakes.messages_server import Handler, MessagesServer
from tests.summary.asking import engine, sender
from tests.summary.payloads import as_verified, complaint, trusting
from tests.summary.test_claude_cancel import cancel_once
from tests.summary.test_sender_hostile import KEY, SETTINGS, USAGE, Taken, said

SAID = (
    Segment("Complaint", heading=True),
    Segment("CLIENT_A and PARTY_B signed on March 4, 2019.", (Citation("d1", "p2", "p2"),)),
    Segment("PARTY_B delivered everything.", (Citation("d1", "p3", "p3"), Citation("d2", "p1", "p2"))),
)


def groups() -> tuple[Group, ...]:
    found = (group_of(number, segment, complaint().payload) for number, segment in enumerate(SAID))
    return tuple(group for group in found if group is not None)


def ordered() -> tuple[VerifiedText, tuple[int, ...]]:
    """What is read a second time, and the sizes of its requests: one."""
    verified = as_verified(meaning_payload(groups(), complaint().payload))
    return verified, (len(verified.payload.documents),)


# --- what is asked ---


def test_each_statement_is_followed_by_the_passages_that_it_cites(server: MessagesServer) -> None:
    server.script.answers = [all_supported]
    engine(server).read_again(*ordered(), silent, NEVER)
    (body,) = server.asked
    told = [(one["title"], [block["text"] for block in one["source"]["content"]]) for one in fake.documents(body)]
    first, second = complaint().payload.documents
    assert told == [
        ("Statement 2", ["CLIENT_A and PARTY_B signed on March 4, 2019."]),
        (first.masked_title, ["On March 4, 2019, CLIENT_A and PARTY_B signed the agreement."]),
        ("Statement 3", ["PARTY_B delivered everything."]),
        (first.masked_title, ["PARTY_B never delivered the second shipment."]),
        (second.masked_title, ["COUNSEL_C writes to PARTY_B.", "Payment of $12,500 is due."]),
    ]
    assert body["messages"][0]["content"][-1]["text"] == meaning_check().instructions


def test_a_request_has_a_fixed_form_and_nothing_outside_zero_retention(server: MessagesServer) -> None:
    server.script.answers = [all_supported]
    engine(server).read_again(*ordered(), silent, NEVER)
    first, second = server.received
    assert not first.sends_text
    assert second.body.keys() == {"model", "max_tokens", "messages", "stream", "output_config"}
    assert second.body["output_config"] == {"format": {"type": "json_schema", "schema": SCHEMA}}
    assert {one["citations"]["enabled"] for one in fake.documents(second.body)} == {False}
    assert not server.complaints


def test_the_form_of_a_reply_holds_no_word_of_a_client() -> None:
    assert "CLIENT" not in json.dumps(SCHEMA)
    assert SCHEMA["additionalProperties"] is False
    row = SCHEMA["properties"]["verdicts"]["items"]
    assert list(row["properties"]) == row["required"]
    for verdict in row["properties"]["verdict"]["enum"]:  # each is understood when it comes
        reply = MeaningReply("complete", json.dumps({"verdicts": [{"statement": 1, "verdict": verdict, "words": []}]}))
        assert isinstance(answers_in(reply, [0])[0], Answer)


def test_the_prompt_makes_no_summary_and_holds_no_token_or_name() -> None:
    prompt = meaning_check()
    assert prompt.engines == ("claude",)
    assert not TOKEN.search(prompt.instructions)
    words = [word for word in prompt.instructions.replace("-", " ").split() if word.isalpha()]
    assert [word for word in words if not is_own_wording(word) and len(word) > 1] == []
    for rule in ("Copy a token exactly as it stands", "Never guess or say whom", "do not do it"):
        assert rule in prompt.instructions


def test_many_statements_go_in_several_requests_and_long_ones_alone() -> None:
    (short, _), long = groups(), Segment("x" * (LARGEST // 2 + 1), (Citation("d1", "p1", "p1"),))
    many = tuple(replace(short, segment=number) for number in range(STATEMENTS + 1))
    assert [len(request) for request in requests_of(many)] == [STATEMENTS, 1]
    two = tuple(one for number in (0, 1) if (one := group_of(number, long, complaint().payload)) is not None)
    assert [len(request) for request in requests_of((*two, short))] == [1, 2]


def test_a_hit_in_any_part_of_a_group_is_one_of_that_group() -> None:
    _, second = groups()
    statement = f"{second.documents[0].id}"
    parts = {statement, f"title {statement}", f"{statement}/s", "d1", "title d1", "d1/p3", "d2", "title d2"}
    assert second.parts == {*parts, "d2/p1", "d2/p2"}


def test_requests_follow_each_other_and_tell_how_far_they_are(server: MessagesServer) -> None:
    server.script.answers = [all_supported, all_supported]
    told: list[Progress] = []
    verified, _ = ordered()
    read = engine(server).read_again(verified, (2, 3), told.append, NEVER)
    assert [list(statements(body)) for body in server.asked] == [[2], [3]]
    assert [reply.ended for reply in read.replies] == ["complete", "complete"]
    assert [(one.done, one.total) for one in told if one.step == "meaning"] == [(0, 2), (1, 2), (2, 2)]
    assert not any(one.masked_text for one in told)
    assert read.usage.input_tokens == 50
    assert read.usage.stop_reasons == ("end_turn", "end_turn")


def test_only_what_was_verified_for_this_is_sent(server: MessagesServer) -> None:
    verified, sizes = ordered()
    other = prompt_of("chronology")
    wrong = replace(verified.payload, instructions=other.instructions)
    asking = engine(server)
    for bad in (
        verified.payload,
        replace(verified, digest="0" * 64),
        as_verified(wrong),
        complaint(),
    ):
        with pytest.raises(SendRefused):
            asking.read_again(bad, sizes, silent, NEVER)  # type: ignore[arg-type] # one of them is no verified text
    for bad_sizes in ((), (4,), (6,), (5, 0), (6, -1)):
        with pytest.raises(SendRefused, match="do not hold what was verified"):
            asking.read_again(verified, bad_sizes, silent, NEVER)
    assert not server.received


# --- by the process that sends ---


def test_the_process_that_sends_asks_the_same_and_knows_no_document_of_the_matter(server: MessagesServer) -> None:
    server.script.answers = [all_supported, all_supported]
    made = sender(server).read_again(*ordered(), silent, NEVER)
    itself = engine(server).read_again(*ordered(), silent, NEVER)
    assert made.replies == itself.replies
    first, second = server.asked
    assert first == second
    assert isinstance(sender(server), MeaningEngine)


def test_it_can_be_stopped_at_once(server: MessagesServer) -> None:
    server.script.answers = [fake.stall('{"verdicts":')]
    with pytest.raises(Cancelled):
        sender(server).read_again(*ordered(), silent, cancel_once(server.stalled))
    server.script.answers, server.stalled = [fake.stall('{"verdicts":')], threading.Event()
    with pytest.raises(Cancelled):
        engine(server).read_again(*ordered(), silent, cancel_once(server.stalled))


def test_the_answering_account_is_looked_at_before_and_after(server: MessagesServer) -> None:
    right = dict(server.script.headers)
    server.script.headers["anthropic-organization-id"] = "org-other"
    with pytest.raises(EngineIncident, match="Nothing but a test word"):
        sender(server).read_again(*ordered(), silent, NEVER)
    server.script.headers = right

    def answer(handler: Handler, body: dict[str, object]) -> None:
        handler.server.script.headers = right | {"anthropic-workspace-id": "wrkspc_other"}
        all_supported(handler, body)

    server.script.answers = [answer]
    with pytest.raises(EngineIncident, match="Masked text had been sent"):
        sender(server).read_again(*ordered(), silent, NEVER)


def test_another_model_is_an_incident(server: MessagesServer) -> None:
    server.script.answers = [judged((2, "supported", ["x"]), model="claude-fable-5-2")]
    with pytest.raises(EngineIncident, match="model"):
        sender(server).read_again(*ordered(), silent, NEVER)


def test_it_is_tried_again_as_a_summary_is(server: MessagesServer) -> None:
    server.script.answers = [fake.status(529, "overloaded_error"), fake.broken_off("{"), all_supported]
    read = engine(server).read_again(*ordered(), silent, NEVER)
    assert [reply.ended for reply in read.replies] == ["complete"]
    server.script.answers = [fake.status(400, "invalid_request_error")]
    with pytest.raises(EngineRejected):
        engine(server).read_again(*ordered(), silent, NEVER)
    server.script.answers = [fake.status(529, "overloaded_error")]
    with pytest.raises(EngineUnreachable):
        engine(server, patience=RetryPolicy(tries=1)).read_again(*ordered(), silent, NEVER)


@pytest.mark.parametrize(
    ("answer", "ended"),
    [
        (judged((2, "supported", ["x"]), stop="refusal"), "refused"),
        (judged((2, "supported", ["x"]), stop="max_tokens"), "cut_off"),
        (judged((2, "supported", ["x"]), stop="model_context_window_exceeded"), "too_long"),
        (fake.status(413, "request_too_large"), "too_long"),
    ],
)
def test_what_is_not_whole_is_nothing(server: MessagesServer, answer: fake.Answer, ended: str) -> None:
    server.script.answers = [answer, all_supported]
    verified, _ = ordered()
    read = sender(server).read_again(verified, (2, 3), silent, NEVER)
    assert [reply.ended for reply in read.replies] == [ended, "complete"]  # the other statements have their answer
    assert not read.replies[0].masked_text


# --- what may come back ---


def row(statement: object = 1, verdict: object = "supported", words: object = ("CLIENT_A sues",)) -> dict[str, object]:
    return {"statement": statement, "verdict": verdict, "words": list(words) if isinstance(words, tuple) else words}


def reply_of(*rows: object) -> MeaningReply:
    return MeaningReply("complete", json.dumps({"verdicts": rows}))


def test_an_answer_belongs_to_the_statement_that_it_names() -> None:
    found = answers_in(reply_of(row(2, "not_stated", ()), row(1)), [0, 1])
    assert found == {
        0: Answer(MeaningVerdict.SUPPORTED, ("CLIENT_A sues",)),
        1: Answer(MeaningVerdict.NOT_STATED),
    }


@pytest.mark.parametrize(
    "reply",
    [
        MeaningReply("complete", ""),
        MeaningReply("complete", "supported"),
        MeaningReply("complete", "[" * 100_000),
        MeaningReply("complete", '["verdicts"]'),
        MeaningReply("complete", '{"verdicts": {"statement": 1}}'),
        MeaningReply("complete", json.dumps({"verdicts": [row()], "x": "y" * 500_000})),
        reply_of(),
        reply_of("supported"),
        reply_of(row(2)),
        reply_of(row(0)),
        reply_of(row("1")),
        reply_of(row(True)),
        reply_of(row(1.0)),
        reply_of(row(1, "proven")),
        reply_of(row(1, "not_checked")),
        reply_of(row(1, ["supported"])),
        reply_of(row(1, None)),
        reply_of(row(words="CLIENT_A sues")),
        reply_of(row(words=(1,))),
        reply_of(row(words=("x" * 5_000,))),
        reply_of(row(words=("x",) * 6)),
        reply_of(row(), row()),
        reply_of(row(), row(1, "contradicted")),
    ],
)
def test_what_has_another_form_or_is_said_twice_is_no_answer(reply: MeaningReply) -> None:
    assert answers_in(reply, [0]) == {0: Unchecked.NO_ANSWER}


@pytest.mark.parametrize(
    ("ended", "why"),
    [("refused", Unchecked.REFUSED), ("cut_off", Unchecked.CUT_OFF), ("too_long", Unchecked.TOO_LONG)],
)
def test_a_request_without_a_whole_reply_has_a_reason_for_each_statement(ended: str, why: Unchecked) -> None:
    reply = MeaningReply(ended, json.dumps({"verdicts": [row()]}))  # type: ignore[arg-type] # the parameters are such
    assert answers_in(reply, [0, 4]) == {0: why, 4: why}


# --- what it costs ---


@pytest.mark.parametrize("model", ["claude-opus-5-5", "claude-haiku-5-5"])
def test_the_estimate_is_that_of_the_price_table(model: str) -> None:
    many = tuple(replace(group, segment=number) for number, group in enumerate(groups() * 6))
    cost = cost_of(many, model)
    price = load().of(model, 1)
    assert price is not None
    fixed = len(meaning_check().instructions)
    read = [estimated_tokens(fixed + sum(g.size for g in request)) for request in requests_of(many)]
    assert (cost.statements, cost.requests, cost.tokens) == (12, 2, sum(read))
    expected = (sum(read) * price.input + 12 * ANSWER * price.output) / MILLION
    assert cost.dollars == pytest.approx(expected)
    ahead = estimated_tokens(30_000 + fixed) + REPLY
    assert cost_ahead(30_000, model) == pytest.approx((ahead * price.input + REPLY * price.output) / MILLION)


def test_a_model_without_a_price_has_no_estimate() -> None:
    assert cost_of(groups(), "claude-of-another-day").dollars is None
    assert cost_ahead(1_000, "claude-of-another-day") is None


# --- if whoever answers has taken over the process that sends ---


def told(*replies: object, **usage: object) -> dict[str, object]:
    return {"kind": "judged", "replies": list(replies), "usage": USAGE | usage}


def whole(text: str = "{}") -> dict[str, object]:
    return {"ended": "complete", "masked_text": text}


def by_taken(*messages: object) -> MeaningReplies:
    taken = SenderEngine(SETTINGS, KEY, trusting, Pace(), Taken(said(*messages)))
    return taken.read_again(ordered()[0], (2, 3), silent, NEVER)


def test_replies_of_the_sending_process_are_taken_if_they_are_of_what_was_asked() -> None:
    assert by_taken({"kind": "alive"}, told(whole("a"), whole("b"))).replies == (
        MeaningReply("complete", "a"),
        MeaningReply("complete", "b"),
    )


@pytest.mark.parametrize(
    "message",
    [
        told(),
        told(whole()),
        told(whole(), whole(), whole()),
        told(whole(), {"ended": "supported", "masked_text": ""}),
        told(whole(), {**whole(), "more": 1}),
        told(whole(), whole(), model="claude-fable-5-2"),
        told(whole(), whole(), organization_id="org-other"),
        told(whole(), whole(), input_tokens=-1),
        told(whole(), whole("x" * 4_000_001)),
        {"kind": "made", "segments": [], "usage": USAGE},
        {"kind": "answered", "organization_id": "org-test-1", "workspace_id": "wrkspc_test1"},
        b"no message",
    ],
)
def test_anything_else_that_it_says_is_rejected(message: object) -> None:
    with pytest.raises(EngineUnreachable):
        by_taken(message)


def test_it_cannot_have_text_verified_that_it_would_send_itself() -> None:
    def never(_: object) -> tuple[()]:
        return ()

    asks = encoded(VerifyMessage(complaint().payload))
    taken = SenderEngine(SETTINGS, KEY, never, Pace(), Taken(said(asks)))
    with pytest.raises(SendRefused):
        taken.read_again(*ordered(), silent, NEVER)
