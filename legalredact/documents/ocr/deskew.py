"""How far a scan was laid crooked, and the way back from the picture that was set straight."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import PIL.Image

from legalredact.documents.ocr.word import OcrWord

_LOOKED_AT = 700
_WIDEST = 12.0
_COARSE, _FINE = 1.0, 0.2
_HARMLESS = 0.5
"""Degrees that no engine minds."""


def deskewed(image: PIL.Image.Image) -> tuple[PIL.Image.Image, Callable[[OcrWord], OcrWord]]:
    """The picture set straight on white paper, and what brings a word's place back to the picture as it was.

    Arguments:
        image: RGB or grey, upright or lying on a side, crooked by up to 12 degrees.
    """
    angle = skew(image)
    if abs(angle) < _HARMLESS:
        return image, lambda word: word
    straight = image.rotate(angle, PIL.Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    return straight, lambda word: _back(word, angle, straight.size, image.size)


def skew(image: PIL.Image.Image) -> float:
    """Degrees by which the picture has to be turned counter-clockwise so that its lines run level or upright.

    Where lines are level, rows of pixels are either full of ink or empty; the angle that makes them differ most is it.
    """
    small = image.convert("L")
    small.thumbnail((_LOOKED_AT, _LOOKED_AT), PIL.Image.Resampling.BOX)
    ink = PIL.Image.eval(small, lambda level: 255 - level)
    coarse = max(_steps(0.0, _WIDEST, _COARSE), key=lambda angle: _sharpness(ink, angle))
    return max(_steps(coarse, _COARSE, _FINE), key=lambda angle: _sharpness(ink, angle))


def _steps(middle: float, reach: float, step: float) -> list[float]:
    """Angles around `middle`, the nearest first, so that equal sharpness leaves the picture as it is."""
    count = round(reach / step)
    return sorted((middle + i * step for i in range(-count, count + 1)), key=lambda angle: abs(angle - middle))


def _sharpness(ink: PIL.Image.Image, angle: float) -> float:
    """How much neighbouring rows, or neighbouring columns, of the turned picture differ."""
    turned = np.asarray(ink.rotate(angle, PIL.Image.Resampling.BILINEAR), dtype=np.float32)
    return max(float(np.square(np.diff(turned.sum(axis=axis))).sum()) for axis in (0, 1))


def _back(word: OcrWord, angle: float, straight: tuple[int, int], original: tuple[int, int]) -> OcrWord:
    """The word's rectangle around its corners, turned back about the middle of the picture."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    corners = [(x - straight[0] / 2, y - straight[1] / 2) for x in (word.x0, word.x1) for y in (word.y0, word.y1)]
    xs = [x * cos - y * sin + original[0] / 2 for x, y in corners]
    ys = [x * sin + y * cos + original[1] / 2 for x, y in corners]
    return replace(word, x0=min(xs), y0=min(ys), x1=max(xs), y1=max(ys))
