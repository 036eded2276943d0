"""Pages with the edges of their neighbors, which show headers and footers; only as many pages as needed are held."""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TypeVar

from legalredact.documents.layout.headers_footers import PageEdges

NEIGHBORS = 2
"""Pages before and after that are compared to find headers; left and right pages may have different ones."""

T = TypeVar("T")


def with_neighbors(pages: Iterable[tuple[PageEdges, T | None]]) -> Iterator[tuple[T, list[PageEdges]]]:
    """Each page that is not None, with the edges of those before and after it."""
    beyond: list[tuple[PageEdges, T | None] | None] = [None] * NEIGHBORS
    window = deque(beyond, maxlen=2 * NEIGHBORS + 1)
    for page in chain(pages, beyond):
        window.append(page)
        middle = window[NEIGHBORS] if len(window) == window.maxlen else None
        if middle is not None and middle[1] is not None:
            yield middle[1], [near[0] for near in window if near is not None and near is not middle]
