"""Whether text may go to Claude today: the firm's attestation, the matter's rule, and a plausible clock."""

import datetime as dt
from collections.abc import Iterator
from urllib.parse import urlsplit

from legalredact.errors import SendRefused
from legalredact.governance.roles import against_engine, broken_policy
from legalredact.model.matter import AiRule, MatterInfo
from legalredact.model.policy import CLAUDE, Policy, ZeroRetention
from legalredact.model.readiness import State, ok_or_warn
from legalredact.model.refusal import Refusal, RefusalKind, refuse

CLOCK_SLACK = dt.timedelta(minutes=10)
"""By how much the clocks of two machines that share a matter may differ."""
EXPIRES_SOON = dt.timedelta(days=30)
SERVICE_HOST = "api.anthropic.com"
"""The service with which the zero-retention contract is made."""


def against_service(policy: Policy, info: MatterInfo, today: dt.date) -> tuple[Refusal, ...]:
    """Why this matter's text may not go to the service today: the matter or the policy bars it, or the attestation is
    missing, does not cover the model, is not yet valid or expired.
    """
    return broken_policy(policy) or (
        *_against_matter(info),
        *against_engine(policy, CLAUDE),
        *_against_attestation(policy, today),
    )


def attestation_for_sending(policy: Policy, info: MatterInfo, today: dt.date) -> ZeroRetention:
    """The attestation under which this matter's text may be sent today.

    Errors: SendRefused with the reasons of `against_service`.
    """
    refuse(against_service(policy, info, today), "Nothing was sent.")
    assert policy.zero_retention is not None  # noqa: S101 - its absence is one of the reasons
    return policy.zero_retention


def attestation_state(policy: Policy, attested: ZeroRetention, today: dt.date) -> tuple[State, str]:
    """For `doctor`: whether the attestation lets text be sent; a warning in its last 30 days."""
    against = next(_against_attestation(policy, today), None)
    if against is not None:
        return State.FAIL, f"{against.what} {against.remedy}"
    soon = attested.expires - today <= EXPIRES_SOON
    words = f"attested until {attested.expires}{'; have it renewed' if soon else ''}{gateway_words(policy)}"
    return ok_or_warn(not soon), words


def gateway(policy: Policy) -> str:
    """The host between this machine and the service, such as a gateway of the firm; empty if there is none."""
    host = urlsplit(policy.claude.base_url).hostname or ""
    return "" if host == SERVICE_HOST else host


def gateway_words(policy: Policy) -> str:
    """The limits of the attestation if text goes to a gateway of the firm, in a sentence; else empty.

    The names of organization and workspace are then those that the gateway passes on.
    """
    host = gateway(policy)
    if not host:
        return ""
    return (
        f". Text goes to {host}, not directly to {SERVICE_HOST}: the contract covers the service alone. "
        f"LegalRedact cannot tell what {host} keeps, who reads it there, or where it passes it on"
    )


def _against_matter(info: MatterInfo) -> Iterator[Refusal]:
    if info.ai_rule is AiRule.BARRED:
        yield Refusal(RefusalKind.BARRED, "This matter bars external AI.", "Use the local engine.", SendRefused)


def _against_attestation(policy: Policy, today: dt.date) -> Iterator[Refusal]:
    attested, model = policy.zero_retention, policy.claude.model
    if attested is None:
        what = "No zero-data-retention attestation is in the policy."
        yield _attestation(what, "Ask firm IT to fill in [zero_retention], or use the local engine.")
        return
    if attested.models and model not in attested.models:
        what = f"The attestation does not cover the model {model}."
        yield _attestation(what, "Ask firm IT to choose a model that the contract covers, or use the local engine.")
    if not attested.attested_on <= today <= attested.expires:
        what = f"The attestation holds from {attested.attested_on} to {attested.expires}."
        yield _attestation(what, "Ask firm IT to renew it, or use the local engine.")


def _attestation(what: str, remedy: str) -> Refusal:
    return Refusal(RefusalKind.ATTESTATION, what, remedy, SendRefused)


def clock_fault(now: dt.datetime, latest: str) -> str:
    """Why this machine's clock is not plausible; empty if it is.

    Arguments:
        latest: the latest time in the matter's trail or in an anchor of this person, UTC, ISO 8601; empty if there is
            none. The last event alone is not enough: opening the matter writes one with the clock in question.
    """
    if latest and now + CLOCK_SLACK < dt.datetime.fromisoformat(latest):
        return f"This machine's clock is earlier than the last entry ({latest})."
    return ""


def against_clock(now: dt.datetime, latest: str) -> tuple[Refusal, ...]:
    """That this machine's clock was set back: an expired attestation must not live again because of it.

    Arguments:
        latest: as for `clock_fault`.
    """
    found = clock_fault(now, latest)
    remedy = (
        "Set the clock right, then send again. If a clock was wrong when that was written, an administrator accepts "
        "it: `legalredact audit accept --reason …`."
    )
    return (Refusal(RefusalKind.CLOCK, found, remedy, SendRefused),) if found else ()
