"""Nicknames, variants and misspellings are proposed as one name, other names are not. All names are invented."""

from dataclasses import replace

import pytest

import legalredact.workflow.names.perhaps_same as perhaps_same_module
from legalredact.model.mention import Kind, Role
from legalredact.model.register import Decision, Entity, Register
from legalredact.workflow.names.perhaps_same import ComparedNames, perhaps_same


def register(*names: str, kind: Kind = Kind.PERSON, decision: Decision = Decision.OPEN) -> Register:
    role = Role.PERSON if kind is Kind.PERSON else Role.ORGANIZATION
    return Register(tuple(Entity(name, name, kind, role, decision=decision) for name in names))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Maren Okonski", "Maren Okonsky"),
        ("Robert Okonski", "Bob Okonsky"),
        ("Robert Okonski", "Robbert Okonski"),
        ("Katherine Fairlie", "Katie"),
        ("Maren Okonski", "Okonsky"),
        ("Okonski, Maren", "M. Okonsky"),
        ("Maren Okonski", "Maren Oknoski"),
        ("Jane Q. Fairlie", "Jane Farlie"),
        ("William Jagel", "Billy Jagle"),
    ],
)
def test_people_who_may_be_one_are_proposed(one: str, other: str) -> None:
    assert perhaps_same(register(one, other)) == {one: (other,), other: (one,)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tarrow Mills, Inc.", "Tarow Mills Inc"),
        ("Larkhaven Bank", "Larkhavn Bank, N.A."),
        ("Granite Quay Logistics LLC", "GQL"),
    ],
)
def test_companies_that_may_be_one_are_proposed(one: str, other: str) -> None:
    assert perhaps_same(register(one, other, kind=Kind.ORGANIZATION)) == {one: (other,), other: (one,)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Marrow", "Mary Marrow"),
        ("John Roe", "John Coe"),
        ("John Marrow, Jr.", "Jon Marrow, Sr."),
        ("Maren A. Okonski", "Maren B. Okonsky"),
        ("Maren Okonski", "Fairlie"),
        ("Maren Okonski", "Maren"),
        ("Ann Fairlie", "Bob Farlie"),
    ],
)
def test_people_who_are_two_are_not_proposed(one: str, other: str) -> None:
    assert perhaps_same(register(one, other)) == {}


def test_a_person_and_a_company_are_not_proposed() -> None:
    both = (*register("Maren Tarrow").entities, *register("Maren Tarow, Inc.", kind=Kind.ORGANIZATION).entities)
    assert perhaps_same(Register(both)) == {}


def test_what_a_person_decided_on_both_sides_is_asked_no_more() -> None:
    assert perhaps_same(register("Maren Okonski", "Maren Okonsky", decision=Decision.CONFIRMED)) == {}
    assert perhaps_same(register("Maren Okonski", "Maren Okonsky", decision=Decision.DISMISSED)) == {}


def test_the_likeliest_comes_first_and_few_are_proposed() -> None:
    proposed = perhaps_same(register("Robert Okonski", "Bob Okonsky", "Robert Okonsky", "Bobby", "Robt. Okonsk"))
    assert proposed["Robert Okonski"][0] == "Robert Okonsky"
    assert len(proposed["Robert Okonski"]) == 3


def test_many_names_are_compared_without_comparing_each_with_each() -> None:
    names = [
        f"{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}vander Okonski".title() for n in range(2_000)
    ]
    assert perhaps_same(register(*names, "Maren Fairlie", "Maren Farlie"))["Maren Fairlie"] == ("Maren Farlie",)


def test_a_word_of_many_letters_has_few_keys() -> None:
    (entity,) = register("a" * 5_000).entities
    assert len(list(perhaps_same_module._keys(entity))) < 5


@pytest.mark.parametrize("decision", [Decision.CONFIRMED, Decision.DISMISSED])
def test_a_decision_compares_no_names_again(decision: Decision, monkeypatch: pytest.MonkeyPatch) -> None:
    before, compared = register("Maren Okonski", "Maren Okonsky", "Maren Oknoski"), ComparedNames()
    after = Register((replace(before.entities[0], decision=decision), *before.entities[1:]))
    assert len(compared.perhaps_same(before)) == 3
    as_new = perhaps_same(after)
    pairs = list[object]()
    monkeypatch.setattr(perhaps_same_module, "_rank", lambda *pair: pairs.append(pair))

    assert compared.perhaps_same(after) == as_new
    assert not pairs


def test_a_changed_spelling_is_compared_again() -> None:
    compared = ComparedNames()
    assert compared.perhaps_same(register("Maren Okonski", "Maren Fairlie")) == {}
    assert compared.perhaps_same(register("Maren Okonski", "Maren Okonsky")) != {}
