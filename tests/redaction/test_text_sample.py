"""The sample matter's PDFs as copies that keep text: nothing is lost but the names, and all else looks as it did."""

from pathlib import Path
from typing import Any

import pymupdf
import pytest

from legalredact.redaction.context import CopySettings
from legalredact.redaction.options import CopyResult, Options
from legalredact.redaction.pdf.page import texts
from legalredact.redaction.pdf_images.cover_requests import names_written
from legalredact.redaction.pdf_rebuild.compare import differ, picture_of
from legalredact.redaction.pdf_rebuild.redact import redact_pdf_text
from legalredact.redaction.targets import Target, TargetSet
from legalredact.resources import resource

WANTED = TargetSet(
    [
        Target(("Margaret Q. Alder", "Alder", "Maggie"), "CLIENT_A"),
        Target(("Sorrel Bay Provisions, LLC", "Sorrel Bay"), "CLIENT_B"),
        Target(("Granite Quay Freight Systems, Inc.", "Granite"), "PARTY_C"),
        Target(("Northfell Reefer Services, LLC", "Northfell"), "PARTY_D"),
        Target(("Emmett J. Lindqvist-Marsh",), "WITNESS_E"),
    ]
)
WHITE = 0xFFFFFF


@pytest.fixture(scope="module", params=["complaint.pdf", "deposition.pdf"])
def copied(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[pymupdf.Document, pymupdf.Document, CopyResult]:
    """The original, its copy, and what was done."""
    source = resource("samples", "alder_v_granite", str(request.param))
    copy = tmp_path_factory.mktemp("sample") / "copy.pdf"
    made = redact_pdf_text(Path(source), copy, CopySettings(WANTED))
    return pymupdf.open(source), pymupdf.open(copy), made


def test_every_page_keeps_its_text(copied: tuple[pymupdf.Document, pymupdf.Document, CopyResult]) -> None:
    original, copy, made = copied

    assert made.as_pictures == ()
    assert copy.page_count == original.page_count
    assert len(made.covered) > 10


def test_the_text_outside_the_boxes_is_the_same(copied: tuple[pymupdf.Document, pymupdf.Document, CopyResult]) -> None:
    original, copy, _ = copied

    for before, after in zip(original, copy, strict=True):
        places = [pymupdf.Rect(doomed.place) for doomed in names_written(texts(before), WANTED, Options())]
        kept = [char for char in _characters(before) if not any(_middle(char) in place for place in places)]
        shown = [char for char in _characters(after) if char["color"] != WHITE]
        assert _by_lines(shown) == _by_lines(kept)


def test_the_page_outside_the_lines_of_names_looks_the_same(
    copied: tuple[pymupdf.Document, pymupdf.Document, CopyResult],
) -> None:
    """A line of a name is set anew from the box to the right edge, and may be from the left."""
    original, copy, made = copied

    for number, (before, after) in enumerate(zip(original, copy, strict=True), start=1):
        boxes = [one.box for one in made.covered if one.box is not None and one.box.page == number]
        lines = [(0.0, box.y0 - 2, before.rect.width, box.y1 + 3) for box in boxes]
        assert not differ(picture_of(before), picture_of(after), lines)


def _characters(page: pymupdf.Page) -> list[dict[str, Any]]:
    """Letters that are to be seen, each with its color."""
    spans = (
        span
        for block in page.get_text("rawdict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
    )
    return [{**char, "color": span["color"]} for span in spans for char in span["chars"] if not char["c"].isspace()]


def _middle(char: dict[str, Any]) -> pymupdf.Point:
    x0, y0, x1, y1 = char["bbox"]
    return pymupdf.Point((x0 + x1) / 2, (y0 + y1) / 2)


def _by_lines(chars: list[dict[str, Any]]) -> list[str]:
    """The letters of each line, from left to right."""
    lines: dict[int, list[tuple[float, str]]] = {}
    for char in chars:
        lines.setdefault(round(char["origin"][1]), []).append((char["origin"][0], char["c"]))
    return ["".join(letter for _, letter in sorted(line)) for _, line in sorted(lines.items())]
