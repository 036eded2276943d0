"""Text that is only pixels: scanned pages, and letterheads, stamps and signatures on pages that have text."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import PIL.Image
import pymupdf

from legalredact.documents.layout_words import Word
from legalredact.documents.limits import Limits
from legalredact.documents.ocr_word import OcrWord
from legalredact.documents.pdf_regions import covers, lettering
from legalredact.documents.pdf_text import PageText, Rectangle
from legalredact.documents.render import OCR_DPI, fitting_dpi, gray_region
from legalredact.model.document import UnreadReason

_LAYER_WORDS = 30
"""So many invisible words on a scanned page are somebody's OCR of it."""

_INVISIBLE = 3
"""Text render mode of a PDF for text that is not drawn."""

_TELLING = (60.0, 20.0)
"""A picture of at least that width and height, in points, could hold a name; if OCR finds nothing, a person looks."""


_SURE = 0.5
"""Confidence from which a word of one or two letters in a picture is taken for a word."""


class Recognizer(Protocol):
    """Reads words off a picture; see `ocr.Ocr`."""

    def recognize(self, image: PIL.Image.Image, dpi: float) -> tuple[OcrWord, ...]:
        """Words with their places in the picture."""


@dataclass(slots=True)
class PictureText:
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

    def read_whole(self, page: pymupdf.Page, content: PageText) -> PictureText:
        """The whole page as a picture: it has no text, or none that can be trusted."""
        region = (0.0, 0.0, content.width, content.height)
        words, _ = self._recognized(page, region)
        if words is None:
            return PictureText()
        if not words:
            note = (UnreadReason.PICTURE, "page without text on which OCR found nothing")
        else:
            note = (UnreadReason.OCR, _scan_note(words))
        return PictureText(words, [note], whole=True)

    def read_parts(self, page: pymupdf.Page, content: PageText) -> PictureText:
        """Pictures on a page that has text; words that the text has as well are left out."""
        found = PictureText()
        for region in lettering(content):
            if covers(region, content) and _has_layer(page):
                found.notes.append((UnreadReason.OCR, "scanned page whose text comes from an earlier OCR"))
                continue
            words, is_new = self._recognized(page, region)
            if words is None:
                continue
            own = [word for word in words if not _is_noise(word) and not _is_known(word, content.words)]
            found.words.extend(own)
            if is_new and (note := _part_note(region, words, own)):
                found.notes.append(note)
        return found

    def _recognized(self, page: pymupdf.Page, region: Rectangle) -> tuple[list[Word] | None, bool]:
        """Words of a region, None if it is blank; and whether such a picture is seen for the first time."""
        dpi = fitting_dpi(region, OCR_DPI, self._limits.max_pixels)
        image = gray_region(page, region, dpi)
        if image is None:
            return None, False
        key = hashlib.sha256(image.tobytes() + bytes(str(image.size), "ascii")).digest()
        is_new = key not in self._known
        if is_new:
            self._known[key] = self._recognizer.recognize(image, dpi)
        return [
            _placed(word, region, 72 / dpi) for word in self._known[key] if any(map(str.isalnum, word.text))
        ], is_new


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
    """Whether it lies on a word of the text: the region's picture shows that as well."""
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return any(other.x0 - 1 < x < other.x1 + 1 and other.y0 - 1 < y < other.y1 + 1 for other in words)


def _is_noise(word: Word) -> bool:
    """Whether it is a speck or a stroke that OCR took for a letter or two."""
    return len(word.text) < 3 and (word.confidence or 0.0) < _SURE


def _scan_note(words: Sequence[Word]) -> str:
    lowest = min(word.confidence or 0.0 for word in words)
    return f"page read by OCR, {len(words)} words, least confidence {lowest:.0%}"


def _part_note(region: Rectangle, words: Sequence[Word], own: Sequence[Word]) -> tuple[UnreadReason, str] | None:
    width, height = region[2] - region[0], region[3] - region[1]
    size = f"picture of {width:.0f} × {height:.0f} points"
    if own:
        return UnreadReason.OCR, f"{size} read by OCR, {len(own)} words"
    if not words and width >= _TELLING[0] and height >= _TELLING[1]:
        return UnreadReason.PICTURE, f"{size} in which OCR found no text"
    return None


def _has_layer(page: pymupdf.Page) -> bool:
    """Whether invisible words lie under the picture."""
    invisible = sum(len(span["chars"]) for span in page.get_texttrace() if span["type"] == _INVISIBLE)
    return invisible > 5 * _LAYER_WORDS
