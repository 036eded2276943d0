"""Makes a summary of any length: one request if the text fits, else one per part and a request that joins them.

    part ──fits──▶ ask ──cut off──▶ ask for the rest
      └─too large─▶ split ─▶ each part again ─▶ join: a payload of the parts' summaries, verified, summarized again

Only verified text is sent. Text of the model goes through `reverify` before it is sent back.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from legalredact.errors import EngineRejected, ReplyIncomplete, SendRefused
from legalredact.model.payload import Hit, Payload, VerifiedText
from legalredact.model.review import Segment
from legalredact.summary import request
from legalredact.summary.citations import ReplyLine, lines_of, segments_of, traced_back
from legalredact.summary.claude_failures import Oversized
from legalredact.summary.claude_settings import ClaudeSettings
from legalredact.summary.prompts import Prompt
from legalredact.summary.reply_size import output_limit, reply_tokens
from legalredact.summary.set_aside import Statements, set_aside
from legalredact.summary.split import Part, continuing_payload, joining_payload, split, statements, whole
from legalredact.summary.stream import Reply

_BLOCK_OVERHEAD = 64  # upper bound for the tokens of a content block's frame
_FEWER = "Choose fewer documents at once, or use the local engine."


class Service(Protocol):
    """The part of the service that is needed here."""

    async def count(self, arguments: dict[str, Any]) -> int:
        """Tokens of a request."""
        ...

    async def reply(self, arguments: dict[str, Any]) -> Reply:
        """The complete reply to a request.

        Errors: Oversized, if the request was too large; EngineError.
        """
        ...


@dataclass(frozen=True, slots=True)
class Assignment:
    """Data shared by all requests of one summary.

    Arguments:
        reverify: verifies a payload of the model's own text.
        progress: called with (requests done, requests known).
    """

    prompt: Prompt
    settings: ClaudeSettings
    service: Service
    reverify: Callable[[Payload], Awaitable[VerifiedText | tuple[Hit, ...]]]
    progress: Callable[[int, int], None]


async def summarize(part: Part, job: Assignment) -> tuple[Segment, ...]:
    """The segments of the summary; citations refer to the part's documents and passages.

    Errors: EngineError; SendRefused if the model's own text must not be sent back.
    """
    pieces = await _pieces(part, job)
    if pieces == 1:
        try:
            return segments_of(await _ask(part, job), part.documents)
        except Oversized:
            pieces = 2
    return await _summarize_pieces(part, pieces, job)


async def _pieces(part: Part, job: Assignment) -> int:
    """Number of pieces into which it has to be split. A token has at least one byte, so small parts are not counted."""
    budget = job.settings.budget
    blocks = part.passages + len(part.documents) + 2  # the legend and the instructions
    if part.size + len(part.legend.encode()) + len(part.instructions.encode()) + _BLOCK_OVERHEAD * blocks <= budget:
        return 1
    tokens = await job.service.count(request.counted(job.settings, request.messages(part)))
    return 1 if tokens <= budget else 1 + tokens * 10 // (budget * 9)


async def _summarize_pieces(part: Part, pieces: int, job: Assignment) -> tuple[Segment, ...]:
    parts = split(part, pieces)
    if len(parts) == 1:
        raise EngineRejected(
            "A single passage is too large for the service.", "Use the local engine for this document."
        )
    summaries = []
    for number, smaller in enumerate(parts):
        job.progress(number, len(parts) + 1)
        summaries.append(statements(await summarize(smaller, job)))
    job.progress(len(parts), len(parts) + 1)
    return await _join(part, summaries, job)


async def _join(part: Part, summaries: Sequence[Statements], job: Assignment) -> tuple[Segment, ...]:
    """One summary of several. It must be smaller than its input, otherwise joining would never end.

    Statements that may not be sent back, since they repeat a name that stays in clear at its place, follow unjoined.
    """
    payload = joining_payload(job.prompt, summaries, part.legend, part.question)
    verdict = await job.reverify(payload)
    aside: tuple[Segment, ...] = ()
    if isinstance(verdict, tuple):
        summaries, aside = set_aside(summaries, payload, verdict, part.verified.payload)
        payload = joining_payload(job.prompt, summaries, part.legend, part.question)
        verdict = await job.reverify(payload)
    joined = whole(_confirmed(payload, verdict))
    if not joined.documents and aside:
        return aside
    if not joined.documents:
        raise ReplyIncomplete("The summaries of the parts are empty.", "Try again, or use the local engine.")
    if joined.size >= part.size:
        raise ReplyIncomplete("The summaries of the parts are longer than the documents; they were discarded.", _FEWER)
    segments = await summarize(joined, job)
    return (*traced_back(segments, joined.verified.payload, summaries), *aside)


async def _ask(part: Part, job: Assignment) -> tuple[ReplyLine, ...]:
    """All lines of the reply, in several requests if it is longer than one reply may be."""
    size = sum(len(passage.masked_text) for document in part.documents for passage in document.passages)
    limit = output_limit(job.prompt, size, len(part.documents), job.settings.max_tokens)
    asked = request.messages(part)
    if reply_tokens(job.prompt, size, len(part.documents)) > limit:
        asked = request.cached(asked)  # it will be continued
    lines: tuple[ReplyLine, ...] = ()
    conversation = asked
    for _ in range(job.settings.continuations + 1):
        reply = await job.service.reply(request.asked_for(job.settings, conversation, limit, job.prompt.effort))
        more = lines_of(reply.pieces)
        if _is_complete(reply):
            return lines + more
        if not any(line.masked_text.strip() for line in more[:-1]):
            break
        lines += more[:-1]  # the last line is cut off, possibly inside a token
        conversation = request.continued(asked, await _said(lines, job))
    raise ReplyIncomplete("The reply is longer than allowed; it was discarded.", _FEWER)


def _is_complete(reply: Reply) -> bool:
    """Whether the model finished its reply; False if it reached the length limit.

    Errors: ReplyIncomplete or Oversized if it stopped for another reason; the partial reply is discarded.
    """
    match reply.stop_reason:
        case "end_turn":
            return True
        case "max_tokens":
            return False
        case "model_context_window_exceeded":
            raise Oversized("The documents and the reply are too large for the model.", _FEWER)
        case "refusal":
            raise ReplyIncomplete("The model declined to answer; nothing was kept.", "Use the local engine.")
    raise ReplyIncomplete("The reply stopped for an unexpected reason; it was discarded.", "Use the local engine.")


async def _said(lines: Sequence[ReplyLine], job: Assignment) -> Payload:
    texts = [line.masked_text for line in lines]
    return (await _verified(continuing_payload(job.prompt, request.GO_ON, texts), job)).payload


async def _verified(payload: Payload, job: Assignment) -> VerifiedText:
    """The model's own text, verified like any other text before it is sent back.

    Errors: SendRefused if it contains a name, or if verification returned something other than its input.
    """
    return _confirmed(payload, await job.reverify(payload))


def _confirmed(payload: Payload, verdict: VerifiedText | tuple[Hit, ...]) -> VerifiedText:
    if not isinstance(verdict, VerifiedText) or verdict.digest != payload.digest or verdict.payload != payload:
        raise SendRefused("The model's own words name somebody in clear; they were not sent back.", _FEWER)
    return verdict
