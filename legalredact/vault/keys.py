"""The matter key: 32 random bytes, on disk only sealed by age (https://age-encryption.org/v1).

Three ways to seal it, one protocol. None falls back to a weaker one: what a matter was sealed with opens it.
"""

import re
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import pyrage

from legalredact.errors import UsageError, VaultDamaged, VaultError, WrongKey
from legalredact.vault.os_keyring import OsKeyring

_IDENTITY = "identity"
_GENERATION = "generation "
_TOO_MUCH_WORK = "Excessive work"
_WAITS = (1, 2, 4, 8)
"""Seconds. age measures how fast the machine is just now, and will not try what it thinks takes too long."""
_OTHER_KEY = frozenset({"No matching keys found", "Decryption failed"})
"""What age says of a stanza that a key or passphrase does not open; also where the stanza itself was changed."""
_WORK = re.compile(rb"\n-> scrypt \S+ (\d{1,9})")
_MOST_WORK = 22
"""Logarithm of scrypt's work factor, beyond which age's own tools refuse a file (age specification, "scrypt")."""
_NO_MEMBERS = "Give the passphrase to everybody who may open it, or make the matter with a keyring."
_WRONG_MEMBER = "The key in your keyring does not open this matter."


def refuse_damaged(problem: pyrage.DecryptError) -> None:
    """`VaultDamaged` unless the sealed key is whole, as far as age can tell, and the key or passphrase is another one.

    The header's MAC and the payload's tags are looked at only with the file key in hand: a fault there means that key
    or passphrase are right and the file was changed (age specification, "Header" and "Payload").
    """
    if str(problem) not in _OTHER_KEY:
        raise _damaged()


def _refuse_too_much_work(sealed: bytes) -> None:
    """`VaultDamaged` for a work factor that no machine seals with: to try it would take hours."""
    found = _WORK.search(sealed[:200])
    if found is not None and int(found[1]) > _MOST_WORK:
        raise _damaged()


def _damaged() -> VaultDamaged:
    return VaultDamaged(
        "The matter's key file is damaged or was changed; key and passphrase are not the cause.",
        "Restore key.age from a backup of the folder, then open the matter again.",
    )


class KeySource(Protocol):
    """Seals a matter's key and opens a sealed one."""

    mode: str

    def own(self) -> str:
        """The public key of who holds this source, made on first use; empty where it has none (a passphrase)."""

    def seal(self, content: bytes, recipients: Sequence[str] = ()) -> bytes:
        """Sealed for exactly those public keys; for nobody but this source if none are given."""

    def unseal(self, sealed: bytes) -> bytes:
        """The content again; `WrongKey` if this source may not open it."""

    def newest(self, matter_id: str) -> int:
        """The newest generation of a matter's key that was ever seen here; 0 where nobody remembers."""

    def remember(self, matter_id: str, generation: int) -> None:
        """Remember a newer generation, outside the matter's folder."""


class WithoutMemory:
    """For sources that keep nothing on the machine: an older copy of a matter is not noticed by its generation."""

    def newest(self, matter_id: str) -> int:  # noqa: ARG002 - the protocol's signature
        """See `KeySource`."""
        return 0

    def remember(self, matter_id: str, generation: int) -> None:
        """See `KeySource`."""


def is_passphrase_sealed(sealed: bytes) -> bool:
    """Whether a sealed key asks for a passphrase (its header has a scrypt stanza, see the age specification)."""
    return b"\n-> scrypt " in sealed[:200]


def recipient(public_key: str) -> "pyrage.x25519.Recipient":
    """A colleague's public key; `UsageError` if it is none."""
    try:
        return pyrage.x25519.Recipient.from_str(public_key.strip())
    except pyrage.RecipientError:
        raise UsageError(
            "That is not a public key of a member.", "Ask your colleague for what `legalredact identity show` prints."
        ) from None


def public_key(text: str) -> str:
    """A colleague's public key as it is kept; `UsageError` if it is none."""
    return str(recipient(text))


def public_of(identity: str) -> str:
    """The public key of a private key of age (``AGE-SECRET-KEY-1…``); `UsageError` if it is none."""
    try:
        return str(pyrage.x25519.Identity.from_str(identity).to_public())
    except pyrage.IdentityError:
        raise UsageError("That is not a private key of age.", "Give the file that `age-keygen` wrote.") from None


