"""Copies that keep text: what they hold, how they look, and which pages become pictures."""

import io
from pathlib import Path

import pikepdf
import pymupdf
import pypdfium2
import pytest

from legalredact.model.document import Box
from legalredact.model.redaction import HandBox
from legalredact.redaction.context import CopySettings
from legalredact.redaction.options import CopyResult, Options
from legalredact.redaction.pdf_rebuild.redact import redact_pdf_text
from legalredact.redaction.targets import Target, TargetSet
from legalredact.redaction.text_maps.text_map import OcrFunction
from tests.redaction.planted_pdf import NAME, _picture

CLIENT = Target((NAME,), "CLIENT_A")


@pytest.fixture
def document() -> pymupdf.Document:
    return pymupdf.open()


def page_of(document: pymupdf.Document, *lines: str) -> pymupdf.Page:
    """A page with those lines."""
    page = document.new_page(width=400, height=150)
    for number, line in enumerate(lines):
        page.insert_text((20, 30 + 20 * number), line, fontname="tiro")
    return page


def copied(
    document: pymupdf.Document, folder: Path, look: OcrFunction | None = None, options: Options | None = None
) -> tuple[Path, CopyResult]:
    document.save(folder / "original.pdf")
    copy = folder / "copy.pdf"
    return copy, redact_pdf_text(
        folder / "original.pdf", copy, CopySettings(TargetSet([CLIENT]), look, options or Options())
    )


def test_the_file_holds_pages_and_what_they_are_drawn_with_and_nothing_else(
    document: pymupdf.Document, tmp_path: Path
) -> None:
    page_of(document, f"by {NAME} today")
    document.set_metadata({"title": NAME})
    copy, _ = copied(document, tmp_path)

    with pikepdf.open(copy) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert set(pdf.trailer.keys()) <= {"/Root", "/Size"}
        page = pdf.pages[0].obj
        assert set(page.keys()) == {"/Type", "/Parent", "/MediaBox", "/Contents", "/Resources"}
        assert set(page.Resources.keys()) == {"/Font", "/XObject"}


def test_the_fonts_hold_the_letters_that_are_seen_and_no_others(document: pymupdf.Document, tmp_path: Path) -> None:
    page_of(document, f"by {NAME}, today")
    page_of(document, "at noon")
    copy, _ = copied(document, tmp_path)

    assert set(_meanings(copy)) == set("by,todayatnoon CLIENT_A")


def test_a_page_on_which_a_name_begins_with_a_letter_as_high_as_several_lines_becomes_a_picture(
    document: pymupdf.Document, tmp_path: Path
) -> None:
    """A box as high as that letter would be set over the lines beside it."""
    page = document.new_page(width=400, height=150)
    page.insert_text((20, 80), NAME[0], fontsize=48, fontname="tiro")
    beside = 22 + pymupdf.get_text_length(NAME[0], "tiro", 48)
    for y, line in ((52, f"{NAME[1:]} said that"), (66, "the light at Elm Street"), (80, "was red at noon.")):
        page.insert_text((beside, y), line, fontname="tiro")

    _, made = copied(document, tmp_path)

    assert [page for page, _ in made.as_pictures] == [1]
    assert made.covered


def test_letters_of_a_page_that_becomes_a_picture_are_in_no_font(document: pymupdf.Document, tmp_path: Path) -> None:
    page_of(document, "noon")
    page = page_of(document, "xyz")
    page.insert_text((20, 90), NAME, morph=(pymupdf.Point(20, 90), pymupdf.Matrix(10)))
    copy, made = copied(document, tmp_path)

    assert made.as_pictures == ((2, "a name on it stands aslant"),)
    assert set(_meanings(copy)) == set("noon")


def test_words_are_there_for_every_engine_and_the_label_can_be_searched(
    document: pymupdf.Document, tmp_path: Path
) -> None:
    page_of(document, f"They met {NAME}, who left.", "A fine efficient day.")
    copy, _ = copied(document, tmp_path)

    expected = "They met CLIENT_A, who left. A fine efficient day."
    assert " ".join(pymupdf.open(copy)[0].get_text(sort=True).split()).replace(" ,", ",") == expected
    with pypdfium2.PdfDocument(copy) as pdf:
        read = " ".join(pdf[0].get_textpage().get_text_range().split())
    assert "A fine efficient day." in read
    assert "CLIENT_A" in read


def test_each_place_is_noted_with_page_box_and_token(document: pymupdf.Document, tmp_path: Path) -> None:
    page_of(document, "nobody")
    page_of(document, f"by {NAME} today")
    copy, made = copied(document, tmp_path)

    (one,) = made.covered
    assert (one.label, one.source) == ("CLIENT_A", "text")
    assert one.box is not None
    assert one.box.page == 2
    pixels = pymupdf.open(copy)[1].get_pixmap(dpi=72)
    assert pixels.pixel(int(one.box.x0) + 1, int(one.box.y0) + 1) == (0, 0, 0)


