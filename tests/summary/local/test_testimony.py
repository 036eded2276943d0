"""Questions and answers of a transcript, found in its passages alone: who speaks, and where an answer ends."""

import pytest

from legalredact.summary.local.testimony import exchanges, words_of
from tests.summary.payloads import document

FILLER = ("Q. And then?", "A. We left.", "Q. Who drove?", "A. PERSON_C drove.", "Q. When?", "A. At noon.")
"""Three exchanges, so that a document is a transcript."""


def spoken(*texts: str, after: tuple[str, ...] = FILLER) -> list[tuple[str, str]]:
    """Question and answer of each exchange of a transcript that begins with these passages."""
    texts = (*texts, *after)
    found = exchanges(document("d1", *texts))
    return [
        (
            " | ".join(texts[s.unit][s.start : s.end] for s in one.question),
            " | ".join(texts[s.unit][s.start : s.end] for s in one.answer),
        )
        for one in found
    ]


def test_questions_and_answers_are_paired_in_order() -> None:
    assert spoken() == [
        ("Q. And then?", "A. We left."),
        ("Q. Who drove?", "A. PERSON_C drove."),
        ("Q. When?", "A. At noon."),
    ]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_exchanges_make_no_transcript(count: int) -> None:
    assert spoken(after=FILLER[: 2 * count]) == []


def test_a_question_without_an_answer_is_left_out_and_does_not_count() -> None:
    assert spoken(after=(*FILLER[:4], "Q. And last?")) == []
    assert len(spoken(after=(*FILLER, "Q. And last?"))) == 3


def test_a_question_that_is_put_again_is_one_question_until_it_is_answered() -> None:
    assert spoken("Q. Did you sign?", "Q. Let me put it again.", "A. I did.")[0] == (
        "Q. Did you sign? | Q. Let me put it again.",
        "A. I did.",
    )


def test_a_passage_without_a_mark_continues_the_last_speaker() -> None:
    assert spoken("Q. Did you", "sign it?", "A. I did,", "in May.")[0] == (
        "Q. Did you | sign it?",
        "A. I did, | in May.",
    )


@pytest.mark.parametrize(
    "mark",
    ["MR. COUNSEL_E: Objection.", "THE COURT: Sustained.", "BY MS. COUNSEL_F: Thank you.", "COUNSEL_E: Objection."],
)
def test_what_counsel_and_court_say_in_between_is_left_out(mark: str) -> None:
    assert spoken("Q. Did you sign?", mark, "and so on.", "A. I did.")[0] == ("Q. Did you sign?", "A. I did.")


def test_the_answer_goes_on_after_an_interruption() -> None:
    assert spoken("Q. Did you sign?", "A. I did.", "THE COURT: Speak up.", "THE WITNESS: I signed it.")[0] == (
        "Q. Did you sign?",
        "A. I did. | THE WITNESS: I signed it.",
    )


def test_text_before_the_first_question_is_of_nobody() -> None:
    assert spoken("A. I was sworn.", "the caption", "THE WITNESS: Here.")[0] == FILLER[:2]


@pytest.mark.parametrize(
    "passage", ["Q. Did you sign? A. I did.", "Q. Did you sign?\n  A. I did.", "Q  Did you?\nA\tYes."]
)
def test_a_question_and_its_answer_may_be_in_one_passage(passage: str) -> None:
    (question, answer), *_ = spoken(passage)
    assert question.startswith("Q")
    assert answer.startswith("A")
    assert not question.endswith((" ", "\n"))


@pytest.mark.parametrize("words", ["A plan was made.", "Exhibit Q. was read", "Q was there"])
def test_a_letter_inside_a_sentence_is_no_mark(words: str) -> None:
    assert spoken("Q. And now?", f"A. Yes, {words}")[0] == ("Q. And now?", f"A. Yes, {words}")


def test_headers_that_repeat_are_left_out_unless_somebody_speaks_there() -> None:
    header = "Page 1 of 9"
    texts = (header, "Q. Did you sign?", header, "A. I did,", header, "in May.")
    assert spoken(*texts)[0] == ("Q. Did you sign?", "A. I did, | in May.")
    assert len(spoken("Q. Yes?", "A. Yes.", "Q. Yes?", "A. Yes.", "Q. Yes?", "A. Yes.", after=())) == 3


def test_the_words_of_an_exchange_are_its_question_and_its_answer() -> None:
    texts = ("Q. Did you", "sign it?", " A. I did. ", *FILLER)
    assert words_of(exchanges(document("d1", *texts))[0], texts) == "Q. Did you sign it? A. I did."
