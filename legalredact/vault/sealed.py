"""The content of `key.age`: the matter's key, its generation, and its members, in one file.

The name of the database's file contains the generation. So replacing this one file changes members, key and database
together.
"""

import base64
import secrets
from dataclasses import dataclass, field, replace

from legalredact.errors import VaultDamaged
from legalredact.model.member import Member
from legalredact.vault.codec import decode, encode

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class SealedKey:
    """The content of `key.age`.

    Arguments:
        key: 32 random bytes that open the database.
        generation: number of keys that the matter has had; it is part of the database's name.
        members: to whom it is sealed; empty if a passphrase seals it.
    """

    key: bytes = field(repr=False)
    generation: int = 0
    members: tuple[Member, ...] = ()

    @property
    def database(self) -> str:
        """Name of the database's file. Each generation has its own, so that no file is ever used with two keys."""
        return f"matter.{self.generation}.db" if self.generation else "matter.db"

    @property
    def recipients(self) -> tuple[str, ...]:
        """The members' public keys."""
        return tuple(member.public_key for member in self.members)

    def next(self, members: tuple[Member, ...], at_least: int = 0) -> "SealedKey":
        """A fresh key for these members, of a newer generation that is at least `at_least`."""
        return SealedKey(secrets.token_bytes(KEY_BYTES), max(self.generation + 1, at_least), members)

    def sealed_to(self, members: tuple[Member, ...]) -> "SealedKey":
        """The same key for other members."""
        return replace(self, members=members)


@dataclass(frozen=True, slots=True)
class _Written:
    key: str
    generation: int
    members: tuple[Member, ...]


def new_sealed_key(members: tuple[Member, ...]) -> SealedKey:
    """A fresh key for a new matter."""
    return SealedKey(secrets.token_bytes(KEY_BYTES), 0, members)


def packed(sealed: SealedKey) -> bytes:
    """The bytes to seal."""
    return encode(_Written, _Written(base64.b64encode(sealed.key).decode(), sealed.generation, sealed.members))


def unpacked(content: bytes) -> SealedKey:
    """Parse unsealed bytes; `VaultDamaged` if there is no key. Matters of the first version contain only the key."""
    if len(content) == KEY_BYTES:
        return SealedKey(content)
    written = decode(_Written, content)
    try:
        key = base64.b64decode(written.key, validate=True)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES or written.generation < 0:
        raise VaultDamaged("The matter's key file holds no key.", "Restore the matter's folder from a backup.")
    return SealedKey(key, written.generation, written.members)
