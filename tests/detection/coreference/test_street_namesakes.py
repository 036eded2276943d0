"""Streets that are called by a name of the matter. All names are invented."""

from legalredact.detection.document_facts.register_file import parse_register
from legalredact.masking.mask import assign_tokens, mask
from legalredact.model.mention import Kind, Tier
from tests.detection.conftest import Look, marked, resolved

REGISTER = parse_register("Lane | client")


def test_a_street_called_by_a_client_is_an_address() -> None:
    resolution = resolved("[P Lane] drove down Lane Street, past LANE AVENUE and the Lane house.", register=REGISTER)
    addresses = [m.surface for m in resolution.mentions["d1"] if m.kind is Kind.ADDRESS]
    assert addresses == ["Lane Street", "LANE AVENUE"]


def test_it_is_masked_whole() -> None:
    text = "[P Lane] drove down Lane Street and came back by Lane Street; Birch Street was closed."
    resolution = resolved(text, register=REGISTER)
    document = marked(text)[0]
    register = assign_tokens(resolution.register, [document])
    masked = mask(document, register, resolution.mentions["d1"])
    assert masked.text == ("CLIENT_A drove down ADDRESS_1 and came back by ADDRESS_1; Birch Street was closed.")


def test_a_person_called_so_is_no_street() -> None:
    resolution = resolved("[P Helen Lane] met [P Helen]. Helen Lane left.")
    assert all(m.kind is Kind.PERSON for m in resolution.mentions["d1"])


def test_a_whole_address_stays_whole() -> None:
    resolution = resolved("[P Lane] lives at [E 14 Lane Street].", register=REGISTER)
    assert [m.surface for m in resolution.mentions["d1"] if m.kind is Kind.ADDRESS] == []


def test_who_is_called_like_a_street_is_somebody_where_they_act(found: Look) -> None:
    assert found("Penny Lane testified that it rained. He saw her.")["Penny Lane"].tier is Tier.SUGGESTED
    names = found("The crash was at Lane Court and Main. They met on Penny Lane that day.")
    assert not any(one.tier is Tier.SUGGESTED for one in names.values())


def test_a_given_name_that_is_a_word_is_one_where_it_acts(found: Look) -> None:
    assert found("Loop in Rusty. Rusty said no.")["Rusty"].tier is Tier.SUGGESTED
    names = found("The Earnest Money was paid in May. The Grace Period ended.")
    assert not any(one.tier is Tier.SUGGESTED for one in names.values())