class KeyringKey:
    """Seals to members' public keys; its own private key is in the operating system's keyring and made on first use."""

    mode = "keyring"

    def __init__(self, keyring: OsKeyring) -> None:
        self._keyring = keyring

    def own(self) -> str:
        """See `KeySource`."""
        return str(self._identity(make=True).to_public())

    def seal(self, content: bytes, recipients: Sequence[str] = ()) -> bytes:
        """See `KeySource`."""
        return bytes(pyrage.encrypt(content, [recipient(one) for one in recipients or (self.own(),)]))

    def unseal(self, sealed: bytes) -> bytes:
        """See `KeySource`."""
        try:
            return bytes(pyrage.decrypt(sealed, [self._identity(make=False)]))
        except pyrage.DecryptError as problem:
            refuse_damaged(problem)
            raise WrongKey(
                _WRONG_MEMBER, "Ask a member of the matter to add you, or open it where it was made."
            ) from None

    def newest(self, matter_id: str) -> int:
        """See `KeySource`."""
        kept = self._keyring.get(_GENERATION + matter_id)
        return int(kept) if kept is not None and kept.isdecimal() else 0

    def remember(self, matter_id: str, generation: int) -> None:
        """See `KeySource`."""
        if generation > self.newest(matter_id):
            self._keyring.set(_GENERATION + matter_id, str(generation))

    def _identity(self, *, make: bool) -> "pyrage.x25519.Identity":
        stored = self._keyring.get(_IDENTITY)
        if stored is None and make:
            stored = str(pyrage.x25519.Identity.generate())
            self._keyring.set(_IDENTITY, stored)
        if stored is None:
            raise WrongKey("Your keyring has no key for matters.", "Open the matter on the machine where it was made.")
        return pyrage.x25519.Identity.from_str(stored)


class PassphraseKey(WithoutMemory):
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
                "The passphrase file cannot be read.", "Check its path, its permissions and that it is UTF-8 text."
            ) from None
        return cls(lines[0].strip() if lines else "")

    def own(self) -> str:
        """See `KeySource`."""
        return ""

    def seal(self, content: bytes, recipients: Sequence[str] = ()) -> bytes:
        """See `KeySource`; age seals by a passphrase or to public keys, never both."""
        if recipients:
            raise UsageError("A matter protected by a passphrase has no members.", _NO_MEMBERS)
        return bytes(pyrage.passphrase.encrypt(content, self._passphrase))

    def unseal(self, sealed: bytes) -> bytes:
        """See `KeySource`."""
        _refuse_too_much_work(sealed)
        for wait in (*_WAITS, None):
            try:
                return bytes(pyrage.passphrase.decrypt(sealed, self._passphrase))
            except pyrage.DecryptError as problem:
                if _TOO_MUCH_WORK not in str(problem):
                    refuse_damaged(problem)
                    break
            if wait is None:
                raise VaultError("This machine is too busy to open the matter by its passphrase.", "Try again later.")
            time.sleep(wait)
        raise WrongKey("The passphrase does not open this matter.", "Give the passphrase that it was made with.")


class ThrowAwayKey(WithoutMemory):
    """Seals to a private key that exists in this process only: for the demo, whose matter nobody opens again."""

    mode = "throw-away"

    def __init__(self) -> None:
        self._identity = pyrage.x25519.Identity.generate()

    def own(self) -> str:
        """See `KeySource`."""
        return str(self._identity.to_public())

    def seal(self, content: bytes, recipients: Sequence[str] = ()) -> bytes:
        """See `KeySource`."""
        return bytes(pyrage.encrypt(content, [recipient(one) for one in recipients or (self.own(),)]))

    def unseal(self, sealed: bytes) -> bytes:
        """See `KeySource`."""
        try:
            return bytes(pyrage.decrypt(sealed, [self._identity]))
        except pyrage.DecryptError as problem:
            refuse_damaged(problem)
            raise WrongKey(
                "This matter was made with a key that no longer exists.", "Make it again from its documents."
            ) from None
