"""What stands sideways in a picture is read too, and told with its place in the picture as it is."""

from collections.abc import Sequence

import numpy as np
import PIL.Image
import pytest

from legalredact.model.seen_word import SeenWord
from legalredact.redaction.text_maps.sideways import with_rotated_text
from legalredact.redaction.text_maps.text_map import FoundWord, OcrFunction
from tests.redaction.planted_pdf import NAME, _picture

CLOCKWISE, BACKWARDS = PIL.Image.Transpose.ROTATE_270, PIL.Image.Transpose.ROTATE_90


def page(turn: PIL.Image.Transpose) -> PIL.Image.Image:
    """Level words, and a name that stands sideways beside them."""
    image = PIL.Image.new("L", (900, 700), "white")
    image.paste(_picture("Read the terms").convert("L"), (20, 20))
    image.paste(_picture(NAME).convert("L").transpose(turn), (700, 60))
    return image


@pytest.mark.parametrize("turn", [CLOCKWISE, BACKWARDS])
def test_a_name_that_stands_sideways_is_read_where_it_stands(look: OcrFunction, turn: PIL.Image.Transpose) -> None:
    image = page(turn)
    words = with_rotated_text(look)(image, 200)
    for part in NAME.split():
        (word,) = [word for word in words if word.text == part]
        assert word.y1 - word.y0 > 2 * (word.x1 - word.x0)
        ink = np.asarray(image)[int(word.y0) : int(word.y1), int(word.x0) : int(word.x1)]
        assert (ink < 128).mean() > 0.1
    assert "Read" in [word.text for word in words]


def test_a_picture_without_sideways_words_is_read_once() -> None:
    read: list[PIL.Image.Image] = []

    def look(image: PIL.Image.Image, _: float) -> Sequence[SeenWord]:
        read.append(image)
        return [FoundWord("level", 0, 0, 50, 20), FoundWord("I", 60, 0, 66, 20), FoundWord("it", 70, 0, 80, 20)]

    words = with_rotated_text(look)(PIL.Image.new("L", (100, 100)), 200)
    assert [word.text for word in words] == ["level", "I", "it"]
    assert len(read) == 1


def test_a_level_word_in_a_high_box_is_read_once() -> None:
    """OCR gives a line's whole height to each of its words: the box of "of" is higher than wide, its ink is not."""
    read: list[PIL.Image.Image] = []
    image = PIL.Image.new("L", (100, 100), "white")
    image.paste(0, (12, 28, 38, 50))

    def look(seen: PIL.Image.Image, _: float) -> Sequence[SeenWord]:
        read.append(seen)
        return [FoundWord("of", 10, 18, 40, 60)]

    with_rotated_text(look)(image, 200)
    assert len(read) == 1
    image.paste(0, (12, 18, 28, 60))
    image.paste("white", (28, 18, 40, 60))
    with_rotated_text(look)(image, 200)
    assert len(read) == 1 + 3


def test_scraps_that_no_turn_makes_words_of_stay_as_they_are() -> None:
    def look(image: PIL.Image.Image, _: float) -> Sequence[SeenWord]:
        turned = image.width != 100
        return (
            [FoundWord("rw", 0, 0, 20, 10)]
            if turned
            else [FoundWord("level", 0, 0, 50, 20), FoundWord("123", 60, 0, 70, 40)]
        )

    words = with_rotated_text(look)(PIL.Image.new("L", (100, 90)), 200)
    assert [word.text for word in words] == ["level", "123"]


def test_strips_read_together_give_the_words_that_they_give_alone(look: OcrFunction) -> None:
    image = page(CLOCKWISE)
    image.paste(_picture("Read the terms").convert("L").transpose(BACKWARDS), (500, 60))
    asked: list[int] = []

    def together(images: Sequence[PIL.Image.Image], dpi: float) -> Sequence[Sequence[SeenWord]]:
        asked.append(len(images))
        return [look(one, dpi) for one in images]

    assert with_rotated_text(look, together)(image, 200) == with_rotated_text(look)(image, 200)
    assert asked
    assert asked[0] >= 4
    assert len(asked) == 1
