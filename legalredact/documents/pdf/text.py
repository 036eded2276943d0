"""The words of a PDF page with their positions: on the page, outside its edges, and on hidden layers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import pymupdf

from legalredact.documents.layout.words import Word
from legalredact.documents.pdf.drop_caps import with_drop_caps
from legalredact.model.paper import turned_by

Rectangle = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points from the page's upper left corner."""

_FLAGS: int = (
    pymupdf.TEXT_PRESERVE_WHITESPACE
    | pymupdf.TEXT_PRESERVE_IMAGES
    | pymupdf.TEXT_COLLECT_VECTORS
    | pymupdf.TEXT_IGNORE_ACTUALTEXT
)
"""Ligatures are expanded, a glyph without Unicode becomes U+FFFD and not a wrong letter, and letters are read as drawn,
ignoring ActualText (the second engine reads that)."""

_MOST_SHAPES = 100
"""Shapes of a page that are examined; ruled tables have thousands, but drawn letters come early."""

_PICTURE, _SHAPE = 1, 3
"""MuPDF's block types."""

_new_word = tuple.__new__
"""Three times as fast as calling the class; a page has hundreds of words."""

_EVERYWHERE = pymupdf.INFINITE_RECT()


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of a page as an engine reads them.

    Arguments:
        width, height: of the visible page, in points.
        words: on the visible page.
        outside: outside its edges.
        switched_off: on hidden layers.
        pictures: rectangles of images.
        shapes: rectangles of the first shapes (lines, boxes, letters converted to outlines).
    """

    width: float
    height: float
    words: list[Word] = field(repr=False)
    outside: list[Word] = field(repr=False)
    switched_off: list[Word] = field(repr=False)
    pictures: list[Rectangle]
    shapes: list[Rectangle]


@dataclass(frozen=True, slots=True)
class Layers:
    """Layers of a document: numbers of visible ones and of hidden ones."""

    shown: tuple[int, ...]
    hidden: tuple[int, ...]


def layers_of(document: pymupdf.Document) -> Layers:
    """The layers (optional content groups) of a document."""
    groups: dict[int, dict[str, object]] = document.get_ocgs()
    shown = tuple(number for number, group in groups.items() if group["on"])
    return Layers(shown, tuple(number for number in groups if number not in shown))


def read_page(page: pymupdf.Page, layers: Layers) -> PageText:
    """All words of a page, at any position, visible or not."""
    words, pictures, shapes = _read(page)
    switched_off = _switched_off(page, layers, words) if layers.hidden else []
    box = page.rect
    inside, outside = _parted(words, box.width, box.height)
    return PageText(box.width, box.height, inside, outside, switched_off, pictures, shapes)


def _read(page: pymupdf.Page) -> tuple[list[Word], list[Rectangle], list[Rectangle]]:
    """Words, images and shapes in display coordinates; the engine uses those of the unrotated page."""
    text_page = page.get_textpage(flags=_FLAGS, clip=_EVERYWHERE)
    words = [_new_word(Word, (*word, None)) for word in text_page.extractWORDS()]
    pictures, shapes = _places(text_page)
    if page.rotation:
        box = page.rect
        matrix = pymupdf.Matrix(*turned_by(page.rotation, box.width, box.height))
        words = [_turned_word(word, matrix) for word in words]
        pictures = [_turned(place, matrix) for place in pictures]
        shapes = [_turned(place, matrix) for place in shapes]
    return with_drop_caps(words), pictures, shapes


def _places(text_page: pymupdf.TextPage) -> tuple[list[Rectangle], list[Rectangle]]:
    """Rectangles of images and of the first shapes."""
    found: dict[int, list[Rectangle]] = {_PICTURE: [], _SHAPE: []}
    block = text_page.this.m_internal.first_block
    while block and len(found[_SHAPE]) < _MOST_SHAPES:
        if block.type in found:
            box = block.bbox
            found[block.type].append((box.x0, box.y0, box.x1, box.y1))
        block = block.next
    return found[_PICTURE], found[_SHAPE]


def _turned_word(word: Word, matrix: pymupdf.Matrix) -> Word:
    x0, y0, x1, y1 = _turned(word[:4], matrix)
    return word._replace(x0=x0, y0=y0, x1=x1, y1=y1)


def _turned(place: Rectangle, matrix: pymupdf.Matrix) -> Rectangle:
    x0, y0, x1, y1 = pymupdf.Rect(place) * matrix
    return x0, y0, x1, y1


def _switched_off(page: pymupdf.Page, layers: Layers, shown: Sequence[Word]) -> list[Word]:
    """Words that appear only if every layer is switched on."""
    document = page.parent
    document.set_layer(-1, on=[*layers.shown, *layers.hidden], off=[])
    try:
        everything, *_ = _read(page)
    finally:
        document.set_layer(-1, on=list(layers.shown), off=list(layers.hidden))
    left = Counter(map(_place, shown))
    new = []
    for word in everything:
        if left[_place(word)]:
            left[_place(word)] -= 1
        else:
            new.append(word)
    return new


def _place(word: Word) -> tuple[str, int, int]:
    return word.text, round(word.x0), round(word.y0)


def _parted(words: list[Word], width: float, height: float) -> tuple[list[Word], list[Word]]:
    """Separate words on the page from words that are completely outside its edges."""
    outside = [w for w in words if w.x1 <= 0 or w.y1 <= 0 or w.x0 >= width or w.y0 >= height]
    if not outside:
        return words, []
    beyond = set(outside)
    return [word for word in words if word not in beyond], outside
