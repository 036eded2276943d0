"""What befalls files on their way: each is refused by a reader with a reason, or read with a part told as unread."""

import hashlib
from collections.abc import Callable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CUT = frozenset({"docx", "xlsx", "pptx", "msg"})


def _cut(kind: str, content: bytes) -> bytes | None:
    """Its end is missing; what has no end that matters stays whole."""
    return content[: len(content) * 3 // 5] if kind in _CUT else None


def _empty(_: str, __: bytes) -> bytes:
    return b""


def _scrambled(_: str, content: bytes) -> bytes:
    """Bytes that are nothing at all."""
    return b"\0\1\2\3" + hashlib.shake_256(content).digest(len(content) // 2 + 100)


def _locked(kind: str, content: bytes) -> bytes | None:
    """An Office file behind a password."""
    if kind not in {"docx", "xlsx", "pptx"}:
        return None
    return _OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + hashlib.sha256(content).digest()


def _old(_: str, content: bytes) -> bytes:
    """A file of the old Word."""
    return _OLE + bytes(504) + "WordDocument".encode("utf-16-le") + hashlib.sha256(content).digest()


def _headless(kind: str, content: bytes) -> bytes | None:
    """A PDF that is cut off after its first lines."""
    return content[:200] if kind == "pdf" else None


DAMAGES: dict[str, Callable[[str, bytes], bytes | None]] = {
    "cut": _cut,
    "empty": _empty,
    "headless": _headless,
    "locked": _locked,
    "old": _old,
    "scrambled": _scrambled,
}
"""Each gives the damaged bytes, None where it does not befall such a file."""
