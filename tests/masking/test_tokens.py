"""Which token an entity gets, and that it keeps it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalredact.errors import Refused
from legalredact.masking import tokens as giving
from legalredact.masking.tokens import assign, assign_tokens, spelled_in
from legalredact.model.mention import Kind, Role
from legalredact.model.register import Decision, Entity, Register
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


def test_a_register_in_which_nothing_changes_is_the_very_same() -> None:
    named = assign_tokens(PEOPLE, [])
    assert assign_tokens(named, [document("nothing new")]) is named


def test_the_token_of_somebody_who_is_gone_is_given_to_nobody() -> None:
    retired = Register(PEOPLE.entities, retired=("CLIENT_A", "PARTY_C"))
    assert tokens(retired) == ["CLIENT_B", "PARTY_D", ""]


@pytest.mark.parametrize("kind", [Kind.PERSON, Kind.SSN])
def test_a_matter_with_more_names_than_tokens_is_refused(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving, "free_tokens", lambda *_: iter(()))
    with pytest.raises(Refused, match="more names than there are tokens"):
        assign_tokens(register(entity("e1", "078-05-1120", kind=kind)), [])


@pytest.mark.parametrize("written", ["ssn 1", "SSN_1", "SSN-1", "Ssn1"])
def test_a_number_that_looks_like_a_token_is_never_used(written: str) -> None:
    number = entity("e1", "078-05-1120", kind=Kind.SSN, role=Role.IDENTIFIER)
    assert tokens(register(number), f"as {written} said") == ["SSN_2"]


def test_a_word_of_a_role_that_a_document_spells_with_those_letters_is_not_taken() -> None:
    before = Register((Entity("e1", "Marguerite Oldacre", Kind.PERSON, Role.CLIENT, token="PERSON_C"),))
    assert assign_tokens(before, [document("by CLIENT_C")]).get("e1").token == "PERSON_C"


def test_letters_are_given_by_role_and_then_by_the_number_of_places() -> None:
    names = register(
        entity("e1", "Moss", role=Role.PERSON),
        company("e2", "Granite"),
        entity("e3", "Vale", role=Role.PERSON),
        entity("e4", "Alder", role=Role.CLIENT),
    )
    given = giving.assign(names, [], places=lambda: {"e1": 1, "e2": 9, "e3": 2, "e4": 1})
    assert [one.token for one in given.entities] == ["PERSON_D", "PARTY_B", "PERSON_C", "CLIENT_A"]


def test_a_more_important_name_that_comes_later_changes_no_token() -> None:
    first = giving.assign(register(entity("e1", "Moss", role=Role.PERSON)), [])
    later = giving.assign(first.updated([entity("e2", "Alder", role=Role.CLIENT)]), [], places=lambda: {"e2": 50})
    assert [one.token for one in later.entities] == ["PERSON_A", "CLIENT_B"]


Change = tuple[int, Role, Decision]
CHANGES = st.lists(
    st.tuples(st.integers(0, 7), st.sampled_from([Role.CLIENT, Role.PARTY, Role.JUDGE]), st.sampled_from(Decision)),
    max_size=8,
)


@given(st.lists(CHANGES, min_size=1, max_size=5), st.sampled_from(["", "Party A met CLIENT_B", "a client, SSN 1"]))
def test_after_any_decisions_the_tokens_are_those_of_an_assignment_to_all(steps: list[list[Change]], text: str) -> None:
    spelled = [spelled_in(document(text))]
    assigned = all_again = register()
    for step in steps:
        entities = [entity(f"e{number}", f"Name{number}", role=role, decision=how) for number, role, how in step]
        assigned = assign(_with(assigned, entities), spelled, assigned=assigned)
        all_again = assign(_with(all_again, entities), spelled)
        assert assigned == all_again


def _with(names: Register, changed: list[Entity]) -> Register:
    """The register with these entities, which keep the tokens that they have."""
    tokens = {one.id: one.token for one in names.entities}
    return names.updated(replace(one, token=tokens.get(one.id, "")) for one in changed)
