"""Names come back into a checked reply, and nothing else changes."""

import pytest

from legalredact.errors import Refused
from legalredact.masking.restore import restore
from legalredact.model.mention import Kind, Role, Span
from legalredact.model.register import Entity, Register
from legalredact.model.review import CheckedSummary, Citation, Finding, FindingKind, MaskedSummary, Segment, Usage
from tests.masking.made import entity

NAMES = Register(
    (
        entity("e1", "Robert Alder", role=Role.CLIENT, token="CLIENT_A"),
        entity("e2", "Granite, Inc.", kind=Kind.ORGANIZATION, token="PARTY_B"),
        entity("e3", "PARTY_B", kind=Kind.ORGANIZATION, token="ORG_C"),
    )
)


def checked(*segments: Segment, findings: tuple[Finding, ...] = ()) -> CheckedSummary:
    return CheckedSummary(MaskedSummary("0" * 64, "abstract", "1", segments, Usage("local")), findings)


def restored(text: str) -> str:
    return restore(checked(Segment(text)), NAMES)[0].text


def test_tokens_become_names() -> None:
    assert (
        restored("CLIENT_A's claim against PARTY_B is CLIENT_A’s")
        == "Robert Alder's claim against Granite, Inc. is Robert Alder’s"
    )


def test_only_exact_tokens_are_restored() -> None:
    text = "Client A, CLIENT-A, CLIENT_AB, CLIENT_Z, XCLIENT_A, client_a"
    assert restored(text) == text


def test_a_name_that_looks_like_a_token_is_not_restored_again() -> None:
    assert restored("ORG_C and PARTY_B here") == "PARTY_B and Granite, Inc. here"


def test_a_sentence_ends_with_one_full_stop() -> None:
    assert restored("It is PARTY_B. Then") == "It is Granite, Inc. Then"


def test_citations_and_quotations_stay_as_they_are() -> None:
    quoted = Segment("“CLIENT_A signed”", (Citation("d1", "b1", "b2"),), quoted=True)
    assert restore(checked(quoted), NAMES) == (Segment("“Robert Alder signed”", quoted.citations, quoted=True),)


def test_a_reply_with_a_blocking_finding_is_not_restored() -> None:
    finding = Finding(FindingKind.INVENTED_TOKEN, 0, Span(0, 8))
    with pytest.raises(Refused):
        restore(checked(Segment("CLIENT_Q"), findings=(finding,)), NAMES)


def test_other_findings_do_not_stand_in_the_way() -> None:
    finding = Finding(FindingKind.UNCITED, 0, Span(0, 8))
    assert restore(checked(Segment("CLIENT_A"), findings=(finding,)), NAMES)[0].text == "Robert Alder"


def test_the_owners_of_tokens_are_gathered_once_for_a_register(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []
    whole = Register.by_token

    def counted(register: Register) -> dict[str, Entity]:
        looks.append(register)
        return whole(register)

    monkeypatch.setattr(Register, "by_token", counted)
    register = Register((entity("e9", "Wilhelmina Stour", role=Role.CLIENT, token="CLIENT_W"),))
    texts = [restore(checked(Segment(f"CLIENT_W paid {number}.")), register)[0].text for number in range(5)]
    assert texts == [f"Wilhelmina Stour paid {number}." for number in range(5)]
    assert len(looks) == 1
