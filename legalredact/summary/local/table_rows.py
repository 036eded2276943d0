"""Rows of tables whose cells are passages of their own, as in Word files and on scanned pages."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legalredact.matching.facts.find import FactKind, facts
from legalredact.model.mention import Span

_CELL = re.compile(r"(?P<row>.*\brow \d+), cell \d+")
_LONGEST_CELL = 140
_FEWEST_CELLS, _FEWEST_ROWS = 6, 2
_ENDS = re.compile(r"[.?!:;]\s*$")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the spans of its cells in order."""

    cells: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """From its first cell to its last."""
        return Span(self.cells[0].start, self.cells[-1].end)


def table_rows(text: str, passages: Sequence[tuple[str, Span]]) -> tuple[Row, ...]:
    """The rows of all tables.

    Arguments:
        passages: label of the place, and span in `text`, of each passage, in order.
    """
    rows: list[Row] = []
    for label, group in itertools.groupby(passages, key=lambda one: _row(one[0])):
        spans = tuple(span for _, span in group)
        rows += [Row(spans)] if label else _unlabelled(text, spans)
    return tuple(rows)


def _row(label: str) -> str:
    return found["row"] if (found := _CELL.match(label)) else ""


def _unlabelled(text: str, spans: Sequence[Span]) -> Iterator[Row]:
    """Rows among short passages that follow each other: each begins with a date, or ends with an amount."""
    for short, group in itertools.groupby(spans, key=lambda span: _is_cell(span.of(text))):
        run = tuple(group)
        if short and len(run) >= _FEWEST_CELLS:
            yield from _by_dates(text, run) or _by_amounts(text, run)


def _is_cell(words: str) -> bool:
    return len(words) <= _LONGEST_CELL and not _ENDS.search(words)


def _by_dates(text: str, run: Sequence[Span]) -> tuple[Row, ...]:
    starts = [n for n, span in enumerate(run) if _is_only(span.of(text), FactKind.DATE)]
    if len(starts) < _FEWEST_ROWS or starts[-1] - starts[0] < 2 * (len(starts) - 1):
        return ()
    widths = [below - above for above, below in itertools.pairwise(starts)]
    ends = [*starts[1:], min(len(run), starts[-1] + max(widths))]
    return tuple(Row(tuple(run[start:end])) for start, end in zip(starts, ends, strict=True))


def _by_amounts(text: str, run: Sequence[Span]) -> tuple[Row, ...]:
    ends = [n + 1 for n, span in enumerate(run) if _is_only(span.of(text), FactKind.AMOUNT)]
    if len(ends) < _FEWEST_ROWS:
        return ()
    widths = [below - above for above, below in itertools.pairwise(ends)]
    starts = [max(0, ends[0] - max(widths)), *ends[:-1]]
    return tuple(Row(tuple(run[start:end])) for start, end in zip(starts, ends, strict=True))


def _is_only(words: str, kind: FactKind) -> bool:
    found = facts(words)
    return len(found) == 1 and found[0].kind is kind and len(found[0].span.of(words)) >= 0.8 * len(words.strip())
