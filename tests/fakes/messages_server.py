"""A stand-in for the Messages API on loopback: standard library server, the client's own types as judge of requests.

It answers the two paths that the application may ask for. Every request is checked against the types of the installed
client (unknown keys included) and against what the service refuses; a bad one is answered with 400 and kept in
`complaints`. What it says next is set by `answers`, one a request; without any it writes a plain summary that cites
every document, so that whole ways can be driven without a script.
"""

import functools
import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from tests.fakes.messages_answers import Answer, count, documents, status, summarize

ORGANIZATION = "org-test-1"
WORKSPACE = "wrkspc_test1"


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


@dataclass
class Script:
    """How the stand-in behaves.

    Arguments:
        answers: for requests to `/v1/messages`, in order; after the last one it summarizes by itself.
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
