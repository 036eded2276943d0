"""Text with a place for each character: of a page as a PDF engine reads it, and of a picture as OCR reads it."""

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import PIL.Image

from legalredact.model.mention import Span
from legalredact.model.seen_word import SeenWord

Rectangle = tuple[float, float, float, float]
"""x0, y0, x1, y1 from the upper left corner; points on a page, pixels in a picture."""

_CLIMB = 2.0
"""Times a letter's height, and its width, that letters take together if they stand aslant."""

_WIDE_GAP = 1.0
"""Heights of a line: more blank paper than that parts what stands on it."""


@dataclass(frozen=True, slots=True)
class FoundWord:
    """A word that a second look at a part of a picture brought, at its place in the whole one; see `SeenWord`."""

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
"""OCR: a picture and its dots per inch to the words in it, in reading order."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A text, and for each character the rectangle it stands in, or None where it has no place.

    Arguments:
        lines: for each character the number of its line, so that a name over a line's end gets two boxes.
    """

    text: str = field(repr=False)
    places: tuple[Rectangle | None, ...] = field(repr=False)
    lines: tuple[int, ...] = field(repr=False)

    def rectangles(self, span: Span) -> tuple[Rectangle, ...]:
        """One rectangle for each line that the span touches; of a line that climbs, one for each of its steps."""
        by_line: dict[int, list[Rectangle]] = {}
        for part, place, climbs in self._parts(span):
            steps = by_line.setdefault(self.lines[part.start], [])
            if steps and not climbs:
                steps[-1] = around(steps[-1], place)
            else:
                steps.append(place)
        return tuple(place for steps in by_line.values() for place in steps)

    def _parts(self, span: Span) -> list[tuple[Span, Rectangle, bool]]:
        """What stands together on one line, and whether it is a further step of it; without numbers and marks beside
        the lines, which stand apart.
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
    """Whether more blank paper lies between two places on a line than words have between them."""
    return other[0] - one[2] > _WIDE_GAP * (one[3] - one[1])


def _climbs(before: Rectangle, place: Rectangle) -> bool:
    """Whether what came before, with a place, is far higher and far wider than that: so letters stand aslant."""
    both = around(before, place)
    return all(both[side + 2] - both[side] > _CLIMB * (place[side + 2] - place[side]) for side in (0, 1))


def around(one: Rectangle, other: Rectangle) -> Rectangle:
    """The smallest rectangle around both."""
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def of_words(words: Sequence[SeenWord]) -> Placed:
    """Words of a picture in their order."""
    return joined(rows_of(words))


def rows_of(words: Sequence[SeenWord]) -> "list[list[TextLine]]":
    """Lines of a picture, by their blocks."""
    return [
        [_side_by_side(line) for _, line in itertools.groupby(block, key=lambda word: word.line)]
        for _, block in itertools.groupby(words, key=lambda word: word.block)
    ]


@dataclass(slots=True)
class TextLine:
    """A line of text, and for each character its place."""

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
    """A place for each letter: of a word that runs level the word's, else the letter's own."""
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
    """The text of blocks of rows: lines parted by a line end, blocks by a blank line."""
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
