"""The longest length of a name. Longer candidates are lists, tables or no language at all.

The time to compare names grows with the square of their length or more, so a "name" of a page would take hours. Nothing
is dropped: the candidate is cut into names of the longest length, and each is masked.
"""

from collections.abc import Iterable, Iterator

from legalredact.detection.spans.candidate import Candidate
from legalredact.model.mention import Span

LONGEST = 500
"""Characters. The longest name that people marked in the documents that we measured has 202."""


def bounded(text: str, span: Span) -> Iterator[Span]:
    """The span in parts that are short enough, cut at white space; inside a long word, at the longest length."""
    start = span.start
    while span.end - start > LONGEST:
        end = _last_gap(text, start, start + LONGEST)
        yield Span(start, end)
        start = end
        while start < span.end and text[start].isspace():
            start += 1
    if start < span.end:
        yield Span(start, span.end)


def _last_gap(text: str, start: int, limit: int) -> int:
    """End of the last word that fits the limit; the limit itself if it is inside one long word."""
    for at in range(limit, start, -1):
        if text[at].isspace() and not text[at - 1].isspace():
            return at
    return limit


def bounded_candidates(text: str, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates; those that are too long for a name are cut into parts."""
    return (one.at(span) for one in candidates for span in bounded(text, one.span))
