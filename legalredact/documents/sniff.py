"""What kind of file it is, by its first bytes; names lie."""

import enum
import zipfile

from legalredact.errors import DamagedInput, EncryptedInput, WrongType
from legalredact.model.source import Source, content_of, stream_of

_HEAD = 4096
_PDF_HEAD = 1024
"""Bytes in which a PDF must begin; some programs put a few of their own before it."""

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"GIF8", b"BM", b"RIFF")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_SAVE_AS_DOCX = "Open it in Word or LibreOffice, save it as .docx, and add that file."
_REFUSED: tuple[tuple[tuple[bytes, ...], str, str], ...] = (
    ((b"{\\rtf",), "a rich text file (.rtf)", _SAVE_AS_DOCX),
    ((b"\xffWPC",), "a WordPerfect file", _SAVE_AS_DOCX),
    (
        (b"GIF8", b"BM", b"RIFF", b"\0\0\0\x0cjP", b"8BPS"),
        "a picture of a kind that is not read",
        "Save it as PNG or PDF.",
    ),
    ((b"%!PS",), "a PostScript file", "Convert it to PDF, and add that file."),
    ((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"), "an archive", "Unpack it and add the files in it."),
    ((b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe"), "a program", "Add documents only."),
)


class FileKind(enum.Enum):
    """Kinds that can be read."""

    PDF = "pdf"
    WORD = "word"
    PICTURE = "picture"
    TEXT = "text"


def kind_of(source: Source) -> FileKind:
    """The kind of a file, by its content.

    Errors:
        WrongType: of no kind that can be read; the remedy says how to make one of it.
        EncryptedInput: a Word file with a password.
        DamagedInput: an Office file that is no longer whole.
    """
    with stream_of(source) as file:
        head = file.read(_HEAD)
    if b"%PDF-" in head[:_PDF_HEAD]:
        return FileKind.PDF
    if head.startswith(_PICTURES):
        return FileKind.PICTURE
    if head.startswith(_ZIP):
        return _zip_kind(source)
    if head.startswith(_OLE):
        raise _ole_error(source)
    for beginnings, what, remedy in _REFUSED:
        if head.startswith(beginnings):
            raise WrongType(f"This is {what}.", remedy)
    if _is_text(head):
        return FileKind.TEXT
    raise WrongType(
        "This is no kind of file that can be read.", "Save it as PDF, .docx, plain text, PNG, JPEG or TIFF."
    )


def _zip_kind(source: Source) -> FileKind:
    try:
        with stream_of(source) as file, zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise DamagedInput(
            "This Office file is not whole.", "Ask for a new copy, or open it in Word, let it be repaired and save it."
        ) from None
    if any(name.startswith("word/") for name in names):
        return FileKind.WORD
    if any(name.startswith(("xl/", "ppt/")) for name in names) or "mimetype" in names:
        raise WrongType("This is an Office file other than Word.", "Print it to PDF, and add that file.")
    if "[Content_Types].xml" in names:
        return FileKind.WORD
    raise WrongType("This is an archive.", "Unpack it and add the files in it.")


def _ole_error(source: Source) -> WrongType | EncryptedInput:
    """Old Office files and new ones with a password share a container; the names of its streams tell them apart."""
    content = content_of(source)
    if _utf16("EncryptedPackage") in content:
        return EncryptedInput(
            "This Office file asks for a password.",
            "Open it with its password, save a copy without one, and add the copy.",
        )
    if _utf16("WordDocument") in content:
        return WrongType("This is an old Word file (.doc).", _SAVE_AS_DOCX)
    return WrongType("This is an old Office file or an e-mail of Outlook.", "Print it to PDF, and add that file.")


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def _is_text(head: bytes) -> bool:
    """Whether it may be plain text: marked as such, or without control characters."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    return not any(byte < 9 or 13 < byte < 27 for byte in head)
