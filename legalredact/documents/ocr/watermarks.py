"""Pale letters under the text of a page: a watermark across it, which no engine reads while the text lies over it.

What is dark, and all around it, is taken for paper, and what is left for ink; then the embedded models read that.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import PIL.Image
import PIL.ImageFilter

from legalredact.documents.ocr import paddle
from legalredact.documents.ocr.unread_strokes import in_runs, numbered
from legalredact.documents.ocr.word import OcrWord
from legalredact.model.seen_word import SeenWord
from legalredact.resources import ResourceMissing

_Mask = np.ndarray[Any, np.dtype[np.bool_]]

_PALE, _DARK = 12, 110
"""Shades by which pale letters and dark ones stand out from their paper, at the least."""

_AROUND = 0.012
"""Inches around dark letters that are pale because of them."""

_DPI = 100
_LEVEL, _UPRIGHT = 40, 60
"""Pixels at that resolution from which a pale run is a shaded box."""

_MUCH, _MOST = 1500, 0.25
"""Pixels of pale strokes that a word across a page has, at the least; part of a page that is pale in a photograph."""

_SURE = 0.8
_LEAST = 3
_LIKE = 2.0
"""Times by which one of two words may be as high as the other, if they are the same word."""

_SMOOTHED = 5


def pale_lines(image: PIL.Image.Image, dpi: float, words: Sequence[SeenWord], threads: int) -> list[OcrWord]:
    """Words in pale letters under others, as lines and blocks that follow those that are known.

    Arguments:
        image: RGB.
        words: what was read on it.
    """
    pale = _pale(image, dpi)
    if not _MUCH < _strokes(pale, dpi) < _MOST * pale.size * (_DPI / dpi) ** 2:
        return []
    try:
        engine = paddle.engine(threads)
    except ResourceMissing:
        return []
    ink = PIL.Image.fromarray(np.where(pale, 0, 255).astype(np.uint8))
    view = ink.filter(PIL.ImageFilter.MedianFilter(_SMOOTHED)).convert("RGB")
    found = (word for word in engine.recognize(view, dpi) if word.confidence >= _SURE and len(word.text) >= _LEAST)
    return numbered([word for word in found if not any(_is_same(word, other) for other in words)], words)


def _pale(image: PIL.Image.Image, dpi: float) -> _Mask:
    """Pixels that are a little off the paper, and not at the edge of what is dark."""
    levels = np.asarray(image.convert("L")).astype(np.int16)
    contrast = np.abs(levels - np.median(levels))
    dark = PIL.Image.fromarray((contrast > _DARK).astype(np.uint8) * 255)
    grown = np.asarray(dark.filter(PIL.ImageFilter.BoxBlur(max(1, round(_AROUND * dpi))))) > 0
    pale: _Mask = (contrast >= _PALE) & ~grown
    return pale


def _strokes(pale: _Mask, dpi: float) -> int:
    """How many pixels are pale as all their neighbours are, and in no shaded box."""
    height, width = (max(3, round(side * min(1.0, _DPI / dpi))) for side in pale.shape)
    small = PIL.Image.fromarray(pale.astype(np.uint8) * 255).resize((width, height), PIL.Image.Resampling.BOX)
    mask = np.asarray(small) > 200
    solid = mask[1:-1, 1:-1] & mask[:-2, 1:-1] & mask[2:, 1:-1] & mask[1:-1, :-2] & mask[1:-1, 2:]
    solid &= ~(in_runs(solid, _LEVEL) | in_runs(solid.T, _UPRIGHT).T)
    return int(solid.sum())


def _is_same(word: OcrWord, other: SeenWord) -> bool:
    """Whether a word lies on one that is known and is as large."""
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    alike = 1 / _LIKE < (word.y1 - word.y0) / max(1.0, other.y1 - other.y0) < _LIKE
    return alike and other.x0 <= x <= other.x1 and other.y0 <= y <= other.y1
