"""A stand-in for the Messages API on loopback: standard library server, the client's own types as judge of requests.

It answers the two paths that the application may ask for. Every request is checked against the types of the installed
client (unknown keys included) and against what the service refuses; a bad one is answered with 400 and kept in
`complaints`. What it says next is set by `answers`, one a request; without any it writes a plain summary that cites
every document, so that whole ways can be driven without a script.
"""

import functools
import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

ORGANIZATION = "org-test-1"
WORKSPACE = "wrkspc_test1"

Event = tuple[str, dict[str, Any]]
Answer = Callable[["Handler", dict[str, Any]], None]
"""Writes one whole response; is given the handler and the request's body."""


@dataclass(frozen=True)
class Received:
    """A request as it came."""

    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]

    @property
    def sends_text(self) -> bool:
        """Whether it is more than the content-free first one."""
        return self.body.get("messages") != [{"role": "user", "content": "ping"}]


@dataclass(frozen=True)
class Said:
    """A text block of an answer, and the block ranges it cites: (document, start, end)."""

    text: str
    cites: Sequence[tuple[int, int, int]] = ()


@dataclass
class Script:
    """How the stand-in behaves.

    Arguments:
        answers: for requests to `/v1/messages`, in order; after the last one it summarises by itself.
        count_answers: the same for `/v1/messages/count_tokens`; after the last one it counts.
        headers: on every response.
        tokens: counts the tokens of a request's body.
    """

    answers: list[Answer] = field(default_factory=list)
    count_answers: list[Answer] = field(default_factory=list)
    headers: dict[str, str] = field(
        default_factory=lambda: {"anthropic-organization-id": ORGANIZATION, "anthropic-workspace-id": WORKSPACE}
    )
    tokens: Callable[[dict[str, Any]], int] = lambda body: len(json.dumps(body["messages"])) // 4


