"""Assembles a streamed reply, and accepts it only if it ended correctly.

Uses the events of `messages.create(stream=True)`, independent of the client. The order of events is that of the
service's documentation: start of the message, its blocks one after the other, stop reason, end. Unknown events and
deltas are ignored, as the service's versioning rules require. An unknown block is an error, since it could come from a
tool, and none was offered.
"""

from dataclasses import dataclass, field
from typing import Any

from legalredact.errors import EngineUnreachable, ReplyIncomplete
from legalredact.summary.claude_events import after_its_end

LARGEST = 4_000_000
"""Characters of one reply; far above the largest reply of any model, so that an endless stream is stopped."""

_SILENT_BLOCKS = frozenset({"thinking", "redacted_thinking"})

_CACHED = ("cache_creation_input_tokens", "cache_read_input_tokens")
"""Tokens that were sent and are not among `input_tokens` of the service."""


class BrokenReply(EngineUnreachable):
    """The stream ended before the reply; a retry may help."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation in a reply: blocks `start` to `end` (exclusive) of document `document` (from 0) of the request."""

    document: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReplyBlock:
    """A text block of a reply, with the citations that support it."""

    masked_text: str = field(repr=False)
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """A complete reply, with data about the request."""

    pieces: tuple[ReplyBlock, ...] = field(repr=False)
    stop_reason: str
    model: str
    inference_geo: str
    input_tokens: int
    output_tokens: int


@dataclass(slots=True)
class _Block:
    masked_texts: list[str] = field(default_factory=list, repr=False)
    cited: list[Cited] = field(default_factory=list)

    def piece(self) -> ReplyBlock:
        return ReplyBlock("".join(self.masked_texts), tuple(dict.fromkeys(self.cited)))


class ReplyReader:
    """Processes the events of one stream in order, then returns the reply."""

    def __init__(self) -> None:
        self._message: Any = None
        self._blocks: dict[int, _Block] = {}
        self._begun = 0  # number of blocks, including those without text
        self._open = False  # whether the last block has not ended yet
        self._stop_reason = ""
        self._tokens = dict.fromkeys(("input_tokens", *_CACHED, "output_tokens"), 0)
        self.stopped = False
        """Whether the reply is complete."""
        self.characters = 0

    def take(self, event: Any) -> None:
        """Process one event.

        Errors: ReplyIncomplete for a block, a citation or an order that cannot occur in a reply to our requests.
        """
        steps = {
            "message_start": self._start,
            "content_block_start": self._begin,
            "content_block_delta": self._grow,
            "content_block_stop": self._close,
            "message_delta": self._turn,
            "message_stop": self._stop,
        }
        kind = getattr(event, "type", "")
        if self.stopped:
            raise after_its_end()
        if self._message is None and kind in steps and kind != "message_start":
            raise _odd("began in the middle")
        if kind in steps:
            steps[kind](event)

    @property
    def masked_text(self) -> str:
        """The text so far: incomplete and unchecked."""
        return "".join(text for _, block in sorted(self._blocks.items()) for text in block.masked_texts)

    def reply(self) -> Reply:
        """The reply.

        Errors: BrokenReply if the stream ended before the reply was complete.
        """
        if self._message is None or not self.stopped or not self._stop_reason:
            raise BrokenReply("The reply broke off; what had come was discarded.", "Try again.")
        return Reply(
            pieces=tuple(block.piece() for _, block in sorted(self._blocks.items())),
            stop_reason=self._stop_reason,
            model=str(getattr(self._message, "model", "")),
            inference_geo=str(getattr(getattr(self._message, "usage", None), "inference_geo", None) or ""),
            input_tokens=sum(self._tokens[kind] for kind in ("input_tokens", *_CACHED)),
            output_tokens=self._tokens["output_tokens"],
        )

    def _start(self, event: Any) -> None:
        message = event.message
        if self._message is not None:
            raise _odd("began twice")
        if getattr(message, "role", "") != "assistant" or getattr(message, "content", None):
            raise _odd("begins as no reply does")
        self._message = message
        self._count(message, "input_tokens")

    def _begin(self, event: Any) -> None:
        if self._open or self._stop_reason or event.index != self._begun:
            raise _odd("has its parts in no order")
        self._begun, self._open = self._begun + 1, True
        block = event.content_block
        if block.type in _SILENT_BLOCKS:
            return
        if block.type != "text":
            raise _odd("has a part that was not asked for")
        self._blocks[event.index] = _Block()
        self._add_text(self._blocks[event.index], block.text)
        for citation in getattr(block, "citations", None) or ():
            self._blocks[event.index].cited.append(_cited(citation))

    def _grow(self, event: Any) -> None:
        self._check_open(event)
        block = self._blocks.get(event.index)
        if block is None:  # a reasoning block
            if event.delta.type in {"text_delta", "citations_delta"}:
                raise _odd("has text outside its parts")
        elif event.delta.type == "text_delta":
            self._add_text(block, event.delta.text)
        elif event.delta.type == "citations_delta":
            block.cited.append(_cited(event.delta.citation))

    def _close(self, event: Any) -> None:
        self._check_open(event)
        self._open = False

    def _check_open(self, event: Any) -> None:
        if not self._open or event.index != self._begun - 1:
            raise _odd("has text outside its parts")

    def _add_text(self, block: _Block, text: str) -> None:
        self.characters += len(text)
        if self.characters > LARGEST:
            raise _odd("does not end")
        block.masked_texts.append(text)

    def _turn(self, event: Any) -> None:
        if self._open:
            raise _odd("stops within a part")
        self._stop_reason = str(event.delta.stop_reason or "")
        self._count(event, "output_tokens")

    def _stop(self, _: Any) -> None:
        if self._open:
            raise _odd("stops within a part")
        self.stopped = True

    def _count(self, told: Any, needed: str) -> None:
        """Update token counts. Later events have totals; tokens read from or written to a cache were sent too."""
        usage = getattr(told, "usage", None)
        counts = {kind: count for kind in self._tokens if (count := getattr(usage, kind, None)) is not None}
        if needed not in counts or not all(type(count) is int and count >= 0 for count in counts.values()):
            raise _odd("does not say what it used")
        self._tokens |= counts


def _cited(citation: Any) -> Cited:
    if citation.type != "content_block_location":
        raise _odd("cites in a way that does not lead back to passages")
    return Cited(citation.document_index, citation.start_block_index, citation.end_block_index)


def _odd(what: str) -> ReplyIncomplete:
    return ReplyIncomplete(f"The reply {what}; it was discarded.", "Try again; if this persists, use the local engine.")
