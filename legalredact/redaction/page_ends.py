"""Names that begin at the end of one page and go on at the beginning of the next.

Running heads, footers and notes stand between the two parts, so the last lines of one page are looked at together with
each of the first lines of the other one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pymupdf

from legalredact.errors import DamagedInput
from legalredact.model.mention import Span
from legalredact.redaction.pdf_page import loaded, texts
from legalredact.redaction.seen import Placed
from legalredact.redaction.wanted import Spot, Wanted

_LINES = 4
"""Lines at a page's edge that may be the text's last or first one."""

_HELD = 3

_APART = "\n\u00a4\n"
"""Stands between what is looked at; no name goes over it."""

Ends = tuple[tuple[Spot, ...], ...]
"""For each of a page's orders of reading (see `seen.of_page`), the parts of names there that go over an edge of it."""


@dataclass(frozen=True, slots=True)
class _Join:
    """A line at a page's end and one at the next page's beginning, as they are looked at together.

    Arguments:
        start: of the first line in what is looked at.
        middle: where the first line ends there.
    """

    start: int
    middle: int
    first: Span
    second: Span


class PageTexts:
    """What the pages of a PDF say, each with its neighbours; those of three pages are held.

    Arguments:
        document: annotations and fields are drawn into its pages when they are loaded, so that pages that were loaded
            before are not to be used afterwards.
    """

    def __init__(self, document: pymupdf.Document, wanted: Wanted) -> None:
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
            self._over[number] = tuple(over(one, other, self._wanted) for one, other in pairs)
        return self._over[number]


def over(before: Placed, after: Placed, wanted: Wanted) -> list[tuple[Spot, Spot]]:
    """Names that go over the end of a page: their part there, and their part on the next page."""
    joins: list[_Join] = []
    pieces: list[str] = []
    at = 0
    for first in _lines(before.text)[-_LINES:]:
        for second in _lines(after.text)[:_LINES]:
            piece = f"{first.of(before.text)}\n{second.of(after.text)}{_APART}"
            joins.append(_Join(at, at + len(first), first, second))
            pieces.append(piece)
            at += len(piece)
    spots = wanted.find("".join(pieces))
    return [parts for join in joins for spot in spots for parts in _parted(join, spot)]


def _parted(join: _Join, spot: Spot) -> Sequence[tuple[Spot, Spot]]:
    """Both parts of a name, if it goes over that join."""
    if not join.start <= spot.span.start < join.middle < spot.span.end - 1:
        return ()
    first = Span(join.first.start + spot.span.start - join.start, join.first.end)
    second = Span(join.second.start, min(join.second.end, join.second.start + spot.span.end - join.middle - 1))
    return ((Spot(first, spot.target), Spot(second, spot.target)),)


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
