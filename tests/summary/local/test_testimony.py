"""Questions and answers of a transcript: who speaks, where an answer ends, and what is special about it."""

import pytest

from legalredact.model.entry_kind import EntryKind
from legalredact.summary.local import deposition
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
)
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


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            ("Q. Did you?", "A. I did.", "Q. And why", "MR. COUNSEL_E: Objection.", "Q. Well?", "A. No."),
            ["Q. Did you? A. I did.", "Q. And why MR. COUNSEL_E: Objection. Q. Well? A. No."],
        ),
        (
            ("Q. Did you?", "MR. COUNSEL_E: DON'T ANSWER that.", "Q. Well?", "A. No."),
            ["Q. Did you? MR. COUNSEL_E: DON'T ANSWER that.", "Q. Well? A. No."],
        ),
        (
            ("Q. Did you?", "THE WITNESS: I did.", "Q. Well?", "A. No."),
            ["Q. Did you? THE WITNESS: I did.", "Q. Well? A. No."],
        ),
        (("Q. Did you?", "A. I did.", "MR. COUNSEL_E: I see."), ["Q. Did you? A. I did."]),
        (("MR. COUNSEL_E: Good morning.", "Q. Did you?", "A. I did."), ["Q. Did you? A. I did."]),
        (
            ("Q. Did you?", "A. I did.", "(A recess was taken.)", "A. I was gone.", "Q. Well?", "A. No."),
            ["Q. Did you? A. I did.", "Q. Well? A. No."],
        ),
        (("Q. Did you?", "(A recess was taken.)", "A. I did."), ["Q. Did you? (A recess was taken.) A. I did."]),
        (("Q. Did you?", "A. I did.", "PARTY_B"), ["Q. Did you? A. I did. PARTY_B"]),
        (
            ("Q. Did you?", "A. I did.", "(EXHIBIT 2 WAS", "MARKED then.)", "Q. Well?", "A. No."),
            ["Q. Did you? A. I did.", "(EXHIBIT 2 WAS MARKED then.) Q. Well? A. No."],
        ),
        (
            ("Q. Did you?", "A. I did.", "(Exhibit 2 was lost.)", "Q. Well?", "A. No."),
            ["Q. Did you? A. I did.", "Q. Well? A. No."],
        ),
    ],
)
def test_turns_of_others_and_remarks_of_the_reporter_are_told_where_they_belong(
    lines: tuple[str, ...], told: list[str]
) -> None:
    assert spoken(*lines)[: len(told)] == told
    assert len(spoken(*lines)) == len(told) + 3


def test_a_transcript_may_end_with_a_question() -> None:
    assert spoken(*FILLER, after=("Q. Who was",)) == spoken()
    assert spoken(*FILLER, after=("Q. Who was?", "MR. COUNSEL_E: Objection.")) == [
        *spoken(),
        "Q. Who was? MR. COUNSEL_E: Objection.",
    ]


def test_question_answer_and_what_others_said_are_known_apart() -> None:
    text = "\n".join(
        (
            "Q. Did you",
            "sign?",
            "MR. COUNSEL_E: Objection.",
            "Q. Well?",
            "A. I did,",
            "in May.",
            "MR. COUNSEL_F: Move on.",
            *FILLER,
        )
    )
    first, second, *_ = exchanges(text)
    assert first.question.of(text) == "Q. Did you\nsign?\nMR. COUNSEL_E: Objection.\nQ. Well?"
    assert first.answer.of(text) == "A. I did,\nin May."
    assert [one.of(text) for one in first.others] == ["MR. COUNSEL_E: Objection."]
    assert second.others == ()
    refused = "\n".join(("Q. Did you?", "MR. COUNSEL_E: Do not answer.", *FILLER))
    assert exchanges(refused)[0].answer.of(refused) == ""


def test_exchanges_without_answers_make_no_transcript() -> None:
    refused = ("Q. Did you?", "MR. COUNSEL_E: Do not answer.") * 4
    assert spoken(*refused, after=()) == []
    assert len(spoken(*refused)) == 7


def test_answers_of_a_hearing_are_the_words_of_the_witness() -> None:
    text = "\n".join(HEARING)
    first, *_, last = exchanges(text)
    assert first.question.of(text) == "Please say what you did in the harbor."
    assert first.answer.of(text) == "I was the clerk of the harbor."
    assert (last.span.end, last.answer.of(text)) == (len(text), "Nobody.")
    assert exchanges(f"{text}\n\n")[-1].answer.of(text) == "Nobody."
    assert spoken(*HEARING[:5], after=()) == []  # five turns
    assert len(spoken(*(line.upper().replace("MR", "Mr").replace("MISS", "Miss") for line in HEARING), after=())) == 3


