"""Sheets of an OpenDocument spreadsheet: rows as lines of cells, hidden ones apart, as in an Excel workbook."""

from collections.abc import Iterator

from legalredact.documents.ooxml.block_draft import BlockDraft
from legalredact.documents.ooxml.xml import Element
from legalredact.documents.opendocument.content import Content, Frame
from legalredact.documents.opendocument.names import attribute, name, repeated, words_in_attributes
from legalredact.documents.opendocument.styles import Styles
from legalredact.documents.text.joined_rows import JoinedRows, rows_label
from legalredact.errors import OversizedInput
from legalredact.model.document import BlockKind

_WIDEST = 1_024
"""Cells to which an empty cell is repeated at most; sheets repeat the last one to their edge."""

_MOST_CELLS = 5_000_000
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
_GROUPS = frozenset(
    {"table:table-row-group", "table:table-rows", "table:table-header-rows"}
    | {"table:table-column-group", "table:table-columns", "table:table-header-columns"}
)


class Sheets:
    """Reads the sheets of one spreadsheet.

    Arguments:
        styles: of the file.
    """

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._inner = Content(styles)
        self._cells = 0

    def read(self, table: Element, number: int) -> Iterator[BlockDraft]:
        """A sheet: its name, its rows, and the notes and links of its cells.

        Errors: OversizedInput if its cells are repeated more often than in any real sheet.
        """
        hidden = self._styles.hides(table, "table")
        label = f"sheet {number}{', hidden' * hidden}"
        yield BlockDraft(BlockKind.HIDDEN if hidden else BlockKind.HEADING, attribute(table, "table:name"), label)
        found: list[BlockDraft] = []
        beside: list[BlockDraft] = []
        rows = JoinedRows(lambda text, a, b: found.append(BlockDraft(kind, text, f"{label}, {rows_label(a, b)}")))
        concealed = self._hidden_columns(table)
        kind, at = BlockKind.HIDDEN if hidden else BlockKind.TABLE_CELL, 0
        for row in _inside(table, "table:table-row"):
            times = repeated(row, "table:number-rows-repeated")
            shown, covered = self._row(row, concealed, f"{label}, row {at + 1}", beside)
            is_hidden = hidden or self._styles.hides(row, "table-row")
            now = BlockKind.HIDDEN if is_hidden else BlockKind.TABLE_CELL
            if now is not kind:
                rows.flush()
                kind = now
            for extra in range(times if shown.strip() else 0):
                self._count(shown.count("\t") + 1)
                rows.take(at + extra + 1, shown)
            if covered.strip():
                rows.flush()
                found.append(BlockDraft(BlockKind.HIDDEN, covered, f"{label}, row {at + 1}, hidden columns"))
            at += times
        rows.flush()
        yield from found
        yield from beside
        for one in table:
            if name(one) not in _GROUPS | {"table:table-row", "table:table-column"}:
                yield from self._inner.one(one, Frame(BlockKind.TEXT_BOX, label))

    def _row(self, row: Element, concealed: set[int], label: str, beside: list[BlockDraft]) -> tuple[str, str]:
        """The displayed cells as a line, and those in hidden columns."""
        shown: list[str] = []
        covered: list[str] = []
        column = 0
        for cell in row:
            if name(cell) not in _CELLS:
                continue
            times = repeated(cell, "table:number-columns-repeated")
            said = self._cell(cell, label, beside)
            limit = times if said else min(times, _WIDEST)
            self._count(limit)
            for index in range(column, column + limit):
                (covered if index in concealed else shown).append(said)
            column += times
        return "\t".join(shown).rstrip("\t"), "\t".join(filter(None, covered))

    def _cell(self, cell: Element, label: str, beside: list[BlockDraft]) -> str:
        said: list[str] = []
        words = [*words_in_attributes(cell)]
        for piece in self._inner.read(cell, Frame(BlockKind.TABLE_CELL, label)):
            if piece.kind is BlockKind.TABLE_CELL and not piece.part:
                said.append(piece.text)
            else:
                beside.append(piece)
        text = " ".join(" ".join(said).split())
        beside.extend(
            BlockDraft(BlockKind.PROPERTY, word, f"formula or value in {label}") for word in words if word != text
        )
        return text

    def _hidden_columns(self, table: Element) -> set[int]:
        hidden: set[int] = set()
        column = 0
        for one in _inside(table, "table:table-column"):
            times = repeated(one, "table:number-columns-repeated")
            if self._styles.hides(one, "table-column"):
                hidden.update(range(column, column + min(times, 16 * _WIDEST)))
            column += times
        return hidden

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > _MOST_CELLS:
            raise OversizedInput("The spreadsheet has more cells than the limit.", "Split it into smaller files.")


def _inside(table: Element, wanted: str) -> Iterator[Element]:
    for one in table:
        if name(one) == wanted:
            yield one
        elif name(one) in _GROUPS:
            yield from _inside(one, wanted)
