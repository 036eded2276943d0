"""How long a name may be. What a model or a rule takes for a longer one is a list, a table or no language at all.

Comparing names takes time that grows with the square of their length and more, so a "name" of a page would take hours.
Nothing of it is dropped: it is cut into names of the longest length, each of which is masked.
"""

from collections.abc import Iterable, Iterator

from legalredact.detection.spans.candidate import Candidate
from legalredact.model.mention import Span

LONGEST = 500
"""Characters. The longest name that people marked in the papers we have measured has 202."""


def bounded(text: str, span: Span) -> Iterator[Span]:
    """The stretch in parts that are short enough, cut at white space; in a long word at the longest length."""
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
    """Where the last word that ends within the limit ends; the limit if it lies within one long word."""
    for at in range(limit, start, -1):
        if text[at].isspace() and not text[at - 1].isspace():
            return at
    return limit


def bounded_candidates(text: str, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates; those that are too long for a name in parts."""
    return (one.at(span) for one in candidates for span in bounded(text, one.span))
