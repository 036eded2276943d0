"""Text detection: from the model's probability for each pixel to rectangles around lines.

The model marks a shrunk core of each line (Liao et al., "Real-time Scene Text Detection with Differentiable
Binarization", 2020). Connected marks are one line; the smallest rotated rectangle around them is expanded to the line.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from legalredact.documents.ocr.geometry import Quad

Chances = np.ndarray[Any, np.dtype[np.float32]]
"""Height × width: probability of each pixel to be in the core of a line, 0 to 1."""
_Mask = np.ndarray[Any, np.dtype[np.bool_]]
_Points = np.ndarray[Any, np.dtype[np.float64]]
"""Rows of x and y."""

_MARKED = 0.3  # probability from which a pixel is marked
_SURE = 0.5  # mean probability that a rectangle needs
_GROWN = 1.6  # expansion, as a ratio of area to circumference: the model was trained on cores shrunk in this way
_THINNEST, _LOWEST = 3.0, 5.0  # smallest side in pixels, before and after expansion; smaller rectangles are dirt
_MOST = 5_000  # marks of an image; a halftone has very many, and lines of text are the larger ones


@dataclass(frozen=True, slots=True)
class _Rectangle:
    """A rotated rectangle: its center, a unit vector along it, and its sides along and across."""

    x: float
    y: float
    along: tuple[float, float]
    sides: tuple[float, float]

    @property
    def shorter(self) -> float:
        return min(self.sides)

    def grown(self) -> "_Rectangle":
        """Expand the detected text core to the full line box."""
        length, height = self.sides
        by = _GROWN * length * height / (length + height)
        return _Rectangle(self.x, self.y, self.along, (length + by, height + by))

    def mean(self, chances: Chances) -> float:
        """Mean probability inside it, including its edges."""
        (left, top), (right, bottom) = self.quad().min(axis=0), self.quad().max(axis=0)
        first, last = max(0, int(left)), int(right) + 1
        upper, lower = max(0, int(top)), int(bottom) + 1
        part = chances[upper : lower + 1, first : last + 1]
        y, x = np.ogrid[upper : upper + part.shape[0], first : first + part.shape[1]]
        dx, dy = x - self.x, y - self.y
        (ux, uy), (length, height) = self.along, self.sides
        inside = (np.abs(dx * ux + dy * uy) <= length / 2 + 0.5) & (np.abs(dy * ux - dx * uy) <= height / 2 + 0.5)
        return float(part[inside].mean()) if inside.any() else 0.0

    def quad(self) -> Quad:
        """Its corners, upper left first as if text ran from left to right, then clockwise."""
        (ux, uy), (length, height) = self.along, self.sides
        middle, half = np.array([self.x, self.y]), np.array([ux, uy]) * length / 2
        other = np.array([-uy, ux]) * height / 2
        corners = sorted((middle + a * half + b * other).tolist() for a, b in itertools.product((-1, 1), (-1, 1)))
        (upper_left, lower_left), (upper_right, lower_right) = (
            sorted(pair, key=lambda corner: corner[1]) for pair in (corners[:2], corners[2:])
        )
        return np.array([upper_left, upper_right, lower_right, lower_left], dtype=np.float32)


def lines_of(chances: Chances) -> list[Quad]:
    """Corners of every line of text, from top to bottom."""
    found = []
    for points in _marks(_thickened(chances > _MARKED)):
        rectangle = _smallest(points)
        if rectangle.shorter < _THINNEST or rectangle.mean(chances) < _SURE:
            continue
        if (line := rectangle.grown()).shorter >= _LOWEST:
            found.append(line.quad())
    return sorted(found, key=lambda quad: (float(quad[0][1]), float(quad[0][0])))


def _thickened(mask: _Mask) -> _Mask:
    """Extend each marked pixel to the right, down, and diagonally between, to close small cracks."""
    thick = mask.copy()
    thick[:, 1:] |= mask[:, :-1]
    thick[1:] |= thick[:-1].copy()
    return thick


def _marks(mask: _Mask) -> Iterator[_Points]:
    """For each connected component (8-neighborhood), the ends of its rows; only the largest components."""
    rows, starts, ends = _runs(mask)
    patches = _patches(len(rows), *_touching(rows, starts, ends, mask.shape[1]))
    boxed = []
    for patch in patches:
        height = rows[patch].max() - rows[patch].min()
        width = ends[patch].max() - 1 - starts[patch].min()
        if min(height, width) >= _THINNEST:
            boxed.append((int(height * width), patch))
    for _, patch in sorted(boxed, key=lambda one: -one[0])[:_MOST]:
        left, right = (np.stack([xs[patch], rows[patch]], axis=1) for xs in (starts, ends - 1))
        yield np.concatenate([left, right]).astype(np.float64)


def _runs(mask: _Mask) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Horizontal runs of marked pixels: row, first column, and last column (exclusive) of each."""
    steps = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(steps == 1)
    return rows, starts, np.nonzero(steps == -1)[1]