def test_the_witness_is_who_replies_to_most_questions() -> None:
    turns = (
        "Mr. COUNSEL_E. Did you see it?",
        "Mr. WITNESS_D. Yes.",
        "Mr. COUNSEL_F. I see.",
        "Mr. COUNSEL_E. Was it red?",
        "Mr. WITNESS_D. It was.",
        "Mr. COUNSEL_F. And dry?",
        "Mr. WITNESS_D. Yes it was.",
        "Mr. COUNSEL_F. Well.",
    )
    assert [one.rpartition("Mr. ")[2] for one in spoken(*turns, after=())] == [
        "WITNESS_D. Yes.",
        "WITNESS_D. It was.",
        "WITNESS_D. Yes it was.",
    ]


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("Q. YOU KNEW OF IT, CORRECT?", "A. YES."), EntryKind.ADMISSIONS),
        (("Q. Who called?", "A. I DON'T RECALL."), EntryKind.NO_RECOLLECTION),
        (("Q. When?", "A. LET ME CORRECT that."), EntryKind.CORRECTIONS),
        (("Q. What?", "MR. COUNSEL_E: OBJECTION.", "A. Tiles."), EntryKind.OBJECTIONS),
        (("Q. And Exhibit 3?", "A. I SIGNED it."), EntryKind.ADMISSIONS),
        (("Q. You knew of it, correct?", "A. No."), None),
        (("Q. Who knew of it?", "A. Yes."), None),
        (("Q. You knew of it?", "A. Tiles. Yes."), None),
        (("Q. You know?", "MR. COUNSEL_E: Objection.", "A. I meant no; I don't know."), EntryKind.CORRECTIONS),
        (("Q. You know?", "MR. COUNSEL_E: Objection.", "A. I don't know."), EntryKind.NO_RECOLLECTION),
        (("Q. You know?", "MR. COUNSEL_E: Objection.", "A. Yes."), EntryKind.OBJECTIONS),
        (("Q. You know?", "THE WITNESS: I don't know."), EntryKind.NO_RECOLLECTION),
        (("Q. You know?", "THE WITNESS: Yes."), EntryKind.ADMISSIONS),
    ],
)
def test_the_kind_of_an_exchange_is_known_in_any_letters(lines: tuple[str, ...], kind: EntryKind | None) -> None:
    body = body_of(document("d1", *lines, *FILLER))
    assert special_kind(body, body.exchanges[0]) is kind
    found = [(entry.kind, entry.span) for entry in deposition.testimony(body)]
    assert found[:1] == ([(kind, body.exchanges[0].span)] if kind else [])


def test_routine_that_seems_special_is_no_entry() -> None:
    body = body_of(document("d1", "Q. Can you hear? You are sworn, right?", "A. Yes.", *FILLER))
    assert special_kind(body, body.exchanges[0]) is EntryKind.ADMISSIONS
    assert list(deposition.testimony(body)) == []


@pytest.mark.parametrize(
    ("lines", "routine"),
    [
        (("Q. LET US TAKE A BREAK.", "A. It was a long day here for us."), True),  # eight words
        (("Q. Let us take a break.", "A. It was a long day here for us all."), False),
        (("Q. Red one.", "A."), True),
        (("Q. Red?", "A. One."), True),
        (("Q. Red?", "A. One two."), False),
        (("Q. Please go on.", "A. VERY WELL, sir."), True),
        (("Q. Please go on?", "A. Very well, sir."), False),
        (("Q. Please go on now.", "A. The tiles came."), False),
        (("Q. Please.", "MR. COUNSEL_E: OBJECTION.", "A. Very well, sir."), False),
        (("Q. Please.", "MR. COUNSEL_E: Go on.", "A. Very well, sir."), True),
    ],
)
def test_routine_is_known_in_any_letters(lines: tuple[str, ...], routine: bool) -> None:
    body = body_of(document("d1", *lines, *FILLER))
    assert is_routine(body, body.exchanges[0]) is routine


@pytest.mark.parametrize(
    ("question", "answer", "topic"),
    [
        ("WHERE DO YOU WORK?", "It was red.", EntryKind.BACKGROUND),
        ("WHAT IS THAT MEMO?", "It was red.", EntryKind.ABOUT_DOCUMENTS),
        ("WHO SPOKE?", "It was red.", EntryKind.CONVERSATIONS),
        ("WHO GOT A BONUS?", "It was red.", EntryKind.PAYMENTS),
        ("What is in your job report on the pay?", "It was red.", EntryKind.BACKGROUND),
        ("What then?", "We paid for it.", EntryKind.PAYMENTS),
        ("Who spoke?", "They paid for your job.", EntryKind.CONVERSATIONS),
    ],
)
def test_the_topic_is_the_first_that_question_or_answer_has(question: str, answer: str, topic: EntryKind) -> None:
    body = body_of(document("d1", f"Q. {question}", f"A. {answer}", *FILLER))
    assert topic_of(body, body.exchanges[0]) is topic
