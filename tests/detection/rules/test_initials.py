"""People of whom only the initials are written. All names are invented."""

import pytest

from legalredact.detection.document_facts.register_file import parse_register
from legalredact.detection.lexicon.name_parsing import person_name
from legalredact.detection.rules.initials import initialled, initials_of
from legalredact.model.mention import Tier
from tests.detection.conftest import Look, questions, resolved, who


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("T.W., a minor, by his mother, sued. T.W. was nine.", ["T.W.", "T.W."]),
        ("J.D., a minor, fell; J.D. cried.", ["J.D.", "J.D."]),
        ("In re A.B. and the child K. M. T. left", ["A.B.", "K. M. T."]),
        ("The victims Q.Z. and R.T. met Q.Z.'s mother.", ["Q.Z.", "R.T.", "Q.Z."]),
        ("L.R. v. Harrowgate Freight, Inc.", ["L.R."]),
        ("In re U.S. Steelworks, at 9 a.m. in N.Y., a B.A. degree", []),
        ("T.W. Harrowgate, a minor, and J.R. R. Dale", []),
        ("P.O. Box 4, a minor matter", []),
    ],
)
def test_initials_are_somebodys_where_a_place_says_so(text: str, people: list[str]) -> None:
    assert [one.span.of(text) for one in initialled(text)] == people


def test_initials_stand_with_and_without_middle_names() -> None:
    assert initials_of(person_name("Tobias J. Wrenley")) == {"tw", "tjw"}
    assert initials_of(person_name("Olga de Brito")) == {"ob", "odb"}
    assert initials_of(person_name("Wrenley")) == frozenset()


def test_initials_of_somebody_known_are_asked_about() -> None:
    resolution = resolved("[P Tobias Wrenley] left. Then T.W. came back.")
    assert questions(resolution) == {"T.W.": {"Tobias Wrenley"}}
    question = next(e for e in resolution.register.entities if e.among)
    assert question.masked


def test_initials_that_fit_two_are_asked_about() -> None:
    register = parse_register("Odessa Brightwater | client\nOlaf Birch | witness")
    assert questions(resolved("O.B. called.", register=register)) == {"O.B.": {"Odessa Brightwater", "Olaf Birch"}}


def test_initials_that_the_text_defines_are_their_owners() -> None:
    resolution = resolved('[P Odessa Brightwater] ("[P:initials O.B.]") called. [P:initials O.B.] left.')
    assert who(resolution) == {"Odessa Brightwater": {"O.B."}}


@pytest.mark.parametrize("letters", ["P.C.", "N.A.", "U.S."])
def test_known_abbreviations_are_nobodys_initials(letters: str) -> None:
    register = parse_register("Paul Carter | client\nNina Alder | party\nUlf Sander | witness")
    assert questions(resolved(f"They filed it, {letters} and all.", register=register)) == {}


def test_initials_before_a_surname_are_a_part_of_it() -> None:
    register = parse_register("Tobias Wrenley | client")
    assert questions(resolved("Mail for T.W. Harrowgate came.", register=register)) == {}


def test_a_minor_is_suggested_wherever_named(found: Look) -> None:
    text = "In re A.B., a Minor.\n\nThe court heard A.B. in chambers. Under 28 U.S.C. § 1331 it rules.\n"
    assert found(text)["A.B."].tier is Tier.SUGGESTED
    assert "U.S.C." not in found(text)


@pytest.mark.parametrize("text", ["Her children, A.B. and C. D., left.", "R.T., through next friend L.T., sues."])
def test_letters_of_an_abbreviation_are_a_childs_where_the_text_says_so(found: Look, text: str) -> None:
    assert {m.tier for m in found(text).values()} == {Tier.SUGGESTED}
    assert len(found(text)) == len(("one", "other"))


def test_children_of_a_land_are_not_called_so(found: Look) -> None:
    assert "U.S." not in found("The children, U.S. citizens, left.")


def test_initials_that_end_in_a_dash_are_a_party_of_an_immigration_matter(found: Look) -> None:
    mentions = found("Matter of E-F-H-L-, Respondent. See T-shirt, A-B-C and Form I-9.")
    assert mentions["E-F-H-L"].tier is Tier.SUGGESTED
    assert not {"A-B-C", "I-9", "T-"} & set(mentions)
