"""A telephone number without its area code, at the end of somebody else's number."""

import pytest

from legalredact.masking.longer_numbers import LongerNumbers
from legalredact.masking.mask import assign_tokens, mask
from legalredact.matching.identifiers.find import find_identifiers
from legalredact.matching.names.finder import Found
from legalredact.model.mention import Kind, Role, Span, Tier
from legalredact.model.payload import Hit, VerifiedText
from legalredact.model.register import Decision, Entity, Register
from tests.masking.made import document, entity, register
from tests.masking.test_verify import verdict


def phone(entity_id: str, number: str, tier: Tier = Tier.SUGGESTED, decision: Decision = Decision.OPEN) -> Entity:
    return entity(entity_id, number, kind=Kind.PHONE, role=Role.IDENTIFIER, tier=tier, decision=decision)


CLIENTS = phone("e1", "(312) 555-0144")
WITNESS = phone("e2", "(415) 555-0144")
COUNSELS = phone("e3", "(212) 555-0144", Tier.POSSIBLE)


def left(text: str, names: Register) -> str:
    """What leaves."""
    outcome = verdict(text, names)
    assert isinstance(outcome, VerifiedText)
    return outcome.payload.documents[0].passages[0].masked_text


def stopped(text: str, names: Register) -> set[tuple[str, str]]:
    outcome: VerifiedText | tuple[Hit, ...] = verdict(text, names)
    assert not isinstance(outcome, VerifiedText)
    return {(hit.reason, hit.entity) for hit in outcome}


@pytest.mark.parametrize("written", ["(212) 555-0144", "212.555.0144", "1-212-555-0144", "+1 212 555 0144"])
def test_a_number_that_stays_in_clear_is_not_the_clients_although_it_ends_alike(written: str) -> None:
    assert left(f"Call {written} now.", register(CLIENTS, COUNSELS)) == f"Call {written} now."


def test_nor_is_it_that_of_one_of_several_who_share_the_ending() -> None:
    names = register(CLIENTS, WITNESS, COUNSELS)
    assert left("Counsel: (212) 555-0144", names) == "Counsel: (212) 555-0144"


def test_the_clients_number_is_masked_with_and_without_its_area_code() -> None:
    text = "Call (312) 555-0144, or 555-0144 in town; counsel is at (212) 555-0144."
    names = register(CLIENTS, COUNSELS)
    assert left(text, names) == "Call PHONE_1, or PHONE_1 in town; counsel is at (212) 555-0144."


def test_an_extension_does_not_make_it_another_number() -> None:
    names = register(CLIENTS, COUNSELS, phone("e4", "(312) 555-0144 ext. 22", Tier.POSSIBLE))
    assert "555-0144" not in left("Call (312) 555-0144 ext. 22.", names)


def test_a_longer_number_that_nobody_decided_on_does_not_leave() -> None:
    assert stopped("Call (212) 555-0144 now.", register(CLIENTS, WITNESS)) == {("identifier", Kind.PHONE)}
    assert stopped("account no. 88-555-0144-1", register(CLIENTS, WITNESS)) == {("identifier", Kind.ACCOUNT)}


def test_a_longer_number_that_is_masked_is_masked_as_a_whole() -> None:
    masked_too = phone("e3", "(212) 555-0144")
    assert left("Call (212) 555-0144 now.", register(CLIENTS, WITNESS, masked_too)) == "Call PHONE_3 now."


def test_an_ending_that_stands_alone_and_could_be_that_of_two_does_not_leave() -> None:
    assert stopped("My line is 555-0144.", register(CLIENTS, WITNESS, COUNSELS)) == {("alias", "e1"), ("alias", "e2")}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.ACCOUNT, "account no. 885550144"),
        (Kind.LICENCE, "driver's license no. D5550144"),
        (Kind.PASSPORT, "passport no. X5550144"),
    ],
)
def test_an_ending_inside_a_number_of_another_kind_is_none(kind: Kind, text: str) -> None:
    at = text.index("5550144")
    ending = Found(Span(at, at + 7), "e1", "555-0144")
    assert [one.kind for one in find_identifiers(text) if one.span.contains(ending.span)] == [kind]
    assert LongerNumbers(register(CLIENTS).entities).left([ending], text) == []


def test_two_numbers_in_a_row_are_no_longer_number() -> None:
    both = phone("e3", "(555) 0139 / 555-0144", Tier.POSSIBLE)
    source = document("Tel. (555) 0139 / 555-0144")
    names = assign_tokens(register(CLIENTS, both), [source])
    assert mask(source, names, ()).text == "Tel. (555) 0139 / PHONE_1"


def test_what_the_register_itself_spells_without_area_code_is_masked_in_longer_numbers_too() -> None:
    names = register(phone("e1", "555-0144"), COUNSELS)
    assert left("Call (212) 555-0144 now.", names) == "Call (212) PHONE_1 now."


def test_a_number_inside_an_address_is_no_longer_number() -> None:
    page = entity("e3", "http://harbor.example/call/555-0144/now", kind=Kind.URL, tier=Tier.POSSIBLE)
    assert "555-0144" not in left("See http://harbor.example/call/555-0144/now today.", register(CLIENTS, page))


def test_masking_leads_back_to_the_clear_text() -> None:
    source = document("Call (312) 555-0144 or (212) 555-0144.")
    names = assign_tokens(register(CLIENTS, WITNESS, COUNSELS), [source])
    assert [one.clear_surface for one in mask(source, names, ()).occurrences] == ["(312) 555-0144"]
