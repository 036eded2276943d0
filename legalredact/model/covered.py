"""Places of a text that are spoken for."""

from collections.abc import Iterable

from legalredact.model.mention import Span


class CoveredRanges:
    """Which characters of a text lie in a span that was covered.

    Arguments:
        length: of the text, or up to where spans are covered; nothing beyond it is.
        spans: covered from the beginning.
    """

    def __init__(self, length: int, spans: Iterable[Span] = ()) -> None:
        self._covered = bytearray(length)
        for span in spans:
            self.cover(span)

    def cover(self, span: Span) -> None:
        """Cover a span of the text."""
        self._covered[span.start : span.end] = b"\1" * len(span)

    def overlap(self, span: Span) -> bool:
        """Whether a character of the span is covered."""
        return self._covered.find(1, span.start, span.end) >= 0

    def __contains__(self, place: int) -> bool:
        """Whether that character is covered."""
        return bool(self._covered[place])
