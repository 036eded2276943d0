"""One word as OCR read it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OcrWord:
    """A word of a picture.

    Arguments:
        text: without spaces.
        x0, y0, x1, y1: upright rectangle around it, in pixels of the picture that was handed in.
        confidence: 0 (a guess) to 1.
        line: counts from 0 over the whole picture, in reading order.
        block: paragraph or column part, counts from 0 in reading order.
        corners: of a word that does not run level: upper left first as it runs, then clockwise; else empty.
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
