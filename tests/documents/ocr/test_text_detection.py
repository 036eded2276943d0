"""From chances for pixels to rectangles that hold lines: how large, how aslant, what belongs together, what is dirt."""

import math

import numpy as np
import PIL.Image
import PIL.ImageDraw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legalredact.documents.ocr.geometry import Quad, sides
from legalredact.documents.ocr.text_detection import Chances, lines_of

SIZE = (320, 240)


def chances(*corners: list[tuple[float, float]], size: tuple[int, int] = SIZE, sure: float = 0.9) -> Chances:
    """A map on which the model is so sure of some polygons, edges included."""
    image = PIL.Image.new("L", size)
    for polygon in corners:
        PIL.ImageDraw.Draw(image).polygon(polygon, fill=1)
    return np.asarray(image, dtype=np.float32) * np.float32(sure)


def bar(x: float, y: float, length: float, height: float, degrees: float = 0) -> list[tuple[float, float]]:
    """A rectangle around a middle, turned clockwise."""
    turn = math.radians(degrees)
    along, across = (math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))
    signs = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    return [
        (
            x + a * along[0] * length / 2 + b * across[0] * height / 2,
            y + a * along[1] * length / 2 + b * across[1] * height / 2,
        )
        for a, b in signs
    ]


def grown(length: float, height: float) -> tuple[float, float]:
    """The sides of a line whose marked middle has those."""
    by = 2 * 1.6 * length * height / (2 * (length + height))
    return length + by, height + by


def middle(quad: Quad) -> tuple[float, ...]:
    return tuple(quad.mean(axis=0).tolist())


def test_an_empty_map_has_no_lines() -> None:
    assert lines_of(np.zeros((64, 96), dtype=np.float32)) == []
    assert lines_of(np.full((64, 96), 0.29, dtype=np.float32)) == []


def test_a_mark_grows_to_its_line() -> None:
    (quad,) = lines_of(chances(bar(160, 120, 200, 10)))
    assert sides(quad) == pytest.approx(grown(200, 10), abs=3)
    assert middle(quad) == pytest.approx((160, 120), abs=1.5)
    assert quad[0].tolist() == pytest.approx([160 - 108, 120 - 13], abs=3)


@pytest.mark.parametrize("degrees", [-40, -12, -3, 3, 12, 40])
def test_lines_aslant_have_slanted_rectangles(degrees: float) -> None:
    (quad,) = lines_of(chances(bar(160, 120, 180, 12, degrees)))
    along = quad[1] - quad[0]
    assert math.degrees(math.atan2(along[1], along[0])) == pytest.approx(degrees, abs=1.5)
    assert sides(quad) == pytest.approx(grown(180, 12), abs=6)


def test_corners_go_round_from_the_upper_left() -> None:
    (quad,) = lines_of(chances(bar(160, 120, 20, 150)))
    upper_left, upper_right, lower_right, lower_left = quad.tolist()
    assert upper_left[0] < upper_right[0]
    assert lower_left[0] < lower_right[0]
    assert upper_left[1] < lower_left[1]
    assert upper_right[1] < lower_right[1]


def test_lines_come_from_top_to_bottom() -> None:
    found = lines_of(chances(bar(100, 200, 120, 9), bar(200, 30, 120, 9), bar(120, 110, 120, 9)))
    assert [round(middle(quad)[1], -1) for quad in found] == [30, 110, 200]


@pytest.mark.parametrize("upside_down", [False, True])
@pytest.mark.parametrize(("apart", "lines"), [(0, 1), (2, 2)])
def test_marks_that_touch_at_a_corner_are_one_line(upside_down: bool, apart: int, lines: int) -> None:
    marks = np.zeros((200, 320), dtype=np.float32)
    marks[100:110, 60:260] = 0.9
    marks[110 + apart : 114 + apart, 260 + apart : 272 + apart] = 0.9
    assert len(lines_of(np.ascontiguousarray(marks[::-1]) if upside_down else marks)) == lines


def test_a_crack_of_one_pixel_parts_no_line_and_a_gap_does() -> None:
    def two(gap: int) -> int:
        left = [(20.0, 20.0), (99.0, 20.0), (99.0, 30.0), (20.0, 30.0)]
        return len(lines_of(chances(left, [(x + 80 + gap, y) for x, y in left])))

    assert (two(1), two(2)) == (1, 2)


@pytest.mark.parametrize("upside_down", [False, True])
def test_teeth_of_a_comb_are_one_line(upside_down: bool) -> None:
    """They are parted where they begin, and hang together in other rows."""
    comb = chances(bar(160, 120, 200, 12))
    for x in range(80, 250, 20):
        comb[:122, x : x + 3] = 0
    (quad,) = lines_of(np.ascontiguousarray(comb[::-1]) if upside_down else comb)
    assert sides(quad) == pytest.approx(grown(200, 12), abs=3)


@pytest.mark.parametrize(("length", "height"), [(200, 2), (2, 2), (3, 1)])
def test_what_is_too_thin_is_dirt(length: int, height: int) -> None:
    assert lines_of(chances([(50, 50), (50 + length, 50), (50 + length, 50 + height - 1), (50, 50 + height - 1)])) == []


def test_a_mark_that_the_model_is_not_sure_of_is_none() -> None:
    assert lines_of(chances(bar(160, 120, 200, 10), sure=0.45)) == []
    assert len(lines_of(chances(bar(160, 120, 200, 10), sure=0.55))) == 1


def test_a_mark_at_the_edge_is_found_whole() -> None:
    (quad,) = lines_of(chances([(0, 0), (150, 0), (150, 9), (0, 9)]))
    assert quad[0].max() <= 0
    assert sides(quad) == pytest.approx(grown(150, 9), abs=3)


def test_of_countless_specks_the_large_marks_are_kept() -> None:
    """A halftone marks thousands of dots; a line among them is found all the same."""
    dots = np.zeros((700, 700), dtype=np.float32)
    dots[np.add.outer(np.arange(700) % 7, np.arange(700) % 7) < 9] = 0
    for dy in range(4):
        for dx in range(4):
            dots[dy::7, dx::7] = 0.9
    dots[600:, :] = 0
    dots[640:650, 100:500] = 0.9
    found = lines_of(dots)
    assert len(found) == 5_000
    assert sides(found[-1]) == pytest.approx(grown(400, 10), abs=3)


@settings(deadline=None, max_examples=60)
@given(
    x=st.integers(60, 260),
    y=st.integers(60, 180),
    length=st.integers(30, 110),
    height=st.integers(6, 20),
    degrees=st.integers(-89, 90),
)
def test_a_line_holds_its_mark_whichever_way_it_lies(x: int, y: int, length: int, height: int, degrees: int) -> None:
    corners = bar(x, y, length, height, degrees)
    (quad,) = lines_of(chances(corners))
    after = np.roll(quad, -1, axis=0)
    for px, py in corners:
        edges = after - quad
        crossed = edges[:, 0] * (py - quad[:, 1]) - edges[:, 1] * (px - quad[:, 0])
        assert (crossed > 0).all()
