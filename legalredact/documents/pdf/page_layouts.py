"""The layout of each page of a PDF with a text layer, as `read_pdf` finds it, without images and attached text."""

from collections.abc import Iterator, Sequence

import pymupdf

from legalredact.documents.layout.headers_footers import PageEdges
from legalredact.documents.layout.neighbors import with_neighbors
from legalredact.documents.layout.page_to_paragraphs import PageRows, paragraphs_of_page, rows_of_page
from legalredact.documents.layout.paragraphs import Paragraph
from legalredact.documents.layout.rows import starts_with_marker
from legalredact.documents.layout.words import Word
from legalredact.documents.limits import Limits
from legalredact.documents.pdf.open import opened
from legalredact.documents.pdf.page import load_page
from legalredact.documents.pdf.text import layers_of
from legalredact.model.document import Box
from legalredact.model.page_layout import LayoutPart, PageLayout
from legalredact.model.source import Source

_BOX = "\N{FULL BLOCK}"
_BEYOND = 1 << 20
"""More blocks than an engine finds on a page."""

_AT_A_TIME = 32
"""Pages after which the engine's cache is emptied."""


def page_layouts(source: Source, limits: Limits, boxes: Sequence[Box] = ()) -> Iterator[PageLayout]:
    """The layout of each page, in order; empty for a page that cannot be read.

    Arguments:
        boxes: places that count as words if no word is there, so that a line goes on behind a black box.

    Errors: those of `open.opened`.
    """
    with opened(source, limits) as document:
        for rows, neighbors in with_neighbors(_rows(document, boxes)):
            paragraphs = paragraphs_of_page(rows, neighbors)
            yield PageLayout(tuple(_part(paragraph) for paragraph in paragraphs if paragraph.lines))


def _rows(document: pymupdf.Document, boxes: Sequence[Box]) -> Iterator[tuple[PageEdges, PageRows]]:
    layers = layers_of(document)
    for index in range(document.page_count):
        content = load_page(document, index, layers).content
        words = [] if content is None else content.words
        width, height = (0.0, 0.0) if content is None else (content.width, content.height)
        words = words + _as_words([box for box in boxes if box.page == index + 1], words)
        rows = rows_of_page(words, width, height)
        yield rows.edges, rows
        if index % _AT_A_TIME == _AT_A_TIME - 1:
            pymupdf.TOOLS.store_shrink(100)


def _as_words(boxes: Sequence[Box], words: Sequence[Word]) -> list[Word]:
    """The boxes that hold no word, each as a word that is a line of its own for the engine."""
    empty = [box for box in boxes if not any(_holds(box, word) for word in words)]
    return [Word(box.x0, box.y0, box.x1, box.y1, _BOX, _BEYOND + number) for number, box in enumerate(empty)]


def _holds(box: Box, word: Word) -> bool:
    return box.x0 <= (word.x0 + word.x1) / 2 <= box.x1 and box.y0 <= (word.y0 + word.y1) / 2 <= box.y1


def _part(paragraph: Paragraph) -> LayoutPart:
    words = tuple((word.x0, word.y0, word.x1, word.y1) for line in paragraph.lines for word in line.words)
    return LayoutPart(paragraph.kind, words, paragraph.text, starts_with_marker(paragraph.lines[0]))
