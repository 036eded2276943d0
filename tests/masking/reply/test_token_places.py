"""A passage may mean a token without having it: by a role, a defined name, a pronoun, or as its author."""

import pytest

from legalredact.masking.reply.statement_sources import StatementSources
from legalredact.masking.reply.token_place import TokenPlaces
from legalredact.model.document import Place
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, Payload, PayloadDocument


def elsewhere(token: str, *documents: tuple[str, ...]) -> list[str]:
    """The first place of a token that the last passage of the first document neither has nor means."""
    papers = tuple(
        PayloadDocument(
            f"d{number}",
            f"Document {number}",
            tuple(Passage(f"p{at}", text, Place(page=at), Span(0, 1)) for at, text in enumerate(texts, 1)),
        )
        for number, texts in enumerate(documents, 1)
    )
    sources = StatementSources(Payload("abstract", "1", "", papers))
    cited = [(0, len(documents[0]) - 1)]
    return [place for _, place in TokenPlaces(sources).elsewhere(f"So {token} did it.", cited)]


FRONT = ("A heading.", "A date.")
"""The first passages of a document; whoever is named there is meant by all passages that name nobody."""
FAR = ("Nothing here.", "Nothing there.", "Nothing at all.")
"""Passages between two others, so that no pronoun reaches from one to the other."""


@pytest.mark.parametrize(
    ("token", "passages"),
    [
        ("PARTY_B", ("PARTY_B (the “Lender”) signed.", *FAR, "The Lender paid.")),
        ("PARTY_B", ("PARTY_B (hereinafter “Lender”) signed.", *FAR, "Lender’s agent paid.")),
        ("ORG_C", ("PARTY_B and ORG_C (collectively, the “Lenders”) signed.", *FAR, "The Lenders paid.")),
        ("PARTY_B", ("PARTY_B, the tenant, signed.", *FAR, "The TENANT paid.")),
        ("PARTY_B", ("PARTY_B as tenant signed.", *FAR, "The tenant paid.")),
        ("PARTY_B", ("It went to PARTY_B, a LESSOR of it.", *FAR, "The lessor paid.")),
        ("PARTY_B", ("Plaintiff PARTY_B signed.", *FAR, "The plaintiff paid.")),
        ("PERSON_C", ("PERSON_C, counsel for the lessor, signed.", *FAR, "The lessor paid.")),
        ("PERSON_C", ("PERSON_C, my brother, signed.", *FAR, "The brother paid.")),
        ("PERSON_C", ("PERSON_C (carpenter) signed.", *FAR, "The carpenter paid.")),
        ("PERSON_C", ("Our old driver, PERSON_C, signed.", *FAR, "The driver paid.")),
        ("PERSON_C", ("Detective PERSON_C signed.", *FAR, "The detective paid.")),
        ("PERSON_C", ("She was married to PERSON_C then.", *FAR, "The husband paid.")),
        ("CLIENT_A", ("CLIENT_A v. PARTY_B", *FAR, "The petitioner paid.")),
        ("PARTY_B", ("CLIENT_A v. PARTY_B", *FAR, "The respondent paid.")),
        ("WITNESS_C", ("WITNESS_C was sworn.", *FAR, "A. Yes.")),
        ("PERSON_C", ("From: PERSON_C To: CLIENT_A", *FAR, "I paid it.")),
        ("CLIENT_A", ("From: PERSON_C To: CLIENT_A", *FAR, "Have you paid it?")),
        ("CLIENT_A", ("Dear CLIENT_A,", *FAR, "Have you paid it?")),
        ("PERSON_C", (*FAR, "PERSON_C came.", "Then he paid.")),
        ("PERSON_C", (*FAR, "PERSON_C came.", "Nothing.", "They paid.")),
        ("ORG_C", (*FAR, "ORG_C closed.", "Then it paid.")),
    ],
)
def test_a_passage_means_a_token_by_other_words(token: str, passages: tuple[str, ...]) -> None:
    assert elsewhere(token, (*FRONT, *passages)) == []


