"""OCR for making and auditing copies: it reads uncertain places a second time, and no image twice."""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence

import PIL.Image

from legalredact.documents.ocr.engine import Ocr
from legalredact.model.seen_word import SeenWord
from legalredact.redaction.text_maps.second_pass import with_second_pass
from legalredact.redaction.text_maps.sideways import with_rotated_text
from legalredact.redaction.text_maps.text_map import OcrFunction

_REMEMBERED = 400
"""Images of which the words are kept."""


def ocr_for_copies() -> OcrFunction:
    """An OCR engine with all methods; lines that none of them reads are searched once, at the end.

    It keeps the words of the images that it read last: the audit of a copy made of images draws many pages exactly as
    they were read when the copy was made.
    """
    ocr = Ocr()
    closer = with_second_pass(with_rotated_text(ocr.recognize_level, ocr.recognize_all_level))

    def recognize(image: PIL.Image.Image, dpi: float) -> Sequence[SeenWord]:
        words = closer(image, dpi)
        return [*words, *ocr.left(image, dpi, words)]

    return remembering(recognize)


def remembering(look: OcrFunction) -> OcrFunction:
    """OCR that reads no image twice. An image of black and white alone is read as such, whatever its mode."""
    known: OrderedDict[tuple[bytes, str, tuple[int, int], int], tuple[SeenWord, ...]] = OrderedDict()

    def recognize(image: PIL.Image.Image, dpi: float) -> Sequence[SeenWord]:
        image = _reduced(image)
        key = hashlib.blake2b(image.tobytes(), digest_size=32).digest(), image.mode, image.size, round(dpi)
        if key not in known:
            known[key] = tuple(look(image, dpi))
            if len(known) > _REMEMBERED:
                known.popitem(last=False)
        known.move_to_end(key)
        return known[key]

    return recognize


def _reduced(image: PIL.Image.Image) -> PIL.Image.Image:
    """The image in mode "1" if it is black and white, else in gray if it has no color, else as it is."""
    if image.mode == "1" or image.mode not in ("L", "RGB"):
        return image
    if image.mode == "RGB":
        red, green, blue = image.split()
        if red.tobytes() != green.tobytes() or red.tobytes() != blue.tobytes():
            return image
        image = red
    levels = image.histogram()
    if levels[0] + levels[255] == image.width * image.height:
        return image.convert("1", dither=PIL.Image.Dither.NONE)
    return image
