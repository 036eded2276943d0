"""Joins the words of an image to paragraphs: text, a box for every character, the lowest confidence."""

import array
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from legalredact.documents.ocr.word import OcrWord

_NOWHERE = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class OcrParagraph:
    """One paragraph of an image.

    Arguments:
        text: words joined by spaces, lines by line breaks.
        packed: a box for every character of `text` as four 32-bit floats, as in `CharBoxes`.
        confidence: of its least certain word, 0 to 1.
    """

    text: str = field(repr=False)
    packed: bytes = field(repr=False)
    confidence: float


def paragraphs(
    words: Sequence[OcrWord], scale: tuple[float, float] = (1.0, 1.0), origin: tuple[float, float] = (0.0, 0.0)
) -> Iterator[OcrParagraph]:
    """Paragraphs in reading order.

    Arguments:
        words: as `Ocr.recognize` returns them.
        scale: points per pixel, horizontal and vertical.
        origin: the image's upper left corner on the page, in points.
    """
    for _, block in itertools.groupby(words, key=lambda word: word.block):
        members = tuple(block)
        yield OcrParagraph(
            text="".join(text for text, _ in _pieces(members)),
            packed=_packed(members, scale, origin),
            confidence=min(word.confidence for word in members),
        )


def _pieces(words: Sequence[OcrWord]) -> Iterator[tuple[str, OcrWord | None]]:
    """Words and separators, in order."""
    for index, word in enumerate(words):
        if index:
            yield ("\n" if word.line != words[index - 1].line else " "), None
        yield word.text, word


def _packed(words: Sequence[OcrWord], scale: tuple[float, float], origin: tuple[float, float]) -> bytes:
    numbers = array.array("f")
    for text, word in _pieces(words):
        for index in range(len(text)):
            numbers.extend(_NOWHERE if word is None else _letter_box(word, index, scale, origin))
    return numbers.tobytes()


def _letter_box(
    word: OcrWord, index: int, scale: tuple[float, float], origin: tuple[float, float]
) -> tuple[float, float, float, float]:
    """The part of the word's rectangle that a letter takes, along the direction of the text."""
    count = len(word.text)
    along_x = word.x1 - word.x0 >= word.y1 - word.y0 or count < 3
    start, end = index / count, (index + 1) / count
    width, height = word.x1 - word.x0, word.y1 - word.y0
    x0, x1 = (word.x0 + start * width, word.x0 + end * width) if along_x else (word.x0, word.x1)
    y0, y1 = (word.y0, word.y1) if along_x else (word.y0 + start * height, word.y0 + end * height)
    return (
        origin[0] + x0 * scale[0],
        origin[1] + y0 * scale[1],
        origin[0] + x1 * scale[0],
        origin[1] + y1 * scale[1],
    )
