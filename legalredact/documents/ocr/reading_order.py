"""Reading order of text in an image: columns, lines, paragraphs."""

import itertools
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_GUTTER = 0.8
"""In line heights: smallest width of the gap between two columns."""

_ROWS = 3
"""Fewer rows beside each other are a table row or a heading with a page number, not columns."""


@dataclass(frozen=True, slots=True)
class UprightText:
    """A piece of text, rotated to horizontal.

    Arguments:
        index: the caller's number for it.
        x0, y0, x1, y1: its rectangle; x to the right, y down.
        digits: it is only a short number (a line number in the margin, a page number in a table of contents).
    """

    index: int
    x0: float
    y0: float
    x1: float
    y1: float
    digits: bool = False

    @property
    def middle(self) -> float:
        """Vertical center."""
        return (self.y0 + self.y1) / 2


Line = tuple[UprightText, ...]


def reading_order(stretches: Sequence[UprightText]) -> tuple[tuple[Line, ...], ...]:
    """Paragraphs of lines of texts, in reading order; every text is in exactly one."""
    if not stretches:
        return ()
    height = statistics.median(stretch.y1 - stretch.y0 for stretch in stretches)
    return tuple(
        block for column in _columns(stretches, height) for block in _paragraphs(_rows(column, height), height)
    )


def _columns(stretches: Sequence[UprightText], height: float) -> Iterator[Sequence[UprightText]]:
    """Parts of the page without columns, in reading order."""
    gutter = _best_gutter(stretches, height)
    if gutter is None:
        yield stretches
        return
    for run in _bands(stretches, gutter):
        left = [stretch for stretch in run if stretch.x1 <= gutter]
        right = [stretch for stretch in run if stretch.x0 >= gutter]
        if _are_columns(left, right, height):
            yield from _columns(left, height)
            yield from _columns(right, height)
        else:
            yield run


def _best_gutter(stretches: Sequence[UprightText], height: float) -> float | None:
    """The x with the most texts in columns to its left and right, or None if there are no columns."""
    best, most = None, 0
    for x in sorted({stretch.x0 for stretch in stretches})[1:]:
        gutter = x - 0.01
        inside = 0
        for run in _bands(stretches, gutter):
            left = [stretch for stretch in run if stretch.x1 <= gutter]
            right = [stretch for stretch in run if stretch.x0 >= gutter]
            inside += len(run) if _are_columns(left, right, height) else 0
        if inside > most:
            best, most = gutter, inside
    return best


def _bands(stretches: Sequence[UprightText], gutter: float) -> Iterator[list[UprightText]]:
    """From top to bottom, groups of texts that all cross the gutter, or that all do not."""
    run: list[UprightText] = []
    crossed = False
    for stretch in sorted(stretches, key=lambda each: each.middle):
        crosses = stretch.x0 < gutter < stretch.x1
        if run and crosses != crossed:
            yield run
            run = []
        crossed = crosses
        run.append(stretch)
    if run:
        yield run


def _are_columns(left: Sequence[UprightText], right: Sequence[UprightText], height: float) -> bool:
    """Whether they are beside each other for several rows, with a clear gap between and text on both sides."""
    if min(len(left), len(right)) < _ROWS or all(s.digits for s in left) or all(s.digits for s in right):
        return False
    space = min(stretch.x0 for stretch in right) - max(stretch.x1 for stretch in left)
    beside = min(max(s.y1 for s in left), max(s.y1 for s in right)) - max(
        min(s.y0 for s in left), min(s.y0 for s in right)
    )
    return space >= _GUTTER * height and beside > 0 and min(_count(left, height), _count(right, height)) >= _ROWS


def _count(stretches: Sequence[UprightText], height: float) -> int:
    return len(_rows(stretches, height))


def _rows(stretches: Sequence[UprightText], height: float) -> list[Line]:
    """Texts on the same line, from left to right; lines from top to bottom."""
    rows: list[list[UprightText]] = []
    for stretch in sorted(stretches, key=lambda each: each.middle):
        if rows and stretch.middle - statistics.fmean(s.middle for s in rows[-1]) < height / 2:
            rows[-1].append(stretch)
        else:
            rows.append([stretch])
    return [tuple(sorted(row, key=lambda each: each.x0)) for row in rows]


def _paragraphs(rows: Sequence[Line], height: float) -> Iterator[tuple[Line, ...]]:
    """Lines of one paragraph each: split at wide spaces, first-line indents, and changes of letter size."""
    if not rows:
        return
    usual = statistics.median([_space(a, b) for a, b in itertools.pairwise(rows)] or [0.0])
    left = min(_text_left(row) for row in rows)
    block: list[Line] = [rows[0]]
    for above, row in itertools.pairwise(rows):
        wide = _space(above, row) > max(usual, 0.0) * 1.4 + 0.3 * height
        indented = _text_left(row) - left > 0.8 * height and _text_left(above) - left < 0.5 * height
        resized = not 0.6 < _height(row) / max(_height(above), 1.0) < 1.6
        if wide or indented or resized:
            yield tuple(block)
            block = []
        block.append(row)
    yield tuple(block)


def _space(above: Line, below: Line) -> float:
    """Distance between the bottom of one line and the top of the next."""
    return min(s.y0 for s in below) - max(s.y1 for s in above)


def _text_left(row: Line) -> float:
    """Where the line begins, without its margin number."""
    return next((s.x0 for s in row if not s.digits), row[0].x0)


def _height(row: Line) -> float:
    return statistics.median(s.y1 - s.y0 for s in row)
