"""Where a character of the clear text stands in the masked one, and the other way round."""

import bisect

from legalredact.model.mention import Span
from legalredact.model.payload import MaskedText


class Mapping:
    """The way between a document's clear and its masked text, for many look-ups.

    A place inside a replaced name belongs to the end of its token, and the other way round, so that neighbouring
    stretches of the one text are neighbouring stretches of the other and a token is never cut.
    """

    def __init__(self, masked: MaskedText) -> None:
        self._clear = [occurrence.clear_span for occurrence in masked.occurrences]
        self._masked = [occurrence.masked_span for occurrence in masked.occurrences]

    def masked(self, clear: Span) -> Span:
        """The stretch of the masked text for a stretch of the clear one."""
        return Span(_moved(clear.start, self._clear, self._masked), _moved(clear.end, self._clear, self._masked))

    def clear(self, masked: Span) -> Span:
        """The stretch of the clear text for a stretch of the masked one."""
        return Span(_moved(masked.start, self._masked, self._clear), _moved(masked.end, self._masked, self._clear))

    def is_token(self, masked: Span) -> bool:
        """Whether a stretch of the masked text lies in what took a name's place."""
        at = bisect.bisect_right(self._masked, masked.start, key=lambda span: span.start) - 1
        return at >= 0 and self._masked[at].contains(masked)


def _moved(offset: int, before: list[Span], after: list[Span]) -> int:
    """An offset moved by the replacements before it."""
    at = bisect.bisect_right(before, offset, key=lambda span: span.start) - 1
    if at < 0:
        return offset
    if offset < before[at].end:
        return after[at].start if offset == before[at].start else after[at].end
    return after[at].end + offset - before[at].end
