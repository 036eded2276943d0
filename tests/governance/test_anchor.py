"""The mark outside the matter, and what is handed on to others: a cut trail shows, a lost event stops the act."""

import datetime as dt
import errno
import json
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import DiskFull, Refused
from legalredact.governance.anchor import Anchor, Anchors, anchors_in, fault
from legalredact.governance.audit_trail import next_event, verify
from legalredact.governance.forwarding import forwarder
from legalredact.model.audit import AuditEvent
from legalredact.model.policy import AuditPolicy

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def trail(count: int, actor: str = "ann") -> list[AuditEvent]:
    events: list[AuditEvent] = []
    for number in range(count):
        events.append(next_event(events[-1] if events else None, actor, "name.decide", [("n", number)], lambda: NOON))
    return events


def told(anchor: Anchor | None, events: list[AuditEvent]) -> str:
    return fault(anchor, events[-1] if events else None, lambda number: events[number - 1].digest)


def test_a_mark_is_kept_for_each_matter(tmp_path: Path) -> None:
    anchors, events = Anchors(tmp_path / "marks"), trail(3)
    assert anchors.of("m1") is None
    anchors.put("m1", events[1])
    anchors.put("m1", events[2])
    anchors.put("../m2", events[0])
    assert anchors.of("m1") == Anchor(3, events[2].digest, events[2].when)
    assert anchors.of("../m2") == Anchor(1, events[0].digest, events[0].when)
    assert {path.parent for path in tmp_path.rglob("*.json")} == {tmp_path / "marks"}


def test_a_trail_that_went_on_says_nothing_against_the_mark() -> None:
    events = trail(5)
    assert told(Anchor(3, events[2].digest), events) == ""
    assert told(Anchor(5, events[4].digest), events) == ""
    assert told(None, events) == ""


@pytest.mark.parametrize("left", [0, 1, 4])
def test_a_trail_cut_at_its_end_is_shown(left: int) -> None:
    events = trail(5)
    assert verify(events[:left]).broken is None  # by itself it holds
    assert f"ends at event {left}" in told(Anchor(5, events[4].digest), events[:left])


def test_another_trail_in_its_place_is_shown_though_it_is_longer() -> None:
    assert "not the one" in told(Anchor(3, trail(3)[2].digest), trail(6, "mallory"))


def at(moment: dt.datetime, number: int = 1) -> AuditEvent:
    return replace(trail(1)[0], number=number, when=moment.isoformat(timespec="seconds"))


def test_the_marks_tell_the_latest_moment_of_any_matter_and_keep_it_when_a_clock_is_set_back(tmp_path: Path) -> None:
    anchors = Anchors(tmp_path)
    assert anchors.latest() == ""
    anchors.put("m1", at(NOON))
    anchors.put("m2", at(NOON - dt.timedelta(days=9)))
    anchors.put("m1", at(NOON - dt.timedelta(days=5), 2))
    assert anchors.latest() == NOON.isoformat()
    assert anchors.of("m1") == Anchor(2, at(NOON - dt.timedelta(days=5), 2).digest, NOON.isoformat())


def test_an_administrator_takes_later_moments_out_of_the_marks(tmp_path: Path) -> None:
    anchors, now = Anchors(tmp_path), NOON - dt.timedelta(days=5)
    anchors.put("m1", at(NOON))
    anchors.put("m2", at(NOON - dt.timedelta(days=9)))
    anchors.forget_later(now.isoformat())
    assert anchors.latest() == now.isoformat()
    assert anchors.of("m2") == Anchor(1, at(NOON - dt.timedelta(days=9)).digest, at(NOON - dt.timedelta(days=9)).when)


def test_a_mark_that_cannot_be_read_is_left_and_the_others_are_set(tmp_path: Path) -> None:
    anchors, now = Anchors(tmp_path), NOON - dt.timedelta(days=5)
    (tmp_path / "m0.json").write_text("{", encoding="ascii")
    (tmp_path / "m9.json").write_text("{", encoding="ascii")
    anchors.put("m1", at(NOON))
    anchors.forget_later(now.isoformat())
    assert anchors.latest() == now.isoformat()
    assert (tmp_path / "m0.json").read_text(encoding="ascii") == "{"


def test_a_mark_of_an_event_that_is_not_kept_is_dropped(tmp_path: Path) -> None:
    anchors = Anchors(tmp_path)
    anchors.put("m1", trail(1)[0])
    prepared = anchors.prepare("m1", trail(2)[1])
    assert prepared.half.parent == tmp_path  # it is moved into its place, which only works within a file system
    prepared.drop()
    assert anchors.of("m1") == Anchor(1, trail(1)[0].digest, trail(1)[0].when)
    assert [path.name for path in tmp_path.iterdir()] == ["m1.json"]


