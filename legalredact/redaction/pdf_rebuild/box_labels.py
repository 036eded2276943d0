"""Words in the boxes of a text copy: white, searchable text in the Helvetica clone that comes with PyMuPDF."""

import functools

import pymupdf
from pymupdf import mupdf

from legalredact.redaction.pdf_rebuild.glyphs import Ink, Letter
from legalredact.redaction.pdf_rebuild.outlines import GlyphShape, shape_of
from legalredact.redaction.text_maps.text_map import Rectangle

_SMALLEST = 0.72
_WIDTH = 4.5
_SIDES = 0.6
"""In ems of the line: size of the words, smallest width of a box, and space beside its words."""

_WHITE = Ink((1.0, 1.0, 1.0))
_FACE = "words of boxes"


def box_width(words: str) -> float:
    """Width of a box in ems. It depends on the words in the box, not on the name under it."""
    return max(_WIDTH, _SMALLEST * _length(words) + _SIDES)


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
