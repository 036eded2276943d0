"""What the stand-in for the Messages API can answer: good replies, broken ones, errors and pages of somebody else."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.fakes.messages_server import Handler

Event = tuple[str, dict[str, Any]]
Answer = Callable[["Handler", dict[str, Any]], None]
"""Writes one whole response; is given the handler and the request's body."""


@dataclass(frozen=True)
class Said:
    """A text block of an answer, and the block ranges it cites: (document, start, end)."""

    text: str
    cites: Sequence[tuple[int, int, int]] = ()


def reply(
    *blocks: Said | str,
    stop: str | None = "end_turn",
    model: str = "",
    geo: str | None = None,
    thinking: bool = False,
    extras: bool = False,
) -> Answer:
    """A good reply of those text blocks; `extras` puts pings and unknown events in between."""
    said = [Said(block) if isinstance(block, str) else block for block in blocks]

    def answer(handler: "Handler", body: dict[str, Any]) -> None:
        events = whole_reply(said, stop, model or body["model"], geo, thinking)
        send_events(handler, with_extras(events) if extras else events)

    return answer


def whole_reply(
    said: Sequence[Said], stop: str | None, model: str, geo: str | None = None, thinking: bool = False
) -> list[Event]:
    """The events of a complete reply."""
    return [message_start(model, geo), *content(said, thinking), message_delta(stop), ("message_stop", {})]


def message_start(model: str, geo: str | None = None) -> Event:
    """The first event."""
    usage = {"input_tokens": 25, "output_tokens": 1, "inference_geo": geo, "service_tier": "standard"}
    message = {"id": "msg_1", "type": "message", "role": "assistant", "model": model, "content": []}
    return "message_start", {"message": {**message, "stop_reason": None, "stop_sequence": None, "usage": usage}}


def content(said: Sequence[Said], thinking: bool = False) -> Iterator[Event]:
    """Events of all blocks."""
    first = 0
    if thinking:
        first = 1
        yield (
            "content_block_start",
            {"index": 0, "content_block": {"type": "thinking", "thinking": "", "signature": ""}},
        )
        yield "content_block_delta", {"index": 0, "delta": {"type": "thinking_delta", "thinking": "Let me see."}}
        yield "content_block_delta", {"index": 0, "delta": {"type": "signature_delta", "signature": "c2ln"}}
        yield "content_block_stop", {"index": 0}
    for index, block in enumerate(said, first):
        yield "content_block_start", {"index": index, "content_block": {"type": "text", "text": ""}}
        for at in range(0, len(block.text), 7):  # seven characters at a time: tokens are cut in the middle
            yield (
                "content_block_delta",
                {"index": index, "delta": {"type": "text_delta", "text": block.text[at : at + 7]}},
            )
        for cited in block.cites:
            yield (
                "content_block_delta",
                {"index": index, "delta": {"type": "citations_delta", "citation": location(*cited)}},
            )
        yield "content_block_stop", {"index": index}


def location(document: int, start: int, end: int) -> dict[str, Any]:
    """A citation."""
    place = {"document_index": document, "start_block_index": start, "end_block_index": end}
    return {"type": "content_block_location", "cited_text": "…", "document_title": None, "file_id": None, **place}


def message_delta(stop: str | None) -> Event:
    """The event that says why it stopped."""
    return "message_delta", {"delta": {"stop_reason": stop, "stop_sequence": None}, "usage": {"output_tokens": 15}}


def with_extras(events: Sequence[Event]) -> Iterator[Event]:
    """Pings and an event of a kind that does not exist yet, in between; nothing comes after the last."""
    for event in events:
        yield "ping", {}
        yield "tide_turned", {"height": 3}
        yield event


def send_events(handler: "Handler", events: Iterator[Event] | Sequence[Event], end: bool = True) -> None:
    """Stream events; `end` closes the body as it should be."""
    handler.begin(200, "text/event-stream")
    for name, data in events:
        handler.chunk(f"event: {name}\ndata: {json.dumps({'type': name, **data})}\n\n")
    if end:
        handler.finish_chunks()


def status(code: int, kind: str, message: str = "no", headers: Mapping[str, str] = {}) -> Answer:
    """An error response."""
    text = json.dumps({"type": "error", "error": {"type": kind, "message": message}})
    return lambda handler, _: handler.send_body(code, "application/json", text, headers)


def page(text: str = "<html>Please sign in to the network</html>", code: int = 200) -> Answer:
    """A web page in place of an answer, as networks with a sign-in page send it; it knows no account."""

    def answer(handler: "Handler", _: dict[str, Any]) -> None:
        handler.server.script.headers.clear()
        handler.send_body(code, "text/html", text)

    return answer


