"""Words that only their place capitalizes, and acronyms of companies, over all beginnings and small words."""

import itertools

import pytest

from legalredact.masking.reply.check import _Sent, check
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


def short_forms(name: str, text: str, *, kind: Kind = Kind.PERSON, source: str = "") -> list[str]:
    """The short forms of one masked name that a reply has."""
    entity = Entity("e1", name, kind, Role.PARTY, token="PARTY_A")
    return sorted(span.of(text) for span in ShortNames((entity,), source).find(text))


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Carla Ames", "So C. A. paid, the C.A. did not.", ["C. A."]),  # "C.A." is a court
        ("Ottoline Rae Penrose", "So O.P. and O.R.P. and ORP paid.", ["O.P.", "O.R.P.", "ORP"]),
        ("Ottoline Rae Penrose", "So O.R. and R.P. paid.", []),
        (
            "Ottoline Rae Penrose",
            "So Rae P. and Ottoline R. and Ottoline P. paid.",
            ["Ottoline", "Ottoline", "Ottoline P.", "Rae"],
        ),
        ("Dr. Ottoline Penrose Jr.", "So D. P. and O. J. and O. P. paid Jr. and Dr. Zed.", ["O. P."]),
        ("Penrose", "So Penrose paid P. P. then.", ["Penrose"]),
        ("Li Po Xylander", "So Li and Xylander paid.", ["Xylander"]),
        ("Ann Xylander", "So Ann Xylander’s and Xylander's pay.", ["Ann", "Xylander", "Xylander"]),
        ("Anne-Marie O’Dell", "So Anne-Marie and O’Dell paid.", ["Anne-Marie", "O’Dell"]),
        ("June Xylander", "In June it was due.", []),
        ("Ada Xylander", "So xylander paid, XYLANDER too.", ["XYLANDER"]),
    ],
)
def test_short_forms_of_a_person(name: str, text: str, found: list[str]) -> None:
    assert short_forms(name, text) == found


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Quarry Wharf Holdings, Inc.", "So Quarry paid.", ["Quarry"]),
        ("Quarry Wharf Holdings, Inc.", "So Wharf and Holdings paid Inc. and more.", []),
        ("Quarry Zylene Holdings, Inc.", "So Zylene paid.", ["Zylene"]),
        ("Quarry Wharf Holdings, Inc.", "So QWH and QWHI paid.", ["QWH", "QWHI"]),
        ("Quarry Wharf, Inc.", "So Q.W. and Q. W. paid.", []),  # two letters are no acronym of a company
        ("Quarry Wharf, Inc.", "So Q.W.I. paid.", ["Q.W.I."]),
        ("The Quarry of Wharf", "So QOW and TQOW and TQW paid.", ["TQOW"]),
        ("Federal Bureau Inn", "So FBI paid.", []),  # everybody's acronym
    ],
)
def test_short_forms_of_a_company(name: str, text: str, found: list[str]) -> None:
    assert short_forms(name, text, kind=Kind.ORGANIZATION) == found


def test_short_forms_that_the_payload_has_are_none() -> None:
    text = "So Penrose and O. P. and Ottoline P. paid."
    assert short_forms("Ottoline Penrose", text) == ["O. P.", "Ottoline", "Ottoline P.", "Penrose"]
    for sent in ("O. P.", "Ottoline", "Ottoline P.", "Penrose"):
        found = short_forms("Ottoline Penrose", text, source=f"It was {sent} then")
        assert sent not in found
        assert found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Harbor paid.", []),
        ("It rained; Harbor paid.", []),
        ("- Harbor paid.", []),
        ("# Harbor paid.", []),
        ("It, Harbor, paid.", ["Harbor"]),
        ("He met Mr. Harbor.", ["Harbor"]),
        ("He met mx. Harbor.", ["Harbor"]),
        ("He met them. Harbor paid.", []),
        ("So HARBOR paid.", ["HARBOR"]),
    ],
)
def test_a_name_that_is_an_english_word_is_none_where_a_sentence_begins(text: str, found: list[str]) -> None:
    assert short_forms("Ottoline Harbor", text) == found


def test_letters_beside_a_name_are_a_word_up_to_a_thousand() -> None:
    """A word of the payload has a name within it; of a longer run of letters the name alone is looked up."""
    for letters, told in ((1_000, False), (1_001, True)):
        word = f"Standard{'x' * letters}"
        assert _Sent(f"PARTY_A says {word}.").has(Segment(f"So {word}."), Span(3, 11)) is not told
