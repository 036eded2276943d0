"""Compound files ([MS-CFB] version 3), the container of Outlook's messages, written from a table of streams."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Path = tuple[str, ...]

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT = 1, 2, 5


@dataclass(slots=True)
class _Entry:
    """A line of the directory."""

    name: str
    kind: int
    content: bytes = b""
    children: list[int] = field(default_factory=list)
    left: int = _FREE
    right: int = _FREE
    child: int = _FREE
    start: int = 0
    size: int = 0


def compound_file(streams: Mapping[Path, bytes]) -> bytes:
    """The bytes of a compound file that holds those streams, each by its storages and its name."""
    entries = _entries(streams)
    mini, mini_chain = bytearray(), list[int]()
    sectors = bytearray()
    chain: list[int] = []
    for entry in entries:
        if entry.kind == _STREAM:
            entry.size = len(entry.content)
            if 0 < entry.size < _CUTOFF:
                entry.start = _put(mini, mini_chain, entry.content, _MINI)
            else:
                entry.start = _put(sectors, chain, entry.content, _SECTOR)
    entries[0].size = len(mini)
    entries[0].start = _put(sectors, chain, bytes(mini), _SECTOR)
    fat_of_mini = struct.pack(f"<{len(mini_chain)}I", *mini_chain)
    mini_start = _put(sectors, chain, fat_of_mini, _SECTOR, b"\xff")
    directory = b"".join(map(_line, entries))
    directory_start = _put(sectors, chain, directory, _SECTOR)
    return _assembled(bytes(sectors), chain, directory_start, mini_start, -(-len(fat_of_mini) // _SECTOR))


def _entries(streams: Mapping[Path, bytes]) -> list[_Entry]:
    """The directory's lines, the root first; children of a storage as a tree by length and name."""
    entries = [_Entry("Root Entry", _ROOT)]
    places: dict[Path, int] = {(): 0}
    for path, content in streams.items():
        for depth in range(1, len(path) + 1):
            part = path[:depth]
            if part not in places:
                whole = depth == len(path)
                places[part] = len(entries)
                entries[places[path[: depth - 1]]].children.append(len(entries))
                entries.append(_Entry(part[-1], _STREAM if whole else _STORAGE, content if whole else b""))
    for entry in entries:
        ordered = sorted(entry.children, key=lambda one: (len(entries[one].name), entries[one].name.upper()))
        entry.child = _tree(entries, ordered)
    return entries


def _tree(entries: Sequence[_Entry], ordered: Sequence[int]) -> int:
    if not ordered:
        return _FREE
    middle = len(ordered) // 2
    top = ordered[middle]
    entries[top].left = _tree(entries, ordered[:middle])
    entries[top].right = _tree(entries, ordered[middle + 1 :])
    return top


def _put(sectors: bytearray, chain: list[int], content: bytes, size: int, filler: bytes = b"\0") -> int:
    """Append a stream in whole sectors; returns its first."""
    if not content:
        return _END
    first, count = len(chain), -(-len(content) // size)
    sectors += content.ljust(count * size, filler)
    chain += [*range(first + 1, first + count), _END]
    return first


def _line(entry: _Entry) -> bytes:
    name = (entry.name + "\0").encode("utf-16-le")
    links = (entry.left, entry.right, entry.child)
    return struct.pack(
        "<64sHBB3I16sI8s8sIQ", name, len(name), entry.kind, 1, *links, b"", 0, b"", b"", entry.start, entry.size
    )


def _assembled(sectors: bytes, chain: Sequence[int], directory: int, mini: int, mini_count: int) -> bytes:
    """Header, sectors, and the table of sectors behind them; up to 109 sectors of table, some 7 MB of file."""
    count = 0
    while count * (_SECTOR // 4) < len(chain) + count:
        count += 1
    table = [*chain, *[_FAT] * count]
    table += [_FREE] * (count * (_SECTOR // 4) - len(table))
    places = [*range(len(chain), len(chain) + count)]
    header = struct.pack(
        "<8s16s5H6s9I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        b"",
        0,
        count,
        directory,
        0,
        _CUTOFF,
        mini if mini_count else _END,
        mini_count,
        _END,
        0,
    )
    header += struct.pack("<109I", *places, *[_FREE] * (109 - len(places)))
    return header + sectors + struct.pack(f"<{len(table)}I", *table)
