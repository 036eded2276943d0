"""What a person covers on the page that they see is what is covered in the copy, however the file holds the page."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import PIL.Image
import pymupdf
import pytest

from legalredact.documents.page_images.service import PagePictures
from legalredact.documents.read import read_file
from legalredact.errors import Refused
from legalredact.model.document import Box
from legalredact.model.redaction import HandBox
from legalredact.redaction.options import Options
from legalredact.redaction.targets import Target
from legalredact.workflow.copies.run import CopyOrder, Redacted, Who, redact_files

RED = (0.85, 0.1, 0.1)
TARGETS = (Target(("Marguerite Oldacre",), "CLIENT_A"),)
WHO = Who("Clerk", lambda: "2026-11-24T12:00:00+00:00")


def _pdf(path: Path, change: Callable[[pymupdf.Page], object], words: str = "Nobody was heard.") -> Path:
    """A small page with a line of text and a red seal, changed in one way."""
    document = pymupdf.open()
    page = document.new_page(width=250, height=200)
    page.insert_text((60, 60), words)
    page.draw_rect((150, 125, 180, 145), color=RED, fill=RED)
    change(page)
    document.save(path)
    return path


def upright(folder: Path) -> Path:
    return _pdf(folder / "seal.pdf", lambda page: None)


def uncovered(folder: Path) -> Path:
    return _pdf(folder / "seal.pdf", lambda page: None, "Nobody covers this.")


def turned(folder: Path) -> Path:
    return _pdf(folder / "seal.pdf", lambda page: page.set_rotation(90))


def cropped(folder: Path) -> Path:
    return _pdf(folder / "seal.pdf", lambda page: page.set_cropbox(pymupdf.Rect(25, 20, 240, 195)))


def cropped_and_turned(folder: Path) -> Path:
    def change(page: pymupdf.Page) -> None:
        page.set_cropbox(pymupdf.Rect(25, 20, 240, 195))
        page.set_rotation(270)

    return _pdf(folder / "seal.pdf", change)


def picture_that_says_nothing_of_its_size(folder: Path) -> Path:
    image = PIL.Image.new("RGB", (500, 700), "white")
    image.paste((217, 25, 25), (300, 400, 380, 450))
    image.save(folder / "seal.png")
    return folder / "seal.png"


def picture_of_300_dots_an_inch(folder: Path) -> Path:
    image = PIL.Image.new("RGB", (500, 700), "white")
    image.paste((217, 25, 25), (300, 400, 380, 450))
    image.save(folder / "seal.png", dpi=(300, 300))
    return folder / "seal.png"


def photograph_that_lies_on_its_side(folder: Path) -> Path:
    image = PIL.Image.new("RGB", (500, 700), "white")
    image.paste((217, 25, 25), (300, 400, 380, 450))
    exif = PIL.Image.Exif()
    exif[0x0112] = 6
    image.save(folder / "seal.jpg", exif=exif, quality=95)
    return folder / "seal.jpg"


FILES = (
    upright,
    turned,
    cropped,
    cropped_and_turned,
    picture_that_says_nothing_of_its_size,
    picture_of_300_dots_an_inch,
    photograph_that_lies_on_its_side,
)


OUTSIDE = (Box(2, 10, 10, 50, 50), Box(1, 900, 10, 950, 50))
"""Boxes on no page."""

Copies = dict[tuple[bool, str], Redacted]


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    """The copy of each file in both modes, with its seal covered where it is seen; one run for each mode."""
    folder = tmp_path_factory.mktemp("places")
    orders: dict[str, CopyOrder] = {}
    pictures = PagePictures()
    try:
        for make in FILES:
            source = make(_made(folder / make.__name__))
            seal = HandBox("h1", _seal_as_seen(source, pictures), who="Clerk", when="now")
            orders[make.__name__] = CopyOrder(source, boxes=(seal,))
    finally:
        pictures.close()
    orders["uncovered"] = CopyOrder(uncovered(_made(folder / "uncovered")))
    for number, box in enumerate(OUTSIDE):
        orders[f"outside {number}"] = CopyOrder(orders["upright"].source, boxes=(HandBox("h1", box),))
    found: Copies = {}
    for keep_text in (False, True):
        names = [make.__name__ for make in FILES] if keep_text else list(orders)
        wanted = {name: orders[name] for name in names}
        out, options = folder / f"out-{keep_text}", Options(keep_text=keep_text)
        done = redact_files(list(wanted.values()), TARGETS, out, WHO, options)
        found.update(((keep_text, name), result) for name, result in zip(wanted, done, strict=True))
    return found


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


@pytest.mark.parametrize("keep_text", [False, True], ids=["pixels", "text"])
@pytest.mark.parametrize("make", FILES)
def test_a_seal_that_was_covered_where_it_is_seen_is_gone(
    make: Callable[[Path], Path], keep_text: bool, copies: Copies
) -> None:
    result = copies[keep_text, make.__name__]

    assert result.copy is not None
    assert not _red(_page(result.copy)).any()


def test_a_seal_that_nobody_covered_stays(copies: Copies) -> None:
    assert _red(_page(copies[False, "uncovered"].copy)).any()


def test_a_box_that_lies_on_no_page_stops_the_copy(copies: Copies) -> None:
    for number in range(len(OUTSIDE)):
        result = copies[False, f"outside {number}"]
        assert isinstance(result.problem, Refused)
        assert result.copy is None


def _seal_as_seen(source: Path, pictures: PagePictures) -> Box:
    """Where the window shows the seal, in points of the page as it was read."""
    page = read_file(source).pages[0]
    shown = pictures.draw(str(source), lambda: source, 1, 96)
    image = np.frombuffer(shown.rgb, np.uint8).reshape(shown.height, shown.width, 3)
    rows, columns = np.nonzero(_red(image))
    scale_x, scale_y = page.width / shown.width, page.height / shown.height
    x0, x1 = columns.min() * scale_x, (columns.max() + 1) * scale_x
    y0, y1 = rows.min() * scale_y, (rows.max() + 1) * scale_y
    return Box(1, float(x0) - 2, float(y0) - 2, float(x1) + 2, float(y1) + 2)


def _page(path: Path | None) -> npt.NDArray[np.uint8]:
    assert path is not None
    drawn = pymupdf.open(path)[0].get_pixmap(dpi=96, alpha=False)
    return np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.width, 3)


def _red(image: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    red, green, blue = (image[..., channel].astype(int) for channel in range(3))
    found: npt.NDArray[np.bool_] = (red > 150) & (green < 100) & (blue < 100)
    return found
