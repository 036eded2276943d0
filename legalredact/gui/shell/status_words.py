"""Words at the right of the status bar: how the key is stored, whose policy is in force."""

from collections.abc import Iterable
from dataclasses import dataclass

from legalredact.gui.core.policy_origin import origin
from legalredact.model.audit import AuditEvent
from legalredact.model.policy import Policy
from legalredact.sandbox.confinement import Confinement

_KEYS = {
    "keyring": ("keyring ok", "The matter's key is encrypted for a key in this system's keyring."),
    "passphrase": ("passphrase", "The matter's key is encrypted with a passphrase, which is not stored."),
    "recovery": ("recovery key", "IT opened the matter last, with the firm's recovery key."),
    "throw-away": (
        "sample: deleted on closing",
        "The sample's key is not stored: the sample is deleted when it is closed.",
    ),
}
_OPENED = frozenset({"matter.create", "matter.open"})


@dataclass(frozen=True, slots=True)
class Standing:
    """A word or two for the status bar, the complete sentence, and whether all is as it should be."""

    words: str
    why: str
    well: bool = True


def key_standing(events: Iterable[AuditEvent]) -> Standing:
    """How the key of a matter is stored, from its trail: the last time that somebody opened it."""
    modes = [dict(event.details).get("key", "") for event in events if event.action in _OPENED]
    mode = modes[-1] if modes else ""
    words, why = _KEYS.get(mode, (mode or "key unknown", "How the matter's key is kept is not known."))
    return Standing(words, why, well=mode in _KEYS)


def keyring_standing(rows: Iterable[tuple[str, bool, str]]) -> Standing | None:
    """The keyring before a matter is open, from the rows of `Wiring.ready`; None if they do not include it."""
    row = next((row for row in rows if row[0] == "keyring"), None)
    if row is None:
        return None
    words = "keyring ok" if row[1] else "no keyring: passphrases"
    return Standing(words, row[2], well=row[1])


def policy_standing(policy: Policy) -> Standing:
    """Whose policy is in force."""
    if policy.broken:
        return Standing("policy: broken", policy.broken, well=False)
    return Standing(f"policy: {origin(policy)}", f"The policy in force comes from: {policy.source}")


def confinement_standing(policy: Policy, confinements: Iterable[Confinement]) -> Standing:
    """Limits that the operating system does not enforce on the application's processes; empty if it enforces all."""
    open_ones = [each for each in confinements if not each.whole]
    if not open_ones:
        return Standing("", "")
    why = "; ".join(f"{each.process}: {', '.join(each.missing)}" for each in open_ones)
    said = f"The operating system does not enforce, for {why}. The application's own rules hold all the same."
    return Standing("partly confined", said, well=policy.security.sandbox != "required")
