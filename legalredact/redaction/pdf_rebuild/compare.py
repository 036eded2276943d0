"""How pages look: which letters are to be seen on one, and whether two look the same."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pymupdf

from legalredact.redaction.text_maps.text_map import Rectangle

DPI = 72
_SCALE = DPI / 72
_INK = 8
"""Levels by which a letter has to change a pixel to be seen."""

_FAR = 64
"""Levels by which two pictures of one thing may differ at one place and its neighbours."""

_NEAR = 12
_TOGETHER, _SCATTERED = 5, 60
"""Pixels that differ by more, in a square of `_NEAR` pixels and on a page, that make two pages unlike: a letter that is
missing has more in one place; letters a quarter of a pixel beside where they were have one here and there."""

_SAMPLES = 5
"""Pixels of a letter's box, across and down, that are looked at before all of them are."""

_STRIP = 32
"""Rows of pixels that are compared at a time."""

_MOST_PIXELS = 12_000_000

Pixels = npt.NDArray[np.uint8]
"""Rows, columns, and three bytes: red, green, blue."""


def picture_of(page: pymupdf.Page) -> Pixels:
    """The page as people see it.

    Errors: ValueError if it is too large to be compared.
    """
    inches = max(1e-6, page.rect.width * page.rect.height / 72**2)
    if inches * DPI**2 > _MOST_PIXELS:
        raise ValueError("the page is too large to be compared")
    pixels = page.get_pixmap(matrix=pymupdf.Matrix(_SCALE, _SCALE), colorspace=pymupdf.csRGB, alpha=False)
    return np.frombuffer(bytes(pixels.samples_mv), dtype=np.uint8).reshape(pixels.height, pixels.width, 3)


def blank_like(page: Pixels) -> Pixels:
    """A page of that size with nothing on it."""
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
    """Whether two pages look different outside of some places, in points.

    The edge of a letter may lie a pixel beside where it was.
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
    """For each pixel whether two pictures of one size differ there by more than so many levels in a colour."""
    found = np.zeros(one.shape[:2], dtype=np.bool_)
    for top in range(0, len(one), _STRIP):  # what is worked on stays in the processor's cache
        here, there = one[top : top + _STRIP], other[top : top + _STRIP]
        far = (np.maximum(here, there) - np.minimum(here, there) > levels).ravel()
        far[:-2] |= far[2:] | far[1:-1]  # of three colours that follow each other; a whole row at a time is fastest
        found[top : top + _STRIP] = far[::3].reshape(here.shape[:2])
    return found


def _beyond(one: Pixels, other: Pixels, places: tuple[npt.NDArray[np.intp], ...]) -> npt.NDArray[np.bool_]:
    """At which places one picture is darker or lighter than all of the other's pixels around it."""
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
