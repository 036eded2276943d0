"""The privilege log of a production set (Fed. R. Civ. P. 26(b)(5)(A)): which documents were withheld or redacted for a
reason, described without their contents; as CSV, Excel and PDF."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from legalredact.documents.export.report_pdf import report_pdf
from legalredact.model.csv_cell import inert
from legalredact.model.production_set import LogFields
from legalredact.model.redaction import Reason
from legalredact.model.report import Report, Section, Table
from legalredact.workflow.production_set.masked_fields import FieldMask
from legalredact.workflow.production_set.metadata import Metadata
from legalredact.workflow.production_set.spreadsheet import workbook

COLUMNS = ("No.", "Bates", "Date", "Author", "Recipients", "Type", "Treatment", "Basis", "Description")
WITHHELD, REDACTED = "Withheld", "Redacted"


@dataclass(frozen=True, slots=True)
class LogRow:
    """One document of the log, as it is handed out."""

    bates: str
    date: str = field(repr=False)
    author: str = field(repr=False)
    recipients: str = field(repr=False)
    kind: str = field(repr=False)
    treatment: str
    basis: str = field(repr=False)
    description: str = field(repr=False)

    def cells(self, number: int) -> tuple[str, ...]:
        """The row's cells."""
        people = (self.author, self.recipients)
        return (str(number), self.bates, self.date, *people, self.kind, self.treatment, self.basis, self.description)


def log_row(
    bates: tuple[str, str],
    known: Metadata,
    edited: LogFields,
    codes: Sequence[str],
    reasons: Sequence[Reason],
    mask: FieldMask,
    *,
    withheld: bool,
    names: bool,
    pages: int,
) -> LogRow:
    """The row of one document.

    Arguments:
        bates: first and last number.
        edited: what a person wrote in place of the fields that are known.
        reasons: codes with their words.
        names: author and recipients are named; otherwise they become tokens, where they are covered. All other fields
            are masked in both cases.
        pages: number of produced pages; not told of a withheld document, whose page is a slip sheet.
    """
    author = _chosen(edited.author, known.sender or known.author)
    recipients = _chosen(edited.recipients, known.recipients)
    people = (author, recipients) if names else (mask.masked(author), mask.masked(recipients))
    words = {reason.code: reason.words for reason in reasons}
    basis = "; ".join(f"{code} ({words[code]})" if code in words else code for code in codes)
    kind = _chosen(edited.kind, known.kind)
    counted = "" if withheld else f" of {pages} page{'s' * (pages != 1)}"
    described = _chosen(edited.description, f"{kind or 'Document'}{counted}")
    span = bates[0] if bates[0] == bates[1] else f"{bates[0]} to {bates[1]}"
    return LogRow(
        span,
        mask.masked(_chosen(edited.date, known.date)),
        *people,
        mask.masked(kind),
        WITHHELD if withheld else REDACTED,
        mask.masked(basis),
        mask.masked(described),
    )


def _chosen(edited: str | None, known: str) -> str:
    return known if edited is None else edited


def log_csv(rows: Sequence[LogRow]) -> bytes:
    """CSV in UTF-8 with a byte order mark, which Excel needs to read accents; no cell becomes a formula."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for number, row in enumerate(rows, 1):
        writer.writerow([inert(cell) for cell in row.cells(number)])
    return table.getvalue().encode("utf-8-sig")


def rows_in(content: bytes) -> int:
    """Number of documents in a log that was written as CSV."""
    return max(0, sum(1 for _ in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) - 1)


def log_xlsx(rows: Sequence[LogRow]) -> bytes:
    """An Excel workbook."""
    return workbook("Privilege log", COLUMNS, [row.cells(number) for number, row in enumerate(rows, 1)])


def log_pdf(rows: Sequence[LogRow], name: str, made: str) -> bytes:
    """A PDF in letter size, landscape.

    Arguments:
        name: of the set.
        made: time and person, one line.
    """
    table = Table("", COLUMNS, tuple(row.cells(number) for number, row in enumerate(rows, 1)))
    words = () if rows else ("No document was withheld or redacted for a reason.",)
    sections = (Section("", words, (), (table,) if rows else ()),)
    return report_pdf(Report(f"Privilege log of {name}", made, sections))
