"""The only code that reaches the network: Claude by the official client, hardened, with verified text only.

The client is imported on first use, in the network thread, after this process was made safe for it.
"""

import asyncio
import functools
import importlib.metadata
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

from legalredact.errors import (
    EngineIncident,
    EngineUnreachable,
    LegalRedactError,
    ReplyIncomplete,
)
from legalredact.model.payload import VerifiedText
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.model.review import MaskedSummary, Segment, Usage
from legalredact.summary import request
from legalredact.summary.claude_account import EVENTS, JSON, AnsweringAccount, Pins, kind_of
from legalredact.summary.claude_bounds import bounded
from legalredact.summary.claude_events import EventWatch, after_its_end
from legalredact.summary.claude_failures import Failure, chain_of, of_proxy, of_status, too_slow
from legalredact.summary.claude_pace import Pace
from legalredact.summary.claude_parts import Assignment, summarize
from legalredact.summary.claude_process import authorities, clean_environment, quiet_loggers
from legalredact.summary.claude_retries import with_retries
from legalredact.summary.claude_settings import ApiKey, ClaudeSettings
from legalredact.summary.claude_thread import CallQueue, run_in_thread
from legalredact.summary.engine import Reverify, accepted, registered
from legalredact.summary.meaning_parts import acceptable, read_parts
from legalredact.summary.meaning_replies import MeaningReplies
from legalredact.summary.prompts import Prompt, Registered, prompt_of
from legalredact.summary.split import whole
from legalredact.summary.stream import BrokenReply, Reply, ReplyReader

if TYPE_CHECKING:
    import anthropic

T = TypeVar("T")

_TOLD_EVERY = 60  # characters of a reply between two reports; more if it is long, since each report has all of it


class _Tell(Protocol):
    """Reports progress, and the text received so far."""

    def __call__(self, step: str, done: int, total: int, masked_text: str = "") -> None: ...


class ClaudeEngine:
    """Summaries by Claude under a zero-data-retention contract.

    Arguments:
        settings: where text may be sent; from policy and attestation.
        key: the account's key.
        reverify: verifies text of the model before it is sent back, when parts are joined.
        strict: reject replies that do not match the client's own types exactly (for tests of fake servers).
        pace: learns from each response how many requests may run at a time.
        registry: gives prompts by their ids.
    """

    name = "claude"

    def __init__(
        self,
        settings: ClaudeSettings,
        key: ApiKey,
        reverify: Reverify,
        *,
        strict: bool = False,
        pace: Pace | None = None,
        registry: Registered = prompt_of,
    ) -> None:
        self._settings = settings
        self._key = key
        self._reverify = reverify
        self._strict = strict
        self._pace = pace or Pace()
        self._registry = registry

    def summarize(self, verified: VerifiedText, report: Report, cancel: Cancellation) -> MaskedSummary:
        """See `engine.Engine`. Before any text is sent, a request without content shows which account answers.

        Errors: SendRefused, EngineUnreachable, EngineRejected, EngineIncident, ReplyIncomplete, Cancelled.
        """
        verified = accepted(verified)
        prompt = registered(verified, self.name, self._registry)
        cancel.check()
        work = functools.partial(self._summarize, verified, prompt, report)
        segments, usage = run_in_thread(work, cancel)
        payload = verified.payload
        return MaskedSummary(verified.digest, payload.prompt_id, payload.prompt_version, segments, usage)

    def read_again(
        self, verified: VerifiedText, sizes: Sequence[int], report: Report, cancel: Cancellation
    ) -> MeaningReplies:
        """See `meaning_parts.MeaningEngine`; the same request without content is sent first.

        Errors: as in `summarize`.
        """
        verified = acceptable(verified, sizes)
        cancel.check()
        replies: MeaningReplies = run_in_thread(functools.partial(self._read_again, verified, sizes, report), cancel)
        return replies

    def ping(self, cancel: Cancellation = NEVER) -> AnsweringAccount:
        """The account that answers a request without content; for `doctor`.

        Errors: as in `summarize`.
        """
        return run_in_thread(self._ping, cancel)

    async def _summarize(
        self, verified: VerifiedText, prompt: Prompt, report: Report, desk: CallQueue[tuple[tuple[Segment, ...], Usage]]
    ) -> tuple[tuple[Segment, ...], Usage]:
        def tell(step: str, done: int, total: int, masked_text: str = "") -> None:
            desk.tell(functools.partial(report, Progress(step, done, total, masked_text=masked_text)))

        async with _Connection(self._settings, self._key, tell, self._strict, self._pace) as service:
            await service.establish()
            job = Assignment(
                prompt,
                self._settings,
                service,
                lambda payload: desk.ask(functools.partial(self._reverify, payload)),
                functools.partial(tell, "summarize"),
            )
            segments = await summarize(whole(verified), job)
            if not segments:
                raise ReplyIncomplete("The reply is empty.", "Try again, or use the local engine.")
            return segments, service.usage()

    async def _read_again(
        self, verified: VerifiedText, sizes: Sequence[int], report: Report, desk: CallQueue[MeaningReplies]
    ) -> MeaningReplies:
        def tell(step: str, done: int, total: int, masked_text: str = "") -> None:  # noqa: ARG001 - as `_Tell`
            desk.tell(functools.partial(report, Progress(step, done, total)))

        async with _Connection(self._settings, self._key, tell, self._strict, self._pace) as service:
            await service.establish()
            replies = await read_parts(verified, sizes, self._settings, service, functools.partial(tell, "meaning"))
            return MeaningReplies(replies, service.usage())

    async def _ping(self, desk: CallQueue[AnsweringAccount]) -> AnsweringAccount:
        def tell(step: str, done: int, total: int, masked_text: str = "") -> None:  # noqa: ARG001 - as `_Tell`
            desk.tell(functools.partial(silent, Progress(step, done, total)))

        times = self._settings.timeouts
        async with _Connection(self._settings, self._key, tell, self._strict, self._pace) as service:
            try:
                async with asyncio.timeout(times.ping):
                    return await service.establish()
            except TimeoutError:
                raise too_slow("The service did not say whose account answers", times.ping) from None


