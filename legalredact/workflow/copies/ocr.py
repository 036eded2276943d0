"""OCR as copies are made and audited with it: it looks twice at what it is not sure of."""

from collections.abc import Sequence

import PIL.Image

from legalredact.documents.ocr.engine import Ocr
from legalredact.model.seen_word import SeenWord
from legalredact.redaction.text_maps.second_pass import with_second_pass
from legalredact.redaction.text_maps.sideways import with_rotated_text
from legalredact.redaction.text_maps.text_map import OcrFunction


def eyes() -> OcrFunction:
    """What reads pictures with every means there is; lines that none of them reads are looked for once, at the end."""
    ocr = Ocr()
    closer = with_second_pass(with_rotated_text(ocr.recognize_level))

    def looked(image: PIL.Image.Image, dpi: float) -> Sequence[SeenWord]:
        words = closer(image, dpi)
        return [*words, *ocr.left(image, dpi, words)]

    return looked
