"""Quadrilaterals around text lines: four corners, upper left first in text direction, then clockwise."""

from collections.abc import Sequence
from typing import Any

import numpy as np

Quad = np.ndarray[Any, np.dtype[np.float32]]
"""Four rows of x and y, in pixels."""
Box = tuple[float, float, float, float]
"""x0, y0, x1, y1, in pixels."""

_TALL = 1.5
_ASLANT = 4.0
"""Degrees from which a line counts as slanted."""

_MOST_MET = 2
"""Of nine points along a line, how many may lie on known words."""


def sides(quad: Quad) -> tuple[float, float]:
    """Length along the text, and height."""
    return float(np.linalg.norm(quad[1] - quad[0])), float(np.linalg.norm(quad[3] - quad[0]))


def turned(quad: Quad, quarters: int) -> Quad:
    """The same corners for text that is rotated clockwise by `quarters` × 90° relative to the assumed direction."""
    return np.roll(quad, -quarters, axis=0)


def is_tall(quad: Quad) -> bool:
    """Whether it is much higher than wide: a vertical line."""
    length, height = sides(quad)
    return height >= _TALL * length


def is_wide(quad: Quad) -> bool:
    """Whether it is much wider than high, so that its direction is certain."""
    length, height = sides(quad)
    return length >= _TALL * height


def is_level(quad: Quad) -> bool:
    """Whether it is horizontal, or may be, judging by its shape."""
    along = quad[1] - quad[0]
    angle = abs(float(np.degrees(np.arctan2(along[1], along[0])))) % 180
    return not is_tall(quad) and not (is_wide(quad) and min(angle, 180 - angle) > _ASLANT)


def is_beside(quad: Quad, known: Sequence[Box]) -> bool:
    """Whether hardly any of a line's center line lies in known rectangles."""
    start, end = (quad[0] + quad[3]) / 2, (quad[1] + quad[2]) / 2
    if is_tall(quad):
        start, end = (quad[0] + quad[1]) / 2, (quad[3] + quad[2]) / 2
    points = [start + part * (end - start) for part in np.linspace(0.1, 0.9, 9)]
    met = sum(any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in known) for x, y in points)
    return met <= _MOST_MET


def between(quad: Quad, start: float, end: float) -> Quad:
    """The part of a line from one fraction of its length to another."""
    top, bottom = quad[1] - quad[0], quad[2] - quad[3]
    return np.array(
        [quad[0] + start * top, quad[0] + end * top, quad[3] + end * bottom, quad[3] + start * bottom],
        dtype=np.float32,
    )


def corners_of(quad: Quad) -> tuple[tuple[float, float], ...]:
    """The corners as plain numbers."""
    return tuple((float(x), float(y)) for x, y in quad)


def box_of(quad: Quad) -> tuple[float, float, float, float]:
    """The bounding box: x0, y0, x1, y1."""
    (x0, y0), (x1, y1) = quad.min(axis=0), quad.max(axis=0)
    return float(x0), float(y0), float(x1), float(y1)


def level_boxes(quads: Sequence[Quad]) -> list[tuple[float, float, float, float]]:
    """Bounding boxes after the page is rotated by the direction of most of its text."""
    angle = _direction(quads)
    cos, sin = np.cos(-angle), np.sin(-angle)
    turn = np.array([[cos, -sin], [sin, cos]], dtype=np.float32)
    return [box_of(quad @ turn.T) for quad in quads]


def _direction(quads: Sequence[Quad]) -> float:
    """The direction of the longer half of the lines, in radians clockwise from the right; robust against outliers."""
    along = sorted((quad[1] - quad[0] for quad in quads), key=lambda side: -float(np.linalg.norm(side)))
    longer = along[: max(1, len(along) // 2)]
    middle = np.median([side / max(float(np.linalg.norm(side)), 1e-6) for side in longer], axis=0)
    return float(np.arctan2(middle[1], middle[0]))
