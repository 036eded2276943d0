"""Splits paths that consist of horizontal and vertical lines into boxes, side by side."""

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import Any

from legalredact.redaction.text_maps.text_map import Rectangle

STRAIGHT = 0.02
"""Points by which a line may deviate from horizontal or vertical."""

_MOST_EDGES = 60
"""Edges that a shape may have; a shape with more is a drawing."""

_Edge = tuple[float, float, float, int]
"""A vertical edge: x, its upper and lower end, and 1 if it runs downwards, -1 if upwards."""

_Point = tuple[float, float]


def boxes_of(items: Sequence[Any], *, even_odd: bool) -> list[Rectangle] | None:
    """The boxes that a filled path covers; None if one of its lines is slanted or curved.

    Arguments:
        items: a path as MuPDF reports it, with items ``("l", point, point)``, ``("re", rectangle, orientation)``,
            ``("qu", corners)``.
        even_odd: use the even-odd fill rule, otherwise the nonzero winding rule.
    """
    if len(items) == 1 and items[0][0] == "re":
        return [tuple(items[0][1])]
    edges = _edges(items)
    if edges is None or len(edges) > _MOST_EDGES:
        return None
    heights = sorted({end for _, top, bottom, _ in edges for end in (top, bottom)})
    boxes: list[Rectangle] = []
    for top, bottom in itertools.pairwise(heights):
        middle = (top + bottom) / 2
        crossed = sorted((x, way) for x, up, down, way in edges if up < middle < down)
        boxes.extend((x0, top, x1, bottom) for x0, x1 in _inner(crossed, even_odd=even_odd))
    return boxes


def level_box(item: Any) -> Rectangle | None:
    """The box that one item draws, if it does."""
    if item[0] == "re":
        return tuple(item[1])
    if item[0] != "qu":
        return None
    xs, ys = sorted(point[0] for point in item[1]), sorted(point[1] for point in item[1])
    level = all(pair[1] - pair[0] < STRAIGHT for pair in (xs[:2], xs[2:], ys[:2], ys[2:]))
    return (xs[0], ys[0], xs[-1], ys[-1]) if level else None


def _edges(items: Sequence[Any]) -> list[_Edge] | None:
    """All vertical edges of a path; None if one is slanted."""
    edges: list[_Edge] = []
    for points in _outlines(items):
        if points is None:
            return None
        for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
            if abs(x1 - x0) < STRAIGHT:
                if y0 != y1:
                    edges.append((x0, min(y0, y1), max(y0, y1), 1 if y1 > y0 else -1))
            elif abs(y1 - y0) >= STRAIGHT:
                return None
    return edges


def _outlines(items: Sequence[Any]) -> Iterator[list[_Point] | None]:
    """The corners of each closed subpath; None for a subpath of another kind."""
    points: list[_Point] = []
    for item in items:
        if item[0] == "l":
            start, end = (item[1][0], item[1][1]), (item[2][0], item[2][1])
            if points and points[-1] != start:
                yield points
                points = []
            points = [*(points or [start]), end]
            continue
        box = level_box(item)
        if box is None:
            yield None
            return
        x0, y0, x1, y1 = box
        corners = [(x0, y0), (x0, y1), (x1, y1), (x1, y0)]
        yield corners if item[0] == "qu" or item[2] > 0 else corners[::-1]
    if points:
        yield points


def _inner(crossed: Sequence[tuple[float, int]], *, even_odd: bool) -> Iterator[tuple[float, float]]:
    """Horizontal ranges inside the shape, from the edges that a row crosses."""
    winding = 0
    start = 0.0
    for x, way in crossed:
        before = winding
        winding = (winding + 1) % 2 if even_odd else winding + way
        if not before and winding:
            start = x
        elif before and not winding and x > start:
            yield start, x


def scaled(place: Rectangle, scale: float) -> Rectangle:
    """A rectangle in other units."""
    x0, y0, x1, y1 = place
    return x0 * scale, y0 * scale, x1 * scale, y1 * scale


def swapped(place: Rectangle) -> Rectangle:
    """The rectangle in an image whose rows and columns are exchanged, in which vertical text is horizontal."""
    x0, y0, x1, y1 = place
    return y0, x0, y1, x1


def rounded(place: Rectangle) -> Rectangle:
    """The rectangle in whole units for a log, which should not reveal the width of a name to a tenth."""
    x0, y0, x1, y1 = place
    return float(math.floor(x0)), float(math.floor(y0)), float(math.ceil(x1)), float(math.ceil(y1))


def area(place: Rectangle) -> float:
    """How large it is, in the units of its sides squared."""
    return (place[2] - place[0]) * (place[3] - place[1])
