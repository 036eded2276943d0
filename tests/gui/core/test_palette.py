"""Words can be read in both themes, and roles are told apart without color."""

import itertools

import pytest

from legalredact.gui.core.palette import (
    DARK,
    FILL,
    INK,
    LIGHT,
    PAPER,
    READABLE,
    ROLE_STYLES,
    Colours,
    blended,
    contrast,
    readable,
)
from legalredact.gui.widgets.chip import TINT
from legalredact.model.mention import Role

THEMES = [LIGHT, DARK]
GROUNDS = ["window", "surface", "raised", "selected"]
WORDS = ["text", "muted", "accent", "stopped", "needs_you", "signed"]


@pytest.mark.parametrize(("theme", "ground", "words"), list(itertools.product(THEMES, GROUNDS, WORDS)))
def test_words_can_be_read_on_every_ground(theme: Colours, ground: str, words: str) -> None:
    assert contrast(getattr(theme, words), getattr(theme, ground)) >= READABLE


@pytest.mark.parametrize("theme", THEMES)
def test_words_on_the_primary_button_can_be_read(theme: Colours) -> None:
    assert contrast(theme.on_accent, theme.accent) >= READABLE
    assert contrast(theme.on_accent, blended(theme.text, theme.accent, 0.12)) >= READABLE


@pytest.mark.parametrize("role", list(Role))
def test_what_stands_under_a_filled_mark_can_be_read(role: Role) -> None:
    colour = ROLE_STYLES[role].colour

    assert contrast(INK, blended(colour, PAPER, FILL)) >= READABLE
    assert all(contrast(theme.text, blended(colour, theme.raised, FILL)) >= READABLE for theme in THEMES)


@pytest.mark.parametrize(("role", "ground"), list(itertools.product(Role, [PAPER, LIGHT.raised, DARK.raised])))
def test_a_token_can_be_read_in_its_chip(role: Role, ground: str) -> None:
    tint = blended(ROLE_STYLES[role].colour, ground, TINT)

    assert contrast(readable(ROLE_STYLES[role].colour, tint), tint) >= READABLE


def test_roles_of_one_colour_share_an_underline_and_others_never_do() -> None:
    strokes = {style.colour: style.stroke for style in ROLE_STYLES.values()}

    assert all(style.stroke is strokes[style.colour] for style in ROLE_STYLES.values())
    assert len(set(strokes.values())) == len(strokes)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
