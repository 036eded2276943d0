"""Figures in the shorthand of logs and notes are those of a sentence about them; another value is flagged."""

import pytest

from legalredact.masking.reply.compare_figures import Known
from legalredact.masking.reply.read_figures import figures


@pytest.mark.parametrize(
    ("source", "statement", "other"),
    [
        ("Wind at 10:30: 24 mph.", "At 10:30 the wind was 24 mph.", "At 10:40 the wind was 24 mph."),
        ("08/11 flap, 6.5 h.", "The flap took 6.5 hours.", "The flap took 7.5 hours."),
        ("Tool room, 40 h/week.", "A job of 40 hours was offered.", "A job of 30 hours was offered."),
        ("ROM ankle 25 deg.", "The ankle moves 25 degrees.", "The ankle moves 35 degrees."),
        ("2/20 Paid $47,940.", "It paid $47,940 on 2/20.", "It paid $47,940 on 2/21."),
        ("Fees: 09/28 $640; 12/31 $640.", "12/31: A fee of $640.", "12/30: A fee of $640."),
        ("Fees allowed: 2018 $23,283.", "2018: Fees of $23,283.", "2017: Fees of $23,283."),
        ("Owner-caused 58 days of the 105 days.", "It was 58 of 105 days.", "It was 57 of 105 days."),
    ],
)
def test_shorthand_is_the_same_figure(source: str, statement: str, other: str) -> None:
    known = Known(source, figures(source))
    assert all(known.has(figure, statement) for figure in figures(statement))
    assert not all(known.has(figure, other) for figure in figures(other))


@pytest.mark.parametrize(
    "text",
    [
        "Exhibit 4 H",
        "Apt. 4H",
        "10: The parties agree.",
        "Part 1/2 of the plan",
        "There is a lien on 1/2 interest in it.",
        "It stands on 1/2 acre.",
        "Of the lots; 1/3 of the land is wet.",
        "1/2 interest was sold.",
    ],
)
def test_what_only_looks_like_it_is_no_time(text: str) -> None:
    assert not [figure for figure in figures(text) if figure.value.startswith(("time", "10:", "--"))]
