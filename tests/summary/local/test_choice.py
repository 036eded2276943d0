"""Which sentences of a document the local engine chooses: those that state something, and no piece of its frame."""

from collections.abc import Iterator, Sequence

import pytest

from legalredact.model.payload import PayloadDocument
from legalredact.summary.local.choice import is_boilerplate, is_stamp, is_statement, key_sentences, running_passages
from legalredact.summary.local.text import LONGEST, Sentence
from tests.summary.payloads import document

TELLING = "The second shipment of roofing material never arrived."


def sentence(text: str, words: int | None = None, *, has_verb: bool = True) -> Sentence:
    return Sentence(0, 0, len(text), len(text.split()) if words is None else words, has_verb, 0.0)


def telling(text: str, words: int | None = None, *, has_verb: bool = True) -> bool:
    return is_statement(sentence(text, words, has_verb=has_verb), text)


@pytest.mark.parametrize(
    "text",
    [
        TELLING,
        "“The second shipment of roofing material never arrived.”",
        "¶ 7 The second shipment of material never arrived;",
        "CLIENT_A told PARTY_B that the roof of ORG_C leaked.",
        "THE SHIPMENT of roofing material was never received.",
        "7 crates of the roofing material never arrived!",
    ],
)
def test_a_sentence_that_states_something_is_telling(text: str) -> None:
    assert telling(text)


@pytest.mark.parametrize(
    "text",
    [
        "the second shipment of roofing material never arrived.",
        "The second shipment of roofing material never arrived",
        "Did the second shipment of roofing material ever arrive?",
        "Q The second shipment of roofing material never arrived.",
        "ALL OF THE SHIPMENT OF ROOFING material was received.",
        "Marlow Quay Freight Company Of Oregon was the owner.",
        "CLIENT_A PARTY_B ORG_C COUNSEL_D WITNESS_E PERSON_F.",
        "Respectfully submitted by counsel of the other party there.",
        "The second shipment of material came on page 1 of 3.",
        "",
    ],
)
def test_a_question_a_heading_or_a_piece_of_the_frame_is_not(text: str) -> None:
    assert not telling(text)


def test_what_has_no_verb_or_is_too_short_or_too_long_is_not() -> None:
    assert not telling(TELLING, has_verb=False)
    assert telling(TELLING, 6)
    assert not telling(TELLING, 5)
    long = f"The material {'and tiles ' * 68}"
    assert telling(f"{long:x<699}.")
    assert not telling(f"{long:x<700}.")


def test_half_of_the_letters_or_words_may_be_capital_and_no_more() -> None:
    assert telling("ABCDE of ab a.", 6)
    assert not telling("ABCDEF of ab a.", 6)
    assert telling("Ines Marlow Quay met one crew.")
    assert not telling("Ines Marlow Quay Freight met one crew.")


@pytest.mark.parametrize(
    "words",
    [
        "Respectfully submitted", "/s/ Ines Marlow", "By: somebody", "Dated this fourth of May", "Subject: roofs",
        "attorneys for the plaintiff", "Counsel for Respondent", "Case No. 7", "Docket numbers", "Civil Action No. 8",
        "CERTIFICATE OF SERVICE", "I hereby certify that", "Ines wrote:", "a true and correct copy", "sworn to",
        "NOTARY PUBLIC", "my commission expires", "under penalty of perjury", "Table of Contents", "Telephone:",
        "electronically filed 8", "All rights reserved", "unauthorized use", "intended recipient", ") and", "____",
        "District Court for the state of East Caroline", "Page 3 of 7", "PageID #12", "Page: 4",
    ],
)  # fmt: skip
def test_captions_signatures_certificates_and_stamps_are_frame(words: str) -> None:
    assert is_boilerplate(words)
    assert not is_boilerplate("The roof leaked.")


def test_a_stamp_is_told_from_other_frame() -> None:
    assert is_stamp("Page 3 of 7")
    assert not is_stamp("/s/ Ines Marlow")
    assert not is_stamp("see page 3")


def test_what_stands_three_times_but_for_its_figures_is_a_head_or_foot_of_pages() -> None:
    texts = ["Page 1 of 12", "a", "page 2  of 12", "a", "Page 33 of 12", "x" * 141, "x" * 141, "x" * 141, "", " ", "  "]
    assert running_passages(texts) == {0, 2, 4}
    assert running_passages(["x" * 140] * 3) == {0, 1, 2}
    assert running_passages(["a", "a"]) == frozenset()


class GivenReader:
    """Finds each text as one sentence; the distances are given, and said anew in further rounds."""

    def __init__(self, distances: Sequence[float], stretch: int, again: dict[str, float] | None = None) -> None:
        self._distances, self._stretch, self._again = distances, stretch, again or {}
        self.rounds = 0

    def sentences(self, texts: Sequence[str], subject: str) -> Iterator[tuple[Sentence, ...]]:
        found = [
            Sentence(number, 0, len(text), len(text.split()), True, distance)
            for number, (text, distance) in enumerate(zip(texts, self._distances, strict=True))
        ]
        for start in range(0, len(found), self._stretch):
            yield tuple(found[start : start + self._stretch])

    def distances(self, texts: Sequence[str], subject: str) -> Iterator[tuple[float, ...]]:
        self.rounds += 1
        yield tuple(self._again.get(text, 1.0) for text in texts)


def story(count: int, length: int = 0) -> PayloadDocument:
    return document(
        "d1",
        *(f"Crew {chr(97 + n // 26)}{chr(97 + n % 26)} unloaded the tiles {'x' * length} again." for n in range(count)),
    )


def chosen(text: PayloadDocument, reader: GivenReader, most: int = 15) -> list[int]:
    return [one.text_number for one in key_sentences(text, reader, most)]


def test_the_nearest_sentences_are_chosen_in_the_order_of_the_document() -> None:
    assert chosen(story(6), GivenReader([0.5, 0.1, 0.9, 0.2, 0.8, 0.3], 6)) == [1, 3, 5]
    assert chosen(story(6), GivenReader([0.5] * 6, 6)) == [0, 1, 2]
    assert chosen(story(6), GivenReader([0.5, 0.1, 0.9, 0.2, 0.8, 0.3], 6), most=2) == [1, 3]


def test_longer_documents_have_more_of_them_and_never_more_than_asked_for() -> None:
    counts = [len(chosen(story(n), GivenReader([0.5] * n, n))) for n in (2, 20, 100, 400)]
    assert counts == [2, 3, 6, 12]
    assert len(chosen(story(400), GivenReader([0.5] * 400, 400), most=5)) == 5


def test_what_was_said_before_counts_once() -> None:
    twice = document("d1", *["Crew one unloaded the tiles  again.", "Crew one unloaded the\ntiles again."] * 1, TELLING)
    assert chosen(twice, GivenReader([0.1, 0.2, 0.3], 3)) == [0, 2]


def test_the_best_of_many_stretches_are_ranked_against_each_other() -> None:
    text = story(40, length=600)
    passages = [passage.masked_text for passage in text.passages]
    reader = GivenReader([0.5] * 40, 4, {passages[n]: 0.1 for n in (7, 21, 38)})
    assert chosen(text, reader, most=3) == [7, 21, 38]
    assert reader.rounds == 1
    short = GivenReader([0.5] * 6, 1, {})
    chosen(story(6), short)
    assert short.rounds == 0  # together they are no longer than one stretch
    assert sum(len(passage) for passage in passages) > LONGEST
