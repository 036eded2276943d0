"""Detects letters that are drawn as outlines, strokes or small squares, not written as text.

No character code says that they are there. Only OCR can find a name in them, as in an image.
"""

import functools
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from legalredact.redaction.text_maps.rectangles import STRAIGHT
from legalredact.redaction.text_maps.text_map import Rectangle, around

_SPECK = 12.0
"""Largest width and height, in points, of one part of such a letter."""

_SQUARE, _CLOSE, _LEAST = 24.0, 4, 2.5
"""Side of a square in points, the number of parts in it if it holds a letter, and the points that they span across and
down. Line crossings in tables, and dashes, have fewer parts or span less."""

_MOST_SPECKS, _MOST_EDGES = 40, 60
"""Small boxes and lines, and curved or slanting edges, that a page may have without being able to spell a name. Check
boxes and round corners have fewer; a short name has more."""


def may_spell(paths: Iterable[dict[str, Any]]) -> bool:
    """Whether the drawings of a page, as MuPDF reports them, may be letters."""
    edges = 0
    level: list[Rectangle] = []
    for place in (_level(item) for path in paths for item in path["items"]):
        if place is not None:
            level.append(place)
        elif (edges := edges + 1) > _MOST_EDGES:
            return True
    return bool(specks_of(level))


def specks_of(places: Iterable[Rectangle]) -> frozenset[Rectangle]:
    """Horizontal and vertical lines and boxes that are parts of letters; empty if they are too few to spell a name."""
    squares = _squares(places).values()
    specks = frozenset(place for square in squares if _holds_letter(square) for place in square)
    return specks if len(specks) > _MOST_SPECKS else frozenset()


def _squares(places: Iterable[Rectangle]) -> dict[tuple[int, int], set[Rectangle]]:
    """Small lines and boxes by the square of the page in which they begin."""
    squares: dict[tuple[int, int], set[Rectangle]] = {}
    for place in places:
        x0, y0, x1, y1 = place
        if x1 - x0 <= _SPECK and y1 - y0 <= _SPECK:
            squares.setdefault((int(x0 / _SQUARE), int(y0 / _SQUARE)), set()).add(place)
    return squares


def _holds_letter(specks: Collection[Rectangle]) -> bool:
    x0, y0, x1, y1 = functools.reduce(around, specks)
    return len(specks) >= _CLOSE and x1 - x0 >= _LEAST and y1 - y0 >= _LEAST


def _level(item: Sequence[Any]) -> Rectangle | None:
    """The rectangle of a horizontal or vertical line or a box; None for anything else."""
    if item[0] == "re":
        x0, y0, x1, y1 = item[1]
        return x0, y0, x1, y1
    if item[0] not in ("l", "qu"):
        return None
    points = list(_points(item))
    xs, ys = [x for x, _ in points], [y for _, y in points]
    room = min(xs), min(ys), max(xs), max(ys)
    corners = all(_on_edge(point, room) for point in points)
    level = len(points) > 2 or min(room[2] - room[0], room[3] - room[1]) < STRAIGHT
    return room if corners and level else None


def _points(item: Sequence[Any]) -> Iterator[tuple[float, float]]:
    for point in item[1:] if item[0] == "l" else item[1]:
        yield point[0], point[1]


def _on_edge(point: tuple[float, float], room: Rectangle) -> bool:
    """Whether a point is a corner of the rectangle around all points."""
    x, y = point
    return min(x - room[0], room[2] - x) < STRAIGHT and min(y - room[1], room[3] - y) < STRAIGHT
