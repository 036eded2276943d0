"""Questions and answers of a transcript: who speaks, where an answer ends, and what is special about it."""

import pytest

from legalredact.model.entry_kind import EntryKind
from legalredact.summary.local.body import body_of
from legalredact.summary.local.deposition import is_routine, special_kind, topic_of
from legalredact.summary.local.testimony import exchanges
from tests.summary.payloads import document

FILLER = ("Q. And then?", "A. We left.", "Q. Who drove?", "A. PERSON_C drove.", "Q. When?", "A. At noon.")
"""Three exchanges, so that a document is a transcript."""


def spoken(*lines: str, after: tuple[str, ...] = FILLER) -> list[str]:
    """Each exchange, in one line."""
    text = "\n".join((*lines, *after))
    return [" ".join(one.span.of(text).split()) for one in exchanges(text)]


def test_a_question_and_its_answer_are_one_entry() -> None:
    assert spoken() == ["Q. And then? A. We left.", "Q. Who drove? A. PERSON_C drove.", "Q. When? A. At noon."]


HEARING = (
    "Miss COUNSEL_E. Please say what you did in the harbor.",
    "Mr. WITNESS_D. I was the clerk of the harbor.",
    "Miss COUNSEL_E. Did you see the barge?",
    "2 3 | Mr. WITNESS_D. Yes, on the first of May,",
    "near the bridge.",
    "Mr. COUNSEL_F. His counsel is familiar with the rules.",
    "Miss COUNSEL_E. Who was with you?",
    "Mr. WITNESS_D. Nobody.",
)


def test_speakers_who_are_named_make_exchanges_with_the_witness() -> None:
    assert spoken(*HEARING, after=()) == [
        "Miss COUNSEL_E. Please say what you did in the harbor. Mr. WITNESS_D. I was the clerk of the harbor.",
        "Miss COUNSEL_E. Did you see the barge? 2 3 | Mr. WITNESS_D. Yes, on the first of May, near the bridge.",
        "Miss COUNSEL_E. Who was with you? Mr. WITNESS_D. Nobody.",
    ]
    body = body_of(document("d1", "\n".join(HEARING)))
    assert [body.words(one.answer) for one in body.exchanges][-1] == "Nobody."


def test_a_letter_that_names_people_at_the_beginning_of_lines_is_no_transcript() -> None:
    lines = ("Mr. PERSON_A. came on Monday.", "Was it cold?", "Ms. PERSON_B. said that it was.", "She left.") * 2
    assert spoken(*lines, after=()) == []


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_exchanges_make_no_transcript(count: int) -> None:
    assert spoken(after=FILLER[: 2 * count]) == []


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("Q. Did you sign?", "Q. I ask again.", "A. I did."), "Q. Did you sign? Q. I ask again. A. I did."),
        (("Q. Did you", "sign it?", "A. I did,", "in May."), "Q. Did you sign it? A. I did, in May."),
        (("Q. Did you sign? A. I did.",), "Q. Did you sign? A. I did."),
        (
            ("Q. What?", "MR. COUNSEL_E: Objection to the form.", "THE WITNESS: Nothing."),
            "Q. What? MR. COUNSEL_E: Objection to the form. THE WITNESS: Nothing.",
        ),
        (("Q. What?", "MR. COUNSEL_E: Do not answer that."), "Q. What? MR. COUNSEL_E: Do not answer that."),
        (
            ("Q. Did you?", "A. I did.", "THE COURT: Speak up.", "THE WITNESS: I signed it."),
            "Q. Did you? A. I did. THE COURT: Speak up. THE WITNESS: I signed it.",
        ),
        (("A. I was sworn.", "the caption", "Q. Yes?", "A. Yes."), "Q. Yes? A. Yes."),
        (("Q. And now?", "A. Yes, Exhibit Q. was read"), "Q. And now? A. Yes, Exhibit Q. was read"),
        (("Q. And now?", "A. Yes.", "EXAMINATION", "BY MS. COUNSEL_F:"), "Q. And now? A. Yes."),
    ],
)  # fmt: skip
def test_an_exchange_has_all_that_belongs_to_it(lines: tuple[str, ...], told: str) -> None:
    assert spoken(*lines)[0] == told


def test_an_exhibit_is_shown_with_the_question_about_it() -> None:
    told = spoken("Q. Yes?", "A. Yes.", "(Exhibit 2 was marked.)", "Q. What is Exhibit 2?", "A. The log.")
    assert told[:2] == ["Q. Yes? A. Yes.", "(Exhibit 2 was marked.) Q. What is Exhibit 2? A. The log."]


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("Q. You knew of it, correct?", "A. Yes."), EntryKind.ADMISSIONS),
        (("Q. And Exhibit 3?", "A. The one I signed."), EntryKind.ADMISSIONS),
        (("Q. Who called?", "A. I don't recall."), EntryKind.NO_RECOLLECTION),
        (("Q. When?", "A. I need to correct that. It was May."), EntryKind.CORRECTIONS),
        (("Q. What?", "MR. COUNSEL_E: I instruct you not to answer.", "A. All right."), EntryKind.OBJECTIONS),
        (("Q. Who drove the load?", "A. PERSON_C did."), None),
    ],
)
def test_special_exchanges_are_known(lines: tuple[str, ...], kind: EntryKind | None) -> None:
    body = body_of(document("d1", *lines, *FILLER))
    assert special_kind(body, body.exchanges[0]) is kind


@pytest.mark.parametrize(
    ("lines", "routine"),
    [
        (("Q. Let us take a break.", "A. Very well."), True),
        (("Q. Please spell your name.", "A. R-o-e."), True),
        (("Q. Let us take a break.", "THE REPORTER: One moment.", "A. Very well."), True),
        (("Q. Let us take a break.", "MR. COUNSEL_E: Objection to the form.", "A. Very well."), False),
        (("Q. Did you sign it?", "A. Yes."), False),
        (("Q. Who drove?", "A. PERSON_C."), False),
    ],
)
def test_what_says_nothing_of_the_case_is_left_out(lines: tuple[str, ...], routine: bool) -> None:
    body = body_of(document("d1", *lines, *FILLER))
    assert is_routine(body, body.exchanges[0]) is routine


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Who employed you?", EntryKind.BACKGROUND),
        ("What is Exhibit 2?", EntryKind.ABOUT_DOCUMENTS),
        ("What did she say?", EntryKind.CONVERSATIONS),
        ("What were you paid?", EntryKind.PAYMENTS),
        ("Where was the truck?", EntryKind.OTHER_TESTIMONY),
    ],
)
def test_the_topic_is_that_of_the_question(question: str, topic: EntryKind) -> None:
    body = body_of(document("d1", f"Q. {question}", "A. It was red.", *FILLER))
    assert topic_of(body, body.exchanges[0]) is topic
