"""Writes the cabinet with the files of an installer (MSZIP; see [MS-CAB] and [MS-MCI]).

wixl compresses each block of 32 KB alone. The format allows a block to refer to the one before, which makes this
application's cabinet 4 % smaller: 8 MB.
"""

import struct
import time
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

_BLOCK = 32_768
_MOST_BLOCKS = 0xFFFF
_MSZIP = 1
_HEADER = struct.Struct("<4s5I2B5H")
_FOLDER = struct.Struct("<I2H")
_FILE = struct.Struct("<2I4H")
_ARCHIVE = 0x20


def write_cabinet(target: Path, files: Sequence[tuple[str, Path]], seconds: int) -> None:
    """Write a cabinet of one folder; the same files give the same bytes.

    Arguments:
        files: name in the cabinet, and the file, in the order in which they lie in it.
        seconds: the time of all files, since 1970.

    Errors: ValueError if they are more than one folder of a cabinet can hold (2 GB).
    """
    entries, offset, when = bytearray(), 0, _date_and_time(seconds)
    for name, path in files:
        size = path.stat().st_size
        entries += _FILE.pack(size, offset, 0, *when, _ARCHIVE) + name.encode("ascii") + b"\0"
        offset += size
    blocks = -(-offset // _BLOCK)
    if blocks > _MOST_BLOCKS:
        raise ValueError(f"{offset} bytes are more than one folder of a cabinet can hold.")
    begin = _HEADER.size + _FOLDER.size
    with target.open("wb") as out:
        out.write(bytes(begin) + entries)
        for content, packed in _packed(path for _, path in files):
            sizes = struct.pack("<2H", len(packed), len(content))
            out.write(struct.pack("<I", checksum(packed) ^ checksum(sizes)) + sizes + packed)
        size = out.tell()
        out.seek(0)
        out.write(_HEADER.pack(b"MSCF", 0, size, 0, begin, 0, 3, 1, 1, len(files), 0, 0, 0))
        out.write(_FOLDER.pack(begin + len(entries), blocks, _MSZIP))


def checksum(content: bytes) -> int:
    """The exclusive or of all words of four bytes; a rest is read from its end ([MS-CAB] 3.1)."""
    whole = len(content) // 4 * 4
    words = np.bitwise_xor.reduce(np.frombuffer(content[:whole], "<u4")) if whole else 0
    return int(words) ^ int.from_bytes(content[whole:], "big")


def _date_and_time(seconds: int) -> tuple[int, int]:
    year, month, day, hour, minute, second = time.gmtime(seconds)[:6]
    return (year - 1980) << 9 | month << 5 | day, hour << 11 | minute << 5 | second // 2


def _packed(files: Iterator[Path]) -> Iterator[tuple[bytes, bytes]]:
    before = b""
    for block in _blocks(files):
        arguments = (9, zlib.DEFLATED, -zlib.MAX_WBITS, 9, zlib.Z_DEFAULT_STRATEGY)
        packer = zlib.compressobj(*arguments, before) if before else zlib.compressobj(*arguments)
        yield block, b"CK" + packer.compress(block) + packer.flush()
        before = block


def _blocks(files: Iterator[Path]) -> Iterator[bytes]:
    waiting = bytearray()
    for path in files:
        waiting += path.read_bytes()
        while len(waiting) >= _BLOCK:
            yield bytes(waiting[:_BLOCK])
            del waiting[:_BLOCK]
    if waiting:
        yield bytes(waiting)
