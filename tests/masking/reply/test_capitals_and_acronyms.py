"""Words that only their place capitalizes, and acronyms of companies, over all beginnings and small words."""

import itertools

import pytest

from legalredact.masking.reply.check import check
from legalredact.masking.reply.names import ShortNames
from legalredact.model.document import Place
from legalredact.model.mention import Kind, Role, Span
from legalredact.model.payload import Passage, Payload, PayloadDocument, VerifiedText
from legalredact.model.register import Decision, Entity, Register
from legalredact.model.review import FindingKind, MaskedSummary, Segment, Usage

MARKS = (" ", "*", "“", "-", "(", "\n", "#")
LEADS = [*("".join(marks) for size in (0, 1, 2) for marks in itertools.product(MARKS, repeat=size))]
COMPANY = Entity("e1", "Standard Quay, Inc.", Kind.ORGANIZATION, Role.PARTY, ("Standard",), token="PARTY_A")


def with_names(texts: list[str]) -> set[str]:
    """Which of some statements have a name in clear; "standard" is a word of the payload."""
    passage = Passage("p1", "PARTY_A says that the standard is plain.", Place(page=1), Span(0, 1))
    payload = Payload("digest", "1", "Summarize.", (PayloadDocument("d1", "Document 1", (passage,)),))
    sent = VerifiedText(payload, payload.digest, frozenset({"PARTY_A"}))
    reply = MaskedSummary(payload.digest, "digest", "1", tuple(map(Segment, texts)), Usage("local"))
    found = check(reply, sent, Register((COMPANY,))).findings
    return {texts[one.segment] for one in found if one.kind is FindingKind.CLEAR_NAME}


def test_a_word_of_the_payload_is_no_name_where_a_sentence_or_line_begins_behind_any_marks() -> None:
    assert with_names([f"{lead}Standard rules apply" for lead in LEADS]) == set()
    ends = [f"So{end}{lead}Standard rules apply" for end in ".!?:;" for lead in LEADS if lead]
    assert with_names(ends) == set()


def test_inside_a_sentence_it_is_a_name_unless_a_line_begins() -> None:
    inside = [f"So it,{lead or ' '}Standard rules apply" for lead in LEADS]
    assert with_names(inside) == {text for text in inside if "\n" not in text}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It paid Harbor.", ["Harbor"]),
        ("Harbor paid.", []),
        ("It ended. Harbor paid.", []),
        ("It ended: “Harbor paid.”", []),
        ("So Dr. Harbor paid.", ["Harbor"]),
        ("So the harbor paid.", []),
        ("So the HARBOR paid.", []),  # the payload has the word in small letters
        ("So PENROSE paid.", ["PENROSE"]),
        ("Penrose paid, Penrose’s son too.", ["Penrose", "Penrose"]),
        ("It began in May.", []),
        ("It paid Al.", []),  # too short for a name by itself
        ("It paid O. H. and O.H.", ["O. H.", "O.H."]),
        ("It paid M.D. fees.", []),
        ("It paid Ottoline H. then.", ["Ottoline", "Ottoline H."]),
        ("It paid CLIENT_A, not Harbor.", ["Harbor"]),
    ],
)
def test_a_word_of_a_masked_persons_name_is_one_unless_a_sentence_begins_with_it(text: str, found: list[str]) -> None:
    names = ("Ottoline Harbor", "May Penrose", "Al Dow", "Mark Dell")
    people = (Entity(f"e{n}", name, Kind.PERSON, Role.PARTY, token=f"PARTY_{n}") for n, name in enumerate(names))
    spans = ShortNames(people, "The harbor is dry.").find(text)
    assert sorted(span.of(text) for span in spans) == found


def test_a_name_that_is_not_masked_has_no_short_form() -> None:
    kept = Entity("e1", "Ottoline Penrose", Kind.PERSON, Role.PARTY, decision=Decision.DISMISSED)
    number = Entity("e2", "Penrose 12", Kind.ACCOUNT, Role.IDENTIFIER, token="ACCOUNT_1")
    assert [*ShortNames((kept, number), "").find("It paid Penrose.")] == []


@pytest.mark.parametrize("small", ["and", "of", "for", "the"])
def test_an_acronym_is_one_with_the_small_words_of_the_name_and_without_them(small: str) -> None:
    company = Entity("e1", f"Bank {small} Quarry Wharf Co.", Kind.ORGANIZATION, Role.PARTY, (), token="PARTY_A")
    letters = small[0].upper()
    for short in ("BQW", "BQWC", f"B{letters}QWC"):
        found = [span.of(f"So {short} paid.") for span in ShortNames((company,), "").find(f"So {short} paid.")]
        assert found == [short]
    assert [*ShortNames((company,), "").find("So QBW paid.")] == []
