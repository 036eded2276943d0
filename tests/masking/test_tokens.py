"""Which token an entity gets, and that it keeps it."""

from dataclasses import replace

import pytest

from legalredact.masking.tokens import assign_tokens
from legalredact.model.mention import Kind, Role
from legalredact.model.register import Entity, Register
from tests.masking.made import company, document, entity, register

PEOPLE = register(
    entity("e1", "Alder", role=Role.CLIENT), company("e2", "Granite"), entity("e3", "Moss", role=Role.JUDGE)
)


def tokens(names: Register, *texts: str) -> list[str]:
    return [one.token for one in assign_tokens(names, [document(text) for text in texts]).entities]


def test_letters_are_unique_in_the_matter_whatever_the_role() -> None:
    assert tokens(PEOPLE) == ["CLIENT_A", "PARTY_B", ""]


def test_identifiers_are_numbered_within_their_kind() -> None:
    names = register(
        entity("e1", "123-45-6789", kind=Kind.SSN, role=Role.IDENTIFIER),
        entity("e2", "a@b.example", kind=Kind.EMAIL, role=Role.IDENTIFIER),
        entity("e3", "987-65-4320", kind=Kind.SSN, role=Role.IDENTIFIER),
    )
    assert tokens(names) == ["SSN_1", "EMAIL_1", "SSN_2"]


@pytest.mark.parametrize("written", ["CLIENT_A", "Party A", "party-A", "WITNESS A", "Counsel_A"])
def test_what_looks_like_a_token_in_a_document_is_never_used(written: str) -> None:
    assert tokens(PEOPLE, f"as {written} said") == ["CLIENT_B", "PARTY_C", ""]


def test_an_article_after_a_role_is_no_token() -> None:
    assert tokens(PEOPLE, "give the client a copy") == ["CLIENT_A", "PARTY_B", ""]


def test_tokens_stay_and_new_entities_get_new_ones() -> None:
    first = assign_tokens(PEOPLE, [])
    later = assign_tokens(first.updated([entity("e4", "Vale")]), [document("Party A")])
    assert [one.token for one in later.entities] == ["CLIENT_A", "PARTY_B", "", "PARTY_C"]


def test_a_token_that_a_later_document_spells_is_given_up() -> None:
    first = assign_tokens(PEOPLE, [])
    later = assign_tokens(first, [document("a contract between PARTY_B and others")])
    assert [one.token for one in later.entities] == ["CLIENT_A", "PARTY_C", ""]


def test_thousands_of_entities_are_given_tokens_at_once() -> None:
    many = register(*(entity(f"e{number}", f"Name{number}") for number in range(5_000)))
    assert len(set(tokens(many))) == 5_000


def test_a_changed_role_changes_the_word_of_a_token_and_never_its_letters() -> None:
    before = Register((Entity("e1", "Marguerite Oldacre", Kind.PERSON, Role.PERSON, token="PERSON_C"),))
    after = before.updated([replace(before.entities[0], role=Role.CLIENT)])
    assert assign_tokens(after, ()).get("e1").token == "CLIENT_C"