def test_a_mark_from_before_it_told_the_moment_still_counts(tmp_path: Path) -> None:
    (tmp_path / "m1.json").write_text(json.dumps({"number": 3, "digest": "ab"}), encoding="ascii")
    assert Anchors(tmp_path).of("m1") == Anchor(3, "ab")


@pytest.mark.parametrize(
    "content", ["", "{", "{}", "[]", "7", "null", '{"number": "x", "digest": "ab"}', '{"number": 3}']
)
def test_a_damaged_mark_says_nothing_and_is_written_anew(tmp_path: Path, content: str) -> None:
    (tmp_path / "m1.json").write_text(content, encoding="ascii")
    anchors = Anchors(tmp_path)
    assert anchors.of("m1") is None
    anchors.put("m1", trail(1)[0])
    assert anchors.of("m1") is not None


@pytest.mark.skipif(sys.platform == "win32", reason="rights are lists there")
def test_marks_are_their_owners_alone(tmp_path: Path) -> None:
    Anchors(tmp_path / "marks").put("m1", trail(1)[0])
    assert (tmp_path / "marks").stat().st_mode & 0o077 == 0
    assert (tmp_path / "marks" / "m1.json").stat().st_mode & 0o077 == 0


def test_a_mark_that_cannot_be_replaced_leaves_no_half_of_one(tmp_path: Path) -> None:
    (tmp_path / "m1.json").mkdir()
    with pytest.raises(DiskFull):
        Anchors(tmp_path).put("m1", trail(1)[0])
    assert [path.name for path in tmp_path.iterdir()] == ["m1.json"]


def test_an_id_that_could_be_a_path_is_none(tmp_path: Path) -> None:
    anchors, (event,) = Anchors(tmp_path / "marks"), trail(1)
    for matter in ("a/b", "..", "", "a" * 65, "é"):
        anchors.put(matter, event)
        assert anchors.of(matter) == Anchor(1, event.digest, event.when)
    assert {path.parent for path in tmp_path.rglob("*.json")} == {tmp_path / "marks"}


def test_a_mark_that_cannot_be_written_stops_the_act(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="ascii")
    with pytest.raises(DiskFull, match="nothing was done"):
        Anchors(tmp_path / "file").put("m1", trail(1)[0])


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is the kernel's")
def test_a_full_disk_leaves_the_old_mark_and_no_half_of_a_new_one(tmp_path: Path) -> None:
    import resource

    anchors, events = Anchors(tmp_path / "marks"), trail(2)
    anchors.put("m1", events[0])
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, limits[1]))
    try:
        with pytest.raises(DiskFull, match="nothing was done"):
            anchors.put("m1", events[1])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [path.name for path in (tmp_path / "marks").iterdir()] == ["m1.json"]
    assert anchors.of("m1") == Anchor(1, events[0].digest, events[0].when)


def test_policy_says_where_marks_are_kept(tmp_path: Path) -> None:
    anchors_in(str(tmp_path)).put("m1", trail(1)[0])
    assert (tmp_path / "m1.json").is_file()


def test_events_are_appended_to_the_file_of_policy_as_lines_that_can_be_verified(tmp_path: Path) -> None:
    forward = forwarder(AuditPolicy(forward="file", file=str(tmp_path / "events.jsonl")))
    events = trail(3)
    for event in events:
        forward("m1", event)
    rows = [json.loads(line) for line in (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["digest"] for row in rows] == [event.digest for event in events]
    assert rows[1] == {
        "application": "LegalRedact",
        "matter": "m1",
        "number": 2,
        "when": events[1].when,
        "actor": "ann",
        "action": "name.decide",
        "details": {"n": "1"},
        "before": events[0].digest,
        "digest": events[1].digest,
        "key": "",
        "signature": "",
        "state": "",
    }
    if sys.platform != "win32":
        assert (tmp_path / "events.jsonl").stat().st_mode & 0o007 == 0
    assert rows[1]["before"] == rows[0]["digest"]
    assert {row["matter"] for row in rows} == {"m1"}


def test_an_event_that_cannot_be_handed_on_stops_the_act(tmp_path: Path) -> None:
    for place, why in (
        (tmp_path / "no" / "folder", os.strerror(errno.ENOENT)),
        (tmp_path, "that is not a regular file"),
    ):
        with pytest.raises(Refused, match=rf"could not be handed on \({why}\), as policy asks; nothing was done"):
            forwarder(AuditPolicy(forward="file", file=str(place)))("m1", trail(1)[0])


def test_without_policy_nobody_else_is_told(tmp_path: Path) -> None:
    forwarder(AuditPolicy())("m1", trail(1)[0])
    assert not any(tmp_path.iterdir())
