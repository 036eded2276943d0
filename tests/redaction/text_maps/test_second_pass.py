"""What OCR is not sure of is looked at again, and told with its place in the picture as it is."""

from collections.abc import Callable, Sequence

import numpy as np
import PIL.Image
import PIL.ImageDraw
import pytest

from legalredact.model.seen_word import SeenWord
from legalredact.redaction.targets import TargetSet, named_targets
from legalredact.redaction.text_maps.second_pass import with_second_pass
from legalredact.redaction.text_maps.text_map import FoundWord, OcrFunction, of_words
from tests.redaction.planted_pdf import NAME, _picture

WANTED = TargetSet(named_targets([NAME]))
BAND = (20, 300, 620, 380)
"""Where the name stands on the page."""


def page(name: PIL.Image.Image) -> PIL.Image.Image:
    """Level words that are easily read, and a name below them."""
    image = PIL.Image.new("L", (900, 700), "white")
    image.paste(_picture("Read the terms"), (20, 20))
    image.paste(name, BAND[:2])
    return image


def upside_down() -> PIL.Image.Image:
    return _picture(NAME).rotate(180)


def of_squares() -> PIL.Image.Image:
    """Few pixels, each drawn as a square."""
    coarse = PIL.Image.new("L", (120, 16), "white")
    PIL.ImageDraw.Draw(coarse).text((2, 1), NAME, fill="black")
    return coarse.point(lambda level: 255 if level > 128 else 0).resize((600, 80), PIL.Image.Resampling.NEAREST)


def squeezed() -> PIL.Image.Image:
    return _picture(NAME).resize((180, 80))


def pale() -> PIL.Image.Image:
    return _picture(NAME).point(lambda level: 235 + level * 20 // 255)


def dark_on_black() -> PIL.Image.Image:
    """As under a marker."""
    return _picture(NAME).point(lambda level: level * 20 // 255)


@pytest.mark.parametrize("drawn", [upside_down, of_squares, squeezed, pale, dark_on_black])
def test_a_name_that_people_read_is_read_where_it_stands(
    look: OcrFunction, drawn: Callable[[], PIL.Image.Image]
) -> None:
    image = page(drawn())
    placed = of_words(with_second_pass(look)(image, 200))

    spots = WANTED.find(placed.text, misread=True)
    assert spots
    for x0, y0, x1, y1 in placed.rectangles(spots[0].span):
        assert BAND[0] - 5 < x0 < x1 < BAND[2] + 5
        assert BAND[1] - 5 < y0 < y1 < BAND[3] + 5
    assert "Read the terms" in placed.text


def test_a_picture_that_is_read_surely_is_read_once() -> None:
    read: list[PIL.Image.Image] = []

    def look(image: PIL.Image.Image, _: float) -> Sequence[SeenWord]:
        read.append(image)
        return [FoundWord("level", 0, 0, 50, 20), FoundWord("~", 60, 0, 66, 20, 0.1, 1)]

    words = with_second_pass(look)(PIL.Image.new("L", (100, 100), "white"), 200)
    assert [word.text for word in words] == ["level", "~"]
    assert len(read) == 1


def test_a_second_look_that_is_no_surer_says_nothing() -> None:
    def look(_: PIL.Image.Image, __: float) -> Sequence[SeenWord]:
        return [FoundWord("unsure", 10, 10, 60, 30, 0.3)]

    words = with_second_pass(look)(PIL.Image.new("L", (100, 100), "white"), 200)
    assert [word.text for word in words] == ["unsure"]


def test_a_very_large_picture_is_looked_at_for_faint_letters_at_a_smaller_scale() -> None:
    seen: list[PIL.Image.Image] = []

    def look(image: PIL.Image.Image, dpi: float) -> Sequence[SeenWord]:
        seen.append(image)
        return [FoundWord("pale", 10, 20, 60, 40)] if dpi == 100 else []

    image = PIL.Image.new("L", (6000, 4000), "white")
    image.paste(pale().resize((2400, 320)), (40, 400))
    (word,) = with_second_pass(look)(image, 200)
    assert seen[-1].size == (3000, 2000)
    assert (word.x0, word.y0, word.x1, word.y1) == (20, 40, 120, 80)


def test_what_stands_in_black_boxes_is_read_once() -> None:
    """As tokens do in copies."""
    read: list[PIL.Image.Image] = []

    def look(image: PIL.Image.Image, _: float) -> Sequence[SeenWord]:
        read.append(image)
        return [FoundWord("PARIY_A", 120, 120, 180, 140, 0.3)]

    image = PIL.Image.new("1", (900, 200), "white")
    PIL.ImageDraw.Draw(image).rectangle((100, 100, 300, 150), fill="black")
    with_second_pass(look)(image, 200)
    assert len(read) == 1


def test_letters_beside_strong_ones_are_not_taken_for_faint_ones() -> None:
    seen: list[PIL.Image.Image] = []

    def look(image: PIL.Image.Image, _: float) -> Sequence[SeenWord]:
        seen.append(image)
        return []

    image = PIL.Image.new("L", (900, 200), "white")
    image.paste(_picture(NAME), (20, 20))
    with_second_pass(look)(image, 200)
    assert len(seen) == 1


def test_what_is_faint_is_read_from_a_picture_of_it_alone() -> None:
    seen: list[PIL.Image.Image] = []

    def look(image: PIL.Image.Image, _: float) -> Sequence[SeenWord]:
        seen.append(image)
        return []

    with_second_pass(look)(page(pale()), 200)
    raised = np.asarray(seen[-1])
    assert raised[BAND[1] : BAND[3]].min() < 128
    assert raised[:200].min() == 255
