"""What a person sees in a copy: boxes on any ground, no ink of a name beside them, nothing that was hidden."""

import io
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pikepdf
import PIL.Image
import pymupdf
import pytest

from legalredact.model.document import Box
from legalredact.redaction.context import CopySettings
from legalredact.redaction.options import CopyResult, Options
from legalredact.redaction.pdf.boxes import Cover, draw, widened
from legalredact.redaction.pdf.encode_image import reduced
from legalredact.redaction.pdf.hidden_parts import remove_hidden
from legalredact.redaction.pdf.strokes import agrees, is_blank, whole_words, with_strokes
from legalredact.redaction.pdf_images.redact import redact_pdf
from legalredact.redaction.pdf_rebuild.redact import redact_pdf_text
from legalredact.redaction.targets import Target, TargetSet
from legalredact.redaction.text_maps.text_map import OcrFunction
from tests.redaction.planted_pdf import NAME

WANTED = TargetSet([Target((NAME,), "[P_1]")])
COUNSEL = "Counsel: do not settle"
DPI = 200
Levels = npt.NDArray[np.int64]


def page_with(before: str = "Payment by ", after: str = " was late.") -> pymupdf.Page:
    """A small page with one line that holds the name."""
    page = pymupdf.open().new_page(width=320, height=100)
    page.insert_text((20, 50), f"{before}{NAME}{after}", fontsize=12)
    return page


def copied(page: pymupdf.Page, folder: Path, *, text: bool, look: OcrFunction | None = None) -> CopyResult:
    """A copy beside the original."""
    source = folder / "original.pdf"
    page.parent.save(source)
    make = redact_pdf_text if text else redact_pdf
    return make(source, folder / "copy.pdf", CopySettings(WANTED, look, Options()))


def shown(path: Path) -> Levels:
    """Gray levels of the first page."""
    with pymupdf.open(path) as document:
        pixels = document[0].get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
        return np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.width).astype(int)


def box_of(made: CopyResult) -> Box:
    """The only box."""
    (one,) = made.covered
    assert one.box is not None
    return one.box