def test_a_turned_page_keeps_its_text_and_its_turn(document: pymupdf.Document, tmp_path: Path) -> None:
    page_of(document, f"by {NAME} today").set_rotation(90)
    copy, made = copied(document, tmp_path)

    page = pymupdf.open(copy)[0]
    assert made.as_pictures == ()
    assert (page.rect.width, page.rect.height) == (150, 400)
    assert "today" in page.get_text()
    (one,) = made.covered
    assert one.box is not None
    assert page.get_pixmap(dpi=72).pixel(int(one.box.x1) - 2, int(one.box.y0) + 2) == (0, 0, 0)


def test_a_scan_becomes_a_picture(document: pymupdf.Document, tmp_path: Path) -> None:
    page = document.new_page(width=400, height=150)
    page.insert_image(page.rect, stream=_png())
    page.insert_text((20, 40), "A tree", render_mode=3)
    _, made = copied(document, tmp_path)

    assert made.as_pictures == ((1, "it is a picture without text"),)
    assert made.by_picture == (1,)


def test_a_picture_beside_text_is_drawn_anew_and_to_be_looked_at(document: pymupdf.Document, tmp_path: Path) -> None:
    page_of(document, f"by {NAME}").insert_image(pymupdf.Rect(100, 90, 300, 130), stream=_png())
    copy, made = copied(document, tmp_path)

    assert made.as_pictures == ()
    assert made.by_picture == (1,)
    page = pymupdf.open(copy)[0]
    assert "by" in page.get_text()
    (image,) = page.get_image_info()
    assert pymupdf.Rect(image["bbox"]) in pymupdf.Rect(98, 88, 302, 132)


def test_a_curve_is_taken_over_as_pixels(document: pymupdf.Document, tmp_path: Path) -> None:
    page_of(document, "words").draw_circle((200, 100), 20, color=(1, 0, 0))
    copy, made = copied(document, tmp_path)

    page = pymupdf.open(copy)[0]
    assert made.as_pictures == ()
    assert page.get_drawings() == []
    assert len(page.get_images()) == 1


def test_a_page_with_a_box_drawn_by_hand_becomes_a_picture(document: pymupdf.Document, tmp_path: Path) -> None:
    page_of(document, "words")
    boxes = (HandBox("h1", Box(1, 20, 20, 60, 35)),)
    _, made = copied(document, tmp_path, options=Options(boxes=boxes))

    assert made.as_pictures == ((1, "somebody drew a box on it by hand"),)
    assert [one.source for one in made.covered] == ["hand"]


def test_underlines_follow_their_words_and_borders_stay(document: pymupdf.Document, tmp_path: Path) -> None:
    page = page_of(document, f"{NAME} left early", "Nobody else", "left then")
    end = 20 + pymupdf.Font("tiro").text_length(f"{NAME} left early", 11)
    page.draw_line((20, 32), (end, 32), width=0.7)
    page.draw_line((20, 60), (380, 60), width=0.7)
    copy, _ = copied(document, tmp_path)

    widths = sorted(round(path["rect"].width) for path in pymupdf.open(copy)[0].get_drawings())
    assert 360 in widths
    assert round(end - 20) not in widths
    assert len(widths) == 3  # the box, the border, and the underline, as long as the line is now


def test_words_in_a_box_never_spell_a_name(tmp_path: Path, document: pymupdf.Document) -> None:
    page_of(document, f"by {NAME}")
    document.save(tmp_path / "original.pdf")
    wanted = TargetSet([Target((NAME,), "OLDACRE_A"), Target(("OLDACRE_A",))])
    made = redact_pdf_text(tmp_path / "original.pdf", tmp_path / "copy.pdf", CopySettings(wanted))

    assert made.covered
    assert made.as_pictures == ()
    assert "OLDACRE" not in pymupdf.open(tmp_path / "copy.pdf")[0].get_text()


def _meanings(path: Path) -> str:
    """All characters that the fonts of a file know."""
    found = []
    with pikepdf.open(path) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                rows = item.ToUnicode.read_bytes().split(b"beginbfchar")[1].split(b"endbfchar")[0].split()
                found += [bytes.fromhex(row.split(b"><")[1].strip(b">").decode()).decode("utf-16-be") for row in rows]
    return "".join(found)


def _png() -> bytes:
    file = io.BytesIO()
    _picture("A tree").save(file, "PNG", dpi=(216, 216))
    return file.getvalue()
