"""Given names by themselves: whom they mean, and where nobody can tell. All names are invented."""

from legalredact.detection.document_facts.register_file import parse_register
from tests.detection.conftest import questions, resolved, who


def test_a_given_name_is_its_bearers_in_documents_that_name_them_more_fully() -> None:
    resolution = resolved("[P Helen Varga] signed. [P Helen] left.", "Ms. [P Varga] called; so did [P Helen].")
    assert who(resolution) == {"Helen Varga": {"Varga", "Helen"}}


def test_a_given_name_alone_in_another_document_is_asked() -> None:
    resolution = resolved("[P Helen Varga] signed. [P Helen] left.", "Q. Your name?\nA. My friends call me [P Helen].")
    assert who(resolution) == {"Helen Varga": set()}
    assert questions(resolution) == {"Helen": {"Helen Varga"}}


def test_so_is_one_that_detection_overlooked_and_one_of_somebody_typed() -> None:
    register = parse_register("Odessa Varga | client")
    resolution = resolved("They call me Odessa there.", register=register)
    assert questions(resolution) == {"Odessa": {"Odessa Varga"}}


def test_an_address_that_spells_the_surname_tells_whose_a_given_name_is() -> None:
    resolution = resolved("[P Helen Varga] signed.", "To: hvarga@alder.example\n\nHi [P Helen], thanks.")
    assert questions(resolution) == {}


def test_a_given_name_that_a_new_document_has_alone_becomes_a_question() -> None:
    first = "[P Helen Varga] signed. [P Helen] left."
    before = resolved(first).register
    after = resolved(first, "My friends call me [P Helen].", register=before)
    assert questions(after) == {"Helen": {"Helen Varga"}}


def test_somebody_known_by_a_given_name_alone_is_not_who_bears_it_in_a_new_document() -> None:
    first = "My friends call me [P Helen]."
    before = resolved(first).register
    after = resolved(first, "[P Helen Varga] signed.", register=before)
    assert questions(after) == {"Helen": {"Helen Varga"}}
    assert after.register.entities[0].id == before.entities[0].id


def test_a_given_name_that_is_a_word_written_small_is_asked_too() -> None:
    resolution = resolved("[P Piers Lanyon] signed.", "call piers tomorrow", "piers said no. Mr. Lanyon left.")
    assert questions(resolution) == {"Piers": {"Piers Lanyon"}}
    assert [m.surface for m in resolution.mentions["d2"]] == ["piers"]


def test_a_word_written_small_is_whom_its_document_names_more_fully() -> None:
    resolution = resolved("[P Piers Lanyon] signed.", "piers said no. Mr. [P Lanyon] left.")
    assert questions(resolution) == {}


def test_what_a_person_settled_stays() -> None:
    register = parse_register("Helen Varga | client | Helen")
    resolution = resolved("[P Helen Varga] signed.", "My friends call me [P Helen].", register=register)
    assert questions(resolution) == {}
