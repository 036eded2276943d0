"""Ends of table cells, so that no name extends into the next cell.

A tab with words on both sides separates two cells, and so does the end of a line between two rows of cells. A line that
begins with white space continues the cell above. One tab after a mark of a paragraph, a question or an answer does not
make a row.
"""

import re
from collections.abc import Iterator

from legalredact.model.mention import Span

_TAB = re.compile(r"(?<=[^\s])[ ]*\t[ \t]*(?=[^\s])")
_MARK = re.compile(r"[ \t]*\(?\w{1,3}[.):]{0,2}[ ]*\t")
_ROW_END = re.compile(r"[ \t]*\n(?=\S)")


def cell_ends(text: str, span: Span) -> Iterator[Span]:
    """The separator between two cells, wherever it is inside the span."""
    inside = span.of(text)
    if "\t" in inside:
        yield from (Span(*tab.span()) for tab in _TAB.finditer(text, span.start, span.end))
    if "\n" in inside:
        for end in _ROW_END.finditer(text, span.start, span.end):
            if _is_row(text, end.start()) and _is_row(text, end.end()):
                yield Span(*end.span())


def in_cells(text: str, span: Span) -> list[Span]:
    """The parts of the span, one for each cell that it reaches into."""
    parts, start = [], span.start
    for end in sorted(cell_ends(text, span)):
        if start < end.start:
            parts.append(Span(start, end.start))
        start = end.end
    return [*parts, Span(start, span.end)] if start < span.end else parts


def _is_row(text: str, at: int) -> bool:
    """Whether the line around `at` has several cells."""
    end = text.find("\n", at)
    start, stop = text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end
    mark = _MARK.match(text, start, stop)
    return _TAB.search(text, mark.end() if mark else start, stop) is not None
