"""Tables in plain text: a line of headings, and below it rows of cells.

Cells are separated by tabs, bars, commas or gaps of at least two spaces, as the headings are. With marks, empty cells
count; with gaps, a cell belongs to the heading above it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legalredact.model.mention import Span

_BAR = "|│┃"
_FIELD = re.compile(r'[ ]*(?:"(?P<quoted>(?:[^"\n]|"")*)"|(?P<bare>[^,\n]*?))[ ]*(?=,|$)', re.MULTILINE)
_BETWEEN = {"\t": re.compile(r"[^\t\n]*"), "|": re.compile(rf"[^{_BAR}\n]*")}
_BETWEEN_GAPS = re.compile(r"\S+(?:[ ]\S+)*")
_MOST_ROWS = 5_000
_RULE = re.compile(r"[\s|│┃+:=_*-]*")
"""A line below the headings that consists of rules only."""


@dataclass(frozen=True, slots=True)
class TableHeading:
    """A line of headings, with which the rows below it are read.

    Arguments:
        headings: their spans in the text; with marks as separators, empty ones too.
        mark: a tab, a bar or a comma; a space if gaps separate the cells.
        line: of the headings.
    """

    headings: tuple[Span, ...]
    mark: str
    line: Span

    def rows(self, text: str) -> Iterator[tuple[Span | None, ...]]:
        """For each row, the cell below every heading, or None.

        A blank line ends the table, except between two rows with tabs: sheets are read in pieces.
        """
        start = self.line.end + 1
        for _ in range(_MOST_ROWS):
            line = _line_at(text, start)
            if not line.of(text).strip():
                line = _line_at(text, line.end + 1)
                if self.mark != "\t" or text.count("\t", line.start, line.end) < len(self.headings) // 2:
                    return
            start = line.end + 1
            if not _RULE.fullmatch(text, line.start, line.end):
                yield self._under(text, _cells(text, line, self.mark))
            if start > len(text):
                return

    def _under(self, text: str, cells: Sequence[Span]) -> tuple[Span | None, ...]:
        if self.mark != " ":
            filled = [cell if len(cell) else None for cell in cells]
            return (*filled, *[None] * len(self.headings))[: len(self.headings)]
        if len(cells) == len(self.headings):
            return tuple(cells)
        if not cells:
            return (None,) * len(self.headings)
        left = text.rfind("\n", 0, cells[0].start) + 1
        columns = [(span.start - self.line.start, span.end - self.line.start) for span in self.headings]
        at: list[Span | None] = [None] * len(columns)
        for cell in cells:
            shared = [min(end, cell.end - left) - max(start, cell.start - left) for start, end in columns]
            best = max(range(len(columns)), key=shared.__getitem__)
            if shared[best] > 0 and at[best] is None:
                at[best] = cell
        return tuple(at)


def table_at(text: str, place: int) -> TableHeading | None:
    """The table whose headings are in the line around `place`, or None if that line has a single cell."""
    start = text.rfind("\n", 0, place) + 1
    line = _line_at(text, start)
    written = line.of(text)
    if "\t" in written:
        mark = "\t"
    elif any(bar in written for bar in _BAR):
        mark = "|"
    elif re.search(r"\S[ ]{2,}\S", written):
        mark = " "
    else:
        mark = ","
    cells = _cells(text, line, mark)
    return TableHeading(tuple(cells), mark, line) if len(cells) > 1 else None


def _line_at(text: str, start: int) -> Span:
    end = text.find("\n", start)
    return Span(min(start, len(text)), end if end >= 0 else len(text))


def _cells(text: str, line: Span, mark: str) -> list[Span]:
    """The cells of a line without surrounding white space."""
    if mark == " ":
        return [Span(*match.span()) for match in _BETWEEN_GAPS.finditer(text, line.start, line.end)]
    if mark == ",":
        return _fields(text, line)
    found, at, between = [], line.start, _BETWEEN[mark]
    while (match := between.match(text, at, line.end)) is not None:
        found.append(_stripped(text, Span(*match.span())))
        if match.end() >= line.end:
            break
        at = match.end() + 1
    return found


def _fields(text: str, line: Span) -> list[Span]:
    found: list[Span] = []
    at = line.start
    while (field := _FIELD.match(text, at, line.end)) is not None:
        found.append(_stripped(text, Span(*field.span("bare" if field["quoted"] is None else "quoted"))))
        if field.end() >= line.end:
            break
        at = field.end() + 1
    return found


def _stripped(text: str, span: Span) -> Span:
    inside = span.of(text)
    start = span.start + len(inside) - len(inside.lstrip())
    return Span(start, max(start, span.start + len(inside.rstrip())))
