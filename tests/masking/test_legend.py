"""What the legend of a payload says, and that verification reads it like all other text."""

from dataclasses import replace

import pytest

from legalredact.masking.legend import legend, with_legend
from legalredact.masking.mask import assign_tokens, mask
from legalredact.masking.payload import build_payload
from legalredact.masking.verify import verify
from legalredact.model.document import Document
from legalredact.model.legend import HEAD, KINDS, ROLES, is_legend, shortened
from legalredact.model.mention import Kind, Role
from legalredact.model.payload import MaskedText, Payload, VerifiedText
from legalredact.model.register import Decision, Entity, Register
from tests.masking.made import document


def named(token: str, name: str, kind: Kind = Kind.PERSON, role: Role = Role.PERSON, **more: object) -> Entity:
    """An entity whose id is its token."""
    return replace(Entity(token, name, kind, role, decision=Decision.CONFIRMED, token=token), **more)  # type: ignore[arg-type] # tests name the fields by keyword


def test_it_says_kind_and_role_and_no_name() -> None:
    entities = [
        named("CLIENT_A", "Jane Okonski", role=Role.CLIENT),
        named("PARTY_B", "Kestrel Freight LLC", Kind.ORGANIZATION, Role.PARTY),
        named("WITNESS_C", "Tom Varrick", role=Role.WITNESS),
        named("PARTY_D", "Birchmoor Water District", Kind.GOVERNMENT, Role.PARTY),
        named("PHONE_1", "555-0100", Kind.PHONE, Role.IDENTIFIER),
        named("PHONE_2", "555-0101", Kind.PHONE, Role.IDENTIFIER),
    ]

    assert legend(entities).split("\n") == [
        HEAD,
        "CLIENT_A: person, the client",
        "PARTY_B: company or other organization, a party",
        "WITNESS_C: person, a witness",
        "PARTY_D: public body, a party",
        "PHONE_1, PHONE_2: telephone number",
    ]


@pytest.mark.parametrize(
    ("short", "longer", "same"),
    [
        ("Roe", "Jane Roe", True),
        ("Jane", "Jane Roe", True),
        ("J. Roe", "Jane Roe", True),
        ("T. Roe", "Jane Roe", False),
        ("Vale", "Jane Roe", False),
        ("Jane Vale", "Jane Roe", False),
        ("Jane", "Jane R.", True),
        ("J.", "J. Roe", False),
    ],
)
def test_a_part_of_a_name_may_mean_its_bearer(short: str, longer: str, same: bool) -> None:
    text = legend([named("PERSON_A", longer), named("PERSON_B", short)])
    assert text.split("\n")[1:] == [
        "PERSON_A: person",
        "PERSON_B: person" + "; may be the same as PERSON_A" * same,
    ]


def test_a_short_name_beside_the_whole_one_leaves_no_doubt() -> None:
    assert "same" not in legend([named("PERSON_A", "Jane Roe", aliases=("Roe",)), named("PERSON_B", "Tom Roe")])


def test_a_short_name_of_a_person_is_no_company() -> None:
    company = named("ORG_A", "Roe Holdings LLC", Kind.ORGANIZATION, Role.ORGANIZATION)
    assert "same" not in legend([company, named("PERSON_B", "Roe")])
    short = named("ORG_B", "Roe", Kind.ORGANIZATION, Role.ORGANIZATION)
    assert legend([company, short]).endswith("ORG_B: company or other organization; may be the same as ORG_A")


def test_an_ambiguous_spelling_may_mean_each_of_those_in_the_payload() -> None:
    some = [named("CLIENT_A", "Jane Roe"), named("PERSON_B", "Tom Roe")]
    doubtful = named("PERSON_C", "the Roe", among=("CLIENT_A", "PERSON_B", "PERSON_Z"))
    assert legend([*some, doubtful]).endswith("PERSON_C: person; may be the same as CLIENT_A or PERSON_B")


