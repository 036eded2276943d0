"""Draws the boxes of a copy that keeps its text, and writes their labels: white, searchable letters in Helvetica.

The font is the clone of Helvetica that comes with PyMuPDF.
"""

import functools
from collections.abc import Iterator, Sequence

import numpy as np
import pymupdf
from pymupdf import mupdf

from legalredact.redaction.pdf_rebuild.compare import DPI, Pixels
from legalredact.redaction.pdf_rebuild.glyphs import CannotRebuild, Ink, Letter, places_of
from legalredact.redaction.pdf_rebuild.outlines import GlyphShape, shape_of
from legalredact.redaction.pdf_rebuild.rules import Rule
from legalredact.redaction.text_maps.text_map import Rectangle

_SMALLEST = 0.72
_WIDTH = 4.5
_SIDES = 0.6
"""In ems of the line: size of the words, smallest width of a box, and space beside its words."""

_WHITE = Ink((1.0, 1.0, 1.0))
_FACE = "words of boxes"
_PAPER, _BLACK = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0)
_BORDER = 0.7
"""Thickness in points of the border that a box has on dark paper."""

_DARK, _MUCH = 110, 0.3
"""Level of dark paper, and the share of a box's surroundings that has it."""

_TOUCH = 0.5
"""Points by which a letter may reach into a box."""


def box_width(words: str) -> float:
    """Width of a box in ems. It depends on the words in the box, not on the name under it."""
    return max(_WIDTH, _SMALLEST * _length(words) + _SIDES)


def box_on(page: Pixels, place: Rectangle) -> Iterator[Rule]:
    """A black box; on dark paper it has a white border, since it could not be seen there.

    Arguments:
        page: the page without the box.
    """
    x0, y0, x1, y1 = place
    if not _on_dark(page, place):
        yield Rule(place, _BLACK)
        return
    yield Rule(place, _BLACK)
    yield Rule((x0, y0, x1, y0 + _BORDER), _PAPER)
    yield Rule((x0, y1 - _BORDER, x1, y1), _PAPER)
    yield Rule((x0, y0, x0 + _BORDER, y1), _PAPER)
    yield Rule((x1 - _BORDER, y0, x1, y1), _PAPER)


def with_hidden_borders(shown: Sequence[Letter | Rule]) -> list[Letter | Rule]:
    """The letters and boxes of a page, and at the end once more the borders that a later box hides a part of."""
    rules = [item for item in shown if isinstance(item, Rule)]
    hidden = [
        border
        for at, border in enumerate(rules)
        if border.colour == _PAPER
        and any(later.colour == _BLACK and _overlap(border.place, later.place) for later in rules[at:])
    ]
    return [*shown, *hidden]


def _overlap(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _on_dark(page: Pixels, place: Rectangle) -> bool:
    scale = DPI / 72
    x0, y0, x1, y1 = (max(0, int(value * scale)) for value in place)
    top, left = max(0, y0 - 3), max(0, x0 - 3)
    around = page[top : y1 + 4, left : x1 + 4].max(axis=2, initial=0) < _DARK
    return bool(around.size) and float(around.mean()) > _MUCH


def check_boxes(shown: Sequence[Letter | Rule]) -> None:
    """Errors: CannotRebuild if a letter that is no word of a box touches a box."""
    boxes = [item.place for item in shown if isinstance(item, Rule)]
    if not boxes:
        return
    letters = [item for item in shown if isinstance(item, Letter) and item.face != _FACE and not item.blank]
    places = places_of(letters)
    for x0, y0, x1, y1 in boxes:
        across = np.minimum(places[:, 2], x1) - np.maximum(places[:, 0], x0)
        down = np.minimum(places[:, 3], y1) - np.maximum(places[:, 1], y0)
        if ((across > _TOUCH) & (down > _TOUCH)).any():
            raise CannotRebuild("other letters would touch the box of a name")


def words_in(place: Rectangle, size: float, words: str) -> list[Letter]:
    """The letters of a box, centered and as large as its width allows."""
    x0, y0, x1, y1 = place
    length = _length(words)
    if not length:
        return []
    fitting = min(_SMALLEST * size, max(0.1, x1 - x0 - 0.3 * size) / length)
    x, y = (x0 + x1 - fitting * length) / 2, (y0 + y1) / 2 + 0.36 * fitting
    letters = []
    for character in words:
        shape = _shape(character)
        letters.append(Letter(character, shape, _FACE, x, y, (fitting, 0.0, 0.0, -fitting), _WHITE, fitting))
        x += fitting * shape.advance
    return letters


def _length(words: str) -> float:
    return sum(_shape(character).advance for character in words)


@functools.lru_cache(maxsize=512)
def _shape(character: str) -> GlyphShape:
    font = _font()
    shape = shape_of(font, mupdf.fz_encode_character(font, ord(character)))
    return shape or GlyphShape(b"", 0.3, None)


@functools.cache
def _font() -> mupdf.FzFont:
    return pymupdf.Font("helv").this
