"""Has a verified payload of statements read by the service, request by request."""

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from legalredact.errors import ReplyIncomplete, SendRefused
from legalredact.model.payload import VerifiedText
from legalredact.model.progress import Cancellation, Report
from legalredact.summary import request
from legalredact.summary.claude_failures import Oversized
from legalredact.summary.claude_parts import Service
from legalredact.summary.claude_settings import ClaudeSettings
from legalredact.summary.engine import accepted
from legalredact.summary.meaning_replies import MeaningReplies, MeaningReply
from legalredact.summary.prompts import meaning_check
from legalredact.summary.split import Part
from legalredact.summary.stream import Reply


@runtime_checkable
class MeaningEngine(Protocol):
    """Says of statements whether the passages that they cite support them."""

    def read_again(
        self, verified: VerifiedText, sizes: Sequence[int], report: Report, cancel: Cancellation
    ) -> MeaningReplies:
        """Read statements against their passages; see `meaning_payload`.

        Arguments:
            verified: result of `masking.verify`.
            sizes: number of the payload's documents in each request, in order.

        Errors: SendRefused, EngineError, Cancelled; no partial result is returned.
        """
        ...


def acceptable(verified: VerifiedText, sizes: Sequence[int]) -> VerifiedText:
    """`verified`, if it may be read a second time in requests of these sizes.

    Errors: SendRefused for anything that was not verified, for other instructions than those of the registry, and for
    sizes that do not cover the documents exactly.
    """
    verified = accepted(verified)
    payload, prompt = verified.payload, meaning_check()
    if (payload.prompt_id, payload.prompt_version, payload.instructions) != (
        prompt.id,
        prompt.version,
        prompt.instructions,
    ):
        raise SendRefused(
            "The instructions are not those of the registry for this check; nothing was sent.", "Prepare it again."
        )
    if sum(sizes) != len(payload.documents) or not all(size > 0 for size in sizes):
        raise SendRefused("The requests do not hold what was verified; nothing was sent.", "Report this fault.")
    return verified


async def read_parts(
    verified: VerifiedText,
    sizes: Sequence[int],
    settings: ClaudeSettings,
    service: Service,
    progress: Callable[[int, int], None],
) -> tuple[MeaningReply, ...]:
    """The reply to each request.

    Arguments:
        progress: called with (requests done, all requests).

    Errors: EngineError.
    """
    replies, at = [], 0
    for number, size in enumerate(sizes):
        progress(number, len(sizes))
        part = Part(verified, verified.payload.documents[at : at + size])
        replies.append(await _read(part, settings, service))
        at += size
    progress(len(sizes), len(sizes))
    return tuple(replies)


async def _read(part: Part, settings: ClaudeSettings, service: Service) -> MeaningReply:
    try:
        reply = await service.reply(request.judged(settings, part))
    except Oversized:
        return MeaningReply("too_long")
    match reply.stop_reason:
        case "end_turn":
            return MeaningReply("complete", _text(reply))
        case "refusal":
            return MeaningReply("refused")
        case "max_tokens":
            return MeaningReply("cut_off")
        case "model_context_window_exceeded":
            return MeaningReply("too_long")
    raise ReplyIncomplete("The reply stopped for an unexpected reason; it was discarded.", "Try again.")


def _text(reply: Reply) -> str:
    return "".join(piece.masked_text for piece in reply.pieces)
