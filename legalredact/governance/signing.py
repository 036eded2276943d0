"""Ed25519 signatures of persons (RFC 8032): who did something can be proven later from the matter alone."""

import functools
import hashlib
import secrets
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SEED_BYTES = 32
READABLE = 32
"""Hexadecimal digits of a key's digest that people compare."""


class Signer(Protocol):
    """Signs for the person of this account."""

    @property
    def public(self) -> str:
        """The public key, hexadecimal."""

    def sign(self, digest: str) -> str:
        """The signature of a digest, hexadecimal."""


class PersonalKey:
    """A person's signing key.

    Arguments:
        seed: 32 bytes in hexadecimal, as stored in the keyring.

    Errors: ValueError for anything else.
    """

    def __init__(self, seed: str) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))
        self.public = self._key.public_key().public_bytes_raw().hex()

    def sign(self, digest: str) -> str:
        """See `Signer`."""
        return self._key.sign(digest.encode("ascii")).hex()


def new_seed() -> str:
    """The secret of a new key."""
    return secrets.token_hex(SEED_BYTES)


def fingerprint(public: str) -> str:
    """A short name of a public key, for people and for each event; 64 bits make an accidental collision unlikely."""
    return hashlib.sha256(public.encode("ascii")).hexdigest()[:16] if public else ""


def is_signed(public: str, digest: str, signature: str) -> bool:
    """Whether the holder of that key signed that digest; False if key or signature is malformed."""
    try:
        _public_key(public).verify(bytes.fromhex(signature), digest.encode("ascii"))
    except (InvalidSignature, ValueError):
        return False
    return True


def is_signed_by(public: bytes, content: bytes, signature: bytes) -> bool:
    """Whether the holder of a 32-byte key signed that content; False if key or signature is malformed."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def readable(public: str) -> str:
    """A public key in the form that two people compare: 128 bits of its digest in groups of four digits.

    It begins with `fingerprint` and is longer, since an attacker may search for a key with the same short name.
    """
    digest = hashlib.sha256(public.encode("ascii")).hexdigest()[:READABLE] if public else ""
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))


@functools.lru_cache(maxsize=256)
def _public_key(public: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
