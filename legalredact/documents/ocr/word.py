"""One word as OCR read it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OcrWord:
    """A word of an image.

    Arguments:
        text: without spaces.
        x0, y0, x1, y1: its bounding box, in pixels of the image.
        confidence: 0 (a guess) to 1.
        line: number of its line in the whole image, from 0, in reading order.
        block: number of its paragraph or column part, from 0, in reading order.
        corners: of a rotated word: upper left first in text direction, then clockwise; empty for a horizontal one.
    """

    text: str = field(repr=False)
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float
    line: int
    block: int
    corners: tuple[tuple[float, float], ...] = field(default=(), repr=False)
