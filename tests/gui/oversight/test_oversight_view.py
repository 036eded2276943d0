"""Oversight and policy in the window: self-test, incidents closed with a reason, the month's report, every key."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from legalredact.governance.incidents import incidents
from legalredact.governance.policy import broken
from legalredact.governance.policy_schema import keys
from legalredact.governance.selftest import SelfTests, Trial
from legalredact.gui.core.session import MatterSession
from legalredact.gui.oversight.oversight_view import OversightView
from legalredact.gui.oversight.policy_view import PolicyView, attestation_words
from legalredact.gui.send.send_facts import _reader
from legalredact.gui.send.send_reasons import reasons
from legalredact.gui.shell.sending import sending
from legalredact.model.policy import ClaudePolicy, Policy
from legalredact.summary.prompts import load
from legalredact.workflow.send import selftest
from legalredact.workflow.send.incidents import open_incident
from legalredact.workflow.send.selftest_cases import Check
from tests.fakes.parts import NOON
from tests.gui.reviewing import session_for
from tests.workflow.attested import ATTESTED


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> MatterSession:
    made = session_for(tmp_path, ATTESTED)
    made._matter.parts = replace(made._matter.parts, tests=SelfTests(tmp_path / "tested.json", "b1", 31))
    return made


@pytest.fixture
def view(qtbot: QtBot, session: MatterSession, tmp_path: Path) -> OversightView:
    made = OversightView(session, choose_folder=lambda _: str(tmp_path / "report"))
    qtbot.addWidget(made)
    made.show()
    made.enter("oversight")
    return made


def test_without_a_self_test_it_says_that_nothing_is_sent(view: OversightView) -> None:
    assert "never tested" in view.tested.text()
    assert "Nothing is sent" in view.tested.text()


@pytest.mark.parametrize("well", [True, False])
def test_the_self_test_runs_and_its_result_is_shown_and_noted(
    view: OversightView, session: MatterSession, monkeypatch: pytest.MonkeyPatch, well: bool
) -> None:
    monkeypatch.setattr(selftest, "checks", lambda parts: [Check("masks: a caption", well)])
    view.primary()
    assert ("1 check." if well else "failed: masks: a caption") in view.tested.text()
    assert session._matter.events[-1].action == "selftest.run"


def test_an_incident_is_shown_with_what_to_do_and_closed_with_a_reason(
    view: OversightView, session: MatterSession
) -> None:
    assert not view.reason.isVisible()
    open_incident(session._matter, "The answer is of another organization.")
    view.read()
    assert "another organization" in view.told.text()
    assert "Tell firm IT" in view.steps.text()
    assert view.reason.isVisible()
    assert not view.close_first.isEnabled()
    view.reason.setText("Marguerite Oldacre's proxy was wrong.")
    view.close_first.click()
    (closed,) = incidents(session._matter.events)
    assert closed.closed
    assert "Oldacre" not in closed.reason
    assert not view.reason.isVisible()
    assert "closed" in view.told.text()


def test_the_months_report_is_written_where_a_person_wants_it(view: OversightView, tmp_path: Path) -> None:
    view.month.setText("2026-11")
    view.write.click()
    assert sorted(path.suffix for path in (tmp_path / "report").iterdir()) == [".html", ".pdf"]
    assert "Wrote" in view.report.text()
    view.month.setText("2026-13")
    view.write.click()
    assert "not a month" in view.report.text()


def test_a_record_of_another_build_asks_for_a_new_test(view: OversightView, session: MatterSession) -> None:
    tests = session._matter.parts.tests
    assert tests is not None
    tests.put(Trial("b0", NOON.isoformat(), 3))
    view.read()
    assert "since LegalRedact was changed" in view.tested.text()


@pytest.fixture
def policy(qtbot: QtBot, tmp_path: Path) -> PolicyView:
    hidden = replace(ATTESTED, claude=ClaudePolicy(proxy="http://ann:hunter2@proxy:1"), source="/etc/policy.toml")
    made = PolicyView(session_for(tmp_path, hidden))
    qtbot.addWidget(made)
    made.show()
    return made


def shown(view: PolicyView) -> list[str]:
    rows = (row for row in range(view.table.rowCount()) if not view.table.isRowHidden(row))
    return [view.table.item(row, 0).text() for row in rows]


def test_every_key_is_shown_with_its_value_and_meaning_and_no_secret(policy: PolicyView) -> None:
    assert {key.path for key in keys() if not key.table.endswith("[]")} <= set(shown(policy))
    cells = [policy.table.item(r, c).text() for r in range(policy.table.rowCount()) for c in range(3)]
    assert all(cells)
    assert not any("hunter2" in cell for cell in cells)


def test_keys_are_found_by_words(policy: PolicyView) -> None:
    policy.search.setText("WORKSPACE")
    assert shown(policy) == ["zero_retention.workspace_id"]
    policy.search.clear()
    assert len(shown(policy)) > 20


def test_under_a_gateway_of_the_firm_every_place_says_what_is_not_known() -> None:
    """Where text goes is shown in the status bar, before a send, and with the policy."""
    by = replace(ATTESTED, claude=ClaudePolicy(base_url="https://gateway.firm.example/claude"))
    told = sending(by, None, dt.date(2026, 12, 2))
    assert told.words.startswith("Claude through gateway.firm.example, zero retention")
    unknown = "LegalRedact cannot tell what gateway.firm.example keeps"
    assert unknown in told.why
    assert unknown in attestation_words(by)[0]
    assert "LegalRedact cannot tell" in dict(_reader("claude", by, "claude-opus-5-5"))["Gateway"]
    directly = sending(ATTESTED, None, dt.date(2026, 12, 2))
    assert "gateway" not in (directly.words + directly.why + attestation_words(ATTESTED)[0]).lower()
    assert "Gateway" not in dict(_reader("claude", ATTESTED, "claude-opus-5-5"))


def test_the_attestation_is_told_in_a_sentence() -> None:
    words, tone = attestation_words(ATTESTED)
    assert "attested by Orla Penfold from 2026-11-01 to 2027-11-01" in words
    assert attestation_words(Policy())[1] == "muted"
    assert attestation_words(broken("It is torn.")) == (
        "The policy cannot be read, so nothing may be sent, signed or exported. It is torn.",
        "stopped",
    )
    assert tone == "text"


def test_what_stops_a_send_is_told_beside_the_button_with_a_way_to_mend_it(
    qtbot: QtBot, session: MatterSession
) -> None:
    open_incident(session._matter, "The answer is of another organization.")
    session.refresh()
    why = reasons(session.state, session.policy, load()["chronology"], "claude", None, NOON.date())
    told = [reason.words for reason in why if reason.target == "oversight"]
    assert told == ["Incident 1 of this matter is open.", "Masking was never tested on this machine."]
    assert not [
        reason
        for reason in reasons(session.state, session.policy, load()["chronology"], "local", None, NOON.date())
        if reason.link
    ]
