"""A streamed reply is put together from events that may leave out what they do not need to say."""

from types import SimpleNamespace as Event
from typing import Any

import pytest

from legalredact.errors import ReplyIncomplete
from legalredact.summary.stream import LARGEST, BrokenReply, Cited, Reply, ReplyBlock, ReplyReader

LOCATION = Event(type="content_block_location", document_index=0, start_block_index=1, end_block_index=3)


def start(**more: Any) -> Event:
    usage = Event(input_tokens=20, output_tokens=1)
    message = {"role": "assistant", "content": [], "model": "claude-opus-5-5", "usage": usage, **more}
    return Event(type="message_start", message=Event(**message))


def block(index: int, text: str = "", kind: str = "text", **more: Any) -> Event:
    return Event(type="content_block_start", index=index, content_block=Event(type=kind, text=text, **more))


def grown(index: int, **delta: Any) -> Event:
    return Event(type="content_block_delta", index=index, delta=Event(**delta))


def said(index: int, text: str) -> Event:
    return grown(index, type="text_delta", text=text)


def closed(index: int) -> Event:
    return Event(type="content_block_stop", index=index)


END = (
    Event(type="message_delta", delta=Event(stop_reason="end_turn"), usage=Event(output_tokens=9)),
    Event(type="message_stop"),
)


def read(*events: Event) -> Reply:
    reader = ReplyReader()
    for event in events:
        reader.take(event)
    return reader.reply()


def test_a_reply_is_its_text_blocks_in_order_with_what_each_cites_once() -> None:
    reply = read(
        start(),
        block(0, kind="thinking"),
        grown(0, type="thinking_delta", thinking="hm"),
        closed(0),
        block(1, "CLIENT_A "),
        said(1, "sues."),
        grown(1, type="citations_delta", citation=LOCATION),
        grown(1, type="citations_delta", citation=LOCATION),
        closed(1),
        Event(type="ping"),
        block(2, " Today.", citations=[LOCATION]),
        closed(2),
        block(3, kind="redacted_thinking"),
        closed(3),
        *END,
    )
    assert reply.pieces == (
        ReplyBlock("CLIENT_A sues.", (Cited(0, 1, 3),)),
        ReplyBlock(" Today.", (Cited(0, 1, 3),)),
    )
    assert (reply.stop_reason, reply.model, reply.inference_geo) == ("end_turn", "claude-opus-5-5", "")
    assert (reply.input_tokens, reply.output_tokens) == (20, 9)


def test_what_a_reply_says_of_its_place_is_kept() -> None:
    usage = Event(input_tokens=20, output_tokens=1, inference_geo="us")
    assert read(start(usage=usage), block(0, "A."), closed(0), *END).inference_geo == "us"
    cached = Event(input_tokens=3, cache_creation_input_tokens=4, cache_read_input_tokens=50, output_tokens=1)
    assert read(start(usage=cached), block(0, "A."), closed(0), *END).input_tokens == 57
    assert read(start(usage=Event(input_tokens=3)), block(0, "A."), closed(0), *END).output_tokens == 9


def test_what_has_come_so_far_is_the_text_of_all_blocks() -> None:
    reader = ReplyReader()
    for event in (start(), block(0, "A "), said(0, "b"), closed(0), block(1, "C")):
        reader.take(event)
    assert (reader.masked_text, reader.characters, reader.stopped) == ("A bC", 4, False)
    assert "A b" not in repr(reader.masked_text.__class__) + repr(reader._blocks)


@pytest.mark.parametrize("kept", range(6))
def test_a_reply_that_breaks_off_is_none(kept: int) -> None:
    events = (start(), block(0, "A."), closed(0), *END)
    if kept == len(events):
        assert read(*events).pieces
        return
    with pytest.raises(BrokenReply):
        read(*events[:kept])


def test_a_reply_without_a_reason_to_stop_is_none() -> None:
    nothing = Event(type="message_delta", delta=Event(stop_reason=None), usage=Event(output_tokens=9))
    with pytest.raises(BrokenReply):
        read(start(), block(0, "A."), closed(0), nothing, END[1])


