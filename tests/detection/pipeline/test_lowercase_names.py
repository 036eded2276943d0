"""Names in messages of people who use no capitals. All names are invented."""

import pytest

from legalredact.detection.pipeline.lowercase_names import is_typed_small
from legalredact.detection.spans.span_shape import places_of
from tests.detection.conftest import Look

LETTER = "hi mr. petrakis,\nthis is gretchen. my son has asthma. walt told irina in march. irina says no.\n"
CHAT = "[3/14/22, 9:42:10 PM] Kellan: marisol told him\n[3/14/22, 9:43:01 PM] Tunde: ya she did\n"


def typed(text: str, name: str, chance: float = 1.0) -> bool:
    return is_typed_small(text, places_of(text, name), name, chance)


@pytest.mark.parametrize(("text", "name"), [(LETTER, "gretchen"), (LETTER, "irina"), (CHAT, "marisol")])
def test_a_name_among_sentences_without_capitals_is_one(text: str, name: str) -> None:
    assert typed(text, name)


def test_a_word_of_the_language_and_a_doubtful_one_are_none() -> None:
    assert not typed(LETTER, "son")
    assert not typed(LETTER, "asthma")
    assert not typed(LETTER, "walt", chance=0.5)


def test_in_a_paper_with_capitals_a_small_word_is_none_unless_the_model_is_very_sure() -> None:
    paper = "The court heard it. The gretchen was an instrument. It broke\nand was mended. Nobody came.\n"
    assert not typed(paper, "gretchen", chance=0.92)
    assert typed(paper, "gretchen", chance=0.97)
    assert not typed(paper, "court", chance=1.0)


def test_such_names_are_suggested(found: Look) -> None:
    names = found(LETTER)
    assert {name for name in ("gretchen", "irina") if names[name].tier.value == "suggested"} == {"gretchen", "irina"}
