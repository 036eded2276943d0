"""All text that an old Word or PowerPoint file stores, without order and form, to compare a conversion with it.

Sources: [MS-DOC] 2.4.1 (retrieving text), 2.5.1 (Fib), 2.9.38 (Clx); [MS-PPT] 2.3.1 (RecordHeader), 2.9.
"""

import io
import re
import struct
from collections.abc import Iterator
from typing import Final

import olefile

from legalredact.errors import EncryptedInput
from legalredact.model.locked_file import PROTECTED_OFFICE

_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
"""Flags of the Fib, at offset 10."""
_CLX_AT: Final = 0x01A2
_COMPRESSED: Final = 0x40000000
"""Bit of a piece's position: one byte for each character."""
_TEXTS: Final = {0x0FA0: "utf-16-le", 0x0FA8: "latin-1", 0x0FBA: "utf-16-le"}
"""Records with text: TextCharsAtom, TextBytesAtom, CString."""
_CRYPT_SESSION: Final = 0x2F14
_BROKEN = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error, RecursionError)
_FIELD = re.compile("\x13([^\x13\x14\x15]*)")
"""The beginning of a field with its instruction."""
_QUOTED = re.compile(r'"([^"]*)"')
_BREAKS = re.compile("[\x00-\x1d]+")


def stored_text(content: bytes, ending: str) -> str | None:
    """The text, its paragraphs in lines; None if it cannot be found out.

    Arguments:
        ending: ``doc`` or ``ppt``; of other formats no text is known.

    Errors: EncryptedInput if the file has a password.
    """
    if ending not in ("doc", "ppt"):
        return None
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            return _clean(_of_word(file) if ending == "doc" else "\r".join(_of_slides(file)))
    except _BROKEN:
        return None


def _of_word(file: "olefile.OleFileIO") -> str:
    """The pieces: the main text, then notes, headers, comments and text boxes, with what is deleted or hidden."""
    main = file.openstream("WordDocument").read()
    (flags,) = struct.unpack_from("<H", main, 10)
    if flags & _ENCRYPTED:
        raise _locked()
    table = file.openstream("1Table" if flags & _TABLE_1 else "0Table").read()
    start, length = struct.unpack_from("<II", main, _CLX_AT)
    pieces = _pieces(table[start : start + length])
    count = (len(pieces) - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", pieces)
    texts: list[str] = []
    for number in range(count):
        (position,) = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * number + 2)
        characters = bounds[number + 1] - bounds[number]
        if position & _COMPRESSED:
            at = (position & ~_COMPRESSED) // 2
            texts.append(main[at : at + characters].decode("cp1252", "replace"))
        else:
            texts.append(main[position : position + 2 * characters].decode("utf-16-le", "replace"))
    if not texts:
        raise ValueError("no pieces")
    return "".join(texts)


def _pieces(clx: bytes) -> bytes:
    """The table of pieces, after the formats of paragraphs that were changed."""
    at = 0
    while clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if clx[at] != 2:
        raise ValueError("no table of pieces")
    return clx[at + 5 : at + 5 + struct.unpack_from("<I", clx, at + 1)[0]]


def _of_slides(file: "olefile.OleFileIO") -> Iterator[str]:
    """Texts of all slides, notes and masters, also of those that an earlier version of the file had."""
    stream = file.openstream("PowerPoint Document").read()
    at = 0
    while at + 8 <= len(stream):
        version, kind, length = struct.unpack_from("<HHI", stream, at)
        if kind == _CRYPT_SESSION:
            raise _locked()
        if kind in _TEXTS:
            yield stream[at + 8 : at + 8 + length].decode(_TEXTS[kind], "replace")
        at += 8 if version & 0xF == 0xF else 8 + length  # a container's records follow its header


def _clean(text: str) -> str:
    """Without marks; of a field's instruction, only what is quoted in it."""
    text = _FIELD.sub(lambda field: "\r".join(("", *_QUOTED.findall(field[1]), "")), text)
    return _BREAKS.sub("\n", text).replace("\x1e", "-").replace("\x1f", "")


def _locked() -> EncryptedInput:
    return EncryptedInput(PROTECTED_OFFICE, "Open it with its password, save a copy without one, and add the copy.")