def edge_contrast(picture: Levels, box: Box) -> int:
    """The smaller contrast across the upper and the left edge of a box."""
    x0, y0, x1, y1 = (round(value * DPI / 72) for value in (box.x0, box.y0, box.x1, box.y1))
    upper = picture[y0 - 5 : y0 + 8, (x0 + x1) // 2]
    left = picture[(y0 + y1) // 2, x0 - 5 : x0 + 8]
    return int(min(np.ptp(upper), np.ptp(left)))


def on_ground(kind: str) -> pymupdf.Page:
    """The line of the name on a ground that is drawn as a path or as a picture."""
    page = pymupdf.open().new_page(width=320, height=100)
    white = kind.startswith("black")
    if kind.endswith("picture"):
        file = io.BytesIO()
        PIL.Image.new("RGB", (8, 8), "black" if white else (235, 240, 255)).save(file, "PNG")
        page.insert_image(page.rect, stream=file.getvalue())
    else:
        page.draw_rect((5, 5, 315, 95), fill=(0, 0, 0) if white else (0.9, 0.95, 1), color=None, radius=0.2)
    page.insert_text((20, 50), f"By {NAME} in", fontsize=12, color=(1, 1, 1) if white else (0, 0, 0))
    return page


@pytest.mark.parametrize("text", [False, True], ids=["pixels", "text"])
@pytest.mark.parametrize("kind", ["pale panel", "pale picture", "black panel", "black picture"])
def test_a_box_is_seen_on_any_ground(kind: str, text: bool, tmp_path: Path) -> None:
    made = copied(on_ground(kind), tmp_path, text=text)

    assert edge_contrast(shown(tmp_path / "copy.pdf"), box_of(made)) > 60


def scanned(right: float, down: float) -> pymupdf.Page:
    """A scan whose text layer is displaced."""
    page = pymupdf.open().new_page(width=320, height=100)
    page.insert_image(page.rect, stream=page_with().get_pixmap(dpi=DPI).tobytes("png"))
    page.insert_text((20 + right, 50 + down), f"Payment by {NAME} was late.", fontsize=12, render_mode=3)
    return page


@pytest.mark.parametrize(("right", "down"), [(-30, 0), (25, 0), (0, 8), (12, 6)])
def test_no_half_of_a_name_stays_where_a_text_layer_is_displaced(
    right: float, down: float, tmp_path: Path, look: OcrFunction
) -> None:
    copied(scanned(right, down), tmp_path, text=False, look=look)

    with_name, without = (page.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY) for page in (page_with(), blank_name()))
    ink = np.frombuffer(with_name.samples, np.uint8) != np.frombuffer(without.samples, np.uint8)
    ink = ink.reshape(with_name.height, with_name.width)
    copy = shown(tmp_path / "copy.pdf")
    rows, columns = np.nonzero(ink)
    part = copy[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    assert (part < 100).mean() > 0.6  # a box with its token, not letters on paper
    assert (np.diff((part > 128).all(axis=0).astype(int)) == 0).all()  # no column of paper between letters


def blank_name() -> pymupdf.Page:
    """The page without the letters of the name."""
    page = pymupdf.open().new_page(width=320, height=100)
    page.insert_text((20, 50), "Payment by ", fontsize=12)
    x = 20 + pymupdf.get_text_length(f"Payment by {NAME}", fontsize=12)
    page.insert_text((x, 50), " was late.", fontsize=12)
    return page


@pytest.mark.parametrize("flag", [2, 32], ids=["Hidden", "NoView"])
@pytest.mark.parametrize("text", [False, True], ids=["pixels", "text"])
def test_a_hidden_note_stays_hidden_and_is_counted(flag: int, text: bool, tmp_path: Path) -> None:
    page = page_with()
    page.add_freetext_annot((20, 60, 300, 80), COUNSEL, fontsize=11)
    with pikepdf.open(io.BytesIO(page.parent.tobytes())) as pdf:
        for annotation in pdf.pages[0].obj.Annots:
            annotation.F = flag
        pdf.save(tmp_path / "hidden.pdf")
    with pymupdf.open(tmp_path / "hidden.pdf") as document:
        made = copied(document[0], tmp_path, text=text)

    assert made.hidden == 1
    assert shown(tmp_path / "copy.pdf")[round(62 * DPI / 72) :].min() > 200


def test_a_shown_note_stays() -> None:
    page = page_with()
    page.add_freetext_annot((20, 60, 300, 80), COUNSEL, fontsize=11)
    with pymupdf.open(stream=page.parent.tobytes(), filetype="pdf") as document:
        assert remove_hidden(document) == 0
        assert len(list(document[0].annots())) == 1


def line_image(text: str = "by Oldacre now") -> PIL.Image.Image:
    """A line of text, 30 pixels to a line, whose letters begin at pixel 20."""
    page = pymupdf.open().new_page(width=200, height=40)
    page.insert_text((10, 25), text, fontsize=12)
    pixels = page.get_pixmap(matrix=pymupdf.Matrix(2, 2), alpha=False)
    return PIL.Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)


def word_place(before: str = "by ", word: str = "Oldacre") -> tuple[float, float, float, float]:
    """Where a word of `line_image` is."""
    x0 = 20 + 2 * pymupdf.get_text_length(before, fontsize=12)
    return x0, 30.0, x0 + 2 * pymupdf.get_text_length(word, fontsize=12), 56.0


def test_text_and_ink_agree_only_where_the_ink_is() -> None:
    image, place = line_image(), word_place()
    spaces = [(place[0] - 6.6, 30.0, place[0], 56.0), (place[2], 30.0, place[2] + 6.6, 56.0)]

    assert agrees(image, place, spaces)
    for right, down in ((12, 0), (-16, 0), (0, 12), (0, -12), (50, 0)):
        moved = [(x0 + right, y0 + down, x1 + right, y1 + down) for x0, y0, x1, y1 in (place, *spaces)]
        assert not agrees(image, moved[0], moved[1:]), (right, down)


def test_a_place_grows_to_the_strokes_that_reach_out_of_it() -> None:
    x0, y0, x1, y1 = word_place()

    assert with_strokes(line_image(), (x0, y0 + 9, x1, y1))[1] < y0 + 5
    assert with_strokes(line_image(), (x0, y0, x1, y1)) == (x0, y0, x1, y1)


def test_a_place_on_half_a_word_grows_to_the_whole_word() -> None:
    x0, y0, x1, y1 = word_place()
    grown = whole_words(line_image(), (x0 + 20, y0, x1 + 6, y1))

    assert grown[0] < x0 + 4
    assert grown[2] > x1


def test_blank_paper_needs_no_box(tmp_path: Path) -> None:
    page = page_with()
    page.insert_text((20, 90), NAME, fontsize=12, color=(1, 1, 1))

    assert is_blank(line_image(), (20.0, 4.0, 300.0, 20.0))
    assert len(copied(page, tmp_path, text=False).covered) == 1


def test_a_pale_number_beside_a_short_name_stays() -> None:
    image = PIL.Image.new("L", (400, 60), 255)
    pen = PIL.Image.new("L", (12, 20), 215)
    image.paste(pen, (300, 20))
    assert widened((200.0, 18.0, 240.0, 42.0), 160.0, image)[2] <= 300


def test_a_box_on_black_gets_a_border_and_on_white_gets_none() -> None:
    black, white = (PIL.Image.new("L", (100, 60), level) for level in (0, 255))
    for image in (black, white):
        draw(image, [Cover((20.0, 20.0, 80.0, 40.0))])

    assert black.getpixel((50, 20)) == 255
    assert white.getpixel((50, 20)) == 0


@pytest.mark.parametrize(
    ("paper", "ink", "mode"),
    [
        ((255, 255, 255), (0, 0, 0), "1"),
        ((255, 247, 219), (0, 0, 0), "RGB"),
        ((255, 255, 255), (0, 0, 230), "RGB"),
        ((20, 20, 60), (255, 255, 255), "RGB"),
    ],
)
def test_color_stays_color(paper: tuple[int, int, int], ink: tuple[int, int, int], mode: str) -> None:
    image = PIL.Image.new("RGB", (400, 300), paper)
    image.paste(ink, (50, 100, 250, 101))

    assert reduced(image).mode == mode


def test_dotted_lines_stay() -> None:
    image = PIL.Image.new("RGB", (400, 300), "white")
    for x in range(20, 380, 6):
        image.paste((190, 190, 190), (x, 100, x + 3, 102))

    assert reduced(image).mode == "L"


@pytest.mark.parametrize("text", [False, True], ids=["pixels", "text"])
def test_the_log_gives_places_in_whole_points(text: bool, tmp_path: Path) -> None:
    box = box_of(copied(page_with(), tmp_path, text=text))

    assert all(value == int(value) for value in (box.x0, box.y0, box.x1, box.y1))


def test_boxes_with_room_have_the_same_width_for_names_of_similar_length(tmp_path: Path) -> None:
    widths = set()
    for name in ("Rosalind Ashby", "Cornelia Ashby", "Leopold Ashby"):
        page = pymupdf.open().new_page(width=320, height=100)
        page.insert_text((20, 50), name, fontsize=12)
        page.parent.save(tmp_path / "original.pdf")
        how = CopySettings(TargetSet([Target((name,), "[P_1]")]))
        widths.add(round(box_width(redact_pdf(tmp_path / "original.pdf", tmp_path / "copy.pdf", how))))

    assert len(widths) == 1


def box_width(made: CopyResult) -> float:
    """Width of the only box in points."""
    box = box_of(made)
    return box.x1 - box.x0
