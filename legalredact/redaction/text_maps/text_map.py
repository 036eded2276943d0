"""Text with a rectangle for each character: of a page as a PDF engine reads it, or of an image as OCR reads it."""

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import PIL.Image

from legalredact.model.mention import Span
from legalredact.model.seen_word import SeenWord

Rectangle = tuple[float, float, float, float]
"""x0, y0, x1, y1 from the upper left corner; points on a page, pixels in an image."""

_CLIMB = 2.0
"""Multiples of a letter's height and width: text that takes up more in both directions is written aslant."""

_WIDE_GAP = 1.0
"""In line heights: a wider gap splits a line."""


@dataclass(frozen=True, slots=True)
class FoundWord:
    """A word that a second pass over a part of an image read, at its position in the whole image; see `SeenWord`."""

    text: str = field(repr=False)
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float = 1.0
    line: int = 0
    block: int = 0
    corners: tuple[tuple[float, float], ...] = field(default=(), repr=False)


Turn = Callable[[Rectangle], Rectangle]

OcrFunction = Callable[[PIL.Image.Image, float], Sequence[SeenWord]]
"""OCR: takes an image and its dots per inch, returns the words in reading order."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A text, and for each character its rectangle, or None if it has none.

    Arguments:
        lines: line number of each character, so that a name that spans lines gets one box per line.
    """

    text: str = field(repr=False)
    places: tuple[Rectangle | None, ...] = field(repr=False)
    lines: tuple[int, ...] = field(repr=False)

    def rectangles(self, span: Span) -> tuple[Rectangle, ...]:
        """One rectangle for each line that the span touches; for slanted text, one for each of its steps."""
        by_line: dict[int, list[Rectangle]] = {}
        for part, place, climbs in self._parts(span):
            steps = by_line.setdefault(self.lines[part.start], [])
            if steps and not climbs:
                steps[-1] = around(steps[-1], place)
            else:
                steps.append(place)
        return tuple(place for steps in by_line.values() for place in steps)

    def _parts(self, span: Span) -> list[tuple[Span, Rectangle, bool]]:
        """The adjacent parts on each line, and whether each is a further step of slanted text. Marginal numbers and
        marks are left out.
        """
        parts: list[tuple[Span, Rectangle, bool]] = []
        for at in range(span.start, span.end):
            place = self.places[at]
            if place is None or self.text[at].isspace():
                continue
            goes_on = bool(parts) and self.lines[parts[-1][0].start] == self.lines[at]
            climbs = goes_on and _climbs(parts[-1][1], place)
            if goes_on and not climbs and not _has_wide_gap(parts[-1][1], place):
                before, room, step = parts[-1]
                parts[-1] = Span(before.start, at + 1), around(room, place), step
            else:
                parts.append((Span(at, at + 1), place, climbs))
        return [part for part in parts if any(map(str.isalpha, part[0].of(self.text)))] or parts


def _has_wide_gap(one: Rectangle, other: Rectangle) -> bool:
    """Whether the gap between two rectangles on a line is wider than a space."""
    return other[0] - one[2] > _WIDE_GAP * (one[3] - one[1])


def _climbs(before: Rectangle, place: Rectangle) -> bool:
    """Whether the text so far is much higher and much wider than a letter: then it is written aslant."""
    both = around(before, place)
    return all(both[side + 2] - both[side] > _CLIMB * (place[side + 2] - place[side]) for side in (0, 1))


def around(one: Rectangle, other: Rectangle) -> Rectangle:
    """The smallest rectangle around both."""
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def of_words(words: Sequence[SeenWord]) -> Placed:
    """Words of an image in their order."""
    return joined(rows_of(words))


def rows_of(words: Sequence[SeenWord]) -> "list[list[TextLine]]":
    """Lines of an image, by their blocks."""
    return [
        [_side_by_side(line) for _, line in itertools.groupby(block, key=lambda word: word.line)]
        for _, block in itertools.groupby(words, key=lambda word: word.block)
    ]


@dataclass(slots=True)
class TextLine:
    """A line of text, with a rectangle for each character."""

    text: str = field(repr=False)
    places: list[Rectangle | None] = field(repr=False)

    @property
    def first(self) -> Rectangle:
        return next(place for place in self.places if place is not None)

    @property
    def last(self) -> Rectangle:
        return next(place for place in reversed(self.places) if place is not None)

    @property
    def middle(self) -> float:
        return (self.first[1] + self.first[3]) / 2


def _side_by_side(words: Iterable[SeenWord]) -> TextLine:
    row = TextLine("", [])
    for word in words:
        row.text += f" {word.text}" if row.places else word.text
        row.places += [None] if row.places else []
        row.places += _letters_of(word)
    return row


def _letters_of(word: SeenWord) -> list[Rectangle]:
    """A rectangle for each letter: the word's rectangle if it is horizontal, else the letter's own."""
    if not word.corners:
        return [(word.x0, word.y0, word.x1, word.y1)] * len(word.text)
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = word.corners
    places: list[Rectangle] = []
    for at in range(len(word.text)):
        start, end = at / len(word.text), (at + 1) / len(word.text)
        xs = [left + part * (right - left) for left, right in ((ax, bx), (dx, cx)) for part in (start, end)]
        ys = [upper + part * (lower - upper) for upper, lower in ((ay, by), (dy, cy)) for part in (start, end)]
        places.append((min(xs), min(ys), max(xs), max(ys)))
    return places


def joined(blocks: Sequence[Sequence[TextLine]]) -> Placed:
    """The text of blocks of rows: lines separated by a line end, blocks by a blank line."""
    texts: list[str] = []
    places: list[Rectangle | None] = []
    numbers: list[int] = []
    number = itertools.count()
    for block in blocks:
        for row in block:
            texts += (row.text, "\n")
            places += (*row.places, None)
            numbers += [next(number)] * (len(row.places) + 1)
        texts.append("\n")
        places.append(None)
        numbers.append(next(number))
    return Placed("".join(texts), tuple(places), tuple(numbers))
