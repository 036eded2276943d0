"""The second look of verification: what it finds by itself, with a first finder that sees nothing."""

from dataclasses import replace

import pytest

from legalredact.masking.squeezed import SqueezedNames
from legalredact.masking.verify import verify
from legalredact.matching.names.concatenated import NamesInHandles
from legalredact.matching.names.finder import NameFinder
from legalredact.model.mention import Kind, Role
from legalredact.model.payload import Payload, VerifiedText
from tests.masking.made import entity, register
from tests.masking.test_verify import prepared, reasons, verdict, with_passages

OLDACRE = entity("e1", "Marguerite Oldacre", "Oldacre", role=Role.CLIENT)
NAMES = register(OLDACRE)


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Verification asks a first finder that has a fault and finds no name at all."""
    for finder in (NameFinder, NamesInHandles):
        monkeypatch.setattr(finder, "find", lambda self, text: iter(()))


def found(text: str, *names: str) -> list[str]:
    """What the second look finds of some names in a text."""
    look = SqueezedNames((f"e{at}", name, Kind.PERSON) for at, name in enumerate(names))
    return [span.of(text) for span, _ in look.find(text)]


@pytest.mark.usefixtures("blind")
def test_a_name_in_a_passage_stops_the_payload() -> None:
    outcome = verdict("x", NAMES, with_passages("as Marguerite Oldacre said"))
    assert ("d1/b0", "alias", "e1") in reasons(outcome)


@pytest.mark.usefixtures("blind")
def test_a_name_that_was_not_masked_stops_the_payload() -> None:
    assert reasons(verdict("as Marguerite Oldacre said", NAMES)) == {("d1/b0", "alias", "e1")}


@pytest.mark.usefixtures("blind")
@pytest.mark.parametrize("place", ["instructions", "title d1"])
def test_a_name_in_instructions_or_a_title_stops_the_payload(place: str) -> None:
    def named(payload: Payload) -> Payload:
        if place == "instructions":
            return replace(payload, instructions="Help Marguerite Oldacre.")
        return replace(payload, documents=(replace(payload.documents[0], masked_title="Marguerite Oldacre.pdf"),))

    assert reasons(verdict("x", NAMES, named)) == {(place, "alias", "e1")}


@pytest.mark.usefixtures("blind")
def test_a_name_in_text_that_an_engine_made_stops_it() -> None:
    _, names, _, payload = prepared("x", NAMES)
    outcome = verify(with_passages("as Marguerite Oldacre said")(payload), names, (), ())
    assert reasons(outcome) == {("d1/b0", "alias", "e1")}


def test_a_precedents_surname_and_a_judges_may_leave_in_spite_of_the_second_look() -> None:
    judge = entity("e2", "Ruth Oldacre Moss", role=Role.JUDGE)
    text = "See Oldacre v. Moss, 780 F.3d 304, 305 (5th Cir. 2015). So Judge Ruth Oldacre Moss held."
    assert isinstance(verdict(text, register(OLDACRE, judge)), VerifiedText)


@pytest.mark.parametrize(
    "written", ["Oldacre", "OLDACRE", "Ol-dacre", "Oldac re", "O l d a c r e", "Old\u200bacre", "Old\u00adacre"]
)
def test_a_name_of_one_word_is_found_however_it_is_parted(written: str) -> None:
    assert found(f"then {written} said", "Oldacre") == [written]


@pytest.mark.parametrize(
    "written", ["Xoldacre", "Oldacrex", "Oldacre7", "7Oldacre", "Oldacre\u0301x", "x\u00adOldacre"]
)
def test_a_part_of_a_longer_word_is_not_found(written: str) -> None:
    assert found(f"then {written} said", "Oldacre") == []


@pytest.mark.parametrize(
    "mark",
    # a variation selector, two enclosing marks, a joiner, a tag, a direction mark, a vowel sign, a filler, a control
    ["\ufe0f", "\u20dd", "\u0489", "\u034f", "\U000e0041", "\u061c", "\u0903", "\u3164", "\x01"],
)
def test_no_character_without_a_shape_of_its_own_hides_a_name_or_ends_a_word(mark: str) -> None:
    assert found(f"then Feni{mark}more said", "Fenimore") == [f"Feni{mark}more"]
    assert found(f"then Fenimore{mark} said", "Fenimore") == ["Fenimore"]
    if mark != "\x01":  # white space is a control character too, and does end a word
        assert found(f"then Fenimore{mark}x said", "Fenimore") == []


def test_a_name_at_the_beginning_or_the_end_is_found() -> None:
    assert found("Oldacre", "Oldacre") == ["Oldacre"]


def test_a_name_in_letters_that_were_never_met_before_is_found() -> None:
    assert found("ο Χαραλάμπους είπε", "Χαραλάμπους") == ["Χαραλάμπους"]


def test_the_shortest_name_that_is_looked_for_has_six_letters() -> None:
    assert found("then Fenlow and Fenlo came", "Fenlow", "Fenlo") == ["Fenlow"]


def test_an_apostrophe_may_be_straight_or_curly() -> None:
    assert found("then O’Shaughn and O'Shaughn and O‘Shaughn came", "O'Shaughn") == [
        "O’Shaughn",
        "O'Shaughn",
        "O‘Shaughn",
    ]


def test_english_words_that_spell_a_name_of_one_word_are_not_found() -> None:
    assert found("a good man and a Good Man, by Goodwyn", "Goodman") == []
    assert found("an even tide I saw", "Eventide") == []


def test_a_name_of_several_words_is_found_where_english_words_spell_it() -> None:
    assert found("the good man harbor", "Goodman Harbor") == ["good man harbor"]


def test_a_name_that_begins_with_an_initial_is_left_to_the_first_look() -> None:
    assert found("Alder v. Valeworth, by B. Valeworth", "V. Valeworth") == []


def test_of_a_name_that_is_an_english_word_nothing_is_looked_for() -> None:
    assert found("the standard of care", "Standard") == []


def test_where_two_have_a_spelling_it_is_the_firsts() -> None:
    look = SqueezedNames([("e1", "Oldacre", Kind.PERSON), ("e2", "OLDACRE", Kind.PERSON)])
    assert [owner for _, owner in look.find("Oldacre")] == ["e1"]


def test_no_name_at_all_is_no_fault() -> None:
    assert found("Oldacre") == []
