"""Seals by a passphrase as age does, with so little work that a test of something else does not wait for it.

age chooses scrypt's work so that each sealing takes about a second, and lets no caller say otherwise. What is written
here is a file of age's own format (age specification, v1, "The scrypt recipient type" and "Payload"), which the real
library opens.
"""

import base64
import hashlib
import os

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

WORK = 10
"""Logarithm of scrypt's N; age's own tools take 18 on a usual machine."""
_CHUNK = 64 * 1024


def encrypt(content: bytes, passphrase: str, armored: bool = False) -> bytes:
    """Has the signature of `pyrage.passphrase.encrypt`; armor is not needed in tests."""
    assert not armored
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    label = b"age-encryption.org/v1/scrypt"
    wrapping = hashlib.scrypt(passphrase.encode(), salt=label + salt, n=1 << WORK, r=8, p=1, dklen=32)
    wrapped = ChaCha20Poly1305(wrapping).encrypt(bytes(12), file_key, None)
    header = f"age-encryption.org/v1\n-> scrypt {_base64(salt)} {WORK}\n{_base64(wrapped)}\n---".encode()
    mac = hmac.HMAC(_derived(file_key, b"", b"header"), hashes.SHA256())
    mac.update(header)
    payload = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    chunks = [content[at : at + _CHUNK] for at in range(0, len(content), _CHUNK)] or [b""]
    sealed = [
        payload.encrypt(number.to_bytes(11, "big") + bytes([number == len(chunks) - 1]), chunk, None)
        for number, chunk in enumerate(chunks)
    ]
    return header + f" {_base64(mac.finalize())}\n".encode() + nonce + b"".join(sealed)


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt or None, info).derive(key)


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode().rstrip("=")
