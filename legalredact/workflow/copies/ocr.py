"""OCR for making and auditing copies: it reads uncertain places a second time."""

from collections.abc import Sequence

import PIL.Image

from legalredact.documents.ocr.engine import Ocr
from legalredact.model.seen_word import SeenWord
from legalredact.redaction.text_maps.second_pass import with_second_pass
from legalredact.redaction.text_maps.sideways import with_rotated_text
from legalredact.redaction.text_maps.text_map import OcrFunction


def ocr_for_copies() -> OcrFunction:
    """An OCR engine with all methods; lines that none of them reads are searched once, at the end."""
    ocr = Ocr()
    closer = with_second_pass(with_rotated_text(ocr.recognize_level))

    def recognize(image: PIL.Image.Image, dpi: float) -> Sequence[SeenWord]:
        words = closer(image, dpi)
        return [*words, *ocr.left(image, dpi, words)]

    return recognize
