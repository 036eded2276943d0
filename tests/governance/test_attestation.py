"""The gate before any send: attested, covered, in time, by a clock that was not set back."""

import datetime as dt
from dataclasses import replace

import pytest

from legalredact.errors import Refused, SendRefused
from legalredact.governance.attestation import (
    against_clock,
    against_service,
    attestation_for_sending,
    attestation_state,
)
from legalredact.governance.policy import broken
from legalredact.model.matter import AiRule, MatterInfo
from legalredact.model.policy import EnginePolicy, Policy, ZeroRetention
from legalredact.model.readiness import State
from legalredact.model.refusal import RefusalKind

TODAY = dt.date(2026, 11, 24)
NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
ATTESTED = ZeroRetention(
    "Orla Penfold", dt.date(2026, 11, 1), "ZDR-7", dt.date(2027, 11, 1), "org-1", "wrk-1", ("claude-opus-5-5",)
)
POLICY = Policy(zero_retention=ATTESTED)


def test_without_an_attestation_nothing_may_be_sent() -> None:
    with pytest.raises(SendRefused, match="attestation"):
        attestation_for_sending(Policy(), MatterInfo("m1"), TODAY)


@pytest.mark.parametrize("today", [dt.date(2026, 10, 31), dt.date(2027, 11, 2)])
def test_outside_its_dates_an_attestation_does_not_hold(today: dt.date) -> None:
    with pytest.raises(SendRefused, match="holds from"):
        attestation_for_sending(POLICY, MatterInfo("m1"), today)


@pytest.mark.parametrize("today", [ATTESTED.attested_on, ATTESTED.expires])
def test_on_its_first_and_its_last_day_an_attestation_holds(today: dt.date) -> None:
    assert attestation_for_sending(POLICY, MatterInfo("m1"), today) is ATTESTED


def test_an_attestation_of_one_day_holds_on_that_day() -> None:
    day = replace(POLICY, zero_retention=replace(ATTESTED, expires=ATTESTED.attested_on))
    assert attestation_for_sending(day, MatterInfo("m1"), ATTESTED.attested_on) is day.zero_retention


def test_what_doctor_says_of_an_attestation_names_a_gateway_only_where_there_is_one() -> None:
    assert attestation_state(POLICY, ATTESTED, TODAY) == (State.OK, "attested until 2027-11-01")
    firm = replace(POLICY, claude=replace(POLICY.claude, base_url="https://gateway.firm.example/claude"))
    assert attestation_state(firm, ATTESTED, TODAY)[1].startswith(
        "attested until 2027-11-01. Text goes to gateway.firm.example, not directly to "
    )


def test_a_matter_that_bars_ai_is_never_sent() -> None:
    with pytest.raises(SendRefused, match="bars"):
        attestation_for_sending(POLICY, MatterInfo("m1", ai_rule=AiRule.BARRED), TODAY)


def test_a_model_that_the_contract_does_not_cover_is_not_asked() -> None:
    other = replace(POLICY, claude=replace(POLICY.claude, model="claude-haiku-5-5"))
    with pytest.raises(SendRefused, match="does not cover"):
        attestation_for_sending(other, MatterInfo("m1"), TODAY)


def test_a_policy_without_the_engine_sends_nothing() -> None:
    with pytest.raises(SendRefused, match="does not allow the engine claude"):
        attestation_for_sending(replace(POLICY, engines=EnginePolicy(("local",))), MatterInfo("m1"), TODAY)


def test_a_broken_policy_sends_nothing() -> None:
    with pytest.raises(Refused, match="cannot be read"):
        attestation_for_sending(replace(broken("It is torn."), zero_retention=ATTESTED), MatterInfo("m1"), TODAY)


def test_every_reason_is_told_at_once() -> None:
    old = replace(ATTESTED, expires=dt.date(2026, 11, 2))
    policy = replace(POLICY, zero_retention=old, claude=replace(POLICY.claude, model="claude-haiku-5-5"))
    told = against_service(policy, MatterInfo("m1", ai_rule=AiRule.BARRED), TODAY)
    assert [one.kind for one in told] == [RefusalKind.BARRED, RefusalKind.ATTESTATION, RefusalKind.ATTESTATION]
    with pytest.raises(SendRefused) as refused:
        attestation_for_sending(policy, MatterInfo("m1", ai_rule=AiRule.BARRED), TODAY)
    assert refused.value.what == f"{' '.join(one.what for one in told)} Nothing was sent."


def test_within_its_dates_the_attestation_gives_organization_and_workspace() -> None:
    attested = attestation_for_sending(POLICY, MatterInfo("m1"), TODAY)
    assert (attested.organization_id, attested.workspace_id) == ("org-1", "wrk-1")


@pytest.mark.parametrize("last", ["", "2026-11-24T12:00:00+00:00", "2026-11-24T12:09:00+00:00"])
def test_a_clock_near_the_last_event_is_believed(last: str) -> None:
    assert against_clock(NOON, last) == ()


def test_a_clock_that_was_set_back_before_the_last_event_stops_a_send() -> None:
    (told,) = against_clock(NOON, "2027-11-02T08:00:00+00:00")
    assert "clock is earlier than" in told.what
