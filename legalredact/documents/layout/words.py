"""Words and lines of a page, and the rotation of vertical text."""

import enum
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple


class Word(NamedTuple):
    """A word with its rectangle, in points from the page's upper left corner.

    Arguments:
        block, line, rank: position in the engine's output; words of one of its lines are consecutive.
        confidence: of OCR, 0 to 1; None if it was read as text.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    block: int = 0
    line: int = 0
    rank: int = 0
    confidence: float | None = None

    def __repr__(self) -> str:
        """Without the text, which is client text."""
        return type(self).__name__


class Line:
    """Words beside each other, from left to right. A page has dozens of lines, so this class is light.

    Arguments:
        words: not empty.
        x0, y0, x1, y1: bounding box; y0 and y1 are those of a usual word, so that one tall character does not count.

    Attributes:
        number: line number printed in the margin, 0 if none.
        height: of a usual word; about 1.1 times the font size.
        middle: half way between top and bottom.
    """

    __slots__ = ("height", "middle", "number", "words", "x0", "x1", "y0", "y1")

    def __init__(self, words: list[Word], x0: float, y0: float, x1: float, y1: float) -> None:
        self.words = words
        self.x0, self.y0, self.x1, self.y1 = x0, y0, x1, y1
        self.height = y1 - y0
        self.middle = (y0 + y1) / 2
        self.number = 0

    @property
    def text(self) -> str:
        """Its words, joined by single spaces."""
        return " ".join([word.text for word in self.words])


def line_of(words: list[Word]) -> Line:
    """A line of these words."""
    first = words[0]
    if len(words) == 1:
        return Line(words, first.x0, first.y0, first.x1, first.y1)
    heights = [word.y1 - word.y0 for word in words]
    usual = first
    if max(heights) - min(heights) > 0.1:
        usual = words[heights.index(sorted(heights)[len(heights) // 2])]
    return Line(words, min([w.x0 for w in words]), usual.y0, max([w.x1 for w in words]), usual.y1)


def joined(lines: Sequence[Line]) -> Line:
    """Join several lines that are beside each other."""
    if len(lines) == 1:
        return lines[0]
    line = line_of([word for each in lines for word in each.words])
    line.number = next((each.number for each in lines if each.number), 0)
    return line


class Turn(enum.Enum):
    """The direction of text on the page."""

    NONE = "left to right"
    UP = "from bottom to top"
    DOWN = "from top to bottom"


def by_turn(words: Sequence[Word]) -> dict[Turn, list[Word]]:
    """Words by direction; vertical ones are rotated so that they read from left to right."""
    if not [word for word in words if word.y1 - word.y0 > 2 * (word.x1 - word.x0) and len(word.text) > 1]:
        return {Turn.NONE: list(words)}
    turned: dict[Turn, list[Word]] = {}
    for _, group in groupby(words, key=_engine_line):
        line = list(group)
        turn = _turn_of(line)
        turned.setdefault(turn, []).extend(line if turn is Turn.NONE else map(_TURNS[turn], line))
    return turned


def turned_back(word: Word, turn: Turn) -> Word:
    """The word at its position on the page."""
    return word if turn is Turn.NONE else _BACK[turn](word)


def _engine_line(word: Word) -> tuple[int, int]:
    return word.block, word.line


def _turn_of(line: Sequence[Word]) -> Turn:
    """Tall and narrow words are vertical text, except a single short word, since an I is tall and narrow too."""
    first, last = line[0], line[-1]
    if sum(len(word.text) for word in line) < 3 or first.x1 - first.x0 > first.y1 - first.y0:
        return Turn.NONE
    width = max(w.x1 for w in line) - min(w.x0 for w in line)
    height = max(w.y1 for w in line) - min(w.y0 for w in line)
    if height < 2 * width:
        return Turn.NONE
    return Turn.DOWN if last.y0 > first.y0 else Turn.UP


def _up(word: Word) -> Word:
    return word._replace(x0=-word.y1, y0=word.x0, x1=-word.y0, y1=word.x1)


def _down(word: Word) -> Word:
    return word._replace(x0=word.y0, y0=-word.x1, x1=word.y1, y1=-word.x0)


_TURNS: dict[Turn, Callable[[Word], Word]] = {Turn.UP: _up, Turn.DOWN: _down}
_BACK: dict[Turn, Callable[[Word], Word]] = {Turn.UP: _down, Turn.DOWN: _up}
