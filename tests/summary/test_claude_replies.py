"""How replies end, and which of them are believed."""

import pytest

from legalredact.errors import EngineRejected, EngineUnreachable, ReplyIncomplete
from legalredact.model.progress import NEVER, Progress, silent
from legalredact.model.review import Citation
from legalredact.summary.claude import ClaudeEngine
from legalredact.summary.claude_settings import ApiKey, RetryPolicy, Timeouts
from tests.fakes import messages_answers as fake
from tests.fakes.messages_answers import Said
from tests.fakes.messages_server import ORGANIZATION, WORKSPACE, MessagesServer
from tests.summary.asking import KEY, ask, settings
from tests.summary.payloads import complaint, trusting

ONCE = RetryPolicy(tries=1)


def test_a_good_reply_becomes_segments_with_their_passages(server: MessagesServer) -> None:
    server.script.answers = [
        fake.reply(
            Said("## Document d1 (PDF, 2 pages)\n\n- "),
            Said("CLIENT_A sues PARTY_B.", [(0, 0, 1), (0, 2, 3)]),
            Said("\n- "),
            Said("They signed on March 4, 2019.", [(0, 1, 2)]),
            Said("\n\n## Document d2 (PDF, 2 pages)\n- "),
            Said("Payment of $12,500 is due.", [(1, 0, 2)]),
            Said("\n"),
        )
    ]
    summary = ask(server)
    assert [(s.text, s.heading) for s in summary.segments] == [
        ("Document d1 (PDF, 2 pages)", True),
        ("CLIENT_A sues PARTY_B.", False),
        ("They signed on March 4, 2019.", False),
        ("Document d2 (PDF, 2 pages)", True),
        ("Payment of $12,500 is due.", False),
    ]
    assert summary.segments[1].citations == (Citation("d1", "p1", "p1"), Citation("d1", "p3", "p3"))
    assert summary.segments[4].citations == (Citation("d2", "p1", "p2"),)
    assert summary.payload_digest == complaint().digest
    assert not server.complaints


def test_requests_and_replies_fit_the_clients_own_types_to_the_letter(server: MessagesServer) -> None:
    server.script.answers = [fake.reply(Said("CLIENT_A sues.", [(0, 0, 1)]), thinking=True)]
    strict = ClaudeEngine(settings(server, inference_geo="global"), ApiKey(KEY), trusting, strict=True)
    assert strict.summarize(complaint(), silent, NEVER).segments[0].text == "CLIENT_A sues."
    assert not server.complaints


def test_tokens_cut_by_the_stream_come_out_whole(server: MessagesServer) -> None:
    text = "CLIENT_A, PARTY_B and COUNSEL_C met CLIENT_A's expert."
    server.script.answers = [fake.reply(text)]
    assert ask(server).segments[0].text == text


def test_thinking_pings_and_unknown_events_are_passed_over(server: MessagesServer) -> None:
    server.script.answers = [fake.reply(Said("CLIENT_A sues.", [(0, 0, 1)]), thinking=True, extras=True)]
    assert [s.text for s in ask(server).segments] == ["CLIENT_A sues."]


def test_usage_says_what_the_audit_trail_needs(server: MessagesServer) -> None:
    server.script.answers = [fake.reply("CLIENT_A sues.")]
    usage = ask(server).usage
    assert (usage.engine, usage.model) == ("claude", "claude-opus-5-5")
    assert (usage.input_tokens, usage.output_tokens) == (25, 15)
    assert usage.request_ids == ("req_1", "req_2")
    assert (usage.organization_id, usage.workspace_id) == (ORGANIZATION, WORKSPACE)
    assert usage.stop_reasons == ("end_turn",)
    assert usage.api_version == "2026-10-21"
    assert usage.sdk_version.startswith("2.")


@pytest.mark.parametrize("stop", ["refusal", "tool_use", "pause_turn", "stop_sequence", "brand_new_reason"])
def test_any_other_reason_to_stop_discards_the_reply(server: MessagesServer, stop: str) -> None:
    server.script.answers = [fake.reply("CLIENT_A sues.", stop=stop)]
    with pytest.raises(ReplyIncomplete) as caught:
        ask(server)
    assert "CLIENT_A" not in str(caught.value)
    assert len(server.asked) == 1


