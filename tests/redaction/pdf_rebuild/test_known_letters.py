"""Pages that OCR need not read: only those whose text surely says all that they show."""

import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from legalredact.redaction.pdf_rebuild.known_letters import KnownLetters
from legalredact.redaction.text_maps.text_map import FoundWord

WORDS = "Payment was due"


def page(**how: object) -> pymupdf.Page:
    """A page with a line of a standard font."""
    new = pymupdf.open().new_page(width=320, height=100)
    new.insert_text((20, 50), WORDS, fontsize=12, **how)
    return new


def says_all(shown: pymupdf.Page, folder: Path) -> bool:
    """Whether OCR need not read the page."""
    shown.parent.save(folder / "copy.pdf")
    with KnownLetters(folder / "copy.pdf") as known:
        return known.says_all(0)


def test_standard_letters_say_what_they_show(tmp_path: Path) -> None:
    shown = page()
    shown.draw_line((20, 60), (300, 60))

    assert says_all(shown, tmp_path)


def with_picture() -> pymupdf.Page:
    """A page that may show letters in a picture."""
    new = page()
    new.insert_image((10, 60, 60, 90), stream=page().get_pixmap().tobytes("png"))
    return new


def out_of_order(apart: float = 0.0) -> pymupdf.Page:
    """A page whose letters are written in another order than they are read."""
    new = page()
    for at in (1, 3, 0, 2):
        x = 20 + pymupdf.get_text_length("Reed"[:at], fontsize=12) + apart * at
        new.insert_text((x, 80), "Reed"[at], fontsize=12)
    return new


def spaced_out_of_order() -> pymupdf.Page:
    """The same with letters that are set apart."""
    return out_of_order(5.0)


def with_letters_over_each_other() -> pymupdf.Page:
    """Two letters that together show a third."""
    new = page()
    new.insert_text((20, 80), "I", fontsize=12)
    new.insert_text((20.3, 80), "F", fontsize=12)
    return new


def aslant() -> pymupdf.Page:
    """A page with a line aslant."""
    new = page()
    new.insert_text((20, 90), WORDS, fontsize=12, morph=(pymupdf.Point(20, 90), pymupdf.Matrix(20)))
    return new


def drawn_with(strokes: Sequence[tuple[float, float, float, float]]) -> pymupdf.Page:
    """A page with black boxes, as lines are in a copy."""
    new = page()
    for box in strokes:
        new.draw_rect(pymupdf.Rect(box), color=None, fill=(0, 0, 0))
    return new


def with_strokes_that_spell() -> pymupdf.Page:
    """HILL, of seven strokes."""
    upright = [(x, 60, x + 1, 90) for x in (20, 35, 45, 55, 75)]
    return drawn_with([*upright, (20, 75, 36, 76), (55, 89, 70, 90), (75, 89, 90, 90)])


def with_dots_that_spell() -> pymupdf.Page:
    """HI, of small squares."""
    rows = ("x.x.x", "x.x.x", "xxx.x", "x.x.x", "x.x.x")
    dots = [(20 + 3 * x, 60 + 3 * y) for y, row in enumerate(rows) for x, dot in enumerate(row) if dot == "x"]
    return drawn_with([(x, y, x + 2, y + 2) for x, y in dots])


def with_letters_pressed_together() -> pymupdf.Page:
    """Alder, of which the text says Alcler."""
    new, x = page(), 20.0
    for letter, closer in zip("Alcler", (0, 0, 0.09, 0, 0, 0), strict=True):
        new.insert_text((x, 80), letter, fontsize=12)
        x += pymupdf.get_text_length(letter, fontsize=12) - closer * 12
    return new


def test_rules_of_a_large_table_and_boxes_draw_no_letters(tmp_path: Path) -> None:
    rules = [(x, 60 + 20 * row, x + 1, 80 + 20 * row) for x in (20, 120, 300) for row in range(9)]
    lines = [(20, 60 + 20 * row, 301, 61 + 20 * row) for row in range(10)]

    assert says_all(drawn_with([*rules, *lines, (130, 62, 180, 75)]), tmp_path)


@pytest.mark.parametrize(
    "make",
    [
        *(with_picture, out_of_order, spaced_out_of_order, with_letters_over_each_other, aslant),
        *(with_strokes_that_spell, with_dots_that_spell, with_letters_pressed_together),
    ],
)
def test_a_page_that_may_show_more_is_read(make: object, tmp_path: Path) -> None:
    assert not says_all(make(), tmp_path)  # type: ignore[operator]


@pytest.fixture(scope="module")
def other_font() -> bytes:
    """A page in a font that is no standard one."""
    new = pymupdf.open().new_page(width=320, height=100)
    writer = pymupdf.TextWriter(new.rect)
    writer.append((20, 50), WORDS, font=pymupdf.Font("cjk"), fontsize=12)
    writer.write_text(new)
    new.parent.subset_fonts()
    return bytes(new.parent.tobytes())


def saying_other(content: bytes) -> bytes:
    """The page with a text that says "Rayment" where it shows "Payment"."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        font = pdf.pages[0].Resources.Font.F0
        ranges = b"<0001> <0030> <0020>\n<0031> <0031> <0052>\n<0032> <005f> <0051>"
        font.ToUnicode = pdf.make_stream(font.ToUnicode.read_bytes().replace(b"<0001> <005f> <0020>", ranges))
        file = io.BytesIO()
        pdf.save(file)
        return file.getvalue()


def read(content: bytes) -> list[FoundWord]:
    """What OCR would read at 72 dpi: what the page shows."""
    with pymupdf.open(stream=content, filetype="pdf") as shown:
        return [FoundWord(text, x0, y0, x1, y1) for x0, y0, x1, y1, text, *_ in shown[0].get_text("words")]


def test_letters_of_other_fonts_are_known_once_ocr_read_them_as_their_text_says(
    other_font: bytes, tmp_path: Path
) -> None:
    (tmp_path / "copy.pdf").write_bytes(other_font)
    with KnownLetters(tmp_path / "copy.pdf") as known:
        assert not known.says_all(0)
        known.learn(0, [word for word in read(other_font) if word.text != "due"], 72)
        assert not known.says_all(0)  # "d" and "u" were read in no other word
        known.learn(0, read(other_font), 72)
        assert known.says_all(0)


def test_letters_that_show_another_one_than_they_say_are_never_known(other_font: bytes, tmp_path: Path) -> None:
    content = saying_other(other_font)
    assert next(word.text for word in read(content)) == "Rayment"
    (tmp_path / "copy.pdf").write_bytes(content)
    with KnownLetters(tmp_path / "copy.pdf") as known:
        known.learn(0, read(other_font), 72)
        assert not known.says_all(0)
