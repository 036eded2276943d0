"""The local index of passages: what fits a question, what goes with it, and what the local engine answers."""

import math
from collections import Counter
from dataclasses import replace

import pytest

from legalredact.model.document import Place
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, Payload, PayloadDocument
from legalredact.model.review import NOT_SAID, Segment
from legalredact.summary.local.passage_index import ranked, relevant, terms
from legalredact.summary.local.question import answer

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
        ("filings", "The filing was late."),
        ("properties", "The property was sold."),
        ("termination", "PARTY_B terminated it."),
    ):
        assert ranked(payload("", (passage,)).documents, asked), asked


def bm25(texts: tuple[str, ...], question: str) -> list[float]:
    """By the definition, with the usual parameters 1.2 and 0.75."""
    counts = [Counter(terms(text)) for text in texts]
    mean = sum(counted.total() for counted in counts) / len(counts)

    def weight(term: str) -> float:
        holding = sum(term in counted for counted in counts)
        return math.log(1 + (len(counts) - holding + 0.5) / (holding + 0.5))

    return [
        sum(weight(t) * c[t] * 2.2 / (c[t] + 1.2 * (0.25 + 0.75 * c.total() / mean)) for t in set(terms(question)))
        for c in counts
    ]


def test_passages_are_ranked_by_bm25_and_have_a_share_of_the_question() -> None:
    texts = ("looms and looms of the yard", "looms", "tiles of the yard and nails", "felt", "looms tiles")
    asked = payload("Which looms and tiles of the harbor?", texts)
    found = ranked(asked.documents, asked.question)
    scores = bm25(texts, asked.question)
    best = sorted(range(len(texts)), key=lambda n: -scores[n])
    assert [one.passage.id for one in found] == [f"b{n}" for n in best if scores[n]]
    assert [one.score for one in found] == pytest.approx([scores[n] for n in best if scores[n]])
    weights = {word: math.log(1 + (5 - n + 0.5) / (n + 0.5)) for word, n in (("looms", 3), ("tiles", 2), ("harbor", 0))}
    shares = {one.passage.id: one.share for one in found}
    assert shares["b1"] == pytest.approx(weights["looms"] / sum(weights.values()))
    assert shares["b4"] == pytest.approx((weights["looms"] + weights["tiles"]) / sum(weights.values()))


def test_passages_of_equal_rank_are_in_the_order_of_the_documents() -> None:
    asked = payload("looms", ("looms", "tiles", "looms"))
    assert [one.passage.id for one in ranked(asked.documents, "looms looms")] == ["b0", "b2"]
    assert ranked(asked.documents, "of the") == ()
    assert ranked(payload("", ()).documents, "looms") == ()
    assert [one.passage.id for one in ranked(payload("", (" ", "looms")).documents, "looms")] == ["b1"]


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("registrations", "registr"),
        ("Harbor's", "harbor"),
        ("harbor’s", "harbor"),
        ("PERSON_A", "PERSON_A"),
        ("bed", "bed"),
        ("quickly", "quick"),
        ("ORG_AB", "ORG_AB"),
    ],
)
def test_a_word_is_searched_for_by_its_stem_and_a_token_as_it_is(word: str, stem: str) -> None:
    assert terms(word) == (stem,)


@pytest.mark.parametrize("word", ["The", "should", "WHOSE", "ours"])
def test_common_words_are_not_searched_for(word: str) -> None:
    assert bool(terms(word)) is (word == "ours")


def kept(question: str, most: int, *documents: tuple[str, ...]) -> list[list[str]]:
    made = tuple(
        PayloadDocument(
            f"d{n}", "x", tuple(Passage(f"b{m}", text, Place(), Span(0, 0)) for m, text in enumerate(texts))
        )
        for n, texts in enumerate(documents)
    )
    asked = Payload("matter-question", "1", "Answer.", made, question=question)
    return [[passage.masked_text for passage in document.passages] for document in relevant(asked, most).documents]


@pytest.mark.parametrize(
    ("most", "left"),
    [
        (30, [["aaaaa", "bbbbb", "looms"], ["ddddd", "looms", "eeeee"]]),
        (29, [["bbbbb", "looms"], ["ddddd", "looms", "eeeee"]]),
        (25, [["bbbbb", "looms"], ["ddddd", "looms", "eeeee"]]),
        (24, [["bbbbb", "looms"], ["ddddd"]]),
        (15, [["bbbbb", "looms"], ["ddddd"]]),
        (14, [["looms"]]),  # the best one, if nothing fits
    ],
)
def test_the_best_passages_with_their_neighbors_fill_the_room(most: int, left: list[list[str]]) -> None:
    assert kept("looms", most, ("aaaaa", "bbbbb", "looms"), ("ddddd", "looms", "eeeee")) == left


def test_the_first_and_the_last_passage_have_one_neighbor() -> None:
    assert kept("looms", 10, ("looms", "aaaaa", "bbbbb")) == [["looms", "aaaaa"]]
    assert kept("looms", 10, ("aaaaa", "bbbbb", "looms")) == [["bbbbb", "looms"]]
    assert kept("looms", 14, ("aaaaa", "bbbbb", "ccccc"), ("looms",)) == [["ccccc"], ["looms"]]


def test_if_nothing_fits_a_question_the_beginning_is_kept() -> None:
    assert kept("rope", 10, ("aaaaa", "bbbbb"), ("ccccc",)) == [["aaaaa", "bbbbb"]]


def segments(question: str, *texts: str, pages: bool = False) -> list[Segment]:
    passages = tuple(Passage(f"b{n}", t, Place(page=n * pages), Span(0, 0)) for n, t in enumerate(texts, 1))
    return list(
        answer(Payload("matter-question", "1", "x", (PayloadDocument("d1", "T", passages),), question=question))
    )


