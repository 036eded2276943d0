"""Words that stand sideways in a picture: a stamp in a margin, a table turned by a quarter, a spine.

OCR reads a picture as it stands, and of what stands sideways in it only scraps. Where it finds such scraps, that strip
of the picture is turned and read again. That takes seconds, so the ink itself must be higher than wide: the boxes that
OCR gives are, for every "of" and "12" that stands level.
"""

from collections.abc import Sequence

import numpy as np
import PIL.Image

from legalredact.model.seen_word import SeenWord
from legalredact.redaction.text_maps.text_map import FoundWord, OcrFunction, Rectangle, around

_TALL, _VERY_TALL = 1.3, 3.0
"""How many times as high as wide the box of a word is that stands sideways; of a single letter, which is often higher
than wide."""

_NARROW = frozenset("fiIjJlLrtT1")
"""Letters of which level words are higher than wide, too."""

_LONG = 4
"""Letters of the longest word of a strip, at the least; less is what any picture reads as when it is turned."""

_CONTRAST, _SHARE = 40, 0.35
"""Shades by which ink stands out from its paper, at the least; and as a share of the strongest."""

_BESIDE = 0.6
"""Widths of such a word: how far the strip reaches beyond it on its sides."""

_TURNS = (PIL.Image.Transpose.ROTATE_90, PIL.Image.Transpose.ROTATE_270)


def with_rotated_text(look: OcrFunction) -> OcrFunction:
    """OCR that also reads what stands sideways; words of a strip follow all others, as blocks of their own."""

    def looked(image: PIL.Image.Image, dpi: float) -> Sequence[SeenWord]:
        words = list(look(image, dpi))
        for strip in _strips(words, image):
            block = 1 + max((word.block for word in words), default=0)
            line = 1 + max((word.line for word in words), default=0)
            fresh = _read(look, image, dpi, strip, block, line)
            words = [*(word for word in words if not any(_same(word, other) for other in fresh)), *fresh]
        return words

    return looked


def _strips(words: Sequence[SeenWord], image: PIL.Image.Image) -> list[Rectangle]:
    """Upright strips, from the picture's top to its foot, in which words stand sideways."""
    strips: list[Rectangle] = []
    for word in words:
        if not _sideways(word, image):
            continue
        width = word.x1 - word.x0
        strip = word.x0 - _BESIDE * width, 0.0, word.x1 + _BESIDE * width, float(image.height)
        for other in [other for other in strips if other[0] < strip[2] and strip[0] < other[2]]:
            strips.remove(other)
            strip = around(strip, other)
        strips.append((max(0.0, strip[0]), 0.0, min(float(image.width), strip[2]), strip[3]))
    return strips


def _sideways(word: SeenWord, image: PIL.Image.Image) -> bool:
    """Whether it may be a scrap of what stands sideways."""
    letters = [c for c in word.text if c.isalnum()]
    tall = _TALL if len(letters) > 1 else _VERY_TALL
    if word.y1 - word.y0 <= tall * (word.x1 - word.x0) or _NARROW.issuperset(letters):
        return False
    width, height = _inked(image, word)
    return height > tall * width


def _inked(image: PIL.Image.Image, word: SeenWord) -> tuple[float, float]:
    """Width and height of what is printed in a word's box; of the box, if nothing stands out there."""
    box = max(0, int(word.x0)), max(0, int(word.y0)), int(word.x1) + 1, int(word.y1) + 1
    shades = np.asarray(image.crop(box).convert("L"), dtype=np.float32)
    apart = np.abs(shades - np.median(shades))
    rows, columns = np.nonzero(apart > max(_CONTRAST, _SHARE * float(apart.max())))
    if not len(rows):
        return word.x1 - word.x0, word.y1 - word.y0
    return float(np.ptp(columns) + 1), float(np.ptp(rows) + 1)


def _read(
    look: OcrFunction, image: PIL.Image.Image, dpi: float, strip: Rectangle, block: int, line: int
) -> Sequence[SeenWord]:
    """The words of a strip, in the one of both turns in which OCR is surer of more letters."""
    part = image.crop((int(strip[0]), 0, int(strip[2]) + 1, image.height))
    readings = [(turn, [*filter(_level, look(part.transpose(turn), dpi))]) for turn in _TURNS]
    turn, words = max(readings, key=lambda reading: sum(word.confidence * _letters(word) for word in reading[1]))
    if max(map(_letters, words), default=0) < _LONG:
        return ()
    numbers = {number: at for at, number in enumerate(dict.fromkeys(word.line for word in words), start=line)}
    places = (_turned_back(word, turn, part.size) for word in words)
    return [
        FoundWord(word.text, x0 + int(strip[0]), y0, x1 + int(strip[0]), y1, word.confidence, numbers[word.line], block)
        for word, (x0, y0, x1, y1) in zip(words, places, strict=True)
    ]


def _letters(word: SeenWord) -> int:
    return sum(map(str.isalnum, word.text))


def _same(one: SeenWord, other: SeenWord) -> bool:
    """Whether a word was read twice."""
    x, y = (one.x0 + one.x1) / 2, (one.y0 + one.y1) / 2
    return one.text == other.text and other.x0 <= x <= other.x1 and other.y0 <= y <= other.y1


def _level(word: SeenWord) -> bool:
    """Whether it stands level; what does not is a scrap of the lines that stood level before the turn."""
    return word.x1 - word.x0 > word.y1 - word.y0


def _turned_back(word: SeenWord, turn: PIL.Image.Transpose, size: tuple[int, int]) -> Rectangle:
    """Where a word of the turned part stands in the part as it was, of that width and height."""
    width, height = size
    if turn is PIL.Image.Transpose.ROTATE_90:  # counterclockwise: what was on the right is on top
        return width - word.y1, word.x0, width - word.y0, word.x1
    return word.y0, height - word.x1, word.y1, height - word.x0
