"""Small PDFs, made for one behavior each; the people in them are invented."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import PIL.Image
import pymupdf

from legalredact.documents.limits import STANDARD
from legalredact.documents.ocr.word import OcrWord
from legalredact.documents.pdf.reader import read_pdf
from legalredact.model.document import Block, BlockKind, Document, UnreadReason
from legalredact.model.progress import NEVER, silent

SIZE = 11
PITCH = 13.2


class NoOcr:
    """A recognizer for pages that have text: whoever asks it has found a picture where there is none."""

    def recognize(self, image: PIL.Image.Image, dpi: float) -> tuple[OcrWord, ...]:
        """Fail."""
        raise AssertionError(f"nobody should look at a picture of {image.size} pixels at {dpi} dpi")


class FixedOcr:
    """A recognizer that reads the same words off every picture, and counts the pictures."""

    def __init__(self, words: Sequence[OcrWord] = ()) -> None:
        self.words = tuple(words)
        self.pictures: list[tuple[int, int]] = []

    def recognize(self, image: PIL.Image.Image, dpi: float) -> tuple[OcrWord, ...]:
        """The fixed words."""
        self.pictures.append(image.size)
        return self.words


def ocr_line(text: str, x: float, y: float, confidence: float = 0.9) -> list[OcrWord]:
    """Words of a line as OCR at 300 dpi returns them, 50 pixels high, letters 25 pixels wide."""
    words = []
    for word in text.split():
        words.append(OcrWord(word, x, y, x + 25 * len(word), y + 50, confidence, 0, 0))
        x += 25 * (len(word) + 1)
    return words


def page_with(
    document: pymupdf.Document, lines: Iterable[tuple[float, float, str]], font: str = "tiro"
) -> pymupdf.Page:
    """A letter page with a text at each (x, baseline)."""
    page = document.new_page(width=612, height=792)
    for x, y, text in lines:
        page.insert_text((x, y), text, fontsize=SIZE, fontname=font)
    return page


def paragraph(x: float, y: float, text: str, pitch: float = PITCH) -> list[tuple[float, float, str]]:
    """Lines below each other, from the first baseline on."""
    return [(x, y + pitch * index, line) for index, line in enumerate(text.strip().splitlines())]


def saved(document: pymupdf.Document, path: Path, **options: object) -> Path:
    """Write and close it."""
    document.save(path, **options)
    document.close()
    return path


def one_page(path: Path, lines: Iterable[tuple[float, float, str]]) -> Path:
    """A file of one such page."""
    document = pymupdf.open()
    page_with(document, lines)
    return saved(document, path)


def read(path: Path, recognizer: NoOcr | FixedOcr | None = None) -> Document:
    """Read it, with a recognizer that must not be asked unless one is given."""
    return read_pdf(path, STANDARD, recognizer or NoOcr(), silent, NEVER)


def texts(document: Document, *kinds: BlockKind) -> list[str]:
    """Texts of the blocks of some kinds, or of all."""
    return [document.text_of(block) for block in document.blocks if not kinds or block.kind in kinds]


def block_with(document: Document, words: str) -> Block:
    """The one block in which these words stand, line breaks aside."""
    found = [block for block in document.blocks if words in " ".join(document.text_of(block).split())]
    assert len(found) == 1, f"{len(found)} blocks"
    return found[0]


def reasons(document: Document) -> list[UnreadReason]:
    """Why a person has to look."""
    return [part.reason for part in document.unread]
