"""Text records of Windows metafiles (EMF and WMF), which only Windows can draw.

The layout follows [MS-EMF] 2.3.5 and [MS-WMF] 2.3.3. Text in pixels or outlines stays unread.
"""

import struct
from collections.abc import Iterator

_EMF_MARK = b" EMF"
_EMF_TEXT = {83: "cp1252", 84: "utf-16-le"}
_WMF_PLACEABLE = b"\xd7\xcd\xc6\x9a"
_WMF_TEXT_OUT, _WMF_EXTENDED_TEXT_OUT = 0x0521, 0x0A32
_WMF_CLIPPED = 0x0006


def is_metafile(content: bytes) -> bool:
    """Whether the bytes are an EMF or WMF file."""
    return (
        _is_emf(content)
        or content.startswith(_WMF_PLACEABLE)
        or content[:4] in {b"\x01\x00\x09\x00", b"\x02\x00\x09\x00"}
    )


def metafile_text(content: bytes) -> str:
    """Strings of the file; a new line where the vertical position changes. Reading ends at a damaged record."""
    lines: list[str] = []
    last: int | None = None
    try:
        for height, text in _emf_strings(content) if _is_emf(content) else _wmf_strings(content):
            if lines and height == last:
                lines[-1] += f" {text}"
            else:
                lines.append(text)
            last = height
    except struct.error:
        pass  # the caller reports metafiles to a person in any case
    return "\n".join(line.strip() for line in lines if line.strip())


def _is_emf(content: bytes) -> bool:
    return content[40:44] == _EMF_MARK and content[:4] == b"\x01\x00\x00\x00"


def _emf_strings(content: bytes) -> Iterator[tuple[int, str]]:
    """(y, string) of every text record; each record begins with its type and its size in bytes."""
    at = 0
    while at + 8 <= len(content):
        kind, size = struct.unpack_from("<II", content, at)
        if size < 8:
            return
        if kind in _EMF_TEXT:
            height, count, offset = struct.unpack_from("<iII", content, at + 40)
            width = 2 if kind == 84 else 1
            yield height, _string(content[at + offset : at + min(size, offset + count * width)], _EMF_TEXT[kind])
        at += size


def _wmf_strings(content: bytes) -> Iterator[tuple[int, str]]:
    """(y, string) of every text record; each record begins with its size in words of two bytes and its function."""
    at = (22 if content.startswith(_WMF_PLACEABLE) else 0) + 18
    while at + 6 <= len(content):
        size, function = struct.unpack_from("<IH", content, at)
        if size < 3:
            return
        if function == _WMF_TEXT_OUT:
            (count,) = struct.unpack_from("<H", content, at + 6)
            start = at + 8
            (height,) = struct.unpack_from("<h", content, start + count + count % 2)
            yield height, _string(content[start : start + count], "cp1252")
        elif function == _WMF_EXTENDED_TEXT_OUT:
            height, _, count, options = struct.unpack_from("<hhHH", content, at + 6)
            start = at + 14 + (8 if options & _WMF_CLIPPED else 0)
            yield height, _string(content[start : start + count], "cp1252")
        at += size * 2


def _string(content: bytes, encoding: str) -> str:
    return "".join(char for char in content.decode(encoding, "replace") if char.isprintable())