@pytest.mark.parametrize(
    ("token", "passages"),
    [
        ("PARTY_B", ("PARTY_B (the “Lender”) signed.", *FAR, "The Borrower paid.")),
        ("PARTY_B", ("PARTY_B (the “Lender”) signed.", *FAR, "The Lendership paid.")),
        ("PARTY_B", ("PARTY_B, the tenant, signed.", *FAR, "The landlord paid.")),
        ("PERSON_C", ("She was married to PERSON_C then.", *FAR, "The brother paid.")),
        ("CLIENT_A", ("CLIENT_A v. PARTY_B", *FAR, "The respondent paid.")),
        ("PARTY_B", ("CLIENT_A v. PARTY_B", *FAR, "The petitioner paid.")),
        ("PERSON_C", ("PERSON_C was sworn.", *FAR, "A. Yes.")),
        ("CLIENT_A", ("From: PERSON_C To: CLIENT_A", *FAR, "I paid it.")),
        ("PERSON_C", ("From: PERSON_C To: CLIENT_A", *FAR, "Have you paid it?")),
        ("PERSON_C", (*FAR, "PERSON_C came.", "PERSON_D came.", "Then he paid.")),
        ("PERSON_C", (*FAR, "PERSON_C came.", *FAR, "Then he paid.")),
        ("PERSON_C", (*FAR, "PERSON_C came.", "Then it paid.")),
        ("PERSON_C", (*FAR, "PERSON_C came.", "Then nobody paid.")),
    ],
)
def test_a_token_that_no_word_of_the_passage_means_is_elsewhere(token: str, passages: tuple[str, ...]) -> None:
    at = next(number for number, text in enumerate((*FRONT, *passages), 1) if token in text)
    assert elsewhere(token, (*FRONT, *passages)) == [f"Document 1, page {at}"]


def test_whom_the_front_of_a_document_names_is_meant_by_passages_that_name_nobody() -> None:
    for front in (("PERSON_C", "A date."), ("A date.", "PERSON_C")):
        assert elsewhere("PERSON_C", (*front, *FAR, "Off work.")) == []
    assert elsewhere("PERSON_C", ("PERSON_C", *FAR, "Off work, says PERSON_D.")) == ["Document 1, page 1"]
    assert elsewhere("PERSON_C", ("A note.", "A date.", "PERSON_C", *FAR, "Off work.")) == ["Document 1, page 3"]
    assert elsewhere("EMAIL_1", ("EMAIL_1", *FAR, "Off work.")) == ["Document 1, page 1"]


def test_the_subject_of_a_record_is_meant_by_passages_that_name_another() -> None:
    assert elsewhere("PERSON_C", ("Patient: PERSON_C", *FAR, "Off work, says PERSON_D.")) == []
    assert elsewhere("PERSON_D", ("RE: PERSON_C, PERSON_D", *FAR, "Off work, says PERSON_E.")) == ["Document 1, page 1"]
    late = (*FRONT, "Patient: PERSON_C", *FAR, "Off work, says PERSON_D.")
    assert elsewhere("PERSON_C", late) == ["Document 1, page 3"]


def test_a_name_that_another_document_defines_counts_unless_the_own_one_defines_it_for_somebody() -> None:
    other = ("PARTY_B (the “Lender”) signed.",)
    assert elsewhere("PARTY_B", (*FAR, "The Lender paid."), other) == []
    assert elsewhere("PARTY_B", (*FAR, "The Lender’s agent paid."), other) == []
    assert elsewhere("PARTY_B", (*FAR, "The Lenders paid."), other) == ["Document 2, page 1"]
    own = ("ORG_C (the “Lender”) signed.", *FAR, "The Lender paid.")
    assert elsewhere("PARTY_B", own, other) == ["Document 2, page 1"]


def test_a_pronoun_in_the_second_passage_means_who_is_named_in_the_first() -> None:
    assert elsewhere("PERSON_C", ("PERSON_C came.", "Then he paid PERSON_D.")) == []
    assert elsewhere("PERSON_C", ("A date.", "PERSON_C came.", "Then he paid PERSON_D.")) == []


def test_a_token_that_no_document_has_is_left_to_other_checks() -> None:
    assert elsewhere("PARTY_Z", ("PARTY_B paid.",)) == []


def far(count: int) -> tuple[str, ...]:
    """So many passages without any name."""
    return tuple(f"Nothing of note, {number}." for number in range(count))


