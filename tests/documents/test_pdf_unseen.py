"""Text that is there although nobody sees it: it must be read, because it would be found by whoever gets the file."""

from pathlib import Path

import pymupdf
import pytest

from legalredact.documents.pdf.second_engine import NONE, difference
from legalredact.model.document import BlockKind, PageSource, UnreadReason
from tests.documents.pdf_files import (
    FixedOcr,
    block_with,
    ocr_line,
    one_page,
    page_with,
    paragraph,
    read,
    reasons,
    saved,
    texts,
)


def test_white_and_invisible_text_is_read(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = page_with(document, [(72, 100, "Ines Marlow owns the Petrel.")])
    page.insert_text((72, 150), "White: Otto Brack.", color=(1, 1, 1))
    page.insert_text((72, 200), "Invisible: Una Feld.", render_mode=3)

    text = read(saved(document, tmp_path / "a.pdf")).text

    assert "Otto Brack" in text
    assert "Una Feld" in text


@pytest.mark.parametrize(("x", "y"), [(-300, 100), (72, 900), (700, 100)])
def test_text_beyond_the_page_is_read_as_hidden(tmp_path: Path, x: float, y: float) -> None:
    lines = [(72, 100, "Ines Marlow owns the Petrel."), (x, y, "Otto Brack")]

    document = read(one_page(tmp_path / "a.pdf", lines))

    assert texts(document, BlockKind.HIDDEN) == ["Otto Brack"]


def test_text_outside_the_crop_box_is_read_as_hidden(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = page_with(document, [(200, 300, "Ines Marlow owns the Petrel."), (72, 40, "Otto Brack")])
    page.set_cropbox(pymupdf.Rect(100, 200, 500, 600))

    assert texts(read(saved(document, tmp_path / "a.pdf")), BlockKind.HIDDEN) == ["Otto Brack"]


def test_layers_that_are_off_are_read_as_hidden(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = page_with(document, [(72, 100, "Ines Marlow owns the Petrel.")])
    shown, off = document.add_ocg("seen", on=True), document.add_ocg("Notes of Mr. Hale", on=False)
    page.insert_text((72, 150), "On a layer: Una Feld.", oc=shown)
    page.insert_text((72, 200), "On another: Otto Brack.", oc=off)

    read_back = read(saved(document, tmp_path / "a.pdf"))

    assert texts(read_back, BlockKind.HIDDEN) == ["On another: Otto Brack."]
    assert block_with(read_back, "Una Feld").kind is BlockKind.BODY
    assert "Notes of Mr. Hale" in read_back.text


def test_text_printed_twice_for_boldness_is_read_once(tmp_path: Path) -> None:
    lines = [(72, 100, "Ines Marlow owns the Petrel."), (72.3, 100, "Ines Marlow owns the Petrel.")]

    document = read(one_page(tmp_path / "a.pdf", lines))

    assert texts(document) == ["Ines Marlow owns the Petrel."]
    assert document.unread == ()


def replaced_text(path: Path) -> Path:
    """What is drawn and what is spoken differ, as the tagging of a PDF may say."""
    document = pymupdf.open()
    page = page_with(document, [(72, 100, "Ines Marlow owns the Petrel.")])
    content = b"BT /tiro 11 Tf 1 0 0 1 72 600 Tm /Span <</ActualText (Una Feld)>> BDC (Otto Brack) Tj EMC ET"
    stream = document.get_new_xref()
    document.update_object(stream, "<<>>")
    document.update_stream(stream, content)
    document.xref_set_key(page.xref, "Contents", f"[{page.get_contents()[0]} 0 R {stream} 0 R]")
    return saved(document, path)


def test_drawn_and_spoken_text_are_both_read(tmp_path: Path) -> None:
    text = read(replaced_text(tmp_path / "a.pdf")).text

    assert "Otto Brack" in text
    assert "Una Feld" in text


def test_what_only_the_second_engine_reads_is_searched_and_reported(tmp_path: Path) -> None:
    document = read(replaced_text(tmp_path / "a.pdf"))

    assert UnreadReason.ENGINES_DIFFER in reasons(document)
    assert document.unread[0].page == 1
    assert "Feld" not in document.unread[0].detail
    assert texts(document, BlockKind.HIDDEN) == ["Una Feld"]


def test_engines_that_cut_words_differently_agree() -> None:
    assert difference(["Alder-", "Fontaine", "of", "the", "ﬁrm"], "Alder\ufffeFontaine of\r\nthefirm") is NONE


def test_a_missing_name_matters_and_its_whole_line_is_kept() -> None:
    found = difference(["the", "owner", "of", "the", "boat"], "the owner of\nMr. Otto Brack, boat")

    assert found.lines == ("Mr. Otto Brack, boat",)
    assert (found.words, found.names) == (3, 2)
    assert found.matters


def test_a_stray_small_word_does_not_matter() -> None:
    assert not difference(["word"] * 50, "word " * 50 + "xyz").matters


def test_letters_that_the_second_engine_doubles_are_no_difference() -> None:
    assert difference(["Otto", "Brack"], "OOttttoo BBrraacckk") is NONE


def without_unicode(path: Path, hidden: str, plain: str) -> Path:
    """A file of which one font does not say which letters it shows."""
    document = pymupdf.open()
    page = page_with(document, [(72, 150, plain)] if plain else [])
    writer = pymupdf.TextWriter(page.rect)
    writer.append((72, 100), hidden, font=pymupdf.Font("helv"), fontsize=11)
    writer.write_text(page)
    for number in range(1, document.xref_length()):
        if "ToUnicode" in document.xref_object(number):
            document.xref_set_key(number, "ToUnicode", "null")
    return saved(document, path)


def test_where_one_font_hides_its_letters_ocr_reads_what_is_missing(tmp_path: Path) -> None:
    path = without_unicode(tmp_path / "a.pdf", "Otto Brack", "Ines Marlow owns the Petrel.")
    recognizer = FixedOcr([*ocr_line("Otto Brack", 300, 370), *ocr_line("Ines", 310, 580)])

    document = read(path, recognizer)

    assert "Otto Brack" in document.text
    assert document.text.count("Ines") == 1
    assert "\ufffd" not in texts(document, BlockKind.BODY)[0]
    assert UnreadReason.NO_UNICODE in reasons(document)
    assert document.pages[0].source is PageSource.MIXED


def test_where_all_letters_are_hidden_ocr_reads_the_page(tmp_path: Path) -> None:
    document = read(without_unicode(tmp_path / "a.pdf", "Otto Brack", ""), FixedOcr(ocr_line("Otto Brack", 300, 370)))

    assert texts(document, BlockKind.BODY) == ["Otto Brack"]
    assert document.blocks[0].confidence == pytest.approx(0.9)
    assert document.pages[0].source is PageSource.OCR
    assert {UnreadReason.NO_UNICODE, UnreadReason.OCR} <= set(reasons(document))


def test_letters_that_are_shifted_are_taken_for_what_they_are(tmp_path: Path) -> None:
    sentence = "The owner of the boat has said that nobody else had the key to the drawer in which the letters lay. "
    shifted = "".join(chr((ord(char) - 96) % 26 + 97) if char.isalpha() else char for char in sentence.lower() * 4)
    lines = paragraph(72, 100, "\n".join(shifted[start : start + 80] for start in range(0, len(shifted), 80)))

    document = read(one_page(tmp_path / "a.pdf", lines), FixedOcr(ocr_line("The owner of the boat", 300, 370)))

    assert UnreadReason.NO_UNICODE in reasons(document)
    assert "The owner of the boat" in document.text
