"""Names that begin at the end of one page and go on at the beginning of the next.

Running heads, footers and notes stand between the two parts, so the last lines of one page are looked at together with
each of the first lines of the other one.
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
"""Lines at a page's edge that may be the text's last or first one."""

_HELD = 3

_SEPARATOR = "\n\u00a4\n"
"""Stands between what is looked at; no name goes over it."""

Ends = tuple[tuple[Spot, ...], ...]
"""For each of a page's orders of reading (`page_text.of_page`), the parts of names there that go over its edges."""


class PageTexts:
    """What the pages of a PDF say, each with its neighbours; those of three pages are held.

    Arguments:
        document: annotations and fields are drawn into its pages when they are loaded, so that pages that were loaded
            before are not to be used afterwards.
    """

    def __init__(self, document: pymupdf.Document, wanted: TargetSet) -> None:
        self.document = document
        self._wanted = wanted
        self._placed: dict[int, tuple[Placed, ...]] = {}
        self._over: dict[int, tuple[list[tuple[Spot, Spot]], ...]] = {}

    def at(self, number: int) -> tuple[Placed, ...]:
        """What a page says, counted from 0, in its orders; nothing if it cannot be read or there is none."""
        if number not in self._placed:
            self._placed = {known: placed for known, placed in self._placed.items() if abs(known - number) < _HELD}
            self._placed[number] = self._read(number)
        return self._placed[number]

    def ends(self, number: int) -> Ends:
        """Parts of names on a page, counted from 0, that go on on the next one or began on the one before."""
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
        """Names that go over the end of a page, for each order that both pages have."""
        if number not in self._over:
            pairs = zip(self.at(number), self.at(number + 1), strict=False)
            self._over = {known: found for known, found in self._over.items() if known == number - 1}
            known: _Known = {}
            self._over[number] = tuple(over(one, other, self._wanted, known) for one, other in pairs)
        return self._over[number]


def over(before: Placed, after: Placed, wanted: TargetSet, known: "_Known | None" = None) -> list[tuple[Spot, Spot]]:
    """Names that go over the end of a page: their part there, and their part on the next page.

    Arguments:
        known: what was found between the same lines before: both orders of reading have the same ones, as a rule.
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
    """A name in a line at a page's end and one at the next page's beginning, by the lines' numbers.

    Arguments:
        first: where it begins in the one.
        last: before which character it ends in the other.
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
    pieces = [f"{said[0][end]}\n{said[1][begin]}{_APART}" for end, begin in pairs]
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
    """The lines that say something."""
    found: list[Span] = []
    start = 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip()
        if bare.strip():
            found.append(Span(start, start + len(bare)))
        start += len(line)
    return found
