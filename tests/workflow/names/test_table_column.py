"""Names in one column of a table. All names are invented."""

import re
from pathlib import Path

import docx
import pytest

from legalredact.documents.read import read_file
from legalredact.documents.text.plain import document_from_text
from legalredact.model.mention import Kind, Mention, Span, Tier
from legalredact.workflow.names.table_column import names_in_column

TABLE = "Roe wrote it.\nName\tPaid by\nAlder\tGranite\nVale\tRoe\n\nRoe\tMoss\n"
IDS = {"Roe": "e1", "Alder": "e2", "Granite": "e3", "Vale": "e4", "Moss": "e5"}
DOCUMENT = document_from_text("d1", "list.txt", TABLE)
MENTIONS = tuple(
    Mention(Span(*match.span()), match[0], Kind.PERSON, Tier.SUGGESTED, "listed", entity=IDS[match[0]])
    for match in re.finditer("|".join(IDS), TABLE)
)


@pytest.mark.parametrize(
    ("name", "found"), [("Alder", ("e2", "e4", "e1")), ("Granite", ("e3", "e1", "e5")), ("Roe wrote", ())]
)
def test_names_of_a_column_are_found_from_one_of_them(name: str, found: tuple[str, ...]) -> None:
    at = TABLE.index(name)
    assert names_in_column(DOCUMENT, MENTIONS, Span(at, at + 3)) == found


def test_the_column_of_a_word_table_is_found(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(rows=2, cols=2)
    for cell, words in zip(
        (cell for row in table.rows for cell in row.cells), ("Alder", "Roe", "Vale", "Moss"), strict=True
    ):
        cell.text = words
    made.save(str(tmp_path / "a.docx"))
    document = read_file(tmp_path / "a.docx")
    spans = [Span(*match.span()) for match in re.finditer("|".join(IDS), document.text)]
    mentions = [
        Mention(span, span.of(document.text), Kind.PERSON, Tier.SUGGESTED, "listed", entity=IDS[span.of(document.text)])
        for span in spans
    ]
    assert names_in_column(document, mentions, spans[1]) == ("e1", "e5")
