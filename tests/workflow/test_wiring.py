"""What the policy says of the service reaches the client that asks it, key by key."""

from dataclasses import replace
from pathlib import Path

import pytest

from legalredact import wiring
from legalredact.errors import Refused, SendRefused
from legalredact.model.policy import AuditPolicy, ClaudePolicy, Policy
from legalredact.summary.claude_settings import ClaudeSettings
from legalredact.summary.sender_engine import SenderEngine
from tests.summary.payloads import trusting
from tests.workflow.attested import ATTESTED

CLAUDE = ClaudePolicy(
    base_url="https://claude.firm.example",
    models=("claude-opus-5-5", "claude-haiku-5-5"),
    model="claude-haiku-5-5",
    inference_geo="us",
    proxy="http://proxy.firm.example:8080",
    ca_file="/etc/ssl/firm.pem",
)


@pytest.fixture
def key(tmp_path: Path) -> Path:
    (tmp_path / "key").write_text("sk-test-3f9a\n", encoding="utf-8")
    return tmp_path / "key"


def settings(policy: Policy, key: Path) -> ClaudeSettings:
    engine = wiring.real().parts(policy, key).engine("claude", trusting)
    assert isinstance(engine, SenderEngine)
    assert "3f9a" not in repr(engine)
    return engine.settings


def test_every_key_of_the_service_reaches_the_client(key: Path) -> None:
    made = settings(replace(ATTESTED, claude=CLAUDE), key)
    assert (made.base_url, made.model, made.inference_geo) == (CLAUDE.base_url, CLAUDE.model, CLAUDE.inference_geo)
    assert (made.proxy, made.ca_file, made.allowed_models) == (CLAUDE.proxy, CLAUDE.ca_file, CLAUDE.models)
    attested = ATTESTED.zero_retention
    assert attested is not None
    assert (made.organization_id, made.workspace_id) == (attested.organization_id, attested.workspace_id)


def test_only_models_that_the_contract_covers_can_be_asked(key: Path) -> None:
    attested = ATTESTED.zero_retention
    assert attested is not None
    covered = replace(ATTESTED, claude=CLAUDE, zero_retention=replace(attested, models=("claude-opus-5-5",)))
    with pytest.raises(Refused, match="does not allow that model"):
        settings(covered, key)


def test_without_an_attestation_there_is_no_client(key: Path) -> None:
    with pytest.raises(SendRefused):
        settings(Policy(claude=CLAUDE), key)


def test_marks_and_forwarding_are_where_policy_says(tmp_path: Path, key: Path) -> None:
    audit = AuditPolicy(forward="file", file=str(tmp_path / "no" / "events"), anchors=str(tmp_path / "marks"))
    witness = wiring.real().parts(Policy(audit=audit), key).witness
    assert witness.anchors is not None
    assert witness.anchors.of("m1") is None
    (tmp_path / "marks").mkdir()
    (tmp_path / "marks" / "m1.json").write_text('{"number": 3, "digest": "ab"}', encoding="ascii")
    anchor = witness.anchors.of("m1")
    assert anchor is not None
    assert anchor.number == 3
