"""Boxes that a person drew: exactly there, over whatever is there, noted with who and why."""

from pathlib import Path

import numpy as np
import PIL.Image
import pymupdf

from legalredact.model.document import Box
from legalredact.model.redaction import HandBox
from legalredact.redaction.context import CopySettings
from legalredact.redaction.options import CopyResult, Options
from legalredact.redaction.pdf_images.redact import redact_pdf, redact_picture
from legalredact.redaction.targets import Target, TargetSet

NAME = "Marguerite Oldacre"
FACE = HandBox("h1", Box(1, 100, 60, 160, 130), reason="CONF", who="Paralegal", when="2026-11-23T09:30:00+00:00")


def original(folder: Path) -> Path:
    document = pymupdf.open()
    page = document.new_page(width=400, height=150)
    page.insert_text((20, 30), f"by {NAME} today")
    page.draw_rect((90, 50, 170, 140), color=(0.8, 0.2, 0.2), fill=(0.8, 0.2, 0.2))
    document.new_page(width=400, height=150).insert_text((20, 30), "second")
    document.save(folder / "original.pdf")
    return folder / "original.pdf"


def copied(folder: Path, *boxes: HandBox, target: Target | None = None, tokens: bool = True) -> CopyResult:
    wanted = TargetSet([target] if target else [])
    options = Options(boxes=boxes, tokens=tokens, show_reasons=False)
    return redact_pdf(original(folder), folder / "copy.pdf", CopySettings(wanted, options=options))


def pixels(path: Path, page: int = 0) -> np.ndarray:
    drawn = pymupdf.open(path)[page].get_pixmap(alpha=False)
    return np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.width, 3)


def test_a_box_covers_a_picture_where_it_was_drawn_and_nowhere_else(tmp_path: Path) -> None:
    copied(tmp_path, FACE)
    page = pixels(tmp_path / "copy.pdf")
    assert page[62:128, 102:158].max() < 60
    assert page[90:130, 92:97, 0].min() > 150
    assert pixels(tmp_path / "copy.pdf", 1)[62:128, 102:158].min() > 200


def test_it_is_noted_with_its_reason_and_with_who_drew_it_when(tmp_path: Path) -> None:
    (noted,) = copied(tmp_path, FACE).covered
    assert (noted.box, noted.source, noted.reason) == (FACE.box, "hand", "CONF")
    assert (noted.who, noted.when) == ("Paralegal", "2026-11-23T09:30:00+00:00")


def test_a_names_box_that_was_widened_by_hand_is_noted_once_with_its_token(tmp_path: Path) -> None:
    wide = HandBox("h2", Box(1, 10, 10, 200, 45), "CLIENT_A", "PRIV")
    made = copied(tmp_path, wide, target=Target((NAME,), "CLIENT_A"))
    assert [(one.label, one.source) for one in made.covered] == [("CLIENT_A", "hand")]
    assert pixels(tmp_path / "copy.pdf")[12:16, 12:198].max() < 60


def test_a_name_beside_a_box_is_covered_all_the_same(tmp_path: Path) -> None:
    made = copied(tmp_path, FACE, target=Target((NAME,), "CLIENT_A"))
    assert sorted(one.source for one in made.covered) == ["hand", "text"]


def test_black_boxes_hold_no_words(tmp_path: Path) -> None:
    copied(tmp_path, target=Target((NAME,), "CLIENT_A"), tokens=False)
    box = pixels(tmp_path / "copy.pdf")[24:30, 45:120]
    assert box.max() < 60


def test_a_picture_file_can_be_covered_too(tmp_path: Path) -> None:
    PIL.Image.new("RGB", (800, 400), "white").save(tmp_path / "seal.png", dpi=(144, 144))
    box = HandBox("h3", Box(1, 50, 50, 150, 100))
    redact_picture(
        tmp_path / "seal.png", tmp_path / "copy.pdf", CopySettings(TargetSet([]), options=Options(boxes=(box,)))
    )
    page = pixels(tmp_path / "copy.pdf")
    assert page[52:98, 52:148].max() < 60
    assert page[:45].min() > 200


def test_a_fax_keeps_the_proportions_in_which_boxes_are_drawn(tmp_path: Path) -> None:
    fax = tmp_path / "fax.tif"
    PIL.Image.new("1", (816, 392), 1).save(fax, compression="group4", dpi=(204, 98))
    box = HandBox("h3", Box(1, 36, 72, 108, 108))
    redact_picture(fax, tmp_path / "copy.pdf", CopySettings(TargetSet([]), options=Options(boxes=(box,))))
    page = pixels(tmp_path / "copy.pdf")
    assert page.shape[:2] == (288, 288)
    assert page[80:100, 40:100].max() < 60
