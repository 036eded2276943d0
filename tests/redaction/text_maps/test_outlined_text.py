"""Letters that are drawn of lines and squares are told from the lines of a table."""

from collections.abc import Callable

import PIL.Image
import PIL.ImageDraw
import pymupdf
import pytest

from legalredact.redaction.pdf.page import shown_on
from legalredact.redaction.text_maps.outlined_text import may_spell, specks_of


def page() -> pymupdf.Page:
    return pymupdf.open().new_page(width=612, height=300)


def dots(words: str) -> list[tuple[int, int]]:
    """Where its letters are black, in rows of few pixels."""
    image = PIL.Image.new("1", (130, 12), 1)
    PIL.ImageDraw.Draw(image).text((1, 0), words, fill=0)
    return [(x, y) for y in range(image.height) for x in range(image.width) if not image.getpixel((x, y))]


def of_squares(words: str) -> pymupdf.Page:
    made = page()
    for x, y in dots(words):
        made.draw_rect((40 + 4 * x, 100 + 4 * y, 44 + 4 * x, 104 + 4 * y), color=None, fill=(0, 0, 0))
    return made


def of_strokes(words: str) -> pymupdf.Page:
    made = page()
    for x, y in dots(words):
        made.draw_line((40 + 4 * x, 102 + 4 * y), (44 + 4 * x, 102 + 4 * y), width=3.9)
    return made


def of_outlines(words: str) -> pymupdf.Page:
    made = page()
    for n in range(len(words)):
        made.draw_circle((40 + 12 * n, 100), 5)
        made.draw_line((42 + 12 * n, 102), (47 + 12 * n, 108))
        made.draw_bezier((36 + 12 * n, 90), (40 + 12 * n, 88), (44 + 12 * n, 92), (48 + 12 * n, 94))
    return made


def with_a_table() -> pymupdf.Page:
    """Borders of many cells, a square where two of them meet, and boxes to tick, as word processors write them."""
    made = page()
    for row in range(15):
        for column in range(4):
            x, y = 40 + 120 * column, 20 + 15 * row
            made.draw_line((x, y), (x + 120, y), width=0.5)
            made.draw_rect((x, y, x + 0.5, y + 0.5), color=None, fill=(0, 0, 0))
            made.draw_rect((x + 0.5, y, x + 1, y + 0.5), color=None, fill=(0, 0, 0))
        made.draw_rect((530, y + 3, 538, y + 11))
    return made


@pytest.mark.parametrize("drawn", [of_squares, of_strokes, of_outlines])
def test_drawn_letters_count_as_a_picture(drawn: Callable[[str], pymupdf.Page]) -> None:
    assert shown_on(drawn("Marguerite Oldacre")).pictures


def test_the_lines_of_a_table_do_not() -> None:
    assert not shown_on(with_a_table()).pictures


def test_a_few_lines_spell_nothing() -> None:
    assert not may_spell(of_squares("l").get_cdrawings())
    assert specks_of([(0, 0, 4, 4), (4, 4, 8, 8), (8, 0, 12, 4), (0, 8, 4, 12)]) == frozenset()
