"""Measures the skew of a scan, straightens it, and maps positions back."""

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
"""Degrees of skew that do not disturb any engine."""


def deskewed(image: PIL.Image.Image) -> tuple[PIL.Image.Image, Callable[[OcrWord], OcrWord]]:
    """The straightened image on a white background, and a function that maps words back to the original image.

    Arguments:
        image: RGB or gray, upright or rotated by 90 degrees, with a skew of up to 12 degrees.
    """
    angle = skew(image)
    if abs(angle) < _HARMLESS:
        return image, lambda word: word
    straight = image.rotate(angle, PIL.Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    return straight, lambda word: _back(word, angle, straight.size, image.size)


def skew(image: PIL.Image.Image) -> float:
    """Degrees by which the image must be rotated counterclockwise so that its lines are horizontal or vertical.

    When lines are horizontal, pixel rows are full of ink or empty: the angle with the largest contrast is chosen.
    """
    small = image.convert("L")
    small.thumbnail((_LOOKED_AT, _LOOKED_AT), PIL.Image.Resampling.BOX)
    ink = PIL.Image.eval(small, lambda level: 255 - level)
    coarse = max(_steps(0.0, _WIDEST, _COARSE), key=lambda angle: _sharpness(ink, angle))
    return max(_steps(coarse, _COARSE, _FINE), key=lambda angle: _sharpness(ink, angle))


def _steps(middle: float, reach: float, step: float) -> list[float]:
    """Angles around `middle`, the nearest first, so that ties leave the image unchanged."""
    count = round(reach / step)
    return sorted((middle + i * step for i in range(-count, count + 1)), key=lambda angle: abs(angle - middle))


def _sharpness(ink: PIL.Image.Image, angle: float) -> float:
    """Contrast between adjacent rows, or adjacent columns, of the rotated image."""
    turned = np.asarray(ink.rotate(angle, PIL.Image.Resampling.BILINEAR), dtype=np.float32)
    return max(float(np.square(np.diff(turned.sum(axis=axis))).sum()) for axis in (0, 1))


def _back(word: OcrWord, angle: float, straight: tuple[int, int], original: tuple[int, int]) -> OcrWord:
    """The word's bounding box, rotated back about the center of the image."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    corners = [(x - straight[0] / 2, y - straight[1] / 2) for x in (word.x0, word.x1) for y in (word.y0, word.y1)]
    xs = [x * cos - y * sin + original[0] / 2 for x, y in corners]
    ys = [x * sin + y * cos + original[1] / 2 for x, y in corners]
    return replace(word, x0=min(xs), y0=min(ys), x1=max(xs), y1=max(ys))
