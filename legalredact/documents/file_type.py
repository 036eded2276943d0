"""Detects the type of a file by its first bytes, since names may be wrong."""

import enum
import io
import re
import struct
import zipfile
from pathlib import Path

import olefile

from legalredact.errors import DamagedInput, EncryptedInput, OldFormat, WrongType
from legalredact.model.locked_file import PROTECTED_OFFICE
from legalredact.model.source import Source, content_of, stream_of
from legalredact.model.zip_file import BROKEN_ZIP

_HEAD = 8192
_PDF_HEAD = 1024
"""Bytes within which the PDF header must begin; some programs write bytes of their own before it."""

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"GIF8", b"BM", b"RIFF")
_HEIF = re.compile(rb"....ftyp(?:hei[cxms]|hev[cx]|mif1|msf1)", re.DOTALL)
"""A picture of a phone (ISO 23008-12), by the brand in its first box."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_WORDPERFECT = b"\xffWPC"
_SAVE_AS_DOCX = "Open it in Word or LibreOffice, save it as .docx, and add that file."
_REFUSED: tuple[tuple[tuple[bytes, ...], str, str], ...] = (
    (
        (b"GIF8", b"BM", b"RIFF", b"\0\0\0\x0cjP", b"8BPS"),
        "a picture of a kind that is not read",
        "Save it as PNG or PDF.",
    ),
    ((b"%!PS",), "a PostScript file", "Convert it to PDF, and add that file."),
    ((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"), "an archive", "Unpack it and add the files in it."),
    ((b"\x78\x9f\x3e\x22",), "an attachment in a format of Outlook (winmail.dat)", "Ask for the files themselves."),
    ((b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe"), "a program", "Add documents only."),
)
_BROKEN_OLE = (OSError, ValueError, IndexError, KeyError, TypeError, struct.error, RecursionError, AttributeError)
"""What olefile raises on damaged containers."""

_HEADER = re.compile(rb"[!-9;-~]{1,76}:(?: |\t|\r?\n[ \t])")
_ENCODED = re.compile(
    rb"^(?:content-type:\s*(?:multipart|message)/|content-transfer-encoding:\s*(?:base64|quoted-printable))",
    re.IGNORECASE | re.MULTILINE,
)
_MBOX = re.compile(rb"From \S+ .*\d{4}\s*\r?\n[!-9;-~]{1,76}:", re.IGNORECASE)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE
)
_XML_BEGINNING = re.compile(
    rb"\s*(?:(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)\s*)*<[a-z][^>]*", re.DOTALL | re.I
)
"""The beginning of the document up to the end of its first tag: processing instructions and namespaces."""

_MARKED_UP: tuple[tuple[tuple[bytes, ...], str, str], ...] = (
    (
        (b"schemas.microsoft.com/office/2006/xmlPackage", b"/word/2003/wordml", b"Word.Document"),
        "an Office file saved as XML",
        _SAVE_AS_DOCX,
    ),
    (
        (b"urn:schemas-microsoft-com:office:spreadsheet", b"Excel.Sheet"),
        "a workbook saved as XML",
        "Open it in Excel or LibreOffice, save it as .xlsx, and add that.",
    ),
    (
        (b"urn:oasis:names:tc:opendocument:",),
        "a part of a file of LibreOffice",
        "Save the whole file as .odt, .ods, .odp or .docx, and add that.",
    ),
    ((b"http://www.w3.org/2000/svg",), "a drawing (SVG)", "Save it as PNG or PDF."),
)
"""Documents saved as XML. Tags split names in them, so as plain text their names would not be found."""

_MAIL_ENDINGS = (".eml", ".mht", ".mhtml")
_TABLE_ENDINGS = (".csv", ".tsv", ".tab")
_CALENDAR = re.compile(rb"\s*BEGIN:VCALENDAR\b", re.IGNORECASE)
_CONTACTS = re.compile(rb"\s*BEGIN:VCARD\b", re.IGNORECASE)
_SLACK = (re.compile(rb'"type"\s*:\s*"message"'), re.compile(rb'"ts"\s*:\s*"\d+\.\d+"'))
_TEAMS = ((b'"MessageList"',), (b'"createdDateTime"', b'"contentType"'))
"""Keys of messages in JSON: of a personal export of Teams, and of Microsoft Graph."""

_SLACK_LISTS = frozenset({"channels.json", "groups.json", "dms.json", "mpims.json"})


class FileKind(enum.Enum):
    """Types that can be read, and four containers."""

    PDF = "pdf"
    WORD = "word"
    EXCEL = "excel"
    POWERPOINT = "powerpoint"
    RTF = "rtf"
    HTML = "html"
    MAIL = "mail"
    OUTLOOK = "outlook"
    PICTURE = "picture"
    TEXT = "text"
    CSV = "csv"
    CALENDAR = "calendar"
    CONTACTS = "contacts"
    CHAT = "chat"
    OPENDOCUMENT = "opendocument"
    OLD_EXCEL = "old_excel"
    ARCHIVE = "archive"
    MAILBOX = "mailbox"
    SLACK = "slack"
    OUTLOOK_STORE = "outlook_store"


CONVERSATION = b'"legalredact_conversation"'
"""Key of a conversation that was taken out of an export, with the people that it names."""

HOLDS_OTHERS = frozenset({FileKind.ARCHIVE, FileKind.MAILBOX, FileKind.SLACK, FileKind.OUTLOOK_STORE})
"""Containers: not documents themselves; each file in them is read as a document of its own."""

MESSAGES = frozenset({FileKind.MAIL, FileKind.OUTLOOK})
"""Types whose attachments are documents of their own."""


def kind_of(source: Source, name: str = "") -> FileKind:
    """The type of a file, by its content.

    Arguments:
        name: of the file, by default its own. It decides where the content does not: a message without encoded parts is
            read as an e-mail only if its name says so.

    Errors:
        WrongType: it cannot be read; the remedy says how to convert it. OldFormat, if LibreOffice can convert it.
        EncryptedInput: an Office file with a password.
        DamagedInput: an incomplete Office file.
    """
    with stream_of(source) as file:
        head = file.read(_HEAD)
    if b"%PDF-" in head[:_PDF_HEAD] and not _is_mail(head):
        return FileKind.PDF
    if head.startswith(_PICTURES) or _HEIF.match(head):
        return FileKind.PICTURE
    if head.startswith(_ZIP):
        return _zip_kind(source)
    if head.startswith(_OLE):
        return _ole_kind(source)
    if head.startswith(b"!BDN"):
        return FileKind.OUTLOOK_STORE
    if head.startswith(b"{\\rt"):
        return FileKind.RTF
    if head.startswith(_WORDPERFECT):
        raise OldFormat("This is a WordPerfect file.", _SAVE_AS_DOCX)
    for beginnings, what, remedy in _REFUSED:
        if head.startswith(beginnings):
            raise WrongType(f"This is {what}.", remedy)
    return _text_kind(head, (name or (source.name if isinstance(source, Path) else "")).lower())


def old_format(content: bytes) -> str:
    """File name ending of an old format that LibreOffice can convert; empty for any other file."""
    if content.startswith(_WORDPERFECT):
        return "wpd"
    streams = _top_streams(content) if content.startswith(_OLE) else set()
    if "worddocument" in streams:
        return "doc"
    return "ppt" if "powerpoint document" in streams else ""


def is_zip(source: Source) -> bool:
    """Whether it begins like a zip archive, as Office files do that are not one XML file."""
    with stream_of(source) as file:
        return file.read(2) == b"PK"


def _text_kind(head: bytes, name: str) -> FileKind:
    if _MBOX.match(head):
        return FileKind.MAILBOX
    if _is_mail(head) or (name.endswith(_MAIL_ENDINGS) and _HEADER.match(head)):
        return FileKind.MAIL
    if _is_text(head):
        plain = _plain(head)
        if _HTML.match(plain):
            return FileKind.HTML
        if _is_flat_opendocument(plain):
            return FileKind.OPENDOCUMENT
        _refuse_marked_up(plain)
        return _record_kind(plain, name)
    raise WrongType(
        "Files of this type cannot be read.",
        "Save it as PDF, .docx, .xlsx, .pptx, .odt, .rtf, .eml, plain text, PNG, JPEG or TIFF.",
    )


def _record_kind(head: bytes, name: str) -> FileKind:
    """The type of a plain text: records of a known form, or any text."""
    if _CALENDAR.match(head):
        return FileKind.CALENDAR
    if _CONTACTS.match(head):
        return FileKind.CONTACTS
    if _is_chat(head):
        return FileKind.CHAT
    return FileKind.CSV if name.endswith(_TABLE_ENDINGS) else FileKind.TEXT


def _is_chat(head: bytes) -> bool:
    """Whether it is JSON with messages of Slack or Teams, or a conversation that was taken out of an export."""
    if not head.lstrip().startswith((b"[", b"{")):
        return False
    keys = any(all(key in head for key in keys) for keys in _TEAMS)
    return keys or CONVERSATION in head or all(pattern.search(head) for pattern in _SLACK)


def _is_flat_opendocument(head: bytes) -> bool:
    """Whether it is a file of LibreOffice saved as one XML file (.fodt, .fods, .fodp)."""
    beginning = _XML_BEGINNING.match(head)
    return beginning is not None and b"urn:oasis:names:tc:opendocument:xmlns:office:" in beginning[0]


def _refuse_marked_up(head: bytes) -> None:
    beginning = _XML_BEGINNING.match(head)
    if beginning is not None:
        for marks, what, remedy in _MARKED_UP:
            if any(mark in beginning[0] for mark in marks):
                raise WrongType(f"This is {what}.", remedy)


def _plain(head: bytes) -> bytes:
    """Without the byte order mark and zero bytes of UTF-16, so that tags can be recognized."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe").replace(b"\0", b"")


