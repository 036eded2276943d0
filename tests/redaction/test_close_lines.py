"""Boxes between close lines and of drop caps: letters of other lines stay whole, in both kinds of copies."""

from pathlib import Path

import numpy as np
import pymupdf
import pytest

from legalredact.redaction.context import CopySettings
from legalredact.redaction.near_names import NearNames, Nearness, near_counts
from legalredact.redaction.options import Options
from legalredact.redaction.pdf_images.redact import redact_pdf
from legalredact.redaction.pdf_rebuild.redact import redact_pdf_text
from legalredact.redaction.targets import Target, TargetSet

LINES = ("The jolly boys gladly bought eggs", "from Bo Xi", "like lifting all the tables of the old hall")
DPI = 200


@pytest.mark.parametrize("as_text", [False, True])
@pytest.mark.parametrize(("font", "size", "leading"), [("tiro", 12, 12), ("helv", 11, 11.5), ("cour", 10, 10)])
def test_a_box_leaves_the_letters_of_close_lines_whole(
    tmp_path: Path, font: str, size: int, leading: float, as_text: bool
) -> None:
    def written(name: str, *shown: int) -> Path:
        document = pymupdf.open()
        page = document.new_page(width=400, height=100)
        for number in shown:
            page.insert_text((20, 30 + leading * number), LINES[number], fontsize=size, fontname=font)
        document.save(tmp_path / name)
        return tmp_path / name

    settings = CopySettings(TargetSet((Target(("Bo Xi",)),)), None, Options())
    (redact_pdf_text if as_text else redact_pdf)(written("original.pdf", 0, 1, 2), tmp_path / "copy.pdf", settings)

    copy, beside = _ink(tmp_path / "copy.pdf"), _ink(written("beside.pdf", 0, 2))
    box = copy & ~beside
    columns = np.flatnonzero(box.sum(axis=0) > 0.5 * size * DPI / 72)
    rows = np.flatnonzero(box[:, columns].mean(axis=1) > 0.5)
    assert len(columns) > 4 * size * DPI / 72
    assert not beside[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].any()


NAME = "Orla Vantreight"


def _with_drop_cap(path: Path, first: str, size: int, down: float, below: float, parts: str = "name rest") -> Path:
    """A page that begins with a name whose first letter is a drop cap; the line below begins under that letter."""
    end = 20 + pymupdf.Font("tiro").text_length(first, size)
    words = {
        "name": [((20, 60 + down), first, size), ((end + 2, 60), "rla Vantreight", 12)],
        "rest": [
            ((end + 90, 60), "bought the house on", 12),
            ((end + 2, 74), "Mill Lane", 12),
            ((20, 60 + down + below), "the other half, with its ditch, was let.", 12),
        ],
    }
    document = pymupdf.open()
    page = document.new_page(width=400, height=140)
    for at, text, height in (line for part in parts.split() for line in words[part]):
        page.insert_text(at, text, fontsize=height, fontname="tiro")
    document.save(path)
    return path


@pytest.mark.parametrize("as_text", [False, True])
@pytest.mark.parametrize("first", ["O", "\u00d6", "J", "I"])
@pytest.mark.parametrize(("size", "down", "below"), [(48, 16, 13), (48, 14, 14), (36, 12, 13), (60, 28, 14)])
def test_the_box_of_a_drop_cap_leaves_the_next_line_whole(
    tmp_path: Path, size: int, down: float, below: float, first: str, as_text: bool
) -> None:
    wanted = TargetSet((Target((f"{first}rla Vantreight",)),))
    settings = CopySettings(wanted, None, Options(), near=NearNames(wanted))
    where = first, size, down, below
    made = (redact_pdf_text if as_text else redact_pdf)(
        _with_drop_cap(tmp_path / "original.pdf", *where), tmp_path / "copy.pdf", settings
    )

    assert len(made.covered) == 2
    copy = _ink(tmp_path / "copy.pdf")
    name, rest = (_ink(_with_drop_cap(tmp_path / "part.pdf", *where, part)) for part in ("name", "rest"))
    assert not (name & ~copy).any()
    columns = slice(round(20 * DPI / 72), round((20 + pymupdf.Font("tiro").text_length(first, size)) * DPI / 72))
    rows = np.flatnonzero(copy[:, columns].mean(axis=1) > 0.9)
    assert len(rows) > 0.6 * size * DPI / 72
    assert not rest[rows[0] : rows[-1] + 1, columns].any()
    assert settings.near is not None
    assert settings.near.words() == ()


@pytest.mark.parametrize("as_text", [False, True])
def test_a_word_between_whose_letters_and_a_name_no_box_fits_is_listed(tmp_path: Path, as_text: bool) -> None:
    wanted = TargetSet((Target((NAME,), "CLIENT_A"),))
    near = NearNames(wanted)
    original = _with_drop_cap(tmp_path / "original.pdf", "O", 48, 16, 5)
    (redact_pdf_text if as_text else redact_pdf)(
        original, tmp_path / "copy.pdf", CopySettings(wanted, None, Options(), near=near)
    )

    assert [(word.text, word.nearness, word.pages, word.label) for word in near.words()] == [
        ("other", Nearness.UNDER, (1,), "CLIENT_A"),
        ("the", Nearness.UNDER, (1,), "CLIENT_A"),
    ]
    assert near_counts(near.words()) == "2 words covered at least in part, though not a name in the text"


def _ink(path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    pixels = pymupdf.open(path)[0].get_pixmap(colorspace=pymupdf.csGRAY, dpi=DPI)
    return np.frombuffer(pixels.samples, dtype=np.uint8).reshape(pixels.height, pixels.width) < 128
