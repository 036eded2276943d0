"""Where text can be sent from this matter, in words; always visible."""

import datetime as dt
from dataclasses import dataclass

from legalredact.governance.attestation import against_service, gateway, gateway_words
from legalredact.model.matter import AiRule, MatterInfo
from legalredact.model.policy import Policy


@dataclass(frozen=True, slots=True)
class Sending:
    """Where text can be sent.

    Arguments:
        words: the short form, for the status bar.
        why: the complete sentence.
        tone: name of a color of `Colours`.
    """

    words: str
    why: str
    tone: str


def sending(policy: Policy, info: MatterInfo | None, today: dt.date) -> Sending:
    """Where text of that matter, or of any if None, can be sent today."""
    info = info or MatterInfo("")
    if info.ai_rule is AiRule.BARRED:
        return Sending("local only", "This matter bars external AI. No text of it is sent to one.", "text")
    if policy.broken:
        return Sending("sending is blocked: broken policy", policy.broken, "stopped")
    if policy.zero_retention is None:
        why = "No zero-retention contract is attested in the policy. No text is sent to Claude."
        return Sending("local only", why, "text")
    refusals = against_service(policy, info, today)
    if refusals:
        told = " ".join(f"{one.what} {one.remedy}" for one in refusals)
        return Sending(f"sending is blocked: {_reason(policy, today)}", told, "stopped")
    by = f" through {host}" if (host := gateway(policy)) else ""
    words = f"Claude{by}, zero retention, attested until {policy.zero_retention.expires}"
    why = f"Masked text may go to {policy.claude.model} at {policy.claude.base_url}{gateway_words(policy)}."
    return Sending(words, why, "text")


def _reason(policy: Policy, today: dt.date) -> str:
    attested = policy.zero_retention
    if attested is not None and today > attested.expires:
        return f"attestation expired on {attested.expires}"
    if attested is not None and today < attested.attested_on:
        return "attestation not valid yet"
    return "by policy"
