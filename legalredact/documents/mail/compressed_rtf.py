"""Rich text as Outlook stores it: LZFu compression ([MS-OXRTFCP])."""

import struct

_HEADER = struct.Struct("<II4sI")
_WINDOW = 4096
_DICTIONARY = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)


class NotCompressedRtf(ValueError):
    """The bytes are not compressed rich text, or are truncated."""


def decompressed(content: bytes, most: int) -> bytes:
    """Decompress rich text.

    Arguments:
        most: limit for the decompressed bytes.

    Errors: NotCompressedRtf.
    """
    if len(content) < _HEADER.size:
        raise NotCompressedRtf
    _, size, kind, _ = _HEADER.unpack_from(content)
    if size > most:
        raise NotCompressedRtf
    if kind == b"MELA":
        return content[_HEADER.size : _HEADER.size + size]
    if kind != b"LZFu":
        raise NotCompressedRtf
    try:
        return _expanded(content, size)
    except IndexError:
        raise NotCompressedRtf from None


def _expanded(content: bytes, size: int) -> bytes:
    window = bytearray(_DICTIONARY.ljust(_WINDOW, b" "))
    write, at = len(_DICTIONARY), _HEADER.size
    out = bytearray()
    while len(out) < size:
        flags = content[at]
        at += 1
        for bit in range(8):
            if not flags >> bit & 1:
                offset, length = None, 1
            else:
                token = content[at] << 8 | content[at + 1]
                offset, length = token >> 4, (token & 15) + 2
                if offset == write:
                    return bytes(out[:size])
            for step in range(length):
                sign = content[at] if offset is None else window[(offset + step) % _WINDOW]
                window[write] = sign
                write = (write + 1) % _WINDOW
                out.append(sign)
            at += 1 if offset is None else 2
            if len(out) >= size:
                break
    return bytes(out[:size])
