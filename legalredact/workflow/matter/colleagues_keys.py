"""Signing keys in an open matter: which ones count, and which ones this person has not compared yet."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from legalredact.errors import Refused, UsageError
from legalredact.governance.signing import fingerprint, readable
from legalredact.governance.signing_keys import SEEN, PresentedKey, compared, fault, key_status, presented
from legalredact.model.audit import AuditEvent
from legalredact.model.review import ReviewedSummary, SignOff
from legalredact.workflow.matter.open_matter import OpenMatter

_VOUCH = "Have IT vouch for it (`legalredact key vouch`), name it in the policy, or have somebody else sign."
_SHORTEST = 16


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A signing key as one person knows it.

    Arguments:
        firm: what the firm says of it, in words; empty if its policy asks for nothing.
        own: it is theirs.
        new: it is another's, and they have not compared it.
    """

    key: PresentedKey
    firm: str
    own: bool
    new: bool

    @property
    def words(self) -> str:
        """Whose it is, since when, what is compared, and what the firm says of it."""
        return f"{self.key.words}{'; ' + self.firm if self.firm else ''}."


def known_keys(matter: OpenMatter, trail: Sequence[AuditEvent] | None = None) -> tuple[KnownKey, ...]:
    """All keys of the matter's trail, in the order of their first use.

    Arguments:
        trail: its events, where they were read already.
    """
    events, signer = matter.events if trail is None else trail, matter.trail.signer
    own = signer.public if signer else ""
    seen = compared(events, own)
    return tuple(
        KnownKey(one, key_status(matter.parts.policy, one.public), one.public == own, one.public not in seen | {own})
        for one in presented(events)
    )


def new_keys(matter: OpenMatter, trail: Sequence[AuditEvent] | None = None) -> tuple[PresentedKey, ...]:
    """Keys of others that this person has not compared yet; only their holders can say that they are right."""
    return tuple(known.key for known in known_keys(matter, trail) if known.new)


def own_fingerprint(matter: OpenMatter) -> str:
    """What a colleague compares the key of this person with; empty where there is no keyring to keep one."""
    signer = matter.trail.signer
    return readable(signer.public) if signer else ""


def mark_compared(matter: OpenMatter, publics: Collection[str]) -> None:
    """Note that this person compared those keys with their holders; each is noted once, under their signature."""
    for key in new_keys(matter):
        if key.public in publics:
            matter.note(SEEN, ("key", fingerprint(key.public)), ("public", key.public))


def key_named(matter: OpenMatter, words: str) -> PresentedKey:
    """The key that a person means by its fingerprint, with or without blanks, short or whole.

    Errors: UsageError if it is none of the matter's, or of several.
    """
    wanted = "".join(words.split()).casefold()
    keys = presented(matter.events)
    found = [key for key in keys if wanted == key.public or readable(key.public).replace(" ", "").startswith(wanted)]
    if len(wanted) < _SHORTEST or len(found) != 1:
        raise UsageError("The matter has no such signing key.", "See `legalredact audit keys`.")
    return found[0]


def key_fault(matter: OpenMatter, summary: ReviewedSummary, sign_off: SignOff) -> str:
    """Why the key of a verdict does not count under the firm's policy, as a sentence; empty if it does."""
    return fault(matter.parts.policy, sign_off.key, sign_off.reviewer, summary.key)


def refuse_key(matter: OpenMatter, summary: ReviewedSummary, reviewer: str) -> None:
    """Errors: Refused if the firm's policy does not let the key of this person sign that summary."""
    signer = matter.trail.signer
    why = fault(matter.parts.policy, signer.public if signer else "", reviewer, summary.key)
    if why:
        raise Refused(f"{why} Nothing was signed.", _VOUCH)
