"""Reflows lines that held a name, so that no letter position reveals how wide the name was.

A name's box has a width of its own. The letters after it follow at their fonts' own widths, with equal spaces between
words. The line keeps its anchor: its beginning, end or middle, whichever it shares with other lines. Underlines are
drawn again under the same words. Words do not move to another line.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from legalredact.redaction.pdf_rebuild.glyphs import CannotRebuild, Letter, Places
from legalredact.redaction.pdf_rebuild.line_elements import Element, Named, elements_of, placed, space_of, with_leaders
from legalredact.redaction.pdf_rebuild.rules import Rule, Underline, sorted_rules, walls_of
from legalredact.redaction.pdf_rebuild.segments import (
    GlyphSegment,
    SegmentEdges,
    cut_at_columns,
    joined,
    rows_of,
    spread,
)
from legalredact.redaction.text_maps.text_map import Rectangle, around

_TIGHTEST = 0.6
_ROOM = 4.0
"""Points that stay free at the page's edge."""

_ASCENDER, _DESCENDER = 0.82, 0.23
_BOX_UP, _BOX_DOWN = 0.75, 0.2
"""In ems above and below the baseline: a box as high as the line would cut tails of letters in a close line above."""
_SMALL, _LINE = 0.5, 0.2
"""For a drop cap, as shares of its size: largest size of letters in lines beside it, and distance of such lines."""


@dataclass(frozen=True, slots=True)
class CoverBox:
    """A box in place of a name."""

    place: Rectangle
    size: float
    name: int


@dataclass(frozen=True, slots=True)
class ReflowedLine:
    """A line that was reflowed.

    Arguments:
        items: numbers of the letters with their new positions, and boxes, from left to right.
        members: numbers of all letters that were in the line, including the name's.
        old, new: the line's rectangle before and after.
        underlines: drawn again.
    """

    items: tuple[tuple[int, Letter] | CoverBox, ...]
    members: frozenset[int]
    old: Rectangle
    new: Rectangle
    underlines: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """The new layout of a page's lines.

    Arguments:
        lines: lines that were reflowed.
        rules: of the page, without those that belonged to a reflowed line.
        dropped: numbers of the letters that are part of a name.
    """

    lines: tuple[ReflowedLine, ...] = ()
    rules: tuple[Rule, ...] = ()
    dropped: frozenset[int] = frozenset()


def set_lines(
    letters: Sequence[Letter],
    places: Places,
    seen: Sequence[bool],
    names: Sequence[Named],
    rules: Sequence[Rule],
    width: float,
) -> Setting:
    """Reflow every line that holds a name.

    Arguments:
        places: of the letters (see `glyphs.places_of`).
        seen: for each letter, whether it is visible; invisible ones only help to locate names.
        width: of the page in points.

    Errors: CannotRebuild if a name is slanted, or its line has no room.
    """
    hits = _hits(letters, places, names)
    shown = {number: name for number, name in hits.items() if seen[number]}
    if not shown:
        return Setting((), tuple(rules), frozenset(hits))
    if not all(letters[number].level for number in shown):
        raise CannotRebuild("a name on it stands aslant")
    if any(_beside_lines(letters[number], names[name].place, letters) for number, name in _one_of_each(shown)):
        raise CannotRebuild("a name on it begins with a letter that is as high as several lines")
    walls = walls_of(rules)
    level = (n for n, letter in enumerate(letters) if seen[n] and letter.shape.ink is not None and letter.level)
    rows = rows_of(letters, level)
    edges = SegmentEdges(rows, walls, width)
    margin = edges.margin(shown)
    lines: list[ReflowedLine] = []
    left = list(rules)
    for row in rows:
        whole = [
            part
            for piece in row
            for part in (cut_at_columns(piece, letters, shown, edges) if _holds(piece, shown) else [piece])
        ]
        pieces = _parted(whole, edges)
        for at, piece in enumerate(pieces):
            if _holds(piece, shown):
                reached = (
                    lines[-1].new[2] if at and _holds(pieces[at - 1], shown) else pieces[at - 1].x1 if at else None
                )
                between = _between(piece, pieces[at + 1 :], reached, edges, width)
                line, left = _set(letters, piece, shown, names, left, edges, between, margin)
                lines.append(line)
    return Setting(tuple(lines), tuple(left), frozenset(hits))


def _hits(letters: Sequence[Letter], places: Places, names: Sequence[Named]) -> dict[int, int]:
    """Maps letters to the names that they are part of: by their ink, or by their place in the line.

    A font may draw its letters beside their line. Then only the place in the line is where the text is.
    """
    found: dict[int, int] = {}
    xs, ys = middles(places)
    cells = np.asarray([_cell(letter) for letter in letters], dtype=np.float64).reshape(-1, 2)
    for name, one in reversed(list(enumerate(names))):
        x0, y0, x1, y1 = one.place
        inside = (ys >= y0 - 0.5) & (ys <= y1 + 0.5) & (xs >= x0 - 0.5) & (xs <= x1 + 0.5)
        inside |= (cells[:, 1] >= y0) & (cells[:, 1] <= y1) & (cells[:, 0] >= x0) & (cells[:, 0] <= x1)
        found.update((number, name) for number in np.flatnonzero(inside).tolist())
    return found


def _cell(letter: Letter) -> tuple[float, float]:
    """The middle of the room that a letter takes in its line."""
    a, b, c, d = letter.matrix
    along, up = letter.shape.advance / 2, 0.3
    return letter.x + a * along + c * up, letter.y + b * along + d * up


