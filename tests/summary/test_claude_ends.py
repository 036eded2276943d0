"""A reply is believed if it is of the kind, the model and the shape that was asked for, and over when it says so."""

import json
from typing import Any, get_args

import pytest

from legalredact.errors import EngineError, EngineIncident, EngineUnreachable, ReplyIncomplete
from legalredact.summary.claude_settings import SNAPSHOTS, RetryPolicy, Timeouts
from tests.fakes import messages_answers as fake
from tests.fakes.messages_answers import Answer, Event, Said
from tests.fakes.messages_server import Handler, MessagesServer
from tests.summary.asking import ask, engine

ONCE = RetryPolicy(tries=1)
MODEL = "claude-opus-5-5"
SAID = [Said("- CLIENT_A sues.", [(0, 0, 1)])]


def event(name: str, **data: object) -> str:
    """An event as it travels."""
    return f"event: {name}\ndata: {json.dumps({'type': name, **data})}\n\n"


def followed_by(text: str) -> Answer:
    """A good reply with something after its end."""
    events = fake.whole_reply(SAID, "end_turn", MODEL)
    return fake.raw_events(*(event(name, **data) for name, data in events), text)


AFTER = {
    "a sign of life": event("ping"),
    "an event of unknown kind": event("tide_turned"),
    "an event without a name": 'data: {"type":"ping"}\n\n',
    "a comment": ": and one more thing\n\n",
    "an identifier": "id: 7\n\n",
    "a word": "Thaddeus",
    "a blank line": "\n",
    "a carriage return": "\r",
    "more text": event("content_block_delta", index=0, delta={"type": "text_delta", "text": "PARTY_B too."}),
    "a second end": event("message_stop"),
    "another reason to stop": event("message_delta", delta={"stop_reason": "refusal"}, usage={"output_tokens": 1}),
    "an error": event("error", error={"type": "overloaded_error", "message": "no"}),
    "a second reply": "".join(event(name, **data) for name, data in fake.whole_reply(SAID, "end_turn", MODEL)),
}


@pytest.mark.parametrize("what", AFTER)
def test_a_reply_that_goes_on_after_its_end_is_refused(server: MessagesServer, what: str) -> None:
    server.script.answers = [followed_by(AFTER[what])]
    with pytest.raises(ReplyIncomplete, match="after its end"):
        ask(server)
    assert len(server.asked) == 1  # text is not sent again to somebody who answers so


def test_a_reply_in_which_lines_end_with_both_characters_is_whole(server: MessagesServer) -> None:
    events = fake.whole_reply(SAID, "end_turn", MODEL)
    text = "".join(event(name, **data) for name, data in events).replace("\n", "\r\n")
    server.script.answers = [fake.raw_events(*text)]  # one character a piece: a line's end may come in two
    assert [segment.text for segment in ask(server).segments] == ["CLIENT_A sues."]


def test_a_connection_that_stays_open_after_the_last_event_is_not_waited_for(server: MessagesServer) -> None:
    def answer(handler: Handler, body: dict[str, Any]) -> None:
        fake.send_events(handler, fake.whole_reply(SAID, "end_turn", MODEL), end=False)
        handler.server.closing.wait(60)

    server.script.answers = [answer]
    with pytest.raises(ReplyIncomplete, match="after its end"):
        ask(server, timeouts=Timeouts(connect=5, end=0.1))
    assert not server.closing.is_set()


def test_the_end_of_a_reply_is_waited_for_no_longer_than_the_whole_of_it(server: MessagesServer) -> None:
    def answer(handler: Handler, body: dict[str, Any]) -> None:
        fake.send_events(handler, fake.whole_reply(SAID, "end_turn", MODEL), end=False)
        handler.server.closing.wait(60)

    server.script.answers = [answer]
    with pytest.raises(EngineError):  # too slow on the whole where it took that long to begin
        ask(server, timeouts=Timeouts(connect=5, read=2, reply=0.5, end=60))


# --- what kind of answer ---


def of_kind(content_type: str) -> Answer:
    """A good reply that is said to be something else."""

    def answer(handler: Handler, body: dict[str, Any]) -> None:
        handler.begin(200, content_type)
        for name, data in fake.whole_reply(SAID, "end_turn", MODEL):
            handler.chunk(event(name, **data))
        handler.finish_chunks()

    return answer


GOOD = ["text/event-stream", "text/event-stream; charset=utf-8", 'Text/Event-Stream;charset="UTF-8"']
BAD = ["text/html", "application/json", "text/event-stream-2", "text/event-stream; charset=utf-16"]
BAD += ["text/event-stream; boundary=x", "text/event-stream, text/html", "text/plain; text/event-stream", ""]


