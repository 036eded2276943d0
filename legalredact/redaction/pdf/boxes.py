"""Boxes over names: their size and how they are drawn."""

import functools
import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
import pymupdf

from legalredact.redaction.pdf.strokes import ink_of, on_dark
from legalredact.redaction.text_maps.text_map import Rectangle

_INK, _PAPER = "black", "white"
_HAIR = 0.14
"""Line heights that stay blank between a widened box and its neighbor."""

_BORDER = 2
"""Thickness of a border in pixels."""

_SMALLEST = 7
"""Box height in pixels below which words would be illegible and are left out."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A black box in an image.

    Arguments:
        place: in pixels.
        words: in the box, white; empty for none.
    """

    place: Rectangle
    words: str = ""


def padded(place: Rectangle, margin: float, size: tuple[int, int]) -> Rectangle:
    """A rectangle grown by `margin` on all sides, within a picture of that size."""
    x0, y0, x1, y1 = place
    return max(0.0, x0 - margin), max(0.0, y0 - margin), min(size[0], x1 + margin), min(size[1], y1 + margin)


def widened(place: Rectangle, width: float, image: PIL.Image.Image) -> Rectangle:
    """Widen a rectangle to `width`, or as far as there is blank paper beside it, to the right first.

    A box as wide as its name would reveal the length of the name.
    """
    x0, y0, x1, y1 = place
    more = max(0.0, width - (x1 - x0))
    right = min(more, _blank(image, int(x1 + 1), y0, y1, 1, more))
    left = min(more - right, _blank(image, int(x0) - 1, y0, y1, -1, more))
    return x0 - left, y0, x1 + right, y1


def _blank(image: PIL.Image.Image, start: int, y0: float, y1: float, step: int, most: float) -> float:
    """How many pixel columns beside a box are blank, less a small gap to the next ink."""
    space = max(2, round(_HAIR * (y1 - y0)))
    end = start + step * (int(most) + space + 1)
    left, right = max(0, min(start, end)), min(image.width, max(start, end))
    if right <= left or y1 <= y0:
        return 0.0
    ink = ink_of(image.crop((left, max(0, int(y0)), right, min(image.height, int(y1 + 1)))))
    columns = np.asarray(ink.any(axis=0))
    used = np.flatnonzero(columns if step > 0 else columns[::-1])
    free = int(used[0]) if used.size else columns.size
    return float(max(0, free - space))


def draw(image: PIL.Image.Image, covers: Sequence[Cover]) -> None:
    """Draw all boxes onto an image, then all borders, then all words. On dark paper a box gets a white border, which a
    second box must not hide.
    """
    bordered = [on_dark(image, cover.place) for cover in covers]
    pen = PIL.ImageDraw.Draw(image)
    corners = [(int(x0), int(y0), int(x1 + 0.999), int(y1 + 0.999)) for x0, y0, x1, y1 in (one.place for one in covers)]
    for box in corners:
        pen.rectangle(box, fill=_INK)
    for box, border in zip(corners, bordered, strict=True):
        if border:
            pen.rectangle(box, outline=_PAPER, width=_BORDER)
    for cover in covers:
        if cover.words:
            _write(pen, cover)


def _write(pen: PIL.ImageDraw.ImageDraw, cover: Cover) -> None:
    """Write the words in the middle of a box, as large as it allows; nothing if they would be illegible."""
    x0, y0, x1, y1 = cover.place
    length = _font(100).getlength(cover.words)
    size = int(min(0.8 * (y1 - y0), 92 * (x1 - x0) / max(1.0, length)))
    if size >= _SMALLEST:
        pen.text(((x0 + x1) / 2, (y0 + y1) / 2), cover.words, fill=_PAPER, font=_font(size), anchor="mm")


@functools.lru_cache(maxsize=64)
def _font(size: int) -> PIL.ImageFont.FreeTypeFont:
    """The Helvetica clone that comes with PyMuPDF."""
    return PIL.ImageFont.truetype(io.BytesIO(bytes(pymupdf.Font("helv").buffer)), size)
