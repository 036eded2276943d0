"""How far a span that a statement gives may be from the one between two cited times or days, from least to most.

Each row has the bounds of the two ways that know a figure, and those of the way without operands, which may be
narrower.
"""

import datetime as dt
import functools
from collections.abc import Callable

import pytest

from legalredact.masking.reply import derived
from tests.masking.reply.test_figures import wrong

Bounds = tuple[int, int]
START = dt.datetime(2022, 3, 1, 8, tzinfo=dt.UTC)

HOURS: tuple[tuple[str, Bounds, Bounds], ...] = (
    ("one hour", (60, 60), (60, 60)),
    ("an hour", (60, 60), (60, 60)),
    ("about an hour", (42, 78), (42, 78)),
    ("nearly an hour", (42, 60), (42, 60)),
    ("over an hour", (60, 89), (60, 78)),
    ("two hours", (114, 126), (114, 126)),
    ("about two hours", (93, 147), (102, 138)),
    ("nearly two hours", (94, 120), (102, 120)),
    ("over two hours", (120, 179), (120, 138)),
    ("five hours", (294, 306), (294, 306)),
    ("nearly five hours", (270, 300), (270, 300)),
    ("over five hours", (300, 359), (300, 330)),
)
"""A span, and the fewest and most minutes between two times of one day."""
DAYS: tuple[tuple[str, Bounds, Bounds], ...] = (
    ("one week", (6, 7), (6, 7)),
    ("about one week", (4, 9), (4, 9)),
    ("two weeks", (13, 14), (13, 14)),
    ("about two weeks", (11, 17), (11, 16)),
    ("nearly three weeks", (17, 21), (17, 21)),
    ("over three weeks", (20, 27), (20, 24)),
    ("three weeks", (20, 21), (20, 21)),
    ("four weeks", (26, 29), (26, 29)),
    ("over four weeks", (27, 34), (27, 31)),
    ("eight weeks", (54, 57), (54, 57)),
    ("about eight weeks", (53, 59), (53, 58)),
    ("one month", (26, 35), (26, 34)),
    ("over one month", (27, 45), (27, 39)),
    ("nearly one month", (21, 33), (21, 33)),
    ("two months", (51, 70), (51, 70)),
    ("about two months", (48, 74), (51, 70)),
    ("nearly two months", (48, 63), (51, 63)),
    ("over two months", (57, 91), (57, 70)),
    ("six months", (173, 191), (173, 191)),
    ("over six months", (179, 213), (179, 191)),
    ("one year", (321, 409), (321, 409)),
    ("two years", (686, 774), (686, 774)),
    ("about two years", (567, 894), (620, 840)),
    ("nearly two years", (567, 733), (620, 733)),
)
"""A span, and the fewest and most days between two dates; a range may take in its last day."""


def minutes_known(said: str, minutes: int) -> bool:
    """Whether a statement may give a span so, where the cited times are so many minutes apart."""
    end = START + dt.timedelta(minutes=minutes)
    return wrong(f"It took {said}.", f"from {START:%H:%M} to {end:%H:%M}") == []


def days_known(said: str, days: int) -> bool:
    """The same for dates."""
    end = START + dt.timedelta(days)
    return (
        wrong(f"It took {said}.", f"from {START:%B} {START.day}, {START.year} to {end:%B} {end.day}, {end.year}") == []
    )


def edges(known: Callable[[int], bool], bounds: Bounds) -> list[bool]:
    """What is known just below, at and just above the bounds."""
    least, most = bounds
    return [known(at) for at in (least - 1, least, most, most + 1)]


@pytest.mark.parametrize(("said", "bounds", "alone"), HOURS)
def test_hours_are_known_from_the_fewest_minutes_to_the_most(
    monkeypatch: pytest.MonkeyPatch, said: str, bounds: Bounds, alone: Bounds
) -> None:
    known = functools.partial(minutes_known, said)
    assert edges(known, bounds) == [False, True, True, False]
    monkeypatch.setattr(derived, "computation", lambda given, figure: "")
    assert edges(known, alone) == [False, True, True, False]


@pytest.mark.parametrize(("said", "bounds", "alone"), DAYS)
def test_weeks_months_and_years_are_known_from_the_fewest_days_to_the_most(
    monkeypatch: pytest.MonkeyPatch, said: str, bounds: Bounds, alone: Bounds
) -> None:
    known = functools.partial(days_known, said)
    assert edges(known, bounds) == [False, True, True, False]
    monkeypatch.setattr(derived, "computation", lambda given, figure: "")
    assert edges(known, alone) == [False, True, True, False]
