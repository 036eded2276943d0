"""Reads imports and version of Windows programs and libraries."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_IMPORTS, _RESOURCES = 1, 2
_FIXED_VERSION = bytes.fromhex("bd04effe")
"""First bytes of VS_FIXEDFILEINFO."""
_GUI = 2


@dataclass(frozen=True, slots=True)
class Section:
    """The position of a part of the file in memory and on the disk."""

    address: int
    size: int
    offset: int


@dataclass(frozen=True, slots=True)
class Program:
    """Properties of one file.

    Arguments:
        imports: names of libraries in lower case that must exist before it loads; without delayed ones.
        version: four numbers, or None if it has none.
        windowed: whether it starts without a console.
    """

    imports: tuple[str, ...]
    version: tuple[int, int, int, int] | None
    windowed: bool


def read_program(path: Path) -> Program:
    """Read one file.

    Errors: ValueError if it is not a program or library for 64-bit Windows.
    """
    data = path.read_bytes()
    if data[:2] != b"MZ":
        raise ValueError(f"{path.name} is no Windows program.")
    start = struct.unpack_from("<I", data, 0x3C)[0]
    sections, optional_size = struct.unpack_from("<H12xH", data, start + 6)
    optional = start + 24
    if data[start : start + 4] != b"PE\0\0" or struct.unpack_from("<H", data, optional)[0] != 0x20B:
        raise ValueError(f"{path.name} is no program for 64-bit Windows.")
    table = [_section(data, optional + optional_size + 40 * number) for number in range(sections)]
    address = struct.unpack_from("<I", data, optional + 112 + 8 * _IMPORTS)[0]
    names = tuple(_imports(data, _offset(table, address), table)) if address else ()
    windowed = struct.unpack_from("<H", data, optional + 68)[0] == _GUI
    return Program(names, _version(data), windowed)


def is_program(path: Path) -> bool:
    """Whether it is a program or library by its name."""
    return path.suffix.lower() in {".exe", ".dll", ".pyd"}


def _section(data: bytes, at: int) -> Section:
    size, address, raw_size, offset = struct.unpack_from("<4I", data, at + 8)
    return Section(address, max(size, raw_size), offset)


def _offset(table: list[Section], address: int) -> int:
    section = next(one for one in table if one.address <= address < one.address + one.size)
    return address - section.address + section.offset


def _imports(data: bytes, at: int, table: list[Section]) -> Iterator[str]:
    while (name := struct.unpack_from("<I", data, at + 12)[0]) != 0:
        begin = _offset(table, name)
        yield data[begin : data.index(b"\0", begin)].decode("ascii").lower()
        at += 20


def _version(data: bytes) -> tuple[int, int, int, int] | None:
    at = data.find(_FIXED_VERSION)
    if at < 0:
        return None
    high, low = struct.unpack_from("<II", data, at + 8)
    return (high >> 16, high & 0xFFFF, low >> 16, low & 0xFFFF)
