"""A name that begins at the end of one page and goes on at the beginning of the next is covered on both."""

from collections.abc import Sequence
from pathlib import Path

import pymupdf
import pytest

from legalredact.redaction.context import CopySettings
from legalredact.redaction.pdf.page_breaks import over
from legalredact.redaction.pdf_images.redact import redact_pdf
from legalredact.redaction.pdf_rebuild.redact import redact_pdf_text
from legalredact.redaction.targets import Target, TargetSet
from legalredact.redaction.text_maps.text_map import OcrFunction, Placed

WANTED = TargetSet([Target(("Marguerite Oldacre",), "CLIENT_A"), Target(("Granite Quay Freight",), "PARTY_B")])
FIRST = ("Quarterly report", "The goods were seen by Marguerite", "Confidential", "3")
SECOND = ("Quarterly report", "Oldacre at noon, and by nobody else.", "4")


def placed(*lines: str) -> Placed:
    text = "".join(f"{line}\n" for line in lines)
    return Placed(text, (None,) * len(text), (0,) * len(text))


def parts(first: Sequence[str], second: Sequence[str]) -> list[tuple[str, str]]:
    one, other = placed(*first), placed(*second)
    return [(a.span.of(one.text), b.span.of(other.text)) for a, b in over(one, other, WANTED)]


def test_running_heads_and_page_numbers_do_not_part_a_name() -> None:
    assert parts(FIRST, SECOND) == [("Marguerite", "Oldacre")]


def test_a_word_that_is_broken_over_the_end_is_one_word() -> None:
    assert parts(("by Granite Quay Frei-",), ("ght and others",)) == [("Granite Quay Frei-", "ght")]


@pytest.mark.parametrize("second", [("nobody",), ("",), ("1", "2", "3", "Oldacre")])
def test_what_goes_on_in_no_line_near_the_edge_is_none(second: Sequence[str]) -> None:
    assert parts(FIRST, second) == []


def test_names_within_a_page_are_not_told_again() -> None:
    assert parts(("by Marguerite Oldacre",), ("and Marguerite Oldacre",)) == []


def paper(folder: Path, *, sideways: bool = False) -> Path:
    document = pymupdf.open()
    for lines in (FIRST, SECOND):
        page = document.new_page(width=400, height=300)
        for number, line in enumerate(lines):
            where = (40 + 30 * number, 280) if sideways else (40, 40 + 30 * number)
            page.insert_text(where, line, rotate=90 if sideways else 0)
    document.save(folder / "paper.pdf")
    return folder / "paper.pdf"


@pytest.mark.parametrize("sideways", [False, True])
def test_both_parts_are_covered_where_text_is_kept(tmp_path: Path, *, sideways: bool) -> None:
    made = redact_pdf_text(paper(tmp_path, sideways=sideways), tmp_path / "copy.pdf", CopySettings(WANTED))
    assert made.as_pictures == ()
    with pymupdf.open(tmp_path / "copy.pdf") as copy:
        texts = [" ".join(page.get_text().split()) for page in copy]
    assert "Marguerite" not in texts[0]
    assert "Oldacre" not in texts[1]
    assert "The goods were seen by CLIENT_A" in texts[0]
    assert "at noon, and by nobody else." in texts[1]


def test_both_parts_are_covered_in_pictures(tmp_path: Path) -> None:
    made = redact_pdf(paper(tmp_path), tmp_path / "copy.pdf", CopySettings(WANTED))
    assert [(one.box.page, one.label) for one in made.covered if one.box] == [(1, "CLIENT_A"), (2, "CLIENT_A")]


def test_both_parts_are_covered_on_scans(tmp_path: Path, look: OcrFunction) -> None:
    scan = pymupdf.open()
    with pymupdf.open(paper(tmp_path)) as written:
        for page in written:
            scan.new_page(width=400, height=300).insert_image(page.rect, pixmap=page.get_pixmap(dpi=200))
    scan.save(tmp_path / "scan.pdf")
    made = redact_pdf(tmp_path / "scan.pdf", tmp_path / "copy.pdf", CopySettings(WANTED, look))
    assert [(one.box.page, one.label, one.source) for one in made.covered if one.box] == [
        (1, "CLIENT_A", "picture"),
        (2, "CLIENT_A", "picture"),
    ]
    with pymupdf.open(tmp_path / "copy.pdf") as copy:
        texts = [page.get_text() for page in copy]
    assert "Marguerite" not in texts[0]
    assert "Oldacre" not in texts[1]
    assert "goods" in texts[0]
    assert "noon" in texts[1]
