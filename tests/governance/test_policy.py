"""The firm's policy: strict about what it does not know, and the gate before any send."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from legalredact.errors import SendRefused, UsageError
from legalredact.governance import policy as policy_room
from legalredact.governance.policy import attestation_for_sending, load_policy, read_policy
from legalredact.model.matter import AiRule, MatterInfo
from legalredact.model.policy import Policy
from legalredact.resources import resource

Write = Callable[[str], Path]
TODAY = dt.date(2026, 11, 24)
ATTESTED = """
[zero_retention]
attested_by = "Orla Penfold"
attested_on = 2026-11-01
contract = "ZDR-7"
expires = 2027-11-01
organization_id = "org-1"
workspace_id = "wrk-1"
"""


@pytest.fixture
def written(tmp_path: Path) -> Write:
    def write(content: str) -> Path:
        path = tmp_path / "policy.toml"
        path.write_text(content, encoding="utf-8")
        return path

    return write


def test_the_shipped_default_equals_the_built_in_one() -> None:
    shipped = read_policy(resource("policies", "default.toml"))
    assert (shipped.sign_off, shipped.claude, shipped.zero_retention) == (Policy().sign_off, Policy().claude, None)


@pytest.mark.parametrize(
    "content",
    ["[claude]\nmodle = 'x'\n", "[cloud]\nmodel = 'x'\n", "[claude\n", "[sign_off]\nother_person = 'maybe'\n"],
)
def test_a_policy_with_a_mistake_is_refused_by_name(written: Write, content: str) -> None:
    with pytest.raises(UsageError, match=r"policy"):
        read_policy(written(content))


def test_without_an_attestation_nothing_may_be_sent() -> None:
    with pytest.raises(SendRefused, match="attestation"):
        attestation_for_sending(Policy(), MatterInfo("m1"), TODAY)


@pytest.mark.parametrize("today", [dt.date(2026, 10, 31), dt.date(2027, 11, 2)])
def test_outside_its_dates_an_attestation_does_not_hold(written: Write, today: dt.date) -> None:
    with pytest.raises(SendRefused, match="holds from"):
        attestation_for_sending(read_policy(written(ATTESTED)), MatterInfo("m1"), today)


def test_a_matter_that_bars_ai_is_never_sent(written: Write) -> None:
    with pytest.raises(SendRefused, match="bars"):
        attestation_for_sending(read_policy(written(ATTESTED)), MatterInfo("m1", ai_rule=AiRule.BARRED), TODAY)


def test_within_its_dates_the_attestation_gives_organisation_and_workspace(written: Write) -> None:
    attested = attestation_for_sending(read_policy(written(ATTESTED)), MatterInfo("m1"), TODAY)
    assert (attested.organization_id, attested.workspace_id) == ("org-1", "wrk-1")


def test_a_file_on_the_command_line_never_replaces_the_firms_policy(
    written: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = written(ATTESTED)
    firm = tmp_path / "firm.toml"
    firm.write_text("[sign_off]\nother_person = true\n", encoding="utf-8")
    monkeypatch.setattr(policy_room, "places", lambda: (firm, tmp_path / "user.toml"))
    assert load_policy().zero_retention is None
    with pytest.raises(UsageError, match="firm's policy"):
        load_policy(given)
