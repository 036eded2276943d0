"""How pages look: which letters are to be seen on one, and whether two look the same."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pymupdf

from legalredact.redaction.seen import Rectangle

DPI = 96
_SCALE = DPI / 72
_INK = 8
"""Levels by which a letter has to change a pixel to be seen."""

_FAR = 64
"""Levels by which two pictures of one thing may differ at one place and its neighbours."""

_FEW = 5
"""Pixels that may differ by more: less than a full stop has, in any type that can be read."""

_MOST_PIXELS = 12_000_000

Pixels = npt.NDArray[np.uint8]


def picture_of(page: pymupdf.Page) -> Pixels:
    """The page as people see it: rows, columns, red, green and blue."""
    inches = max(1e-6, page.rect.width * page.rect.height / 72**2)
    if inches * DPI**2 > _MOST_PIXELS:
        raise ValueError("the page is too large to be compared")
    pixels = page.get_pixmap(matrix=pymupdf.Matrix(_SCALE, _SCALE), colorspace=pymupdf.csRGB, alpha=False)
    flat = np.frombuffer(pixels.samples_mv, dtype=np.uint8)
    return flat.reshape(pixels.height, pixels.width, 3).copy()


def seen(boxes: Sequence[Rectangle], page: Pixels, bare: Pixels) -> list[bool]:
    """For each letter's box, in points, whether the page differs there from the page without letters."""
    height, width = min(page.shape[0], bare.shape[0]), min(page.shape[1], bare.shape[1])
    ink = _apart(page[:height, :width], bare[:height, :width]) > _INK
    corners = np.asarray(boxes, dtype=np.float64).reshape(-1, 4) * _SCALE
    starts = np.maximum(np.floor(corners[:, :2]), 0).astype(int).tolist()
    ends = np.maximum(np.ceil(corners[:, 2:]), 0).astype(int).tolist()
    return [bool(ink[y0:y1, x0:x1].any()) for (x0, y0), (x1, y1) in zip(starts, ends, strict=True)]


def unlike(one: Pixels, other: Pixels, but_for: Sequence[Rectangle] = ()) -> bool:
    """Whether two pages look different outside of some places, in points.

    The edge of a letter may lie a pixel beside where it was.
    """
    if abs(one.shape[0] - other.shape[0]) > 1 or abs(one.shape[1] - other.shape[1]) > 1:
        return True
    height, width = min(one.shape[0], other.shape[0]), min(one.shape[1], other.shape[1])
    one, other = one[:height, :width], other[:height, :width]
    far = np.asarray(_apart(one, other) > _FAR)
    for x0, y0, x1, y1 in but_for:
        rows = slice(max(0, int(y0 * _SCALE)), max(0, int(y1 * _SCALE) + 2))
        far[rows, max(0, int(x0 * _SCALE)) : max(0, int(x1 * _SCALE) + 2)] = False
    places = np.argwhere(far)
    if len(places) <= _FEW:
        return False
    return int(_beyond(one, other, places).sum() + _beyond(other, one, places).sum()) > _FEW


def _apart(one: Pixels, other: Pixels) -> Pixels:
    """By how many levels the pictures differ at most, at each place."""
    apart = np.maximum(one, other) - np.minimum(one, other)
    most: Pixels = np.maximum(np.maximum(apart[..., 0], apart[..., 1]), apart[..., 2])
    return most


def _beyond(one: Pixels, other: Pixels, places: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """At which places one picture is darker or lighter than all of the other's pixels around it."""
    rows, columns = places[:, 0], places[:, 1]
    here = one[rows, columns].astype(np.int16)
    low, high = np.full_like(here, 255), np.zeros_like(here)
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            near = other[
                np.clip(rows + down, 0, other.shape[0] - 1), np.clip(columns + right, 0, other.shape[1] - 1)
            ].astype(np.int16)
            low, high = np.minimum(low, near), np.maximum(high, near)
    return np.asarray(((here < low - _FAR) | (here > high + _FAR)).any(axis=1))
