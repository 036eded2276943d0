"""Lines in the order in which people follow them: down each column or cell, whatever stands beside it.

Files are often written line by line across columns, cells and the numbers beside the lines of a pleading. Then a name
that goes on in the next line of its column stands in two pieces far from each other.
"""

import itertools
import statistics
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from legalredact.model.seen_word import SeenWord
from legalredact.redaction.text_maps.text_map import Placed, Rectangle, TextLine, around, joined, of_words, rows_of

_GAP = 1.0
"""Heights of a line: more blank paper than that on one parts columns."""

_BELOW = 2.5
"""Heights of a line: more blank paper than that between two parts what follows from what does not."""

_SHARED = 0.5
"""Part of the shorter of two lines that stands below the other one, at the least."""

_NEXT = 3
"""Columns to the right on which a column may go on: running heads stand beside the next one."""

_STEP = 2.0
"""Heights of a line by which beginnings of lines differ in one column."""

_NEAR = (-1, 0, 1, 2)
"""Lines around the first of two that are taken along: no name goes over more."""

_SEPARATOR = "\u00a4"
"""Stands between columns; no name goes over it."""

_ENDS = (".", "!", "?", ":", ";")


def orders_of(words: Sequence[SeenWord]) -> tuple[Placed, ...]:
    """Words of a picture in their order, and, where that says something else, down each column."""
    rows = [row for block in rows_of(words) for row in block if row.text.strip()]
    columns = new_columns(rows, rows)
    return (of_words(words),) if columns is None else (of_words(words), columns)


def new_columns(rows: Sequence[TextLine], known: Iterable[TextLine]) -> Placed | None:
    """Columns in which lines follow each other, or say something, that do not so in the order that is known; None if
    there are none.
    """
    said = [text for row in known if (text := row.text.strip())]
    whole, pairs = "\n".join(said), frozenset(itertools.pairwise(said))
    fresh = [
        [*part, TextLine(_SEPARATOR, [None] * len(_SEPARATOR))]
        for column in by_columns(rows)
        for part in _fresh(column, whole, pairs)
    ]
    return joined(fresh) if fresh else None


def _fresh(column: Sequence[TextLine], whole: str, pairs: Collection[tuple[str, str]]) -> Iterator[Sequence[TextLine]]:
    """The parts of a column around what it says anew."""
    texts = [row.text.strip() for row in column]
    wanted = {at + near for at, text in enumerate(texts) if text not in whole for near in (-1, 0, 1)}
    wanted |= {at + near for at, pair in enumerate(itertools.pairwise(texts)) if pair not in pairs for near in _NEAR}
    for taken, part in itertools.groupby(enumerate(column), key=lambda numbered: numbered[0] in wanted):
        if taken:
            yield [row for _, row in part]


@dataclass(frozen=True, slots=True)
class _LinePart:
    """A line or a part of it, and the room that it takes."""

    row: TextLine
    room: Rectangle

    @property
    def height(self) -> float:
        return self.room[3] - self.room[1]

    @property
    def middle(self) -> float:
        return (self.room[1] + self.room[3]) / 2


def by_columns(rows: Sequence[TextLine]) -> list[list[TextLine]]:
    """Columns from left to right, each from top to bottom; then the last line of each with the first of one beside it
    on which it may go on.
    """
    pieces = sorted((piece for row in rows for piece in _pieces(row)), key=lambda one: (one.middle, one.room[0]))
    usual = statistics.median([piece.height for piece in pieces] or [1.0])
    columns: list[list[_LinePart]] = []
    near: list[list[_LinePart]] = []
    for piece in pieces:
        near = [column for column in near if _is_near(column[-1], piece, usual)]
        above = [column for column in near if _follows(column[-1], piece)]
        if above:
            min(above, key=lambda column: abs(column[-1].room[0] - piece.room[0])).append(piece)
        else:
            columns.append([piece])
            near.append(columns[-1])
    step = max(1.0, _STEP * usual)
    columns.sort(key=lambda column: (int(min(piece.room[0] for piece in column) / step), column[0].middle))
    return [[piece.row for piece in column] for column in (*columns, *_turns(columns, step))]


def _pieces(row: TextLine) -> Iterator[_LinePart]:
    """A line, parted where much blank paper is."""
    start, room, last = 0, None, None
    for at, place in enumerate(row.places):
        if place is None or row.text[at].isspace():
            continue
        if room is not None and last is not None and place[0] - last[2] > _GAP * (room[3] - room[1]):
            yield _LinePart(TextLine(row.text[start:at], row.places[start:at]), room)
            start, room = at, None
        room = place if room is None else around(room, place)
        last = place
    if room is not None:
        yield _LinePart(TextLine(row.text[start:], row.places[start:]), room)


def _is_near(above: _LinePart, piece: _LinePart, usual: float) -> bool:
    """Whether anything could still follow a line; what lies lower than that lies lower than it does for good."""
    return above.room[3] + _BELOW * max(usual, above.height, piece.height) >= piece.room[1]


def _follows(above: _LinePart, piece: _LinePart) -> bool:
    """Whether a line is the next one below another."""
    height = max(above.height, piece.height)
    if not above.middle < piece.room[1] + height / 4 < above.room[3] + _BELOW * height:
        return False
    shared = min(above.room[2], piece.room[2]) - max(above.room[0], piece.room[0])
    return shared >= _SHARED * min(above.room[2] - above.room[0], piece.room[2] - piece.room[0])


def _turns(columns: Sequence[Sequence[_LinePart]], step: float) -> Iterator[list[_LinePart]]:
    """Ends and beginnings of columns of several lines."""
    long = [column for column in columns if len(column) > 1]
    for column in long:
        last = column[-1]
        if last.row.text.rstrip().endswith(_ENDS):
            continue
        right = (other for other in long if other[0].room[0] > last.room[0] + step and other[0].middle < last.middle)
        yield from ([last, other[0]] for other in itertools.islice(right, _NEXT))
