"""Pages drawn from text hold every character; page images have the format that fits them."""

import io

import numpy as np
import PIL.Image
import pymupdf
import pytest

from legalredact.redaction.production_set.page_images import encoded
from legalredact.redaction.production_set.typeset import Paragraph, slip_sheet, typeset


def text_of(pdf: bytes) -> str:
    with pymupdf.open("pdf", pdf) as document:
        return "".join(page.get_text() for page in document)


def test_every_character_is_drawn_over_as_many_pages_as_it_takes() -> None:
    lines = [f"Line {number} of a long letter about crates." for number in range(120)]

    done = typeset([Paragraph("Head", heading=True), Paragraph("\n".join(lines)), Paragraph("w" * 200)])

    words = "".join(text_of(done.pdf).split())
    assert all("".join(line.split()) in words for line in lines)
    assert words.count("w") >= 200
    assert done.undrawn == 0


def test_a_character_without_a_font_is_printed_as_its_number() -> None:
    done = typeset([Paragraph("Fine \N{GRINNING FACE} weather")])

    assert "[U+1F600]" in text_of(done.pdf)
    assert done.undrawn == 1


def test_cells_of_a_row_are_beside_each_other() -> None:
    done = typeset([Paragraph("Crate\tWeight\n7\t12")])

    with pymupdf.open("pdf", done.pdf) as document:
        words = {word[4]: word for word in document[0].get_text("words")}
    assert words["Crate"][1] == pytest.approx(words["Weight"][1], abs=2)
    assert words["7"][1] > words["Crate"][1]


def test_a_slip_sheet_says_why_in_its_middle() -> None:
    found = text_of(slip_sheet("Document withheld", ("PRIV; WP",)))

    assert found.split("\n")[:2] == ["Document withheld", "PRIV; WP"]


def drawn(color: tuple[int, int, int] | None) -> PIL.Image.Image:
    image = PIL.Image.new("RGB", (200, 200), (255, 255, 255))
    image.paste((0, 0, 0), (20, 20, 120, 30))
    if color:
        image.paste(color, (40, 60, 140, 160))
    return image


@pytest.mark.parametrize(
    ("color", "ending", "mode"), [(None, "tif", "1"), ((200, 0, 0), "png", "RGB"), ((128, 128, 128), "png", "L")]
)
def test_black_and_white_becomes_tiff_g4_and_everything_else_keeps_its_color(
    color: tuple[int, int, int] | None, ending: str, mode: str
) -> None:
    done = encoded(drawn(color), 300)

    with PIL.Image.open(io.BytesIO(done.data)) as image:
        assert done.ending == ending
        assert image.mode == mode
        assert round(image.info["dpi"][0]) == 300
        if ending == "tif":
            assert image.info["compression"] == "group4"


def test_a_photograph_becomes_jpeg() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (200, 200, 3), dtype=np.uint8)

    assert encoded(PIL.Image.fromarray(noise), 300).ending == "jpg"
