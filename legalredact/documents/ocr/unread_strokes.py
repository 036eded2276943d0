"""Lines that Tesseract leaves unread: it reads level lines alone, and a stamp, a watermark or a note may stand aslant.

Where strokes of letters are left beside its words, the embedded models look for lines there and read them.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import PIL.Image

from legalredact.documents.ocr import paddle
from legalredact.documents.ocr.geometry import Box
from legalredact.documents.ocr.word import OcrWord
from legalredact.model.seen_word import SeenWord
from legalredact.resources import ResourceMissing

_Mask = np.ndarray[Any, np.dtype[np.bool_]]

_DPIS = (100, 33)
"""Resolutions at which strokes are looked for: those of text, and those of letters over half a page."""

_CONTRAST = 40
_ROOM = 2
_LEVEL, _UPRIGHT = 12, 20
"""Pixels at either resolution from which a level or an upright run of ink is a rule or a box, and no stroke."""

_WORD, _LINE = 80, 400
"""Pixels of strokes that a word has, at the least, and a line."""

_SURE = 0.6
_GUESSED = 0.5
"""Confidence of a line's letters up to which it was read as if it ran level and does not."""


def left_lines(image: PIL.Image.Image, dpi: float, words: Sequence[SeenWord], threads: int) -> list[OcrWord]:
    """Words of lines in which none of those that are known stands, as lines and blocks that follow theirs.

    Arguments:
        image: RGB.
        words: what Tesseract read on it.
    """
    sure = _on_read_lines(words)
    if not _has_strokes(image, dpi, words, _WORD) and not _has_strokes(image, dpi, sure, _LINE):
        return []
    try:
        engine = paddle.engine(threads)
    except ResourceMissing:
        return []
    left = engine.recognize_missed(image, dpi, _places(words), _places(sure))
    return numbered([word for word in left if word.confidence >= _SURE], words)


def _on_read_lines(words: Iterable[SeenWord]) -> list[SeenWord]:
    """Words of lines most letters of which were read surely."""
    lines = [list(line) for _, line in itertools.groupby(words, key=lambda word: word.line)]
    return [word for line in lines if _confidence(line) > _GUESSED for word in line]


def _confidence(line: Sequence[SeenWord]) -> float:
    return sum(word.confidence * len(word.text) for word in line) / max(1, sum(len(word.text) for word in line))


def _places(words: Iterable[SeenWord]) -> list[Box]:
    return [(word.x0, word.y0, word.x1, word.y1) for word in words]


def _has_strokes(image: PIL.Image.Image, dpi: float, words: Sequence[SeenWord], least: int) -> bool:
    """Whether more strokes than that stand beside words."""
    return any(_strokes(image, min(1.0, wanted / dpi), words) > least for wanted in _DPIS)


def _strokes(image: PIL.Image.Image, scale: float, words: Iterable[SeenWord]) -> int:
    """How many pixels of strokes stand beside words, in the picture at that scale."""
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    levels = np.asarray(image.convert("L").resize(size, PIL.Image.Resampling.BOX)).astype(np.int16)
    ink: _Mask = np.abs(levels - np.median(levels)) > _CONTRAST
    ink &= ~(in_runs(ink, _LEVEL) | in_runs(ink.T, _UPRIGHT).T)
    for word in words:
        x0, y0 = max(0, int(word.x0 * scale) - _ROOM), max(0, int(word.y0 * scale) - _ROOM)
        ink[y0 : int(word.y1 * scale) + _ROOM + 1, x0 : int(word.x1 * scale) + _ROOM + 1] = False
    return int(ink.sum())


def in_runs(ink: _Mask, length: int) -> _Mask:
    """The pixels of a mask that stand in a level run of ink of at least that length."""
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


def numbered(found: Sequence[OcrWord], before: Sequence[SeenWord]) -> list[OcrWord]:
    """As lines and blocks of their own, after all others."""
    line = 1 + max((word.line for word in before), default=-1)
    block = 1 + max((word.block for word in before), default=-1)
    return [replace(word, line=word.line + line, block=word.block + block) for word in found]
