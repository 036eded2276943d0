"""Words that a box covers in part although they are no names: a box is a rectangle, and letters may reach into it."""

import math
import re
from collections.abc import Iterator, Sequence

import PIL.Image

from legalredact.redaction.pdf.page_breaks import Ends
from legalredact.redaction.pdf.strokes import ink_of
from legalredact.redaction.pdf_images.cover import PageRaster
from legalredact.redaction.pdf_images.cover_requests import named_letters
from legalredact.redaction.targets import TargetSet
from legalredact.redaction.text_maps.rectangles import scaled
from legalredact.redaction.text_maps.text_map import Placed, Rectangle

_WORD = re.compile(r"\w(?:['\u2019-]?\w)*")
_CORE = 0.22
"""Share of a letter's place, at its top and foot, in which letters of other lines may be."""

_SHARE = 0.15
"""Share of a letter's ink that makes it covered."""


def words_under(
    shown: PageRaster, original: PIL.Image.Image, placed: Sequence[Placed], wanted: TargetSet, ends: Ends = ()
) -> Iterator[tuple[str, str]]:
    """Words of the text of a page that are no part of a name, but under a box, each with the label of the box. Boxes
    that a person drew are left out: they cover what they are meant to cover.

    Arguments:
        original: the page without boxes.
        placed, ends: as in `names_written`.
    """
    pairs = zip(shown.covers, shown.covered, strict=True)
    boxes = [(cover.place, noted.label) for cover, noted in pairs if noted.source != "hand"]
    if not boxes:
        return
    named = named_letters(placed, wanted, ends)
    for match in _WORD.finditer(placed[0].text):
        places = [place for place in placed[0].places[match.start() : match.end()] if place is not None]
        if named.isdisjoint(places):
            letters = [scaled(place, shown.scale) for place in places]
            for box, label in boxes:
                if any(_is_under(original, letter, box) for letter in letters):
                    yield match[0], label
                    break


def _is_under(image: PIL.Image.Image, letter: Rectangle, box: Rectangle) -> bool:
    """Whether a box covers a part of the ink of a letter."""
    x0, y0, x1, y1 = letter
    if not (x0 < box[2] and box[0] < x1 and y0 < box[3] and box[1] < y1):
        return False
    height = y1 - y0
    left, top = max(0, math.floor(x0 - height)), max(0, math.floor(y0 - height))
    ink = ink_of(image.crop((left, top, math.ceil(x1 + height), math.ceil(y1 + height))))
    rows = slice(max(0, round(y0 + _CORE * height) - top), max(0, round(y1 - _CORE * height) - top))
    whole = ink[rows, max(0, round(x0) - left) : max(0, round(x1) - left)]
    covered = whole[
        max(0, math.floor(box[1]) - top - rows.start) : max(0, math.ceil(box[3]) - top - rows.start),
        max(0, math.floor(box[0]) - max(left, round(x0))) : max(0, math.ceil(box[2]) - max(left, round(x0))),
    ]
    return bool(covered.sum() > _SHARE * whole.sum())
