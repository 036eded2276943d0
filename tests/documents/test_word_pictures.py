"""Pictures in Word files are read by OCR, or by their own strings, and a person is asked to look."""

import io
from pathlib import Path

import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
import pytest

from legalredact.documents.limits import Limits
from legalredact.documents.ocr.engine import Ocr, OcrEngine
from legalredact.documents.ooxml.metafiles import is_metafile, metafile_text
from legalredact.documents.ooxml.reader import read_word
from legalredact.model.document import BlockKind, Document, UnreadReason
from tests.documents.word_files import drawing, emf, paragraph, picture, run, wmf, word_file

OCR = Ocr(OcrEngine.EMBEDDED)


def _png(text: str = "", size: tuple[int, int] = (600, 100)) -> bytes:
    image = PIL.Image.new("RGB", size, "white")
    draw = PIL.ImageDraw.Draw(image)
    if text:
        draw.text((20, 30), text, fill="black", font=PIL.ImageFont.load_default(34))
    for x in range(0, 0 if text else size[0], 25):
        draw.line((x, 0, size[0] - x, size[1]), fill="black", width=2)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _with_picture(folder: Path, content: bytes, ending: str = "png", limits: Limits | None = None) -> Document:
    parts = {f"word/media/image1.{ending}": content}
    body = f"<w:p>{run('by her hand')}{drawing(picture('rId1'))}</w:p>{paragraph('after')}"
    path = word_file(folder, body, parts, [("rId1", "image", f"media/image1.{ending}")])
    return read_word(path, limits or Limits(), OCR)


def _unread(document: Document) -> list[tuple[UnreadReason, str]]:
    return [(part.reason, part.detail) for part in document.unread]


def test_text_of_a_picture_is_a_block_at_its_place_and_marked(tmp_path: Path) -> None:
    document = _with_picture(tmp_path, _png("Oakbarrow Mills LLC"))
    assert [(b.kind, document.text_of(b)) for b in document.blocks] == [
        (BlockKind.BODY, "by her hand"),
        (BlockKind.PICTURE, "Oakbarrow Mills LLC"),
        (BlockKind.BODY, "after"),
    ]
    confidence = document.blocks[1].confidence
    assert confidence is not None
    assert 0.5 < confidence <= 1
    assert _unread(document) == [
        (
            UnreadReason.OCR,
            "picture 1 in paragraph 1, of 600 × 100 pixels read by OCR; words may be wrong or missing",
        )
    ]


def test_a_picture_that_stands_twice_is_read_once(tmp_path: Path) -> None:
    parts = {"word/media/image1.png": _png("Tarrow")}
    body = f"<w:p>{drawing(picture('rId1'))}{drawing(picture('rId1'))}</w:p>"
    document = read_word(word_file(tmp_path, body, parts, [("rId1", "image", "media/image1.png")]), Limits(), OCR)
    assert document.text == "Tarrow"


def test_a_large_picture_without_text_has_to_be_looked_at_and_a_small_one_not(tmp_path: Path) -> None:
    assert [reason for reason, _ in _unread(_with_picture(tmp_path, _png(size=(300, 300))))] == [UnreadReason.PICTURE]
    assert _unread(_with_picture(tmp_path, _png(size=(20, 20)))) == []


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n broken", _png("Tarrow")[:200], b"%PDF-1.4"])
def test_a_picture_that_cannot_be_read_has_to_be_looked_at(tmp_path: Path, content: bytes) -> None:
    assert _unread(_with_picture(tmp_path, content)) == [
        (UnreadReason.PICTURE, "picture 1 in paragraph 1, in a format that could not be read")
    ]


def test_a_picture_over_the_limit_has_to_be_looked_at(tmp_path: Path) -> None:
    document = _with_picture(tmp_path, _png("Tarrow"), limits=Limits(max_pixels=1000))
    assert _unread(document) == [(UnreadReason.PICTURE, "picture 1 in paragraph 1, with more pixels than the limit")]


def test_a_picture_that_nothing_points_to_is_read_too(tmp_path: Path) -> None:
    path = word_file(tmp_path, paragraph("a"), {"word/media/image7.png": _png("Tarrow")})
    document = read_word(path, Limits(), OCR)
    assert [(b.kind, b.label) for b in document.blocks][1:] == [(BlockKind.PICTURE, "picture 1 in the file")]


def test_the_preview_is_on_no_page(tmp_path: Path) -> None:
    parts = {"docProps/thumbnail.emf": emf((10, "Harriet Quillfeather"))}
    pointed = [("rId7", "metadata/thumbnail", "docProps/thumbnail.emf")]
    document = read_word(word_file(tmp_path, paragraph("a"), parts, package=pointed), Limits(), OCR)
    assert [(b.kind, b.label) for b in document.blocks][1:] == [(BlockKind.PROPERTY, "picture 1 in the preview")]


def test_strings_of_metafiles_and_drawings_are_read_without_ocr(tmp_path: Path) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><text>Oak<tspan>barrow</tspan></text></svg>'
    for ending, content, text in (
        ("emf", emf((10, "Harriet"), (10, "Vane"), (40, "Oakbarrow")), "Harriet Vane\nOakbarrow"),
        ("wmf", wmf((10, "Desmond"), (30, "Tarrow")), "Desmond\nTarrow"),
        ("svg", svg, "Oakbarrow"),
    ):
        document = _with_picture(tmp_path, content, ending)
        assert [document.text_of(b) for b in document.blocks if b.kind is BlockKind.PICTURE] == [text]
        assert [reason for reason, _ in _unread(document)] == [UnreadReason.PICTURE]


@pytest.mark.parametrize("cut", range(40, 260, 7))
def test_a_metafile_that_was_cut_off_gives_what_is_left(cut: int) -> None:
    content = emf((10, "Harriet"), (40, "Oakbarrow"))[:cut]
    left = metafile_text(content).replace("\ufffd", "").strip()
    assert "Harriet\nOakbarrow".startswith(left)


def test_other_pictures_are_no_metafiles() -> None:
    assert not is_metafile(_png("a"))
    assert is_metafile(wmf())
    assert is_metafile(emf())
