"""Makes the stream of an old workbook ([MS-XLS]), record by record."""

import struct
from collections.abc import Mapping


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