@pytest.mark.parametrize("content_type", GOOD)
def test_a_stream_says_that_it_is_one(server: MessagesServer, content_type: str) -> None:
    server.script.answers = [of_kind(content_type)]
    assert ask(server).segments


@pytest.mark.parametrize("content_type", BAD)
def test_what_is_not_said_to_be_a_stream_is_not_read(server: MessagesServer, content_type: str) -> None:
    server.script.answers = [of_kind(content_type)]
    with pytest.raises(ReplyIncomplete, match="another kind"):
        ask(server, patience=ONCE)


@pytest.mark.parametrize("content_type", ["text/html", "text/event-stream", "application/problem+json", "text/json"])
def test_a_count_that_is_not_said_to_be_json_lets_no_text_out(server: MessagesServer, content_type: str) -> None:
    server.script.count_answers = [lambda handler, _: handler.send_body(200, content_type, '{"input_tokens": 1}')]
    with pytest.raises(ReplyIncomplete, match="another kind"):
        ask(server, patience=ONCE)
    assert not server.asked


@pytest.mark.parametrize("code", [201, 202, 204, 206])
def test_another_success_than_the_usual_one_is_none(server: MessagesServer, code: int) -> None:
    server.script.count_answers = [lambda handler, _: handler.send_body(code, "application/json", '{"input_tokens":1}')]
    with pytest.raises(EngineError):
        ask(server, patience=ONCE)
    assert not server.asked


def test_an_error_page_is_not_asked_what_it_means(server: MessagesServer) -> None:
    """A page may hold the words by which a request that is too long is told, which would have it sent in pieces."""
    said = json.dumps({"type": "error", "error": {"type": "invalid_request_error", "message": "prompt is too long"}})
    server.script.answers = [lambda handler, _: handler.send_body(400, "text/html", said)]
    with pytest.raises(EngineError, match="HTTP 400") as told:
        ask(server)
    assert "invalid_request_error" not in str(told.value)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "text", ['{"input_tokens": 1} trailing', '{"input_tokens": 1}{}', "[]", '{"input_tokens": "1"}']
)
def test_a_count_that_is_none_lets_no_text_out(server: MessagesServer, text: str) -> None:
    server.script.count_answers = [lambda handler, _: handler.send_body(200, "application/json", text)]
    with pytest.raises(ReplyIncomplete):
        ask(server, patience=ONCE)
    assert not server.asked


# --- which model ---


@pytest.mark.parametrize(
    "model", ["claude-opus-5-5-20260901", "claude-opus-5-5-fast", "claude-opus-5", "", "Claude-Opus-5-5"]
)
def test_a_model_that_begins_like_the_one_asked_for_is_another(server: MessagesServer, model: str) -> None:
    server.script.answers = [lambda handler, _: fake.send_events(handler, fake.whole_reply(SAID, "end_turn", model))]
    with pytest.raises(EngineIncident, match="Another model"):
        ask(server)
    assert len(server.asked) == 1


def test_a_short_name_is_answered_by_its_own_snapshot_alone(server: MessagesServer) -> None:
    short, snapshot = "claude-haiku-4-5", "claude-haiku-4-5-20251001"
    for asked, answered in ((short, short), (short, snapshot), (snapshot, snapshot)):
        server.script.answers = [fake.reply(*SAID, model=answered)]
        assert ask(server, model=asked, allowed_models=(asked,)).usage.model == answered
    for asked, answered in ((snapshot, short), (short, "claude-haiku-4-5-20260101"), (MODEL, snapshot)):
        server.script.answers = [fake.reply(*SAID, model=answered)]
        with pytest.raises(EngineIncident):
            ask(server, model=asked, allowed_models=(asked,))


def test_each_snapshot_of_a_short_name_is_one_that_the_client_knows() -> None:
    from anthropic.types.model import Model

    known = set(get_args(get_args(Model)[0]))
    for short, snapshot in SNAPSHOTS.items():
        assert {short, snapshot} <= known
        assert [name for name in known if name.startswith(f"{short}-")] == [snapshot]


# --- in which order ---


def reply_of(*events: Event) -> Answer:
    """Those events as a stream."""
    return lambda handler, _: fake.send_events(handler, events)


def start(**changes: object) -> Event:
    """The first event, changed."""
    name, data = fake.message_start(MODEL)
    return name, {"message": {**data["message"], **changes}}


def opened(index: int, text: str = "") -> Event:
    return "content_block_start", {"index": index, "content_block": {"type": "text", "text": text}}


def grown(index: int, text: str = "CLIENT_A sues.") -> Event:
    return "content_block_delta", {"index": index, "delta": {"type": "text_delta", "text": text}}


def closed(index: int) -> Event:
    return "content_block_stop", {"index": index}


