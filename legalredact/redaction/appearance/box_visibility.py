"""Checks each logged box on the drawn copy: it is seen on its ground, its words are legible, no other text is under it,
and no stroke of the covered name sticks out of it.
"""

import re
from collections.abc import Iterator, Sequence

import numpy as np
import PIL.Image

from legalredact.redaction.options import Covered, Options
from legalredact.redaction.pdf.second_engine import Levels, Mask, in_pixels
from legalredact.redaction.pdf.strokes import strokes_outside
from legalredact.redaction.text_maps.rectangles import scaled
from legalredact.redaction.text_maps.text_map import Rectangle

_EDGE, _CONTRAST, _MOST_OF = 4, 60, 0.6
"""Pixels on both sides of an edge that are compared, levels by which they must differ, and the share of the edge."""

_BLACK, _WHITE = 64, 192
_SOLID = 0.3
"""Share of a box that is black, or white."""

_WORDS = 0.006
"""Share of a box that its words take, at least."""

_STROKE = 8
"""Pixels of a stroke that count as seen."""

_INSET = 1.0
"""Points by which a logged place may be rounded up."""


def place_of(one: Covered) -> Rectangle:
    """The rectangle of a covered place on a page, in points."""
    assert one.box is not None  # noqa: S101 - only boxes on pages are checked
    return one.box.x0, one.box.y0, one.box.x1, one.box.y1


def unseen(copy: PIL.Image.Image, places: Sequence[Rectangle], scale: float) -> Iterator[Rectangle]:
    """Boxes that a person cannot see: without an edge, or not solid.

    Arguments:
        copy: the drawn page.
        places: of all boxes on the page, in points.
        scale: pixels per point.
    """
    gray = np.asarray(copy.convert("L")).astype(np.int16)
    boxes = [in_pixels(place, copy.size, scale) for place in places]
    covered = np.zeros(gray.shape, dtype=np.bool_)
    for x0, y0, x1, y1 in boxes:
        covered[y0:y1, x0:x1] = True
    for place, box in zip(places, boxes, strict=True):
        x0, y0, x1, y1 = box
        if x1 - x0 < 2 or y1 - y0 < 2:
            continue  # on the page's very edge: there is nothing to see
        inner = gray[y0 + 2 : y1 - 2, x0 + 2 : x1 - 2]
        solid = not inner.size or max((inner < _BLACK).mean(), (inner > _WHITE).mean()) > _SOLID
        edges = _edges(gray, covered, box)
        if not solid or sum(edges) < _MOST_OF * len(edges):
            yield place


def _edges(gray: Levels, covered: Mask, box: tuple[int, int, int, int]) -> list[bool]:
    """For samples along the four edges, whether there is a contrast, or another box beyond."""
    x0, y0, x1, y1 = box
    height, width = gray.shape
    found: list[bool] = []
    for x in np.linspace(x0 + 1, x1 - 2, 40).astype(int):
        for edge, beyond in ((y0, y0 - _EDGE), (y1, y1 + _EDGE - 1)):
            if 0 <= beyond < height:
                part = gray[max(0, edge - _EDGE) : edge + _EDGE, x]
                found.append(bool(covered[beyond, x]) or int(np.ptp(part)) > _CONTRAST)
    for y in np.linspace(y0 + 1, y1 - 2, 12).astype(int):
        for edge, beyond in ((x0, x0 - _EDGE), (x1, x1 + _EDGE - 1)):
            if 0 <= beyond < width:
                part = gray[y, max(0, edge - _EDGE) : edge + _EDGE]
                found.append(bool(covered[y, beyond]) or int(np.ptp(part)) > _CONTRAST)
    return found


def with_live_text(
    letters: Sequence[tuple[str, float, float]], covered: Sequence[Covered], options: Options
) -> Iterator[Rectangle]:
    """Boxes with text under them that is not the box's own words.

    Arguments:
        letters: of the page, as `Engine.letters` gives them.
    """
    for one in covered:
        under = _under(letters, place_of(one))
        if under and under != _signs(options.words(one.label, one.reason)):
            yield place_of(one)


def with_illegible_words(
    copy: PIL.Image.Image, letters: Sequence[tuple[str, float, float]], covered: Sequence[Covered], scale: float
) -> Iterator[Rectangle]:
    """Boxes that hold words of which nothing is to be seen."""
    gray = np.asarray(copy.convert("L"))
    for one in covered:
        place = place_of(one)
        if _under(letters, place):
            x0, y0, x1, y1 = in_pixels(place, copy.size, scale, -2)
            inner = gray[y0:y1, x0:x1]
            if inner.size and min((inner > _WHITE).mean(), (inner < _BLACK).mean()) < _WORDS:
                yield place


def with_strokes_outside(
    original: PIL.Image.Image, copy: PIL.Image.Image, places: Sequence[Rectangle], scale: float
) -> Iterator[Rectangle]:
    """Boxes out of which a stroke of a covered letter sticks that the copy still shows; both images of one size."""
    boxes = [scaled(place, scale) for place in places]
    for place, box in zip(places, boxes, strict=True):
        if strokes_outside(original, copy, box, boxes) >= _STROKE:
            yield place


def _under(letters: Sequence[tuple[str, float, float]], place: Rectangle) -> str:
    x0, y0, x1, y1 = place
    return _signs("".join(c for c, x, y in letters if x0 + _INSET < x < x1 - _INSET and y0 + _INSET < y < y1 - _INSET))


def _signs(text: str) -> str:
    """Letters and digits alone, in the order of the alphabet: engines order and space them differently."""
    return "".join(sorted(re.sub(r"[\W_]", "", text)))