def _touching(
    rows: np.ndarray[Any, Any], starts: np.ndarray[Any, Any], ends: np.ndarray[Any, Any], width: int
) -> tuple[list[int], list[int]]:
    """Pairs of runs in adjacent rows that touch at least at a corner."""
    stride = width + 2
    above = (rows - 1) * stride
    first = np.searchsorted(rows * stride + ends, above + starts, side="left")
    after = np.searchsorted(rows * stride + starts, above + ends, side="right")
    counts = np.maximum(after - first, 0)
    lower = np.repeat(np.arange(len(rows)), counts)
    upper = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts - first, counts)
    return lower.tolist(), upper.tolist()


def _patches(count: int, lower: list[int], upper: list[int]) -> list[np.ndarray[Any, Any]]:
    """Connected components: numbers of the runs that are connected by these pairs."""
    above = list(range(count))

    def top(run: int) -> int:
        while above[run] != run:
            above[run] = above[above[run]]
            run = above[run]
        return run

    for one, other in zip(lower, upper, strict=True):
        first, second = sorted((top(one), top(other)))
        above[second] = first
    tops = np.array([top(run) for run in range(count)], dtype=np.int64)
    order = np.argsort(tops, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(tops[order])) + 1) if count else []


def _smallest(points: _Points) -> _Rectangle:
    """The rectangle of smallest area around points; one of its sides lies on their convex hull."""
    hull = _hull(points)
    edges = np.roll(hull, -1, axis=0) - hull
    lengths = np.linalg.norm(edges, axis=1)
    along = edges[lengths > 0] / lengths[lengths > 0, None] if len(hull) > 1 else np.array([[1.0, 0.0]])
    across = np.stack([-along[:, 1], along[:, 0]], axis=1)
    one, other = hull @ along.T, hull @ across.T
    length, height = np.ptp(one, axis=0), np.ptp(other, axis=0)
    best = int(np.argmin(length * height))
    middle = (one[:, best].max() + one[:, best].min()) / 2 * along[best]
    middle = middle + (other[:, best].max() + other[:, best].min()) / 2 * across[best]
    direction = (float(along[best][0]), float(along[best][1]))
    return _Rectangle(float(middle[0]), float(middle[1]), direction, (float(length[best]), float(height[best])))


def _hull(points: _Points) -> _Points:
    """Corners of the convex hull in order (Andrew's monotone chain)."""
    ordered = sorted(set(map(tuple, points.tolist())))
    if len(ordered) < 3:
        return np.array(ordered)
    chains = []
    for direction in (ordered, ordered[::-1]):
        chain: list[tuple[float, ...]] = []
        for point in direction:
            while len(chain) > 1 and _turns_left(chain[-2], chain[-1], point) <= 0:
                chain.pop()
            chain.append(point)
        chains += chain[:-1]
    return np.array(chains)


def _turns_left(a: tuple[float, ...], b: tuple[float, ...], c: tuple[float, ...]) -> float:
    """Cross product: positive if the path from a over b to c turns left, 0 if it is straight."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