class MessagesServer(ThreadingHTTPServer):
    """Listens on a free loopback port until closed; use it as a context manager."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, script: Script | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.script = script or Script()
        self.received: list[Received] = []
        self.complaints: list[str] = []
        self.stalled = threading.Event()
        self.closing = threading.Event()
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def base_url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def asked(self) -> list[dict[str, Any]]:
        """Bodies of the requests to `/v1/messages`."""
        return [r.body for r in self.received if r.path.endswith("/v1/messages")]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are part of the game."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server: MessagesServer

    def do_POST(self) -> None:
        """Check the request, keep it, answer it."""
        raw = self.rfile.read(int(self.headers.get("content-length", 0)))
        body = json.loads(raw)
        self.server.received.append(Received(self.path, dict(self.headers.items()), body))
        counting = self.path.endswith("/count_tokens")
        if complaint := complaint_about(body, counting):
            self.server.complaints.append(complaint)
            status(400, "invalid_request_error", complaint)(self, body)
            return
        script = self.server.script
        planned = script.count_answers if counting else script.answers
        answer = planned.pop(0) if planned else count if counting else summarize
        answer(self, body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""

    def begin(
        self, status_code: int, content_type: str, headers: Mapping[str, str] = {}, length: int | None = None
    ) -> None:
        """Send status and headers; without a length the body is chunked."""
        self.send_response(status_code)
        number = len(self.server.received)
        framing = {"transfer-encoding": "chunked"} if length is None else {"content-length": str(length)}
        sent = {"content-type": content_type, "request-id": f"req_{number}", **self.server.script.headers, **framing}
        for name, value in {**sent, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def send_body(self, status_code: int, content_type: str, text: str, headers: Mapping[str, str] = {}) -> None:
        """Send a whole response of known length."""
        content = text.encode()
        self.begin(status_code, content_type, headers, len(content))
        self.wfile.write(content)

    def chunk(self, text: str) -> None:
        """Send a piece of a chunked body."""
        content = text.encode()
        self.wfile.write(b"%x\r\n%b\r\n" % (len(content), content))
        self.wfile.flush()

    def finish_chunks(self) -> None:
        """End a chunked body as it should be."""
        self.wfile.write(b"0\r\n\r\n")
        self.wfile.flush()

    def hang_up(self) -> None:
        """Drop the connection in the middle."""
        self.wfile.flush()
        self.connection.close()
        self.close_connection = True


# What is said


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

    def answer(handler: Handler, body: dict[str, Any]) -> None:
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
    """Pings, comments and an event of a kind that does not exist yet, in between."""
    for event in events:
        yield "ping", {}
        yield event
        yield "tide_turned", {"height": 3}


def send_events(handler: Handler, events: Iterator[Event] | Sequence[Event], end: bool = True) -> None:
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

    def answer(handler: Handler, _: dict[str, Any]) -> None:
        handler.server.script.headers.clear()
        handler.send_body(code, "text/html", text)

    return answer


def redirect(code: int, target: str) -> Answer:
    """A redirect."""
    return lambda handler, _: handler.send_body(code, "text/plain", "", {"location": target})


def broken_off(*blocks: Said | str) -> Answer:
    """The connection drops in the middle of the reply."""

    def answer(handler: Handler, body: dict[str, Any]) -> None:
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

    def answer(handler: Handler, body: dict[str, Any]) -> None:
        error: Event = ("error", {"error": {"type": kind, "message": message}})
        send_events(handler, [*beginning(blocks, body), error])

    return answer


def stall(*blocks: Said | str) -> Answer:
    """Begins, then says nothing more until the server is closed."""

    def answer(handler: Handler, body: dict[str, Any]) -> None:
        send_events(handler, beginning(blocks, body), end=False)
        handler.server.stalled.set()
        handler.server.closing.wait(60)

    return answer


def raw_events(*texts: str) -> Answer:
    """Those texts as the body of a stream."""

    def answer(handler: Handler, _: dict[str, Any]) -> None:
        handler.begin(200, "text/event-stream")
        for text in texts:
            handler.chunk(text)
        handler.finish_chunks()

    return answer


def beginning(blocks: Sequence[Said | str], body: dict[str, Any]) -> list[Event]:
    """A reply without its end."""
    said = [Said(block) if isinstance(block, str) else block for block in blocks]
    return [message_start(body["model"]), *content(said)]


def summarize(handler: Handler, body: dict[str, Any]) -> None:
    """A heading for each document and its first passage as a statement that cites it."""
    said: list[Said] = []
    for number, document in enumerate(documents(body)):
        said.append(Said(f"## {document['title']}\n\n- "))
        said.append(Said(f"{document['source']['content'][0]['text'].strip()}", [(number, 0, 1)]))
        said.append(Said("\n\n"))
    send_events(handler, whole_reply(said, "end_turn", body["model"]))


def count(handler: Handler, body: dict[str, Any]) -> None:
    """Count tokens."""
    tokens = handler.server.script.tokens(body)
    handler.send_body(200, "application/json", json.dumps({"input_tokens": tokens}))


def documents(body: dict[str, Any]) -> list[dict[str, Any]]:
    """The document blocks of a request."""
    content = body["messages"][0]["content"]
    return [block for block in content if isinstance(block, dict) and block["type"] == "document"]


# What is refused


def complaint_about(body: dict[str, Any], counting: bool) -> str:
    """What is wrong with a request: by the client's own types, then by the rules of the service; empty if nothing."""
    import pydantic

    try:
        understood = _settled(_judge(counting).validate_python(body))
    except pydantic.ValidationError as error:
        return f"{error.error_count()} errors, the first at {error.errors()[0]['loc']}"
    if understood != body:
        return "keys that the types do not know"
    return _refused_by_service(body)


@functools.cache
def _judge(counting: bool) -> Any:
    """The client's type of a request. Kept, because lists that are validated lazily need it to the end."""
    import pydantic
    from anthropic.types.message_count_tokens_params import MessageCountTokensParams
    from anthropic.types.message_create_params import MessageCreateParamsStreaming

    kind: Any = MessageCountTokensParams if counting else MessageCreateParamsStreaming
    return pydantic.TypeAdapter(kind)


def _settled(value: Any) -> Any:
    """With lazily validated lists run through, so that their items are validated too."""
    if isinstance(value, dict):
        return {key: _settled(item) for key, item in value.items()}
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return [_settled(item) for item in value]


def _refused_by_service(body: dict[str, Any]) -> str:
    roles = [message["role"] for message in body["messages"]]
    if roles != ["user", "assistant"] * (len(roles) // 2) + ["user"]:
        return "roles do not alternate from user to user"
    blocks = [b for m in body["messages"] if isinstance(m["content"], list) for b in m["content"]]
    texts = [b["text"] for b in blocks if b["type"] == "text"]
    texts += [part["text"] for document in documents(body) for part in document["source"]["content"]]
    if not all(text.strip() for text in texts):
        return "text content blocks must contain non-whitespace text"
    if len({document["citations"]["enabled"] for document in documents(body)}) > 1:
        return "citations must be enabled on all documents or none"
    return ""
