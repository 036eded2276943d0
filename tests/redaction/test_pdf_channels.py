"""A name planted in each channel of a PDF is gone from the copy, and the audit finds it in the original.

OCR takes a second a page, so that it reads only where the name is to be seen.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pymupdf
import pytest

from legalredact.redaction.audit.audit import audit_copy
from legalredact.redaction.context import CopySettings
from legalredact.redaction.options import CopyResult
from legalredact.redaction.pdf_images.redact import redact_pdf
from legalredact.redaction.targets import TargetSet, named_targets
from legalredact.redaction.text_maps.text_map import OcrFunction
from tests.redaction.planted_pdf import HEIGHT, NAME, NEIGHBOURS, PLANTED, WIDTH

TARGETS = named_targets([NAME])
FOR_EYES = {"picture_upside_down", "letters_of_squares", "letters_of_strokes"}
"""What OCR reads on a second look alone."""
IN_PIXELS = FOR_EYES | {"pixels_of_a_picture", "pixels_under_a_box", "pale_picture", "thumbnail"}
SEEN = FOR_EYES | {"plain_text", "turned_page", "value_of_a_field", "free_text_annotation", "pixels_of_a_picture"}
LINE = pymupdf.Rect(0, 0, WIDTH, 34)
"""Where the line stands that holds no name."""


@pytest.mark.parametrize("channel", PLANTED)
def test_the_name_is_gone_and_the_rest_of_the_page_is_as_it_was(channel: str, tmp_path: Path) -> None:
    copy, _ = _copied(channel, tmp_path, None)

    assert audit_copy(copy, TARGETS, None, pictures=False).clean
    assert _far(_line(tmp_path / "original.pdf"), _line(copy)) < 0.02


@pytest.mark.parametrize("channel", sorted(SEEN))
def test_nobody_reads_the_name_and_the_neighbours_can_be_searched(
    channel: str, tmp_path: Path, eyes: OcrFunction
) -> None:
    copy, made = _copied(channel, tmp_path, eyes)

    assert audit_copy(copy, TARGETS, eyes, pictures=False).clean
    assert made.covered
    words = pymupdf.open(copy)[0].get_text()
    assert all(word in words for word in NEIGHBOURS)


@pytest.mark.parametrize("channel", PLANTED)
def test_the_audit_finds_the_name_in_the_original(channel: str, tmp_path: Path, eyes: OcrFunction) -> None:
    original = tmp_path / "original.pdf"
    original.write_bytes(PLANTED[channel]())

    assert audit_copy(original, TARGETS, eyes if channel in IN_PIXELS else None).findings


@pytest.mark.parametrize("channel", PLANTED)
def test_another_program_finds_no_name(channel: str, tmp_path: Path, judge: Callable[[Path, str], str]) -> None:
    copy, _ = _copied(channel, tmp_path, None)

    assert judge(copy, NAME) == ""


def test_there_is_a_file_for_each_channel_of_the_table() -> None:
    assert len(PLANTED) >= 37


def _copied(channel: str, folder: Path, look: OcrFunction | None) -> tuple[Path, CopyResult]:
    original, copy = folder / "original.pdf", folder / "copy.pdf"
    original.write_bytes(PLANTED[channel]())
    return copy, redact_pdf(original, copy, CopySettings(TargetSet(TARGETS), look))


def _line(path: Path) -> npt.NDArray[np.uint8]:
    """The picture of the line without a name."""
    page = pymupdf.open(path)[0]
    clip = LINE if page.rotation == 0 and page.rect.width == WIDTH else pymupdf.Rect(HEIGHT - 34, 0, HEIGHT, WIDTH)
    pixels = page.get_pixmap(dpi=72, clip=clip, colorspace=pymupdf.csGRAY)
    return np.frombuffer(pixels.samples, dtype=np.uint8).astype(np.uint8)


def _far(one: npt.NDArray[np.uint8], other: npt.NDArray[np.uint8]) -> float:
    """The part of the pixels that differ by more than the edge of a letter does."""
    return float((np.abs(one.astype(int) - other.astype(int)) > 160).mean())
