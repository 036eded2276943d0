"""Makes the stream of an old workbook ([MS-XLS]), record by record, and encrypts it (RC4, [MS-OFFCRYPTO] 2.3.6)."""

import struct
from collections.abc import Mapping
from hashlib import md5

from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
from cryptography.hazmat.primitives.ciphers import Cipher

_BOF, _FILE_PASS, _BOUND_SHEET = 0x809, 0x2F, 0x85


def record(kind: int, data: bytes = b"") -> bytes:
    """A record of a kind."""
    return struct.pack("<HH", kind, len(data)) + data


def wide_text(text: str) -> bytes:
    """A string of letters of two bytes."""
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def label(row: int, column: int, text: str) -> bytes:
    """A cell with a text."""
    return record(0x204, struct.pack("<HHH", row, column, 0) + wide_text(text))


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    """A cell with a number."""
    return record(0x203, struct.pack("<HHHd", row, column, style, value))


def _bof(kind: int) -> bytes:
    return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 1996, 0, 6))


def _style(number_format: int) -> bytes:
    return record(0xE0, struct.pack("<HHHBBBBIIH", 0, number_format, 0, 0x20, 0, 0, 0, 0, 0, 0x20C0))


def workbook(sheets: Mapping[str, tuple[int, bytes]], more: bytes = b"") -> bytes:
    """The stream of a workbook: sheets by name, each with its state (1: hidden) and its records."""
    font = record(0x31, struct.pack("<HHHHHBBBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 5, 0) + b"Arial")
    head = _bof(5) + more + font * 4 + _style(0) + _style(14)
    bodies = [_bof(0x10) + records + record(0x0A) for _, records in sheets.values()]
    names = [name.encode("latin-1") for name in sheets]
    at = len(head) + sum(12 + len(name) for name in names) + 4
    bounds = b""
    for (state, _), name, body in zip(sheets.values(), names, bodies, strict=True):
        bounds += record(0x85, struct.pack("<IBBBB", at, state, 0, len(name), 0) + name)
        at += len(body)
    return head + bounds + record(0x0A) + b"".join(bodies)


def locked_workbook(password: str, text: str) -> bytes:
    """A file with one cell, encrypted as by Excel 97: all but the heads of records and what finds them."""
    salt, verifier = bytes(range(16)), bytes(range(16, 32))
    verified = _encrypted(verifier + md5(verifier).digest(), password, salt)  # noqa: S324 - the format's
    told = record(_FILE_PASS, struct.pack("<HHH", 1, 1, 1) + salt + verified)
    filler = record(0x863, bytes(4096))  # a stream of a compound file with fewer bytes is stored in another way
    plain = workbook({"Leases": (0, label(0, 0, text))}, more=told + filler)
    locked, at = bytearray(_encrypted(plain, password, salt)), 0
    while at < len(plain):
        kind, size = struct.unpack_from("<HH", plain, at)
        clear = 4 + {_BOF: size, _FILE_PASS: size, _BOUND_SHEET: 4}.get(kind, 0)
        locked[at : at + clear] = plain[at : at + clear]
        at += 4 + size
    return _container(bytes(locked))


def _encrypted(data: bytes, password: str, salt: bytes) -> bytes:
    blocks = (data[at : at + 1024] for at in range(0, len(data), 1024))
    ciphers = (Cipher(ARC4(_key(password, salt, number)), mode=None) for number in range(len(data) // 1024 + 1))
    return b"".join(cipher.encryptor().update(block) for cipher, block in zip(ciphers, blocks, strict=False))


def _key(password: str, salt: bytes, block: int) -> bytes:
    begun = md5(password.encode("utf-16-le")).digest()[:5]  # noqa: S324 - the format's
    salted = md5((begun + salt) * 16).digest()[:5]  # noqa: S324
    return md5(salted + struct.pack("<I", block)).digest()  # noqa: S324


def _container(stream: bytes) -> bytes:
    """A compound file ([MS-CFB]) whose only stream is a workbook."""
    none, end, sectors = 0xFFFFFFFF, 0xFFFFFFFE, -(-len(stream) // 512)
    chain = [0xFFFFFFFD, end, *range(3, sectors + 2), end]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<10I", 0, 1, 1, 0, 4096, end, 0, end, 0, 0).ljust(512 - len(head), b"\xff")
    folder = _entry("Root Entry", 5, 1, end, 0) + _entry("Workbook", 2, none, 2, len(stream))
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    return head + table + folder.ljust(512, b"\0") + stream.ljust(512 * sectors, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    """An entry of its directory."""
    spelled = f"{name}\0".encode("utf-16-le")
    tree = struct.pack("<HBBIII", len(spelled), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return spelled.ljust(64, b"\0") + tree + bytes(36) + struct.pack("<IQ", start, size)
