"""A document without pages as rows of text, with a map between shown positions and the document's characters."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legalredact.gui.pages.leaving import Leaving
from legalredact.model.document import BESIDE_THE_PAGE, Block, BlockKind, Document
from legalredact.model.mention import Span

_CELL = re.compile(r"(?P<row>.*table \d+, row \d+), cell (?P<cell>\d+)")

NOTES = {
    BlockKind.HEADER: "header",
    BlockKind.FOOTER: "footer",
    BlockKind.FOOTNOTE: "note",
    BlockKind.COMMENT: "comment",
    BlockKind.INSERTION: "inserted",
    BlockKind.DELETION: "deleted",
    BlockKind.HIDDEN: "hidden",
    BlockKind.FIELD: "field",
    BlockKind.TEXT_BOX: "text box",
    BlockKind.ALT_TEXT: "description",
    BlockKind.ANNOTATION: "annotation",
    BlockKind.FORM_FIELD: "form field",
    BlockKind.BOOKMARK: "bookmark",
    BlockKind.LINK: "link",
    BlockKind.PICTURE: "picture",
    BlockKind.PROPERTY: "property",
}
"""A note beside a paragraph, which is not plain text of the page."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """Blocks side by side: the cells of a table's row, each with its paragraphs; else one cell with one block."""

    cells: tuple[tuple[Block, ...], ...]
    table: bool = False

    @property
    def span(self) -> Span:
        """From the first character to the last."""
        return Span(self.cells[0][0].span.start, self.cells[-1][-1].span.end)

    @property
    def characters(self) -> int:
        """Length of the fullest cell: estimates the row's height before it is laid out."""
        return max(sum(len(block.span) for block in cell) for cell in self.cells)


def rows_of(document: Document) -> tuple[TableRow, ...]:
    """The document's blocks in order, cells of one table row together."""
    return tuple(_rows(document))


def _rows(document: Document) -> Iterator[TableRow]:
    for row, blocks in itertools.groupby(document.blocks, key=_table_row):
        if row:
            yield TableRow(_cells(tuple(blocks)), table=True)
        else:
            yield from (TableRow(((block,),)) for block in blocks)


def _table_row(block: Block) -> str:
    found = _CELL.match(block.label) if block.kind is BlockKind.TABLE_CELL else None
    return found["row"] if found else ""


def _cells(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], ...]:
    def cell(block: Block) -> str:
        found = _CELL.match(block.label)
        return found["cell"] if found else ""

    return tuple(tuple(group) for _, group in itertools.groupby(blocks, key=cell))


def note_beside(block: Block) -> str:
    """The note beside a block, or nothing."""
    if block.kind in NOTES:
        note = NOTES[block.kind]
        return f"{note}, not sent" if block.kind in BESIDE_THE_PAGE else note
    return ""


@dataclass(frozen=True, slots=True)
class _Piece:
    clear: Span
    shown: Span
    token: str = ""


class Displayed:
    """A block's text as shown: with line ends for a text layout, and tokens where names are masked.

    Positions of a text layout count UTF-16 units, those of a document count characters.

    Arguments:
        leaving: the document's mask; None to show the text in clear.
    """

    def __init__(self, document: Document, block: Block, leaving: Leaving | None = None) -> None:
        pieces: list[_Piece] = []
        parts: list[str] = []
        length = 0
        for span, text, token in _pieces(document, block.span, leaving):
            parts.append(text)
            pieces.append(_Piece(span, Span(length, length + len(text)), token))
            length += len(text)
        self.exact = "".join(parts)
        """The characters that are shown: of a masked block, those that leave."""
        self.text = self.exact.replace("\n", "\u2028").replace("\r", " ")
        self._pieces = tuple(pieces)
        self._wide = max(self.text, default="") > "\uffff"

    def position(self, offset: int) -> int:
        """Position in the layout of the document's character `offset`."""
        piece = next((p for p in self._pieces if offset < p.clear.end), self._pieces[-1] if self._pieces else None)
        if piece is None:
            return 0
        if piece.token:
            index = piece.shown.start
        else:
            index = piece.shown.start + min(max(0, offset - piece.clear.start), len(piece.shown))
        return self._units(index)

    def end_position(self, offset: int) -> int:
        """Position in the layout where a span ends that ends before the document's character `offset`."""
        piece = next((p for p in self._pieces if p.clear.start < offset <= p.clear.end), None)
        if piece is not None and piece.token:
            return self._units(piece.shown.end)
        return self.position(offset) if piece is None else self._units(piece.shown.start + offset - piece.clear.start)

    def offset(self, position: int) -> int:
        """The document's character at a position of the layout."""
        index = self._index(position)
        for piece in self._pieces:
            if index < piece.shown.end:
                return piece.clear.start if piece.token else piece.clear.start + index - piece.shown.start
        return max(self._pieces[-1].clear.start, self._pieces[-1].clear.end - 1) if self._pieces else 0

    def tokens(self) -> Iterator[tuple[str, int, int]]:
        """The tokens, with their first and last position in the layout."""
        for piece in self._pieces:
            if piece.token:
                start = self.exact.index(piece.token, piece.shown.start)
                yield piece.token, self._units(start), self._units(start + len(piece.token))

    def _units(self, index: int) -> int:
        return index + sum(c > "\uffff" for c in self.text[:index]) if self._wide else index

    def _index(self, position: int) -> int:
        if not self._wide:
            return position
        for index, character in enumerate(self.text):
            if position <= 0:
                return index
            position -= 2 if character > "\uffff" else 1
        return len(self.text)


def _pieces(document: Document, whole: Span, leaving: Leaving | None) -> Iterator[tuple[Span, str, str]]:
    """A block's clear text and its replaced names, in order: span, text, token.

    A name that goes on from the block before is left out here, as in the passages of a payload: its token is there.
    """
    at = whole.start
    for one in leaving.within(whole) if leaving is not None else ():
        name = Span(max(one.clear_span.start, whole.start), min(one.clear_span.end, whole.end))
        if name.start > at:
            yield Span(at, name.start), document.text[at : name.start], ""
        if leaving is not None and one.clear_span.start >= whole.start:
            yield name, leaving.printed(one), one.token
        at = name.end
    if whole.end > at:
        yield Span(at, whole.end), document.text[at : whole.end], ""