def test_what_many_share_says_nothing() -> None:
    many = [named(f"PERSON_{letter}", f"{name} Roe") for letter, name in zip("ABCDEF", "UVWXYZ", strict=True)]
    assert "same" not in legend([*many, named("PERSON_Z", "Roe")])


def test_there_is_no_legend_without_tokens() -> None:
    assert legend([]) == ""
    assert is_legend("")


def payload(*names: str) -> tuple[Payload, Register, tuple[MaskedText, Document]]:
    source = document(f"{' met '.join(names)}.")
    register = Register(
        tuple(
            Entity(f"e{n}", name, Kind.PERSON, Role.PERSON, decision=Decision.CONFIRMED) for n, name in enumerate(names)
        )
    )
    register = assign_tokens(register, [source])
    masked = mask(source, register, ())
    return build_payload("abstract", "1", "Summarise.", [(source, masked)]), register, (masked, source)


def test_only_tokens_of_the_payload_have_a_line() -> None:
    sent, register, _ = payload("Jane Okonski", "Tom Varrick")
    register = register.updated([named("PERSON_X", "Ada Corwell")])
    assert with_legend(sent, register).legend.split("\n")[1:] == ["PERSON_A: person", "PERSON_B: person"]


def test_tokens_of_titles_and_of_the_question_have_lines_too() -> None:
    sent, register, _ = payload("Jane Okonski")
    register = register.updated([named("PERSON_X", "Ada Corwell"), named("PERSON_Y", "Tom Varrick")])
    titled = replace(sent.documents[0], masked_title="Letter to PERSON_X")
    lines = with_legend(replace(sent, documents=(titled,), question="Who is PERSON_Y?"), register).legend.split("\n")
    assert {line.partition(":")[0] for line in lines[1:]} == {"PERSON_A", "PERSON_X", "PERSON_Y"}


def test_it_is_part_of_what_is_sent_and_of_the_digest() -> None:
    sent, register, _ = payload("Jane Okonski")
    with_it = with_legend(sent, register)

    assert with_it.parts() == (sent.instructions, with_it.legend, *sent.parts()[1:])
    assert with_it.digest != sent.digest
    assert replace(with_it, legend="").digest == sent.digest


def test_a_payload_with_its_legend_is_verified_whatever_words_are_names() -> None:
    """A client may be called like a word of the legend."""
    words = {word.title() for words in (*KINDS.values(), *ROLES.values(), HEAD) for word in words.split()}
    for word in sorted(words):
        sent, register, (masked, source) = payload(f"Okonski {word}", word)
        outcome = verify(with_legend(sent, register), register, [masked], [source])
        assert isinstance(outcome, VerifiedText), word


@pytest.mark.parametrize(
    ("legend_text", "reason"),
    [
        (f"{HEAD}\nPERSON_A: person\nJane Okonski: person", "alias"),
        (f"{HEAD}\nPERSON_Q: person", "token"),
        (f"{HEAD}\nPERSON_A: person who borrowed money", "unmask"),
        ("PERSON_A: person", "unmask"),
        (HEAD, "unmask"),
    ],
)
def test_a_legend_with_a_name_a_foreign_token_or_a_fact_is_refused(legend_text: str, reason: str) -> None:
    sent, register, (masked, source) = payload("Jane Okonski")
    outcome = verify(replace(sent, legend=legend_text), register, [masked], [source])
    assert not isinstance(outcome, VerifiedText)
    assert ("legend", reason) in {(hit.part, hit.reason) for hit in outcome}


def test_a_part_has_the_lines_about_its_tokens() -> None:
    whole = f"{HEAD}\nPERSON_A: person\nORG_B: company or other organization\nPHONE_1, PHONE_2: telephone number"
    assert shortened(whole, {"ORG_B", "PHONE_2"}).split("\n")[1:] == [
        "ORG_B: company or other organization",
        "PHONE_1, PHONE_2: telephone number",
    ]
    assert shortened(whole, {"PERSON_Z"}) == shortened("", {"PERSON_A"}) == ""
