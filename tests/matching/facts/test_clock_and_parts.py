"""Times of day in words and fractions, apart from the results and the periods that are written like them."""

import pytest

from legalredact.matching.facts.clock import clock_times
from legalredact.matching.facts.parts_of import fractions


@pytest.mark.parametrize(
    "text",
    [
        "It was defeated by eleven to twelve.",
        "They decided by seven to two.",
        "The panel ruled by five to four.",
        "The motion passed by a ten to five vote.",
    ],
)
def test_the_result_of_a_vote_is_no_time(text: str) -> None:
    assert [*clock_times(text)] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He came by ten to twelve.", "11:50"),
        ("The motion passed. He came by ten to twelve.", "11:50"),
        ("He came by eleven minutes to twelve.", "11:49"),
        ("The jury left by a quarter to five.", "04:45"),
        ("The court opened at five to nine.", "08:55"),
    ],
)
def test_minutes_to_an_hour_are_a_time(text: str, value: str) -> None:
    assert [one.value for one in clock_times(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "She pays $7,035 a quarter.",
        "She pays $1.2 million a quarter, in advance.",
        "She pays 500 dollars a quarter.",
        "They meet twice a quarter.",
        "It grows by 2% a quarter.",
    ],
)
def test_a_quarter_after_a_rate_is_a_period(text: str) -> None:
    assert [*fractions(text)] == []


@pytest.mark.parametrize(
    "text", ["She paid a quarter of it.", "She keeps $7,035, a quarter.", "It fell by a quarter.", "One quarter of it."]
)
def test_a_quarter_of_something_is_a_fraction(text: str) -> None:
    assert [one.value for one in fractions(text)] == ["1/4"]
