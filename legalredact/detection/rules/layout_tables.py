"""Identifiers below the headings of tables whose cells are separate texts, as in Word and PDF files.

The text lists such a table cell by cell, so only the places of the cells show their columns: cell numbers in a Word
table, boxes on a page. The search below a heading ends at the next heading.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legalredact.detection.rules.table_columns import names_people
from legalredact.matching.identifiers.candidate import IdentifierMatch
from legalredact.matching.identifiers.table_headings import in_cell, kind_of_heading, least_digits
from legalredact.model.document import Block, Document
from legalredact.model.mention import Kind, Span

Grid = tuple[Sequence[Span], Sequence[Sequence[Span | None]]]
"""The headings of a table, and for each row the cell below each of them."""
_PLACE = re.compile(r"(?P<table>.+), row (?P<row>\d+), cell (?P<cell>\d+)")
_LINE = re.compile(r"[^\n]+")
_WORDS = re.compile(r"[^\W\d_]{3}")
_NOTHING = re.compile(r"(?:n/?a|none|unknown|blank|same|tbd|see\b.*)\W*", re.IGNORECASE)
_SHARED = 0.4
"""Share of the narrower of heading and cell that must overlap the other, in a column."""
_FARTHEST = 150.0
"""Points between two cells of a column, with empty ones between them."""
_LONGEST_HEADING, _LONGEST_CELL = 60, 90


@dataclass(frozen=True, slots=True)
class _BoxedLine:
    """A line of a page, with its box in points."""

    span: Span
    x0: float
    x1: float
    y0: float
    y1: float

    def is_below(self, heading: "_BoxedLine") -> bool:
        shared = min(self.x1, heading.x1) - max(self.x0, heading.x0)
        narrower = min(self.x1 - self.x0, heading.x1 - heading.x0)
        return self.y0 >= heading.y1 - 1 and shared >= _SHARED * narrower


def in_grids(document: Document) -> Iterator[IdentifierMatch]:
    """Contents of columns for a birth date, a number or an address."""
    yield from _in_numbered(document)
    pages: defaultdict[int, list[Block]] = defaultdict(list)
    for block in document.blocks:
        if block.boxes is not None and block.page:
            pages[block.page].append(block)
    for blocks in pages.values():
        yield from _on_page(document.text, blocks)


def grids(document: Document) -> Iterator[Grid]:
    """All tables whose cells are separate texts and that have a heading for people."""
    tables: defaultdict[str, defaultdict[int, dict[int, Span]]] = defaultdict(lambda: defaultdict(dict))
    pages: defaultdict[int, list[_BoxedLine]] = defaultdict(list)
    for block in document.blocks:
        place = _PLACE.fullmatch(block.label)
        if place:
            tables[place["table"]][int(place["row"])].setdefault(int(place["cell"]), block.span)
        elif block.boxes is not None and block.page and len(block.span) <= _LONGEST_CELL * 50:
            pages[block.page].extend(_boxed(document.text, block))
    for rows in tables.values():
        first, *others = (rows[number] for number in sorted(rows))
        columns = sorted(first)
        if columns and others:
            yield [first[at] for at in columns], [[row.get(at) for at in columns] for row in others]
    for lines in pages.values():
        yield from _grids_of(document.text, lines)


def _grids_of(text: str, lines: Sequence[_BoxedLine]) -> Iterator[Grid]:
    """Tables of a page: a row of headings, and the rows below it up to the next such row."""
    rows: list[list[_BoxedLine]] = []
    for line in sorted(lines, key=lambda one: (one.y0, one.x0)):
        if rows and line.y0 < (rows[-1][0].y0 + rows[-1][0].y1) / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    heads = [at for at, row in enumerate(rows) if any(names_people(line.span.of(text)) for line in row)]
    for at, following in zip(heads, [*heads, len(rows)][1:], strict=True):
        headings = sorted(rows[at], key=lambda line: line.x0)
        cells = [[_under(heading, row) for heading in headings] for row in rows[at + 1 : following]]
        yield [line.span for line in headings], cells


def _under(heading: _BoxedLine, row: Sequence[_BoxedLine]) -> Span | None:
    return next((line.span for line in row if line.is_below(heading)), None)


def _in_numbered(document: Document) -> Iterator[IdentifierMatch]:
    """Tables with numbered cells."""
    columns: defaultdict[tuple[str, int], list[tuple[int, Span]]] = defaultdict(list)
    for block in document.blocks:
        place = _PLACE.fullmatch(block.label)
        if place:
            columns[place["table"], int(place["cell"])].append((int(place["row"]), block.span))
    for cells in columns.values():
        kind: Kind | None = None
        least = 0
        for _, span in sorted(cells):
            heading = _kind(document.text, span)
            if heading is not None:
                kind, least = heading, least_digits(span.of(document.text))
            elif kind is not None:
                yield from in_cell(document.text, kind, span, strict=True, least=least)


def _on_page(text: str, blocks: Sequence[Block]) -> Iterator[IdentifierMatch]:
    headings = [block for block in blocks if any(_kind(text, span) for span in _lines_of(text, block.span))]
    if not headings:
        return
    lines = sorted((line for block in blocks for line in _boxed(text, block)), key=lambda line: (line.y0, line.x0))
    for heading in lines:
        kind = _kind(text, heading.span)
        if kind is not None:
            yield from _below(text, kind, heading, lines)


def _below(text: str, kind: Kind, heading: _BoxedLine, lines: Sequence[_BoxedLine]) -> Iterator[IdentifierMatch]:
    """The cells below a heading, up to the next words of another kind."""
    last = heading
    for line in lines:
        if not line.is_below(heading):
            continue
        said = line.span.of(text).strip()
        if line.y0 - last.y1 > _FARTHEST or len(said) > _LONGEST_CELL or _kind(text, line.span) is not None:
            return
        found = list(in_cell(text, kind, line.span, strict=True, least=least_digits(heading.span.of(text))))
        begins = [
            one for one in found if kind is not Kind.BIRTH_DATE or not text[line.span.start : one.span.start].strip()
        ]
        if not begins and _WORDS.search(said) and not _NOTHING.fullmatch(said):
            return
        yield from begins
        last = line


def _kind(text: str, span: Span) -> Kind | None:
    return kind_of_heading(span.of(text)) if len(span) <= _LONGEST_HEADING else None


def _lines_of(text: str, span: Span) -> Iterator[Span]:
    return (Span(*match.span()) for match in _LINE.finditer(text, span.start, span.end))


def _boxed(text: str, block: Block) -> Iterator[_BoxedLine]:
    """The lines of a block that have a place."""
    for span in _lines_of(text, block.span):
        found = (block.boxes.box(at - block.span.start) for at in range(span.start, span.end)) if block.boxes else ()
        boxes = [box for box in found if box is not None]
        if boxes:
            x0, x1 = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
            yield _BoxedLine(span, x0, x1, min(box.y0 for box in boxes), max(box.y1 for box in boxes))