def _beside_lines(large: Letter, place: Rectangle, letters: Sequence[Letter]) -> bool:
    """Whether a letter of a name is a drop cap: so large that several lines are beside it."""
    _, y0, x1, y1 = place
    lines = {
        letter.y
        for letter in letters
        if letter.size < _SMALL * large.size and x1 <= letter.x < x1 + large.size and y0 < letter.y <= y1
    }
    return bool(lines) and max(lines) - min(lines) > _LINE * large.size


def _one_of_each(shown: Mapping[int, int]) -> list[tuple[int, int]]:
    """One letter of each name, with the name."""
    return [(number, name) for name, number in {name: number for number, name in shown.items()}.items()]


def middles(places: Places) -> tuple[Places, Places]:
    """The x and the y of the center of each rectangle."""
    return (places[:, 0] + places[:, 2]) / 2, (places[:, 1] + places[:, 3]) / 2


def _parted(row: Sequence[GlyphSegment], edges: SegmentEdges) -> list[GlyphSegment]:
    """The pieces of a row; pieces whose distance may depend on the length of a word are joined."""
    pieces: list[GlyphSegment] = []
    whole = spread(row)
    for piece in row:
        if pieces and (whole or not edges.parted(pieces[-1], piece)):
            pieces[-1] = joined(pieces[-1], piece)
        else:
            pieces.append(piece)
    return pieces


def _holds(piece: GlyphSegment, shown: Mapping[int, int]) -> bool:
    return not shown.keys().isdisjoint(piece.members)


def _between(
    piece: GlyphSegment, after: Sequence[GlyphSegment], reached: float | None, edges: SegmentEdges, width: float
) -> tuple[float, float]:
    """The horizontal range of a line: to its neighbors, vertical lines, or the page's edge.

    Arguments:
        reached: where the previous piece ends now.
    """
    left, right = edges.cell(piece)
    room = 0.4 * piece.size
    if reached is not None:
        left = max(left, reached + room)
    if after:
        right = min(right, after[0].x0 - room)
    return max(left, _ROOM), min(right, width - _ROOM)


def _set(
    letters: Sequence[Letter],
    piece: GlyphSegment,
    shown: dict[int, int],
    names: Sequence[Named],
    rules: Sequence[Rule],
    edges: SegmentEdges,
    between: tuple[float, float],
    margin: float,
) -> tuple[ReflowedLine, list[Rule]]:
    found = list(elements_of(letters, piece, shown, names))
    old = _band(piece.x0, piece.x1, piece)
    first = min(element.x0 for element in found if element.name >= 0)
    underlines, left = sorted_rules(rules, old, piece.size, [(e.x0, e.x1) for e in found], first)
    cell = edges.cell(piece)
    anchor = edges.anchor(piece, sum(cell) / 2)
    space = space_of(letters, piece)
    elements = with_leaders(letters, found, piece.x0, space)
    total = placed(elements, space)
    factor, start = _fitting(piece, total, anchor, between, margin)
    items = tuple(_moved(letters, element, start, factor, piece) for element in elements)
    members = frozenset(piece.members)
    new = _band(start, start + total * factor, piece)
    lines = tuple(_again(underline, found, elements, start, factor) for underline in underlines)
    return ReflowedLine(items, members, old, new, lines), left


def _band(x0: float, x1: float, piece: GlyphSegment) -> Rectangle:
    return x0, piece.y - _ASCENDER * piece.size, x1, piece.y + _DESCENDER * piece.size


def _fitting(
    piece: GlyphSegment, total: float, anchor: str, between: tuple[float, float], margin: float
) -> tuple[float, float]:
    """The scale of the line, and where it begins.

    A line ends at the right edge of the text if it fits there without strong compression; otherwise it may end beyond.
    """
    left, right = between
    if anchor == "left":
        inner = min(right, max(margin, piece.x0 + 0.85 * total))
        room, start = inner - piece.x0, piece.x0
    elif anchor == "right":
        room, start = piece.x1 - left, piece.x1 - total
    else:
        room = 2 * min(piece.middle - left, right - piece.middle)
        start = piece.middle - total / 2
    factor = min(1.0, room / total) if total else 1.0
    if factor < _TIGHTEST or not math.isfinite(factor):
        raise CannotRebuild("the line of a name has no room for its box")
    if anchor == "right":
        start = piece.x1 - total * factor
    elif anchor == "middle":
        start = piece.middle - total * factor / 2
    return factor, start


def _moved(
    letters: Sequence[Letter], element: Element, start: float, factor: float, piece: GlyphSegment
) -> tuple[int, Letter] | CoverBox:
    x = start + element.x * factor
    if element.letter >= 0:
        return element.letter, letters[element.letter].at(x, factor)
    up, down = _BOX_UP * piece.size, _BOX_DOWN * piece.size
    return CoverBox((x, piece.y - up, x + element.width * factor, piece.y + down), piece.size, element.name)


def _again(
    underline: Underline, found: Sequence[Element], elements: Sequence[Element], start: float, factor: float
) -> Rule:
    """An underline under the same words at their new positions."""
    keys = {(found[number].letter, found[number].name) for number in underline.under}
    under = [element for element in elements if (element.letter, element.name) in keys]
    x0 = start + factor * min(element.x for element in under)
    x1 = start + factor * max(element.x + element.width for element in under)
    _, y0, _, y1 = underline.rule.place
    return Rule((x0, y0, x1, y1), underline.rule.colour)


def filled(lines: Sequence[ReflowedLine]) -> list[Rectangle]:
    """Where the page may look different: around each line before and after, including underlines."""
    places: list[Rectangle] = []
    for line in lines:
        x0, y0, x1, y1 = around(line.old, line.new)
        height = y1 - y0
        places.append((x0 - 0.3 * height, y0 - 0.2 * height, x1 + 0.3 * height, y1 + 0.25 * height))
    return places
