"""Reads keys and signatures of minisign (https://jedisct1.github.io/minisign/), with which IT signs a policy.

Each is a file of two or four lines: an unsigned comment and Base64. A signature covers the BLAKE2b digest of the file
(algorithm ``ED``); a second signature covers the first together with the trusted comment, which has the time.
"""

import base64
import hashlib
import re
from dataclasses import dataclass

from legalredact.governance.signing import is_signed_by

PREHASHED, LEGACY = b"ED", b"Ed"
_KEY_BYTES, _SIGNATURE_BYTES, _ID_BYTES = 32, 64, 8
_UNTRUSTED, _TRUSTED = "untrusted comment:", "trusted comment: "
_TIME = re.compile(r"(?:^|\t)timestamp:(\d{1,12})(?:\t|$)")


class NotMinisign(ValueError):
    """The bytes are not a key or signature of minisign; the message says why."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key.

    Arguments:
        id: 8 bytes that distinguish keys; they prove nothing.
        key: 32 bytes of Ed25519.
    """

    id: bytes
    key: bytes

    @property
    def words(self) -> str:
        """As minisign prints it: Base64, on one line."""
        return base64.b64encode(LEGACY + self.id + self.key).decode("ascii")


def public_key(text: str) -> PublicKey:
    """A public key, from a file of minisign or from the Base64 line alone.

    Errors: NotMinisign.
    """
    lines = [line for line in text.strip().splitlines() if not line.startswith(_UNTRUSTED)]
    if len(lines) != 1:
        raise NotMinisign("it is no public key of minisign")
    packed = _decoded(lines[0], len(LEGACY) + _ID_BYTES + _KEY_BYTES)
    if packed[:2] != LEGACY:
        raise NotMinisign("it is a key of another kind")
    return PublicKey(packed[2 : 2 + _ID_BYTES], packed[2 + _ID_BYTES :])


def signed_at(content: bytes, signature: str, key: PublicKey) -> int:
    """Verify a signature; returns its time from the trusted comment in seconds since 1970, 0 if it has none.

    Errors: NotMinisign if it is not a signature, was made with another key, or does not match the content.
    """
    lines = signature.splitlines()
    if len(lines) != 4 or not lines[0].startswith(_UNTRUSTED) or not lines[2].startswith(_TRUSTED):
        raise NotMinisign("it is no signature of minisign")
    packed = _decoded(lines[1], 2 + _ID_BYTES + _SIGNATURE_BYTES)
    whole = _decoded(lines[3], _SIGNATURE_BYTES)
    kind, made_by, made = packed[:2], packed[2 : 2 + _ID_BYTES], packed[2 + _ID_BYTES :]
    if kind != PREHASHED:
        raise NotMinisign("it was made in an old form; sign it with minisign 0.10 or newer")
    if made_by != key.id:
        raise NotMinisign("it was made with another key")
    comment = lines[2].removeprefix(_TRUSTED)
    if not is_signed_by(key.key, hashlib.blake2b(content).digest(), made):
        raise NotMinisign("it is not for this content")
    if not is_signed_by(key.key, made + comment.encode(), whole):
        raise NotMinisign("its trusted comment was changed")
    found = _TIME.search(comment)
    return int(found[1]) if found else 0


def _decoded(line: str, length: int) -> bytes:
    try:
        packed = base64.b64decode(line, validate=True)
    except ValueError:
        raise NotMinisign("it is damaged") from None
    if len(packed) != length:
        raise NotMinisign("it is damaged")
    return packed
