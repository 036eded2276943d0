"""Letters are covered as far as they reach, and what is raised between them parts no name."""

from pathlib import Path

import numpy as np
import pymupdf

from legalredact.model.document import Box
from legalredact.model.mention import Span
from legalredact.redaction.context import CopySettings
from legalredact.redaction.pdf_images.redact import redact_pdf
from legalredact.redaction.pdf_rebuild.redact import redact_pdf_text
from legalredact.redaction.targets import Target, TargetSet
from legalredact.redaction.text_maps.text_map import FoundWord, of_words

WANTED = TargetSet([Target(("Marguerite Oldacre",), "CLIENT_A")])


def test_the_box_of_condensed_letters_is_as_high_as_they_are(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page(width=400, height=120)
    corner = pymupdf.Point(40, 60)
    page.insert_text(corner, "Marguerite Oldacre", fontsize=20, morph=(corner, pymupdf.Matrix(0.2, 1)))
    document.save(tmp_path / "paper.pdf")

    made = redact_pdf(tmp_path / "paper.pdf", tmp_path / "copy.pdf", CopySettings(WANTED))

    assert [one.box.y0 <= 60 - 0.73 * 20 for one in made.covered if one.box] == [True]


def area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.y1 - box.y0)


def test_a_name_aslant_is_covered_step_by_step_and_what_stands_beside_it_stays(tmp_path: Path) -> None:
    document = pymupdf.open()
    corner = pymupdf.Point(60, 240)
    page = document.new_page(width=300, height=300)
    page.insert_text(corner, "Marguerite Oldacre", fontsize=20, morph=(corner, pymupdf.Matrix(45)))
    document.save(tmp_path / "paper.pdf")

    made = redact_pdf(tmp_path / "paper.pdf", tmp_path / "copy.pdf", CopySettings(WANTED))

    boxes = [one.box for one in made.covered if one.box]
    whole = Box(
        1, *(f(getattr(b, side) for b in boxes) for f, side in ((min, "x0"), (min, "y0"), (max, "x1"), (max, "y1")))
    )
    assert area(whole) > 10_000
    assert sum(map(area, boxes)) < 0.7 * area(whole)
    with pymupdf.open(tmp_path / "paper.pdf") as paper, pymupdf.open(tmp_path / "copy.pdf") as copy:
        white = [
            page[0].get_pixmap(dpi=72).pixel(x, y) == (255, 255, 255) for page in (paper, copy) for x, y in ((65, 110),)
        ]
    assert white == [True, True]


def test_letters_of_a_word_that_ocr_read_aslant_have_places_of_their_own() -> None:
    corners = ((0.0, 90.0), (90.0, 0.0), (100.0, 10.0), (10.0, 100.0))
    read = of_words([FoundWord("Oldacre", 0, 0, 100, 100, corners=corners)])

    steps = read.rectangles(Span(0, 7))

    assert len(steps) > 1
    assert all(x1 - x0 < 80 and y1 - y0 < 80 for x0, y0, x1, y1 in steps)
    assert (min(step[0] for step in steps), max(step[2] for step in steps)) == (0, 100)


def test_marks_over_and_under_letters_are_covered(tmp_path: Path) -> None:
    document = pymupdf.open()
    document.new_page(width=400, height=120).insert_text((40, 60), "ÑÜÅ ÇÕÑ", fontsize=20)
    pixels = document[0].get_pixmap(dpi=72, colorspace=pymupdf.csGRAY)
    levels = np.frombuffer(bytes(pixels.samples), dtype=np.uint8).reshape(pixels.height, pixels.width)
    inked = np.flatnonzero((levels < 128).any(axis=1))
    document.save(tmp_path / "paper.pdf")

    made = redact_pdf(tmp_path / "paper.pdf", tmp_path / "copy.pdf", CopySettings(TargetSet([Target(("ÑÜÅ ÇÕÑ",))])))

    (box,) = [one.box for one in made.covered if one.box]
    assert box.y0 <= inked[0]
    assert box.y1 >= inked[-1] + 1


def test_a_mark_of_a_note_does_not_part_a_name(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page(width=400, height=120)
    page.insert_text((40, 40), "by Marguerite", fontsize=11)
    page.insert_text((40 + pymupdf.get_text_length("by Marguerite", fontsize=11), 36), "3", fontsize=6)
    page.insert_text((118, 40), "Oldacre today", fontsize=11)
    document.save(tmp_path / "paper.pdf")

    redact_pdf_text(tmp_path / "paper.pdf", tmp_path / "copy.pdf", CopySettings(WANTED))

    with pymupdf.open(tmp_path / "copy.pdf") as copy:
        assert "Oldacre" not in copy[0].get_text()
