"""Compares pages: which letters are visible on a page, and whether two pages look the same."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pymupdf

from legalredact.redaction.text_maps.text_map import Rectangle

DPI = 72
_SCALE = DPI / 72
_INK = 8
"""Levels by which a letter must change a pixel to be visible."""

_FAR = 64
"""Levels by which two images of the same page may differ at a pixel and its neighbors."""

_NEAR = 12
_TOGETHER, _SCATTERED = 5, 60
"""Number of pixels with a larger difference, in a square of `_NEAR` pixels and on the whole page, that makes two pages
different. A missing letter has more in one place; letters that moved by a quarter of a pixel have a few everywhere."""

_SAMPLES = 5
"""Samples across and down a letter's box that are compared before all of its pixels are."""

_STRIP = 32
"""Rows of pixels that are compared at a time."""

_MOST_PIXELS = 12_000_000

Pixels = npt.NDArray[np.uint8]
"""An array of rows, columns, and three bytes: red, green, blue."""


def picture_of(page: pymupdf.Page) -> Pixels:
    """The page as displayed.

    Errors: ValueError if it is too large to be compared.
    """
    inches = max(1e-6, page.rect.width * page.rect.height / 72**2)
    if inches * DPI**2 > _MOST_PIXELS:
        raise ValueError("the page is too large to be compared")
    pixels = page.get_pixmap(matrix=pymupdf.Matrix(_SCALE, _SCALE), colorspace=pymupdf.csRGB, alpha=False)
    return np.frombuffer(bytes(pixels.samples_mv), dtype=np.uint8).reshape(pixels.height, pixels.width, 3)


def blank_like(page: Pixels) -> Pixels:
    """A blank page of the same size."""
    return np.full_like(page, 255)


def seen(boxes: npt.NDArray[np.float64], page: Pixels, bare: Pixels) -> npt.NDArray[np.bool_]:
    """For each letter's box, in points, whether the page differs there from the page without letters."""
    height, width = min(page.shape[0], bare.shape[0]), min(page.shape[1], bare.shape[1])
    ink = np.zeros((height + 1, width + 1), dtype=np.bool_)
    ink[:-1, :-1] = _differing(page[:height, :width], bare[:height, :width], _INK)
    corners = boxes * _SCALE
    edges = np.clip(np.floor(corners), -1, (width, height, width, height)).astype(np.intp)
    steps = np.arange(_SAMPLES)
    columns = edges[:, 0, None] + steps * (edges[:, 2] - edges[:, 0])[:, None] // (_SAMPLES - 1)
    rows = edges[:, 1, None] + steps * (edges[:, 3] - edges[:, 1])[:, None] // (_SAMPLES - 1)
    found: npt.NDArray[np.bool_] = ink[rows[:, :, None], columns[:, None, :]].any(axis=(1, 2))
    for at in np.flatnonzero(~found):
        x0, y0, x1, y1 = np.maximum(edges[at], 0).tolist()
        found[at] = ink[y0 : y1 + 1, x0 : x1 + 1].any()
    return found


def differ(one: Pixels, other: Pixels, but_for: Sequence[Rectangle] = ()) -> bool:
    """Whether two pages look different outside the given places, in points.

    The edge of a letter may move by a pixel.
    """
    if abs(one.shape[0] - other.shape[0]) > 1 or abs(one.shape[1] - other.shape[1]) > 1:
        return True
    height, width = min(one.shape[0], other.shape[0]), min(one.shape[1], other.shape[1])
    one, other = one[:height, :width], other[:height, :width]
    differing = _differing(one, other, _FAR)
    for place in but_for:
        x0, y0, x1, y1 = (max(0, int(value * _SCALE)) for value in place)
        differing[y0 : y1 + 2, x0 : x1 + 2] = False
    rows, columns = np.nonzero(differing)
    if len(rows) < _TOGETHER:
        return False
    beyond = _beyond(one, other, (rows, columns)) | _beyond(other, one, (rows, columns))
    if beyond.sum() < _TOGETHER:
        return False
    squares = np.stack((rows[beyond] // _NEAR, columns[beyond] // _NEAR), axis=1)
    _, counts = np.unique(squares, axis=0, return_counts=True)
    return len(squares) > _SCATTERED or bool(counts.max() >= _TOGETHER)


def _differing(one: Pixels, other: Pixels, levels: int) -> npt.NDArray[np.bool_]:
    """For each pixel, whether two images of the same size differ by more than `levels` in any color."""
    found = np.zeros(one.shape[:2], dtype=np.bool_)
    for top in range(0, len(one), _STRIP):  # a strip fits into the processor's cache
        here, there = one[top : top + _STRIP], other[top : top + _STRIP]
        far = (np.maximum(here, there) - np.minimum(here, there) > levels).ravel()
        far[:-2] |= far[2:] | far[1:-1]  # the three color bytes are adjacent; a whole row at a time is fastest
        found[top : top + _STRIP] = far[::3].reshape(here.shape[:2])
    return found


def _beyond(one: Pixels, other: Pixels, places: tuple[npt.NDArray[np.intp], ...]) -> npt.NDArray[np.bool_]:
    """At which places one image is darker or lighter than all neighboring pixels of the other."""
    rows, columns = places
    here = one[rows, columns].astype(np.int16)
    low, high = np.full_like(here, 255), np.zeros_like(here)
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            near = other[
                np.clip(rows + down, 0, other.shape[0] - 1), np.clip(columns + right, 0, other.shape[1] - 1)
            ].astype(np.int16)
            low, high = np.minimum(low, near), np.maximum(high, near)
    return np.asarray(((here < low - _FAR) | (here > high + _FAR)).any(axis=1))
