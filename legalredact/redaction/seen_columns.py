"""Lines in the order in which people follow them: down each column or cell, whatever stands beside it.

Files are often written line by line across columns, cells and the numbers beside the lines of a pleading. Then a name
that goes on in the next line of its column stands in two pieces far from each other.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence

from legalredact.redaction.seen import Row

_GAP = 1.5
"""Heights of a line: more blank paper than that on one parts columns."""

_BELOW = 1.5
"""Heights of a line: more blank paper than that between two parts what follows from what does not."""

_SHARED = 0.5
"""Part of the shorter of two lines that stands below the other one, at the least."""

_NEXT = 3
"""Columns to the right on which a column may go on: running heads stand beside the next one."""

_STEP = 24.0
"""Points by which beginnings of lines differ in one column."""

_ENDS = (".", "!", "?", ":", ";")


def by_columns(rows: Iterable[Row]) -> list[list[Row]]:
    """Columns from left to right, each from top to bottom; then the last line of each with the first of one beside it
    on which it may go on.
    """
    columns: list[list[Row]] = []
    pieces = sorted((piece for row in rows for piece in _pieces(row)), key=lambda row: (row.middle, row.first[0]))
    for piece in pieces:
        above = [column for column in columns if _follows(column[-1], piece)]
        if above:
            min(above, key=lambda column: abs(column[-1].first[0] - piece.first[0])).append(piece)
        else:
            columns.append([piece])
    columns.sort(key=_place)
    return [*columns, *_turns(columns)]


def _pieces(row: Row) -> Iterator[Row]:
    """A line, parted where much blank paper is."""
    start, last = 0, None
    for at, place in enumerate(row.places):
        if place is None or row.text[at].isspace():
            continue
        if last is not None and place[0] - last[2] > _GAP * (place[3] - place[1]):
            yield Row(row.text[start:at], row.places[start:at])
            start = at
        last = place
    if last is not None:
        yield Row(row.text[start:], row.places[start:])


def _follows(above: Row, row: Row) -> bool:
    """Whether a line is the next one below another."""
    height = row.first[3] - row.first[1]
    if not above.middle < row.first[1] + height / 4 < above.first[3] + _BELOW * height:
        return False
    left, right = max(above.first[0], row.first[0]), min(above.last[2], row.last[2])
    shorter = min(above.last[2] - above.first[0], row.last[2] - row.first[0])
    return right - left >= _SHARED * shorter


def _turns(columns: Sequence[Sequence[Row]]) -> Iterator[list[Row]]:
    """Ends and beginnings of columns of several lines."""
    long = [column for column in columns if len(column) > 1]
    for column in long:
        last = column[-1]
        if last.text.rstrip().endswith(_ENDS):
            continue
        beside = (
            other for other in long if other[0].first[0] > last.first[0] + _STEP and other[0].middle < last.middle
        )
        yield from ([last, other[0]] for other in itertools.islice(beside, _NEXT))


def _place(column: Sequence[Row]) -> tuple[int, float]:
    return int(min(row.first[0] for row in column) / _STEP), column[0].middle