STOP: Event = ("message_stop", {})
END = (fake.message_delta("end_turn"), STOP)
NO_USAGE: Event = ("message_delta", {"delta": {"stop_reason": "end_turn", "stop_sequence": None}})
NEGATIVE: Event = ("message_delta", {"delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": -1}})
DISORDER = {
    "blocks that leave out a number": [start(), opened(1), grown(1), closed(1), *END],
    "a block that begins before the other ended": [start(), opened(0), opened(1), grown(0), closed(0), closed(1), *END],
    "a block that grows after its end": [start(), opened(0), closed(0), grown(0), *END],
    "a block that ends twice": [start(), opened(0), grown(0), closed(0), closed(0), *END],
    "the end of a block that never began": [start(), opened(0), grown(0), closed(0), closed(1), *END],
    "a block that begins twice": [start(), opened(0), grown(0), closed(0), opened(0), grown(0), closed(0), *END],
    "a block that never ends": [start(), opened(0), grown(0), *END],
    "a block after the reason to stop": [start(), fake.message_delta("end_turn"), opened(0), grown(0), closed(0), STOP],
    "a second beginning": [start(), start(), opened(0), grown(0), closed(0), *END],
    "text before the first block": [
        start(content=[{"type": "text", "text": "PARTY_B"}]),
        opened(0),
        grown(0),
        closed(0),
        *END,
    ],
    "another speaker": [start(role="user"), opened(0), grown(0), closed(0), *END],
    "no tokens of the request": [start(usage={"output_tokens": 1}), opened(0), grown(0), closed(0), *END],
    "no usage at all": [start(usage=None), opened(0), grown(0), closed(0), *END],
    "no tokens of the reply": [start(), opened(0), grown(0), closed(0), NO_USAGE, STOP],
    "less than no tokens": [start(), opened(0), grown(0), closed(0), NEGATIVE, STOP],
}


@pytest.mark.parametrize("how", DISORDER)
def test_a_reply_whose_events_are_in_no_order_is_refused(server: MessagesServer, how: str) -> None:
    server.script.answers = [reply_of(*DISORDER[how])]
    with pytest.raises(ReplyIncomplete):
        ask(server)
    assert len(server.asked) == 1


def test_an_event_that_bears_another_name_than_its_kind_is_refused(server: MessagesServer) -> None:
    events = [start(), opened(0), grown(0), closed(0), *END]
    texts = [event(name, **data) for name, data in events]
    for number, text in enumerate(texts):
        disguised = text.replace(f"event: {events[number][0]}", "event: tide_turned")
        server.script.answers = [fake.raw_events(*texts[:number], disguised, *texts[number + 1 :])]
        with pytest.raises(ReplyIncomplete):
            ask(server)


# --- how long ---


def dripping(handler: Handler, body: dict[str, Any]) -> None:
    """A count, a blank at a time, for as long as somebody listens."""
    handler.begin(200, "application/json")
    while not handler.server.closing.wait(0.02):
        handler.chunk(" ")


def test_signs_of_life_without_end_are_given_up_after_the_time_of_a_reply(server: MessagesServer) -> None:
    server.script.answers = [fake.signs_of_life] * 3
    with pytest.raises(EngineUnreachable, match=r"within 0\.3 seconds"):
        ask(server, timeouts=Timeouts(connect=5, reply=0.3))
    assert len(server.asked) == 1  # another try would take as long, and longer than a person was told


def test_a_count_that_drips_is_given_up(server: MessagesServer) -> None:
    server.script.count_answers = [dripping] * 3
    with pytest.raises(EngineUnreachable, match="in time"):
        ask(server, patience=ONCE, timeouts=Timeouts(connect=5, answer=0.3))
    assert not server.asked


def test_asking_whose_account_answers_ends_in_its_time_whatever_the_service_does(server: MessagesServer) -> None:
    server.script.count_answers = [dripping] * 9
    with pytest.raises(EngineUnreachable, match=r"within 0\.5 seconds"):
        engine(server, timeouts=Timeouts(connect=5, answer=0.2, ping=0.5), patience=RetryPolicy(tries=9)).ping()


def test_each_answer_comes_over_a_connection_of_its_own(server: MessagesServer) -> None:
    """What was sent behind an answer must not be taken for the next one's."""
    ports: list[int] = []

    def noted(answer: Answer) -> Answer:
        def noting(handler: Handler, body: dict[str, Any]) -> None:
            ports.append(handler.client_address[1])
            answer(handler, body)

        return noting

    server.script.count_answers = [noted(fake.count)]
    server.script.answers = [noted(fake.status(529, "overloaded_error")), noted(fake.summarize)]
    ask(server)
    assert len(ports) == len(set(ports)) == 3
