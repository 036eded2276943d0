"""Pictures of pages are read by OCR, page for page, and say that they were."""

import struct
import zlib
from pathlib import Path

import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
import pytest

from legalredact.documents.limits import Limits
from legalredact.documents.ocr.engine import Ocr, OcrEngine, OcrWord
from legalredact.documents.ocr.image import dpi_of, read_image
from legalredact.documents.read import read_file
from legalredact.errors import Cancelled, DamagedInput, EmptyInput, OversizedInput, WrongType
from legalredact.model.document import PageSource, UnreadReason
from legalredact.model.mention import Span
from legalredact.model.progress import Cancellation, Progress

OCR = Ocr(OcrEngine.EMBEDDED)


def _page(text: str) -> PIL.Image.Image:
    image = PIL.Image.new("L", (700, 120), 255)
    PIL.ImageDraw.Draw(image).text((30, 40), text, fill=0, font=PIL.ImageFont.load_default(34))
    return image


@pytest.mark.parametrize("ending", ["png", "jpg", "tif"])
def test_a_picture_is_one_page_with_boxes_and_doubt(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"scan.{ending}"
    _page("Harriet Quillfeather").save(path, dpi=(200, 200))
    document = read_image(path, Limits(), OCR)
    (block,) = document.blocks
    (page,) = document.pages
    assert document.text == "Harriet Quillfeather"
    assert (page.number, page.source) == (1, PageSource.OCR)
    assert (page.width, page.height) == pytest.approx((252, 43.2), rel=0.01)
    assert [(part.reason, part.page) for part in document.unread] == [(UnreadReason.OCR, 1)]
    assert block.confidence is not None
    assert block.boxes is not None
    assert len(block.boxes) == len(document.text)
    first = block.boxes.box(0)
    assert first is not None
    assert first.x0 == pytest.approx(30 * 72 / 200, abs=3)


class _Across(Ocr):
    """OCR that reads line by line across the columns of a page, as Tesseract does."""

    def recognize(self, image: PIL.Image.Image, dpi: float) -> tuple[OcrWord, ...]:
        """Two lines of two columns."""
        assert image.size == (1000, 400)
        assert dpi == 200
        return (
            OcrWord("Harriet", 100, 100, 200, 130, 0.9, 0, 0),
            OcrWord("March", 600, 100, 690, 130, 0.9, 0, 0),
            OcrWord("3", 705, 100, 720, 130, 0.9, 0, 0),
            OcrWord("Quillfeather", 100, 140, 270, 170, 0.8, 1, 0),
            OcrWord("Paid", 600, 140, 660, 170, 0.9, 1, 0),
        )


def test_columns_of_a_picture_are_read_one_after_the_other(tmp_path: Path) -> None:
    PIL.Image.new("L", (1000, 400), 255).save(tmp_path / "scan.tiff", dpi=(200, 200))

    document = read_image(tmp_path / "scan.tiff", Limits(), _Across())

    assert "Harriet\nQuillfeather" in document.text
    assert min(block.confidence or 1.0 for block in document.blocks) == 0.8
    at = document.text.index("Quill")
    (box,) = document.boxes(Span(at, at + 1))
    assert (box.page, round(box.x0), round(box.y0)) == (1, 36, 50)


def test_each_frame_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "scan.tiff"
    first, *more = (_page(text) for text in ("Exhibit A", "Desmond Tarrow", "Oakbarrow Mills"))
    first.save(path, save_all=True, append_images=more, dpi=(200, 200))
    seen: list[Progress] = []
    document = read_image(path, Limits(), OCR, seen.append)
    assert document.text == "Exhibit A\n\nDesmond Tarrow\n\nOakbarrow Mills"
    assert [block.page for block in document.blocks] == [1, 2, 3]
    assert [(step.done, step.total) for step in seen] == [(1, 3), (2, 3), (3, 3)]


def test_a_picture_without_text_has_to_be_looked_at_and_a_blank_one_not(tmp_path: Path) -> None:
    drawing = PIL.Image.new("L", (400, 400), 255)
    for x in range(0, 400, 25):
        PIL.ImageDraw.Draw(drawing).line((x, 0, 400 - x, 400), fill=0, width=2)
    drawing.save(tmp_path / "drawing.png")
    PIL.Image.new("L", (400, 400), 250).save(tmp_path / "blank.png")
    assert [part.reason for part in read_image(tmp_path / "drawing.png", Limits(), OCR).unread] == [
        UnreadReason.PICTURE
    ]
    assert read_image(tmp_path / "blank.png", Limits(), OCR).unread == ()


def test_the_resolution_is_what_the_file_says_if_that_can_be(tmp_path: Path) -> None:
    image = PIL.Image.new("L", (1700, 2200))
    assert dpi_of(image) == 200
    image.info["dpi"] = (300, 300)
    assert dpi_of(image) == 300
    image.info["dpi"] = (1, 1)
    assert dpi_of(image) == 200


def test_a_photograph_is_turned_as_its_camera_noted(tmp_path: Path) -> None:
    exif = PIL.Image.Exif()
    exif[0x0112] = 6
    _page("Oakbarrow Mills").rotate(90, expand=True).save(tmp_path / "photo.jpg", exif=exif)
    document = read_image(tmp_path / "photo.jpg", Limits(), OCR)
    assert document.text == "Oakbarrow Mills"
    assert document.pages[0].width > document.pages[0].height


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"")
    with pytest.raises(EmptyInput):
        read_image(tmp_path / "a.png", Limits(), OCR)


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"plain words")
    with pytest.raises(WrongType):
        read_image(tmp_path / "a.png", Limits(), OCR)


