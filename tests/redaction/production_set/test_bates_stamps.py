"""Stamps cover nothing: they lie on empty paper, or on a strip by which the page grows."""

from pathlib import Path

import pikepdf
import pymupdf
import pytest

from legalredact.errors import DamagedInput
from legalredact.redaction.production_set.bates_stamps import StampOrder, page_texts, stamped
from legalredact.redaction.production_set.typeset import Paragraph, typeset
from tests.redaction.structure.copying import copied, tags

ORDER = StampOrder(("ABC000001",), "CONFIDENTIAL")
SIZE = (420, 400)


def page(turn: int = 0, *, full: bool = False, bates: str = "") -> bytes:
    """A page with a line of text; `full`: no place at its edges is empty."""
    document = pymupdf.open()
    one = document.new_page(width=SIZE[0], height=SIZE[1])
    one.insert_text((60, 100), "Dear Sir")
    if bates:
        one.insert_text((300, 370), bates)
    if full:
        one.draw_rect(pymupdf.Rect(2, 2, SIZE[0] - 2, SIZE[1] - 2), width=60)
    one.set_rotation(turn)
    return bytes(document.tobytes())


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("full", [False, True])
def test_stamps_are_at_the_foot_as_displayed_and_a_full_page_grows(turn: int, full: bool) -> None:
    done = stamped(page(turn, full=full), ORDER)

    with pymupdf.open("pdf", done.pdf) as document:
        shown = document[0]
        places = {
            word[4]: pymupdf.Rect(word[:4]) * shown.rotation_matrix
            for word in shown.get_text("words")
            if word[4] in ("ABC000001", "CONFIDENTIAL")
        }
        assert set(places) == {"ABC000001", "CONFIDENTIAL"}
        assert all(place.y1 > shown.rect.height - 25 for place in places.values())
        assert done.extended == ((1,) if full else ())
        grown = shown.rect.height - (SIZE[1] if turn in (0, 180) else SIZE[0])
        assert grown == pytest.approx(28 if full else 0)


def test_a_number_moves_where_its_place_is_taken() -> None:
    document = pymupdf.open("pdf", page())
    document[0].draw_rect(pymupdf.Rect(330, 360, 415, 398), fill=(0, 0, 0))

    done = stamped(document.tobytes(), StampOrder(("ABC000001",)))

    with pymupdf.open("pdf", done.pdf) as found:
        (place,) = (word for word in found[0].get_text("words") if word[4] == "ABC000001")
    assert place[2] < 330
    assert done.extended == ()


def test_an_earlier_number_is_covered_or_kept_as_chosen() -> None:
    kept = stamped(page(bates="OLD000123"), ORDER)
    replaced = stamped(page(bates="OLD000123"), StampOrder(("ABC000001",), "", replace=True))

    assert "OLD000123" in page_texts(kept.pdf)[0]
    assert kept.replaced == 0
    assert "OLD000123" not in page_texts(replaced.pdf)[0]
    assert replaced.replaced == 1
    with pymupdf.open("pdf", replaced.pdf) as document:
        pixels = document[0].get_pixmap(clip=pymupdf.Rect(298, 355, 380, 375), colorspace=pymupdf.csGRAY)
    assert set(pixels.samples) == {255}


@pytest.mark.parametrize("turn", [0, 90])
def test_lines_and_boxes_that_touch_a_covered_number_stay(turn: int) -> None:
    document = pymupdf.open()
    one = document.new_page(width=SIZE[0], height=SIZE[0])
    shown = (pymupdf.Point(300, 370), pymupdf.Point(300, 382), pymupdf.Point(300, 394), pymupdf.Point(362, 382))
    one.set_rotation(turn)
    for place, words in zip(shown, ("any gay party", "OLD000123", "HIGHLY", "Page 3"), strict=True):
        one.insert_text(place * one.derotation_matrix, words, rotate=turn)
    frame = pymupdf.Rect(296, 370, 302, 380) * one.derotation_matrix
    one.draw_rect(frame, fill=(0, 0, 0))

    done = stamped(document.tobytes(), StampOrder(("ABC000001",), "", replace=True))

    assert done.replaced == 1
    assert sorted(page_texts(done.pdf)[0].splitlines()) == ["ABC000001", "HIGHLY", "Page 3", "any gay party"]
    with pymupdf.open("pdf", done.pdf) as found:
        assert any(drawing["fill"] == (0, 0, 0) for drawing in found[0].get_drawings())


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_is_narrower_than_its_stamps_grows_to_the_right(turn: int) -> None:
    document = pymupdf.open()
    document.new_page(width=60, height=60).set_rotation(turn)
    legend = "CONFIDENTIAL - SUBJECT TO PROTECTIVE ORDER"

    done = stamped(document.tobytes(), StampOrder(("ABC000001",), legend))

    with pymupdf.open("pdf", done.pdf) as found:
        words = "".join(found[0].get_text(clip=found[0].rect * found[0].derotation_matrix).split())
    assert words in {f"ABC000001{''.join(legend.split())}", f"{''.join(legend.split())}ABC000001"}
    assert done.extended == (1,)


def test_a_copy_with_another_number_of_pages_is_refused() -> None:
    with pytest.raises(DamagedInput, match="another number of pages"):
        stamped(page(), StampOrder(("ABC000001", "ABC000002")))


def test_the_text_of_a_page_spells_out_the_ligatures_of_its_font() -> None:
    made = typeset([Paragraph("Plaintiff testified about benefits of the office.")])
    assert page_texts(made.pdf) == ("Plaintiff testified about benefits of the office.\n",)


@pytest.mark.parametrize("full", [False, True])
def test_stamps_are_no_part_of_the_tags_of_a_page(full: bool, tmp_path: Path) -> None:
    made = copied(page(full=full), tmp_path)

    done = stamped(made.copy.read_bytes(), ORDER)

    (tmp_path / "stamped.pdf").write_bytes(done.pdf)
    with pikepdf.open(tmp_path / "stamped.pdf") as pdf:
        assert tags(pdf) == tags(made.pdf)
        depth, shown = 0, []
        for item in pikepdf.parse_content_stream(pdf.pages[0]):
            operands, operator = item.operands, item.operator
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
            shown += [depth] if str(operator) in ("TJ", "Tj") else []
            assert str(operator) != "BDC" or str(operands[0]) in ("/Artifact", "/P", "/Figure")
        assert shown == [1] * len(shown)
        assert len(shown) >= 3
