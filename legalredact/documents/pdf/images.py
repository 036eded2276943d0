"""Text that is only pixels: scanned pages, and letterheads, stamps and signatures on pages that have text."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import PIL.Image
import pymupdf

from legalredact.documents.layout.words import Word
from legalredact.documents.limits import Limits
from legalredact.documents.ocr.word import OcrWord
from legalredact.documents.pdf.regions import covers, lettering
from legalredact.documents.pdf.render import OCR_DPI, fitting_dpi, gray_region
from legalredact.documents.pdf.text import PageText, Rectangle
from legalredact.model.document import UnreadReason

_LAYER_LETTERS = 150
"""So many invisible letters on a scanned page are somebody's OCR of all of it; of fewer the page is read as well."""

_INVISIBLE = 3
"""Text render mode of a PDF for text that is not drawn."""

_TELLING = (60.0, 20.0)
"""A picture of at least that width and height, in points, could hold a name; if OCR finds nothing, a person looks."""

_CONTRAST, _ROOM, _INK = 64, 2.0, 40.0
"""Shades by which ink stands out, points around words that are theirs, and square points of ink beside them that are
more than specks: initials have as many."""

_SURE = 0.5
"""Confidence from which a word of one or two letters in a picture is taken for a word."""

_LARGER = 3.0
"""Times as high as a word of the text is wide or high: what is higher is no picture of it."""


class Recognizer(Protocol):
    """Reads words off a picture; see `engine.Ocr`."""

    def recognize(self, image: PIL.Image.Image, dpi: float) -> tuple[OcrWord, ...]:
        """Words with their places in the picture."""


@dataclass(slots=True)
class PagePictureText:
    """What was read off the pictures of a page.

    Arguments:
        words: that no text of the page has, in points of the page.
        notes: reason and description of what a person should look at.
        whole: the whole page was read as a picture.
    """

    words: list[Word] = field(default_factory=list, repr=False)
    notes: list[tuple[UnreadReason, str]] = field(default_factory=list)
    whole: bool = False


class PictureReader:
    """Reads the pictures of one document; the same picture on many pages is read once and noted once.

    Arguments:
        recognizer: reads words off pictures.
        limits: how many pixels are rendered at most.
    """

    def __init__(self, recognizer: Recognizer, limits: Limits) -> None:
        self._recognizer = recognizer
        self._limits = limits
        self._known: dict[bytes, tuple[OcrWord, ...]] = {}
        self._told: set[tuple[int, ...]] = set()

    def read_as_image(self, page: pymupdf.Page, content: PageText) -> PagePictureText:
        """The whole page as a picture: it has no text, or none that can be trusted."""
        region = (0.0, 0.0, content.width, content.height)
        image, dpi = self._drawn(page, region)
        if image is None:
            return PagePictureText()
        words, _ = self._recognized(image, region, dpi)
        if not words:
            note = (UnreadReason.PICTURE, "page without text on which OCR found nothing")
        else:
            note = (UnreadReason.OCR, _scan_note(words))
        return PagePictureText(words, [note], whole=True)

    def read_parts(self, page: pymupdf.Page, content: PageText) -> PagePictureText:
        """Pictures on a page that has text; words that the text has as well are left out."""
        found = PagePictureText()
        for region in lettering(content):
            invisible = _invisible_letters(page) if covers(region, content) else 0
            if invisible:
                found.notes.append((UnreadReason.OCR, "scanned page whose text comes from an earlier OCR"))
            if invisible > _LAYER_LETTERS:
                continue
            image, dpi = self._drawn(page, region)
            if image is None:
                continue
            words, is_new = self._recognized(image, region, dpi)
            own = [word for word in words if not _is_noise(word) and not _is_known(word, content.words)]
            found.words.extend(own)
            if own and is_new:
                found.notes.append((UnreadReason.OCR, f"{_size(region)} read by OCR, {len(own)} words"))
            elif not own and _is_large(region):
                found.notes += self._unread_images(page, content, region, image, words, is_new=is_new)
        return found

    def _drawn(self, page: pymupdf.Page, region: Rectangle) -> tuple[PIL.Image.Image | None, float]:
        """A region's picture, None if it is blank, and its resolution."""
        dpi = fitting_dpi(region, OCR_DPI, self._limits.max_pixels)
        return gray_region(page, region, dpi), dpi

    def _recognized(self, image: PIL.Image.Image, region: Rectangle, dpi: float) -> tuple[list[Word], bool]:
        """Words of a region's picture, and whether such a picture is seen for the first time."""
        key = hashlib.sha256(image.tobytes() + bytes(str(image.size), "ascii")).digest()
        is_new = key not in self._known
        if is_new:
            self._known[key] = self._recognizer.recognize(image, dpi)
        said = (word for word in self._known[key] if any(map(str.isalnum, word.text)))
        return [_placed(word, region, 72 / dpi) for word in said], is_new

    def _unread_images(
        self,
        page: pymupdf.Page,
        content: PageText,
        region: Rectangle,
        image: PIL.Image.Image,
        words: Sequence[Word],
        *,
        is_new: bool,
    ) -> Iterator[tuple[UnreadReason, str]]:
        """What a person should look at where a picture says nothing that the text does not: writing by hand, a seal.

        A picture that lies under the text of many pages is named once.
        """
        if not words:
            if is_new:
                yield UnreadReason.PICTURE, f"{_size(region)} in which OCR found no text"
            return
        stored = tuple(number for number, *_ in page.get_images()) or (-1 - page.number,)
        if content.pictures and stored not in self._told and _has_ink(image, region, [*words, *content.words]):
            self._told.add(stored)
            yield UnreadReason.PICTURE, f"{_size(region)} that shows something beside the text over it"


