"""Fields of a document for load files and privilege logs: from the headers of e-mail, properties of files, and the load
file with which it came."""

import datetime as dt
import email.utils
import re
from dataclasses import dataclass, field
from pathlib import PurePath

from legalredact.model.document import BlockKind, Document
from legalredact.workflow.production_set.order import DocumentPlace

_HEADERS = "headers"
"""Label of the block with the headers of an e-mail (`documents.mail.reader`)."""

_AUTHOR = re.compile(r"property (?:creator|author)|author", re.IGNORECASE)
_KINDS = {
    "E-mail": ("eml", "msg"),
    "Word document": ("docx", "docm", "doc", "rtf"),
    "Spreadsheet": ("xlsx", "xlsm", "xls", "csv"),
    "Presentation": ("pptx", "pptm", "ppt"),
    "PDF": ("pdf",),
    "Image": ("png", "jpg", "jpeg", "tif", "tiff", "gif", "bmp", "webp"),
    "Text": ("txt", "md", "log"),
    "Web page": ("html", "htm"),
}
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_MOST_SENT = re.compile(r"sent|docdate|date", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Fields of one document, unmasked; empty if unknown.

    Arguments:
        date: ISO 8601 (``2024-03-01``) if it could be read, else as written.
        kind: in words, such as ``"E-mail"``.
        extension: of the file's name, in lower case without its dot.
    """

    date: str = field(default="", repr=False)
    sender: str = field(default="", repr=False)
    to: str = field(default="", repr=False)
    cc: str = field(default="", repr=False)
    bcc: str = field(default="", repr=False)
    subject: str = field(default="", repr=False)
    author: str = field(default="", repr=False)
    file_name: str = field(default="", repr=False)
    extension: str = ""
    kind: str = ""

    @property
    def recipients(self) -> str:
        """To, copies and blind copies."""
        return "; ".join(filter(None, (self.to, self.cc, self.bcc)))


def metadata_of(document: Document | None, place: DocumentPlace) -> Metadata:
    """The fields of a document.

    Arguments:
        document: as it was read; None if it could not be read.
    """
    headers = _headers(document) if document is not None else {}
    extension = PurePath(place.name).suffix.lower().lstrip(".")
    return Metadata(
        date=_iso(headers.get("date", "") or _date_of(place)),
        sender=headers.get("from", "") or headers.get("sender", ""),
        to=headers.get("to", ""),
        cc=headers.get("cc", ""),
        bcc=headers.get("bcc", ""),
        subject=headers.get("subject", ""),
        author=_author(document) if document is not None else "",
        file_name=place.name,
        extension=extension,
        kind="E-mail" if headers else next((kind for kind, known in _KINDS.items() if extension in known), "File"),
    )


def _headers(document: Document) -> dict[str, str]:
    """The displayed headers of an e-mail by their name in lower case; a later line of the same name is joined."""
    block = next((one for one in document.blocks if one.label == _HEADERS and one.kind is BlockKind.BODY), None)
    found: dict[str, str] = {}
    for line in document.text_of(block).splitlines() if block is not None else ():
        name, colon, value = line.partition(": ")
        if colon:
            key = name.lower()
            found[key] = f"{found[key]}; {value.strip()}" if key in found else value.strip()
    return found


def _author(document: Document) -> str:
    texts = (
        " ".join(document.text_of(block).split())
        for block in document.blocks
        if block.kind is BlockKind.PROPERTY and _AUTHOR.fullmatch(block.label)
    )
    return next(filter(None, texts), "")


def _date_of(place: DocumentPlace) -> str:
    """The date of a load file that is most likely the document's own."""
    return next((value for name, value in place.dates if _MOST_SENT.search(name)), "")


def _iso(written: str) -> str:
    """A date in ISO 8601 if it is written in one of three usual forms; else as written."""
    if match := _ISO.search(written):
        return match[0]
    if match := _AMERICAN.search(written):
        try:
            return dt.date(int(match[3]), int(match[1]), int(match[2])).isoformat()
        except ValueError:
            return written
    try:
        return email.utils.parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return written
