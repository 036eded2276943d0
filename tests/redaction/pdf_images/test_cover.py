"""Copies of pictures: how boxes look, what is noted, what else the file holds."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pikepdf
import PIL.Image
import pymupdf
import pytest

from legalredact.errors import DamagedInput, EncryptedInput, OversizedInput, Refused
from legalredact.model.document import Box
from legalredact.model.redaction import HandBox
from legalredact.model.seen_word import SeenWord
from legalredact.redaction.context import CopySettings
from legalredact.redaction.options import CopyResult, Options
from legalredact.redaction.pdf_images.cover import PageRaster, cover_visible_text
from legalredact.redaction.pdf_images.redact import redact_pdf, redact_picture
from legalredact.redaction.targets import Target, TargetSet
from legalredact.redaction.text_maps.text_map import OcrFunction
from tests.redaction.planted_pdf import NAME, _picture

SHORT = Target(("Bo Xi",), "CLIENT_A")
LONG = Target((NAME,), "CLIENT_B")


def original(folder: Path, *lines: str, pages: int = 1) -> Path:
    """A PDF with those lines on each page."""
    document = pymupdf.open()
    for _ in range(pages):
        page = document.new_page(width=400, height=150)
        for number, line in enumerate(lines):
            page.insert_text((20, 30 + 25 * number), line)
    path = folder / "original.pdf"
    document.save(path)
    return path


def copied(
    source: Path, *targets: Target, look: OcrFunction | None = None, options: Options | None = None
) -> CopyResult:
    """A copy beside the original."""
    return redact_pdf(
        source, source.with_name("copy.pdf"), CopySettings(TargetSet(targets), look, options or Options())
    )


def test_each_place_is_noted_with_page_box_and_token(tmp_path: Path) -> None:
    made = copied(original(tmp_path, f"by {NAME} today", pages=2), LONG)

    assert [(one.box.page if one.box else 0, one.label) for one in made.covered] == [(1, "CLIENT_B"), (2, "CLIENT_B")]
    box = made.covered[0].box
    assert box is not None
    assert 20 < box.x0 < 40
    assert 15 < box.y0 < box.y1 < 40


def test_a_short_name_gets_a_box_that_does_not_show_how_short_it_is(tmp_path: Path) -> None:
    made = copied(original(tmp_path, "Bo Xi", "Bo Xi Wenderholm"), SHORT, Target(("Bo Xi Wenderholm",)))

    widths = sorted(round(one.box.x1 - one.box.x0) for one in made.covered if one.box)
    assert widths[0] > 55


def test_a_box_does_not_cover_its_neighbours(tmp_path: Path) -> None:
    source = original(tmp_path, "then Bo Xi left", "nobody else")
    copied(source, SHORT)

    before, after = (_pixels(path) for path in (source, tmp_path / "copy.pdf"))
    first_word, second_line = np.s_[20:34, 18:41], np.s_[44:60, :]
    assert _differ(before[first_word], after[first_word]) < 0.02
    assert _differ(before[second_line], after[second_line]) < 0.02


def test_the_file_holds_pictures_and_words_and_nothing_else(tmp_path: Path) -> None:
    copied(original(tmp_path, NAME), LONG)

    with pikepdf.open(tmp_path / "copy.pdf") as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert set(pdf.trailer.keys()) <= {"/Root", "/Size"}
        assert set(pdf.pages[0].obj.keys()) == {"/Type", "/Parent", "/MediaBox", "/Contents", "/Resources"}


def test_black_and_white_pages_are_small(tmp_path: Path) -> None:
    copied(original(tmp_path, *["many words in a row"] * 5, pages=20), LONG)

    assert (tmp_path / "copy.pdf").stat().st_size < 150_000


def test_pale_hairlines_of_a_form_stay_on_a_black_and_white_page(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page(width=300, height=200)
    for height in range(100, 190, 12):
        page.insert_text((20, height), "many words of a form in black letters", fontname="hebo")
    page.draw_rect(pymupdf.Rect(20, 60, 120, 90), color=(0.4, 0.4, 0.4), width=0.1)
    document.save(tmp_path / "original.pdf")

    copied(tmp_path / "original.pdf", LONG)

    pixels = pymupdf.open(tmp_path / "copy.pdf")[0].get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
    row = [pixels.pixel(int(70 * 200 / 72), y)[0] for y in range(int(50 * 200 / 72), int(70 * 200 / 72))]
    assert min(row) == 0
    assert row.count(0) <= 3


def test_colours_stay(tmp_path: Path) -> None:
    document = pymupdf.open()
    document.new_page(width=200, height=100).draw_rect(pymupdf.Rect(20, 20, 180, 80), fill=(0.9, 0.1, 0.1))
    document.save(tmp_path / "original.pdf")

    copied(tmp_path / "original.pdf", LONG)

    red, green, _ = pymupdf.open(tmp_path / "copy.pdf")[0].get_pixmap().pixel(100, 50)
    assert red > 200 > 60 > green


def test_pages_with_pictures_are_named_for_a_person_to_look_at(tmp_path: Path) -> None:
    document = pymupdf.open()
    document.new_page(width=300, height=100).insert_text((20, 40), "words")
    page = document.new_page(width=300, height=100)
    page.insert_image(pymupdf.Rect(20, 20, 280, 60), stream=_png(_picture("A tree")))
    document.save(tmp_path / "original.pdf")

    assert copied(tmp_path / "original.pdf", LONG).by_picture == (2,)


def test_a_picture_file_becomes_a_pdf_with_the_name_covered(tmp_path: Path, look: OcrFunction) -> None:
    (tmp_path / "scan.png").write_bytes(_png(_picture(f"to {NAME} and others", 900)))

    made = redact_picture(tmp_path / "scan.png", tmp_path / "copy.pdf", CopySettings(TargetSet([LONG]), look))

    assert made.pages == 1
    assert [one.source for one in made.covered] == ["picture"]
    assert "others" in pymupdf.open(tmp_path / "copy.pdf")[0].get_text()


def test_letters_that_are_not_latin_can_be_searched(tmp_path: Path) -> None:
    class Word:
        text, x0, y0, x1, y1, confidence, line, block = "Протокол", 20.0, 30.0, 200.0, 60.0, 1.0, 0, 0
        corners: tuple[tuple[float, float], ...] = ()

    def look(image: PIL.Image.Image, dpi: float) -> Sequence[SeenWord]:
        return (Word(),)

    copied(original(tmp_path, "words"), LONG, look=look)

    assert "Протокол" in pymupdf.open(tmp_path / "copy.pdf")[0].get_text()


def test_a_name_that_is_read_again_and_again_is_no_copy(tmp_path: Path) -> None:
    class Word:
        text, x0, y0, x1, y1, confidence, line, block = "Oldacre,Marguerite", 20.0, 30.0, 200.0, 60.0, 1.0, 0, 0
        corners: tuple[tuple[float, float], ...] = ()

    def look(image: PIL.Image.Image, dpi: float) -> Sequence[SeenWord]:
        return (Word(),)

    with pytest.raises(Refused, match="page 1"):
        copied(original(tmp_path, "words"), LONG, look=look)


def test_words_that_spell_a_name_by_rows_are_left_out_of_the_text(tmp_path: Path) -> None:
    class Word:
        x0, x1, confidence, line = 20.0, 100.0, 1.0, 0
        corners: tuple[tuple[float, float], ...] = ()

        def __init__(self, text: str, x: float, y: float, block: int) -> None:
            self.text, self.x0, self.x1, self.y0, self.y1, self.block = text, x, x + 90, y, y + 20, block

    columns = (Word("Marguerite", 20, 30, 0), Word("left", 20, 90, 0), Word("Oldacre", 400, 30, 1))

    def look(image: PIL.Image.Image, dpi: float) -> Sequence[SeenWord]:
        return columns

    copied(original(tmp_path, "words"), LONG, look=look)

    assert pymupdf.open(tmp_path / "copy.pdf")[0].get_text().split() == ["left"]


def test_a_password_a_wreck_and_a_long_file_are_refused(tmp_path: Path) -> None:
    document = pymupdf.open(original(tmp_path, "x", pages=3))
    locked = tmp_path / "locked.pdf"
    document.save(locked, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="u", owner_pw="o")
    (tmp_path / "wreck.pdf").write_bytes(b"%PDF-1.4 no more")

    with pytest.raises(EncryptedInput):
        copied(locked, LONG)
    with pytest.raises(DamagedInput):
        copied(tmp_path / "wreck.pdf", LONG)
    with pytest.raises(OversizedInput):
        copied(tmp_path / "original.pdf", LONG, options=Options(max_pages=2))


def _png(image: PIL.Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG", dpi=(216, 216))
    return file.getvalue()


def _pixels(path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    """One pixel a point."""
    pixels = pymupdf.open(path)[0].get_pixmap(colorspace=pymupdf.csGRAY)
    flat = np.frombuffer(pixels.samples, dtype=np.uint8).astype(np.int16)
    return flat.reshape(pixels.height, pixels.width)


def _differ(
    one: np.ndarray[tuple[int, ...], np.dtype[np.int16]], other: np.ndarray[tuple[int, ...], np.dtype[np.int16]]
) -> float:
    return float((np.abs(one - other) > 160).mean())


def test_what_is_read_twice_stands_in_the_copys_text_once(tmp_path: Path) -> None:
    """As OCR looks twice at what it is not sure of."""
    source = original(tmp_path, "plain words")
    copied(source, LONG, look=lambda *_: [_Word("worcls", 60, 50, 200, 80, 0.4), _Word("words", 62, 52, 198, 82, 0.9)])

    assert pymupdf.open(source.with_name("copy.pdf"))[0].get_text().split() == ["words"]


def test_a_page_on_which_a_name_was_missed_is_looked_at_larger(tmp_path: Path) -> None:
    source = original(tmp_path, "plain words")
    usual: list[int] = []

    def look(image: PIL.Image.Image, dpi: float) -> Sequence[SeenWord]:
        usual.extend([image.width] if dpi == 200 else [])
        covered = np.asarray(image.convert("L"))[90:105, 120:240].mean() < 128
        return [] if dpi == 200 or covered else [_Word(NAME, 90, 75, 300, 120, 0.9)]

    made = redact_pdf(source, tmp_path / "copy.pdf", CopySettings(TargetSet((LONG,)), look, closer=frozenset({1})))
    (one,) = made.covered
    assert usual
    assert one.box is not None
    assert one.box.x0 == pytest.approx(60 * 72 / 200, abs=2)
    assert not redact_pdf(source, tmp_path / "copy.pdf", CopySettings(TargetSet((LONG,)), look)).covered


def test_a_box_that_encloses_an_earlier_one_takes_its_place_and_label_in_the_log(tmp_path: Path) -> None:
    """A person sees one box; a second one in the log would be nowhere on the page."""
    readings = iter([[_Word(NAME, 90, 75, 300, 120, 0.9)], [_Word(NAME, 60, 50, 500, 160, 0.9)]])
    made = copied(original(tmp_path, "plain words"), LONG, look=lambda *_: next(readings, []))

    (one,) = made.covered
    assert one.label == "CLIENT_B"
    assert one.box is not None
    assert one.box.x0 < 60 * 72 / 200 < 500 * 72 / 200 < one.box.x1


def test_a_box_drawn_by_hand_stays_in_the_log_if_another_one_encloses_it(tmp_path: Path) -> None:
    drawn = HandBox("h1", Box(1, 40, 30, 80, 40), "CLIENT_A", "", "Pat Lund", "2026-01-01T00:00:00+00:00")
    readings = iter([[_Word(NAME, 60, 50, 500, 160, 0.9)]])
    source = original(tmp_path, "plain words")
    made = copied(source, LONG, look=lambda *_: next(readings, []), options=Options(boxes=(drawn,)))

    assert [(one.source, one.label) for one in made.covered] == [("hand", "CLIENT_A"), ("picture", "CLIENT_B")]


def test_two_names_under_one_box_are_both_logged_with_that_box() -> None:
    page = PageRaster(1, PIL.Image.new("L", (1200, 400), 255), 1.0)
    for target, word in ((SHORT, _Word("Bo Xi", 90, 75, 300, 120, 0.9)), (LONG, _Word(NAME, 60, 50, 500, 160, 0.9))):
        readings = iter([[word]])
        page = cover_visible_text(
            page, TargetSet((target,)), lambda *_, left=readings: next(left, []), Options(), misread=False
        )

    assert [one.label for one in page.covered] == ["CLIENT_A", "CLIENT_B"]
    assert page.covered[0].box == page.covered[1].box


@dataclass(frozen=True)
class _Word:
    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float
    line: int = 0
    block: int = 0
    corners: tuple[tuple[float, float], ...] = ()
