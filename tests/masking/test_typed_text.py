"""Names in a text that people of the firm wrote: common words are none, capitalized words and full names are."""

import pytest

from legalredact.errors import OpenDecisions
from legalredact.masking.typed import names_in, one_line, with_tokens
from legalredact.masking.verify import verify
from legalredact.model.mention import Kind, Role, Span
from legalredact.model.payload import Payload, VerifiedText
from legalredact.model.register import Decision, Entity, Register
from legalredact.model.review import Inserted, Segment

REGISTER = Register(
    (
        Entity("e1", "Grant", Kind.ORGANIZATION, Role.CLIENT, decision=Decision.CONFIRMED, token="CLIENT_A"),
        Entity("e3", "Quillfeather", Kind.PERSON, Role.WITNESS, decision=Decision.CONFIRMED, token="WITNESS_A"),
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
        ("Say what quillfeather wrote.", True),
        ("Quillfeather wrote. Say what.", True),
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


def test_tokens_of_a_question_are_tokens_that_were_sent() -> None:
    """Without them, a reply that repeats one would count as one that invents it."""
    outcome = verify(Payload("matter-question", "1", "Answer.", (), question="Who paid PARTY_A?"), REGISTER, (), ())
    assert isinstance(outcome, VerifiedText)
    assert outcome.tokens == {"PARTY_A"}


def test_a_full_name_of_english_words_is_found_in_small_letters_too() -> None:
    for text in ("Hope young asks.", "hope Young asks.", "HOPE YOUNG asks.", "Say what hope young asks for."):
        assert not isinstance(verify(Payload("firm-digest", "1", text, ()), REGISTER, (), ()), VerifiedText)


def statement(text: str, *names: tuple[str, str]) -> Segment:
    """A statement with its names: spellings, in order, and the token of each."""
    at = 0
    placed = []
    for spelling, token in names:
        at = text.index(spelling, at)
        placed.append(Inserted(Span(at, at + len(spelling)), token))
        at += len(spelling)
    return Segment(text, names=tuple(placed))


def corrected(text: str, before: Segment, *names: tuple[str, str]) -> str:
    """What a person's text is with tokens; `names` are those for which the person wrote a token."""
    return with_tokens(text, names_in(statement(text, *names), before, REGISTER))


def test_a_name_of_the_statement_before_keeps_its_token_in_the_new_text() -> None:
    """Also where its spelling alone says nothing, as a short name that the register lacks."""
    before = statement("Young paid Ms. Y in May.", ("Young", "PARTY_A"), ("Ms. Y", "PARTY_A"))
    assert corrected("In May, Young paid Ms. Y in full.", before) == "In May, PARTY_A paid PARTY_A in full."
    assert corrected("Young paid her.", before) == "PARTY_A paid her."


def test_a_name_that_a_long_statement_repeats_keeps_its_token_at_each_place() -> None:
    text = "Ms. Y paid in full. " * 30
    before = statement(text, *[("Ms. Y", "PARTY_A")] * 30)
    assert corrected(f"{text}Then she left.", before) == f"{'PARTY_A paid in full. ' * 30}Then she left."


def test_a_name_that_is_new_in_the_text_becomes_a_token() -> None:
    before = statement("The rent was paid.")
    assert corrected("Hope Young paid the rent to Grant, not to Hope Young.", before) == (
        "PARTY_A paid the rent to CLIENT_A, not to PARTY_A."
    )
    assert corrected("The rent was late.", before) == "The rent was late."


def test_a_token_that_the_person_wrote_stays_before_what_its_place_would_say() -> None:
    before = statement("Grant paid.", ("Grant", "CLIENT_A"))
    assert corrected("Grant paid late.", before, ("Grant", "PARTY_A")) == "PARTY_A paid late."


def test_a_spelling_of_several_people_is_refused_if_the_text_has_it_more_or_less_often() -> None:
    before = statement("Young paid Young in May.", ("Young", "PARTY_A"), ("Young", "PARTY_B"))
    assert corrected("In May Young paid Young late.", before) == "In May PARTY_A paid PARTY_B late."
    for text in ("Young paid in May.", "Young paid Young and Young in May."):
        with pytest.raises(OpenDecisions, match="several people"):
            corrected(text, before)


def test_a_statement_on_one_line_has_its_names_at_their_new_places() -> None:
    before = statement("\n Then  Hope\n Young\tpaid  Grant. \n", ("Hope\n Young", "PARTY_A"), ("Grant", "CLIENT_A"))
    folded = one_line(before)
    assert folded.text == "Then Hope Young paid Grant."
    assert [(one.span.of(folded.text), one.token) for one in folded.names] == [
        ("Hope Young", "PARTY_A"),
        ("Grant", "CLIENT_A"),
    ]
    at_end = one_line(statement("It was Hope Young\n", ("Hope Young\n", "PARTY_A")))
    assert [one.span.of(at_end.text) for one in at_end.names] == ["Hope Young"]