def _placed(word: OcrWord, region: Rectangle, scale: float) -> Word:
    """From pixels of the region's picture to points of the page."""
    return Word(
        region[0] + word.x0 * scale,
        region[1] + word.y0 * scale,
        region[0] + word.x1 * scale,
        region[1] + word.y1 * scale,
        word.text,
        word.block,
        word.line,
        confidence=word.confidence,
    )


def _is_known(word: Word, words: Iterable[Word]) -> bool:
    """Whether it lies on a word of the text, and is not far larger: the region's picture shows that as well."""
    x, y, height = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2, word.y1 - word.y0
    return any(
        other.x0 - 1 < x < other.x1 + 1
        and other.y0 - 1 < y < other.y1 + 1
        and height < _LARGER * max(other.y1 - other.y0, other.x1 - other.x0)
        for other in words
    )


def _is_noise(word: Word) -> bool:
    """Whether it is a speck or a stroke that OCR took for a letter or two."""
    return len(word.text) < 3 and (word.confidence or 0.0) < _SURE


def _scan_note(words: Sequence[Word]) -> str:
    lowest = min(word.confidence or 0.0 for word in words)
    return f"page read by OCR, {len(words)} words, least confidence {lowest:.0%}"


def _size(region: Rectangle) -> str:
    return f"picture of {region[2] - region[0]:.0f} × {region[3] - region[1]:.0f} points"


def _is_large(region: Rectangle) -> bool:
    return region[2] - region[0] >= _TELLING[0] and region[3] - region[1] >= _TELLING[1]


def _has_ink(image: PIL.Image.Image, region: Rectangle, words: Iterable[Word]) -> bool:
    """Whether a region's picture shows something where no word is."""
    levels = np.asarray(image).astype(np.int16)
    ink = np.abs(levels - np.median(levels)) > _CONTRAST
    left, top, right, _ = region
    scale = image.width / (right - left)
    for word in words:
        x0, x1 = int((word.x0 - left - _ROOM) * scale), int((word.x1 - left + _ROOM) * scale)
        y0, y1 = int((word.y0 - top - _ROOM) * scale), int((word.y1 - top + _ROOM) * scale)
        ink[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)] = False
    return float(ink.sum()) > _INK * scale * scale


def _invisible_letters(page: pymupdf.Page) -> int:
    """How many letters of invisible text lie on a page."""
    return sum(len(span["chars"]) for span in page.get_texttrace() if span["type"] == _INVISIBLE)
