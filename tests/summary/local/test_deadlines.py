"""Statements with a date or a period until which something is to be done."""

import pytest

from legalredact.summary.local.deadlines import deadlines
from tests.summary.local.entries_of import body, ranked, told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You must file it by May 4, 2021.", True),
        ("YOU MUST FILE IT BY May 4, 2021.", True),
        ("It is due on May 4, 2021.", True),
        ("It is due by 5 p.m. on Friday, May 4, 2021.", True),
        ("It is returnable on May 4, 2021.", True),
        ("It is set for FRIDAY, May 4, 2021.", True),
        ("You must come on May 4, 2021.", False),
        ("The barge lay there until May 4, 2021.", False),
        ("THE BARGE LAY THERE UNTIL May 4, 2021.", False),
        ("It rained there in May 2021.", False),
        ("May it not rain by May 4, 2021.", False),
        ("Answer it within 14 days.", True),
        ("You must wait WITHIN 14 days.", True),
        ("You must wait 14 days from then.", True),
        ("You must wait 14 (fourteen) days OF it.", True),
        ("You must wait 14 days (a good part of the whole of the old month) after it.", True),
        ("It lasts 14 days from now.", False),
        ("You must see 14 days.", False),
        ("You must go there by noon.", True),
        ("Hand it in BY NOON.", True),
        ("It is of the essence.", False),
    ],
)
def test_a_deadline_is_what_must_be_done_by_then(text: str, found: bool) -> None:
    assert told(deadlines, text) == [text] * found


def test_words_of_another_statement_make_no_deadline() -> None:
    assert told(deadlines, "It was closed by", "May 4, 2021 it must be open then.") == []
    assert told(deadlines, "You must wait 14 days", "from then it was closed.") == []


@pytest.mark.parametrize(("letters", "found"), [(52, True), (53, False)])
def test_the_words_that_set_a_deadline_are_within_sixty_characters_above_it(letters: int, found: bool) -> None:
    assert bool(told(deadlines, f"It is due {'x' * letters} on May 4, 2021.")) is found


def test_a_short_list_keeps_dates_of_duties_then_periods_and_times_then_other_dates() -> None:
    dated, plain, period, expires = (
        "You must file it by May 4, 2021.",
        "You must go there by noon.",
        "Answer it within 14 days.",
        "It expires on May 4, 2021.",
    )
    both = "Come by noon and pay it by May 4, 2021."
    again = "Pay it by May 4, 2021 or within 14 days of it."
    assert ranked(deadlines, expires, period, plain, dated, both, again) == [
        [dated, both, again],
        [period, plain],
        [expires],
    ]
    assert ranked(deadlines, "It expires on May 4, 2021, or by noon of it.", expires)[0][0].endswith("noon of it.")


def test_an_answer_is_a_deadline_with_its_question() -> None:
    lines = ("Q. By when?", "A. Pay by May 4, 2021.", "Q. Who drove?", "A. I did.", "Q. Why?", "A. I had to.")
    assert told(deadlines, *lines) == ["Q. By when? A. Pay by May 4, 2021."]
    assert body(*lines).exchanges