def redirect(code: int, target: str) -> Answer:
    """A redirect."""
    return lambda handler, _: handler.send_body(code, "text/plain", "", {"location": target})


def broken_off(*blocks: Said | str) -> Answer:
    """The connection drops in the middle of the reply."""

    def answer(handler: "Handler", body: dict[str, Any]) -> None:
        send_events(handler, beginning(blocks, body), end=False)
        handler.hang_up()

    return answer


def without_end(*blocks: Said | str) -> Answer:
    """The body ends as it should be, but the message never says that it is complete."""
    return lambda handler, body: send_events(handler, beginning(blocks, body))


def without_stop(*blocks: Said | str) -> Answer:
    """It says why it stopped, and then the body ends without the last event."""
    return lambda handler, body: send_events(handler, [*beginning(blocks, body), message_delta("end_turn")])


def error_inside(kind: str, message: str, *blocks: Said | str) -> Answer:
    """An error event in the middle of the reply."""

    def answer(handler: "Handler", body: dict[str, Any]) -> None:
        error: Event = ("error", {"error": {"type": kind, "message": message}})
        send_events(handler, [*beginning(blocks, body), error])

    return answer


def stall(*blocks: Said | str) -> Answer:
    """Begins, then says nothing more until the server is closed."""

    def answer(handler: "Handler", body: dict[str, Any]) -> None:
        send_events(handler, beginning(blocks, body), end=False)
        handler.server.stalled.set()
        handler.server.closing.wait(60)

    return answer


def trickle(text: str, pause: float) -> Answer:
    """Says a text a few letters at a time with a pause (seconds) after each, then nothing until the server closes."""

    def answer(handler: "Handler", body: dict[str, Any]) -> None:
        events = beginning([text], body)

        def slowly() -> Iterator[Event]:
            for event in events:
                yield event
                handler.server.closing.wait(pause)

        send_events(handler, slowly(), end=False)
        handler.server.stalled.set()
        handler.server.closing.wait(60)

    return answer


def raw_events(*texts: str) -> Answer:
    """Those texts as the body of a stream."""

    def answer(handler: "Handler", _: dict[str, Any]) -> None:
        handler.begin(200, "text/event-stream")
        for text in texts:
            handler.chunk(text)
        handler.finish_chunks()

    return answer


def beginning(blocks: Sequence[Said | str], body: dict[str, Any]) -> list[Event]:
    """A reply without its end."""
    said = [Said(block) if isinstance(block, str) else block for block in blocks]
    return [message_start(body["model"]), *content(said)]


def summarize(handler: "Handler", body: dict[str, Any]) -> None:
    """A heading for each document and its first passage as a statement that cites it."""
    said: list[Said] = []
    for number, document in enumerate(documents(body)):
        said.append(Said(f"## {document['title']}\n\n- "))
        said.append(Said(f"{document['source']['content'][0]['text'].strip()}", [(number, 0, 1)]))
        said.append(Said("\n\n"))
    send_events(handler, whole_reply(said, "end_turn", body["model"]))


def count(handler: "Handler", body: dict[str, Any]) -> None:
    """Count tokens."""
    tokens = handler.server.script.tokens(body)
    handler.send_body(200, "application/json", json.dumps({"input_tokens": tokens}))


def documents(body: dict[str, Any]) -> list[dict[str, Any]]:
    """The document blocks of a request."""
    content = body["messages"][0]["content"]
    return [block for block in content if isinstance(block, dict) and block["type"] == "document"]


def in_form(columns: Sequence[str]) -> Answer:
    """For each document its first passage, as a statement under its title, or as the first cell of a row of columns."""
    rest = "".join(" | not stated" for _ in columns[1:])

    def answer(handler: "Handler", body: dict[str, Any]) -> None:
        said: list[Said] = []
        for number, document in enumerate(documents(body)):
            said += [] if columns else [Said(f"## {document['title']}\n")]
            words = " ".join(document["source"]["content"][0]["text"].replace("|", "/").split())
            said += [Said("- "), Said(f"{words}{rest}", [(number, 0, 1)]), Said("\n")]
        send_events(handler, whole_reply(said, "end_turn", body["model"]))

    return answer


def held_back(begun: threading.Event, until: threading.Event) -> Answer:
    """Summarizes by itself once it is let; `begun` tells that the request is there."""

    def answer(handler: "Handler", body: dict[str, Any]) -> None:
        begun.set()
        until.wait(60)
        summarize(handler, body)

    return answer


def signs_of_life(handler: "Handler", _: dict[str, Any]) -> None:
    """A stream of pings and nothing else, for as long as somebody listens."""
    handler.begin(200, "text/event-stream")
    while not handler.server.closing.wait(0.02):
        handler.chunk('event: ping\ndata: {"type":"ping"}\n\n')
