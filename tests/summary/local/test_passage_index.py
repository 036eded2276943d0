"""The local index of passages: what fits a question, what goes with it, and what the local engine answers."""

from dataclasses import replace

from legalredact.model.document import Place
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, Payload, PayloadDocument
from legalredact.summary.local.passage_index import ranked, relevant
from legalredact.summary.local.question import NOT_SAID, answer

TEXTS = (
    "On May 4, 2021, CLIENT_A signed the lease with ORG_B.",
    "The harbor was grey.",
    "CLIENT_A first learned of the leak in the roof on June 2, 2022.",
    "ORG_B repaired the elevator.",
)


def payload(question: str, texts: tuple[str, ...] = TEXTS) -> Payload:
    passages = tuple(Passage(f"b{n}", text, Place(), Span(0, 0)) for n, text in enumerate(texts))
    return Payload(
        "matter-question", "1", "Answer.", (PayloadDocument("d1", "Document 1", passages),), question=question
    )


def test_the_passage_with_the_tokens_and_words_of_the_question_is_first() -> None:
    asked = payload("When did CLIENT_A first learn about leaks?")
    assert ranked(asked.documents, asked.question)[0].passage.id == "b2"
    heading, *statements = answer(asked)
    assert heading.heading
    assert statements[0].text == TEXTS[2]
    assert all(one.quoted and one.citations for one in statements)


def test_what_the_documents_do_not_say_is_not_answered() -> None:
    (only,) = answer(payload("Who paid the insurance premium?"))
    assert only.text == NOT_SAID
    assert only.citations


def test_only_the_passages_that_fit_go_with_a_question_if_there_are_many() -> None:
    many = tuple(f"Nothing of note happened on day {n}." for n in range(200))
    asked = payload("When did CLIENT_A learn of the leak?", (*many, *TEXTS))
    left = relevant(asked, most=400)
    kept = [passage.masked_text for document in left.documents for passage in document.passages]
    assert TEXTS[2] in kept
    assert sum(map(len, kept)) <= 400
    assert relevant(asked, most=100_000) == asked


def test_an_answer_has_the_whole_sentence_if_it_goes_on_in_another_passage() -> None:
    first = Passage("b1", "On February 7, 2022, CLIENT_A and PARTY_B signed a Transportation", Place(1), Span(0, 0))
    rest = Passage("b2", "Agreement, at a price of $4,150.00 for each load.", Place(2), Span(0, 0), continues="b1")
    asked = "When did CLIENT_A sign the Transportation?"
    documents = (PayloadDocument("d1", "Document 1", (first, rest)),)
    _, quoted = answer(Payload("matter-question", "1", "Answer.", documents, question=asked))
    assert " ".join(quoted.text.split()) == f"{first.masked_text} {rest.masked_text}"
    assert [one.first for one in quoted.citations] == ["b1", "b2"]


def test_a_document_without_a_fitting_passage_is_not_headed() -> None:
    asked = payload("When did CLIENT_A first learn about leaks?")
    other = PayloadDocument("d2", "Document 2", (Passage("b9", "The harbor was grey.", Place(), Span(0, 0)),))
    told = answer(replace(asked, documents=(*asked.documents, other)))
    assert [one.text for one in told if one.heading] == ["Document 1"]


def test_a_word_is_found_in_its_other_forms() -> None:
    for asked, passage in (
        ("payment", "CLIENT_A pays."),
        ("amendments", "They amend it."),
        ("settlement", "It settled."),
    ):
        assert ranked(payload("", (passage,)).documents, asked), asked
