"""Records of an old workbook ([MS-XLS]) that its library leaves out: headers, footers, text of boxes, pictures."""

import re
import struct
from collections.abc import Iterator

_HEADER, _FOOTER, _TEXT, _CONTINUE, _DRAWINGS, _RULE, _FORMULA = 0x14, 0x15, 0x1B6, 0x3C, 0xEB, 0x1BE, 0x06
_QUOTED = re.compile(rb"\x17([\x02-\xff])([\0\x01])")
"""The beginning of a text inside a formula: token, length, and whether its letters have two bytes."""

_CODE = re.compile(r'&"[^"]*"|&K[0-9A-F+-]{6}|&\d{1,3}|&[A-Z]')
_IN_RULE = re.compile(r"[^\x00-\x1f]{3,}")
_LABELS = {_HEADER: "header", _FOOTER: "footer", _TEXT: "text box", _RULE: "prompt of a cell"}

Said = tuple[str, str]
"""What a text is, and the text."""


def texts_beside_cells(stream: bytes) -> Iterator[Said]:
    """Headers, footers, texts of boxes, of formulas and of prompts of cells, in order."""
    waiting = 0
    for kind, data in _records(stream):
        if kind == _CONTINUE and waiting:
            yield _LABELS[_TEXT], _string(data, waiting)
            waiting = 0
        elif kind in (_HEADER, _FOOTER) and len(data) > 3:
            (length,) = struct.unpack_from("<H", data)
            yield _LABELS[kind], " ".join(_CODE.sub(" ", _string(data[2:], length)).split())
        elif kind == _TEXT and len(data) >= 12:
            (waiting,) = struct.unpack_from("<H", data, 10)
        elif kind == _FORMULA:
            for found in _QUOTED.finditer(data, 22):
                yield "text in a formula", _string(data[found.start(2) :], found[1][0])
        elif kind == _RULE:
            yield _LABELS[_RULE], "\n".join(_IN_RULE.findall(data[4:].decode("cp1252", "replace")))
            yield _LABELS[_RULE], "\n".join(_IN_RULE.findall(data[4:].replace(b"\0", b"").decode("cp1252", "replace")))


def has_pictures(stream: bytes) -> bool:
    """Whether it holds pictures or shapes that are not read."""
    return any(kind == _DRAWINGS for kind, _ in _records(stream))


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _string(data: bytes, length: int) -> str:
    """A string whose first byte tells whether its letters have one byte or two."""
    wide = bool(data[:1] and data[0] & 1)
    return data[1 : 1 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")
