"""Maps offsets of the clear text to the masked text, and back."""

import bisect

from legalredact.model.mention import Span
from legalredact.model.payload import MaskedText


class Mapping:
    """Maps between a document's clear and masked text; fast for many look-ups.

    An offset inside a replaced name is mapped to the end of its token, and vice versa. So adjacent spans of one text
    are adjacent in the other, and a token is never split.
    """

    def __init__(self, masked: MaskedText) -> None:
        self._clear = [occurrence.clear_span for occurrence in masked.occurrences]
        self._masked = [occurrence.masked_span for occurrence in masked.occurrences]

    def masked(self, clear: Span) -> Span:
        """The span of the masked text for a span of the clear text."""
        return Span(_moved(clear.start, self._clear, self._masked), _moved(clear.end, self._clear, self._masked))

    def clear(self, masked: Span) -> Span:
        """The span of the clear text for a span of the masked text."""
        return Span(_moved(masked.start, self._masked, self._clear), _moved(masked.end, self._masked, self._clear))

    def is_token(self, masked: Span) -> bool:
        """Whether a span of the masked text is inside a replacement."""
        at = bisect.bisect_right(self._masked, masked.start, key=lambda span: span.start) - 1
        return at >= 0 and self._masked[at].contains(masked)


def _moved(offset: int, before: list[Span], after: list[Span]) -> int:
    """An offset, shifted by the replacements before it."""
    at = bisect.bisect_right(before, offset, key=lambda span: span.start) - 1
    if at < 0:
        return offset
    if offset < before[at].end:
        return after[at].start if offset == before[at].start else after[at].end
    return after[at].end + offset - before[at].end
