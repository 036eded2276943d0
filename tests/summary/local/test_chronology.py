"""Every date with its event; the same event once, contradictions side by side."""

from legalredact.summary.local.body import body_of
from legalredact.summary.local.chronology import contradictions, events
from tests.summary.payloads import document


def rows(*documents: tuple[str, ...]) -> list[tuple[str, str]]:
    bodies = [body_of(document(f"d{n}", *texts)) for n, texts in enumerate(documents, 1)]
    return [(event.date, event.words) for event in events(bodies)]


def test_each_date_of_a_sentence_has_a_row_and_a_range_is_one() -> None:
    text = "The crew worked from May 4, 2021 to June 5, 2021 and was paid on July 6, 2021."
    assert rows((text,)) == [("May 4, 2021 to June 5, 2021", text), ("July 6, 2021", text)]


def test_all_lines_of_a_ledger_are_events() -> None:
    ledger = tuple(f"0{n}/05/2021   Payment   $500.00" for n in (1, 2, 3, 4, 5))
    assert [date for date, _ in rows(ledger)] == [
        "January 5, 2021",
        "February 5, 2021",
        "March 5, 2021",
        "April 5, 2021",
        "May 5, 2021",
    ]


def test_an_answer_is_told_with_its_question() -> None:
    lines = ("Q. When did you sign?", "A. On May 4, 2021.", "Q. Who drove?", "A. I did.", "Q. Why?", "A. I had to.")
    assert rows(lines) == [("May 4, 2021", "Q. When did you sign? A. On May 4, 2021.")]


def test_the_date_of_a_letter_is_told_with_its_subject_and_of_mail_with_its_head() -> None:
    letter = ("January 12, 2024\nPERSON_B, President\nORG_C\nRe: Claims of CLIENT_A\nDear Mr. PERSON_B:",)
    assert rows(letter) == [("January 12, 2024", "January 12, 2024 PERSON_B, President ORG_C Re: Claims of CLIENT_A")]
    mail = ("On Wed, Oct 4, 2023 at 5:20 PM, PERSON_C wrote:\n> You are on leave from today.",)
    assert rows(mail) == [("October 4, 2023", f"{mail[0]}".replace("\n> ", " "))]


def test_the_same_words_are_told_once_and_dates_without_a_year_come_last() -> None:
    text = "The roof leaked on May 4, 2021."
    assert rows((text, "On July 2 it rained on the roof."), (text,)) == [
        ("May 4, 2021", text),
        ("July 2", "On July 2 it rained on the roof."),
    ]


def test_cited_cases_and_stamps_are_no_events() -> None:
    assert (
        rows(
            (
                "Damages are owed, see Harrow v. Millstone, 512 F.3d 100, 104 (9th Cir. 2008), and are due.",
                "Case: 19-1042 Document: 7 Page: 1 Date Filed: 08/03/2019",
            )
        )
        == []
    )


def test_documents_that_give_different_days_for_one_event_are_side_by_side() -> None:
    one = "PARTY_B delivered the second shipment of roofing tiles to CLIENT_A on March 4, 2021."
    other = "On March 9, 2021 PARTY_B delivered the second shipment of roofing tiles to CLIENT_A."
    third = "On March 9, 2021 PARTY_B wrote to CLIENT_A about the invoice of the crew."
    found = events([body_of(document("d1", one)), body_of(document("d2", other, third))])
    assert [[event.words for event in group] for group in contradictions(found)] == [[one, other]]


def test_the_date_of_a_paper_is_told_with_its_title_above() -> None:
    paper = ("COMPLAINT FOR DAMAGES\nMay 2, 2020\nThe harbor was closed.",)
    assert rows(paper) == [("May 2, 2020", "COMPLAINT FOR DAMAGES May 2, 2020")]
