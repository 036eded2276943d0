"""Rows of the table of documents: their columns, the filter, and the order; no widgets here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from legalredact.gui.matter.documents_entries import DocumentEntry, DocumentState, entries_of
from legalredact.gui.widgets.rows_table import Column
from legalredact.workflow.matter.add_files import Arrival
from legalredact.workflow.search.document_facts import DocumentFacts
from legalredact.workflow.search.document_filters import DocumentFilter
from legalredact.workflow.window.snapshot import Snapshot

UNKNOWN = DocumentFacts()
"""Of a file that is not read, or whose facts are being read."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A document.

    Arguments:
        pages: their number; 0 for files without pages.
        names, parts: numbers of names to decide and of parts to check in it.
    """

    entry: DocumentEntry
    facts: DocumentFacts = UNKNOWN
    pages: int = 0
    names: int = 0
    parts: int = 0

    @property
    def open(self) -> int:
        """Number of open questions."""
        return self.names + self.parts

    @property
    def state(self) -> str:
        """Its state, without a count, which has its own column."""
        return self.entry.state.value[0]


COLUMNS: tuple[Column[TableRow], ...] = (
    Column("Document", lambda row: row.entry.name),
    Column("State", lambda row: row.state, tone=lambda row: row.entry.state.value[1]),
    Column("Open questions", lambda row: f"{row.open:,}" if row.open else "", right=True),
    Column("Kind", lambda row: row.facts.kind),
    Column("Pages", lambda row: f"{row.pages:,}" if row.pages else "", right=True),
    Column("Date", lambda row: row.facts.date),
    Column("Custodian", lambda row: row.facts.custodian, widest=0.2),
    Column("Bates", lambda row: row.facts.bates),
)
_NUMBERS: Mapping[str, Callable[[TableRow], int]] = {
    "Pages": lambda row: row.pages,
    "Open questions": lambda row: row.open,
}


def fits(chosen: DocumentFilter, row: TableRow) -> bool:
    """Whether a filter shows the row."""
    wanted = ((chosen.kind, row.facts.kind), (chosen.custodian, row.facts.custodian), (chosen.state, row.state))
    if (chosen.open_only and not row.open) or any(one not in ("", has) for one, has in wanted):
        return False
    words = chosen.words.casefold().split()
    text = " ".join(column.words(row) for column in COLUMNS).casefold() if words else ""
    return all(word in text for word in words)


def table_rows(
    state: Snapshot, incoming: Mapping[Path, Arrival], sent_to: str, sending: str, facts: Mapping[str, DocumentFacts]
) -> list[TableRow]:
    """All documents, and files that cannot be read, in their order."""
    documents = {document.id: document for document in state.documents}
    rows = []
    for entry in entries_of(state, incoming, sent_to, sending):
        document = documents.get(entry.key)
        if document is None:
            rows.append(TableRow(entry))
            continue
        parts = len(state.open_parts(document)) if document.unread else 0
        names = state.open_names(document.id)
        rows.append(TableRow(entry, facts.get(document.id, UNKNOWN), len(document.pages), names, parts))
    return rows


def ordered(rows: Iterable[TableRow], column: int, *, reverse: bool) -> list[TableRow]:
    """Rows by a column: numbers by size, words without case; rows without a value last in either direction."""
    if column < 0:
        return list(rows)
    title, words = COLUMNS[column].title, COLUMNS[column].words
    listed = list(rows)
    there = [row for row in listed if words(row)]
    empty = [row for row in listed if not words(row)]
    if title in _NUMBERS:
        there.sort(key=_NUMBERS[title], reverse=reverse)
    else:
        there.sort(key=lambda row: words(row).casefold(), reverse=reverse)
    return [*there, *empty]


def choices(rows: Sequence[TableRow], title: str) -> list[str]:
    """The values in a column, each once, in order."""
    words = next(column.words for column in COLUMNS if column.title == title)
    return sorted({words(row) for row in rows} - {""}, key=str.casefold)


def is_readable(row: TableRow) -> bool:
    """Whether its pages can be shown."""
    return row.entry.state not in (
        DocumentState.READING,
        DocumentState.UNREADABLE,
        DocumentState.NOT_READ,
        DocumentState.SAME,
    )