@pytest.mark.parametrize(
    "events",
    [
        [block(0, kind="tool_use")],
        [block(0, kind="thinking"), said(0, "A.")],
        [block(0, kind="thinking"), grown(0, type="citations_delta", citation=LOCATION)],
        [block(0), grown(0, type="citations_delta", citation=Event(type="char_location"))],
        [block(0, "x", citations=[Event(type="char_location")])],
        [block(0), said(1, "A.")],
        [block(0), closed(1)],
        [block(0), END[0]],
        [block(0), END[1]],
        [block(1)],
        [block(0), closed(0), END[0], block(1)],
        [Event(type="message_delta", delta=Event(stop_reason="end_turn"), usage=Event(input_tokens=1))],
        [Event(type="message_delta", delta=Event(stop_reason="end_turn"), usage=Event(output_tokens=True))],
        [Event(type="message_delta", delta=Event(stop_reason="end_turn"), usage=Event(output_tokens=1.5))],
        [Event(type="message_delta", delta=Event(stop_reason="end_turn"), usage=Event(output_tokens=-1))],
        [Event(type="message_delta", delta=Event(stop_reason="end_turn"))],
    ],
)
def test_what_no_reply_to_our_requests_has_is_refused(events: list[Event]) -> None:
    with pytest.raises(ReplyIncomplete, match="it was discarded"):
        read(start(), *events)


def test_counts_of_nothing_are_counts() -> None:
    zero = Event(type="message_delta", delta=Event(stop_reason="end_turn"), usage=Event(output_tokens=0))
    reply = read(start(usage=Event(input_tokens=0)), block(0, "A."), closed(0), zero, END[1])
    assert (reply.input_tokens, reply.output_tokens) == (0, 0)


def test_a_reply_may_be_as_long_as_the_limit() -> None:
    whole = (start(), block(0, "x" * (LARGEST - 1)), said(0, "x"), closed(0), *END)
    assert len(read(*whole).pieces[0].masked_text) == LARGEST
    with pytest.raises(ReplyIncomplete, match="does not end"):
        read(start(), block(0, "x" * LARGEST), said(0, "x"))


def test_unknown_events_and_deltas_are_passed_over() -> None:
    odd = (Event(type="tide_turned"), Event(), Event(type=""))
    reply = read(*odd, start(), block(0, "A."), grown(0, type="tide_delta"), *odd, closed(0), *END)
    assert reply.pieces == (ReplyBlock("A."),)


@pytest.mark.parametrize("late", [Event(type="ping"), Event(type="tide_turned"), Event(), END[1], start()])
def test_nothing_may_come_after_the_end_of_a_reply(late: Event) -> None:
    with pytest.raises(ReplyIncomplete, match="after its end"):
        read(start(), block(0, "A."), closed(0), *END, late)


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ([start()], "began twice"),
        ([start(role="user")], "begins as no reply does"),
        ([start(content=["A."])], "begins as no reply does"),
        ([start(usage=Event(output_tokens=1))], "does not say what it used"),
    ],
)
def test_a_reply_begins_once_and_empty(events: list[Event], words: str) -> None:
    with pytest.raises(ReplyIncomplete, match=words):
        read(*([start()] if words == "began twice" else []), *events)


@pytest.mark.parametrize("event", [block(0, "A."), said(0, "A."), closed(0), *END])
def test_a_reply_does_not_begin_in_the_middle(event: Event) -> None:
    with pytest.raises(ReplyIncomplete, match="began in the middle"):
        read(event)


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ([closed(0)], "text outside its parts"),
        ([block(0, "A."), closed(0), said(0, "B.")], "text outside its parts"),
        ([block(0, "A."), block(1, "B.")], "parts in no order"),
        ([block(0, "A."), closed(0), block(0, "B.")], "parts in no order"),
        ([block(0, "A."), closed(0), block(2, "B.")], "parts in no order"),
        ([block(0, "A."), END[0]], "stops within a part"),
        ([block(0, "A."), END[1]], "stops within a part"),
        ([block(0, kind="image")], "a part that was not asked for"),
        (
            [block(0, "A."), grown(0, type="citations_delta", citation=Event(type="x"))],
            "does not lead back to passages",
        ),
    ],
)
def test_each_fault_of_a_reply_is_told(events: list[Event], words: str) -> None:
    with pytest.raises(ReplyIncomplete, match=words):
        read(start(), *events)


def test_later_counts_take_the_place_of_earlier_ones() -> None:
    usage = Event(input_tokens=20, output_tokens=1, cache_read_input_tokens=None)
    last = Event(output_tokens=9, input_tokens=21, cache_creation_input_tokens=4)
    end = Event(type="message_delta", delta=Event(stop_reason="end_turn"), usage=last)
    reply = read(start(usage=usage), block(0, "A."), closed(0), end, END[1])
    assert (reply.input_tokens, reply.output_tokens) == (25, 9)
