"""When texts are due: by the trail alone, never before the result has left, never while somebody is at work."""

import datetime as dt

import pytest

from legalredact.governance.retention import Retention, RetentionState, days_in_force, state_of
from legalredact.model.audit import GENESIS, AuditEvent

SPRING, SUMMER = dt.date(2026, 4, 1), dt.date(2026, 9, 1)


def trail(*acts: str) -> list[AuditEvent]:
    """`"2026-03-02 summary.approved s1"`, …"""
    events = []
    for number, act in enumerate(acts, 1):
        day, action, *summary = act.split()
        details = (("summary", summary[0]),) if summary else ()
        events.append(AuditEvent(number, f"{day}T23:30:00+00:00", "ann", action, details, GENESIS))
    return events


DONE = ("2026-03-01 document.add", "2026-03-01 summary.keep", "2026-03-02 summary.approved s1")
LEFT = (*DONE, "2026-03-03 summary.export s1")


@pytest.mark.parametrize(
    ("acts", "today", "expected"),
    [
        (DONE[:2], SUMMER, Retention(RetentionState.AT_WORK, 30)),
        (LEFT, dt.date(2026, 3, 31), Retention(RetentionState.WAITING, 30, SPRING)),
        (LEFT, SPRING, Retention(RetentionState.DUE, 30, SPRING)),
        (DONE, SPRING, Retention(RetentionState.NOT_EXPORTED, 30, SPRING)),
        (
            (*DONE, "2026-03-03 summary.export s0"),
            SPRING,
            Retention(RetentionState.NOT_EXPORTED, 30, SPRING),
        ),
        ((*DONE, "2026-03-03 summary.print s1"), SPRING, Retention(RetentionState.NOT_EXPORTED, 30, SPRING)),
        (("2026-03-01 summary.export s1", *DONE), SPRING, Retention(RetentionState.NOT_EXPORTED, 30, SPRING)),
        (
            (*LEFT, "2026-03-04 summary.approved s2"),
            dt.date(2026, 4, 3),
            Retention(RetentionState.NOT_EXPORTED, 30, dt.date(2026, 4, 3)),
        ),
        ((*LEFT, "2026-03-09 summary.rejected s1"), SUMMER, Retention(RetentionState.AT_WORK, 30)),
        ((*LEFT, "2026-03-09 payload.send"), SUMMER, Retention(RetentionState.AT_WORK, 30)),
        ((*LEFT, "2026-03-09 payload.local"), SUMMER, Retention(RetentionState.AT_WORK, 30)),
        ((*LEFT, "2026-03-09 summary.keep"), SUMMER, Retention(RetentionState.AT_WORK, 30)),
        ((*LEFT, "2026-03-09 matter.open"), SUMMER, Retention(RetentionState.DUE, 30, SPRING)),
        ((*LEFT, "2026-03-09 document.add"), SUMMER, Retention(RetentionState.AT_WORK, 30)),
        ((*LEFT, "2026-03-09 summary.edit s2"), SUMMER, Retention(RetentionState.AT_WORK, 30)),
        ((*LEFT, "2026-04-01 retention.run"), SUMMER, Retention(RetentionState.DONE, 30)),
        (
            (*LEFT, "2026-04-01 retention.run", "2026-04-02 document.add"),
            SUMMER,
            Retention(RetentionState.AT_WORK, 30),
        ),
    ],
)
def test_a_matter_stands_where_its_trail_says(acts: tuple[str, ...], today: dt.date, expected: Retention) -> None:
    assert state_of(trail(*acts), 30, today) == expected


def test_one_day_is_a_time_too() -> None:
    assert state_of(trail(*LEFT), 1, dt.date(2026, 3, 3)) == Retention(RetentionState.DUE, 1, dt.date(2026, 3, 3))


def test_without_days_texts_stay() -> None:
    assert state_of(trail(*LEFT), 0, dt.date(2126, 1, 1)) == Retention(RetentionState.OFF, 0)


@pytest.mark.parametrize(
    ("policy", "matter", "days"),
    [(0, 0, 0), (30, 0, 30), (0, 10, 10), (30, 10, 10), (10, 30, 10), (1, 0, 1), (0, 1, 1), (2, 1, 1)],
)
def test_a_matter_shortens_what_the_firm_says_and_never_lengthens_it(policy: int, matter: int, days: int) -> None:
    assert days_in_force(policy, matter) == days
