"""A report on the use of the application: text, tables and bar charts, rendered as HTML or PDF elsewhere."""

import html
from dataclasses import dataclass

_ROW, _LEFT, _WIDTH, _RIGHT = 22, 170, 380, 70  # points of a chart's image
_INK, _BAR = "#1f2a44", "#3a6ea5"


@dataclass(frozen=True, slots=True)
class Chart:
    """Horizontal bars, one per line.

    Arguments:
        bars: (label, value), in display order; values are at least 0.
    """

    title: str
    bars: tuple[tuple[str, int], ...]

    def svg(self) -> str:
        """The chart as a self-contained image (SVG 1.1); the value of each bar is text."""
        most = max((value for _, value in self.bars), default=0) or 1
        height = _ROW * len(self.bars)
        size = f'width="{_LEFT + _WIDTH + _RIGHT}" height="{height}"'
        lines = [f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img"><title>{html.escape(self.title)}</title>']
        for number, (label, value) in enumerate(self.bars):
            lines += _bar(number * _ROW, label, value, value / most)
        return "".join((*lines, "</svg>"))


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; every cell is text."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report; empty elements are left out."""

    title: str
    words: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    Arguments:
        title: including the period.
        made: time and source, one line.
    """

    title: str
    made: str
    sections: tuple[Section, ...]


def _bar(top: int, label: str, value: int, share: float) -> tuple[str, ...]:
    text = f'font-family="sans-serif" font-size="11" fill="{_INK}"'
    base, length = top + 15, round(share * _WIDTH, 1)
    short = label if len(label) <= 28 else label[:27] + "…"
    return (
        f'<text x="{_LEFT - 8}" y="{base}" text-anchor="end" {text}>{html.escape(short)}</text>',
        f'<rect x="{_LEFT}" y="{top + 4}" width="{length}" height="{_ROW - 8}" fill="{_BAR}"/>',
        f'<text x="{_LEFT + length + 6}" y="{base}" {text}>{value:,}</text>',
    )