def _is_mail(head: bytes) -> bool:
    """Whether it begins with headers of a message and has encoded parts, in which no search would find names."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if not _HEADER.match(head):
        return False
    headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    return _ENCODED.search(headers) is not None


def _zip_kind(source: Source) -> FileKind:
    try:
        with stream_of(source) as file, zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except BROKEN_ZIP:
        raise DamagedInput(
            "This Office file or archive is not complete.",
            "Ask for a new copy, or open it in its own program, let it be repaired and save it.",
        ) from None
    if "[Content_Types].xml" in names:
        return _office_kind(names)
    if any(name.startswith("word/") for name in names):
        return FileKind.WORD
    if "mimetype" in names and "content.xml" in names:
        return FileKind.OPENDOCUMENT
    if "users.json" in names and names & _SLACK_LISTS:
        return FileKind.SLACK
    return FileKind.ARCHIVE


def _office_kind(names: set[str]) -> FileKind:
    if "xl/workbook.bin" in names:
        raise WrongType("This is a binary workbook (.xlsb).", "Open it in Excel, save it as .xlsx, and add that file.")
    if any(name.startswith("word/") for name in names):
        return FileKind.WORD
    if any(name.startswith("xl/") for name in names):
        return FileKind.EXCEL
    if any(name.startswith("ppt/") for name in names):
        return FileKind.POWERPOINT
    return FileKind.WORD


def _ole_kind(source: Source) -> FileKind:
    """Old Office files, encrypted new ones, and messages of Outlook share a container format; the names of its streams
    distinguish them."""
    content = content_of(source)
    if _utf16("EncryptedPackage") in content:
        raise EncryptedInput(
            PROTECTED_OFFICE,
            "Open it with its password, save a copy without one, and add the copy.",
        )
    if _utf16("__properties_version1.0") in content:
        return FileKind.OUTLOOK
    streams = _top_streams(content)
    if streams & {"workbook", "book"}:
        return FileKind.OLD_EXCEL
    if "worddocument" in streams:
        raise OldFormat("This is an old Word file (.doc).", _SAVE_AS_DOCX)
    if "powerpoint document" in streams:
        raise OldFormat(
            "This is an old presentation (.ppt).",
            "Open it in PowerPoint or LibreOffice, save it as .pptx, and add that.",
        )
    raise WrongType("This is an old Office file.", "Print it to PDF, and add that file.")


def _top_streams(content: bytes) -> set[str]:
    """Names of the outermost streams; streams of objects that are embedded in the file are further inside."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            return {path[0].lower() for path in file.listdir() if len(path) == 1}
    except _BROKEN_OLE:
        found = ("Workbook", "WordDocument", "PowerPoint Document")
        return {name.lower() for name in found if _utf16(name) in content}


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def _is_text(head: bytes) -> bool:
    """Whether it may be plain text: with a byte order mark, or without control characters."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    return not any(byte < 9 or 13 < byte < 27 for byte in head)
