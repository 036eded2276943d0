"""The words of a PDF page with their places: on the page, beside it, and on layers that are switched off."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pymupdf

from legalredact.documents.layout_words import Word

Rectangle = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points from the page's upper left corner."""

_FLAGS: int = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_PRESERVE_IMAGES | pymupdf.TEXT_COLLECT_VECTORS
"""Ligatures are spelled out, and a glyph without Unicode stays visible as U+FFFD instead of posing as a letter."""

_MOST_SHAPES = 200
"""Drawn shapes of a page that are looked at; ruled tables have thousands, lettering that was drawn comes early."""

_SHAPE = 3
"""MuPDF's type of a block that was drawn."""

_EVERYWHERE = pymupdf.INFINITE_RECT()


@dataclass(frozen=True, slots=True)
class PageText:
    """What an engine reads of a page.

    Arguments:
        width, height: of the visible page, in points.
        words: on the visible page.
        outside: beyond its edges.
        switched_off: on layers that are not shown.
        pictures: where pictures lie.
        shapes: where the first drawn shapes lie (lines, boxes, lettering turned into outlines).
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
    """Layers of a document: the numbers of those that are shown and of those that are not."""

    shown: tuple[int, ...]
    hidden: tuple[int, ...]


def layers_of(document: pymupdf.Document) -> Layers:
    """Which layers (optional content groups) the document has."""
    groups: dict[int, dict[str, object]] = document.get_ocgs()
    shown = tuple(number for number, group in groups.items() if group["on"])
    return Layers(shown, tuple(number for number in groups if number not in shown))


def read_page(page: pymupdf.Page, layers: Layers) -> PageText:
    """All words of a page, wherever they stand and whether or not they can be seen."""
    words, pictures, shapes = _read(page)
    switched_off = _switched_off(page, layers, words) if layers.hidden else []
    box = page.rect
    inside, outside = _parted(words, box.width, box.height)
    return PageText(box.width, box.height, inside, outside, switched_off, pictures, shapes)


def _read(page: pymupdf.Page) -> tuple[list[Word], list[Rectangle], list[Rectangle]]:
    """Words, pictures and shapes, as people see the page: the engine reads a turned page as it lies in the file."""
    text_page = page.get_textpage(flags=_FLAGS, clip=_EVERYWHERE)
    words = [
        Word(x0, y0, x1, y1, text, block, line) for x0, y0, x1, y1, text, block, line, _ in text_page.extractWORDS()
    ]
    pictures = [tuple(block[:4]) for block in text_page.extractBLOCKS() if block[6] == 1]
    shapes = list(_shapes(text_page))
    if page.rotation:
        matrix = page.rotation_matrix
        words = [Word(*_turned(word[:4], matrix), *word[4:]) for word in words]
        pictures = [_turned(place, matrix) for place in pictures]
        shapes = [_turned(place, matrix) for place in shapes]
    return words, pictures, shapes


def _shapes(text_page: pymupdf.TextPage) -> Iterator[Rectangle]:
    block = text_page.this.m_internal.first_block
    looked_at = 0
    while block and looked_at < _MOST_SHAPES:
        if block.type == _SHAPE:
            looked_at += 1
            box = block.bbox
            yield box.x0, box.y0, box.x1, box.y1
        block = block.next


def _turned(place: Rectangle, matrix: pymupdf.Matrix) -> Rectangle:
    x0, y0, x1, y1 = pymupdf.Rect(place) * matrix
    return x0, y0, x1, y1


def _switched_off(page: pymupdf.Page, layers: Layers, shown: Sequence[Word]) -> list[Word]:
    """Words that appear only when every layer is switched on."""
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


def _parted(words: Iterable[Word], width: float, height: float) -> tuple[list[Word], list[Word]]:
    """Words on the page and words that lie wholly beyond its edges."""
    inside: list[Word] = []
    outside: list[Word] = []
    for word in words:
        on_page = word.x1 > 0 and word.y1 > 0 and word.x0 < width and word.y0 < height
        (inside if on_page else outside).append(word)
    return inside, outside
