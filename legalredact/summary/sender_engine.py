"""Claude through a separate process: this process holds client text, and opens no connection.

Only the text to send, the key, and the settings are handed over. Results are trusted no more than a response of the
service: they are data of known types, bound to the request, and checked like every reply.
"""

import contextlib
import datetime as dt
import math
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from legalredact.errors import (
    Cancelled,
    EngineIncident,
    EngineRejected,
    EngineUnreachable,
    LegalRedactError,
    Refused,
    ReplyIncomplete,
    SendRefused,
    UsageError,
)
from legalredact.model.payload import Payload, VerifiedText
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.model.review import MaskedSummary
from legalredact.summary.claude_account import AnsweringAccount
from legalredact.summary.claude_pace import LIMIT_HEADERS, Pace
from legalredact.summary.claude_settings import ApiKey, ClaudeSettings
from legalredact.summary.engine import Reverify, accepted, registered
from legalredact.summary.meaning_parts import acceptable
from legalredact.summary.meaning_replies import MeaningReplies
from legalredact.summary.prompts import Registered, prompt_of
from legalredact.summary.sender_line import LINES, Lines, SenderConnection
from legalredact.summary.sender_messages import (
    AccountMessage,
    ErrorMessage,
    MeaningMessage,
    Message,
    ProgressMessage,
    RateLimitMessage,
    SendRequest,
    SummaryMessage,
    VerifiedMessage,
    VerifyMessage,
    encoded,
    message,
)
from legalredact.summary.sender_text import usage_of, with_real_ids, without_ids
from legalredact.summary.stream import LARGEST

SILENCE = 60.0
"""Seconds without a sign of life after which the sending process counts as hanging; it gives one every five."""

STARTING = 300.0
"""Seconds until its first sign of life. It loads the client first, which takes a busy machine more than a minute."""

_GLANCE = 0.05  # seconds between two checks for cancellation
_KNOWN = (EngineUnreachable, EngineRejected, EngineIncident, ReplyIncomplete, SendRefused, Refused, UsageError)
_LONGEST = 500  # characters of an error


@dataclass(frozen=True, slots=True)
class SenderEngine:
    """Uses Claude through a process that does nothing else. See `ClaudeEngine`, which runs there.

    Arguments:
        settings: where text may be sent; from policy and attestation.
        key: the account's key; passed only through the pipe.
        reverify: verifies text of the model before it is sent back, when parts are joined.
        pace: learns from each response how many requests may run at a time.
        lines: creates connections to sending processes.
        registry: gives the prompt with an id, or refuses it.
    """

    settings: ClaudeSettings
    key: ApiKey
    reverify: Reverify
    pace: Pace = field(default_factory=Pace)
    lines: Lines = LINES
    registry: Registered = prompt_of

    @property
    def name(self) -> str:
        """See `engine.Engine`."""
        return "claude"

    def summarize(self, verified: VerifiedText, report: Report, cancel: Cancellation) -> MaskedSummary:
        """See `engine.Engine`. Canceling ends the process, and with it the connection.

        Errors: as in `ClaudeEngine.summarize`; also EngineUnreachable if the process cannot be started, ends or hangs.
        """
        verified = accepted(verified)
        prompt = registered(verified, self.name, self.registry)
        settings = replace(self.settings, model=prompt.model) if prompt.model else self.settings
        cancel.check()
        made = self._asked(SendRequest(settings, self.key, without_ids(verified), prompt=prompt), report, cancel)
        if not isinstance(made, SummaryMessage):
            raise _nonsense()
        payload = verified.payload
        segments, usage = with_real_ids(made.segments, payload), usage_of(made.usage, settings)
        return MaskedSummary(verified.digest, payload.prompt_id, payload.prompt_version, segments, usage)

    def read_again(
        self, verified: VerifiedText, sizes: Sequence[int], report: Report, cancel: Cancellation
    ) -> MeaningReplies:
        """See `MeaningEngine`. Canceling ends the process, and with it the connection.

        Errors: as in `summarize`.
        """
        verified, sizes = acceptable(verified, sizes), tuple(sizes)
        cancel.check()
        made = self._asked(SendRequest(self.settings, self.key, without_ids(verified), sizes), report, cancel)
        if not isinstance(made, MeaningMessage) or len(made.replies) != len(sizes):
            raise _nonsense()
        if any(len(reply.masked_text) > LARGEST for reply in made.replies):
            raise _nonsense()
        return MeaningReplies(made.replies, usage_of(made.usage, self.settings))

    def ping(self, cancel: Cancellation = NEVER) -> AnsweringAccount:
        """The account that answers a request without content; for `doctor`.

        Errors: as in `summarize`.
        """
        cancel.check()
        longest = self.settings.timeouts.ping + SILENCE
        found = self._asked(SendRequest(self.settings, self.key, None), silent, cancel, longest)
        account = AnsweringAccount(self.settings.organization_id, self.settings.workspace_id)
        if not isinstance(found, AccountMessage) or (found.organization_id, found.workspace_id) != (
            account.organization_id,
            account.workspace_id,
        ):
            raise _nonsense()
        return account

    def _asked(self, ask: SendRequest, report: Report, cancel: Cancellation, longest: float = math.inf) -> Message:
        """The final message of a process for this request, within `longest` seconds after it has started."""
        with self.lines.one() as line, _Watch(line, cancel, longest) as watch:
            watch.send(encoded(ask))
            while True:
                said = message(watch.receive())
                match said:
                    case ProgressMessage():
                        report(_progress(said))
                    case VerifyMessage():
                        watch.send(encoded(VerifiedMessage(self._verified(said.payload))))
                    case RateLimitMessage():
                        self._learn(said)
                    case ErrorMessage():
                        raise _error(said)
                    case AccountMessage() | SummaryMessage() | MeaningMessage():
                        return said

    def _verified(self, payload: Payload) -> VerifiedText:
        """The model's own text, if it contains no name.

        The process learns nothing else: if it learned of each refusal, it could guess names until one is refused.

        Errors: SendRefused.
        """
        verdict = self.reverify(payload)
        if not isinstance(verdict, VerifiedText) or verdict.digest != payload.digest or verdict.payload != payload:
            raise SendRefused(
                "The model's own words name somebody in clear; they were not sent back.",
                "Choose fewer documents at once, or use the local engine.",
            )
        return verdict

    def _learn(self, said: RateLimitMessage) -> None:
        headers = {name: value for name, value in said.headers if name in LIMIT_HEADERS and len(value) <= 100}
        self.pace.take(said.status, headers, dt.datetime.now(dt.UTC))


