"""The matter key: 32 random bytes, on disk only sealed by age (https://age-encryption.org/v1).

Three ways to seal it, one protocol. None falls back to a weaker one: what a matter was sealed with opens it.
"""

import secrets
import time
from pathlib import Path
from typing import Protocol

import pyrage

from legalredact.errors import UsageError, VaultError, WrongKey
from legalredact.vault.os_keyring import OsKeyring

KEY_BYTES = 32
_IDENTITY = "identity"
_TOO_MUCH_WORK = "Excessive work"
_WAITS = (1, 2, 4, 8)
"""Seconds. age measures how fast the machine is just now, and will not try what it thinks takes too long."""
_WRONG_MEMBER = "The key in your keyring does not open this matter."


class KeySource(Protocol):
    """Seals a new matter key and opens a sealed one."""

    mode: str

    def seal(self, key: bytes) -> bytes:
        """The key, sealed for whoever may open the matter."""

    def unseal(self, sealed: bytes) -> bytes:
        """The key again; `WrongKey` if this source may not open it."""


def is_passphrase_sealed(sealed: bytes) -> bool:
    """Whether a sealed key asks for a passphrase (its header has a scrypt stanza, see the age specification)."""
    return b"\n-> scrypt " in sealed[:200]


def new_key() -> bytes:
    """A fresh matter key."""
    return secrets.token_bytes(KEY_BYTES)


class KeyringKey:
    """Seals to the public half of a private key that lives in the operating system's keyring and is made on first use.

    Members (one sealed copy each) are age recipients, so a second one is a second recipient of the same file.
    """

    mode = "keyring"

    def __init__(self, keyring: OsKeyring) -> None:
        self._keyring = keyring

    def seal(self, key: bytes) -> bytes:
        """See `KeySource`."""
        return bytes(pyrage.encrypt(key, [self._identity(make=True).to_public()]))

    def unseal(self, sealed: bytes) -> bytes:
        """See `KeySource`."""
        try:
            return bytes(pyrage.decrypt(sealed, [self._identity(make=False)]))
        except pyrage.DecryptError:
            raise WrongKey(
                _WRONG_MEMBER, "Ask a member of the matter to add you, or open it where it was made."
            ) from None

    def _identity(self, *, make: bool) -> "pyrage.x25519.Identity":
        stored = self._keyring.get(_IDENTITY)
        if stored is None and make:
            stored = str(pyrage.x25519.Identity.generate())
            self._keyring.set(_IDENTITY, stored)
        if stored is None:
            raise WrongKey(
                "Your keyring holds no key for matters.", "Open the matter on the machine where it was made."
            )
        return pyrage.x25519.Identity.from_str(stored)


class PassphraseKey:
    """Seals by a passphrase (scrypt), for servers and containers without a keyring."""

    mode = "passphrase"
    SHORTEST = 12

    def __init__(self, passphrase: str) -> None:
        if len(passphrase) < self.SHORTEST:
            raise UsageError(
                f"The passphrase has fewer than {self.SHORTEST} characters.",
                "Choose a longer one, such as five random words.",
            )
        self._passphrase = passphrase

    @classmethod
    def from_file(cls, path: Path) -> "PassphraseKey":
        """The first line of a file that only its owner should be able to read."""
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            raise UsageError(
                "The passphrase file cannot be read.", "Check its path, its rights and that it is UTF-8 text."
            ) from None
        return cls(lines[0].strip() if lines else "")

    def seal(self, key: bytes) -> bytes:
        """See `KeySource`."""
        return bytes(pyrage.passphrase.encrypt(key, self._passphrase))

    def unseal(self, sealed: bytes) -> bytes:
        """See `KeySource`."""
        for wait in (*_WAITS, None):
            try:
                return bytes(pyrage.passphrase.decrypt(sealed, self._passphrase))
            except pyrage.DecryptError as problem:
                if _TOO_MUCH_WORK not in str(problem):
                    break
            if wait is None:
                raise VaultError("This machine is too busy to open the matter by its passphrase.", "Try again later.")
            time.sleep(wait)
        raise WrongKey("The passphrase does not open this matter.", "Give the passphrase that it was made with.")


class ThrowAwayKey:
    """Seals to a private key that exists in this process only: for the demo, whose matter nobody opens again."""

    mode = "throw-away"

    def __init__(self) -> None:
        self._identity = pyrage.x25519.Identity.generate()

    def seal(self, key: bytes) -> bytes:
        """See `KeySource`."""
        return bytes(pyrage.encrypt(key, [self._identity.to_public()]))

    def unseal(self, sealed: bytes) -> bytes:
        """See `KeySource`."""
        try:
            return bytes(pyrage.decrypt(sealed, [self._identity]))
        except pyrage.DecryptError:
            raise WrongKey(
                "This matter was made with a key that is gone.", "Make it again from its documents."
            ) from None
