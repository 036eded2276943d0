"""Reads a Windows security descriptor: who owns a file or folder, and who may change it.

The bytes are in the system's self-relative form ([MS-DTYP] 2.4.6). Only entries that allow are counted. Ignoring
entries that deny is safe: it can only make a file look less protected, and keeps this code short.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

SYSTEM = "S-1-5-18"
ADMINISTRATORS = "S-1-5-32-544"
TRUSTED_INSTALLER = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"
OWNER_RIGHTS = "S-1-3-4"
"""Represents the owner, who must be trusted anyway."""
TRUSTED = frozenset({SYSTEM, ADMINISTRATORS, TRUSTED_INSTALLER})

_NAMES = {
    "S-1-1-0": "Everyone",
    "S-1-5-11": "Authenticated Users",
    "S-1-5-32-545": "Users",
}

DELETE, WRITE_DAC, WRITE_OWNER = 0x0001_0000, 0x0004_0000, 0x0008_0000
WRITE_DATA, APPEND_DATA, WRITE_EA, DELETE_CHILD, WRITE_ATTRIBUTES = 0x2, 0x4, 0x10, 0x40, 0x100
GENERIC_ALL, GENERIC_WRITE = 0x1000_0000, 0x4000_0000

REPLACING = DELETE | DELETE_CHILD | WRITE_DAC | WRITE_OWNER | GENERIC_ALL | GENERIC_WRITE
"""Rights on a folder that allow to remove its contents ([MS-DTYP] 2.4.3)."""
WRITING = REPLACING | WRITE_DATA | APPEND_DATA | WRITE_EA | WRITE_ATTRIBUTES
"""Rights that allow to change a file's content, or the contents of a folder."""

_DACL_PRESENT = 0x0004
_INHERIT_ONLY = 0x08
_ALLOWED = {0x00: 0, 0x09: 0, 0x05: 1, 0x0B: 1}
"""Types of entries that allow, and whether they name objects ([MS-DTYP] 2.4.4.1)."""
_DENIED_OR_AUDIT = frozenset({0x01, 0x02, 0x06, 0x07, 0x0A, 0x0C, 0x0D, 0x0F, 0x11, 0x12, 0x13, 0x14})
_GUID = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """The account and the rights of one entry that allows."""

    who: str
    rights: int
    inherited_only: bool = False


def fault(descriptor: bytes, rights: int = WRITING, trusted: frozenset[str] = TRUSTED) -> str:
    """Why an untrusted account could change it, as the end of a sentence; empty if none could.

    Arguments:
        rights: rights that no other account may have.
        trusted: SIDs as text (``S-1-5-18``).
    """
    try:
        owner, entries = read(descriptor)
    except (struct.error, IndexError, ValueError):
        return "has an access list that cannot be read"
    if owner not in trusted:
        return f"belongs to {named(owner)}"
    if entries is None:
        return "has no access list, so everybody may write to it"
    for entry in entries:
        if entry.rights & rights and not entry.inherited_only and entry.who not in trusted | {OWNER_RIGHTS}:
            return f"can be changed by {named(entry.who)}"
    return ""


def named(sid: str) -> str:
    """The name of a well-known SID, for people."""
    known = _NAMES.get(sid)
    return f"{known} ({sid})" if known else sid or "nobody"


def read(descriptor: bytes) -> tuple[str, tuple[Entry, ...] | None]:
    """Owner, and the entries that allow; None if there is no list, which allows everything to everybody.

    Errors: ValueError, struct.error, IndexError for bytes that are not a descriptor, or with unknown entries.
    """
    revision, _, control, owner, _, _, dacl = struct.unpack_from("<BBHIIII", descriptor)
    if revision != 1:
        raise ValueError(revision)
    who = _sid(descriptor, owner) if owner else ""
    if not (control & _DACL_PRESENT and dacl):
        return who, None
    return who, tuple(_entries(descriptor, dacl))


def _entries(descriptor: bytes, at: int) -> Iterator[Entry]:
    _, _, _, count, _ = struct.unpack_from("<BBHHH", descriptor, at)
    at += 8
    for _ in range(count):
        kind, flags, size, rights = struct.unpack_from("<BBHI", descriptor, at)
        if kind in _ALLOWED:
            named = struct.unpack_from("<I", descriptor, at + 8)[0] if _ALLOWED[kind] else None
            skipped = 0 if named is None else 4 + _GUID * (named & 3).bit_count()
            yield Entry(_sid(descriptor, at + 8 + skipped), rights, bool(flags & _INHERIT_ONLY))
        elif kind not in _DENIED_OR_AUDIT:
            raise ValueError(kind)
        if size < 8:
            raise ValueError(size)
        at += size


def _sid(descriptor: bytes, at: int) -> str:
    """[MS-DTYP] 2.4.2."""
    revision, count = descriptor[at], descriptor[at + 1]
    authority = int.from_bytes(descriptor[at + 2 : at + 8], "big")
    return "-".join(map(str, ("S", revision, authority, *struct.unpack_from(f"<{count}I", descriptor, at + 8))))
