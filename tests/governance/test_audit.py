"""The audit chain shows every change, insertion and gap."""

import datetime as dt
from dataclasses import replace

import pytest

from legalredact.governance.audit import Break, first_break, next_event
from legalredact.model.audit import AuditEvent

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


@pytest.fixture
def trail() -> list[AuditEvent]:
    events: list[AuditEvent] = []
    for action in ("matter.create", "document.add", "payload.local", "summary.approved"):
        events.append(next_event(events[-1] if events else None, "ann", action, [("n", len(events))], lambda: NOON))
    return events


def test_a_trail_as_it_was_written_holds(trail: list[AuditEvent]) -> None:
    assert first_break(trail) is None


def test_a_changed_event_is_shown_by_the_one_after_it(trail: list[AuditEvent]) -> None:
    trail[1] = replace(trail[1], actor="mallory")
    assert first_break(trail) == Break(3)


def test_a_removed_event_is_shown(trail: list[AuditEvent]) -> None:
    del trail[1]
    assert first_break(trail) == Break(2)


def test_two_exchanged_events_are_shown(trail: list[AuditEvent]) -> None:
    trail[1], trail[2] = trail[2], trail[1]
    assert first_break(trail) == Break(2)


def test_an_event_says_when_in_utc(trail: list[AuditEvent]) -> None:
    assert trail[0].when == "2026-11-24T12:00:00+00:00"
