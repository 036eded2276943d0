"""Tables whose cells are texts of their own, in Word and PDF files. All people are invented."""

from pathlib import Path

import docx
import pymupdf
import pytest

from legalredact.detection.coreference.resolve import resolve
from legalredact.detection.detect import Detector
from legalredact.detection.rules.layout_tables import grids
from legalredact.documents.read import read_file
from legalredact.model.mention import Kind, Tier
from legalredact.model.register import Register

ROWS = (
    ("EmpID", "Last Name", "First Name", "DOB", "Hired", "SSN", "Street Address", "Zip", "Supervisor"),
    ("100400", "Tarrow", "Olle", "1/2/1960", "3/4/2001", "219100000", "10 NW 100 ST", "33100", "Lord, Angel"),
    ("100401", "May", "June", "2/3/1961", "", "219100131", "2 Isle of Wrens Dr 305", "33101", "Her, Hope"),
    ("100402", "Major", "Price", "12/4/1962", "5/6/2003", "219100262", "P.O. Box 44", "33102", "Tarrow, Olle"),
)
STAYING = {"3/4/2001", "5/6/2003", ""}


def word_file(folder: Path) -> Path:
    document = docx.Document()
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for i, row in enumerate(ROWS):
        for j, said in enumerate(row):
            table.cell(i, j).text = said
    document.save(str(folder / "staff.docx"))
    return folder / "staff.docx"


def pdf_file(folder: Path) -> Path:
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=1000, height=400)
        for i, row in enumerate(ROWS):
            for j, said in enumerate(row):
                page.insert_text((30 + j * 105, 40 + i * 14), said, fontsize=8)
        page.insert_text((30, 200), "All of them were hired before 7/8/2009, and none was asked for a number.")
        pdf.save(folder / "staff.pdf")
    return folder / "staff.pdf"


@pytest.mark.parametrize("make", [word_file, pdf_file])
def test_cells_are_found_by_the_heading_of_their_column(detector: Detector, tmp_path: Path, make: object) -> None:
    document = read_file(make(tmp_path))  # type: ignore[operator] # one of the two above
    mentions = resolve([(document, detector.detect(document))], Register()).mentions[document.id]
    covered = bytearray(len(document.text))
    for one in mentions:
        if one.tier is Tier.SUGGESTED:
            covered[one.span.start : one.span.end] = b"\1" * len(one.span)
    at = document.text.index("Supervisor") + len("Supervisor")
    clear = []
    for said in (said for row in ROWS[1:] for said in row if said):
        at = document.text.index(said, at)
        if not all(covered[i] for i in range(at, at + len(said)) if document.text[i].isalnum()):
            clear.append(said)
        at += len(said)
    assert set(clear) == STAYING - {""}
    assert "7/8/2009" not in [one.surface for one in mentions]


def test_a_number_of_the_court_is_only_offered_below_a_heading_too(detector: Detector, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Clerk of the Superior Court\nTelephone: (404) 555-0142")
    rows = (("Office", "Telephone"), ("Clerk", "(404) 555-0142"), ("Tarrow", "(404) 555-0177"))
    table = document.add_table(3, 2)
    for i, row in enumerate(rows):
        for j, said in enumerate(row):
            table.cell(i, j).text = said
    document.save(str(tmp_path / "offices.docx"))
    found = detector.detect(read_file(tmp_path / "offices.docx"))
    tiers = {(one.surface, one.tier) for one in found if one.kind is Kind.PHONE}
    assert tiers == {("(404) 555-0142", Tier.POSSIBLE), ("(404) 555-0177", Tier.SUGGESTED)}


def test_a_page_without_a_row_of_headings_holds_no_table(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    with pymupdf.open() as made:
        made.new_page().insert_text((72, 72), "Marguerite Oldacre signed for Penhallow Freight, Inc.")
        made.save(path)

    assert list(grids(read_file(path))) == []
