"""Rules (straight lines and boxes) on a page, and which of them underline text: these are as long as their words."""

from collections.abc import Sequence
from dataclasses import dataclass

from legalredact.redaction.pdf_rebuild.glyphs import CannotRebuild, Colour
from legalredact.redaction.text_maps.text_map import Rectangle

_BESIDE = 0.4
_TALL = 1.9
_ABOVE, _BELOW = 0.15, 0.2
"""In ems: how far the end of a rule may be from its words, how tall an overline may be, and how far above and below the
line's letters a rule may be."""

_WALL = 2.5
"""Largest width of a vertical line, in points."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rectangle filled with a color: a line, a side of a frame, a shaded area."""

    place: Rectangle
    colour: Colour


@dataclass(frozen=True, slots=True)
class Underline:
    """A line under or over words, given by the elements of the text line along which it runs."""

    rule: Rule
    under: tuple[int, ...]


def walls_of(rules: Sequence[Rule]) -> list[tuple[float, float, float]]:
    """Vertical lines, and the sides of boxes: x, upper and lower end."""
    walls: list[tuple[float, float, float]] = []
    for rule in rules:
        x0, y0, x1, y1 = rule.place
        if y1 - y0 > 8:
            sides = ((x0 + x1) / 2,) if x1 - x0 <= _WALL else (x0, x1)
            walls.extend((x, y0, y1) for x in sides)
    return walls


def sorted_rules(
    rules: Sequence[Rule], line: Rectangle, size: float, elements: Sequence[tuple[float, float]], first: float
) -> tuple[list[Underline], list[Rule]]:
    """Separate the rules that belong to a line of text from the others.

    Arguments:
        line: the rectangle of the line of text.
        elements: horizontal range of each of its letters and names.
        first: where its first name begins.

    Errors: CannotRebuild if another drawing is in the line.
    """
    hanging: list[Underline] = []
    free: list[Rule] = []
    for rule in rules:
        if not _hangs(rule.place, line, size, first):
            free.append(rule)
            continue
        x0, _, x1, _ = rule.place
        under = tuple(n for n, (left, right) in enumerate(elements) if x0 - 0.5 <= (left + right) / 2 <= x1 + 0.5)
        if not under:
            raise CannotRebuild("a drawing stands in the line of a name")
        hanging.append(Underline(rule, under))
    return hanging, free


def _hangs(place: Rectangle, line: Rectangle, size: float, first: float) -> bool:
    """Whether it ends within the line's words, at their height, or begins after the name.

    A rule that begins before the name and ends beyond the line is a form's blank or a table's border.
    """
    x0, y0, x1, y1 = place
    if y1 - y0 > _TALL * size or y1 < line[1] - _ABOVE * size or y0 > line[3] + _BELOW * size:
        return False
    left, right = line[0] + 0.1 * size, line[2] + _BESIDE * size
    return left < x1 < right or first + 0.1 * size < x0 < right
