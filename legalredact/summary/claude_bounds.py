"""How much of an answer is let in: a hostile one must not fill the memory, however it is packed."""

from collections.abc import AsyncIterable, AsyncIterator

from legalredact.errors import ReplyIncomplete
from legalredact.summary.claude_events import EventWatch

MOST_BYTES = 64_000_000
"""Of one answer with all its events; many times what the longest reply takes."""


async def bounded(
    pieces: AsyncIterable[bytes], most: int = MOST_BYTES, watch: EventWatch | None = None
) -> AsyncIterator[bytes]:
    """The pieces of an answer as they come.

    Arguments:
        watch: looks at each piece before anybody else does, where the answer is a stream of events.

    Errors: ReplyIncomplete once there are more than `most` bytes; whatever the watch raises.
    """
    come = 0
    async for piece in pieces:
        come += len(piece)
        if come > most:
            raise ReplyIncomplete(
                "The answer is larger than any reply can be; it was discarded.",
                "Try again; if this persists, use the local engine and tell firm IT.",
            )
        if watch is not None:
            watch.take(piece)
        yield piece
    if watch is not None:
        watch.take(b"", last=True)
