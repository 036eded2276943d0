"""The models get lines laid level and at their height, and their answers become letters with their places."""

import numpy as np
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
import pytest

from legalredact.documents.ocr.geometry import Quad, turned
from legalredact.documents.ocr.paddle import model_files
from legalredact.documents.ocr.paddle_models import SIDE, Models, Pixels, crop_of

LINES = ("Oakbarrow Mills", "Desmond Tarrow, 14 March 2019", "No.")


@pytest.fixture(scope="module")
def models() -> Models:
    return Models(1, *model_files())


def line(text: str, degrees: float = 0) -> Pixels:
    """A line of print."""
    font = PIL.ImageFont.load_default(34)
    image = PIL.Image.new("RGB", (round(font.getlength(text)) + 20, 52), "white")
    PIL.ImageDraw.Draw(image).text((10, 4), text, fill="black", font=font)
    return np.asarray(image.rotate(degrees, expand=True))


def quad(*corners: tuple[float, float]) -> Quad:
    return np.array(corners, dtype=np.float32)


def gradient(width: int, height: int) -> Pixels:
    """Each pixel tells its place: blue its column, green its row."""
    pixels = np.zeros((height, width, 3), dtype=np.uint8)
    pixels[:, :, 0] = np.arange(width)[None, :]
    pixels[:, :, 1] = np.arange(height)[:, None]
    return pixels


def test_each_line_is_read_whatever_stands_beside_it(models: Models) -> None:
    assert [read.text for read in models.read([line(text) for text in LINES])] == list(LINES)
    assert models.read([]) == []


def test_letters_come_with_confidence_and_steps_that_go_on(models: Models) -> None:
    (read,) = models.read([line(LINES[1])])
    assert len(read.confidences) == len(read.text)
    assert all(0.5 < confidence <= 1 for confidence in read.confidences)
    assert len(read.columns) == sum(not letter.isspace() for letter in read.text)
    assert list(read.columns) == sorted(set(read.columns))
    assert read.columns[-1] < read.width


def test_the_width_of_a_line_counts_without_what_fills_up_beside_it(models: Models) -> None:
    alone, beside = models.read([line(LINES[2])])[0], models.read([line(LINES[2]), line(LINES[1])])[0]
    assert alone.width == pytest.approx(beside.width, rel=0.1)


def test_upside_down_lines_are_told(models: Models) -> None:
    upright = [line(text) for text in LINES[:2]] * 4
    chances = models.upside_down([*upright, *(np.ascontiguousarray(crop[::-1, ::-1]) for crop in upright)])
    assert max(chances[:8]) < 0.1
    assert min(chances[8:]) > 0.9


def test_lines_are_found_where_they_stand(models: Models) -> None:
    page = np.full((SIDE * 10, SIDE * 20, 3), 255, dtype=np.uint8)
    text = line(LINES[1])
    page[100 : 100 + text.shape[0], 60 : 60 + text.shape[1]] = text
    (found,) = models.find(page)
    assert found[0].tolist() == pytest.approx([70, 105], abs=12)
    assert found[2].tolist() == pytest.approx([60 + text.shape[1] - 10, 145], abs=12)


def test_a_level_line_is_cut_out_as_it_is() -> None:
    pixels = gradient(120, 90)
    crop = crop_of(pixels, quad((30, 20), (90, 20), (90, 60), (30, 60)))
    assert crop.shape == (40, 60, 3)
    assert np.array_equal(crop, pixels[20:60, 30:90])


def test_a_turned_line_is_laid_level() -> None:
    pixels = gradient(120, 90)
    upright = quad((30, 20), (90, 20), (90, 60), (30, 60))
    assert np.array_equal(crop_of(pixels, turned(upright, 2)), pixels[20:60, 30:90][::-1, ::-1])
    assert np.array_equal(crop_of(pixels, turned(upright, 1)), np.rot90(pixels[20:60, 30:90], 1))


def test_a_line_aslant_is_laid_level() -> None:
    pixels = gradient(200, 200)
    crop = crop_of(pixels, quad((60, 40), (140, 100), (110, 140), (30, 80)))
    assert crop.shape == (50, 100, 3)
    assert crop[0, 0, :2].tolist() == pytest.approx([60, 40], abs=2)
    assert crop[-1, -1, :2].tolist() == pytest.approx([110, 140], abs=2)


def test_beyond_the_edge_the_picture_goes_on() -> None:
    pixels = gradient(60, 40)
    crop = crop_of(pixels, quad((-10, -5), (20, -5), (20, 15), (-10, 15)))
    assert np.array_equal(crop[5:, 10:], pixels[:15, :20])
    assert (crop[5:, :10] == pixels[:15, :1]).all()
    assert (crop[:5, 10:] == pixels[:1, :20]).all()


def test_a_line_without_extent_is_still_a_picture() -> None:
    assert crop_of(gradient(60, 40), quad((5, 5), (5, 5), (5, 5), (5, 5))).shape == (1, 1, 3)
