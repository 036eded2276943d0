"""Surnames that are roles, marks before names, children of one letter. All names are invented."""

import pytest

from legalredact.model.mention import Kind
from tests.detection.conftest import Look, resolved, who


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chang Arlen Foreman was the owner. Mr. Foreman signed.", "Chang Arlen Foreman"),
        ("Helen Foreman came. Then Ms. Foreman left.", "Helen Foreman"),
        ("Chang Arlen Foreman\nPresident\n\nThe foreman left, said Chang Arlen Foreman.", "Chang Arlen Foreman"),
    ],
)
def test_a_surname_may_be_a_role(found: Look, text: str, name: str) -> None:
    assert name in found(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Helen Varga Plaintiff, and Dana Wren, Foreman, came.", "Dana Wren"),
    ],
)
def test_a_role_behind_a_name_is_no_surname(found: Look, text: str, name: str) -> None:
    assert name in found(text)
    assert not any("Foreman" in surface for surface in found(text))


def test_such_a_surname_is_found_behind_a_title_alone() -> None:
    resolution = resolved("[P Chang Arlen Foreman] came. Then Mr. Foreman left. The foreman shall inspect.")
    assert [m.surface for m in resolution.mentions["d1"]] == ["Chang Arlen Foreman", "Mr. Foreman"]
    assert who(resolution) == {"Chang Arlen Foreman": {"Mr. Foreman"}}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("DA SILVA LEFT. THEN MARIA DA SILVA CAME.", {"DA SILVA", "MARIA DA SILVA"}),
        ("DA Davidson & Co. paid the bill.", {"DA Davidson & Co."}),
    ],
)
def test_letters_of_a_mark_may_belong_to_a_name(found: Look, text: str, names: set[str]) -> None:
    assert {surface for surface, one in found(text).items() if one.kind.is_name} == names


def test_a_child_of_one_letter_is_a_minor() -> None:
    resolution = resolved("The mother of [P:initials baby girl K.] left. Baby Girl K. slept.")
    assert [m.surface for m in resolution.mentions["d1"]] == ["baby girl K.", "Baby Girl K."]
    assert [entity.minor for entity in resolution.register.entities] == [True]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The mother gave birth to baby girl K. on that day.", "baby girl K."),
        ("Custody of the minor child K. He had seen it.", "minor child K."),
        ("Newborn M. was well.", "Newborn M."),
        ("Baby J.K. was removed.", "Baby J.K."),
    ],
)
def test_children_of_letters_are_found(found: Look, text: str, name: str) -> None:
    assert found(text)[name].kind is Kind.PERSON


def test_a_childs_letter_before_a_surname_is_an_initial(found: Look) -> None:
    assert "T. Varga" in found("Newborn T. Varga was well.")


def test_who_signs_a_letter_with_initials_is_somebody(found: Look) -> None:
    assert found("Dear Helen,\n\nI will call.\n\nBest regards,\nK.V.\n")["K.V."].kind is Kind.PERSON
