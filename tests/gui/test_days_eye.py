"""The eye of `dev.py bench days` reads what a person reads: large and dark screens, filled buttons, uneven words."""

import io
import shutil

import pytest
from PIL import Image, ImageDraw, ImageFont
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from legalredact.gui.core.theme import Mode, theme
from legalredact.gui.widgets.question import Question
from tests.benchmarks.people_days import eye
from tests.benchmarks.people_days.eye import Seen

pytestmark = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
DARK, LIGHT = ("#1c1d1f", "#e8e8ea", "#90bdf0", "#10233b"), ("#ffffff", "#202124", "#2454a4", "#ffffff")
"""Ground, letters, a filled button, and the letters on it."""


def screen(colors: tuple[str, str, str, str], zoom: int, *, focused: bool) -> Image.Image:
    """A sentence, and a filled button with rounded corners below it."""
    ground, letters, fill, on_it = colors
    image = Image.new("RGB", (400 * zoom, 160 * zoom), ground)
    draw, font = ImageDraw.Draw(image), ImageFont.truetype("DejaVuSans.ttf", 13 * zoom)
    draw.text((20 * zoom, 20 * zoom), "13 names are suggested.", letters, font)
    draw.rounded_rectangle((120 * zoom, 80 * zoom, 250 * zoom, 112 * zoom), 6 * zoom, fill)
    if focused:
        draw.rounded_rectangle((122 * zoom, 82 * zoom, 248 * zoom, 110 * zoom), 5 * zoom, outline=on_it, width=2 * zoom)
    draw.text((135 * zoom, 88 * zoom), "Choose files …", on_it, font)
    return image


@pytest.mark.parametrize("focused", [False, True])
@pytest.mark.parametrize("zoom", [1, 2])
@pytest.mark.parametrize("colors", [LIGHT, DARK])
def test_words_of_a_sentence_and_of_a_filled_button_are_read(
    colors: tuple[str, str, str, str], zoom: int, *, focused: bool
) -> None:
    seen = eye.words(screen(colors, zoom, focused=focused), None, zoom)

    assert eye.find(seen, "names are suggested")
    (button, *_) = eye.find(seen, "Choose files")
    x, y = button.middle
    assert 130 * zoom < x < 240 * zoom
    assert 80 * zoom < y < 112 * zoom


@pytest.mark.parametrize("zoom", [1, 2])
@pytest.mark.parametrize("colors", [LIGHT, DARK])
def test_each_of_several_filled_buttons_of_one_width_is_read(colors: tuple[str, str, str, str], zoom: int) -> None:
    ground, _, fill, on_it = colors
    image = Image.new("RGB", (400 * zoom, 400 * zoom), ground)
    draw, font = ImageDraw.Draw(image), ImageFont.truetype("DejaVuSans.ttf", 13 * zoom)
    for top, words in ((40, "Choose files"), (100, "Send masked"), (300, "Check again")):
        draw.rounded_rectangle((120 * zoom, top * zoom, 250 * zoom, (top + 32) * zoom), 6 * zoom, fill)
        draw.text((135 * zoom, (top + 8) * zoom), words, on_it, font)

    seen = eye.words(image, None, zoom)

    assert [eye.find(seen, words) != [] for words in ("Choose files", "Send masked", "Check again")] == [True] * 3


