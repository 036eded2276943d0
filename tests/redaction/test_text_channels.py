"""A name planted in each channel of a PDF is gone from a copy that keeps its text, and the text beside it is there."""

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pypdfium2
import pytest

from legalredact.redaction.audit.audit import audit_copy
from legalredact.redaction.context import CopySettings
from legalredact.redaction.options import CopyResult
from legalredact.redaction.pdf_rebuild.compare import differ, picture_of
from legalredact.redaction.pdf_rebuild.redact import redact_pdf_text
from legalredact.redaction.targets import TargetSet, named_targets
from legalredact.redaction.text_maps.text_map import OcrFunction
from tests.redaction.planted_pdf import HEIGHT, NAME, PLANTED, WIDTH

TARGETS = named_targets([NAME])
LINE = "Before it and after it."
BY_LOOK = {
    "pixels_of_a_picture",
    "picture_upside_down",
    "letters_of_squares",
    "letters_of_strokes",
}
"""Where only OCR tells that the page shows the name."""


@pytest.mark.parametrize("channel", PLANTED)
def test_the_name_is_gone_and_the_line_beside_it_is_text(channel: str, tmp_path: Path) -> None:
    copy, _ = _copied(channel, tmp_path, None)

    assert audit_copy(copy, TARGETS, None, pictures=False).clean
    assert LINE in _by_mupdf(copy)
    assert LINE in _by_pdfium(copy)


@pytest.mark.parametrize("channel", PLANTED)
def test_the_line_beside_it_looks_as_it_did(channel: str, tmp_path: Path) -> None:
    copy, _ = _copied(channel, tmp_path, None)

    before, after = pymupdf.open(tmp_path / "original.pdf")[0], pymupdf.open(copy)[0]
    elsewhere = (0, 34, WIDTH, HEIGHT) if before.rotation == 0 else (0, 0, HEIGHT - 34, WIDTH)
    assert not differ(picture_of(before), picture_of(after), [elsewhere])


@pytest.mark.parametrize("channel", sorted(BY_LOOK))
def test_a_page_whose_picture_shows_the_name_becomes_a_picture(channel: str, tmp_path: Path, eyes: OcrFunction) -> None:
    copy, made = _copied(channel, tmp_path, eyes)

    assert [page for page, _ in made.as_pictures] == [1]
    assert made.covered
    assert audit_copy(copy, TARGETS, eyes, pictures=False).clean


@pytest.mark.parametrize("channel", PLANTED)
def test_another_program_finds_no_name(channel: str, tmp_path: Path, judge: Callable[[Path, str], str]) -> None:
    copy, _ = _copied(channel, tmp_path, None)

    assert judge(copy, NAME) == ""


def _copied(channel: str, folder: Path, look: OcrFunction | None) -> tuple[Path, CopyResult]:
    original, copy = folder / "original.pdf", folder / "copy.pdf"
    original.write_bytes(PLANTED[channel]())
    return copy, redact_pdf_text(original, copy, CopySettings(TargetSet(TARGETS), look))


def _by_mupdf(path: Path) -> str:
    return " ".join(str(pymupdf.open(path)[0].get_text()).split())


def _by_pdfium(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return " ".join(str(document[0].get_textpage().get_text_range()).split())
