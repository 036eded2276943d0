"""The letters of a page: what each says, its shape, where it stands and how it is inked."""

import functools
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from legalredact.redaction.pdf_rebuild.outlines import GlyphShape
from legalredact.redaction.text_maps.text_map import Rectangle

Matrix = tuple[float, float, float, float]
"""From ems to points: x' = a x + c y, y' = b x + d y, where y' runs downwards."""

Places = npt.NDArray[np.float64]
"""A row of x0, y0, x1, y1 for each letter, in points."""

Colour = tuple[float, float, float]
"""Red, green, blue, from 0 to 1."""

_STRAIGHT = 0.002
_OWN_UNICODE = range(0xE000, 0xF900)
_MOST_UNSAID = 2
"""Letters in a row that may be without a meaning, as bullets are; more of them may be a name."""


class CannotRebuild(Exception):
    """A page has something that cannot be taken over safely.

    Arguments:
        reason: in words without the document's text, to follow "as a picture, since".
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Ink:
    """How a letter is painted: filled, outlined with a line of `width` points, or both; None for not."""

    fill: Colour | None
    stroke: Colour | None = None
    width: float = 0.0


class Letter(NamedTuple):
    """A letter on a page as people see it; a tuple, since a page has thousands and no dataclass is made as fast.

    Arguments:
        text: what it says; several characters for a ligature.
        face: name of its font in the original, to keep letters of one font together; never written.
        x, y: of its origin, in points from the page's upper left corner.
        size: points of an em's height (see `size_of`): asked for so often that it is worked out once for each run.
    """

    text: str
    shape: GlyphShape
    face: str
    x: float
    y: float
    matrix: Matrix
    ink: Ink
    size: float

    def __repr__(self) -> str:
        return f"Letter(x={self.x}, y={self.y}, size={self.size})"

    @property
    def end(self) -> float:
        """Where the next letter of a level line would stand."""
        return self.x + self.matrix[0] * self.shape.advance

    @property
    def level(self) -> bool:
        """Whether it stands upright on a level line."""
        return _is_level(self.matrix)

    @property
    def blank(self) -> bool:
        """Whether nothing is to be seen of it."""
        return self.shape.ink is None

    def at(self, x: float, stretch: float | None = None) -> "Letter":
        """The same letter elsewhere in its line."""
        _, _, c, d = self.matrix
        matrix = self.matrix if stretch is None else (self.size * stretch, 0.0, c, d)
        return Letter(self.text, self.shape, self.face, x, self.y, matrix, self.ink, self.size)


def places_of(letters: Sequence[Letter]) -> Places:
    """Around the ink of each letter; of a blank one, around where its body would be.

    A page has thousands of letters and few forms, so that what lies around a form is worked out once.
    """
    known: dict[tuple[int, Matrix], int] = {}
    forms: list[Letter] = []
    numbers: list[int] = []
    for letter in letters:
        key = id(letter.shape), letter.matrix
        number = known.get(key)
        if number is None:
            number = known[key] = len(forms)
            forms.append(letter)
        numbers.append(number)
    around = np.asarray([_around_ink(form) for form in forms], dtype=np.float64).reshape(-1, 4)
    origins = np.asarray([(letter.x, letter.y) for letter in letters], dtype=np.float64).reshape(-1, 2)
    return around[numbers] + np.tile(origins, 2)


def _around_ink(letter: Letter) -> Rectangle:
    """As it would be at the page's corner."""
    x0, y0, x1, y1 = letter.shape.ink or (0.0, 0.0, letter.shape.advance, 0.5)
    a, b, c, d = letter.matrix
    xs = [a * x + c * y for x in (x0, x1) for y in (y0, y1)]
    ys = [b * x + d * y for x in (x0, x1) for y in (y0, y1)]
    return min(xs), min(ys), max(xs), max(ys)


@functools.lru_cache(maxsize=256)
def _is_level(matrix: Matrix) -> bool:
    a, b, c, d = matrix
    return a > 0 > d and abs(b) < _STRAIGHT * a and abs(c) < 0.4 * -d


def size_of(matrix: Matrix) -> float:
    """Points of the height of an em that is drawn by a matrix."""
    return math.hypot(matrix[2], matrix[3])


def turn_to_read(letters: Iterable[Letter]) -> int:
    """By how many degrees clockwise a page has to be turned so that most of its letters stand upright."""
    turns: Counter[int] = Counter()
    for letter in letters:
        a, b, _, _ = letter.matrix
        turns[(0 if a > 0 else 180) if abs(a) >= abs(b) else (270 if b > 0 else 90)] += 1
    return turns.most_common(1)[0][0] if turns else 0


def check_meanings(letters: Iterable[Letter]) -> None:
    """Raise CannotRebuild if letters in a row do not say what they are: a name among them could not be found."""
    unsaid = 0
    for letter in letters:
        if letter.blank:
            continue
        unsaid = unsaid + 1 if _is_unreadable_text(letter.text) else 0
        if unsaid > _MOST_UNSAID:
            raise CannotRebuild("its letters do not say which letters they are")


@functools.lru_cache(maxsize=4096)
def _is_unreadable_text(text: str) -> bool:
    return not text or any(c == "\ufffd" or c < " " or ord(c) in _OWN_UNICODE for c in text)
