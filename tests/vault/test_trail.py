"""Events are found again by number, by what was done, and by when; there is no way to change one."""

from pathlib import Path

import pytest

from legalredact.model.audit import AuditEvent
from legalredact.vault import trail
from legalredact.vault.keys import ThrowAwayKey
from legalredact.vault.store import MatterStore

EVENTS = tuple(
    AuditEvent(number, f"2026-11-{day}T10:00:00+00:00", "ann", action, (), "0" * 64)
    for number, (day, action) in enumerate(
        ((24, "matter.create"), (27, "name.decide"), (25, "document.read"), (26, "name.decide")), 1
    )
)


@pytest.fixture
def kept(store: MatterStore) -> MatterStore:
    for event in EVENTS:
        store.append_event(event)
    return store


def test_a_matter_without_events_says_so(store: MatterStore) -> None:
    assert store.last_event() is None
    assert store.last_of(("name.decide",)) is None
    assert (store.events(), tuple(store.trail()), store.latest_when()) == ((), (), "")


def test_events_come_in_order_however_many_are_read_at_once(kept: MatterStore, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept.events() == EVENTS
    assert kept.last_event() == EVENTS[-1]
    for most in (1, 2, 4, 9):
        monkeypatch.setattr(trail, "_AT_ONCE", most)
        assert tuple(kept.trail()) == EVENTS


def test_an_event_is_had_by_its_number(kept: MatterStore) -> None:
    assert kept.event(3) == EVENTS[2]
    with pytest.raises(KeyError):
        kept.event(9)


def test_events_of_some_acts_are_had_from_a_number_on(kept: MatterStore) -> None:
    assert kept.events_of(("name.decide",)) == (EVENTS[1], EVENTS[3])
    assert kept.events_of(("name.decide", "document.read"), after=2) == EVENTS[2:]
    assert kept.events_of(("matter.create", "matter.backup")) == EVENTS[:1]
    assert kept.last_of(("name.decide", "matter.create")) == EVENTS[3]
    assert kept.last_of(("document.read",)) == EVENTS[2]


def test_the_latest_moment_is_that_of_any_event_and_not_of_the_last(kept: MatterStore) -> None:
    """A clock that is set back is found out by it."""
    assert kept.latest_when() == EVENTS[1].when
    assert kept.latest_when(after=2) == EVENTS[3].when
    assert kept.latest_when(after=4) == ""


def test_the_digest_of_an_event_stands_beside_it(kept: MatterStore, folder: Path, keys: ThrowAwayKey) -> None:
    kept.close()
    with MatterStore.read(folder, keys) as reading:
        rows = reading._db.execute("SELECT digest FROM audit_event ORDER BY number").fetchall()

    assert [row[0] for row in rows] == [event.digest for event in EVENTS]
