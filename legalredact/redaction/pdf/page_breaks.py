"""Names that begin at the end of one page and continue on the next.

Running heads, footers and notes may come between the two parts. So the last lines of one page are combined with each of
the first lines of the next.
"""

import bisect
import itertools
from dataclasses import dataclass

import pymupdf

from legalredact.errors import DamagedInput
from legalredact.model.mention import Span
from legalredact.redaction.pdf.page import loaded, texts
from legalredact.redaction.targets import Spot, TargetSet
from legalredact.redaction.text_maps.text_map import Placed

_LINES = 3
"""Lines at a page's edge that may be the first or last line of the text."""

_HELD = 3

_SEPARATOR = "\n\u00a4\n"
"""Separates parts that are searched together; no name crosses it."""

Ends = tuple[tuple[Spot, ...], ...]
"""For each reading order of a page (`page_text.of_page`), the parts of names that cross the page's edges."""


class PageTexts:
    """Texts of the pages of a PDF; three pages are kept at a time.

    Arguments:
        document: loading a page draws its annotations and fields into it, so page objects loaded earlier must not be
            used afterwards.
    """

    def __init__(self, document: pymupdf.Document, wanted: TargetSet) -> None:
        self.document = document
        self._wanted = wanted
        self._placed: dict[int, tuple[Placed, ...]] = {}
        self._over: dict[int, tuple[list[tuple[Spot, Spot]], ...]] = {}

    def at(self, number: int) -> tuple[Placed, ...]:
        """The text of a page, counted from 0, in its reading orders; empty if it cannot be read or does not exist."""
        if number not in self._placed:
            self._placed = {known: placed for known, placed in self._placed.items() if abs(known - number) < _HELD}
            self._placed[number] = self._read(number)
        return self._placed[number]

    def ends(self, number: int) -> Ends:
        """Parts of names on a page, counted from 0, that continue on the next page or began on the previous one."""
        before, after = self._beyond(number - 1), self._beyond(number)
        return tuple(
            (
                *(second for _, second in (before[order] if order < len(before) else ())),
                *(first for first, _ in (after[order] if order < len(after) else ())),
            )
            for order in range(len(self.at(number)))
        )

    def _read(self, number: int) -> tuple[Placed, ...]:
        if not 0 <= number < self.document.page_count:
            return ()
        try:
            return texts(loaded(self.document, number))
        except DamagedInput:
            return ()

    def _beyond(self, number: int) -> tuple[list[tuple[Spot, Spot]], ...]:
        """Names that cross the end of a page, for each reading order that both pages have."""
        if number not in self._over:
            pairs = zip(self.at(number), self.at(number + 1), strict=False)
            self._over = {known: found for known, found in self._over.items() if known == number - 1}
            known: _Known = {}
            self._over[number] = tuple(over(one, other, self._wanted, known) for one, other in pairs)
        return self._over[number]


def over(before: Placed, after: Placed, wanted: TargetSet, known: "_Known | None" = None) -> list[tuple[Spot, Spot]]:
    """Names that cross the end of a page: the part there, and the part on the next page.

    Arguments:
        known: results for pairs of lines compared before: both reading orders usually have the same lines.
    """
    known = {} if known is None else known
    ends, begins = _lines(before.text)[-_LINES:], _lines(after.text)[:_LINES]
    said = tuple(span.of(before.text) for span in ends), tuple(span.of(after.text) for span in begins)
    if said not in known:
        known[said] = _crossings(said, wanted)
    return [
        (
            Spot(Span(ends[one.end].start + one.first, ends[one.end].end), one.target),
            Spot(Span(begins[one.begin].start, begins[one.begin].start + one.last), one.target),
        )
        for one in known[said]
    ]


@dataclass(frozen=True, slots=True)
class _Crossing:
    """A name that spans a line at a page's end and one at the next page's beginning, given by the lines' numbers.

    Arguments:
        first: where it begins in the first line.
        last: where it ends in the second line (exclusive).
    """

    end: int
    begin: int
    first: int
    last: int
    target: int


_Said = tuple[tuple[str, ...], tuple[str, ...]]
_Known = dict[_Said, tuple[_Crossing, ...]]


def _crossings(said: _Said, wanted: TargetSet) -> tuple[_Crossing, ...]:
    pairs = [(end, begin) for end in range(len(said[0])) for begin in range(len(said[1]))]
    pieces = [f"{said[0][end]}\n{said[1][begin]}{_SEPARATOR}" for end, begin in pairs]
    starts = list(itertools.accumulate(map(len, pieces), initial=0))
    found: list[_Crossing] = []
    for spot in wanted.find("".join(pieces)):
        number = bisect.bisect_right(starts, spot.span.start) - 1
        end, begin = pairs[min(number, len(pairs) - 1)]
        middle = starts[number] + len(said[0][end])
        last = min(spot.span.end - middle - 1, len(said[1][begin]))
        if spot.span.start < middle and last > 0:
            found.append(_Crossing(end, begin, spot.span.start - starts[number], last, spot.target))
    return tuple(found)


def _lines(text: str) -> list[Span]:
    """The lines that are not blank."""
    found: list[Span] = []
    start = 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip()
        if bare.strip():
            found.append(Span(start, start + len(bare)))
        start += len(line)
    return found
