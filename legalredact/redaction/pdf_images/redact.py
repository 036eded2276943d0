"""Makes a redacted copy of a PDF or an image file as images: pages are drawn, names covered, and a new file holds the
drawings only.

Only what a person sees is taken over from the original. No text, font, layer, annotation, form, attachment, metadata or
earlier revision can hold a name, since none is copied. The invisible text, which makes the copy searchable, is what OCR
reads on the covered images.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pi_heif
import PIL.Image
import PIL.ImageOps

from legalredact.errors import DamagedInput, OversizedInput
from legalredact.model.paper import POINTS, dots_per_inch, square_size
from legalredact.model.progress import Progress
from legalredact.model.source import Source, stream_of
from legalredact.redaction.context import CopySettings
from legalredact.redaction.options import CopyResult, Covered, Options
from legalredact.redaction.pdf.encode_image import packed, reduced
from legalredact.redaction.pdf.hidden_parts import remove_hidden
from legalredact.redaction.pdf.image_pages import PicturePages
from legalredact.redaction.pdf.page import drawn, loaded, opened, shown_on
from legalredact.redaction.pdf.page_breaks import Ends, PageTexts
from legalredact.redaction.pdf.removed_features import removed_features
from legalredact.redaction.pdf.second_engine import redrawn
from legalredact.redaction.pdf.writer import CopyPdf
from legalredact.redaction.pdf_images.cover import (
    PageRaster,
    cover_by_hand,
    cover_over_end,
    cover_visible_text,
    cover_written,
    searchable,
)
from legalredact.redaction.pdf_images.words_under import words_under
from legalredact.redaction.text_maps.second_pass import with_enlarged_pass
from legalredact.redaction.text_maps.text_map import Placed

pi_heif.register_heif_opener()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page before its names are covered.

    Arguments:
        width, height: in points.
        placed: its text with rectangles in points, in each reading order.
        pictures: it may show letters that are not text.
        ends: parts of names that cross its beginning or end.
    """

    number: int
    count: int
    image: PIL.Image.Image
    scale: float
    width: float
    height: float
    placed: tuple[Placed, ...] = ()
    pictures: bool = True
    ends: Ends = ()


def redact_pdf(source: Source, target: Path, how: CopySettings) -> CopyResult:
    """Write a copy of a PDF that holds none of the wanted names.

    Arguments:
        source: is never changed.
        target: a file that may be overwritten.

    Errors:
        EncryptedInput, DamagedInput, OversizedInput: the file cannot be read.
        Refused: a name on a page could not be covered.
    """
    with opened(source, how.options) as document:
        removed = removed_features(document)
        hidden = remove_hidden(document)
        how.report(Progress("redact", 0, document.page_count))
        pages = PageTexts(document, how.wanted)
        sheets = (sheet_of(pages, number, how, source) for number in range(document.page_count))
        return replace(_copy(sheets, target, how), hidden=hidden, removed=removed)


def redact_picture(source: Source, target: Path, how: CopySettings) -> CopyResult:
    """Write a PDF of an image file, one page per frame, that holds none of the wanted names; see `redact_pdf`."""
    try:
        with stream_of(source) as file, PIL.Image.open(file) as opened_picture:
            return _copy(_frames(opened_picture, how.options), target, how)
    except (OSError, SyntaxError, PIL.Image.DecompressionBombError):
        raise DamagedInput("This image is damaged.", "Ask for a new copy of the file.") from None


def _copy(sheets: Iterable[Sheet], target: Path, how: CopySettings) -> CopyResult:
    covered: list[Covered] = []
    by_picture: list[int] = []
    count, tail = 0, ""
    with target.open("wb") as stream:
        copy = CopyPdf(stream)
        pages = PixelPages(copy, how)
        for page in pages.in_pairs(sheets):
            tail = pages.write(page, tail)
            covered.extend(page.shown.covered)
            by_picture.extend([page.shown.number] if page.sheet.pictures else [])
            count = page.shown.number
            how.report(Progress("redact", count, page.sheet.count))
        pages.close()
        copy.close()
    return CopyResult(tuple(covered), count, tuple(by_picture))


@dataclass(frozen=True, slots=True)
class CoveredPage:
    """A page whose names are covered, and the page before."""

    shown: PageRaster
    sheet: Sheet


