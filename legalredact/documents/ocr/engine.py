"""OCR: Tesseract 5 if it is installed, else the models from the rapidocr wheel."""

import enum
import os
from collections.abc import Sequence

import PIL.Image

from legalredact.documents.ocr.word import OcrWord
from legalredact.model.seen_word import SeenWord

__all__ = ["Ocr", "OcrEngine", "OcrWord", "choose", "chosen"]


class OcrEngine(enum.StrEnum):
    """An OCR engine."""

    AUTO = "auto"
    EMBEDDED = "embedded"
    TESSERACT = "tesseract"


CHOICE = "LEGALREDACT_OCR"
"""Environment variable with the default engine. Worker processes inherit it."""

_AT_ONCE = 32
"""Images that Tesseract is given at a time; they are in memory together."""


def chosen() -> OcrEngine:
    """The default engine of this process; AUTO if it is unset or unknown."""
    name = os.environ.get(CHOICE, "")
    return OcrEngine(name) if name in set(OcrEngine) else OcrEngine.AUTO


def choose(engine: OcrEngine) -> None:
    """Set the default engine for files that are read from now on."""
    os.environ[CHOICE] = engine


class Ocr:
    """Recognizes words in images on this machine; writes no file and no log.

    Arguments:
        engine: AUTO and TESSERACT use Tesseract if version 5 and its English data are installed, else the embedded
            models; None uses the default engine.
        threads: cores per image; several worker processes share few cores, so one is the default.

    Errors:
        ResourceMissing: the embedded models are not in this installation.
    """

    def __init__(self, engine: OcrEngine | None = None, threads: int = 1) -> None:
        self._engine = chosen() if engine is None else engine
        self._threads = threads

    @property
    def uses_tesseract(self) -> bool:
        """Whether Tesseract is used; False means the embedded models."""
        from legalredact.documents.ocr import tesseract

        return self._engine is not OcrEngine.EMBEDDED and tesseract.program() is not None

    def describe(self) -> str:
        """The name of the engine in words.

        Errors: ResourceMissing if nothing can.
        """
        if self.uses_tesseract:
            return "Tesseract, on this machine"
        from legalredact.documents.ocr import paddle

        paddle.model_files()
        return "embedded models, on this machine"

    def recognize(self, image: PIL.Image.Image, dpi: float) -> tuple[OcrWord, ...]:
        """All words of an image in reading order: column by column; rotated pages are turned upright.

        Arguments:
            image: any mode; transparent parts become white.
            dpi: dots per inch, approximately; decides at which scale text is detected.

        Returns:
            Words with their positions in `image`; empty if there is no text.
        """
        words = self.recognize_level(image, dpi)
        return (*words, *self.left(image, dpi, words))

    def left(self, image: PIL.Image.Image, dpi: float, words: Sequence[SeenWord]) -> list[OcrWord]:
        """Words that Tesseract missed: slanted or vertical ones, and pale ones under other text.

        Arguments:
            words: those that were read.
        """
        from legalredact.documents.ocr import unread_strokes, watermarks

        flat = _flattened(image)
        left = unread_strokes.left_lines(flat, dpi, words, self._threads) if self.uses_tesseract else []
        if image.mode == "1":  # black and white alone: nothing is pale
            return left
        return [*left, *watermarks.pale_lines(flat, dpi, [*words, *left], self._threads)]

    def recognize_level(self, image: PIL.Image.Image, dpi: float) -> tuple[OcrWord, ...]:
        """The result of one pass: Tesseract reads only horizontal lines, the embedded models read all."""
        flat = _flattened(image)
        if self.uses_tesseract:
            from legalredact.documents.ocr import tesseract

            words = tesseract.recognize(flat, dpi, self._threads)
            if words is not None:
                return words
        from legalredact.documents.ocr import paddle

        return paddle.engine(self._threads).recognize(flat, dpi)

    def recognize_all_level(self, images: Sequence[PIL.Image.Image], dpi: float) -> list[tuple[OcrWord, ...]]:
        """The result of `recognize_level` for each image; Tesseract is started once for many."""
        from legalredact.documents.ocr import tesseract

        found: list[tuple[OcrWord, ...]] = []
        for at in range(0, len(images), _AT_ONCE):
            some = [_flattened(image) for image in images[at : at + _AT_ONCE]]
            words = tesseract.recognize_all(some, dpi, self._threads) if self.uses_tesseract else None
            found += [self.recognize_level(image, dpi) for image in some] if words is None else words
        return found


def _flattened(image: PIL.Image.Image) -> PIL.Image.Image:
    """As RGB on a white background, as a reader sees it."""
    if image.mode == "RGB":
        return image
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        paper = PIL.Image.new("RGBA", layer.size, "white")
        return PIL.Image.alpha_composite(paper, layer).convert("RGB")
    if image.mode.startswith("I;16") or image.mode in {"I", "F"}:
        return _eight_bits(image).convert("RGB")
    return image.convert("RGB")


def _eight_bits(image: PIL.Image.Image) -> PIL.Image.Image:
    """Gray levels of a 16-bit image scaled to 0…255; Pillow's own conversion would clip them to white."""
    levels = image.convert("F")
    low, high = levels.getextrema()
    if not isinstance(low, float) or not isinstance(high, float) or high <= low:
        return image.convert("L")
    return levels.point(lambda level: (level - low) * (255 / (high - low))).convert("L")
