"""The self-test of masking finds what is broken; nothing is sent without a good, recent one of this very build."""

import datetime as dt
import functools
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from legalredact import wiring
from legalredact.detection.detect import Detector
from legalredact.errors import SendRefused, UsageError
from legalredact.governance.selftest import SelfTests, Trial
from legalredact.model.document import Document
from legalredact.model.mention import Mention, Tier
from legalredact.model.payload import MaskedText, Payload
from legalredact.model.policy import Policy
from legalredact.model.progress import Progress
from legalredact.model.register import Register
from legalredact.summary import prompts
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production.real_toolkit import build
from legalredact.workflow.send import selftest_cases as room
from legalredact.workflow.send.selftest import note_tested, run_selftest
from legalredact.workflow.send.selftest_cases import Check, canaries, checks
from legalredact.workflow.send.summarize import summarize
from tests.fakes.parts import NOON, light_parts
from tests.fakes.shared_key import SharedKey
from tests.workflow.attested import ATTESTED

GOOD = Trial("b1", NOON.isoformat(), 5)


@functools.cache
def detector() -> Detector:
    return Detector()


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    """Real detection, and a record in a temporary place."""
    return replace(light_parts(), detect=detector().detect, tests=SelfTests(tmp_path / "own" / "t.json", "b1", 31))


def test_every_canary_is_masked_and_every_planted_leak_is_stopped(parts: Parts) -> None:
    found = list(checks(parts))
    assert [check.what for check in found if not check.well] == []
    assert len(found) == 5 * len(canaries())


def test_canaries_hold_what_they_look_for() -> None:
    for canary in canaries():
        assert all(room.squeezed(word) in room.squeezed(canary.text) for word in canary.gone), canary.trap
        assert all(word in canary.text for word in canary.stays), canary.trap
    assert len({canary.trap for canary in canaries()}) == len(canaries()) >= 16


def test_a_detector_that_finds_nothing_fails(parts: Parts) -> None:
    def blind(document: Document) -> tuple[Mention, ...]:
        return ()

    failed = {check.what for check in checks(replace(parts, detect=blind)) if not check.well}
    assert {"masks: a caption", "masks: a deposition", "masks: a list of names"} <= failed


def test_masking_that_does_nothing_fails(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    def idle(document: Document, *_: object) -> MaskedText:
        return MaskedText(document.id, document.text, ())

    monkeypatch.setattr(room, "mask", idle)
    failed = {check.what for check in checks(parts) if not check.well}
    assert {"masks: possessive", "scan lets pass: possessive"} <= failed


def test_a_scan_that_lets_everything_pass_fails(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    from legalredact.masking.verify import verify as real

    def lax(payload: Payload, register: Register, *others: Any) -> object:
        return real(payload, Register(), *others)

    monkeypatch.setattr(room, "verify", lax)
    assert "scan stops: possessive" in {check.what for check in checks(parts) if not check.well}


def test_the_result_is_kept_with_the_build_it_speaks_for(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("legalredact.workflow.send.selftest.checks", lambda parts: [Check("one", True)])
    told: list[Progress] = []
    tested = run_selftest(parts, [Check("two", False)], told.append)
    assert told == [Progress("test", 1, 0), Progress("test", 2, 0)]
    assert (tested.checks, tested.failed, tested.passed) == (2, ("two",), False)
    assert parts.tests is not None
    assert parts.tests.last() == tested
    with pytest.raises(UsageError):
        run_selftest(replace(parts, tests=None))


FAULTS = {
    "never": (None, "never tested"),
    "another build": (replace(GOOD, build="b0"), "since LegalRedact was changed"),
    "failed": (replace(GOOD, failed=("masks: a caption",)), "failed: masks: a caption"),
    "nothing tested": (replace(GOOD, checks=0), "failed"),
    "old": (replace(GOOD, when=(NOON - dt.timedelta(days=32)).isoformat()), "more than 31 days"),
    "in the future": (replace(GOOD, when=(NOON + dt.timedelta(days=1)).isoformat()), "clock was set back"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_is_sent_without_a_good_and_recent_self_test_of_this_build(tmp_path: Path, fault: str) -> None:
    tests = SelfTests(tmp_path / "tested.json", "b1", 31)
    tested, words = FAULTS[fault]
    if tested is not None:
        tests.put(tested)
    with OpenMatter.create(tmp_path / "m", SharedKey(), replace(light_parts(ATTESTED), tests=tests), "ann") as matter:
        (tmp_path / "letter.txt").write_text("Marguerite Oldacre paid.\n", encoding="utf-8")
        matter.add([tmp_path / "letter.txt"])
        matter.accept(Tier.SUGGESTED)
        abstract = prompts.load()["document-abstract"]
        with pytest.raises(SendRefused, match=words):
            summarize(matter, abstract, "claude")
        assert matter.events[-1].action == "send.refused"
        tests.put(GOOD)
        summarize(matter, abstract, "claude")
        allowed = next(event for event in matter.events if event.action == "send.allow")
        assert dict(allowed.details)["selftest"] == f"{NOON.isoformat()} b1"


def test_a_damaged_record_is_none(tmp_path: Path) -> None:
    (tmp_path / "t.json").write_text('{"build": "b1"}', encoding="utf-8")
    assert SelfTests(tmp_path / "t.json", "b1", 31).last() is None


def test_a_result_is_noted_in_a_matters_trail(tmp_path: Path) -> None:
    with OpenMatter.create(tmp_path / "m", SharedKey(), light_parts(), "ann") as matter:
        note_tested(matter, replace(GOOD, failed=("masks: a caption",)))
        assert dict(matter.events[-1].details)["failed"] == "masks: a caption"


def test_the_installed_application_asks_for_self_tests_and_keeps_marks() -> None:
    parts = wiring.real().parts(Policy(), None)
    assert parts.tests is not None
    assert parts.tests.build == build()
    assert parts.witness.anchors is not None
