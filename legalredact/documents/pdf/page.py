"""Reads one page of a PDF with both engines and OCR, before its neighbors are known."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pymupdf

from legalredact.documents.layout.headers_footers import PageEdges
from legalredact.documents.layout.page_to_paragraphs import PageRows, rows_of_page, separate_paragraphs
from legalredact.documents.layout.paragraphs import Paragraph
from legalredact.documents.layout.words import Word
from legalredact.documents.pdf.encoding import broken_words, is_gibberish
from legalredact.documents.pdf.images import PagePictureText, PictureReader
from legalredact.documents.pdf.open import BROKEN
from legalredact.documents.pdf.second_engine import Difference, difference
from legalredact.documents.pdf.text import Layers, PageText, read_page
from legalredact.model.document import BlockKind, PageSource, UnreadReason

_LETTER_PAPER = (612.0, 792.0)


@dataclass(frozen=True, slots=True)
class Draft:
    """The contents of a page as read.

    Arguments:
        index: from 0.
        object_number: of the page in the file, 0 if there is none.
        width, height: in points.
        source: how its text was obtained.
        rows: of the page's own text.
        aside: paragraphs outside that text, each with the label of its place.
        notes: reason and description of each thing that a person should check.
        second: text that only the second engine reads.
    """

    index: int
    object_number: int
    width: float
    height: float
    source: PageSource
    rows: PageRows
    aside: list[tuple[str, Paragraph]] = field(repr=False)
    notes: list[tuple[UnreadReason, str]]
    second: Difference


@dataclass(frozen=True, slots=True)
class EnginePage:
    """A page as the first engine reads it.

    Arguments:
        index: from 0.
        page: the page object, for its images; None if it cannot be opened.
        content: None if it cannot be read.
    """

    index: int
    page: pymupdf.Page | None
    content: PageText | None

    @property
    def object_number(self) -> int:
        """Object number of the page in the file, 0 if there is none."""
        return int(self.page.xref) if self.page is not None else 0


def load_page(document: pymupdf.Document, index: int, layers: Layers) -> EnginePage:
    """Read a page, counted from 0, with the first engine."""
    page = None
    try:
        page = document.load_page(index)
        return EnginePage(index, page, read_page(page, layers))
    except BROKEN:
        return EnginePage(index, page, None)


def draft_page(page: EnginePage, pictures: PictureReader, opinion: str | None) -> Draft:
    """Group a page into rows, read its images by OCR, and compare it with the second engine's text.

    Arguments:
        page: result of the first engine.
        opinion: text by the second engine; None if it cannot read the page.
    """
    index, content = page.index, page.content
    if content is None:
        return _unreadable(page, opinion)
    words, off_pictures, notes = _legible(page, content, pictures)
    seen = [word.text for group in (content.words, content.outside, content.switched_off) for word in group]
    return Draft(
        index,
        page.object_number,
        content.width,
        content.height,
        _source(off_pictures),
        rows_of_page(off_pictures.words if off_pictures.whole else words, content.width, content.height),
        _aside(content, off_pictures, index + 1),
        notes + off_pictures.notes + _missing_opinion(opinion),
        difference([*seen, *(word.text for word in off_pictures.words)], opinion or ""),
    )


def edges_of_page(document: pymupdf.Document, index: int, layers: Layers) -> PageEdges:
    """First and last rows of a page that is needed only for comparison."""
    content = load_page(document, index, layers).content
    return PageEdges((), ()) if content is None else rows_of_page(content.words, content.width, content.height).edges


def _legible(
    page: EnginePage, content: PageText, pictures: PictureReader
) -> tuple[list[Word], PagePictureText, list[tuple[UnreadReason, str]]]:
    """The reliable words of the page, the words read in its images, and what is wrong."""
    words = content.words
    if not words:
        return words, pictures.read_as_image(page.page, content), []
    broken = broken_words(words)
    if not broken and not is_gibberish(words):
        return words, pictures.read_parts(page.page, content), []
    note = (UnreadReason.NO_UNICODE, "text whose fonts do not say which letters they show; read by OCR instead")
    whole = pictures.read_as_image(page.page, content)
    if 2 * len(broken) > len(words) or not broken:
        return words, whole, [note]
    return [word for word in words if word not in set(broken)], _beside(whole, words, broken), [note]


def _beside(whole: PagePictureText, words: Sequence[Word], broken: Sequence[Word]) -> PagePictureText:
    """From the image of a whole page, keep words that do not lie on a word that was read well."""
    well = [word for word in words if word not in set(broken)]
    own = [word for word in whole.words if not any(_lies_on(word, other) for other in well)]
    return PagePictureText(own, whole.notes)


def _lies_on(word: Word, other: Word) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return other.x0 - 1 < x < other.x1 + 1 and other.y0 - 1 < y < other.y1 + 1


def _source(pictures: PagePictureText) -> PageSource:
    if pictures.whole:
        return PageSource.OCR
    return PageSource.MIXED if pictures.words else PageSource.TEXT


def _aside(content: PageText, pictures: PagePictureText, number: int) -> list[tuple[str, Paragraph]]:
    groups = [
        (f"outside page {number}", content.outside, BlockKind.HIDDEN),
        (f"hidden layer on page {number}", content.switched_off, BlockKind.HIDDEN),
        (f"picture on page {number}", [] if pictures.whole else pictures.words, BlockKind.PICTURE),
    ]
    return [
        (label, paragraph) for label, words, kind in groups if words for paragraph in separate_paragraphs(words, kind)
    ]


def _missing_opinion(opinion: str | None) -> list[tuple[UnreadReason, str]]:
    if opinion is not None:
        return []
    return [(UnreadReason.ENGINES_DIFFER, "page that the second engine cannot read")]


def _unreadable(page: EnginePage, opinion: str | None) -> Draft:
    """A page that the first engine cannot read; at least the second engine's words are searched."""
    width, height = _LETTER_PAPER
    note = (UnreadReason.UNKNOWN_PART, "page that is damaged and cannot be read")
    return Draft(
        page.index,
        page.object_number,
        width,
        height,
        PageSource.TEXT,
        rows_of_page([], width, height),
        [],
        [note],
        difference([], opinion or ""),
    )