class _Watch:
    """Ends a process if the caller cancels, or if it gives no sign of life while something is expected of it.

    Arguments:
        line: connection to the process.
        cancel: requests its end.
        longest: seconds that it has from its first sign of life on, whatever others it gives.
    """

    def __init__(self, line: SenderConnection, cancel: Cancellation, longest: float) -> None:
        self._line, self._cancel = line, cancel
        self._over = threading.Event()
        self._longest, self._last = longest, math.inf
        self._since = math.inf
        self._started = self._hung = False
        self._thread = threading.Thread(target=self._look, name="legalredact-watch", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def send(self, data: bytes) -> None:
        """Send it a message.

        Errors: EngineUnreachable; Cancelled after it was ended.
        """
        with self._expecting():
            self._line.send(data)

    def receive(self) -> bytes:
        """Receive its next message.

        Errors: as in `send`.
        """
        with self._expecting():
            data = self._line.receive()
        if not self._started:
            self._started, self._last = True, time.monotonic() + self._longest
        return data

    @contextlib.contextmanager
    def _expecting(self) -> Iterator[None]:
        """A context in which a message is expected. While a report or a verification runs here, none is."""
        self._since = time.monotonic()
        try:
            yield
        except (EOFError, OSError):
            raise self._ended() from None
        finally:
            self._since = math.inf

    def _ended(self) -> LegalRedactError:
        if self._cancel.requested:
            return Cancelled()
        if self._hung and not self._started:
            return EngineUnreachable(
                "The sending process did not start in time and was ended; nothing was sent.",
                "Try again when this computer is less busy; if this persists, tell firm IT.",
            )
        if self._hung:
            return EngineUnreachable(
                "The sending process hung and was ended; nothing was kept.",
                "Try again; if this persists, use the local engine and tell firm IT.",
            )
        return EngineUnreachable(
            "The sending process ended unexpectedly; nothing was kept.",
            "Try again; if it ends again, use the local engine and tell firm IT.",
        )

    def _look(self) -> None:
        while not self._over.wait(_GLANCE):
            now = time.monotonic()
            self._hung = now - self._since > (SILENCE if self._started else STARTING) or now > self._last
            if self._hung or self._cancel.requested:
                self._line.kill()
                return


def _progress(said: ProgressMessage) -> Progress:
    if said.done < 0 or said.total < 0:
        raise _nonsense()
    return Progress(said.step, said.done, said.total, masked_text=said.masked_text)


def _error(said: ErrorMessage) -> LegalRedactError:
    """The error of a known class, if its text has a plausible length and form."""
    kind = next((known for known in _KNOWN if known.__name__ == said.error), None)
    if kind is None or not all(_is_sentence(words) for words in (said.what, said.remedy)):
        return _nonsense()
    return kind(said.what, said.remedy)


def _is_sentence(words: str) -> bool:
    return 0 < len(words) <= _LONGEST and words.isprintable()  # no line breaks, no direction marks


def _nonsense() -> EngineUnreachable:
    return EngineUnreachable(
        "The sending process sent an invalid message and was ended; nothing was kept.",
        "Try again; if this persists, use the local engine and tell firm IT.",
    )