@pytest.mark.parametrize("zoom", [1, 2])
@pytest.mark.parametrize("colors", [LIGHT, DARK])
def test_a_frame_within_a_filled_button_is_gained_and_lost(colors: tuple[str, str, str, str], zoom: int) -> None:
    without, framed = (screen(colors, zoom, focused=focused) for focused in (False, True))

    assert [(left // zoom, top // zoom) for left, top, _, _ in eye.gained(without, framed)] == [(122, 82)]
    assert eye.gained(framed, without) == []


@pytest.mark.parametrize("colors", [LIGHT, DARK])
def test_a_highlighted_row_is_gained_and_lost(colors: tuple[str, str, str, str]) -> None:
    ground, letters, fill, _ = colors
    rows = []
    for highlighted in (0, 1):
        image = Image.new("RGB", (400, 160), ground)
        draw, font = ImageDraw.Draw(image), ImageFont.truetype("DejaVuSans.ttf", 13)
        draw.rectangle((20, 20 + 50 * highlighted, 380, 50 + 50 * highlighted), fill)
        for row in (0, 1):
            draw.text((24, 26 + 50 * row), "Farrington and others against Briarwood Cold Storage", letters, font)
        rows.append(image)

    assert [area[1] for area in eye.gained(*rows)] == [70]
    assert [area[1] for area in eye.gained(*reversed(rows))] == [20]


@pytest.mark.parametrize("zoom", [1, 2])
@pytest.mark.parametrize("colors", [LIGHT, DARK])
def test_a_short_link_below_a_longer_one_is_gained(colors: tuple[str, str, str, str], zoom: int) -> None:
    ground, _, fill, _ = colors
    pictures = []
    for focused in (0, 1):
        image = Image.new("RGB", (1_000 * zoom, 160 * zoom), ground)
        draw, font = ImageDraw.Draw(image), ImageFont.truetype("DejaVuSans.ttf", 12 * zoom)
        for number, words in enumerate(("Copy my key, to join the matter of a colleague", "Try the sample")):
            top = (20 + 26 * number) * zoom
            left, _, right, _ = draw.textbbox((48 * zoom, top), words, font)
            if number == focused:
                draw.rectangle((left - 2, top, right + 2, top + 16 * zoom), outline=fill, width=zoom)
            draw.text((48 * zoom, top), words, fill, font)
        pictures.append(image)

    assert [area[1] // zoom for area in eye.gained(*pictures)] == [46]
    assert [area[1] // zoom for area in eye.gained(*reversed(pictures))] == [20]


def test_words_on_one_line_are_found_though_their_heights_differ() -> None:
    seen = [Seen("Choose", 543, 430, 590, 442), Seen("files", 594, 435, 622, 449), Seen("Your", 900, 438, 930, 445)]

    assert [one.text for one in eye.find(seen, "Choose files")] == ["Choose files"]


def test_words_of_two_columns_are_not_one_text() -> None:
    seen = [Seen("Choose", 100, 100, 150, 112), Seen("files", 300, 100, 330, 112)]

    assert eye.find(seen, "Choose files") == []


def test_what_changed_is_read_again_and_the_rest_is_kept() -> None:
    before = screen(LIGHT, 1, focused=False)
    after = before.copy()
    draw, font = ImageDraw.Draw(after), ImageFont.truetype("DejaVuSans.ttf", 13)
    draw.rectangle((15, 15, 300, 40), LIGHT[0])
    draw.text((20, 20), "All names are decided.", LIGHT[1], font)
    kept = Seen("kept", 300, 60, 330, 72)

    seen = eye.words_again(after, 1, (before, [*eye.words(before), kept]))

    assert eye.find(seen, "All names are decided")
    assert not eye.find(seen, "names are suggested")
    assert eye.find(seen, "Choose files")
    assert kept in seen
    assert eye.words_again(after, 1, (after, [kept])) == [kept]


def test_no_word_is_read_in_half_where_words_overlap_what_changed_one_after_the_other() -> None:
    before = Image.new("RGB", (300, 120), LIGHT[0])
    draw, font = ImageDraw.Draw(before), ImageFont.truetype("DejaVuSans.ttf", 13)
    draw.text((185, 50), "Resume", LIGHT[1], font)
    after = before.copy()
    ImageDraw.Draw(after).rectangle((20, 50, 60, 60), LIGHT[2])
    chain = [Seen("word", 70 + 40 * number, 20, 120 + 40 * number, 80) for number in range(3)]

    seen = eye.words_again(after, 1, (before, [*chain, *eye.words(before)]))

    assert [one.text for one in eye.find(seen, "Resume")] == ["Resume"]


def shown(window: QWidget) -> Image.Image:
    """What a window shows now."""
    buffer = QBuffer()
    window.grab().save(buffer, "PNG")
    return Image.open(io.BytesIO(buffer.data().data())).convert("RGB")


@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_of_two_buttons_the_one_that_has_the_focus_now_gained(qtbot: QtBot, mode: Mode, text: int) -> None:
    theme().choose(mode=mode, text=text)
    question = Question(None, "Send", "Send it?", "It goes.", yes="Send to Claude", no="Do not send")
    qtbot.addWidget(question)
    with qtbot.waitActive(question):
        question.show()
    pictures = [shown(question)]
    for button in (question.no, question.yes):
        qtbot.keyClick(button, Qt.Key.Key_Tab)
        pictures.append(shown(question))

    (to_yes,), (to_no,) = (eye.gained(*pictures[at : at + 2]) for at in (0, 1))

    for area, button in ((to_yes, question.yes), (to_no, question.no)):
        at = button.geometry()
        assert area == (at.left(), at.top(), at.right() + 1, at.bottom() + 1)


def test_a_field_has_the_title_before_it_or_in_it_and_not_a_word_of_its_text() -> None:
    before = [Seen("What", 308, 180, 340, 192), Seen("it", 344, 180, 350, 192), Seen("sees", 354, 180, 380, 192)]
    typed = [Seen("under", 450, 180, 490, 192), Seen("neutral", 494, 180, 540, 192), Seen("titles", 544, 180, 580, 192)]

    assert eye.titles([*before, *typed], 442, "What it sees")
    assert not eye.titles([*before, *typed], 442, "Title")
    assert eye.titles([Seen("Title", 450, 180, 490, 192)], 442, "Title")
