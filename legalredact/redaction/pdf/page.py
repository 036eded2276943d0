"""One page of a PDF: its text and its image."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import PIL.Image
import pymupdf

from legalredact.errors import DamagedInput
from legalredact.model.paper import turned_by
from legalredact.model.pdf_file import check_pdf, damaged_pdf
from legalredact.model.source import Source
from legalredact.redaction.options import Options
from legalredact.redaction.text_maps.outlined_text import may_spell
from legalredact.redaction.text_maps.page_text import of_page
from legalredact.redaction.text_maps.text_map import Placed, Rectangle

BROKEN = (
    RuntimeError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    OverflowError,
    UnicodeError,
    pymupdf.mupdf.FzErrorBase,
)
"""Exceptions of PyMuPDF on damaged files (no common base). Never show their messages: they may quote the file."""

_FLAGS: int = pymupdf.TEXT_PRESERVE_WHITESPACE
_EVERYWHERE = pymupdf.INFINITE_RECT()
_PICTURES = frozenset({"fill-image", "fill-imgmask", "fill-shade"})
_MOST = 20_000
"""Runs of letters, lines and boxes on a page that are examined one by one."""

_LETTERS = frozenset({"fill-text", "stroke-text", "ignore-text"})

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)


@contextmanager
def opened(source: Source, options: Options) -> Iterator[pymupdf.Document]:
    """Open a PDF for drawing.

    Form fields and annotations become part of its pages.

    Errors: EncryptedInput, DamagedInput, OversizedInput.
    """
    try:
        given = {"stream": source} if isinstance(source, bytes) else {"filename": source}
        document = pymupdf.open(**given, filetype="pdf")
    except BROKEN:
        raise damaged_pdf() from None
    try:
        check_pdf(document, options.max_pages, BROKEN, act="redact", done="redacted")
        yield document
    finally:
        document.close()
        pymupdf.TOOLS.store_shrink(100)
        pymupdf.TOOLS.reset_mupdf_warnings()


def loaded(document: pymupdf.Document, number: int) -> pymupdf.Page:
    """A page with its annotations and fields drawn into it, where possible.

    Errors: DamagedInput.
    """
    try:
        if _has_more(document, number):
            document.bake()
        return document.load_page(number)
    except BROKEN:
        return _plain(document, number)


def _has_more(document: pymupdf.Document, number: int) -> bool:
    """Whether a page has annotations or fields. Drawing them into a page object that is held would show them twice."""
    page = document.load_page(number)
    return bool(page.first_annot or page.first_widget)


def _plain(document: pymupdf.Document, number: int) -> pymupdf.Page:
    """A page whose fields could not be drawn into it: the engine draws them on top, and OCR reads them."""
    try:
        return document.load_page(number)
    except BROKEN:
        raise DamagedInput(
            f"Page {number + 1} is damaged and cannot be drawn.", "Ask for a new copy of the file."
        ) from None


def texts(page: pymupdf.Page) -> tuple[Placed, ...]:
    """All characters of a page with their rectangles in points, as displayed, in several reading orders."""
    matrix = display_matrix(page)
    try:
        raw = page.get_text("rawdict", flags=_FLAGS, clip=_EVERYWHERE)
        return of_page(raw, (lambda place: _turned(place, matrix)) if page.rotation else None)
    except BROKEN:
        return ()


def display_matrix(page: pymupdf.Page) -> pymupdf.Matrix:
    """From the page as its content has it to the page as displayed."""
    return pymupdf.Matrix(*turned_by(page.rotation, page.rect.width, page.rect.height))


def readings(page: pymupdf.Page) -> tuple[str, ...]:
    """The text of a page, in its own order and from top to bottom; empty if it cannot be read."""
    try:
        text = page.get_textpage(flags=_FLAGS, clip=_EVERYWHERE)
        return str(text.extractText(sort=False)), str(text.extractText(sort=True))
    except BROKEN:
        return ()


@dataclass(frozen=True, slots=True)
class PageVisibility:
    """What a page shows, as far as the file tells without drawing it.

    Arguments:
        pictures: has something that may show letters without being text.
        letters_alone: has nothing but text.
    """

    pictures: bool
    letters_alone: bool


def shown_on(page: pymupdf.Page) -> PageVisibility:
    """What is on a page; assumes everything if the page cannot be read."""
    try:
        found = [kind for kind, _ in page.get_bboxlog()]
        kinds = set(found)
        letters_alone = kinds <= _LETTERS
        pictures = bool(kinds & _PICTURES) or len(found) > _MOST
        return PageVisibility(pictures or (not letters_alone and may_spell(page.get_cdrawings())), letters_alone)
    except BROKEN:
        return PageVisibility(pictures=True, letters_alone=False)


def drawn(page: pymupdf.Page, options: Options) -> tuple[PIL.Image.Image, float]:
    """The page as displayed, as an image, and its pixels per point.

    Errors: DamagedInput if it cannot be drawn.
    """
    inches = page.rect.width * page.rect.height / 72**2
    fitting = math.sqrt(options.max_pixels / inches) if inches > 0 else options.dpi
    scale = min(options.dpi, max(8.0, fitting)) / 72
    try:
        pixels = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False)
        image = PIL.Image.frombytes("RGB", (pixels.width, pixels.height), bytes(pixels.samples))
    except BROKEN:
        raise DamagedInput(
            f"Page {page.number + 1} is damaged and cannot be drawn.", "Ask for a new copy of the file."
        ) from None
    return image, scale


def _turned(place: Rectangle, matrix: pymupdf.Matrix) -> Rectangle:
    x0, y0, x1, y1 = pymupdf.Rect(place) * matrix
    return x0, y0, x1, y1
