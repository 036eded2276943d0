"""Which signing keys count: those that policy names or the firm vouched for; and which keys a trail presented."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from legalredact.errors import UsageError
from legalredact.governance.audit import PRESENTING
from legalredact.governance.signing import fingerprint, is_signed, readable
from legalredact.governance.vouching import Vouchers
from legalredact.model.audit import AuditEvent
from legalredact.model.policy import Policy

SEEN = "key.seen"
"""The act of a person who compared a colleague's signing key."""


_LONGEST = 80
"""Letters of a name that are shown."""


@dataclass(frozen=True, slots=True)
class PresentedKey:
    """A signing key of a trail, by the event that presented it first.

    Arguments:
        public: hexadecimal.
        name, account: whose it says to be.
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
        """Whose it is and since when, with what two people compare."""
        return (
            f"{self.name} ({self.account}), first used {self.when[:16].replace('T', ' ')} UTC: {readable(self.public)}"
        )


def presented(events: Iterable[AuditEvent]) -> tuple[PresentedKey, ...]:
    """Keys in the order of their first use."""
    found: dict[str, PresentedKey] = {}
    for event in events:
        details = dict(event.details) if event.action in PRESENTING else {}
        public = details.get("public", "")
        if public and public not in found:
            name, account = details.get("os_user", event.actor), details.get("account", "")
            found[public] = PresentedKey(public, _harmless(name), _harmless(account), event.when, event.number)
    return tuple(found.values())


def _harmless(words: str) -> str:
    """A name as it can be shown anywhere: whoever presents a key can write what they like into theirs."""
    shown = "".join(letter if letter.isprintable() else " " for letter in words[:_LONGEST])
    return " ".join(shown.split())


def compared(events: Iterable[AuditEvent], own: str) -> frozenset[str]:
    """Keys that a person compared before, by events that only they can have signed.

    Arguments:
        own: their public key; who has none is told of every key each time.
    """
    mine = [event for event in events if event.action == SEEN and event.key == fingerprint(own)] if own else []
    return frozenset(
        dict(event.details).get("public", "") for event in mine if is_signed(own, event.digest, event.signature)
    )


@functools.lru_cache(maxsize=8)
def vouchers(folder: str, by: str) -> Vouchers:
    """The firm's statements; what was found of them is kept."""
    return Vouchers(Path(folder), by)


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


def fault(policy: Policy, public: str, reviewer: str, preparer: str) -> str:
    """Why a reviewer's signature by that key does not count under the policy, as a sentence; empty if it does.

    Arguments:
        public: the reviewer's key; empty if they have none.
        reviewer: their name, as the sign-off has it.
        preparer: fingerprint of the preparer's key; empty if they had none.
    """
    try:
        return _fault(policy, public, reviewer, preparer)
    except UsageError as problem:  # the folder of statements cannot be reached
        return str(problem)


def _fault(policy: Policy, public: str, reviewer: str, preparer: str) -> str:
    rules = policy.sign_off
    if rules.reviewer_keys and public not in rules.reviewer_keys:
        return f"The policy does not name the reviewer's signing key ({readable(public) or 'there is none'})."
    if not rules.vouched:
        return ""
    firm = vouchers(policy.recovery.vouchers, policy.recovery.vouching_key)
    theirs = firm.of(fingerprint(public))
    if theirs is None:
        return f"The firm has not vouched for the reviewer's signing key ({readable(public) or 'there is none'})."
    if theirs.person.casefold() != " ".join(reviewer.split()).casefold():
        return (
            f"The firm vouched that this signing key is {theirs.person}'s, and the reviewer is said to be {reviewer}."
        )
    if not rules.other_person:
        return ""
    prepared = firm.of(preparer)
    if prepared is None:
        return "The firm has not vouched for the signing key of the preparer, so they may be the same person."
    same = prepared.person.casefold() == theirs.person.casefold()
    return f"The firm vouched that preparer and reviewer are the same person, {theirs.person}." if same else ""
