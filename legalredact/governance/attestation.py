"""Whether text may go to Claude today: the firm's attestation, the matter's rule, and a plausible clock."""

import datetime as dt

from legalredact.errors import SendRefused
from legalredact.model.matter import AiRule, MatterInfo
from legalredact.model.policy import Policy, ZeroRetention

CLOCK_SLACK = dt.timedelta(minutes=10)
"""By how much the clocks of two machines that share a matter may differ."""


def attestation_for_sending(policy: Policy, info: MatterInfo, today: dt.date) -> ZeroRetention:
    """The attestation under which this matter's text may be sent today.

    Errors: SendRefused if the matter or the policy forbids it, or the attestation is missing, does not cover the model,
    is not yet valid or has expired.
    """
    if policy.broken:
        raise SendRefused(f"The policy cannot be read, so nothing was sent. {policy.broken}", "Ask firm IT.")
    if info.ai_rule is AiRule.BARRED:
        raise SendRefused("This matter bars external AI; nothing was sent.", "Use the local engine.")
    if "claude" not in policy.engines.allowed:
        raise SendRefused("The policy allows no engine that sends text; nothing was sent.", "Use the local engine.")
    attested = policy.zero_retention
    if attested is None:
        raise SendRefused(
            "No zero-data-retention attestation is in the policy; nothing was sent.",
            "Ask firm IT to fill in [zero_retention], or use the local engine.",
        )
    if attested.models and policy.claude.model not in attested.models:
        raise SendRefused(
            f"The attestation does not cover the model {policy.claude.model}; nothing was sent.",
            "Ask firm IT to choose a model that the contract covers, or use the local engine.",
        )
    if not attested.attested_on <= today <= attested.expires:
        raise SendRefused(
            f"The attestation holds from {attested.attested_on} to {attested.expires}; nothing was sent.",
            "Ask firm IT to renew it, or use the local engine.",
        )
    return attested


def clock_fault(now: dt.datetime, latest: str) -> str:
    """Why this machine's clock is not plausible; empty if it is.

    Arguments:
        latest: the latest time in the matter's trail or in an anchor of this person, UTC, ISO 8601; empty if there is
            none. The last event alone is not enough: opening the matter writes one with the clock in question.
    """
    if latest and now + CLOCK_SLACK < dt.datetime.fromisoformat(latest):
        return f"This machine's clock is earlier than the last entry ({latest})."
    return ""


def refuse_set_back_clock(now: dt.datetime, latest: str) -> None:
    """Refuse to send if the clock was set back, so that an expired attestation does not become valid again.

    Arguments:
        latest: as in `clock_fault`.

    Errors: SendRefused.
    """
    found = clock_fault(now, latest)
    if found:
        raise SendRefused(
            f"{found} Nothing was sent.",
            "Set the clock right, then send again. If a clock was wrong when that was written, an administrator says "
            "so: `legalredact audit accept --reason …`.",
        )
