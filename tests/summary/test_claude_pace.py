"""How many requests are under way at a time: what the service says is left, and never more than it wants."""

import datetime as dt

import pytest

from legalredact.summary.claude_pace import MOST, Pace

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
PLENTY = {"anthropic-ratelimit-requests-limit": "100", "anthropic-ratelimit-requests-remaining": "99"}
KINDS = ["requests", "tokens", "input-tokens", "output-tokens"]


class Clock:
    """Seconds that a test lets pass."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pace(clock: Clock) -> Pace:
    """One that lets four requests at a time, after three good answers."""
    learning = Pace(now=clock)
    for _ in range(3):
        learning.take(200, PLENTY, NOON)
    return learning


def left(remaining: int, limit: int = 100, name: str = "requests", reset: str = "") -> dict[str, str]:
    """Headers that tell of one limit."""
    told = {"limit": str(limit), "remaining": str(remaining), "reset": reset}
    return {f"anthropic-ratelimit-{name}-{part}": value for part, value in told.items() if value}


def width_after(pace: Pace, headers: dict[str, str], status: int = 200) -> int:
    pace.take(status, headers, NOON)
    return pace.width


def waits(pace: Pace, clock: Clock) -> float:
    """Seconds until something may be asked for again, to a tenth."""
    begun = clock.now
    while pace.width == 0:
        clock.now = round(clock.now + 0.1, 1)
    return round(clock.now - begun, 1)


def test_it_begins_with_one_and_each_good_answer_lets_one_more(clock: Clock) -> None:
    pace = Pace(now=clock)
    assert pace.width == 1
    assert [width_after(pace, PLENTY) for _ in range(20)] == [*range(2, 17), 16, 16, 16, 16, 16]
    assert MOST == 16
    small = Pace(most=2, now=clock)
    assert [width_after(small, PLENTY) for _ in range(3)] == [2, 2, 2]


def test_an_answer_that_tells_nothing_changes_nothing(pace: Pace) -> None:
    assert width_after(pace, {}) == 4


@pytest.mark.parametrize(("remaining", "width"), [(51, 5), (50, 4), (10, 4), (9, 1)])
def test_what_is_left_lets_more_keeps_or_holds(pace: Pace, clock: Clock, remaining: int, width: int) -> None:
    pace.take(200, left(remaining), NOON)
    assert pace.width == width
    assert waits(pace, clock) == 0  # the service does not say when it is full again


@pytest.mark.parametrize("name", KINDS)
def test_the_scarcest_of_the_limits_counts(pace: Pace, name: str) -> None:
    plenty = {key: value for kind in KINDS for key, value in left(9000, 9000, kind).items()}
    assert width_after(pace, plenty) == 5
    assert width_after(pace, plenty | left(400, 9000, name)) == 1


def test_no_more_are_under_way_than_may_still_be_asked_for(pace: Pace) -> None:
    assert width_after(pace, left(3, 4)) == 3
    assert width_after(pace, left(0, 4)) == 1


@pytest.mark.parametrize(("remaining", "seconds"), [(0, 60.0), (5, 57.0)])
def test_little_left_is_waited_for_until_there_is_more(
    pace: Pace, clock: Clock, remaining: int, seconds: float
) -> None:
    pace.take(200, left(remaining, reset="2026-11-24T12:01:00Z"), NOON)
    assert pace.width == 0
    assert waits(pace, clock) == seconds
    assert pace.width == 1


@pytest.mark.parametrize("reset", ["2026-11-24T11:59:00Z", "2026-11-24T12:01:00", "soon", ""])
def test_a_time_that_is_past_or_no_time_is_not_waited_for(pace: Pace, clock: Clock, reset: str) -> None:
    pace.take(200, left(0, reset=reset), NOON)
    assert waits(pace, clock) == 0


@pytest.mark.parametrize("status", [429, 529])
@pytest.mark.parametrize(
    ("said", "seconds"), [("7", 7.0), ("0.5", 0.5), ("", 1.0), ("-3", 1.0), ("soon", 1.0), ("9999", 120.0)]
)
def test_a_refusal_for_its_pace_halves_it_and_waits_as_told(
    pace: Pace, clock: Clock, status: int, said: str, seconds: float
) -> None:
    headers = PLENTY | ({"retry-after": said} if said else {})
    pace.take(status, headers, NOON)
    assert pace.width == 0
    assert waits(pace, clock) == seconds
    assert pace.width == 2


def test_halving_never_comes_to_nothing(pace: Pace, clock: Clock) -> None:
    for _ in range(5):
        pace.take(429, {}, NOON)
    waits(pace, clock)
    assert pace.width == 1


@pytest.mark.parametrize("status", [200, 400, 500])
def test_other_answers_are_no_refusals_for_the_pace(pace: Pace, status: int) -> None:
    assert width_after(pace, {"retry-after": "7"}, status) == 4


def test_a_shorter_wait_does_not_end_a_longer_one(pace: Pace, clock: Clock) -> None:
    pace.take(429, {"retry-after": "30"}, NOON)
    pace.take(429, {"retry-after": "2"}, NOON)
    assert waits(pace, clock) == 30.0


@pytest.mark.parametrize(
    "headers",
    [
        left(9, 0),
        {"anthropic-ratelimit-requests-limit": "100"},
        left(9) | {"anthropic-ratelimit-requests-limit": "many"},
        left(9) | {"anthropic-ratelimit-requests-remaining": "-1"},
    ],
)
def test_a_limit_that_cannot_be_understood_is_passed_over(pace: Pace, headers: dict[str, str]) -> None:
    assert width_after(pace, headers) == 4
