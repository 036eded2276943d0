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
_WIDE_GAP = re.compile(r"(?<=\S)[ ]{3,}(?=\S)")
_BETWEEN_GAPS = re.compile(r"\S+(?:[ ]\S+)*")
_SEAL = re.compile(r"\s*[(\[](?:Seal|SEAL|L\.\s?S\.)[)\]]?\s*")
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


def in_gaps(text: str, span: Span) -> list[Span]:
    """The parts of the span between gaps of blanks, in a line with other wide gaps, as in tables."""
    parts = [Span(*part.span()) for part in _BETWEEN_GAPS.finditer(text, span.start, span.end)]
    if parts == [span] or "\n" in span.of(text):  # a line may be as long as the text: it is not searched for each
        return [span]
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    line = Span(start, end if end >= 0 else len(text))
    outside = any(not span.contains(Span(*gap.span())) for gap in _WIDE_GAP.finditer(text, line.start, line.end))
    return parts if outside else [span]


def around_seals(text: str, span: Span) -> list[Span]:
    """The parts of the span on both sides of the marks at the end of signature lines: "Jane Roe (Seal) ⏎ John"."""
    parts, start = [], span.start
    for seal in _SEAL.finditer(text, span.start, span.end):
        parts.append(Span(start, seal.start()))
        start = seal.end()
    return [part for part in (*parts, Span(start, span.end)) if len(part)]


def _is_row(text: str, at: int) -> bool:
    """Whether the line around `at` has several cells."""
    end = text.find("\n", at)
    start, stop = text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end
    mark = _MARK.match(text, start, stop)
    return _TAB.search(text, mark.end() if mark else start, stop) is not None
