"""Whose a spelling is."""

from legalredact.matching.names.aliases import aliases
from legalredact.model.mention import Kind, Role
from legalredact.model.register import Decision, Entity, Register


def person(entity_id: str, name: str, *other: str, **more: object) -> Entity:
    return Entity(entity_id, name, Kind.PERSON, more.pop("role", Role.PARTY), other, **more)  # type: ignore[arg-type] # what a test varies


def owners(register: Register, spelling: str) -> set[str]:
    return {owner for owner, text, _ in aliases(register).owned if text == spelling}


def test_a_derived_spelling_of_one_entity_is_its_own() -> None:
    assert owners(Register((person("e1", "John Vale"),)), "J. Vale") == {"e1"}


def test_a_derived_spelling_of_two_is_nobodys() -> None:
    both = Register((person("e1", "John Vale"), person("e2", "Jane Vale")))
    assert owners(both, "J. Vale") == set()
    assert {owner for owner, text, _ in aliases(both).unsettled if text == "J. Vale"} == {"e1", "e2"}


def test_a_spelling_in_the_register_is_its_entitys_whatever_others_derive() -> None:
    register = Register(
        (person("e1", "John Vale"), person("e2", "Jane Vale"), person("e3", "J. Vale", among=("e1", "e2")))
    )
    assert owners(register, "J. Vale") == {"e3"}
    assert "J. Vale" not in {text for _, text, _ in aliases(register).unsettled}


def test_what_is_left_in_clear_is_derived_for_nobody() -> None:
    judge = person("e2", "J. Vale", role=Role.JUDGE)
    dismissed = person("e3", "John Q. Vale", decision=Decision.DISMISSED)
    register = Register((person("e1", "John Quincy Vale"), judge, dismissed))
    assert owners(register, "J. Vale") == owners(register, "John Q. Vale") == set()
    assert owners(register, "John Vale") == {"e1"}


def test_dismissed_entities_have_no_spellings() -> None:
    assert aliases(Register((person("e1", "John Vale", decision=Decision.DISMISSED),))).owned == ()


def test_the_surname_alone_of_a_typed_name_is_its_own_though_nobody_has_seen_it() -> None:
    register = Register((person("e1", "Pieter van der Quill", typed=True), person("e2", "Odo Tarnwick")))
    assert owners(register, "van der Quill") == {"e1"}
    assert owners(register, "Tarnwick") == set()


def test_the_surname_alone_of_two_of_whom_one_was_typed_is_nobodys() -> None:
    both = Register((person("e1", "Arlo Tarnwick", typed=True), person("e2", "Petra Tarnwick")))
    assert owners(both, "Tarnwick") == set()
    assert {owner for owner, text, _ in aliases(both).unsettled if text == "Tarnwick"} == {"e1", "e2"}


def test_a_typed_surname_that_is_a_word_or_a_state_is_left_to_detection() -> None:
    register = Register((person("e1", "Ann Baker", typed=True), person("e2", "Tom Montana", typed=True)))
    assert owners(register, "Baker") == owners(register, "Montana") == set()
