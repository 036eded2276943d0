"""Names in a text that people of the firm wrote: common words are none, capitalized words and full names are."""

import pytest

from legalredact.masking.verify import verify
from legalredact.model.mention import Kind, Role
from legalredact.model.payload import Payload, VerifiedText
from legalredact.model.register import Decision, Entity, Register

REGISTER = Register(
    (
        Entity("e1", "Grant", Kind.ORGANIZATION, Role.CLIENT, decision=Decision.CONFIRMED, token="CLIENT_A"),
        Entity("e2", "Hope Young", Kind.PERSON, Role.PARTY, decision=Decision.CONFIRMED, token="PARTY_A"),
    )
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Say what the court may grant.", False),
        ("Say it. Grant nothing.", False),
        ("Say what the court told Grant.", True),
        ("Say what Hope Young asks for.", True),
        ("Hope Young is first.", True),
        ("Call 212-555-0143.", True),
    ],
)
def test_a_firms_prompt_and_a_question_are_searched_more_strictly_than_our_own_words(text: str, named: bool) -> None:
    of_firm = Payload("firm-digest", "1", text, ())
    assert isinstance(verify(of_firm, REGISTER, (), ()), VerifiedText) is not named
    asked = Payload("matter-question", "1", "Answer.", (), question=text)
    assert isinstance(verify(asked, REGISTER, (), ()), VerifiedText) is not named


def test_a_token_that_the_register_lacks_is_found_in_a_question() -> None:
    (hit,) = verify(Payload("matter-question", "1", "Answer.", (), question="Who is PARTY_C?"), REGISTER, (), ())  # type: ignore[misc]
    assert (hit.part, hit.reason) == ("question", "token")
