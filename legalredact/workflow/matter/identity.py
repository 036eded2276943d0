"""A person's signing key: made at first use, kept in the operating system's keyring, shown by its public half."""

from legalredact.errors import KeyringUnavailable
from legalredact.governance.signing import PersonalKey, new_seed
from legalredact.vault.os_keyring import OsKeyring

SIGNING_KEY = "signing-key"
"""Name of its entry in the keyring."""


def personal_key(keyring: OsKeyring) -> PersonalKey:
    """The signing key in the current person's keyring; a new one if there is none yet.

    Errors: KeyringUnavailable if the keyring is absent or locked, or holds something else under that name.
    """
    seed = keyring.get(SIGNING_KEY)
    if seed is None:
        seed = new_seed()
        keyring.set(SIGNING_KEY, seed)
    try:
        return PersonalKey(seed)
    except ValueError:
        raise KeyringUnavailable(
            "The signing key in the keyring is damaged; nothing was signed.",
            "Remove its entry (LegalRedact, signing-key) from the keyring; a new key is made then.",
        ) from None


def personal_key_or_none(keyring: OsKeyring) -> PersonalKey | None:
    """The key, or None on a machine without a keyring: the trail then states that there is no signature."""
    try:
        return personal_key(keyring)
    except KeyringUnavailable:
        return None
