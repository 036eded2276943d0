"""Text of pictures: Tesseract 5 where it is installed, else the models that rapidocr brings in its wheel."""

import enum
import os
from collections.abc import Sequence

import PIL.Image

from legalredact.documents.ocr.word import OcrWord
from legalredact.model.seen_word import SeenWord

__all__ = ["Engine", "Ocr", "OcrWord", "choose", "chosen"]


class Engine(enum.StrEnum):
    """What reads pictures."""

    AUTO = "auto"
    EMBEDDED = "embedded"
    TESSERACT = "tesseract"


CHOICE = "LEGALREDACT_OCR"
"""Environment variable: which engine reads where nobody names one. The processes that read inherit it."""


def chosen() -> Engine:
    """The engine that was chosen for this run of the application; AUTO if none was, or none that is known."""
    name = os.environ.get(CHOICE, "")
    return Engine(name) if name in set(Engine) else Engine.AUTO


def choose(engine: Engine) -> None:
    """Have files that are read from now on read by that engine."""
    os.environ[CHOICE] = engine


class Ocr:
    """Reads words off pictures, on this machine alone; writes no file and no log.

    Arguments:
        engine: AUTO and TESSERACT take Tesseract if version 5 and its English data are on the system, else the
            embedded models; None takes the one that was chosen.
        threads: how many cores one picture may keep busy; worker processes share few cores, so one is the default.

    Errors:
        ResourceMissing: the embedded models are not in this installation.
    """

    def __init__(self, engine: Engine | None = None, threads: int = 1) -> None:
        self._engine = chosen() if engine is None else engine
        self._threads = threads

    @property
    def uses_tesseract(self) -> bool:
        """Whether Tesseract reads; False means the embedded models."""
        from legalredact.documents.ocr import tesseract

        return self._engine is not Engine.EMBEDDED and tesseract.program() is not None

    def describe(self) -> str:
        """What reads pictures here, in words.

        Errors: ResourceMissing if nothing can.
        """
        if self.uses_tesseract:
            return "Tesseract, on this machine"
        from legalredact.documents.ocr import paddle

        paddle.model_files()
        return "embedded models, on this machine"

    def recognize(self, image: PIL.Image.Image, dpi: float) -> tuple[OcrWord, ...]:
        """All words of a picture, in reading order: columns one after the other, turned pages set upright.

        Arguments:
            image: any mode; transparent parts count as white.
            dpi: dots per inch, as near as it is known; decides at which scale text is looked for.

        Returns:
            Words with their places in `image`; empty if there is no text.
        """
        words = self.recognize_level(image, dpi)
        return (*words, *self.left(image, dpi, words))

    def left(self, image: PIL.Image.Image, dpi: float, words: Sequence[SeenWord]) -> list[OcrWord]:
        """Words that stand aslant or on end, where Tesseract read the others and left them, and pale ones under others.

        Arguments:
            words: those that are known.
        """
        from legalredact.documents.ocr import unread_strokes, watermarks

        flat = _flattened(image)
        left = unread_strokes.left_lines(flat, dpi, words, self._threads) if self.uses_tesseract else []
        return [*left, *watermarks.pale_lines(flat, dpi, [*words, *left], self._threads)]

    def recognize_level(self, image: PIL.Image.Image, dpi: float) -> tuple[OcrWord, ...]:
        """What the engine reads at one look: Tesseract level lines alone, the embedded models all of them."""
        flat = _flattened(image)
        if self.uses_tesseract:
            from legalredact.documents.ocr import tesseract

            words = tesseract.recognize(flat, dpi, self._threads)
            if words is not None:
                return words
        from legalredact.documents.ocr import paddle

        return paddle.engine(self._threads).recognize(flat, dpi)


def _flattened(image: PIL.Image.Image) -> PIL.Image.Image:
    """As RGB on white paper: what a reader of the page sees."""
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
    """Grey levels of a deep picture scaled to 0…255; Pillow's own conversion would clip them all to white."""
    levels = image.convert("F")
    low, high = levels.getextrema()
    if not isinstance(low, float) or not isinstance(high, float) or high <= low:
        return image.convert("L")
    return levels.point(lambda level: (level - low) * (255 / (high - low))).convert("L")
