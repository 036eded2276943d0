"""Lines that Tesseract leaves unread: it reads level lines alone, and a stamp, a watermark or a note may stand aslant.

Where ink as thin as letters' is left beside its words, the embedded models look for lines there and read them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import PIL.Image

from legalredact.documents import ocr_embedded
from legalredact.documents.ocr_geometry import Box
from legalredact.documents.ocr_word import OcrWord
from legalredact.resources import ResourceMissing

_Mask = np.ndarray[Any, np.dtype[np.bool_]]

_DPI = 100
_CONTRAST = 64
_ROOM = 2
_LEVEL, _UPRIGHT = 12, 20
"""Pixels at that resolution from which a level or an upright run of ink is a rule or a box, and no stroke."""

_WORD, _LINE = 80, 400
"""Pixels of strokes that a word has, at the least, and a line."""

_SURE = 0.6
_GUESSED = 0.5
"""Confidence of words up to which a line that does not run level was read as if it did."""


def with_left_lines(
    image: PIL.Image.Image, dpi: float, words: tuple[OcrWord, ...], threads: int
) -> tuple[OcrWord, ...]:
    """Words, and after them those of lines in which none of them stands.

    Arguments:
        image: RGB.
        words: what Tesseract read on it.
    """
    sure = [word for word in words if word.confidence > _GUESSED]
    if _strokes_left(image, dpi, words) <= _WORD and _strokes_left(image, dpi, sure) <= _LINE:
        return words
    try:
        engine = ocr_embedded.engine(threads)
    except ResourceMissing:
        return words
    left = engine.recognize_beside(image, dpi, _places(words), _places(sure))
    found = [word for word in left if word.confidence >= _SURE]
    return (*words, *_numbered(found, words))


def _places(words: Iterable[OcrWord]) -> list[Box]:
    return [(word.x0, word.y0, word.x1, word.y1) for word in words]


def _strokes_left(image: PIL.Image.Image, dpi: float, words: Iterable[OcrWord]) -> int:
    """How many pixels of strokes stand beside words."""
    scale = min(1.0, _DPI / dpi)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    levels = np.asarray(image.convert("L").resize(size, PIL.Image.Resampling.BOX)).astype(np.int16)
    ink: _Mask = np.abs(levels - np.median(levels)) > _CONTRAST
    ink &= ~(_in_runs(ink, _LEVEL) | _in_runs(ink.T, _UPRIGHT).T)
    for word in words:
        x0, y0 = max(0, int(word.x0 * scale) - _ROOM), max(0, int(word.y0 * scale) - _ROOM)
        ink[y0 : int(word.y1 * scale) + _ROOM + 1, x0 : int(word.x1 * scale) + _ROOM + 1] = False
    return int(ink.sum())


def _in_runs(ink: _Mask, length: int) -> _Mask:
    """Pixels that stand in a level run of ink of at least that length."""
    height, width = ink.shape
    if width < length:
        return np.zeros_like(ink)
    sums = np.cumsum(np.pad(ink, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    begins = sums[:, length:] - sums[:, :-length] == length
    marks = np.zeros((height, width + 1), dtype=np.int32)
    marks[:, : begins.shape[1]] += begins
    marks[:, length:] -= begins
    runs: _Mask = np.cumsum(marks, axis=1)[:, :width] > 0
    return runs


def _numbered(found: Sequence[OcrWord], before: Sequence[OcrWord]) -> list[OcrWord]:
    """As lines and blocks of their own, after all others."""
    line = 1 + max((word.line for word in before), default=-1)
    block = 1 + max((word.block for word in before), default=-1)
    return [replace(word, line=word.line + line, block=word.block + block) for word in found]
