"""Page pictures become one PDF: in order, the same bytes each time, pixels as they were; a broken one refuses it."""

import io
from pathlib import Path

import PIL.Image
import pymupdf
import pytest

from legalredact.documents.limits import STANDARD, Limits
from legalredact.documents.pdf.bind_images import bound
from legalredact.errors import DamagedInput, OversizedInput, WrongType
from legalredact.model.source import Source


def _picture(kind: str, shade: int, *more: int, mode: str = "L") -> bytes:
    out = io.BytesIO()
    first, *others = (PIL.Image.new(mode, (100, 140), one) for one in (shade, *more))
    options = {"save_all": True, "append_images": others} if others else {}
    first.save(out, kind, dpi=(100, 100), **options)
    return out.getvalue()


def _pages(content: bytes) -> list[tuple[int, int]]:
    """Width of each page in points, and the gray of its middle."""
    with pymupdf.open(stream=content, filetype="pdf") as document:
        pictures = [page.get_pixmap(colorspace=pymupdf.csGRAY) for page in document]
    return [(picture.width, picture.pixel(picture.width // 2, picture.height // 2)[0]) for picture in pictures]


def test_tiff_frames_jpeg_png_and_pdf_are_pages_in_order(tmp_path: Path) -> None:
    with pymupdf.open() as document:
        document.new_page(width=72, height=100)
        paper = document.tobytes()
    (tmp_path / "a.tif").write_bytes(_picture("TIFF", 10, 60))
    pages: list[Source] = [tmp_path / "a.tif", _picture("JPEG", 120), _picture("PNG", 1, mode="1"), paper]
    assert _pages(bound(pages, STANDARD)) == [(72, 10), (72, 60), (72, 120), (72, 255), (72, 255)]


def test_the_same_pages_give_the_same_bytes_and_a_jpeg_is_kept_as_it_is() -> None:
    jpeg = _picture("JPEG", 90)
    one, two = (bound([jpeg, _picture("TIFF", 5)], STANDARD) for _ in range(2))
    assert one == two
    assert jpeg[2:-2] in one


def test_a_broken_strange_or_huge_page_refuses_the_document() -> None:
    with pytest.raises(DamagedInput, match="Page file 2 is damaged"):
        bound([_picture("PNG", 5), _picture("PNG", 5)[:60]], STANDARD)
    with pytest.raises(WrongType, match="neither an image nor a PDF"):
        bound([b"Marguerite Oldacre"], STANDARD)
    with pytest.raises(OversizedInput, match="more pixels"):
        bound([_picture("TIFF", 5)], Limits(max_pixels=100))
    with pytest.raises(OversizedInput, match="more pages"):
        bound([_picture("TIFF", 5, 6, 7)], Limits(max_pages=2))
