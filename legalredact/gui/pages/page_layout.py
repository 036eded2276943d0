"""Places of pages in a continuous column."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from legalredact.model.document import Page

GAP = 16
"""Pixels between pages and around them."""
PIXELS_PER_POINT = 96 / 72
"""At zoom 1, as paper on a screen of 96 dots an inch."""


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Places of pages, in pixels of the complete column.

    Arguments:
        tops: upper edges; one more than pages, the last being the column's end.
        sizes: width and height of each page.
        width: of the column.
        scale: pixels a point.
    """

    tops: tuple[float, ...]
    sizes: tuple[tuple[float, float], ...]
    width: float
    scale: float

    @property
    def height(self) -> float:
        """Of the complete column."""
        return self.tops[-1]

    def left(self, index: int) -> float:
        """Left edge of the page with that index; pages are centered."""
        return (self.width - self.sizes[index][0]) / 2

    def visible(self, top: float, bottom: float) -> range:
        """Indices of the pages that are visible between two heights."""
        first = max(0, bisect.bisect_right(self.tops, top) - 1)
        last = min(len(self.sizes), bisect.bisect_left(self.tops, bottom))
        return range(first, max(first, last))

    def page_at(self, y: float) -> int:
        """Index of the page at a height, or of the nearest one."""
        return min(max(0, bisect.bisect_right(self.tops, y) - 1), len(self.sizes) - 1)


def column(pages: Sequence[Page], zoom: float, least_width: float) -> PageLayout:
    """Pages under each other; the column is at least as wide as the view."""
    scale = zoom * PIXELS_PER_POINT
    sizes = tuple((page.width * scale, page.height * scale) for page in pages)
    tops = [float(GAP)]
    for _, height in sizes:
        tops.append(tops[-1] + height + GAP)
    width = max(least_width, max((w for w, _ in sizes), default=0) + 2 * GAP)
    return PageLayout(tuple(tops), sizes, width, scale)


def fitting_zoom(pages: Sequence[Page], width: float) -> float:
    """The zoom at which the widest page fills the width."""
    widest = max((page.width for page in pages), default=612.0)
    return max(0.1, (width - 2 * GAP) / (widest * PIXELS_PER_POINT))


def sizes_of(pages: Sequence[Page]) -> tuple[tuple[int, int], ...]:
    """Widths and heights in whole points: two readers of one file differ in fractions at the most."""
    return tuple((round(page.width), round(page.height)) for page in pages)
