"""Files inside objects that Office programs embed (OLE): the original file, without the wrapping of the program."""

import io
import struct
from dataclasses import dataclass, field

import olefile

from legalredact.documents.file_type import kind_of
from legalredact.errors import EncryptedInput, UnreadableInput

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NATIVE, _CONTENTS, _PACKAGE = "\x01Ole10Native", "CONTENTS", "Package"
_BROKEN = (OSError, ValueError, IndexError, KeyError, TypeError, struct.error, RecursionError, AttributeError)
_MOST = 512 << 20


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """A file inside another.

    Arguments:
        key: identifies it inside that file: the name of its part, or the number of its object.
        name: for people; may be empty.
        content: its bytes; empty if they are damaged.
    """

    key: str = field(repr=False)
    name: str = field(repr=False)
    content: bytes = field(repr=False)


def file_in_object(key: str, content: bytes, name: str = "") -> EmbeddedFile | None:
    """The file in an embedded object; None if it is an object of a program, such as an equation, and not a file.

    Arguments:
        content: of the part, which may be the file itself.
    """
    if not content.startswith(_OLE):
        return EmbeddedFile(key, name, content)
    if _is_document(content):
        return EmbeddedFile(key, name, content)
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            if file.exists(_NATIVE):
                return _native(key, file.openstream(_NATIVE).read(_MOST), name)
            for stream in (_PACKAGE, _CONTENTS):
                if file.exists(stream):
                    return EmbeddedFile(key, name, file.openstream(stream).read(_MOST))
    except _BROKEN:
        return None
    return None


def _is_document(content: bytes) -> bool:
    try:
        kind_of(content)
    except EncryptedInput:
        return True
    except UnreadableInput as problem:
        return "(." in problem.what  # a document of a known format, such as an old Word file
    return True


def _native(key: str, stream: bytes, name: str) -> EmbeddedFile | None:
    """The file of the stream ``Ole10Native`` ([MS-OLEDS], 2.3.6): label, path and temporary path come before it."""
    try:
        if struct.unpack_from("<H", stream, 4)[0] != 2:
            return EmbeddedFile(key, name, stream[4:])
        label, at = _string(stream, 6)
        _, at = _string(stream, at)
        (length,) = struct.unpack_from("<I", stream, at + 4)
        at += 8 + length
        (size,) = struct.unpack_from("<I", stream, at)
    except (struct.error, ValueError):
        return None
    return EmbeddedFile(key, label or name, stream[at + 4 : at + 4 + size])


def _string(stream: bytes, at: int) -> tuple[str, int]:
    end = stream.index(0, at)
    return stream[at:end].decode("cp1252", "replace"), end + 1
