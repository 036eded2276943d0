"""A name that goes on in the next line of its column is covered, in whatever order the file holds its lines."""

from pathlib import Path

import PIL.Image
import pymupdf
import pytest

from legalredact.redaction.audit.audit import audit_copy
from legalredact.redaction.context import CopySettings
from legalredact.redaction.pdf.page import texts
from legalredact.redaction.pdf_images.redact import redact_pdf
from legalredact.redaction.pdf_rebuild.redact import redact_pdf_text
from legalredact.redaction.targets import Target, TargetSet
from legalredact.redaction.text_maps.reading_orders import orders_of
from legalredact.redaction.text_maps.text_map import FoundWord, OcrFunction

WANTED = TargetSet([Target(("Marguerite Oldacre",), "CLIENT_A")])
Texts = list[tuple[float, float, str]]

COLUMNS: Texts = [
    (40, 40, "The light was"),
    (220, 40, "acre, and nobody"),
    (40, 54, "red when it was"),
    (220, 54, "else was there"),
    (40, 68, "Marguerite Old-"),
    (220, 68, "at that time."),
]
CELLS: Texts = [
    (40, 40, "Marguerite"),
    (220, 40, "March 3, 2021"),
    (40, 54, "Oldacre, owner"),
    (220, 54, "Case No. 21-417"),
]
NUMBERED: Texts = [
    (40, 40, "1"),
    (60, 40, "It was said by Marguerite Old-"),
    (40, 64, "2"),
    (60, 64, "acre that the light was red."),
]


def paper(path: Path, lines: Texts) -> Path:
    """A page whose lines were written one after the other, each by itself."""
    document = pymupdf.open()
    page = document.new_page(width=400, height=120)
    for x, y, text in lines:
        page.insert_text((x, y), text, fontsize=11)
    document.save(path)
    return path


@pytest.mark.parametrize("lines", [COLUMNS, CELLS, NUMBERED], ids=["columns", "cells", "numbered"])
def test_a_name_over_lines_of_a_column_is_covered(tmp_path: Path, lines: Texts) -> None:
    made = redact_pdf_text(paper(tmp_path / "paper.pdf", lines), tmp_path / "copy.pdf", CopySettings(WANTED))

    with pymupdf.open(tmp_path / "copy.pdf") as copy:
        text = copy[0].get_text()
    assert made.as_pictures == ()
    assert "Marguerite" not in text
    assert "acre" not in text
    assert all(word in text for word in ("light",) * (lines is not CELLS) + ("21-417",) * (lines is CELLS))


def test_it_is_covered_in_pictures_too(tmp_path: Path) -> None:
    made = redact_pdf(paper(tmp_path / "paper.pdf", COLUMNS), tmp_path / "copy.pdf", CopySettings(WANTED))

    assert [round(one.box.y1, -1) for one in made.covered if one.box] == [40, 70]


def read_across(lines: Texts) -> OcrFunction:
    """OCR that reads line by line across the whole page, its words tightly set, at 100 dots per inch."""
    words: list[FoundWord] = []
    rows = sorted({y for _, y, _ in lines})
    for x, y, text in sorted(lines, key=lambda line: (line[1], line[0])):
        for word in text.split():
            width = 7.0 * len(word)
            words.append(FoundWord(word, x * 1.4, y * 1.4 - 11, x * 1.4 + width, y * 1.4, 0.9, rows.index(y), 0))
            x += (width + 5) / 1.4  # noqa: PLW2901 - where the next word begins
    return lambda *_: words


@pytest.mark.parametrize("lines", [COLUMNS, CELLS, NUMBERED], ids=["columns", "cells", "numbered"])
def test_a_name_over_lines_of_a_column_is_found_on_scans(lines: Texts) -> None:
    look = read_across(lines)

    found = [
        spot.span.of(read.text)
        for read in orders_of(look(PIL.Image.new("L", (1, 1)), 100))
        for spot in WANTED.find(read.text)
    ]

    assert any(text.startswith("Marguerite") and "acre" in text for text in found)


def test_the_audit_finds_it_too(tmp_path: Path) -> None:
    audit = audit_copy(paper(tmp_path / "paper.pdf", CELLS), WANTED.targets, None)

    assert "text (mupdf)" in {finding.channel for finding in audit.findings}


def test_lines_of_different_columns_are_no_name(tmp_path: Path) -> None:
    lines = [(40.0, 40.0, "by Marguerite."), (220.0, 40.0, "x"), (40.0, 54.0, "Nobody"), (220.0, 54.0, "Oldacre")]
    with pymupdf.open(paper(tmp_path / "paper.pdf", lines)) as document:
        assert not any(WANTED.find(placed.text) for placed in texts(document[0]))


def test_a_page_of_one_column_is_read_in_two_orders(tmp_path: Path) -> None:
    with pymupdf.open(paper(tmp_path / "paper.pdf", [(40, 40, "It was said"), (40, 54, "by nobody.")])) as document:
        assert len(texts(document[0])) == 2
