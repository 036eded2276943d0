"""Names in one column of a table, so that a person decides on all of them at once."""

import re
from collections.abc import Iterable, Iterator

from legalredact.model.document import Document
from legalredact.model.mention import Mention, Span

_CELL = re.compile(r"(?P<table>.*table \d+), row \d+, cell (?P<cell>\d+)")
"""The label of a cell in a Word table."""
_SHEET = re.compile(r"sheet \d+")
_LINE = re.compile(r"[^\n]+")


def is_in_table(document: Document, span: Span) -> bool:
    """Whether a place is in a cell of a Word table, or in a line with cells, which are separated by tabs."""
    return _cell(document, span.start) is not None or "\t" in _line_of(document.text, span).of(document.text)


def names_in_column(document: Document, mentions: Iterable[Mention], span: Span) -> tuple[str, ...]:
    """Ids of the names in the column of a place, each once, from top to bottom; empty if it is in no table.

    A table is one of a Word file, a sheet of a workbook, or consecutive lines with tabs in another document.
    """
    if not is_in_table(document, span):
        return ()
    here = _cell(document, span.start)
    if here is not None:
        same = (one for one in mentions if _cell(document, one.span.start) == here)
        return tuple(dict.fromkeys(one.entity for one in sorted(same, key=lambda one: one.span) if one.entity))
    text = document.text
    column = text.count("\t", _line_of(text, span).start, span.start)
    lines = {line.start: line for line in _table(document, _line_of(text, span))}
    found = []
    for mention in mentions:
        line = _line_of(text, mention.span)
        if line.start in lines and text.count("\t", line.start, mention.span.start) == column:
            found.append((mention.span.start, mention.entity))
    return tuple(dict.fromkeys(entity for _, entity in sorted(found) if entity))


def _table(document: Document, line: Span) -> Iterator[Span]:
    """Lines of the table of a line, in the text's order."""
    sheet, run, here = _sheet(document, line.start), list[Span](), False
    for one in (Span(*match.span()) for match in _LINE.finditer(document.text)):
        cells, of_sheet = "\t" in one.of(document.text), _sheet(document, one.start)
        if sheet:
            if cells and of_sheet == sheet:
                yield one
            continue
        if not cells or of_sheet:
            if here:
                break
            run = []
            continue
        run.append(one)
        here = here or one == line
    if here:
        yield from run


def _cell(document: Document, offset: int) -> tuple[str, str] | None:
    """Table and column of a cell in a Word table."""
    block = document.block_at(offset)
    found = _CELL.match(block.label) if block is not None else None
    return (found["table"], found["cell"]) if found else None


def _sheet(document: Document, offset: int) -> str:
    block = document.block_at(offset)
    found = _SHEET.match(block.label) if block is not None else None
    return found[0] if found else ""


def _line_of(text: str, span: Span) -> Span:
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end)
