"""Makes a redacted copy of a PDF that keeps its text: each page is rebuilt in a new file.

Only visible letters, horizontal and vertical lines and boxes, and the pixels of everything else are copied. A page for
which this is not safe, or whose copy would look different, becomes an image with the names covered, and is reported.
"""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pymupdf

from legalredact.model.progress import Progress
from legalredact.model.redaction import on_page
from legalredact.model.source import Source
from legalredact.redaction.context import CopySettings
from legalredact.redaction.options import CopyResult, Covered
from legalredact.redaction.pdf.hidden_parts import remove_hidden
from legalredact.redaction.pdf.page import BROKEN, loaded, opened
from legalredact.redaction.pdf.page_breaks import Ends, PageTexts
from legalredact.redaction.pdf.removed_features import removed_features
from legalredact.redaction.pdf.writer import CopyPdf
from legalredact.redaction.pdf_images.redact import PixelPages, sheet_of
from legalredact.redaction.pdf_rebuild.glyphs import CannotRebuild
from legalredact.redaction.pdf_rebuild.page import TextPage, TextPages

Pictured = Mapping[int, str]
"""Pages, counted from 1, that have to become images, each with the reason."""

UNPROVEN = "a name was still found on it"


def redact_pdf_text(
    source: Source, target: Path, how: CopySettings, *, unproven: Pictured = MappingProxyType({})
) -> CopyResult:
    """Write a copy of a PDF that keeps its text and holds none of the wanted names.

    Arguments:
        source: is never changed.
        target: a file that may be overwritten.
        unproven: pages that become images since a copy with their text did not pass a check.

    Errors:
        EncryptedInput, DamagedInput, OversizedInput: the file cannot be read.
        Refused: a name on a page could not be covered.
    """
    with opened(source, how.options) as document, target.open("wb") as stream, _collecting_by_hand():
        removed = removed_features(document)
        hidden = remove_hidden(document)
        how.report(Progress("redact", 0, document.page_count))
        copy = _Copy(document, CopyPdf(stream), how, source)
        for number in range(document.page_count):
            copy.add(number, unproven)
            gc.collect(1)
            how.report(Progress("redact", number + 1, document.page_count))
        return replace(copy.finished(), hidden=hidden, removed=removed)


@contextmanager
def _collecting_by_hand() -> Iterator[None]:
    """Stop Python's garbage collector, which would scan each page's thousands of letters repeatedly."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class _Copy:
    """A copy while it is written."""

    def __init__(self, document: pymupdf.Document, copy: CopyPdf, how: CopySettings, source: Source) -> None:
        self._document = document
        self._source = source
        self._how = how
        self._copy = copy
        self._options = how.options
        self._texts = TextPages(how.wanted, how.look, how.options)
        self._pages = PageTexts(document, how.wanted)
        self._pixels = PixelPages(copy, how)
        self._fonts: dict[int, int] = {}
        self._covered: list[Covered] = []
        self._by_picture: list[int] = []
        self._as_pictures: list[tuple[int, str]] = []
        self._tail = ""

    def add(self, number: int, unproven: Pictured) -> None:
        """Add a page, counted from 0, as text if that is safe, else as an image."""
        ends = self._pages.ends(number)
        page = loaded(self._document, number)
        try:
            made = self._rebuilt(number, page, ends, unproven)
        except CannotRebuild as problem:
            self._add_pixels(number, problem.reason)
        except BROKEN:  # a page that an engine cannot interpret can still be drawn
            self._add_pixels(number, "it is damaged")
        else:
            self._add_text(made)
            placed = self._pages.at(number)
            if self._how.near is not None and placed:
                self._how.near.add(number + 1, placed[0].text)
            if made.pictures_in_original:
                self._by_picture.append(number + 1)

    def finished(self) -> CopyResult:
        """Write the shared resources and the end of the file."""
        self._texts.book.write(self._copy, self._fonts, self._texts.book.shown())
        self._pixels.close()
        self._copy.close()
        return CopyResult(
            tuple(self._covered),
            self._document.page_count,
            tuple(self._by_picture),
            as_pictures=tuple(self._as_pictures),
        )

    def _rebuilt(self, number: int, page: pymupdf.Page, ends: Ends, unproven: Pictured) -> TextPage:
        if number + 1 in unproven:
            raise CannotRebuild(unproven[number + 1])
        if any(on_page(self._options.boxes, number + 1)):
            raise CannotRebuild("somebody drew a box on it by hand")
        return self._texts.rebuilt(page, self._pages.at(number), ends, self._tail)

    def _add_text(self, page: TextPage) -> None:
        for font in page.fonts:
            self._fonts.setdefault(font, 0)
            self._fonts[font] = self._fonts[font] or self._copy.reserve()
        images = [self._copy.add_image(picture) for picture in page.pictures]
        self._copy.add_page(page.width, page.height, page.content, page.resources(images, self._fonts), page.turn)
        self._texts.book.show(page.signs)
        self._covered.extend(page.covered)
        self._tail = page.tail

    def _add_pixels(self, number: int, reason: str) -> None:
        sheet = sheet_of(self._pages, number, self._how, self._source)
        covered, self._tail = self._pixels.add(sheet, self._tail)
        self._covered.extend(covered)
        self._as_pictures.append((number + 1, reason))
        if sheet.pictures:
            self._by_picture.append(number + 1)
