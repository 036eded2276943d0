"""Letters of a page put together to rows and pieces: a piece is what stands together in a row, a cell or a column.

What the pieces share (left edges, right edges, middles) tells how a line was set: that decides which of its places say
nothing about how wide its words are.
"""

import bisect
import itertools
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from legalredact.redaction.pdf_rebuild.glyphs import Letter

_ROW = 0.4
_GAP = 1.0
_FAR = 4.0
"""Ems of blank paper: more than the first parts two pieces, more than the second parts them whatever else is there."""

_MARKS = frozenset(")]}|:*\u00a7")
"""What stands between the columns of a caption."""

_CLOSE = 0.7
"""Ems: more blank paper than a space has, also in a typewriter's letters."""

_NEAR = 1.0
"""Points by which edges may differ and still be the same."""

_COLUMN = 2
"""Other pieces that have to begin at a place to make it a column."""

_FEWEST_GAPS = 3
_ALIKE = 1.25
"""How many gaps make a line that was spread, and how much wider its widest one may be."""

_BEYOND = 3
"""Which of the lines that reach farthest ends at the text's edge: headings and stamps may stand beyond it."""

_MANY = 5
"""Lines as long as another one that make a justified text: as many equal words in a row are no text."""

Wall = tuple[float, float, float]
"""An upright line: x, and from which y to which."""


@dataclass(slots=True)
class GlyphSegment:
    """Letters that stand together, by their numbers, from left to right."""

    members: list[int] = field(default_factory=list)
    x0: float = 0.0
    x1: float = 0.0
    y: float = 0.0
    size: float = 0.0

    @property
    def middle(self) -> float:
        """Half way."""
        return (self.x0 + self.x1) / 2


def rows_of(letters: Sequence[Letter], numbers: Iterable[int]) -> list[list[GlyphSegment]]:
    """The pieces of each row, from left to right; of the letters with these numbers, all level and none blank."""
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
    """A piece that holds a name, without a caption's brackets after it: a long name may reach close to those."""
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
    """Whether a row is one line whose words were parted widely, and all alike, to reach both edges."""
    gaps = [after.x0 - before.x1 for before, after in itertools.pairwise(row)]
    return len(gaps) >= _FEWEST_GAPS and max(gaps) < min(_FAR * row[0].size, _ALIKE * min(gaps))


class SegmentEdges:
    """Where the pieces of a page begin, end and have their middle."""

    def __init__(self, rows: Sequence[Sequence[GlyphSegment]], walls: Sequence[Wall], width: float) -> None:
        self._pieces = [piece for row in rows for piece in row]
        self._lefts = sorted(piece.x0 for piece in self._pieces)
        self._walls = walls
        self._width = width

    def parted(self, first: GlyphSegment, second: GlyphSegment) -> bool:
        """Whether the second piece stands where it does for another reason than the first one's length."""
        size = max(first.size, second.size)
        if second.x0 - first.x1 > _FAR * size or self.wall_between(first.x1, second.x0, second.y):
            return True
        return self.begins_column(second.x0, itself=1)

    def begins_column(self, x: float, itself: int) -> bool:
        """Whether pieces begin there, but for `itself` that are known."""
        return _count(self._lefts, x) - itself >= _COLUMN

    def wall_between(self, x0: float, x1: float, y: float) -> bool:
        """Whether an upright line stands there, beside that baseline."""
        return any(x0 - _NEAR <= x <= x1 + _NEAR and top < y - 1 and bottom > y - 3 for x, top, bottom in self._walls)

    def margin(self, named: Mapping[int, int]) -> float:
        """Where the text ends on its right, but for a line or two.

        Arguments:
            named: letters that are part of a name; lines that hold one say nothing.
        """
        ends = sorted(piece.x1 for piece in self._pieces if named.keys().isdisjoint(piece.members))
        return ends[-_BEYOND] if len(ends) > 2 * _BEYOND else ends[-1] if ends else 0.0

    def cell(self, piece: GlyphSegment) -> tuple[float, float]:
        """The nearest upright lines beside a piece, or the page's edges."""
        beside = [x for x, top, bottom in self._walls if top < piece.y - 1 and bottom > piece.y - 3]
        left = max((x for x in beside if x <= piece.x0 + _NEAR), default=0.0)
        right = min((x for x in beside if x >= piece.x1 - _NEAR), default=self._width)
        return left, right

    def anchor(self, piece: GlyphSegment, middle: float) -> str:
        """Which place of a piece its other places hang on: "left", "right" or "middle".

        Pieces that share a place though they are not equally long tell; those as long as this one may say the same.

        Arguments:
            middle: half way of what a centred line would be centred in.
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