class PixelPages:
    """Writes the pages of a copy that are images with names covered."""

    def __init__(self, copy: CopyPdf, how: CopySettings) -> None:
        self._pages = PicturePages(copy)
        self._how = how

    def add(self, sheet: Sheet, tail: str) -> tuple[tuple[Covered, ...], str]:
        """Cover the names of a page and add its image.

        Arguments:
            tail: the end of the previous page.

        Returns: what was covered, and the end of this page.

        Errors: Refused if a name could not be covered.
        """
        page = self._cover(sheet)
        return page.shown.covered, self.write(page, tail)

    def in_pairs(self, sheets: Iterable[Sheet]) -> Iterator[CoveredPage]:
        """Cover the names of pages. Each page is held back until the next one is read, since a name may continue there.

        Errors: Refused if a name could not be covered.
        """
        how = self._how
        waiting: CoveredPage | None = None
        for page in map(self._cover, sheets):
            if waiting is not None and how.look is not None:
                one, other = cover_over_end(waiting.shown, page.shown, how.wanted, how.look, how.options)
                waiting, page = replace(waiting, shown=one), replace(page, shown=other)  # noqa: PLW2901 - the same page
            if waiting is not None:
                yield waiting
            waiting = page
        if waiting is not None:
            yield waiting

    def write(self, page: CoveredPage, tail: str) -> str:
        """Add a page's image; arguments and result as in `add`."""
        lines, tail = searchable(page.shown, self._how.wanted, tail)
        sheet, near = page.sheet, self._how.near
        if near is not None and sheet.placed:
            under = words_under(page.shown, sheet.image, sheet.placed, self._how.wanted, sheet.ends)
            near.add_under(sheet.number, under)
        self._pages.add(sheet.width, sheet.height, packed(page.shown.image), lines)
        return tail

    def _cover(self, sheet: Sheet) -> CoveredPage:
        wanted, look, options = self._how.wanted, self._how.look, self._how.options
        wider, widest = sheet.number in self._how.wider, sheet.number in self._how.widest
        raster = PageRaster(sheet.number, reduced(sheet.image), sheet.scale, wider=wider, widest=widest)
        shown = cover_by_hand(raster, options)
        shown = cover_written(shown, sheet.placed, wanted, options, sheet.ends, look)
        if look is not None:
            shown = cover_visible_text(shown, wanted, look, options, misread=sheet.pictures)
            if sheet.number in self._how.closer:
                shown = cover_visible_text(shown, wanted, with_enlarged_pass(look), options, misread=sheet.pictures)
        return CoveredPage(shown, sheet)

    def close(self) -> None:
        """Write the resources that all pages share."""
        self._pages.close()


def sheet_of(pages: PageTexts, number: int, how: CopySettings, source: Source) -> Sheet:
    """Read a page of a PDF.

    Arguments:
        number: from 0.
        source: the file of these pages, from which a second engine draws those that `how` names.

    Errors: DamagedInput.
    """
    placed, ends = pages.at(number), pages.ends(number)
    page = loaded(pages.document, number)
    image, scale = drawn(page, how.options)
    if number + 1 in how.redrawn:
        image = redrawn(source, number, image)
    if how.near is not None and placed:
        how.near.add(number + 1, placed[0].text)
    pictures = shown_on(page).pictures or not any(text.text.strip() for text in placed)
    width, height, count = page.rect.width, page.rect.height, pages.document.page_count
    return Sheet(number + 1, count, image, scale, width, height, placed, pictures, ends)


def _frames(picture: PIL.Image.Image, options: Options) -> Iterator[Sheet]:
    count = getattr(picture, "n_frames", 1)
    if count > options.max_pages or picture.width * picture.height > options.max_pixels:
        raise OversizedInput("This image is too large.", "Save it smaller, or in several files.")
    for number in range(count):
        picture.seek(number)
        scale = dots_per_inch(picture.info.get("dpi"), picture.size) / POINTS
        size = square_size(picture.info.get("dpi"), picture.size)  # a fax has more dots across than down
        image = _on_paper(PIL.ImageOps.exif_transpose(picture))
        if size != picture.size:
            image = image.resize(size if image.size == picture.size else size[::-1])
        yield Sheet(number + 1, count, image, scale, image.width / scale, image.height / scale)


def _on_paper(image: PIL.Image.Image) -> PIL.Image.Image:
    """Make transparent parts white."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    return PIL.Image.alpha_composite(PIL.Image.new("RGBA", layer.size, "white"), layer).convert("RGB")
