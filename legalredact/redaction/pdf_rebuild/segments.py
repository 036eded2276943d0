"""Groups the letters of a page into rows and segments. A segment is adjacent text of a row: a cell or a column's line.

Edges that segments share (left, right, middle) show how a line was aligned. That decides which positions do not depend
on the width of its words.
"""

import bisect
import itertools
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from legalredact.redaction.pdf_rebuild.glyphs import Letter

_ROW = 0.4
_GAP = 1.0
_FAR = 4.0
"""In ems: a gap wider than the first may separate two segments; a gap wider than the second always does."""

_MARKS = frozenset(")]}|:*\u00a7")
"""Marks between the columns of a caption."""

_CLOSE = 0.7
"""In ems: wider than any space, also in a monospaced font."""

_NEAR = 1.0
"""Points by which edges may differ and still count as the same."""

_COLUMN = 2
"""Number of other segments that must begin at a position to make it a column."""

_FEWEST_GAPS = 3
_ALIKE = 1.25
"""Number of gaps that make a justified line, and how much wider than the others the widest may be."""

_BEYOND = 3
"""Rank, from the right, of the line that marks the text's edge: headings and stamps may reach farther."""

_MANY = 5
"""Equally long lines that make a justified text, not counting lines that repeat the same words."""

Wall = tuple[float, float, float]
"""A vertical line: x, upper and lower y."""


@dataclass(slots=True)
class GlyphSegment:
    """Numbers of adjacent letters, from left to right."""

    members: list[int] = field(default_factory=list)
    x0: float = 0.0
    x1: float = 0.0
    y: float = 0.0
    size: float = 0.0

    @property
    def middle(self) -> float:
        """The center of its range."""
        return (self.x0 + self.x1) / 2


def rows_of(letters: Sequence[Letter], numbers: Iterable[int]) -> list[list[GlyphSegment]]:
    """The segments of each row, from left to right; the letters must be horizontal and not blank."""
    rows: list[list[int]] = []
    top = 0.0
    for y, number in sorted((letters[number].y, number) for number in numbers):
        if rows and y - top <= _ROW * letters[number].size:
            rows[-1].append(number)
        else:
            rows.append([number])
            top = y
    return [_pieces(letters, row) for row in rows]


def _pieces(letters: Sequence[Letter], row: list[int]) -> list[GlyphSegment]:
    pieces: list[GlyphSegment] = []
    last: GlyphSegment | None = None
    for x, number in sorted((letters[number].x, number) for number in row):
        letter = letters[number]
        size, end = letter.size, letter.end
        if last is None or x - last.x1 > _GAP * max(size, last.size):
            last = GlyphSegment([], x, end, letter.y, size)
            pieces.append(last)
        last.members.append(number)
        if end > last.x1:
            last.x1 = end
        if size > last.size or last.y == 0.0:
            last.size, last.y = size, letter.y
    return pieces


def cut_at_columns(
    piece: GlyphSegment, letters: Sequence[Letter], named: Container[int], edges: "SegmentEdges"
) -> list[GlyphSegment]:
    """A segment that holds a name, cut before a caption's brackets: a long name may reach close to them."""
    parts: list[list[int]] = [[]]
    end = piece.x1
    after_name = False
    for number in piece.members:
        letter = letters[number]
        mark = after_name and letter.text in _MARKS and letter.x - end > _CLOSE * piece.size
        if mark and edges.begins_column(letter.x, itself=0):
            parts.append([])
            after_name = False
        parts[-1].append(number)
        after_name = after_name or number in named
        end = letter.end
    return [_pieces(letters, part)[0] for part in parts] if len(parts) > 1 else [piece]


def joined(first: GlyphSegment, second: GlyphSegment) -> GlyphSegment:
    """Both as one."""
    larger = first if first.size >= second.size else second
    members = [*first.members, *second.members]
    return GlyphSegment(members, first.x0, max(first.x1, second.x1), larger.y, larger.size)


def spread(row: Sequence[GlyphSegment]) -> bool:
    """Whether a row is one justified line: its gaps are wide and equal."""
    gaps = [after.x0 - before.x1 for before, after in itertools.pairwise(row)]
    return len(gaps) >= _FEWEST_GAPS and max(gaps) < min(_FAR * row[0].size, _ALIKE * min(gaps))


class SegmentEdges:
    """The left edges, right edges and centers of a page's segments."""

    def __init__(self, rows: Sequence[Sequence[GlyphSegment]], walls: Sequence[Wall], width: float) -> None:
        self._pieces = [piece for row in rows for piece in row]
        self._lefts = sorted(piece.x0 for piece in self._pieces)
        self._walls = walls
        self._width = width

    def parted(self, first: GlyphSegment, second: GlyphSegment) -> bool:
        """Whether the second segment's position is independent of the first one's length."""
        size = max(first.size, second.size)
        if second.x0 - first.x1 > _FAR * size or self.wall_between(first.x1, second.x0, second.y):
            return True
        return self.begins_column(second.x0, itself=1)

    def begins_column(self, x: float, itself: int) -> bool:
        """Whether other segments begin at `x`, not counting `itself` known ones."""
        return _count(self._lefts, x) - itself >= _COLUMN

    def wall_between(self, x0: float, x1: float, y: float) -> bool:
        """Whether a vertical line is between two positions at that baseline."""
        return any(x0 - _NEAR <= x <= x1 + _NEAR and top < y - 1 and bottom > y - 3 for x, top, bottom in self._walls)

    def margin(self, named: Mapping[int, int]) -> float:
        """The right edge of the text, ignoring one or two lines.

        Arguments:
            named: letters that are part of a name; lines with a name are ignored.
        """
        ends = sorted(piece.x1 for piece in self._pieces if named.keys().isdisjoint(piece.members))
        return ends[-_BEYOND] if len(ends) > 2 * _BEYOND else ends[-1] if ends else 0.0

    def cell(self, piece: GlyphSegment) -> tuple[float, float]:
        """The nearest vertical lines beside a segment, or the page's edges."""
        beside = [x for x, top, bottom in self._walls if top < piece.y - 1 and bottom > piece.y - 3]
        left = max((x for x in beside if x <= piece.x0 + _NEAR), default=0.0)
        right = min((x for x in beside if x >= piece.x1 - _NEAR), default=self._width)
        return left, right

    def anchor(self, piece: GlyphSegment, middle: float) -> str:
        """The anchor of a segment: "left", "right" or "middle".

        Segments of other lengths that share an edge decide. Segments of the same length would share all of them.

        Arguments:
            middle: the center of the area in which a centered line would be.
        """
        lefts = middles = rights = both = 0
        for other in self._pieces:
            left, right = abs(other.x0 - piece.x0) < _NEAR, abs(other.x1 - piece.x1) < _NEAR
            lefts += left and not right
            rights += right and not left
            both += left and right and other.members != piece.members
            middles += not left and abs(other.middle - piece.middle) < _NEAR
        middles += abs(piece.middle - middle) < 3 * _NEAR
        if lefts >= _COLUMN or lefts >= max(middles, rights) or both >= _MANY:
            return "left"
        return "middle" if middles >= rights else "right"


def _count(values: Sequence[float], value: float) -> int:
    return bisect.bisect(values, value + _NEAR) - bisect.bisect_left(values, value - _NEAR)