@pytest.mark.parametrize("ending", ["png", "jpg", "tif"])
def test_a_file_that_was_cut_off_is_refused(tmp_path: Path, ending: str) -> None:
    whole, cut = tmp_path / f"whole.{ending}", tmp_path / f"cut.{ending}"
    _page("Harriet Quillfeather").save(whole)
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with pytest.raises((DamagedInput, WrongType)):
        read_image(cut, Limits(), OCR)


def test_too_many_pixels_bytes_or_pages_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    chunks = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(10_000))), (b"IEND", b""))
    )
    (tmp_path / "bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunks)
    with pytest.raises(OversizedInput):
        read_image(tmp_path / "bomb.png", Limits(), OCR)
    _page("a").save(tmp_path / "two.tif", save_all=True, append_images=[_page("b")])
    for limits in (Limits(max_pages=1), Limits(max_pixels=1000), Limits(max_bytes=10)):
        with pytest.raises(OversizedInput):
            read_image(tmp_path / "two.tif", limits, OCR)


def test_reading_stops_on_request(tmp_path: Path) -> None:
    _page("a").save(tmp_path / "a.png")
    cancel = Cancellation()
    cancel.cancel()
    with pytest.raises(Cancelled):
        read_image(tmp_path / "a.png", Limits(), OCR, cancel=cancel)


class _Numbered(Ocr):
    """OCR that reads a page's text and its number, one higher with each page."""

    def __init__(self) -> None:
        super().__init__()
        self._number = 43

    def recognize(self, image: PIL.Image.Image, dpi: float) -> tuple[OcrWord, ...]:
        """A line of text, and the number at the foot."""
        self._number += 1
        return (
            OcrWord("Harriet", 100, 500, 200, 530, 0.9, 0, 0),
            OcrWord(str(self._number), 400, 1150, 440, 1180, 0.9, 1, 0),
        )


def test_the_pages_of_a_scan_have_the_numbers_printed_on_them(tmp_path: Path) -> None:
    frames = [PIL.Image.new("L", (850, 1200), 255) for _ in range(3)]
    frames[0].save(tmp_path / "scan.tiff", save_all=True, append_images=frames[1:], dpi=(100, 100))

    document = read_image(tmp_path / "scan.tiff", Limits(), _Numbered())

    assert [page.printed for page in document.pages] == ["44", "45", "46"]


def test_a_fax_of_several_pages_in_standard_resolution_is_read_in_its_proportions(tmp_path: Path) -> None:
    """Faxes have 204 × 98 dots per inch (ITU-T T.4), so that letters have half their height in the file."""
    pages = []
    for text in ("Desmond Tarrow", "Oakbarrow Mills"):
        page = PIL.Image.new("L", (1728, 1078), 255)
        PIL.ImageDraw.Draw(page).text((200, 300), text, fill=0, font=PIL.ImageFont.load_default(40))
        pages.append(page.resize((1728, 518)).point(lambda gray: 255 * (gray > 160)).convert("1"))
    path = tmp_path / "fax.tif"
    pages[0].save(path, save_all=True, append_images=pages[1:], compression="group4", dpi=(204, 98))
    document = read_image(path, Limits(), OCR)
    assert document.text == "Desmond Tarrow\n\nOakbarrow Mills"
    assert [(round(page.width), round(page.height)) for page in document.pages] == [(610, 380), (610, 380)]


def test_a_picture_of_a_phone_is_read() -> None:
    path = Path(__file__).parent / "pictures" / "two_names.heic"
    document = read_file(path.read_bytes(), name="x")
    assert document.text.split() == ["Oakbarrow", "Mills", "Desmond", "Tarrow"]


def test_a_picture_of_a_phone_that_was_cut_off_is_refused() -> None:
    path = Path(__file__).parent / "pictures" / "two_names.heic"
    with pytest.raises(DamagedInput):
        read_file(path.read_bytes()[:2_000], name="x")
