"""Stores of Outlook (.pst, [MS-PST], Unicode): folders of messages with recipients and attachments.

Small stores only: each node has one data block, and each tree fits one level of pages below its root. Tables that
Outlook keeps besides the items are left out.
"""

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from producing.outlook_file import Message

_LONG, _WIDE, _BINARY, _TIME, _OBJECT = 0x0003, 0x001F, 0x0102, 0x0040, 0x000D
_SENT_AT = 133_500_000_000_000_000
_PAGE, _BLOCK = 512, 64
_NBT, _BBT = 0x81, 0x80
_ROOT, _STORE, _NAMES = 0x122, 0x21, 0x61
_RECIPIENTS, _ATTACHMENTS = 0x692, 0x671

Value = int | str | bytes
Properties = Mapping[tuple[int, int], Value]
"""Values by number and type of the property."""


@dataclass(frozen=True, slots=True)
class _Node:
    """A node of the node tree.

    Arguments:
        subnodes: the block with its subnodes; 0 if there are none.
    """

    number: int
    data: int
    subnodes: int
    parent: int


@dataclass(slots=True)
class _Store:
    """A file while it is written."""

    content: bytearray = field(default_factory=lambda: bytearray(0x4400 + _PAGE))
    blocks: list[tuple[int, int, int]] = field(default_factory=list)
    nodes: list[_Node] = field(default_factory=list)
    next_block: int = 4
    next_node: int = 0x8020

    def block(self, data: bytes, *, internal: bool = False) -> int:
        """Add a block; returns its number."""
        number = self.next_block | (2 if internal else 0)
        self.next_block += 4
        at = len(self.content)
        self.blocks.append((number, at, len(data)))
        padded = data + bytes(-(len(data) + 16) % _BLOCK)
        self.content += padded + struct.pack("<HHIQ", len(data), _signature(at, number), _checksum(data), number)
        return number

    def node(self, number: int, data: bytes, parent: int, subnodes: Sequence[tuple[int, int, int]] = ()) -> None:
        """Add a node with its subnodes."""
        inner = self.subnode_block(subnodes) if subnodes else 0
        self.nodes.append(_Node(number, self.block(data), inner, parent))

    def subnode_block(self, subnodes: Sequence[tuple[int, int, int]]) -> int:
        """A block that lists subnodes: number, data block, block of their own subnodes."""
        entries = b"".join(struct.pack("<QQQ", *one) for one in sorted(subnodes))
        return self.block(struct.pack("<BBHI", 2, 0, len(subnodes), 0) + entries, internal=True)

    def fresh(self, kind: int) -> int:
        """A new number of a node."""
        self.next_node += 0x20
        return self.next_node | kind


def outlook_store(folders: Mapping[str, Sequence[Message]]) -> bytes:
    """The bytes of a store with these folders below its root."""
    store = _Store()
    store.node(_STORE, _properties({(0x3001, _WIDE): "Store"}), 0)
    store.node(
        _NAMES,
        _properties({(1, _LONG): 251, (2, _BINARY): bytes(16), (3, _BINARY): bytes(8), (4, _BINARY): bytes(4)}),
        0,
    )
    numbers = [store.fresh(2) for _ in folders]
    _folder(store, _ROOT, _ROOT, "", dict(zip(numbers, folders, strict=True)), {})
    for folder, (name, messages) in zip(numbers, folders.items(), strict=True):
        inside = {store.fresh(4): message for message in messages}
        _folder(store, folder, _ROOT, name, {}, {number: one.subject for number, one in inside.items()})
        for number, message in inside.items():
            data, subnodes = _message(store, message)
            store.node(number, data, folder, subnodes)
    return _finished(store)


def _folder(
    store: _Store, number: int, parent: int, name: str, folders: Mapping[int, str], subjects: Mapping[int, str]
) -> None:
    """A folder with the tables of the folders and the items in it."""
    count = len(subjects)
    values: Properties = {(0x3001, _WIDE): name, (0x3602, _LONG): count, (0x3603, _LONG): 0, (0x360A, 0x000B): 0}
    store.node(number, _properties(values), parent)
    below: list[Properties] = [{(0x3001, _WIDE): one} for one in folders.values()]
    items: list[Properties] = [{(0x001A, _WIDE): "IPM.Note", (0x0037, _WIDE): one} for one in subjects.values()]
    for kind, numbers, rows in ((0x0D, folders, below), (0x0E, subjects, items), (0x0F, {}, [])):
        store.node(number & ~0x1F | kind, _table([*numbers], rows), 0)


