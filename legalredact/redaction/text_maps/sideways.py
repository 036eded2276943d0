"""OCR of rotated words in an image: a stamp in a margin, a table turned by 90 degrees, the spine of a book.

OCR reads only fragments of rotated text. Where it finds such fragments, that strip of the image is rotated and read
again. That takes seconds, so it runs only if the ink itself is higher than wide; the boxes that OCR reports are not
enough, since those of upright words such as "of" and "12" are often higher than wide too.
"""

from collections.abc import Callable, Sequence

import numpy as np
import PIL.Image

from legalredact.model.seen_word import SeenWord
from legalredact.redaction.text_maps.text_map import FoundWord, OcrFunction, Rectangle, around

_TALL, _VERY_TALL = 1.3, 3.0
"""Ratio of height to width of the box of a rotated word; the second is for a single letter, which is often higher than
wide."""

_NARROW = frozenset("fiIjJlLrtT1")
"""Letters that are higher than wide also when upright."""

_LONG = 4
"""Letters that the longest word of a strip must have; OCR reads shorter fragments in any rotated image."""

_CONTRAST, _SHARE = 40, 0.35
"""Smallest contrast of ink to paper in gray levels, and as a share of the strongest contrast."""

_BESIDE = 0.6
"""In word widths: how far the strip extends beyond the word on both sides."""

_TURNS = (PIL.Image.Transpose.ROTATE_90, PIL.Image.Transpose.ROTATE_270)


LookAtAll = Callable[[Sequence[PIL.Image.Image], float], Sequence[Sequence[SeenWord]]]
"""OCR of several images, each as `OcrFunction` reads it."""


def with_rotated_text(look: OcrFunction, look_at_all: LookAtAll | None = None) -> OcrFunction:
    """OCR that also reads rotated text; words of a strip follow all others, in blocks of their own.

    Arguments:
        look_at_all: reads all strips of an image at once, with the same result; None to read them one by one.
    """

    def looked(image: PIL.Image.Image, dpi: float) -> Sequence[SeenWord]:
        words = list(look(image, dpi))
        strips = _strips(words, image)
        if not strips:
            return words
        parts = [image.crop((int(strip[0]), 0, int(strip[2]) + 1, image.height)) for strip in strips]
        turned = [part.transpose(turn) for part in parts for turn in _TURNS]
        read = [look(one, dpi) for one in turned] if look_at_all is None else look_at_all(turned, dpi)
        for at, (part, strip) in enumerate(zip(parts, strips, strict=True)):
            readings = read[at * len(_TURNS) : (at + 1) * len(_TURNS)]
            block = 1 + max((word.block for word in words), default=0)
            line = 1 + max((word.line for word in words), default=0)
            fresh = _in_better_turn(readings, part.size, strip, block, line)
            words = [*(word for word in words if not any(_same(word, other) for other in fresh)), *fresh]
        return words

    return looked


def _strips(words: Sequence[SeenWord], image: PIL.Image.Image) -> list[Rectangle]:
    """Vertical strips, from the top of the image to the bottom, that hold rotated words."""
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
    """Whether it may be a fragment of rotated text."""
    letters = [c for c in word.text if c.isalnum()]
    tall = _TALL if len(letters) > 1 else _VERY_TALL
    if word.y1 - word.y0 <= tall * (word.x1 - word.x0) or _NARROW.issuperset(letters):
        return False
    width, height = _inked(image, word)
    return height > tall * width


def _inked(image: PIL.Image.Image, word: SeenWord) -> tuple[float, float]:
    """Width and height of the ink in a word's box; of the box, if nothing has enough contrast."""
    box = max(0, int(word.x0)), max(0, int(word.y0)), int(word.x1) + 1, int(word.y1) + 1
    shades = np.asarray(image.crop(box).convert("L"), dtype=np.float32)
    contrast = np.abs(shades - np.median(shades))
    rows, columns = np.nonzero(contrast > max(_CONTRAST, _SHARE * float(contrast.max())))
    if not len(rows):
        return word.x1 - word.x0, word.y1 - word.y0
    return float(np.ptp(columns) + 1), float(np.ptp(rows) + 1)


def _in_better_turn(
    read: Sequence[Sequence[SeenWord]], size: tuple[int, int], strip: Rectangle, block: int, line: int
) -> Sequence[SeenWord]:
    """The words of a strip, in the rotation in which OCR reads more letters with confidence.

    Arguments:
        read: what OCR read in each rotation.
        size: width and height of the strip in pixels.
    """
    readings = [(turn, [*filter(_level, words)]) for turn, words in zip(_TURNS, read, strict=True)]
    turn, words = max(readings, key=lambda reading: sum(word.confidence * _letters(word) for word in reading[1]))
    if max(map(_letters, words), default=0) < _LONG:
        return ()
    numbers = {number: at for at, number in enumerate(dict.fromkeys(word.line for word in words), start=line)}
    places = (_turned_back(word, turn, size) for word in words)
    return [
        FoundWord(word.text, x0 + int(strip[0]), y0, x1 + int(strip[0]), y1, word.confidence, numbers[word.line], block)
        for word, (x0, y0, x1, y1) in zip(words, places, strict=True)
    ]


def _letters(word: SeenWord) -> int:
    return sum(map(str.isalnum, word.text))


def _same(one: SeenWord, other: SeenWord) -> bool:
    """Whether both are the same word, read twice."""
    x, y = (one.x0 + one.x1) / 2, (one.y0 + one.y1) / 2
    return one.text == other.text and other.x0 <= x <= other.x1 and other.y0 <= y <= other.y1


def _level(word: SeenWord) -> bool:
    """Whether a word is horizontal; others are fragments of text that was upright before the rotation."""
    return word.x1 - word.x0 > word.y1 - word.y0


def _turned_back(word: SeenWord, turn: PIL.Image.Transpose, size: tuple[int, int]) -> Rectangle:
    """Map the rectangle of a word back to the strip before rotation; `size` is that strip's width and height."""
    width, height = size
    if turn is PIL.Image.Transpose.ROTATE_90:  # counterclockwise: the right side is on top
        return width - word.y1, word.x0, width - word.y0, word.x1
    return word.y0, height - word.x1, word.y1, height - word.x0
