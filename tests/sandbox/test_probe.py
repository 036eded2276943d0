"""Where nobody could test a profile, a process that is thrown away tries it before any other uses it."""

import functools
import os
import sys
from pathlib import Path

import pytest

from legalredact.errors import Refused
from legalredact.sandbox import probe, windows, windows_firewall
from legalredact.sandbox.confinement import Confinement
from legalredact.sandbox.profiles import confine_computation

TESTS = Path(__file__).parents[1]


def breaking(**_: object) -> Confinement:
    """A limit that ends whoever asks for it."""
    os._exit(1)


def test_a_profile_with_which_a_process_still_works_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "_TESTED", False)
    confine = functools.partial(confine_computation, (TESTS,))

    assert probe.tested_profile(confine, "computing, as a test") is confine


def test_a_profile_that_breaks_a_process_is_not_used_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "_TESTED", False)
    confine = probe.tested_profile(functools.partial(breaking), "breaking")

    assert confine().missing == ("anything (a process that was confined did not work any more)",)
    with pytest.raises(Refused):
        probe.tested_profile(functools.partial(breaking, required=True), "breaking")()


@pytest.mark.skipif(sys.platform == "win32", reason="what happens elsewhere")
def test_what_windows_would_refuse_is_not_said_to_hold_elsewhere() -> None:
    held, missing = windows.confined(programs=False, writes=False)

    assert held == ()
    assert [word.partition(" (")[0] for word in missing] == [
        "no connections",
        "no files but those passed",
        "no other programs",
        "no changes to files",
    ]


@pytest.mark.parametrize("refuses", [True, False])
def test_connections_are_said_to_be_blocked_only_if_the_firewall_refused_one(
    monkeypatch: pytest.MonkeyPatch, refuses: bool
) -> None:
    monkeypatch.setattr(windows_firewall.Firewall, "shortcoming", lambda *_: "")
    monkeypatch.setattr(windows_firewall, "refused", lambda: refuses)
    held, missing = windows.connections()

    assert bool(held) == refuses
    assert missing == ([] if refuses else ["no connections (tried, and not refused)"])


def test_without_a_rule_no_connection_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows_firewall, "refused", lambda: pytest.fail("one was tried"))

    assert windows.connections()[0] == []