def test_an_answer_quotes_at_most_six_passages_in_the_order_of_the_document() -> None:
    told = segments("looms", *(f"It had looms of the {w} yard." for w in "red old big wet dry new hot".split()))
    assert [one.text for one in told[1:]] == [
        f"It had looms of the {w} yard." for w in "red old big wet dry new".split()
    ]


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        (("It was looms and tiles and nails.", "It was looms and tiles.", "It was nails.", "It was dry."), 2),
        (("It was looms, tiles, nails and felt.", "It was looms and tiles.", "It was nails and felt."), 3),
    ],
)
def test_a_passage_of_an_answer_has_half_of_what_the_best_one_has(texts: tuple[str, ...], kept: int) -> None:
    assert [one.text for one in segments("looms tiles nails felt", *texts)[1:]] == list(texts[:kept])


def test_too_few_words_of_the_question_are_no_answer() -> None:
    asked = "looms tiles nails"
    none, told = (
        segments(asked, "It had looms there.", "Tiles of it.", "Nails of it."),
        segments("looms tiles", "It had looms.", "Tiles."),
    )
    assert none[0].text == NOT_SAID
    assert (none[0].citations[0].first, none[0].citations[0].last) == ("b1", "b3")
    assert told[0].heading


def test_the_head_of_pages_is_quoted_as_it_is() -> None:
    texts = [t for n in (1, 2, 3) for t in ("  Looms of Marlow ", f"It was the day {'abc'[n - 1]}{'xyz'[n - 1]} then.")]
    passages = tuple(Passage(f"b{n}", t, Place(page=1 + n // 2), Span(0, 0)) for n, t in enumerate(texts))
    asked = Payload("matter-question", "1", "x", (PayloadDocument("d1", "T", passages),), question="looms")
    _, *quoted = answer(asked)
    assert [(one.text, one.quoted) for one in quoted] == [("Looms of Marlow", True)] * 3
    assert [one.citations[0].first for one in quoted] == ["b0", "b2", "b4"]


def test_headings_of_a_passage_are_no_part_of_an_answer() -> None:
    heading, *quoted = segments("looms", "THE LOOMS\nThe looms were sold in May.", "SOLD LOOMS")
    assert heading.heading
    assert [one.text for one in quoted] == ["The looms were sold in May.", "SOLD LOOMS"]


SENTENCES = [f"The {word} was {'x' * 90} then." for word in "alder birch cedar dogwood elm fir hazel".split()]


def test_of_a_long_passage_the_best_statement_and_those_beside_it_are_quoted() -> None:
    whole = " ".join(SENTENCES)
    assert len(whole) > 700
    for asked, told in (("cedar", SENTENCES[1:4]), ("alder", SENTENCES[:2]), ("hazel", SENTENCES[5:])):
        assert [one.text for one in segments(asked, whole)[1:]] == [" ".join(told)]
    for letters in (700, 701):
        short = " ".join(SENTENCES[:6])
        short = short.replace("x", "x" * (letters - len(short) + 1), 1)
        quoted = segments("fir", short)[1].text
        assert (len(short), quoted == short) == (letters, letters == 700)


def test_passages_that_share_a_statement_are_quoted_together_and_others_apart() -> None:
    first = Passage("b1", "It was the looms of the", Place(1), Span(0, 0))
    rest = Passage("b2", "looms.", Place(2), Span(0, 0), continues="b1")
    other = Passage("b3", "It was looms again then.", Place(2), Span(0, 0))
    documents = (PayloadDocument("d1", "T", (first, rest, other)),)
    _, *quoted = answer(Payload("matter-question", "1", "x", documents, question="looms"))
    assert [" ".join(one.text.split()) for one in quoted] == [
        "It was the looms of the looms.",
        "It was looms again then.",
    ]


def test_without_documents_nothing_is_ranked() -> None:
    assert ranked((), "Who repaired the roof?") == ()


def test_a_number_in_words_answers_how_many() -> None:
    texts = ("Twelve trucks left the yard of ORG_B.", "The trucks that left the yard were washed on May 4, 2021.")
    found = answer(payload("How many trucks left the yard?", texts))
    assert texts[0] in [one.text for one in found]


def test_a_question_for_a_weekday_finds_it() -> None:
    texts = ("PERSON_C signed the lease on Friday.", "PERSON_C signed the lease of ADDRESS_1.")
    found = answer(payload("When did PERSON_C sign the lease?", texts))
    assert [one.text for one in found if not one.heading] == [texts[0]]


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("When did CLIENT_A sign the service agreement?", [1]),
        ("On what day was the service agreement signed?", [1]),
        ("How much does CLIENT_A owe under the service agreement?", [2]),
        ("How long does the service agreement last?", [3]),
        ("Who signed the service agreement when ORG_B was a company?", [0, 1]),
        ("Where is the service agreement?", [0, 1, 2, 3]),
    ],
)
def test_a_question_for_a_date_or_an_amount_is_answered_by_passages_that_have_one(
    question: str, quoted: list[int]
) -> None:
    texts = (
        "ORG_B is a company that maintained units of CLIENT_A under a service agreement.",
        "CLIENT_A signed the service agreement on May 4, 2021.",
        "Under the service agreement CLIENT_A owes $4,150.00.",
        "The service agreement lasts for three years.",
    )
    assert [one.text for one in answer(payload(question, texts)) if not one.heading] == [texts[n] for n in quoted]


def test_a_passage_without_the_value_is_quoted_if_none_with_it_has_the_words() -> None:
    texts = ("CLIENT_A signed the service agreement with ORG_B.", "The harbor froze on May 4, 2021.")
    found = answer(payload("When did CLIENT_A sign the service agreement?", texts))
    assert [one.text for one in found if not one.heading] == [texts[0]]
