"""An old workbook is read like a new one, and what is not read of it is named."""

import importlib
import struct
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from legalredact.documents.read import read_file
from legalredact.errors import DamagedInput, EncryptedInput
from legalredact.model.document import BlockKind, Document, UnreadReason

K = BlockKind
Compound = Callable[[Mapping[tuple[str, ...], bytes]], bytes]


@pytest.fixture(scope="module")
def compound(repository: Path) -> Iterator[Compound]:
    folder = str(repository / "packaging" / "productions")
    sys.path.insert(0, folder)
    yield importlib.import_module("producing.compound_file").compound_file
    sys.path.remove(folder)


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _label(row: int, column: int, text: str) -> bytes:
    return _record(0x204, struct.pack("<HHH", row, column, 0) + _text(text))


def _number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return _record(0x203, struct.pack("<HHHd", row, column, style, value))


def _bof(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 1996, 0, 6))


def _style(number_format: int) -> bytes:
    return _record(0xE0, struct.pack("<HHHBBBBIIH", 0, number_format, 0, 0x20, 0, 0, 0, 0, 0, 0x20C0))


def workbook(sheets: Mapping[str, tuple[int, bytes]], more: bytes = b"") -> bytes:
    """The stream of a workbook: sheets by name, each with its state (1: hidden) and its records."""
    font = _record(0x31, struct.pack("<HHHHHBBBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 5, 0) + b"Arial")
    head = _bof(5) + more + font * 4 + _style(0) + _style(14)
    bodies = [_bof(0x10) + records + _record(0x0A) for _, records in sheets.values()]
    names = [name.encode("latin-1") for name in sheets]
    at = len(head) + sum(12 + len(name) for name in names) + 4
    bounds = b""
    for (state, _), name, body in zip(sheets.values(), names, bodies, strict=True):
        bounds += _record(0x85, struct.pack("<IBBBB", at, state, 0, len(name), 0) + name)
        at += len(body)
    return head + bounds + _record(0x0A) + b"".join(bodies)


_COLUMN = _record(0x7D, struct.pack("<HHHHHH", 2, 2, 2560, 0, 1, 0))
_ROW = _record(0x208, struct.pack("<HHHHHHI", 2, 0, 3, 255, 0, 0, 0x20))
_BOX = (
    _record(0x5D, struct.pack("<HHHHH12xI", 0x15, 0x12, 6, 1, 0, 0))
    + _record(0x1B6, struct.pack("<HH6xHHI", 0, 0, 10, 16, 0))
    + _record(0x3C, b"\0Boxed Vane") + _record(0x3C, bytes(16))
)  # fmt: skip
_QUOTED = b"\x17\x08\0Ann Wren"
_FORMULA = _record(0x06, struct.pack("<HHHdHIH", 4, 0, 0, 5.0, 0, 0, len(_QUOTED)) + _QUOTED)
_FIRST = (
    _record(0x14, _text("&LHead Sable")) + _record(0x15, _text("&CFoot Umber")) + _COLUMN + _ROW
    + _label(0, 0, "Last") + _label(0, 1, "Paid") + _label(0, 2, "Code")
    + _label(1, 0, "Roe") + _number(1, 1, 45_000, 1) + _label(1, 2, "secret Wren")
    + _label(2, 0, "Kept Crane") + _label(3, 0, "Łukasz") + _number(3, 1, 12.5) + _FORMULA + _BOX
)  # fmt: skip


def _by_kind(document: Document) -> dict[BlockKind, list[str]]:
    found: dict[BlockKind, list[str]] = defaultdict(list)
    for block in document.blocks:
        found[block.kind].append(document.text_of(block))
    return found


def test_cells_are_read_as_displayed_and_hidden_ones_are_apart(compound: Compound) -> None:
    stream = workbook({"Payees": (0, _FIRST), "Back": (1, _label(0, 0, "Penhallow"))}, _record(0xEB, b"x"))
    document = read_file(compound({("Workbook",): stream, ("_VBA_PROJECT_CUR", "VBA", "dir"): b"x"}), name="x")
    found = _by_kind(document)
    assert found[K.HEADING] == ["Payees"]
    assert found[K.TABLE_CELL] == ["Last\tPaid", "Roe\t2023-03-15", "Łukasz\t12.5\n5"]
    assert found[K.HIDDEN] == ["Code", "secret Wren", "Kept Crane", "Back", "Penhallow"]
    assert (found[K.HEADER], found[K.FOOTER]) == (["Head Sable"], ["Foot Umber"])
    assert "Ann Wren" in found[K.PROPERTY]
    assert found[K.TEXT_BOX] == ["Boxed Vane"]
    assert [part.reason for part in document.unread] == [UnreadReason.PICTURE, UnreadReason.EMBEDDED_FILE]


def test_a_workbook_with_a_password_and_a_damaged_one_are_refused(compound: Compound) -> None:
    locked = workbook({"A": (0, _FIRST)}, _record(0x2F, struct.pack("<HHH", 0, 1, 2)))
    with pytest.raises(EncryptedInput):
        read_file(compound({("Workbook",): locked}), name="x")
    for damaged in (b"", b"\x09\x08\xff\xff", workbook({"A": (0, _FIRST)})[:300]):
        with pytest.raises(DamagedInput):
            read_file(compound({("Workbook",): damaged}), name="x")
