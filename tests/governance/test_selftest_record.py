"""On the strength of which self-test text may be sent."""

import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import DiskFull
from legalredact.governance.selftest import SelfTests, Trial, own_file

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
PASSED = Trial("build-1", NOON.isoformat(), 12)


def record(folder: Path, tested: Trial | None = PASSED) -> SelfTests:
    """The record of build 1, which has to be tested every 30 days."""
    tests = SelfTests(folder / "kept" / "selftest.json", "build-1", 30)
    if tested is not None:
        tests.put(tested)
    return tests


def test_what_was_tested_lately_and_passed_may_be_relied_on(tmp_path: Path) -> None:
    tests = record(tmp_path)
    assert tests.last() == PASSED
    assert tests.fault(NOON) == ""
    assert tests.words(NOON) == "passed 2026-11-24, 12 checks"


@pytest.mark.parametrize(
    ("tested", "why"),
    [
        (None, "never tested"),
        (Trial("build-0", NOON.isoformat(), 12), "since LegalRedact was changed"),
        (Trial("build-1", NOON.isoformat(), 12, ("a", "b", "c", "d")), "failed: a, b, c."),
        (Trial("build-1", NOON.isoformat(), 0), "failed"),
    ],
)
def test_what_was_not_tested_in_this_build_or_failed_may_not(tmp_path: Path, tested: Trial | None, why: str) -> None:
    tests = record(tmp_path, tested)
    assert why in tests.fault(NOON)
    assert why in tests.words(NOON)


@pytest.mark.parametrize(
    ("later", "why"),
    [
        (dt.timedelta(days=30), ""),
        (dt.timedelta(days=30, seconds=1), "more than 30 days old"),
        (-dt.timedelta(minutes=10), ""),
        (-dt.timedelta(minutes=10, seconds=1), "clock was set back"),
    ],
)
def test_a_test_is_relied_on_for_its_days_and_not_before_it_was_made(
    tmp_path: Path, later: dt.timedelta, why: str
) -> None:
    fault = record(tmp_path).fault(NOON + later)
    assert why in fault
    assert bool(fault) == bool(why)


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"build": "build-1"}', '{"build": 1, "when": 2, "checks": "x", "failed": []}']
)
def test_a_record_that_cannot_be_read_is_none(tmp_path: Path, content: str) -> None:
    tests = record(tmp_path)
    (tmp_path / "kept" / "selftest.json").write_text(content, encoding="utf-8")
    assert tests.last() is None
    assert "never tested" in tests.fault(NOON)


def test_the_record_is_each_persons_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))  # on Linux; elsewhere the system says where data lies
    assert own_file().parts[-2:] == ("LegalRedact", "selftest.json")
    if sys.platform == "linux":
        assert own_file().is_relative_to(tmp_path)


def test_the_folder_of_the_record_is_made_with_the_first_one(tmp_path: Path) -> None:
    tests = SelfTests(tmp_path / "data" / "LegalRedact" / "selftest.json", "build-1", 30)
    tests.put(PASSED)
    assert tests.last() == PASSED


def test_a_record_that_cannot_be_kept_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "selftest.json").mkdir()
    with pytest.raises(DiskFull):
        record(tmp_path)
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["selftest.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="rights are lists there")
def test_a_record_is_its_owners_alone_and_is_replaced(tmp_path: Path) -> None:
    tests = record(tmp_path)
    tests.put(PASSED)
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["selftest.json"]
    assert (tmp_path / "kept").stat().st_mode & 0o077 == 0
    assert (tmp_path / "kept" / "selftest.json").stat().st_mode & 0o077 == 0


def test_a_test_is_due_after_its_days_for_another_build_and_after_a_failure(tmp_path: Path) -> None:
    """For timers, which ask each day."""
    tests, tested = record(tmp_path, None), dt.datetime.fromisoformat(PASSED.when)
    assert tests.due(tested, 25)
    tests.put(PASSED)
    assert not tests.due(tested + dt.timedelta(days=24), 25)
    assert tests.due(tested + dt.timedelta(days=25), 25)
    tests.put(replace(PASSED, failed=("x",)))
    assert tests.due(tested, 25)
    tests.put(replace(PASSED, build="another"))
    assert tests.due(tested, 25)


def test_where_no_folder_can_be_made_the_result_is_not_kept_and_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "kept").touch()
    with pytest.raises(DiskFull, match="could not be kept"):
        record(tmp_path)
