"""An old workbook is read like a new one, and what is not read of it is named."""

import struct
from collections import defaultdict
from collections.abc import Callable, Mapping

import pytest

from legalredact.documents.read import read_file
from legalredact.errors import DamagedInput, EncryptedInput, WrongType
from legalredact.model.document import BlockKind, Document, UnreadReason
from tests.documents.xls_files import label, number, record, wide_text, workbook

K = BlockKind
Compound = Callable[[Mapping[tuple[str, ...], bytes]], bytes]


_COLUMN = record(0x7D, struct.pack("<HHHHHH", 2, 2, 2560, 0, 1, 0))
_ROW = record(0x208, struct.pack("<HHHHHHI", 2, 0, 3, 255, 0, 0, 0x20))
_BOX = (
    record(0x5D, struct.pack("<HHHHH12xI", 0x15, 0x12, 6, 1, 0, 0))
    + record(0x1B6, struct.pack("<HH6xHHI", 0, 0, 10, 16, 0))
    + record(0x3C, b"\0Boxed Vane") + record(0x3C, bytes(16))
)  # fmt: skip
_QUOTED = b"\x17\x08\0Ann Wren"
_FORMULA = record(0x06, struct.pack("<HHHdHIH", 4, 0, 0, 5.0, 0, 0, len(_QUOTED)) + _QUOTED)
_FIRST = (
    record(0x14, wide_text("&LHead Sable")) + record(0x15, wide_text("&CFoot Umber")) + _COLUMN + _ROW
    + label(0, 0, "Last") + label(0, 1, "Paid") + label(0, 2, "Code")
    + label(1, 0, "Roe") + number(1, 1, 45_000, 1) + label(1, 2, "secret Wren")
    + label(2, 0, "Kept Crane") + label(3, 0, "Łukasz") + number(3, 1, 12.5) + _FORMULA + _BOX
)  # fmt: skip


def _by_kind(document: Document) -> dict[BlockKind, list[str]]:
    found: dict[BlockKind, list[str]] = defaultdict(list)
    for block in document.blocks:
        found[block.kind].append(document.text_of(block))
    return found


def test_cells_are_read_as_displayed_and_hidden_ones_are_apart(compound: Compound) -> None:
    stream = workbook({"Payees": (0, _FIRST), "Back": (1, label(0, 0, "Penhallow"))}, record(0xEB, b"x"))
    document = read_file(compound({("Workbook",): stream, ("_VBA_PROJECT_CUR", "VBA", "dir"): b"x"}), name="x")
    found = _by_kind(document)
    assert found[K.HEADING] == ["Payees"]
    assert found[K.TABLE_CELL] == ["Last\tPaid", "Roe\t2023-03-15", "Łukasz\t12.5\n5"]
    assert found[K.HIDDEN] == ["Code", "secret Wren", "Kept Crane", "Back", "Penhallow"]
    assert (found[K.HEADER], found[K.FOOTER]) == (["Head Sable"], ["Foot Umber"])
    assert "Ann Wren" in found[K.PROPERTY]
    assert found[K.TEXT_BOX] == ["Boxed Vane"]
    assert [part.reason for part in document.unread] == [UnreadReason.PICTURE, UnreadReason.EMBEDDED_FILE]


def test_an_old_file_is_what_its_own_streams_say_and_not_what_is_embedded_in_it(compound: Compound) -> None:
    stream = workbook({"Payees": (0, _FIRST)})
    book = compound({("Workbook",): stream, ("MBD0001", "WordDocument"): b"x" * 100})
    assert "Roe" in read_file(book, name="x").text
    letter = compound({("WordDocument",): b"x" * 100, ("ObjectPool", "_1", "Workbook"): stream})
    with pytest.raises(WrongType, match=r"\(.doc\)"):
        read_file(letter, name="x")


def test_a_workbook_with_a_password_and_a_damaged_one_are_refused(compound: Compound) -> None:
    locked = workbook({"A": (0, _FIRST)}, record(0x2F, struct.pack("<HHH", 0, 1, 2)))
    with pytest.raises(EncryptedInput):
        read_file(compound({("Workbook",): locked}), name="x")
    for damaged in (b"", b"\x09\x08\xff\xff", workbook({"A": (0, _FIRST)})[:300]):
        with pytest.raises(DamagedInput):
            read_file(compound({("Workbook",): damaged}), name="x")
