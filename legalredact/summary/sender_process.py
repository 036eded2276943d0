"""The code of a sending process: it receives a key and verified text, asks Claude, and reports the result.

It has neither documents nor register, neither keyring nor vault. An attacker who takes it over from the network gets
only the text that was sent anyway, and a key that the firm can revoke.
"""

import datetime as dt
import os
import queue
import signal
import sys
import threading
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from legalredact import errors
from legalredact.errors import EngineUnreachable, LegalRedactError
from legalredact.model.payload import Hit, Payload, VerifiedText
from legalredact.model.progress import NEVER, Progress
from legalredact.sandbox.core_dumps import no_core_dumps
from legalredact.sandbox.profiles import confine_sender
from legalredact.summary import prompts
from legalredact.summary.claude_pace import LIMIT_HEADERS, Pace
from legalredact.summary.claude_settings import ClaudeSettings
from legalredact.summary.sender_messages import (
    MOST_ASKED,
    AccountMessage,
    ErrorMessage,
    KeepAliveMessage,
    MeaningMessage,
    Message,
    ProgressMessage,
    RateLimitMessage,
    SummaryMessage,
    VerifyMessage,
    allowed,
    asked,
    encoded,
    prepare,
)

SIGN = 5.0
"""Seconds between two signs of life."""


def loaded() -> bool:
    """Whether the client is loaded."""
    return "anthropic" in sys.modules


def load() -> None:
    """Load everything that sending needs."""
    from legalredact.summary.claude import load_client

    load_client()
    prepare()
    prompts.load()
    prompts.meaning_check()


def serve(connection: "Connection[Any, Any]") -> None:
    """Serve requests, one after the other, until the connection is closed.

    It confines itself at the first request, before it starts a thread: Landlock only applies to the calling thread and
    to later ones, see landlock(7).
    """
    _suppress_output()
    load()
    try:
        first = connection.recv_bytes(MOST_ASKED)
    except (EOFError, OSError):
        return
    refused = _refused(first)
    line = _Line(connection)
    line.send(refused or _done(first, line))
    while True:
        line.send(_done(line.receive(), line))


def _refused(data: bytes) -> ErrorMessage | None:
    """Confine this process for the request; returns an error, or None."""
    try:
        confine(asked(data).settings)
    except LegalRedactError as problem:
        return _failed(problem)
    return None


def confine(settings: ClaudeSettings) -> None:
    """Drop all rights that sending does not need, before the key is used and any text is sent.

    Errors: Refused if policy requires limits that the system does not enforce.
    """
    confine_sender(ports(settings), readable(settings), required=settings.confined)


def ports(settings: ClaudeSettings) -> frozenset[int]:
    """The ports to which it connects: the service's or the proxy's, and that of name servers."""
    from urllib.parse import urlsplit

    address = urlsplit(settings.proxy) if settings.proxy else settings.address
    return frozenset({address.port or {"https": 443, "http": 80}[address.scheme], 53})


def readable(settings: ClaudeSettings) -> tuple[Path, ...]:
    """Files that it reads after loading: its libraries, certificate authorities, name resolution."""
    from legalredact.summary.claude_process import authority_files

    installed = [sys.prefix, sys.base_prefix, str(Path(__file__).resolve().parents[2])]
    names = ["/etc/hosts", "/etc/resolv.conf", "/etc/nsswitch.conf", "/etc/host.conf", "/etc/gai.conf"]
    return tuple(map(Path, (*installed, *authority_files(settings.ca_file), *names)))


def _done(data: bytes, line: "_Line") -> Message:
    """The result of a request."""
    from legalredact.summary.claude import ClaudeEngine

    try:
        ask = asked(data)
        prompt = ask.prompt
        registry = prompts.prompt_of if prompt is None else lambda _: prompt
        engine = ClaudeEngine(ask.settings, ask.key, line.verify, pace=_Forwarded(line), registry=registry)
        if ask.verified is None:
            account = engine.ping()
            return AccountMessage(account.organization_id, account.workspace_id)
        if ask.sizes:
            read = engine.read_again(ask.verified, ask.sizes, line.report, NEVER)
            return MeaningMessage(read.replies, read.usage)
        made = engine.summarize(ask.verified, line.report, NEVER)
        return SummaryMessage(made.segments, made.usage)
    except LegalRedactError as problem:
        return _failed(problem)
    except Exception as problem:  # noqa: BLE001 - reported by its class only; its message may quote the request
        return _failed(
            EngineUnreachable(
                f"The sending process failed by an internal error ({type(problem).__name__}); nothing was kept.",
                "Try again; if it happens again, report this line.",
            )
        )


def _failed(problem: LegalRedactError) -> ErrorMessage:
    """An error, by the name of its class, or of its nearest base class that both sides know."""
    known: set[type] = {kind for kind in vars(errors).values() if isinstance(kind, type)}
    name = next(kind.__name__ for kind in type(problem).__mro__ if kind in known)
    return ErrorMessage(name, problem.what, problem.remedy)


class _Line:
    """The connection to the application. When it is closed, this process ends at once.

    Arguments:
        connection: the only connection.
    """

    def __init__(self, connection: "Connection[Any, Any]") -> None:
        self._connection = connection
        self._heard: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._telling = threading.Lock()
        for body in (self._listen, self._live):
            threading.Thread(target=body, name="legalredact-line", daemon=True).start()

    def receive(self) -> bytes:
        """Receive the next message of the application."""
        return self._heard.get()

    def send(self, message: Message) -> None:
        """Send a message to the application."""
        data = encoded(message)
        try:
            with self._telling:
                self._connection.send_bytes(data)
        except OSError:
            os._exit(0)

    def report(self, progress: Progress) -> None:
        """See `Report`; steps that the application does not know are not reported."""
        if progress.step in ("send", "receive", "wait", "summarize", "meaning"):
            self.send(ProgressMessage(progress.step, progress.done, progress.total, progress.masked_text))  # type: ignore[arg-type]  # looked at above

    def verify(self, payload: Payload) -> VerifiedText | tuple[Hit, ...]:
        """See `engine.Reverify`. If the application finds a name, it ends this process instead of answering."""
        self.send(VerifyMessage(payload))
        return allowed(self.receive()).verified

    def _listen(self) -> None:
        while True:
            try:
                self._heard.put(self._connection.recv_bytes(MOST_ASKED))
            except (EOFError, OSError):
                os._exit(0)

    def _live(self) -> None:
        never = threading.Event()
        while True:
            self.send(KeepAliveMessage())
            never.wait(SIGN)


class _Forwarded(Pace):
    """Forwards rate limits to the application, whose pace applies to all sending processes."""

    def __init__(self, line: _Line) -> None:
        super().__init__()
        self._line = line

    def take(self, status: int, headers: Mapping[str, str], at: dt.datetime) -> None:  # noqa: ARG002 - as `Pace`
        """See `Pace`."""
        told = tuple((name, headers[name][:100]) for name in LIMIT_HEADERS if name in headers)
        self._line.send(RateLimitMessage(status, told))


def _suppress_output() -> None:
    """Print nothing, write no memory dump, and ignore Ctrl-C, which the application handles."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nothing = os.open(os.devnull, os.O_RDWR)
    for handle in (0, 1, 2):
        os.dup2(nothing, handle)
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetErrorMode(0x0001 | 0x0002 | 0x8000)  # as workflow.crash_dumps, which is above us
    else:
        no_core_dumps()