def _message(store: _Store, message: Message) -> tuple[bytes, list[tuple[int, int, int]]]:
    """The properties of a message, and its subnodes."""
    values: dict[tuple[int, int], Value] = {
        (0x001A, _WIDE): "IPM.Note",
        (0x0037, _WIDE): message.subject,
        (0x0039, _TIME): struct.pack("<Q", _SENT_AT),
        (0x0C1A, _WIDE): message.sender[0],
        (0x0C1F, _WIDE): message.sender[1],
        (0x0E07, _LONG): 1,
        (0x1000, _WIDE): message.text,
        **{(tag, _WIDE): text for tag, text in message.more.items()},
    }
    if message.html:
        values[0x1013, _BINARY] = message.html.encode()
        values[0x3FDE, _LONG] = 65001
    people = [(1, *one) for one in message.to] + [(2, *one) for one in message.copied]
    rows: list[Properties] = [
        {(0x0C15, _LONG): kind, (0x3001, _WIDE): name, (0x39FE, _WIDE): address} for kind, name, address in people
    ]
    subnodes = [(_RECIPIENTS, store.block(_table(range(1, len(rows) + 1), rows)), 0)] if rows else []
    numbers = []
    for name, content in message.attachments:
        numbers.append(0x8005 + 0x20 * (len(numbers) + 1))
        subnodes.append((numbers[-1], *_attachment(store, name, content)))
    if numbers:
        sizes: list[Properties] = [{(0x0E20, _LONG): 1, (0x3705, _LONG): 1} for _ in numbers]
        subnodes.append((_ATTACHMENTS, store.block(_table(numbers, sizes)), 0))
    return _properties(values), subnodes


def _attachment(store: _Store, name: str, content: "bytes | Message") -> tuple[int, int]:
    """The data block of an attachment, and the block of its subnodes."""
    if isinstance(content, bytes):
        values: dict[tuple[int, int], Value] = {(0x3705, _LONG): 1, (0x3707, _WIDE): name, (0x3701, _BINARY): content}
        return store.block(_properties({**values, (0x0E20, _LONG): len(content)})), 0
    inner = 0x8004 + 0x20 * 50
    data, subnodes = _message(store, content)
    below = store.subnode_block(subnodes) if subnodes else 0
    values = {(0x3705, _LONG): 5, (0x3001, _WIDE): name, (0x3701, _OBJECT): struct.pack("<II", inner, len(data))}
    return store.block(_properties(values)), store.subnode_block([(inner, store.block(data), below)])


def _properties(values: Properties) -> bytes:
    """A property context: a heap with a tree of properties."""
    heap: list[bytes] = [b"", b""]
    records = b""
    for (tag, kind), value in sorted(values.items()):
        records += struct.pack("<HHI", tag, kind, _put(heap, kind, value))
    heap[0] = struct.pack("<BBBBI", 0xB5, 2, 6, 0, 2 << 5)
    heap[1] = records
    return _heap(heap, 0xBC, 1 << 5)


def _put(heap: list[bytes], kind: int, value: Value) -> int:
    """A value as it is in a record: small numbers themselves, others by their place in the heap."""
    if isinstance(value, int):
        return value
    heap.append(value.encode("utf-16-le") if isinstance(value, str) else value)
    return len(heap) << 5 if heap[-1] or kind == _OBJECT else 0