class _Connection:
    """The hardened client for one summary, with retries and a record of usage."""

    def __init__(self, settings: ClaudeSettings, key: ApiKey, tell: _Tell, strict: bool, pace: Pace) -> None:
        self._settings = settings
        self._pins = Pins(settings)
        self._tell = tell
        self._replies: list[Reply] = []
        self._client = _client(settings, key, self._pins, strict, pace)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.close()

    async def establish(self) -> AnsweringAccount:
        """Send a request without content, and compare the answering account with the expected one, before any text."""
        await self._count(request.counted(self._settings, request.PING))
        self._pins.text_left = True
        self._tell("send", 0, 0)
        return AnsweringAccount(self._settings.organization_id, self._settings.workspace_id)

    async def count(self, arguments: dict[str, Any]) -> int:
        """See `claude_parts.Service`."""
        return await self._count(arguments)

    async def reply(self, arguments: dict[str, Any]) -> Reply:
        """See `claude_parts.Service`."""
        reply = await self._patiently(lambda: self._read(arguments))
        self._replies.append(reply)
        return reply

    def usage(self) -> Usage:
        """Numbers and ids of all requests so far, for the audit trail."""
        return Usage(
            engine=ClaudeEngine.name,
            model=self._replies[-1].model if self._replies else self._settings.model,
            input_tokens=sum(reply.input_tokens for reply in self._replies),
            output_tokens=sum(reply.output_tokens for reply in self._replies),
            request_ids=tuple(self._pins.request_ids),
            organization_id=self._settings.organization_id,
            workspace_id=self._settings.workspace_id,
            stop_reasons=tuple(reply.stop_reason for reply in self._replies),
            api_version=str(self._client.default_headers["anthropic-version"]),
            sdk_version=importlib.metadata.version("anthropic"),
        )

    async def _count(self, arguments: dict[str, Any]) -> int:
        async def ask() -> int:
            async with asyncio.timeout(self._settings.timeouts.answer):
                counted = (await self._client.messages.count_tokens(**arguments)).input_tokens
            if type(counted) is not int or counted < 0:
                raise ReplyIncomplete("The service gave no count.", "Try again, or use the local engine.")
            return counted

        return await self._patiently(ask)

    async def _read(self, arguments: dict[str, Any]) -> Reply:
        times, reader = self._settings.timeouts, ReplyReader()
        try:
            async with asyncio.timeout(times.reply) as limit:
                stream: anthropic.AsyncStream[Any] = await self._client.messages.create(**arguments)
                async with stream:
                    await self._take(stream, reader, limit)
        except TimeoutError:
            if not limit.expired():
                raise
            raise after_its_end() if reader.stopped else too_slow("The reply had not ended", times.reply) from None
        return self._plausible(reader.reply())

    async def _take(self, stream: "anthropic.AsyncStream[Any]", reader: ReplyReader, limit: asyncio.Timeout) -> None:
        """Read all events, and report the text so far; after the last event the response must end soon."""
        told = 0
        async for event in stream:
            reader.take(event)
            if reader.characters >= told + max(_TOLD_EVERY, told // 50):
                told = reader.characters
                self._tell("receive", told, 0, reader.masked_text)
            if reader.stopped:
                soon = asyncio.get_running_loop().time() + self._settings.timeouts.end
                limit.reschedule(min(soon, limit.when() or soon))

    def _plausible(self, reply: Reply) -> Reply:
        """The reply, if it is from the requested model and location.

        Errors: EngineIncident.
        """
        geo = self._settings.inference_geo
        if reply.model not in self._settings.answering:
            raise EngineIncident("Another model answered than the one asked for.", "Report this to firm IT.")
        if geo == "us" and reply.inference_geo != geo:
            raise EngineIncident(
                "The reply was not made in the United States, as policy requires.", "Report this to firm IT."
            )
        return reply

    async def _patiently(self, ask: Callable[[], Awaitable[T]]) -> T:
        """The result of `ask`, retried after temporary failures."""
        policy = self._settings.patience
        return await with_retries(lambda: _outcome(ask), policy, lambda tries: self._tell("wait", tries, policy.tries))


async def _outcome(ask: Callable[[], Awaitable[T]]) -> T | Failure:
    try:
        return await ask()
    except Exception as error:  # noqa: BLE001 - errors of the client may quote the request; none is passed on
        return _failure(error)


def _failure(error: Exception) -> Failure:
    """Converts an error of the client, of its HTTP library or of ours."""
    import anthropic
    import httpx2

    chain = chain_of(error)
    ours = next((e for e in chain if isinstance(e, LegalRedactError)), None)
    if ours is not None:
        return Failure(type(ours)(ours.what, ours.remedy), again=isinstance(ours, BrokenReply))
    if isinstance(error, anthropic.APIStatusError):
        status, headers = error.status_code, error.response.headers
        if kind_of(headers) != (EVENTS if status < 400 else JSON):  # a page of an intermediary: not trusted
            return of_status(status, "", headers, "")
        return of_status(status, error.type, headers, error.api_message)
    if any(isinstance(e, ssl.SSLCertVerificationError) for e in chain):
        return Failure(
            EngineUnreachable(
                "The connection is not safe: TLS failed.", "Ask firm IT to check proxy and ca_file in policy."
            )
        )
    refused = next((e for e in chain if isinstance(e, httpx2.ProxyError)), None)
    if refused is not None:
        return of_proxy(str(refused))
    if isinstance(error, anthropic.APITimeoutError | httpx2.TimeoutException | TimeoutError):
        return Failure(
            EngineUnreachable("The service did not answer in time; nothing was kept.", "Try again."), again=True
        )
    if isinstance(error, anthropic.APIConnectionError | httpx2.HTTPError):
        return Failure(
            EngineUnreachable("The connection failed or broke; nothing was kept.", "Check the network."), again=True
        )
    unreadable = f"The reply could not be understood ({type(error).__name__}); it was discarded."
    return Failure(ReplyIncomplete(unreadable, "Try again; if this persists, use the local engine."))


async def _bound(response: Any) -> None:
    """Bound the length of a response, and allow nothing after its end."""
    import httpx2

    watch = EventWatch() if response.is_success and kind_of(response.headers) == EVENTS else None

    class Bounded(httpx2.AsyncByteStream):
        """The response's own stream, which raises an error at the bound."""

        def __init__(self, stream: Any) -> None:
            self._stream = stream

        def __aiter__(self) -> AsyncIterator[bytes]:
            return bounded(self._stream, watch=watch)

        async def aclose(self) -> None:
            await self._stream.aclose()

    response.stream = Bounded(response.stream)


def load_client() -> None:
    """Import the client after this process was made safe for it; this takes a second."""
    clean_environment()
    quiet_loggers()
    import anthropic.resources.messages  # noqa: F401 - now, not at the first request
    import httpx2

    httpx2.AsyncHTTPTransport(trust_env=False)  # loads the rest of the library
    quiet_loggers()


def _client(settings: ClaudeSettings, key: ApiKey, pins: Pins, strict: bool, pace: Pace) -> "anthropic.AsyncAnthropic":
    """The client, with every way around the policy closed."""
    load_client()
    import anthropic
    import httpx2

    times = settings.timeouts
    timeout = httpx2.Timeout(connect=times.connect, read=times.read, write=times.write, pool=times.connect)
    http = httpx2.AsyncClient(
        trust_env=False,
        follow_redirects=False,
        proxy=settings.proxy or None,
        verify=authorities(settings.ca_file),
        timeout=timeout,
        limits=httpx2.Limits(max_keepalive_connections=0),  # data after a response cannot become part of the next one
        headers={"accept-encoding": "identity"},
        event_hooks={"request": [pins.check_request], "response": [pins.check_response, pace.check_response, _bound]},
    )
    return anthropic.AsyncAnthropic(
        api_key=key.value,
        base_url=settings.base_url,
        http_client=http,
        timeout=timeout,
        max_retries=0,
        open_telemetry=False,
        default_headers={"anthropic-workspace-id": settings.workspace_id},
        _strict_response_validation=strict,
    )
