"""Reads tables in plain text (.csv, .tsv): a row is a line, and tabs separate its cells, as in a worksheet.

The headings are the first row and occur once. Rows of an exported conversation become messages.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from legalredact.documents.assembly import Assembly, identify
from legalredact.documents.chat.chat_columns import conversation_of
from legalredact.documents.chat.conversation import add_conversation
from legalredact.documents.limits import Limits
from legalredact.documents.text.encoded import has_encoded_passage
from legalredact.documents.text.joined_rows import JoinedRows, rows_label
from legalredact.documents.text.plain import decoded
from legalredact.errors import EmptyInput, OversizedInput
from legalredact.model.document import BlockKind, Document, UnreadReason
from legalredact.model.source import Source, content_of, size_of

_LONG_CELL = 1_000
_LONGEST_FIELD = 32 << 20
_SAMPLE = 65_536
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_DELIMITERS = ",\t;|"


def read_csv(source: Source, limits: Limits, name: str = "") -> Document:
    """Read a table; cells with several lines follow their row, each as a block of its own.

    Formulas are text and are not computed; links are not followed.

    Errors:
        EmptyInput, OversizedInput; WrongType if its bytes are not text.
    """
    identity = identify(source, name)
    if size_of(source) > limits.max_bytes:
        raise OversizedInput(f"Table {identity.id} is larger than the limit.", "Split it into smaller files.")
    text = decoded(content_of(source), identity.id)
    if not text.strip():
        raise EmptyInput(f"Table {identity.id} is empty.", "Check that it was exported completely.")
    assembly = Assembly(identity)
    rows = [*_rows(text)]
    conversation = conversation_of([cells for _, cells in rows])
    if conversation is None:
        _add_rows(assembly, rows)
    else:
        add_conversation(assembly, conversation)
    if has_encoded_passage(text):
        assembly.add_unread(UnreadReason.UNKNOWN_PART, "encoded passage, in which no name can be found")
    return assembly.document()


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Number of each row, and its cells; a quote that is never closed makes one long cell, which is read as well."""
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r"\s*sep=(.)\s*", first)
    if told:
        text = rest
    delimiter = told[1] if told else _delimiter(text[:_SAMPLE])
    csv.field_size_limit(_LONGEST_FIELD)
    lines = io.StringIO(text.replace("\0", "\N{REPLACEMENT CHARACTER}"), newline="")
    try:
        yield from enumerate(csv.reader(lines, delimiter=delimiter), 1)
    except csv.Error:
        raise OversizedInput("A cell of the table is longer than the limit.", "Split it into smaller files.") from None


def _delimiter(sample: str) -> str:
    """The sign that separates the cells of the first rows into the same number, at best into most."""

    def regular(delimiter: str) -> tuple[int, int]:
        rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if row][:20]
        widths = [len(row) for row in rows]
        common = max(set(widths), key=widths.count) if widths else 0
        return (widths.count(common), common) if common > 1 else (0, 0)

    try:
        return max(_DELIMITERS, key=regular)
    except csv.Error:
        return ","


def _add_rows(assembly: Assembly, rows: Sequence[tuple[int, list[str]]]) -> None:
    joined = JoinedRows(
        lambda text, first, last: assembly.add(BlockKind.TABLE_CELL, text, label=rows_label(first, last))
    )
    for number, cells in rows:
        joined.take(number, "\t".join("" if _is_long(cell) else " ".join(cell.split()) for cell in cells))
        long = [(column, cell) for column, cell in enumerate(cells, 1) if _is_long(cell)]
        if long:
            joined.flush()
        for column, cell in long:
            for paragraph in _PARAGRAPH.split(cell.replace("\r\n", "\n").replace("\r", "\n")):
                label = f"row {number}, column {column}"
                assembly.add(BlockKind.TABLE_CELL, paragraph.strip("\n"), label=label)
    joined.flush()


def _is_long(cell: str) -> bool:
    return "\n" in cell.strip() or len(cell) > _LONG_CELL