def _table(numbers: Sequence[int], rows: Sequence[Properties]) -> bytes:
    """A table context: columns, an index of rows, and the rows."""
    columns = [(0x67F2, _LONG), (0x67F3, _LONG), *sorted({key for row in rows for key in row})]
    width = 4 * len(columns)
    flags = -(-len(columns) // 8)
    heap: list[bytes] = [b"", b"", b"", b""]
    matrix = b""
    for number, row in zip(numbers, rows, strict=True):
        cells = [number, 0, *(_put(heap, key[1], row.get(key, 0)) for key in columns[2:])]
        there = [True, True, *(key in row for key in columns[2:])]
        bits = bytearray(flags)
        for index, one in enumerate(there):
            bits[index // 8] |= (0x80 >> index % 8) if one else 0
        matrix += struct.pack(f"<{len(cells)}I", *cells) + bits
    described = sorted((tag << 16 | kind, 4 * index, 4, index) for index, (tag, kind) in enumerate(columns))
    ends = (width, width, width, width + flags)
    info = struct.pack("<BB4HIII", 0x7C, len(columns), *ends, 2 << 5, 4 << 5 if rows else 0, 0)
    heap[0] = info + b"".join(struct.pack("<IHBB", *one) for one in described)
    heap[1] = struct.pack("<BBBBI", 0xB5, 4, 4, 0, 3 << 5 if rows else 0)
    heap[2] = b"".join(struct.pack("<II", number, index) for index, number in enumerate(sorted(numbers)))
    heap[3] = matrix
    return _heap(heap, 0x7C, 1 << 5)


def _heap(parts: Sequence[bytes], client: int, root: int) -> bytes:
    at, places, body = 12, [12], b""
    for part in parts:
        body += part
        at += len(part)
        places.append(at)
    body += bytes(at % 2)
    page_map = struct.pack("<HH", len(parts), 0) + struct.pack(f"<{len(places)}H", *places)
    return struct.pack("<HBBII", at + at % 2, 0xEC, client, root, 0) + body + page_map


def _finished(store: _Store) -> bytes:
    """The file with its trees of nodes and blocks, and its header."""
    blocks = [(number, struct.pack("<QQHHI", number, at, size, 2, 0)) for number, at, size in sorted(store.blocks)]
    nodes = [
        (one.number, struct.pack("<QQQII", one.number, one.data, one.subnodes, one.parent, 0))
        for one in sorted(store.nodes, key=lambda one: one.number)
    ]
    block_root = _tree(store, blocks, _BBT, 20)
    node_root = _tree(store, nodes, _NBT, 15)
    end = len(store.content)
    root = struct.pack("<IQQQQ4QBBH", 0, end, 0x4400, 0, 0, *node_root, *block_root, 2, 0, 0)
    part = struct.pack("<HHHBBII", 0x4D53, 23, 19, 1, 1, 0, 0) + struct.pack("<QQI", 0, store.next_block, 1)
    part += bytes(128) + bytes(8) + root + bytes(4) + b"\xff" * 256
    part += struct.pack("<BBHQ", 0x80, 0, 0, store.next_block)
    head = b"!BDN" + struct.pack("<I", _checksum(part[:471])) + part
    store.content[: len(head) + 4] = head + struct.pack("<I", _checksum(part[:516]))
    return bytes(store.content)


def _tree(store: _Store, entries: Sequence[tuple[int, bytes]], kind: int, most: int) -> tuple[int, int]:
    """Pages of a tree; returns number and place of its root."""
    groups = [entries[start : start + most] for start in range(0, len(entries), most)]
    pages = [(group[0][0], *_page(store, [one for _, one in group], kind, 0)) for group in groups]
    if len(pages) == 1:
        return pages[0][1:]
    return _page(store, [struct.pack("<QQQ", *page) for page in pages], kind, 1)


def _page(store: _Store, entries: Sequence[bytes], kind: int, level: int) -> tuple[int, int]:
    store.content += bytes(-len(store.content) % _PAGE)
    at, number = len(store.content), store.next_block
    store.next_block += 4
    size = len(entries[0])
    if len(entries) * size > 488:
        raise ValueError("the store is larger than this writer can write")
    data = b"".join(entries).ljust(488, b"\0") + struct.pack("<BBBBI", len(entries), 488 // size, size, level, 0)
    store.content += data + struct.pack("<BBHIQ", kind, kind, _signature(at, number), _checksum(data), number)
    return number, at


def _checksum(data: bytes) -> int:
    """CRC-32 without the usual inversions."""
    return zlib.crc32(data, 0xFFFFFFFF) ^ 0xFFFFFFFF


def _signature(at: int, number: int) -> int:
    mixed = (at ^ number) & 0xFFFFFFFF
    return (mixed >> 16) ^ (mixed & 0xFFFF)
