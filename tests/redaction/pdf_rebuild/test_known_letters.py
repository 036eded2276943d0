"""Pages that OCR need not read: only those whose text surely says all that they show."""

import io
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


@pytest.mark.parametrize(
    "make", [with_picture, out_of_order, spaced_out_of_order, with_letters_over_each_other, aslant]
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
