"""What is said of a matter that is not as its trail tells: which part, since which event, which decision is gone."""

from collections.abc import Mapping

import pytest

from legalredact.governance.state_fault import words
from legalredact.model.audit import AuditEvent
from legalredact.model.register import Decision
from legalredact.model.state import StatePart, state_text

CONFIRMED, DISMISSED = Decision.CONFIRMED, Decision.DISMISSED
NONE: Mapping[str, Decision] = {}


def state(names: str = "0", settings: str = "0", sign_offs: str = "0") -> str:
    """A state in which those parts are as told, and all others the same."""
    digests = dict.fromkeys(StatePart, "0" * 64)
    own = {StatePart.NAMES: names, StatePart.SETTINGS: settings, StatePart.SIGN_OFFS: sign_offs}
    return state_text(digests | {part: value * 64 for part, value in own.items()})


def event(number: int, action: str, left: str, **details: str) -> AuditEvent:
    return AuditEvent(
        number, f"2026-11-24T12:0{number}:00+00:00", "ann", action, tuple(details.items()), "0" * 64, state=left
    )


def decided(number: int, left: str, entities: str, decision: Decision) -> AuditEvent:
    return event(number, "name.decide", left, entities=entities, decision=decision)


@pytest.fixture
def trail() -> list[AuditEvent]:
    """Names are decided in events 2 and 4, settings changed in 3, a summary signed in 5."""
    return [
        event(1, "matter.create", state()),
        decided(2, state("a"), "e1,e2", CONFIRMED),
        event(3, "matter.set", state("a", "a")),
        decided(4, state("b", "a"), "e3", DISMISSED),
        event(5, "summary.approved", state("b", "a", "a")),
    ]


def test_rows_as_an_earlier_event_left_them_are_told_with_what_is_undone(trail: list[AuditEvent]) -> None:
    assert words(trail, state("0", "a", "a"), NONE) == (
        "The names and the decisions on them are as event 1 left them; undone: "
        "event 2 (name.decide by ann, 2026-11-24T12:02:00+00:00), "
        "event 4 (name.decide by ann, 2026-11-24T12:04:00+00:00)."
    )
    # As they were after event 3, the latest of those that left them so.
    assert words(trail, state("a", "a", "a"), NONE).startswith(
        "The names and the decisions on them are as event 3 left them; undone: event 4 ("
    )


def test_of_many_undone_acts_three_are_named_and_the_others_counted() -> None:
    trail = [event(1, "matter.create", state())]
    trail += [decided(n, state(str(n)), "e1", CONFIRMED) for n in range(2, 7)]
    told = words(trail, state(), NONE)
    assert [f"event {n} (" in told for n in range(2, 7)] == [True, True, True, False, False]
    assert told.endswith("12:04:00+00:00), 2 more.")
    assert " more" not in words(trail[:4], state(), NONE)
    assert words(trail[:5], state(), NONE).endswith(", 1 more.")


def test_each_part_that_differs_is_told_and_no_other(trail: list[AuditEvent]) -> None:
    told = words(trail, state("b", "0", "0"), NONE)
    assert told.startswith("The matter's settings are as event 2 left them; undone: event 3 (matter.set by ann, ")
    assert "Sign-offs and receipts are as event 4 left them; undone: event 5 (summary.approved by ann, " in told
    assert "names" not in told


def test_rows_as_no_event_left_them_were_changed_outside_and_the_last_decision_that_is_gone_is_told(
    trail: list[AuditEvent],
) -> None:
    told = words(trail, state("x", "a", "a"), {"e1": CONFIRMED, "e2": CONFIRMED})
    assert told == (
        "The names and the decisions on them were changed outside LegalRedact "
        "(last changed by event 4 (name.decide by ann, 2026-11-24T12:04:00+00:00)). "
        "event 4 (name.decide by ann, 2026-11-24T12:04:00+00:00) said dismissed: one name is not."
    )
    told = words(trail, state("x", "a", "a"), {"e1": DISMISSED, "e3": DISMISSED})
    assert told.endswith("event 2 (name.decide by ann, 2026-11-24T12:02:00+00:00) said confirmed: 2 names are not.")
    told = words(trail, state("x", "a", "a"), {"e1": CONFIRMED, "e2": CONFIRMED, "e3": DISMISSED})
    assert told.endswith("12:04:00+00:00)).")


@pytest.mark.parametrize("later", [{"entities": "e1,e2"}, {"entity": "e1"}])
def test_a_decision_that_somebody_changed_later_is_not_missed(trail: list[AuditEvent], later: dict[str, str]) -> None:
    """Event 2 confirmed e1; a later act on e1 says something else, so e1 need not be confirmed any more."""
    changed = [*trail, event(6, "name.rename", state("c", "a", "a"), **later)]
    told = words(changed, state("x", "a", "a"), {"e2": CONFIRMED, "e3": DISMISSED})
    assert "said" not in told
    # An act that has nothing to do with names does not count.
    changed = [*trail, event(6, "unread.accept", state("c", "a", "a"), **later)]
    told = words(changed, state("x", "a", "a"), {"e2": CONFIRMED, "e3": DISMISSED})
    assert "event 2 (name.decide by ann, 2026-11-24T12:02:00+00:00) said confirmed: one name is not." in told


def test_lost_decisions_are_looked_for_among_names_alone(trail: list[AuditEvent]) -> None:
    told = words(trail, state("b", "a", "x"), NONE)
    assert told.startswith("Sign-offs and receipts were changed outside LegalRedact (last changed by event 5 (")
    assert "said" not in told


def test_the_event_that_told_a_part_first_counts_as_its_change(trail: list[AuditEvent]) -> None:
    """Also in a matter from before events told the state, where one says later that it begins to."""
    settings = "The matter's settings were changed outside LegalRedact (last changed by event "
    made = [event(1, "matter.create", state()), decided(2, state("a"), "e1", CONFIRMED)]
    assert words(made, state("a", "x"), NONE).startswith(f"{settings}1 (matter.create by ann, ")
    before = [event(1, "matter.create", ""), event(2, "matter.open", ""), event(3, "state.begin", state())]
    before.append(decided(4, state("a"), "e1", CONFIRMED))
    assert words(before, state("a", "x"), NONE).startswith(f"{settings}3 (state.begin by ann, ")


def test_rows_that_differ_in_no_part_by_its_beginning_are_told_all_the_same(trail: list[AuditEvent]) -> None:
    whole, _, parts = state("b", "a", "a").partition(":")
    assert words(trail, f"{whole[::-1]}:{parts}", NONE) == "The matter is not as event 5 left it."
