"""Footnotes: smaller type at the foot of the page, the first line with its mark."""

import re
from collections.abc import Sequence
from itertools import pairwise

from legalredact.documents.layout.rows import Row

_MARK = re.compile(r"(?:\d{1,3}|[*†‡§]{1,3}|[a-z])(?=[\s.)]|[A-Z“\"‘(\[])|[*†‡§]")
_SMALLER = 0.93
"""Height of a note's lines against the text's, at most."""


def first_note_row(rows: Sequence[Row], usual_height: float, page_height: float) -> int:
    """Index of the row with which the footnotes begin, `len(rows)` if there are none.

    Arguments:
        rows: of the page without its running foot.
        usual_height: of the page's lines, in points.
    """
    first = len(rows)
    for index in range(len(rows) - 1, -1, -1):
        row = rows[index]
        if row[0].height > _SMALLER * usual_height or row[0].y0 < 0.35 * page_height:
            break
        if _MARK.match(row[0].text):
            first = index
    return first if _has_gap_above(rows, first) else len(rows)


def _has_gap_above(rows: Sequence[Row], first: int) -> bool:
    """Whether there is text above and the notes stand apart from it."""
    if not 0 < first < len(rows):
        return False
    pitches = [below[0].y0 - above[0].y0 for above, below in pairwise(rows[first:])]
    close = all(pitch < 4 * rows[first][0].height for pitch in pitches)
    return close and rows[first][0].y0 - rows[first - 1][0].y1 > -1


def notes_of(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows of each note; a row begins one if its mark counts on from the note before."""
    notes: list[list[Row]] = []
    left = min((row[0].x0 for row in rows), default=0.0)
    number = 0
    for row in rows:
        mark = _MARK.match(row[0].text)
        if not notes or (mark and _is_next(mark.group(), number, row[0].x0 - left)):
            notes.append([])
            number = int(mark.group()) if mark and mark.group().isdigit() else number
        notes[-1].append(row)
    return notes


def _is_next(mark: str, number: int, indent: float) -> bool:
    """Whether the mark counts on from the note before; signs count if their line is indented or they are alone."""
    if mark.isdigit():
        return int(mark) == number + 1 or (number == 0 and indent > 4)
    return not mark.isalpha() or indent > 4
