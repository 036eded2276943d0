"""Every date with its event; the same event once, contradictions side by side."""

import pytest

from legalredact.summary.local.body import body_of
from legalredact.summary.local.chronology import contradictions, dated_entries, events
from tests.summary.local.entries_of import ranked
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


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("May 4, 2021 - June 5, 2021 it rained all day.", ["May 4, 2021 to June 5, 2021"]),
        ("It rained on May 5, 2021 to May 4, 2021.", ["May 4, 2021", "May 5, 2021"]),
        ("It rained on May 4, 2021 to May 4, 2021.", ["May 4, 2021"]),
        ("It rained on May 4, 2021 and May 5, 2021.", ["May 4, 2021", "May 5, 2021"]),
        ("From May 4, 2021 to May 6, 2021 to May 8, 2021 it rained.", ["May 4, 2021 to May 6, 2021", "May 8, 2021"]),
        ("It had 2018 tiles in 2019.", ["2019"]),
        ("See it of May 4, 2021 and all.", []),
        ("SEE it of May 4, 2021 and all.", []),
        ("Received: May 4, 2021", []),
    ],
)
def test_a_range_ends_after_it_begins(text: str, dates: list[str]) -> None:
    assert [date for date, _ in rows((text,))] == dates


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("May 4, 2021", "COMPLAINT"), "May 4, 2021"),
        (("COMPLAINT", "May 4, 2021", "PERSON_B"), "COMPLAINT May 4, 2021"),
        (("Marlow", "May 4, 2021", "PERSON_B"), "May 4, 2021 PERSON_B"),
        (("The COMPLAINT was read.", "May 4, 2021"), "May 4, 2021"),
        (("May 4, 2021", "PERSON_B", "Re: x", "Dear"), "May 4, 2021 PERSON_B Re: x"),
        (("May 4, 2021", "Marlow", "PERSON_B", "PERSON_C"), "May 4, 2021 Marlow PERSON_B"),
        (("May 4, 2021", "Marlow", "Ruel", "PERSON_B"), "May 4, 2021"),
        (
            ("May 4, 2021", "Ash", "Bay", "Cob", "Dale", "Elm", "Fir", "Gum", "Re: x"),
            "May 4, 2021 Ash Bay Cob Dale Elm Fir Gum Re: x",
        ),
        (("May 4, 2021", "Ash", "Bay", "Cob", "Dale", "Elm", "Fir", "Gum", "Hay", "Re: x"), "May 4, 2021"),
        (("May 4, 2021", "x" * 381, "Re: xx"), f"May 4, 2021 {'x' * 381} Re: xx"),
        (("May 4, 2021", "x" * 382, "Re: xx"), "May 4, 2021"),
        (("On May 4, 2021 it was closed.", "PERSON_B"), "On May 4, 2021 it was closed."),
        (("Closed on Friday of that week, May 4, 2021", "PERSON_B"), "Closed on Friday of that week, May 4, 2021"),
    ],
)
def test_a_date_alone_is_told_with_the_lines_that_say_of_what(lines: tuple[str, ...], told: str) -> None:
    assert rows(lines) == [("May 4, 2021", told)]


def test_each_message_is_told_at_its_date_and_its_head_only_there() -> None:
    head = "From: PARTY_B\nDate: May 4, 2021\nSubject: The log"
    mail = (head, "It was red all over.", "It was dry on May 6, 2021.", head.replace("May 4", "May 5"), "It was wet.")
    told = " ".join(head.split())
    assert rows(mail) == [
        ("May 4, 2021", f"{told} It was red all over."),
        ("May 5, 2021", told.replace("May 4", "May 5")),
        ("May 6, 2021", "It was dry on May 6, 2021."),
    ]


def test_the_same_words_at_another_date_or_to_another_end_are_told_again() -> None:
    text = "It was so on May 4, 2021 and May 5, 2021 to May 6, 2021."
    assert [
        date for date, _ in rows((text,), (text.replace("It was", "IT WAS"),), (text.replace("May 6", "May 7"),))
    ] == [
        "May 4, 2021",
        "May 4, 2021",  # the words are those of another end
        "May 5, 2021 to May 6, 2021",
        "May 5, 2021 to May 7, 2021",
    ]


def test_a_short_list_keeps_events_of_a_day_that_say_who_did_what() -> None:
    who, turn, both, none, year = (
        "On May 4, 2021 CLIENT_A was in the yard.",
        "On May 4, 2021 a letter was DELIVERED to it.",
        "On May 4, 2021 THEY signed all of it then.",
        "On May 4, 2021 it was red all over.",
        "In May 2021 it was red all over.",
    )
    line = "Letter signed by CLIENT_A on May 4, 2021"
    assert ranked(dated_entries, year, none, who, turn, both, line) == [[both], [who, turn, line], [none], [year]]
    twice = "In May 2021 and on May 4, 2021 it was red all over."
    assert ranked(dated_entries, year, twice) == [[twice], [year]]


DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
ONE = "PARTY_B delivered the second shipment of roofing tiles to CLIENT_A on March 4, 2021."


@pytest.mark.parametrize(
    ("other", "contradicts"),
    [
        ("On March 9, 2021 PARTY_B delivered the second shipment of roofing tiles to CLIENT_A.", True),
        ("On March 9, 2021 PARTY_B delivered the SECOND shipment of ROOFING tiles to CLIENT_A.", True),
        ("On Monday, March 9, 2021 PARTY_B delivered the second shipment of roofing tiles to CLIENT_A.", True),
        ("On March 4, 2021 PARTY_B delivered the second shipment of roofing tiles to CLIENT_A.", False),
        ("In March 2021 PARTY_B delivered the second shipment of roofing tiles to CLIENT_A.", False),
        ("On March 9, 2021 PARTY_B delivered the second shipment of nails.", False),  # four words of seven
        ("On March 9, 2021 PARTY_B delivered the second shipment of roofing nails.", True),  # five of seven
        (
            "On March 9, 2021 PARTY_B delivered the second shipment of roofing at noon from barge.",
            True,
        ),  # five of eight
        ("On March 9, 2021 PARTY_B delivered the second shipment of roofing at noon from barge nine.", False),
    ],
)
def test_an_event_is_the_same_if_most_of_its_words_are(other: str, contradicts: bool) -> None:
    for texts in ((ONE, other), (other, ONE)):
        found = events([body_of(document(f"d{n}", text)) for n, text in enumerate(texts)])
        assert bool(contradictions(found)) is contradicts
    assert not contradictions(events([body_of(document("d1", ONE, other))]))


@pytest.mark.parametrize(
    "date", [*(f"{day}, May {{}}, 2021" for day in DAYS.split()), "September {}, 2021", "February {}, 2021"]
)
def test_names_of_days_and_months_do_not_make_events_alike(date: str) -> None:
    four, five = "On {} PARTY_B sold looms today.", "On {} PARTY_B sold looms here today."
    for text, found in ((four, False), (five, True)):
        bodies = [body_of(document(f"d{n}", text.format(date.format(n)))) for n in (3, 4)]
        assert bool(contradictions(events(bodies))) is found


def test_three_documents_that_differ_are_in_one_group() -> None:
    texts = [ONE.replace("March 4", f"March {n}") for n in (4, 5, 6)]
    found = events([body_of(document(f"d{n}", text)) for n, text in enumerate(texts)])
    assert [[event.date for event in group] for group in contradictions(found)] == [
        ["March 4, 2021", "March 5, 2021"],
        ["March 4, 2021", "March 5, 2021", "March 6, 2021"],
    ]
