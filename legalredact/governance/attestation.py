"""Whether text may go to Claude today: the firm's attestation, the matter's rule, and a clock that can be believed."""

import datetime as dt

from legalredact.errors import SendRefused
from legalredact.model.matter import AiRule, MatterInfo
from legalredact.model.policy import Policy, ZeroRetention

CLOCK_SLACK = dt.timedelta(minutes=10)
"""How far the clocks of two machines that share a matter may lie apart."""


def attestation_for_sending(policy: Policy, info: MatterInfo, today: dt.date) -> ZeroRetention:
    """The attestation under which this matter's text may go out today.

    Errors: SendRefused if the matter or the policy bars it, or the attestation is missing, does not cover the model,
    is not yet valid or expired.
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
    """What speaks against this machine's clock; empty if nothing does.

    Arguments:
        latest: the latest moment that the matter's trail or a mark of this person tells of, UTC, ISO 8601; empty if
            there is none. Not the last event's alone: opening writes one by the clock that is in question.
    """
    if latest and now + CLOCK_SLACK < dt.datetime.fromisoformat(latest):
        return f"This machine's clock is earlier than the last entry ({latest})."
    return ""


def refuse_set_back_clock(now: dt.datetime, latest: str) -> None:
    """An expired attestation must not live again because somebody set the clock back.

    Arguments:
        latest: as for `clock_fault`.

    Errors: SendRefused.
    """
    found = clock_fault(now, latest)
    if found:
        raise SendRefused(
            f"{found} Nothing was sent.",
            "Set the clock right, then send again. If a clock was wrong when that was written, an administrator says "
            "so: `legalredact audit accept --reason …`.",
        )
