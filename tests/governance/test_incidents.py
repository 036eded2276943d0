"""Incidents as the trail tells them, and what a person is told to do about one."""

from legalredact.governance.incidents import CLOSE, OPEN, WHAT_TO_DO, incidents, open_ones
from legalredact.model.audit import GENESIS, AuditEvent


def event(action: str, **details: str) -> AuditEvent:
    return AuditEvent(1, "2026-11-24T12:00:00+00:00", "ann", action, tuple(details.items()), GENESIS)


def test_incidents_are_open_until_they_are_closed_with_a_reason() -> None:
    trail = [
        event(OPEN, incident="1", what="Another account answered.", payload="ab"),
        event(OPEN, incident="2", what="Another model answered."),
        event(CLOSE, incident="1", reason="The proxy was wrong."),
    ]
    first, second = incidents(trail)
    assert (first.number, first.payload, first.closed_by, first.reason) == (1, "ab", "ann", "The proxy was wrong.")
    assert (second.number, second.what, second.closed) == (2, "Another model answered.", "")
    assert [one.number for one in open_ones(trail)] == [2]


def test_a_person_is_told_to_stop_to_tell_it_to_keep_the_trail_to_find_out_to_decide_and_to_close() -> None:
    firsts = [sentence.split(" ", 1)[0] for sentence in WHAT_TO_DO]
    assert firsts == ["Send", "Tell", "Keep", "Find", "Decide", "Close"]
