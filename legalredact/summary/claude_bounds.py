"""Limits the size of a response, so that a hostile one cannot fill the memory, however it is chunked."""

from collections.abc import AsyncIterable, AsyncIterator

from legalredact.errors import ReplyIncomplete
from legalredact.summary.claude_events import EventWatch

MOST_BYTES = 64_000_000
"""Largest response with all its events; many times the longest reply."""


async def bounded(
    pieces: AsyncIterable[bytes], most: int = MOST_BYTES, watch: EventWatch | None = None
) -> AsyncIterator[bytes]:
    """The chunks of a response.

    Arguments:
        watch: inspects each chunk first, if the response is a stream of events.

    Errors: ReplyIncomplete above `most` bytes; errors of the watch.
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
