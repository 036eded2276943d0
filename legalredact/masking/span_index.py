"""Stretches of a text, to be asked which of them a place touches without a look at all of them."""

import bisect
import itertools
from collections.abc import Iterable
from typing import Generic, TypeVar

from legalredact.model.mention import Span

T = TypeVar("T")


class SpanIndex(Generic[T]):
    """Stretches that may overlap, each with what belongs to it.

    Arguments:
        items: in any order; those of one place keep it.
    """

    def __init__(self, items: Iterable[tuple[Span, T]]) -> None:
        self._items = sorted(items, key=lambda item: item[0].start)
        self._starts = [span.start for span, _ in self._items]
        self._reach = list(itertools.accumulate((span.end for span, _ in self._items), max))
        """How far the stretches up to each one reach."""

    def over(self, span: Span) -> list[tuple[Span, T]]:
        """Those that share a character with `span`, in order of place."""
        at = bisect.bisect_left(self._starts, span.end) - 1
        found: list[tuple[Span, T]] = []
        while at >= 0 and self._reach[at] > span.start:
            if self._items[at][0].overlaps(span):
                found.append(self._items[at])
            at -= 1
        return found[::-1]
