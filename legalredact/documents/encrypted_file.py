"""Opens encrypted files with the passwords that a person gave: PDFs, Office files, and workbooks of old Excel (.xls).

The decrypted file exists only in memory. No error, log or `repr` contains a password.
"""

import io
import struct

import msoffcrypto
import pikepdf
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError
from msoffcrypto.format import doc97, ppt97, xls97

from legalredact.errors import EncryptedInput
from legalredact.model.locked_file import WRONG_PASSWORD
from legalredact.model.passwords import Passwords
from legalredact.model.source import Source, content_of, stream_of

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (
    OSError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    AssertionError,
    RuntimeError,
    OverflowError,
    struct.error,
)
"""What the libraries raise on damaged files."""


class _InMemory:
    """What the library uses of `tempfile` for old Office files: it would write the decrypted file to disk."""

    TemporaryFile = io.BytesIO


for _format in (doc97, ppt97, xls97):
    _format.tempfile = _InMemory


def decrypted(source: Source, passwords: Passwords) -> bytes:
    """The file without its encryption.

    Errors: EncryptedInput if no password fits, or the encryption is of a kind that cannot be opened here.
    """
    with stream_of(source) as file:
        is_office = file.read(8) == _OLE
    for word in passwords:
        found = _office(source, word) if is_office else _pdf(source, word)
        if found:
            return found
    raise EncryptedInput(
        WRONG_PASSWORD,
        "Give another password, or open the file with it, save a copy without one, and add the copy.",
    )


def _pdf(source: Source, word: str) -> bytes:
    """Empty if the password does not fit, or the file is no PDF."""
    out = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(content_of(source)), password=word) as document:
            document.save(out, encryption=False, static_id=True)
    except (pikepdf.PasswordError, pikepdf.PdfError, *_BROKEN):
        return b""
    return out.getvalue()


def _office(source: Source, word: str) -> bytes:
    """The same for an Office file."""
    out = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(content_of(source)))
        if isinstance(file, xls97.Xls97File):
            file.load_key(password=word)  # always verified
        else:
            file.load_key(password=word, verify_password=True)
        file.decrypt(out)
    except (DecryptionError, InvalidKeyError, FileFormatError, ParseError, *_BROKEN):
        return b""
    return out.getvalue()
