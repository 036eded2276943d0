"""The register that a person types. All names are invented."""

import pytest

from legalredact.detection.document_facts.register_file import parse_register
from legalredact.errors import UsageError
from legalredact.model.mention import Kind, Role
from legalredact.model.register import Decision


def test_a_line_has_name_role_and_aliases() -> None:
    (entity,) = parse_register("Imogen  Q. Fairlie | client | Immy | Fairlie the Elder\n").entities
    assert (entity.name, entity.role, entity.kind) == ("Imogen Q. Fairlie", Role.CLIENT, Kind.PERSON)
    assert entity.aliases == ("Immy", "Fairlie the Elder")
    assert entity.typed
    assert entity.decision is Decision.CONFIRMED


def test_comments_and_empty_lines_are_left_out() -> None:
    assert [
        e.name for e in parse_register("\ufeff# our side\n\nImogen Fairlie\n  # theirs\nTobias Wren\n").entities
    ] == [
        "Imogen Fairlie",
        "Tobias Wren",
    ]


def test_a_role_may_be_left_out() -> None:
    roles = [e.role for e in parse_register("Imogen Fairlie\nTarrow Mills, Inc.\nTobias Wren | | Toby\n").entities]
    assert roles == [Role.PERSON, Role.ORGANIZATION, Role.PERSON]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Tarrow Mills, Inc. | client", Kind.ORGANIZATION),
        ("City of Marlow Falls | party", Kind.GOVERNMENT),
        ("Quickhaul | organization", Kind.ORGANIZATION),
        ("Baker Street | witness", Kind.PERSON),
        ("Fern & Hollow | counsel", Kind.ORGANIZATION),
    ],
)
def test_what_a_name_is(line: str, kind: Kind) -> None:
    assert parse_register(line).entities[0].kind is kind


def test_two_lines_of_one_name_are_one_entity() -> None:
    (entity,) = parse_register("Imogen Fairlie | client\nIMOGEN FAIRLIE | | Immy\n").entities
    assert (entity.role, entity.aliases) == (Role.CLIENT, ("Immy",))


def test_two_roles_for_one_name_are_refused() -> None:
    with pytest.raises(UsageError, match=r"Line 3 .* line 1"):
        parse_register("Imogen Fairlie | client\n#\nImogen Fairlie | witness\n")


def test_an_alias_of_two_becomes_a_question() -> None:
    register = parse_register("John Marrow | client | Marrow\nMary Marrow | party | Marrow\n")
    question = next(e for e in register.entities if e.among)
    assert (question.name, question.among) == ("Marrow", ("e1", "e2"))
    assert all(e.aliases == () for e in register.entities)


def test_a_name_that_is_anothers_alias_stays_the_name() -> None:
    register = parse_register("John Marrow | client | Marrow Mills\nMarrow Mills | party | Marrow Mills\n")
    assert [e.among for e in register.entities] == [(), ()]
    assert [e.aliases for e in register.entities] == [(), ()]


@pytest.mark.parametrize(
    ("text", "line"), [("Imogen Fairlie | king\n", 1), ("\n\n | client\n", 3), ("A B\nX Y | identifier", 2)]
)
def test_mistakes_are_named_by_line_and_hold_no_name(text: str, line: int) -> None:
    with pytest.raises(UsageError, match=f"Line {line}") as caught:
        parse_register(text)
    assert "Fairlie" not in str(caught.value)


def test_names_in_other_scripts_and_of_any_length() -> None:
    text = "מרים כהן | client\nعبد الله | witness\n" + "Wren" * 75 + "\n"
    assert len(parse_register(text).entities) == 3


@pytest.mark.parametrize("name", ["Will Young", "Hope Court", "Mark Price"])
def test_a_person_whose_names_are_words_is_a_person(name: str) -> None:
    (entity,) = parse_register(f"{name} | client").entities
    assert entity.kind is Kind.PERSON


@pytest.mark.parametrize("name", ["Granite Parcel", "Rose Garden Inc."])
def test_a_company_of_everyday_words_is_a_company(name: str) -> None:
    (entity,) = parse_register(f"{name} | client").entities
    assert entity.kind is Kind.ORGANIZATION