@pytest.mark.parametrize(
    ("token", "passages", "meant"),
    [
        # the head of a message reaches over the eleven passages below it
        ("PERSON_C", ("From: PERSON_C To: CLIENT_A", *far(10), "I paid it."), True),
        ("PERSON_C", ("From: PERSON_C To: CLIENT_A", *far(11), "I paid it."), False),
        ("CLIENT_A", ("From: PERSON_C To: CLIENT_A", *far(10), "Have you paid it?"), True),
        ("CLIENT_A", ("From: PERSON_C To: CLIENT_A", *far(11), "Have you paid it?"), False),
        ("CLIENT_A", ("Dear CLIENT_A,", *far(10), "Have you paid it?"), True),
        ("CLIENT_A", ("Dear CLIENT_A,", *far(11), "Have you paid it?"), False),
        # the nearest message counts
        ("PERSON_C", ("From: PERSON_C To: CLIENT_A", "From: PERSON_D To: PERSON_E", *far(2), "I paid it."), False),
        ("PERSON_D", ("From: PERSON_C To: CLIENT_A", "From: PERSON_D To: PERSON_E", *far(2), "I paid it."), True),
        ("CLIENT_A", ("From: PERSON_C To: CLIENT_A", "From: PERSON_D To: PERSON_E", *far(2), "Can you pay?"), False),
        # in a message the salutation names the reader, and the nearest one
        ("PERSON_D", ("From: PERSON_C To: CLIENT_A", "Dear PERSON_D,", *far(3), "Have you paid it?"), True),
        ("CLIENT_A", ("From: PERSON_C To: CLIENT_A", "Dear PERSON_D,", *far(3), "Have you paid it?"), False),
        ("PERSON_D", ("Dear PERSON_C,", *far(2), "Dear PERSON_D,", *far(2), "Have you paid it?"), True),
        ("PERSON_C", ("Dear PERSON_C,", *far(2), "Dear PERSON_D,", *far(2), "Have you paid it?"), False),
        ("PERSON_C", ("From: PERSON_C", "Dear PERSON_D,", *far(3), "I paid it."), True),
        ("PERSON_C", ("From: PERSON_C", *far(3), "Have you paid it?"), False),
        # in a transcript, "I" and "THE WITNESS" mean the witness who was sworn
        ("WITNESS_C", ("WITNESS_C was sworn.", *far(3), "THE WITNESS: Yes."), True),
        ("WITNESS_C", ("WITNESS_C was sworn.", *far(3), "The log is blue."), False),
        # pronouns reach to the nearest of the two passages above that names somebody
        ("PERSON_C", (*far(3), "PERSON_C came.", "EMAIL_1", "Then he paid."), True),
        ("PERSON_C", (*far(3), "PERSON_C came.", *far(2), "Then he paid."), False),
        ("PERSON_D", (*far(3), "PERSON_C came.", "PERSON_D came.", "Then he paid."), True),
        ("PERSON_D", (*far(3), "PERSON_C and PERSON_D came.", "Then they paid."), True),
        ("EMAIL_1", (*far(3), "EMAIL_1 and PERSON_C.", "Then he paid."), False),
    ],
)
def test_how_far_a_message_and_a_pronoun_reach(token: str, passages: tuple[str, ...], meant: bool) -> None:
    assert (elsewhere(token, (*FRONT, *passages)) == []) is meant


def test_the_author_of_a_letter_is_who_is_named_first_or_else_at_its_end() -> None:
    letter = (*far(13), "I paid it.")
    assert elsewhere("PERSON_C", ("EMAIL_1, PERSON_C", "PERSON_D", *letter)) == []
    signed = cited_first("PERSON_C", "I paid it.", *far(13), "Yours, PERSON_C")
    assert signed == []
    assert cited_first("PERSON_C", "He paid it.", *far(13), "Yours, PERSON_C") == ["Document 1, page 15"]
    assert cited_first("PERSON_D", "I paid it.", *far(13), "Yours, PERSON_C and PERSON_D") == ["Document 1, page 15"]
    assert cited_first("PERSON_D", "PERSON_C: I paid it.", *far(13), "PERSON_D") == ["Document 1, page 15"]


def cited_first(token: str, *texts: str) -> list[str]:
    """The same where the first passage of the only document is cited."""
    return [place for _, place in places_of(texts).elsewhere(f"So {token} did it.", [(0, 0)])]


def places_of(*documents: tuple[str, ...]) -> TokenPlaces:
    """The tokens of documents, each a list of its passages."""
    papers = tuple(
        PayloadDocument(
            f"d{number}",
            f"Document {number}",
            tuple(Passage(f"p{at}", text, Place(page=at), Span(0, 1)) for at, text in enumerate(texts, 1)),
        )
        for number, texts in enumerate(documents, 1)
    )
    return TokenPlaces(StatementSources(Payload("abstract", "1", "", papers)))


@pytest.mark.parametrize(("cited", "place"), [(0, "Document 1, page 2"), (1, "Document 2, page 3")])
def test_a_token_is_told_with_its_first_place_in_a_cited_document(cited: int, place: str) -> None:
    places = places_of(("Rain. PERSON_D.", "PERSON_C", "PERSON_C"), ("Rain. PERSON_D.", "Snow.", "PERSON_C"))
    assert [where for _, where in places.elsewhere("So PERSON_C left.", [(cited, 0)])] == [place]
    assert [*places.elsewhere("So PERSON_C left.", [])] == []
    assert [*places.elsewhere("So PERSON_C left.", [(0, 0), (1, 2)])] == []


def test_each_token_of_a_statement_is_told_at_its_own_place() -> None:
    text = "So PERSON_C and PERSON_D met PERSON_C."
    found = places_of(("Rain fell on PERSON_E.", "PERSON_C", "PERSON_D")).elsewhere(text, [(0, 0)])
    assert [(span.of(text), span.start, where) for span, where in found] == [
        ("PERSON_C", 3, "Document 1, page 2"),
        ("PERSON_D", 16, "Document 1, page 3"),
        ("PERSON_C", 29, "Document 1, page 2"),
    ]
