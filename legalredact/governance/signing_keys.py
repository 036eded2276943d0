"""Signing keys that count (named in policy or vouched for by the firm), and the keys that a trail presents."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from legalredact.errors import KeyringUnavailable, UsageError
from legalredact.governance.account import same_name
from legalredact.governance.audit_trail import PRESENTING
from legalredact.governance.signing import fingerprint, is_signed, readable
from legalredact.governance.vouching import Vouchers
from legalredact.model.audit import AuditEvent
from legalredact.model.policy import Policy
from legalredact.model.refusal import Refusal, RefusalKind

_NO_KEY = (
    "The policy asks for signed events, and there is no keyring for a signing key.",
    "Log in to a session with a keyring, or ask firm IT.",
)
SEEN = "key.seen"
"""The act of a person who compared a colleague's signing key."""


_LONGEST = 80
"""Characters of a name that are displayed."""


@dataclass(frozen=True, slots=True)
class PresentedKey:
    """A signing key of a trail, as presented by its first event.

    Arguments:
        public: hexadecimal.
        name, account: the claimed owner.
        when: ISO 8601.
        number: of that event.
    """

    public: str
    name: str
    account: str
    when: str
    number: int

    @property
    def words(self) -> str:
        """The owner, the first use, and the digits that two people compare."""
        return (
            f"{self.name} ({self.account}), first used {self.when[:16].replace('T', ' ')} UTC: {readable(self.public)}"
        )


def presented(events: Iterable[AuditEvent]) -> tuple[PresentedKey, ...]:
    """Keys in the order of their first use."""
    found: dict[str, PresentedKey] = {}
    for event in events:
        details = dict(event.details) if event.action in PRESENTING else {}
        public = details.get("public")
        if public and public not in found:
            name, account = details.get("os_user", event.actor), details.get("account", "")
            found[public] = PresentedKey(public, _harmless(name), _harmless(account), event.when, event.number)
    return tuple(found.values())


def _harmless(words: str) -> str:
    """A name that is safe to display: whoever presents a key chooses its name."""
    shown = "".join(letter if letter.isprintable() else " " for letter in words[:_LONGEST])
    return " ".join(shown.split())


def compared(events: Iterable[AuditEvent], own: str) -> frozenset[str]:
    """Keys that a person compared earlier, according to events that only this person can have signed.

    Arguments:
        own: the person's public key; without one, every key is reported each time.
    """
    seen = (event for event in events if event.action == SEEN)
    return frozenset(
        dict(event.details).get("public", "") for event in seen if is_signed(own, event.digest, event.signature)
    )


@functools.lru_cache(maxsize=8)
def vouchers(folder: str, by: str) -> Vouchers:
    """The firm's statements; statements that were found are cached."""
    return Vouchers(Path(folder), by)


def against_unsigned(policy: Policy, public: str) -> tuple[Refusal, ...]:
    """That each event has to be signed, and whoever acts has no key.

    Arguments:
        public: their key; empty without one.
    """
    missing = policy.audit.signed and not public
    return (Refusal(RefusalKind.UNSIGNED, *_NO_KEY, KeyringUnavailable),) if missing else ()


def key_status(policy: Policy, public: str) -> str:
    """What the firm says of a key, in words; empty where its policy asks for nothing."""
    rules, words = policy.sign_off, []
    if rules.reviewer_keys:
        words.append("named in policy" if public in rules.reviewer_keys else "not named in policy, so it may not sign")
    if policy.recovery.vouchers:
        words.append(_vouched(policy, public))
    return "; ".join(words)


def _vouched(policy: Policy, public: str) -> str:
    try:
        found = vouchers(policy.recovery.vouchers, policy.recovery.vouching_key).of(fingerprint(public))
    except UsageError as problem:
        return problem.what.rstrip(".")
    if found is not None:
        return f"the firm vouched on {found.when} that it is {found.person}'s"
    return "the firm has not vouched for it" + (", so it may not sign" if policy.sign_off.vouched else "")


@dataclass(frozen=True, slots=True)
class VouchedPersons:
    """What the firm vouched for, as it was read.

    Arguments:
        by_key: the person's name by the fingerprint of their signing key.
        fault: why the statements cannot be read, as a sentence; empty if they can.
    """

    by_key: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""


def vouched_persons(policy: Policy, keys: Iterable[str]) -> VouchedPersons:
    """Read what the firm vouched for of those keys; nothing where the policy does not ask for it.

    Arguments:
        keys: their fingerprints.
    """
    if not policy.sign_off.vouched:
        return VouchedPersons()
    firm = vouchers(policy.recovery.vouchers, policy.recovery.vouching_key)
    try:
        found = {key: statement.person for key in keys if (statement := firm.of(key)) is not None}
    except UsageError as problem:  # the folder of statements cannot be reached
        return VouchedPersons(fault=str(problem))
    return VouchedPersons(found)


def fault(policy: Policy, public: str, reviewer: str, preparer: str) -> str:
    """As `key_fault`, by what the firm vouches for now."""
    return key_fault(policy, public, reviewer, preparer, vouched_persons(policy, (fingerprint(public), preparer)))


def key_fault(policy: Policy, public: str, reviewer: str, preparer: str, vouched: VouchedPersons) -> str:
    """Why a reviewer's signature by that key does not count under the policy, as a sentence; empty if it does.

    Arguments:
        public: the reviewer's key; empty if they have none.
        reviewer: their name, as in the sign-off.
        preparer: fingerprint of the preparer's key; empty if they had none.
        vouched: what the firm vouches for of both keys.
    """
    rules = policy.sign_off
    if rules.reviewer_keys and public not in rules.reviewer_keys:
        return f"The policy does not name the reviewer's signing key ({readable(public) or 'there is none'})."
    if not rules.vouched:
        return ""
    if vouched.fault:
        return vouched.fault
    theirs = vouched.by_key.get(fingerprint(public))
    if theirs is None:
        return f"The firm has not vouched for the reviewer's signing key ({readable(public) or 'there is none'})."
    if not same_name(theirs, reviewer):
        return f"The firm vouched that this signing key is {theirs}'s, and the reviewer is said to be {reviewer}."
    if not rules.other_person:
        return ""
    prepared = vouched.by_key.get(preparer)
    if prepared is None:
        return "The firm has not vouched for the signing key of the preparer, so they may be the same person."
    same = prepared.casefold() == theirs.casefold()
    return f"The firm vouched that preparer and reviewer are the same person, {theirs}." if same else ""
