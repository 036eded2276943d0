"""Pages are drawn for the eye in a process of their own, which bad files may end."""

import functools
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import PIL.Image
import pymupdf
import pytest

from legalredact.documents.page_images.service import PagePictures
from legalredact.documents.read import read_file
from legalredact.errors import DamagedInput, ReaderStopped


@pytest.fixture(scope="module")
def pictures() -> Iterator[PagePictures]:
    made = PagePictures()
    yield made
    made.close()


def pdf(*fills: tuple[float, float, float]) -> bytes:
    """A page of 2 by 1 inches for each color."""
    document = pymupdf.open()
    for fill in fills:
        document.new_page(width=144, height=72).draw_rect(pymupdf.Rect(0, 0, 144, 72), fill=fill, color=fill)
    return bytes(document.tobytes())


def test_a_page_of_a_pdf_is_drawn_from_its_bytes(pictures: PagePictures) -> None:
    content = pdf((1, 0, 0), (0, 0, 1))
    picture = pictures.draw("blue", lambda: content, 2, 72)

    assert (picture.width, picture.height) == (144, 72)
    assert picture.rgb[:3] == b"\x00\x00\xff"


def test_it_is_sharper_with_more_dots(pictures: PagePictures) -> None:
    content = pdf((1, 1, 1))

    assert pictures.draw("white", lambda: content, 1, 144).width == 288


def test_a_file_is_asked_for_once_while_it_is_open(pictures: PagePictures) -> None:
    asked = []

    def source() -> bytes:
        asked.append(1)
        return pdf((0, 1, 0), (0, 1, 0))

    pictures.draw("green", source, 1, 72)
    pictures.draw("green", source, 2, 72)

    assert asked == [1]


def test_a_picture_file_is_a_page(pictures: PagePictures, tmp_path: Path) -> None:
    path = tmp_path / "scan.png"
    PIL.Image.new("RGB", (850, 1100), "red").save(path, dpi=(100, 100))

    picture = pictures.draw("scan", lambda: path, 1, 50)

    assert (picture.width, picture.height) == (425, 550)
    assert picture.rgb[:3] == b"\xff\x00\x00"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing", b"plain words"])
def test_what_cannot_be_drawn_is_an_error_and_the_next_file_is_drawn(pictures: PagePictures, content: bytes) -> None:
    with pytest.raises(DamagedInput):
        pictures.draw("broken", lambda: content, 1, 72)
    assert pictures.draw("after", lambda: pdf((1, 1, 1)), 1, 72).width == 144


def test_a_page_that_is_not_there_is_an_error(pictures: PagePictures) -> None:
    with pytest.raises(DamagedInput):
        pictures.draw("short", lambda: pdf((1, 1, 1)), 7, 72)


def test_it_lives_on_when_its_process_is_killed(pictures: PagePictures) -> None:
    pictures.draw("white", lambda: pdf((1, 1, 1)), 1, 72)
    process = pictures._process
    assert process is not None
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()

    def source() -> bytes:
        return pdf((1, 1, 1))

    for _ in range(2):
        try:
            picture = pictures.draw("again", source, 1, 72)
            break
        except ReaderStopped:
            continue
    assert picture.width == 144


def test_a_picture_has_just_the_dots_that_were_asked_for(pictures: PagePictures) -> None:
    """Half a dot an inch is a dozen pixels on a page: enough to blur it where it is shown at another size."""
    content = pdf((1, 1, 1))

    assert pictures.draw("exact", lambda: content, 1, 99.5).width == pytest.approx(2 * 99.5, abs=0.6)


def test_sizes_of_pages_are_those_that_are_read_later(pictures: PagePictures, tmp_path: Path) -> None:
    """Also of pages that lie on their side, and of pictures that were taken so."""
    document = pymupdf.open()
    document.new_page(width=612, height=792)
    document.new_page(width=612, height=792).set_rotation(90)
    paper, photo = tmp_path / "paper.pdf", tmp_path / "photo.jpg"
    document.save(paper)
    exif = PIL.Image.Exif()
    exif[0x0112] = 6
    PIL.Image.new("RGB", (300, 200), "white").save(photo, dpi=(100, 100), exif=exif)
    for path in (paper, photo):
        read = [side for page in read_file(path).pages for side in (page.width, page.height)]
        sizes = pictures.sizes(path.name, functools.partial(Path, path))
        assert [side for size in sizes for side in size] == pytest.approx(read)


def test_a_fax_is_drawn_in_its_proportions(pictures: PagePictures, tmp_path: Path) -> None:
    PIL.Image.new("1", (816, 392), 1).save(tmp_path / "fax.tif", compression="group4", dpi=(204, 98))
    content = (tmp_path / "fax.tif").read_bytes()
    picture = pictures.draw("fax", lambda: content, 1, 72)
    assert (picture.width, picture.height) == (288, 288)