BROKEN = {
    "an error event": fake.error_inside("overloaded_error", "the secret text", "CLIENT_A su"),
    "a dropped connection": fake.broken_off("CLIENT_A su"),
    "no end": fake.without_end("CLIENT_A su"),
    "no message_stop": fake.without_stop("CLIENT_A su"),
    "no stop_reason": fake.reply("CLIENT_A sues.", stop=None),
    "an empty stream": fake.raw_events(),
    "an event that is cut off": fake.raw_events("event: message_start\ndata: {}"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_stream_that_breaks_is_an_error_and_is_tried_again(server: MessagesServer, how: str) -> None:
    server.script.answers = [BROKEN[how]]
    with pytest.raises(EngineUnreachable) as caught:
        ask(server, patience=ONCE)
    assert "secret text" not in str(caught.value)
    server.script.answers = [BROKEN[how], fake.reply("CLIENT_A sues.")]
    assert [s.text for s in ask(server).segments] == ["CLIENT_A sues."]


def test_a_stalled_stream_is_an_error(server: MessagesServer) -> None:
    server.script.answers = [fake.stall("CLIENT_A su")]
    with pytest.raises(EngineUnreachable):
        ask(server, patience=ONCE, timeouts=Timeouts(connect=5, read=0.2))


def test_a_stream_that_never_ends_is_an_error(server: MessagesServer) -> None:
    server.script.answers = [fake.stall("CLIENT_A su")]
    with pytest.raises(EngineUnreachable):
        ask(server, patience=ONCE, timeouts=Timeouts(connect=5, reply=0.3))


ODD = {
    "no JSON": fake.raw_events("event: message_start\ndata: {CLIENT_A\n\n"),
    "no UTF-8 sense": fake.raw_events("event: message_start\ndata: []\n\n"),
    "a delta before its block": fake.raw_events(
        *(
            f"event: {name}\ndata: {data}\n\n"
            for name, data in (
                (
                    "message_start",
                    '{"type":"message_start","message":{"model":"claude-opus-5-5","usage":{"input_tokens":1,"output_tokens":1}}}',
                ),
                (
                    "content_block_delta",
                    '{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"CLIENT_A"}}',
                ),
            )
        )
    ),
    "a stream that begins in the middle": fake.raw_events('event: message_stop\ndata: {"type":"message_stop"}\n\n'),
    "a citation of a passage that was not sent": fake.reply(Said("CLIENT_A sues.", [(0, 0, 9)])),
    "a citation of a document that was not sent": fake.reply(Said("CLIENT_A sues.", [(5, 0, 1)])),
    "an empty citation": fake.reply(Said("CLIENT_A sues.", [(0, 1, 1)])),
    "nothing": fake.reply("\n\n---\n"),
}


@pytest.mark.parametrize("how", ODD)
def test_a_reply_that_makes_no_sense_is_discarded_at_once(server: MessagesServer, how: str) -> None:
    server.script.answers = [ODD[how]]
    with pytest.raises((ReplyIncomplete, EngineUnreachable)) as caught:
        ask(server, patience=ONCE)
    assert "CLIENT_A" not in str(caught.value)


REFUSED = {400: "invalid_request_error", 401: "authentication_error", 402: "billing_error", 403: "permission_error"}


@pytest.mark.parametrize("code", REFUSED)
def test_a_refused_request_says_status_kind_and_request_id_alone(server: MessagesServer, code: int) -> None:
    server.script.answers = [fake.status(code, REFUSED[code], "your text: CLIENT_A brings this action")]
    with pytest.raises(EngineRejected) as caught:
        ask(server)
    error = caught.value
    assert f"HTTP {code}, {REFUSED[code]}, request req_2" in str(error)
    assert "CLIENT_A" not in str(error)
    assert error.__cause__ is None
    assert error.__context__ is None
    assert len(server.asked) == 1


def test_a_kind_or_request_id_that_could_be_text_is_not_shown(server: MessagesServer) -> None:
    headers = {"request-id": "CLIENT_A met PARTY_B"}
    server.script.answers = [fake.status(400, "CLIENT_A met PARTY_B", "no", headers)]
    with pytest.raises(EngineRejected) as caught:
        ask(server)
    assert "CLIENT_A" not in str(caught.value)


def test_what_has_come_so_far_is_told_while_it_comes(server: MessagesServer) -> None:
    told: list[Progress] = []
    text = "- CLIENT_A signed. " * 40
    server.script.answers = [fake.reply(Said(text, [(0, 0, 1)]))]
    ask(server, report=told.append)
    seen = [progress.masked_text for progress in told if progress.step == "receive"]

    assert len(seen) > 3
    assert all(text.startswith(part) for part in seen)
    assert "CLIENT_A" not in repr(told)
