"""Text that is only pixels goes to OCR, and a person is told."""

import io
from pathlib import Path

import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
import pymupdf
import pytest

from legalredact.documents.limits import STANDARD
from legalredact.documents.ocr.engine import Ocr
from legalredact.documents.pdf.reader import read_pdf
from legalredact.documents.pdf.render import render_page
from legalredact.errors import UsageError
from legalredact.model.document import BlockKind, PageSource, UnreadReason
from legalredact.model.progress import NEVER, silent
from tests.documents.pdf_files import (
    FixedOcr,
    NoOcr,
    block_with,
    ocr_line,
    one_page,
    page_with,
    read,
    reasons,
    saved,
    texts,
)

TEXT = [(72, 400, "Ines Marlow owns the Petrel.")]


def picture(width: int = 600, height: int = 150, text: str = "QUENBY & FELD LLP") -> bytes:
    """A letterhead as PNG."""
    image = PIL.Image.new("L", (width, height), 255)
    PIL.ImageDraw.Draw(image).text((20, height // 4), text, fill=0, font=PIL.ImageFont.load_default(size=height // 3))
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def letter(path: Path, place: tuple[float, float, float, float] = (200, 40, 400, 90), pages: int = 1) -> Path:
    """Pages with text and a letterhead that is a picture."""
    document = pymupdf.open()
    for _ in range(pages):
        page_with(document, TEXT).insert_image(place, stream=picture())
    return saved(document, path, deflate=True)


def test_a_letterhead_that_is_a_picture_is_read(tmp_path: Path) -> None:
    document = read(letter(tmp_path / "a.pdf"), FixedOcr(ocr_line("QUENBY & FELD LLP", 40, 60, 0.7)))

    block = block_with(document, "QUENBY FELD LLP")
    assert block.kind is BlockKind.PICTURE
    assert block.confidence == pytest.approx(0.7)
    assert document.pages[0].source is PageSource.MIXED
    assert reasons(document) == [UnreadReason.OCR]
    box = document.boxes(block.span)[0]
    assert (box.page, round(box.x0), round(box.y0)) == (1, 210, 54)


def test_the_same_letterhead_on_many_pages_is_read_and_reported_once(tmp_path: Path) -> None:
    recognizer = FixedOcr(ocr_line("QUENBY LLP", 40, 60))

    document = read(letter(tmp_path / "a.pdf", pages=5), recognizer)

    assert len(recognizer.pictures) == 1
    assert texts(document, BlockKind.PICTURE) == ["QUENBY LLP"] * 5
    assert reasons(document) == [UnreadReason.OCR]


def test_a_picture_in_which_ocr_finds_nothing_is_reported(tmp_path: Path) -> None:
    document = read(letter(tmp_path / "a.pdf"), FixedOcr())

    assert reasons(document) == [UnreadReason.PICTURE]
    assert document.pages[0].source is PageSource.TEXT


@pytest.mark.parametrize("place", [(72, 300, 500, 303), (72, 300, 80, 308)])
def test_rules_and_specks_are_no_pictures(tmp_path: Path, place: tuple[float, float, float, float]) -> None:
    document = pymupdf.open()
    page_with(document, TEXT).insert_image(place, stream=picture(), keep_proportion=False)

    assert read(saved(document, tmp_path / "a.pdf"), NoOcr()).unread == ()


def test_pictures_of_one_colour_are_no_pictures(tmp_path: Path) -> None:
    document = pymupdf.open()
    blank = io.BytesIO()
    PIL.Image.new("L", (600, 200), 230).save(blank, "PNG")
    page_with(document, TEXT).insert_image((200, 40, 400, 90), stream=blank.getvalue(), keep_proportion=False)

    assert read(saved(document, tmp_path / "a.pdf"), NoOcr()).unread == ()


def test_words_that_the_text_has_are_not_read_again_off_its_background(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page(width=612, height=792)
    page.insert_image(page.rect, stream=picture(612, 792), keep_proportion=False)
    page.insert_text((72, 400), TEXT[0][2], fontsize=11, fontname="tiro")
    word = ocr_line("Ines", 72 * 300 / 72, 391 * 300 / 72)

    read_back = read(saved(document, tmp_path / "a.pdf"), FixedOcr([*word, *ocr_line("QUENBY", 400, 400)]))

    assert read_back.text.count("Ines") == 1
    assert texts(read_back, BlockKind.PICTURE) == ["QUENBY"]


def with_pictures_under_text(path: Path, text: str, pages: int = 1) -> Path:
    """Pages over whose line of text the same picture lies."""
    document = pymupdf.open()
    for _ in range(pages):
        page = document.new_page(width=612, height=792)
        page.insert_image((60, 380, 360, 420), stream=picture(600, 80, text), keep_proportion=False)
        page.insert_text((72, 390), "Ines", fontsize=11, fontname="tiro")
    return saved(document, path, deflate=True)


def test_a_picture_that_shows_more_than_the_text_over_it_is_reported_once(tmp_path: Path) -> None:
    """A signature over a typed name: OCR reads the typed name alone."""
    typed = ocr_line("Ines", 12 * 300 / 72, 2 * 300 / 72)

    document = read(with_pictures_under_text(tmp_path / "a.pdf", "~~~/\\/\\~~~ ~~~", pages=3), FixedOcr(typed))

    assert [(part.reason, part.page) for part in document.unread] == [(UnreadReason.PICTURE, 1)]


def test_a_picture_that_shows_nothing_beside_the_text_is_none(tmp_path: Path) -> None:
    typed = ocr_line("Ines", 12 * 300 / 72, 2 * 300 / 72)

    assert read(with_pictures_under_text(tmp_path / "a.pdf", ""), FixedOcr(typed)).unread == ()


def test_a_scan_with_a_few_words_of_somebodys_ocr_is_reported_and_read(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page(width=612, height=792)
    page.insert_image(page.rect, stream=picture(612, 792), keep_proportion=False)
    page.insert_text((72, 400), "Ines Marl0w", render_mode=3)

    read_back = read(saved(document, tmp_path / "a.pdf"), FixedOcr(ocr_line("QUENBY", 400, 400)))

    assert texts(read_back, BlockKind.PICTURE) == ["QUENBY"]
    assert "earlier OCR" in read_back.unread[0].detail


def test_a_scan_with_somebodys_ocr_is_trusted_but_reported(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page(width=612, height=792)
    page.insert_image(page.rect, stream=picture(612, 792), keep_proportion=False)
    for index in range(30):
        page.insert_text((72, 100 + 14 * index), f"{index} Ines Marlow owns the Petrel.", render_mode=3)

    read_back = read(saved(document, tmp_path / "a.pdf"), NoOcr())

    assert reasons(read_back) == [UnreadReason.OCR]
    assert "earlier OCR" in read_back.unread[0].detail


def test_a_page_without_text_or_ink_is_blank(tmp_path: Path) -> None:
    document = read(one_page(tmp_path / "a.pdf", []), NoOcr())

    assert document.text == ""
    assert document.unread == ()


def test_lettering_that_was_drawn_as_shapes_is_read(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = page_with(document, TEXT)
    shape = page.new_shape()
    for index in range(12):
        x = 200 + 14 * index
        shape.draw_polyline([(x, 80), (x + 4, 60), (x + 9, 80), (x + 5, 72)])
        shape.finish(fill=(0, 0, 0), closePath=True)
    shape.commit()

    read_back = read(saved(document, tmp_path / "a.pdf"), FixedOcr(ocr_line("QUENBY", 40, 10)))

    assert texts(read_back, BlockKind.PICTURE) == ["QUENBY"]


def test_a_scanned_page_is_read_with_confidence_and_always_reported(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page(width=300, height=36)
    page.insert_image(page.rect, stream=picture(1250, 150, "Ines Marlow v. Brack"), keep_proportion=False)
    path = saved(document, tmp_path / "a.pdf")

    read_back = read_pdf(path, STANDARD, Ocr(), silent, NEVER)

    assert "Ines Marlow v. Brack" in " ".join(read_back.text.split())
    assert read_back.pages[0].source is PageSource.OCR
    assert reasons(read_back) == [UnreadReason.OCR]
    assert 0.3 < (read_back.blocks[0].confidence or 0) <= 1
    left = read_back.boxes(read_back.blocks[0].span)[0].x0
    assert left == pytest.approx(300 * 20 / 1250, abs=6)


def test_pages_are_rendered_as_png(tmp_path: Path) -> None:
    path = one_page(tmp_path / "a.pdf", TEXT)

    image = PIL.Image.open(io.BytesIO(render_page(path, 1, 72)))

    assert image.format == "PNG"
    assert image.size == (612, 792)
    with pytest.raises(UsageError, match="no page 2"):
        render_page(path, 2, 72)
