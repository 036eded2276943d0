"""Columns: two-column prose, the two sides of a caption, tables. What stands in different columns is never glued."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from legalredact.documents.layout.rows import Row, as_text, is_figures, leads
from legalredact.documents.layout.words import Line, Word

_WIDE_GAP = 3.0
"""A gap of so many heights of a line parts what stands left and right of it, even in a single row."""

_WIDE = 1.5
"""A gap of so many heights of a line is a gutter if it goes through two rows."""

_NARROW = 0.6
"""A gap of so many heights of a line is a gutter if it goes through `_NARROW_ROWS` rows."""

_NARROW_ROWS = 6
_LONGEST_CELL = 16
"""Lines; captions with many parties are shorter."""

_DEPTH = 4
"""How often columns may lie in columns."""


@dataclass(slots=True)
class Gutter:
    """An empty strip between two columns.

    Arguments:
        x0, x1: its sides.
        first, last: rows through which it goes, with text on both sides in these two.
        both: how many rows have text on both sides.
        height: of a line there.
        drawn: a rule of signs stands in it.
    """

    x0: float
    x1: float
    first: int
    last: int
    both: int
    height: float
    drawn: bool = False

    @property
    def parts(self) -> bool:
        """Whether it parts columns and is no chance."""
        width = self.x1 - self.x0
        rows_needed = ((_WIDE_GAP, 1), (_WIDE, 2), (_NARROW, _NARROW_ROWS))
        return self.drawn or any(width >= gap * self.height and self.both >= rows for gap, rows in rows_needed)


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines that follow each other.

    Arguments:
        lines: from top to bottom.
        cell: they are one cell of a table or one side of a caption, and stay together.
    """

    lines: list[Line]
    cell: bool = False


def flows_of(rows: Sequence[Row], rules: Sequence[Sequence[Word]] = (), depth: int = 0) -> Iterator[Flow]:
    """Text in reading order, column after column.

    Arguments:
        rows: from top to bottom.
        rules: vertical rules built of signs, see `without_ruling`.
    """
    done = 0
    for gutters, start, end in _zones(rows, rules) if depth < _DEPTH else ():
        if start < done:
            continue
        yield from _plain(rows[done:start])
        yield from _columns(rows[start:end], gutters, depth)
        done = end
    yield from _plain(rows[done:])


def _plain(rows: Sequence[Row]) -> Iterator[Flow]:
    """Rows that are no part of columns; pieces of one row that stand far apart are texts of their own."""
    lines: list[Line] = []
    for row in rows:
        pieces = as_text(row)
        if len(pieces) == 1:
            lines.append(pieces[0])
            continue
        if lines:
            yield Flow(lines)
            lines = []
        yield from (Flow([piece], cell=True) for piece in pieces)
    if lines:
        yield Flow(lines)


def _zones(rows: Sequence[Row], rules: Sequence[Sequence[Word]]) -> list[tuple[list[Gutter], int, int]]:
    """Stretches of rows with columns: their gutters from left to right, first row, row after the last."""
    gutters = [*_drawn(rows, rules), *(gutter for gutter in _gutters(rows) if gutter.parts)]
    gutters.sort(key=lambda gutter: (not gutter.drawn, -gutter.both))
    zones: list[tuple[list[Gutter], int, int]] = []
    while gutters:
        main = gutters[0]
        start, end = _reach(rows, main)
        inside = [g for g in gutters if start <= g.first and g.last < end and _is_as_long(g, main)]
        gutters = [g for g in gutters if g.last < start or g.first >= end]
        zones.append((_without_nested([main, *inside]), start, end))
    return sorted(zones, key=lambda zone: zone[1])


def _is_as_long(gutter: Gutter, main: Gutter) -> bool:
    """Whether it goes through at least half as many rows."""
    return 2 * (gutter.last - gutter.first) >= main.last - main.first


def _without_nested(gutters: Iterable[Gutter]) -> list[Gutter]:
    """From left to right, without those that lie in another."""
    kept: list[Gutter] = []
    for gutter in gutters:
        if all(gutter.x1 <= other.x0 or other.x1 <= gutter.x0 for other in kept):
            kept.append(gutter)
    return sorted(kept, key=lambda gutter: gutter.x0)


def _drawn(rows: Sequence[Row], rules: Sequence[Sequence[Word]]) -> Iterator[Gutter]:
    """Rules built of signs are gutters where they stand."""
    for rule in rules:
        top, bottom = min(sign.y0 for sign in rule), max(sign.y1 for sign in rule)
        inside = [index for index, row in enumerate(rows) if top < row[0].middle < bottom]
        if inside:
            x0, x1 = min(sign.x0 for sign in rule), max(sign.x1 for sign in rule)
            yield Gutter(x0, x1, inside[0], inside[-1], len(inside), rule[0].y1 - rule[0].y0, drawn=True)


def _gutters(rows: Sequence[Row]) -> Iterator[Gutter]:
    """Every empty strip that goes on through rows, however short."""
    going: list[Gutter] = []
    for index, row in enumerate(rows):
        kept = []
        for gutter in going:
            if _goes_on(gutter, row, index):
                kept.append(gutter)
            else:
                yield gutter
        going = kept
        for left, right in pairwise(row):
            if not any(gutter.x0 < right.x0 and left.x1 < gutter.x1 for gutter in going):
                going.append(Gutter(left.x1, right.x0, index, index, 1, min(left.height, right.height)))
    yield from going


