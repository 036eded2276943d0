"""Signing keys of colleagues in an open matter: which are new to this person, and which are valid."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from legalredact.errors import UsageError
from legalredact.governance.signing import fingerprint, readable
from legalredact.governance.signing_keys import SEEN, PresentedKey, compared, fault, key_status, presented
from legalredact.model.audit import AuditEvent
from legalredact.model.review import ReviewedSummary, SignOff
from legalredact.workflow.matter.open_matter import OpenMatter

_SHORTEST = 16


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A signing key as one person knows it.

    Arguments:
        firm: what the firm's policy states about it, in words; empty if the policy requires nothing.
        own: it belongs to this person.
        new: it belongs to another person, and this person has not compared it.
    """

    key: PresentedKey
    firm: str
    own: bool
    new: bool

    @property
    def words(self) -> str:
        """Owner, first use, fingerprint, and what the firm states about it."""
        return f"{self.key.words}{'; ' + self.firm if self.firm else ''}."


def known_keys(matter: OpenMatter, trail: Sequence[AuditEvent] | None = None) -> tuple[KnownKey, ...]:
    """All keys of the matter's trail, in the order of their first use.

    Arguments:
        trail: its events, if they were read already.
    """
    events, signer = matter.events if trail is None else trail, matter.trail.signer
    own = signer.public if signer else ""
    seen = compared(events, own)
    return tuple(
        KnownKey(one, key_status(matter.parts.policy, one.public), one.public == own, one.public not in seen | {own})
        for one in presented(events)
    )


def new_keys(matter: OpenMatter, trail: Sequence[AuditEvent] | None = None) -> tuple[PresentedKey, ...]:
    """Keys of others that this person has not compared yet; only their holders can confirm them."""
    return tuple(known.key for known in known_keys(matter, trail) if known.new)


def own_fingerprint(matter: OpenMatter) -> str:
    """The fingerprint that a colleague compares with this person's key; empty without a keyring."""
    signer = matter.trail.signer
    return readable(signer.public) if signer else ""


def mark_compared(matter: OpenMatter, publics: Collection[str]) -> None:
    """Record that this person compared those keys with their holders; each is recorded once, with their signature."""
    for key in new_keys(matter):
        if key.public in publics:
            matter.note(SEEN, ("key", fingerprint(key.public)), ("public", key.public))


def key_named(matter: OpenMatter, words: str) -> PresentedKey:
    """The key that a person means by its fingerprint, with or without blanks, shortened or complete.

    Errors: UsageError if no key of the matter fits, or several do.
    """
    wanted = "".join(words.split()).casefold()
    keys = presented(matter.events)
    found = [key for key in keys if wanted == key.public or readable(key.public).replace(" ", "").startswith(wanted)]
    if len(wanted) < _SHORTEST or len(found) != 1:
        raise UsageError("The matter has no such signing key.", "See `legalredact audit keys`.")
    return found[0]


def key_fault(matter: OpenMatter, summary: ReviewedSummary, sign_off: SignOff) -> str:
    """Why the key of a verdict is not valid under the firm's policy, as a sentence; empty if it is."""
    return fault(matter.parts.policy, sign_off.key, sign_off.reviewer, summary.key)
