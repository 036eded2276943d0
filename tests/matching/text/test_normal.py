"""The one normal form: what is folded, where it came from, what stood between."""

import hypothesis.strategies as st
from hypothesis import given

from legalredact.matching.text import normal
from legalredact.matching.text.normal import Gap, key_of, normal_form
from legalredact.model.mention import Span


def gap(text: str, at: int) -> Gap:
    return Gap(int(normal_form(text).gaps[at]))


def test_case_diacritics_width_and_ligatures_are_folded() -> None:
    assert key_of("ÁLVAREZ") == key_of("alvarez") == key_of("Ａｌｖａｒｅｚ") == "alvarez"
    assert key_of("oﬃce") == "office"
    assert key_of("Søren Łódź Straße") == "sorenlodzstrasse"


def test_decomposed_letters_equal_composed_ones() -> None:
    assert key_of("Jose\u0301") == key_of("José")


def test_apostrophes_that_count_as_letters_are_marks() -> None:
    assert key_of("Oʼneal") == key_of("O’Neal") == key_of("O'Neal") == "oneal"


def test_gaps_tell_what_stood_between() -> None:
    assert gap("a b", 1) is Gap.SPACE
    assert gap("a\nb", 1) is Gap.LINE
    assert gap("a \n\n b", 1) == Gap.SPACE | Gap.LINE | Gap.BREAK
    assert gap("a-\nb", 1) == Gap.HYPHEN | Gap.LINE
    assert gap("a’b", 1) is Gap.APOSTROPHE
    assert gap("a\u00adb", 1) is Gap.INVISIBLE
    assert gap("aB", 1) is Gap.TURN
    assert gap("a1", 1) is Gap.TURN
    assert gap("ab", 1) == Gap(0)
    assert gap("ab", 0) is Gap.EDGE


def test_scripts_without_spaces_turn_at_every_letter() -> None:
    assert gap("原告", 1) is Gap.TURN


def test_a_span_takes_the_marks_of_its_last_letter_along() -> None:
    text = "Rene\u0301 Vale"
    assert normal_form(text).span(0, 4) == Span(0, 5)


def test_letters_of_a_ligature_come_from_the_same_place() -> None:
    found = normal_form("oﬃce")
    assert found.starts.tolist() == [0, 1, 1, 1, 2, 3]
    assert len(found.gaps) == len(found.key) + 1


ALPHABET = st.text(alphabet="ab AB\n\r\f-'’.)\u00ad\u200b1ﬁé\u0301ß張_\u0640שλ", max_size=80)


@given(ALPHABET)
def test_every_letter_of_the_key_has_its_place(text: str) -> None:
    found = normal_form(text)
    assert len(found.key) == len(found.starts) == len(found.gaps) - 1
    assert all(key_of(text[start])[:1] != "" for start in found.starts)


@given(ALPHABET)
def test_long_texts_are_read_in_stretches_without_a_seam(text: str) -> None:
    whole = normal_form(text)
    usual, normal._STRETCH = normal._STRETCH, 5
    try:
        cut = normal_form(text)
    finally:
        normal._STRETCH = usual
    assert (cut.key, cut.starts.tolist(), cut.gaps.tolist()) == (whole.key, whole.starts.tolist(), whole.gaps.tolist())


@given(st.text())
def test_any_text_has_a_normal_form(text: str) -> None:
    assert normal_form(text).key == key_of(text)