def _goes_on(gutter: Gutter, row: Row, index: int) -> bool:
    """Narrow the gutter to what the row leaves of it; False if that is too little."""
    x0, x1 = gutter.x0, gutter.x1
    for piece in row:
        if piece.x1 <= x0 or piece.x0 >= x1:
            continue
        if piece.x1 < x1 and x1 - piece.x1 >= piece.x0 - x0:
            x0 = piece.x1
        else:
            x1 = piece.x0
    if x1 - x0 < _NARROW * gutter.height:
        return False
    gutter.x0, gutter.x1 = x0, x1
    if row[0].x1 <= x0 and row[-1].x0 >= x1:
        gutter.last = index
        gutter.both += 1
    return True


def _reach(rows: Sequence[Row], gutter: Gutter) -> tuple[int, int]:
    """The rows of the gutter and those above and below that follow closely and do not cross it."""
    start, end = gutter.first, gutter.last + 1
    pitch = max(1.9 * gutter.height, 1.5 * _pitch(rows[start:end]))
    while start > 0 and _clears(rows[start - 1], gutter) and rows[start][0].y0 - rows[start - 1][0].y0 < pitch:
        start -= 1
    while end < len(rows) and _clears(rows[end], gutter) and rows[end][0].y0 - rows[end - 1][0].y0 < pitch:
        end += 1
    return start, end


def _clears(row: Row, gutter: Gutter) -> bool:
    middle = (gutter.x0 + gutter.x1) / 2
    return not any(piece.x0 < middle < piece.x1 for piece in row)


def _pitch(rows: Sequence[Row]) -> float:
    """Usual distance from row to row."""
    pitches = sorted(below[0].y0 - above[0].y0 for above, below in pairwise(rows))
    return pitches[len(pitches) // 2] if pitches else 0.0


def _columns(rows: Sequence[Row], gutters: Sequence[Gutter], depth: int) -> Iterator[Flow]:
    """A zone in reading order: prose and captions column by column, tables row by row."""
    columns = _sorted_into_columns(rows, gutters)
    if _only_introduces(columns):
        yield from _plain(rows)
    elif _is_prose(columns):
        for column in columns:
            yield from flows_of(column, (), depth + 1)
    elif len(columns) > 2:
        yield from _table(rows, gutters)
    else:
        for column in columns:
            yield from _side(column, depth)


def _side(rows: Sequence[Row], depth: int) -> Iterator[Flow]:
    """One side of a caption stays whole; what is longer than any caption is text of its own."""
    if len(rows) > _LONGEST_CELL:
        yield from flows_of(rows, (), depth + 1)
    else:
        yield Flow([line for row in rows for line in as_text(row)], cell=True)


def _sorted_into_columns(rows: Sequence[Row], gutters: Sequence[Gutter]) -> list[list[Row]]:
    columns: list[list[Row]] = [[] for _ in range(len(gutters) + 1)]
    for row in rows:
        for place, pieces in _by_column(row, gutters).items():
            columns[place].append(pieces)
    return [column for column in columns if column]


def _by_column(row: Row, gutters: Sequence[Gutter]) -> dict[int, Row]:
    """Pieces of a row by the column in which they begin."""
    places: dict[int, Row] = {}
    for piece in row:
        place = sum(piece.x0 >= (gutter.x0 + gutter.x1) / 2 for gutter in gutters)
        places.setdefault(place, []).append(piece)
    return places


def _only_introduces(columns: Sequence[Sequence[Row]]) -> bool:
    """Whether the left column is list markers or labels, or the right one all figures: then rows are texts."""
    if len(columns) != 2:
        return len(columns) < 2
    left, right = columns
    return 10 * sum(leads(row[-1]) for row in left) >= 6 * len(left) or all(is_figures(row[0]) for row in right)


def _is_prose(columns: Sequence[Sequence[Row]]) -> bool:
    """Whether each column is running text: at least five lines, most of which fill it."""
    return all(len(column) >= 5 and _is_filled(column) for column in columns)


def _is_filled(column: Sequence[Row]) -> bool:
    left, right = min(row[0].x0 for row in column), max(row[-1].x1 for row in column)
    full = sum(row[-1].x1 - row[0].x0 > 0.8 * (right - left) for row in column)
    return 10 * full >= 6 * len(column) and right - left > 8 * column[0][0].height


def _table(rows: Sequence[Row], gutters: Sequence[Gutter]) -> Iterator[Flow]:
    """Cells from left to right, band after band; a band is a row of the table, of one or more lines."""
    placed = [_by_column(row, gutters) for row in rows]
    for start, end in _bands(rows, [len(places) for places in placed], len(gutters) + 1):
        cells: dict[int, list[Line]] = {}
        for places in placed[start:end]:
            for place, pieces in places.items():
                cells.setdefault(place, []).extend(as_text(pieces))
        yield from (Flow(cells[place], cell=True) for place in sorted(cells))


def _bands(rows: Sequence[Row], filled: Sequence[int], columns: int) -> Iterator[tuple[int, int]]:
    """Rows of the table, each from one row of the page to before another.

    A row of the table begins below a wider gap. Where rows follow each other closely and most of them fill most
    columns, each of these begins one; the others go on with cells of the row above.

    Arguments:
        filled: how many columns each row fills.
    """
    pitches = [below[0].y0 - above[0].y0 for above, below in pairwise(rows)]
    spaced = 1.25 * min((pitch for pitch in pitches if pitch > 0.6 * rows[0][0].height), default=0.0)
    cuts = [0, *(index for index, pitch in enumerate(pitches, start=1) if pitch > spaced), len(rows)]
    for start, end in pairwise(cuts):
        full = [index for index in range(start, end) if 5 * filled[index] >= 3 * columns]
        if 2 * len(full) < end - start or end - start < 3:
            full = []
        yield from pairwise(dict.fromkeys([start, *full, end]))
