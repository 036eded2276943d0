"""Line numbers in the margin of pleadings (1 to 28) and transcripts (1 to 25). They are metadata, not text."""

import operator
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from legalredact.documents.layout.rows import Row
from legalredact.documents.layout.words import Word

LEAST = 8
"""Fewer numbers in a column are a list or a table."""

_WIDEST = 30.0
"""Largest width of a column of numbers, in points."""

_NUMBERS = frozenset(str(number) for number in range(1, 61))


def printed_numbers(words: Sequence[Word], height: float) -> list[list[Word]]:
    """Columns of line numbers: whole numbers that count up by one at an even pitch.

    The first column is to the left of the text. Further columns count only beside it (condensed transcripts print four
    pages on a sheet).

    Arguments:
        height: of the page, in points; line numbers cover a large part of it.
    """
    candidates = [word for word in words if word.text in _NUMBERS]
    if len(candidates) < LEAST:
        return []
    columns = [run for column in _columns(candidates) for run in _runs(column)]
    columns = [run for run in columns if _is_even(run) and run[-1].y1 - run[0].y0 > 0.35 * height]
    columns = [run for run in columns if _is_margin(run, words)]
    return columns if any(run[0].x0 < min(w.x0 for w in words) + 60 for run in columns) else []


def _columns(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Numbers in one column, aligned left or right or centered, each column from top to bottom."""
    column: list[Word] = []
    reach = 0.0
    for word in sorted(words, key=operator.attrgetter("x0")):
        if column and (word.x0 > reach or word.x1 > column[0].x0 + _WIDEST):
            yield sorted(column, key=_top)
            column, reach = [], 0.0
        column.append(word)
        reach = max(reach, word.x1)
    yield sorted(column, key=_top)


_top = operator.attrgetter("y0")


def _runs(column: Sequence[Word]) -> Iterator[list[Word]]:
    """Sequences that count up by one; a missing number is accepted, a wrong one begins a new sequence."""
    run: list[Word] = []
    for word in column:
        if run and not 1 <= int(word.text) - int(run[-1].text) <= 2:
            if len(run) >= LEAST:
                yield run
            run = []
        run.append(word)
    if len(run) >= LEAST:
        yield run


def _is_even(run: Sequence[Word]) -> bool:
    """Whether their pitch is even, unlike numbers typed with the text."""
    pitches = sorted((b.y0 - a.y0) / (int(b.text) - int(a.text)) for a, b in pairwise(run))
    return pitches[0] > 0.75 * pitches[-1] > 0


def _is_margin(run: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether hardly any words are close to their left, as in rows of a table."""
    left, right = min(w.x0 for w in run), max(w.x1 for w in run)
    top, bottom = run[0].y0, run[-1].y1
    close = [w for w in words if w.x0 < left and left - 40 < w.x1 < right + 1]
    return sum(top < (w.y0 + w.y1) / 2 < bottom for w in close) <= len(run) // 8


def number_rows(rows: Iterable[Row], columns: Sequence[Sequence[Word]]) -> None:
    """Set the line number of each piece: the nearest number to its left at its height."""
    numbers = sorted((word for column in columns for word in column), key=lambda word: word.y0)
    if not numbers:
        return
    pitch = _pitch(columns)
    for row in rows:
        for piece in row:
            beside = [n for n in numbers if abs((n.y0 + n.y1) / 2 - piece.middle) < pitch / 2 and n.x0 < piece.x0 + 2]
            if beside:
                piece.number = int(max(beside, key=lambda number: number.x0).text)


def _pitch(columns: Sequence[Sequence[Word]]) -> float:
    first = columns[0]
    return (first[-1].y0 - first[0].y0) / (int(first[-1].text) - int(first[0].text))
