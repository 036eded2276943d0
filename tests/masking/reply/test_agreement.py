"""How far a computed number may be from the one that a statement gives, by the words before it."""

from decimal import Decimal

import pytest

from legalredact.masking.reply.agreement import Way, agrees, way_of
from tests.masking.reply.test_figures import given_of


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("just over", Way.JUST_OVER),
        ("Slightly more than", Way.JUST_OVER),
        ("a good", Way.JUST_OVER),
        ("just under", Way.JUST_UNDER),
        ("NEARLY", Way.JUST_UNDER),
        ("not quite", Way.JUST_UNDER),
        ("close to the", Way.JUST_UNDER),
        ("over", Way.OVER),
        ("at least some", Way.OVER),
        ("exceeding", Way.OVER),
        ("no less than", Way.OVER),
        ("less than", Way.UNDER),
        ("up to", Way.UNDER),
        ("Within", Way.UNDER),
        ("barely", Way.UNDER),
        ("about", Way.ABOUT),
        ("Roughly", Way.ABOUT),
        ("ca.", Way.ABOUT),
        ("exactly", Way.EXACT),
        ("of the", Way.EXACT),
        ("over a wall of", Way.EXACT),
    ],
)
def test_words_before_a_number_tell_how_exact_it_is(words: str, way: Way) -> None:
    given = given_of(f"It took {words} 12 hours.", "A passage.")
    assert way_of(given, given.figures[0]) is way


@pytest.mark.parametrize(
    ("said", "way", "exact"),
    [
        ("8", Way.EXACT, ("7.5", "8.5")),  # it may be rounded to its last digit
        ("8.5", Way.EXACT, ("8.45", "8.55")),
        ("8", Way.OVER, ("7.5", "8.99")),
        ("8", Way.JUST_OVER, ("7.5", "8.5")),
        ("8", Way.UNDER, ("7.01", "8.5")),
        ("8", Way.ABOUT, ("7.5", "8.5")),
        ("40", Way.ABOUT, ("38", "42")),
        ("20", Way.ABOUT, ("19", "21")),
        ("40", Way.JUST_OVER, ("39.5", "41.99")),
        ("40", Way.JUST_UNDER, ("38.01", "40.5")),
        ("2.5", Way.OVER, ("2.45", "2.99")),
        ("2.5", Way.ABOUT, ("2.3", "2.7")),
        ("0.33", Way.ABOUT, ("0.3025", "0.3575")),
        ("0.33", Way.OVER, ("0.325", "0.384")),
    ],
)
def test_a_computed_number_agrees_from_the_lowest_to_the_highest(said: str, way: Way, exact: tuple[str, str]) -> None:
    lowest, highest = map(Decimal, exact)
    assert agrees(Decimal(said), lowest, way)
    assert agrees(Decimal(said), highest, way)
    assert not agrees(Decimal(said), lowest - Decimal("0.011"), way)
    assert not agrees(Decimal(said), highest + Decimal("0.011"), way)


def test_an_exact_span_may_be_off_by_its_slack_alone() -> None:
    slack = Decimal("0.15")
    assert agrees(Decimal(6), Decimal("6.15"), Way.EXACT, slack=slack)
    assert not agrees(Decimal(6), Decimal("6.16"), Way.EXACT, slack=slack)
    assert not agrees(Decimal(6), Decimal("5.84"), Way.EXACT, slack=slack)
    assert agrees(Decimal(1), Decimal("1.2"), Way.ABOUT, slack=slack)
    assert not agrees(Decimal(1), Decimal("1.3"), Way.ABOUT, slack=slack)
    assert agrees(Decimal(2), Decimal("2.45"), Way.ABOUT, slack=slack)
    assert not agrees(Decimal(2), Decimal("2.46"), Way.ABOUT, slack=slack)
