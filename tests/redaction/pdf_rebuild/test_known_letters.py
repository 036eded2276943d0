"""Letters of other than standard fonts are known once OCR read them, in two words, as their text says."""

import io
from contextlib import closing
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from legalredact.redaction.context import CopySettings
from legalredact.redaction.options import Options
from legalredact.redaction.pdf_rebuild.known_letters import KnownLetters
from legalredact.redaction.pdf_rebuild.redact import redact_pdf_text
from legalredact.redaction.targets import Target, TargetSet
from legalredact.redaction.text_maps.text_map import FoundWord

WORDS = "Payment was due Payments saw dues"


@pytest.fixture(scope="module")
def other_font() -> bytes:
    """A page in a font that is no standard one."""
    new = pymupdf.open().new_page(width=400, height=100)
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


def copied(content: bytes, folder: Path) -> Path:
    """A copy with its text."""
    (folder / "original.pdf").write_bytes(content)
    how = CopySettings(TargetSet([Target(("Oldacre",), "[P]")]), None, Options(keep_text=True))
    assert redact_pdf_text(folder / "original.pdf", folder / "copy.pdf", how).as_pictures == ()
    return folder / "copy.pdf"


def read(content: bytes) -> list[FoundWord]:
    """What OCR would read at 72 dpi: what the page shows."""
    with pymupdf.open(stream=content, filetype="pdf") as shown:
        return [FoundWord(text, x0, y0, x1, y1) for x0, y0, x1, y1, text, *_ in shown[0].get_text("words")]


def test_letters_of_other_fonts_are_known_once_ocr_read_them_as_their_text_says(
    other_font: bytes, tmp_path: Path
) -> None:
    with closing(KnownLetters(copied(other_font, tmp_path))) as known:
        assert known.unsaid(0) != ()
        known.learn(0, [word for word in read(other_font) if word.text != "due"], 72)
        assert known.unsaid(0) != ()  # "d" and "u" were read in one word only
        known.learn(0, read(other_font), 72)
        assert known.unsaid(0) == ()


def test_letters_that_show_another_one_than_they_say_are_never_known(other_font: bytes, tmp_path: Path) -> None:
    content = saying_other(other_font)
    assert next(word.text for word in read(content)) == "Rayment"
    with closing(KnownLetters(copied(content, tmp_path))) as known:
        known.learn(0, read(other_font), 72)
        assert known.unsaid(0) != ()


def test_an_outline_that_says_two_letters_is_never_known(other_font: bytes, tmp_path: Path) -> None:
    with pymupdf.open(stream=other_font, filetype="pdf") as both, pymupdf.open("pdf", saying_other(other_font)) as more:
        both.insert_pdf(more)
        content = both.tobytes()
    with closing(KnownLetters(copied(content, tmp_path))) as known:
        known.learn(0, read(other_font), 72)
        assert known.unsaid(0) == ()
        assert known.unsaid(1) != ()
        assert known.unsaid(0) != ()


def test_lines_with_unknown_letters_are_read_with_their_neighbors(other_font: bytes, tmp_path: Path) -> None:
    with pymupdf.open(stream=other_font, filetype="pdf") as document:
        page = document[0]
        page.set_mediabox(pymupdf.Rect(0, 0, 400, 400))
        writer = pymupdf.TextWriter(page.rect)
        for at in range(10):
            writer.append((20, 40 + 30 * at), "Paid on time.", font=pymupdf.Font("helv"), fontsize=12)
        writer.write_text(page)
        at = page.search_for("dues")[0].y1
        content = document.tobytes()
    with closing(KnownLetters(copied(content, tmp_path))) as known:
        places = known.unsaid(0)

    assert places is not None
    assert 280 < min(place[1] for place in places) < at - 30  # one line above, of those 30 points apart
    assert all(place[0] == 0 and place[2] > 400 for place in places)
