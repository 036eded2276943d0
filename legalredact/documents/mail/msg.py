"""Parses a message of Outlook (.msg, [MS-OXMSG]). Every text of every storage is read, or reported as unread.

Only the container is opened by a library (olefile). Its streams are interpreted here, since a library that returns the
usual properties would silently omit the others.
"""

import datetime as dt
import io
import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import olefile

from legalredact.documents.mail.compressed_rtf import NotCompressedRtf, decompressed
from legalredact.documents.mail.parts import DEEPEST, MOST_ATTACHMENTS, Attachment, Body, BodyKind, Mail
from legalredact.documents.mail.render import rendered
from legalredact.documents.text.rtf import rtf_lines
from legalredact.documents.text.rtf_parser import TooDeep
from legalredact.errors import DamagedInput, OversizedInput, WrongType
from legalredact.model.document import UnreadReason

_Path = tuple[str, ...]
_STREAM = re.compile(r"__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})(-[0-9A-F]{8})?", re.IGNORECASE)
_PROPERTIES = "__properties_version1.0"
_WIDE, _NARROW, _BINARY, _OBJECT = 0x001F, 0x001E, 0x0102, 0x000D
_LIST = 0x1000
"""Flag of multi-valued types; each value has a stream of its own."""
_MOST = 512 << 20
_MOST_STREAMS = 100_000

_SUBJECT, _BODY, _HTML, _RTF, _CLASS, _TRANSPORT = 0x0037, 0x1000, 0x1013, 0x1009, 0x001A, 0x007D
_DATA, _METHOD, _LONG_NAME, _SHORT_NAME, _DISPLAY = 0x3701, 0x3705, 0x3707, 0x3704, 0x3001
_CONTENT_ID, _HIDDEN, _CODE_PAGE, _HTML_CODE_PAGE, _SENT, _DELIVERED = 0x3712, 0x7FFE, 0x3FFD, 0x3FDE, 0x0039, 0x0E06
_RECIPIENT_KIND, _SMTP, _ADDRESS = 0x0C15, 0x39FE, 0x3003
_READ_APART = frozenset({_SUBJECT, _BODY, _HTML, _CLASS})
_BY_REFERENCE = frozenset({2, 3, 4})
_KINDS = {1: "To", 2: "Cc", 3: "Bcc"}
_FROM = ((0x0042, (0x5D02, 0x0065)), (0x0C1A, (0x5D01, 0x0C1F)))
"""Names of the sender and of the person represented, each with the properties that may hold the address."""


@dataclass(frozen=True, slots=True)
class _Storage:
    """The properties of one storage.

    Arguments:
        streams: by property and type; values of multi-valued properties are separate.
        fixed: integer values of properties that have no stream.
    """

    streams: dict[tuple[int, int, str], _Path] = field(repr=False)
    fixed: dict[int, int] = field(repr=False)


class OutlookMessage:
    """A .msg file, or a message inside one.

    Errors:
        DamagedInput: the container is damaged.
        WrongType: it is another type of file that contains a message.
        OversizedInput: it has more streams than the limit.
    """

    def __init__(self, content: bytes, document_id: str) -> None:
        self._id = document_id
        try:
            self._file = olefile.OleFileIO(io.BytesIO(content), raise_defects=olefile.DEFECT_INCORRECT)
            self._paths = [tuple(path) for path in self._file.listdir(streams=True, storages=True)]
        except (OSError, ValueError, IndexError, KeyError, TypeError, struct.error, RecursionError, AttributeError):
            raise self._damaged() from None
        if len(self._paths) > _MOST_STREAMS:
            raise OversizedInput(
                f"Message {document_id} has more parts than any real one.", "Save its attachments and add those."
            )
        self._children: dict[_Path, list[str]] = {}
        for path in self._paths:
            self._children.setdefault(path[:-1], []).append(path[-1])
        if _PROPERTIES not in self._children.get((), ()):
            raise WrongType("This is an old Office file.", "Print it to PDF, and add that file.")

    def mail(self, at: _Path = (), depth: int = 0) -> Mail:
        """The message in a storage; by default that of the file itself."""
        storage = self._storage(at)
        page = _code_page(storage.fixed.get(_CODE_PAGE, 0) & 0xFFFF)
        unread: list[tuple[UnreadReason, str]] = []
        bodies = tuple(self._bodies(storage, page, unread))
        attachments = tuple(self._attachments(at, page, depth, unread))
        people, beside = self._recipients(at, page)
        kind = self._string(storage, _CLASS, page) or "IPM.Note"
        if not kind.upper().startswith(("IPM.NOTE", "REPORT.IPM.NOTE")):
            unread.append((UnreadReason.UNKNOWN_PART, "fields of an Outlook item that is no message"))
        headers = (
            *self._senders(storage, page),
            *people,
            *_dates(storage),
            ("Subject", self._string(storage, _SUBJECT, page)),
        )
        others = (*self._others(storage, page), *beside)
        return Mail(tuple((k, v) for k, v in headers if v), others, bodies, attachments, (), tuple(unread))

    def _storage(self, at: _Path) -> _Storage:
        streams: dict[tuple[int, int, str], _Path] = {}
        for name in self._children.get(at, ()):
            match = _STREAM.fullmatch(name)
            if match:
                streams[int(match[1], 16), int(match[2], 16), (match[3] or "").lower()] = (*at, name)
        return _Storage(streams, self._fixed(at))

    def _fixed(self, at: _Path) -> dict[int, int]:
        """Integer values of the properties stream; the length of its header depends on the kind of storage."""
        content = self._read((*at, _PROPERTIES)) if _PROPERTIES in self._children.get(at, ()) else b""
        last = at[-1].lower() if at else ""
        head = 8 if last.startswith(("__recip", "__attach")) else 24 if at else 32
        found: dict[int, int] = {}
        for start in range(head, len(content) - 15, 16):
            _, tag = struct.unpack_from("<HH", content, start)
            found[tag] = struct.unpack_from("<Q", content, start + 8)[0]
        return found

    def _read(self, path: _Path) -> bytes:
        try:
            return bytes(self._file.openstream(list(path)).read(_MOST))
        except (OSError, ValueError, IndexError, KeyError, TypeError, struct.error):
            raise self._damaged() from None

    def _string(self, storage: _Storage, tag: int, page: str) -> str:
        for kind in (_WIDE, _NARROW):
            path = storage.streams.get((tag, kind, ""))
            if path is not None:
                return _decoded(self._read(path), kind, page)
        return ""

    def _bodies(self, storage: _Storage, page: str, unread: list[tuple[UnreadReason, str]]) -> Iterator[Body]:
        plain = self._string(storage, _BODY, page)
        if plain.strip():
            yield Body(BodyKind.PLAIN, plain)
        html = self._string(storage, _HTML, page)
        path = storage.streams.get((_HTML, _BINARY, ""))
        if path is not None:
            raw = self._read(path)
            html = _in_page(raw, _code_page(storage.fixed.get(_HTML_CODE_PAGE, 65001) & 0xFFFF))
        if html.strip():
            yield Body(BodyKind.HTML, html)
        path = storage.streams.get((_RTF, _BINARY, ""))
        if path is not None:
            try:
                yield Body(BodyKind.RTF, "\n".join(rtf_lines(decompressed(self._read(path), _MOST))))
            except (NotCompressedRtf, TooDeep):
                unread.append((UnreadReason.UNKNOWN_PART, "formatted text of the message, damaged"))

    def _recipients(self, at: _Path, page: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """Headers for the recipients, and other texts about them."""
        found: dict[str, list[str]] = {}
        beside: list[tuple[str, str]] = []
        for name in self._named(at, "__recip_version1.0_"):
            storage = self._storage((*at, name))
            kind = _KINDS.get(storage.fixed.get(_RECIPIENT_KIND, 1) & 0xF, "To")
            address = self._string(storage, _SMTP, page) or self._string(storage, _ADDRESS, page)
            found.setdefault(kind, []).append(_person(self._string(storage, _DISPLAY, page), address))
            beside.extend(self._others(storage, page))
        return [(kind, ", ".join(found[kind])) for kind in _KINDS.values() if kind in found], beside

    def _senders(self, storage: _Storage, page: str) -> Iterator[tuple[str, str]]:
        said: list[str] = []
        for name, addresses in _FROM:
            address = next(filter(None, (self._string(storage, tag, page) for tag in addresses)), "")
            person = _person(self._string(storage, name, page), address)
            if person and person not in said:
                yield "Sender" if said else "From", person
                said.append(person)

    def _attachments(
        self, at: _Path, page: str, depth: int, unread: list[tuple[UnreadReason, str]]
    ) -> Iterator[Attachment]:
        names = self._named(at, "__attach_version1.0_")
        if len(names) > MOST_ATTACHMENTS:
            raise OversizedInput(
                f"Message {self._id} has more attachments than any real one.", "Save them and add those."
            )
        for number, name in enumerate(names, 1):
            yield from self._attachment((*at, name), number, page, depth, unread)

    def _attachment(
        self, at: _Path, number: int, page: str, depth: int, unread: list[tuple[UnreadReason, str]]
    ) -> Iterator[Attachment]:
        storage = self._storage(at)
        named = filter(None, (self._string(storage, tag, page) for tag in (_LONG_NAME, _SHORT_NAME, _DISPLAY)))
        name = next(named, "")
        inner = storage.streams.get((_DATA, _OBJECT, ""))
        data = storage.streams.get((_DATA, _BINARY, ""))
        if inner is not None and _PROPERTIES in self._children.get(inner, ()):
            if depth >= DEEPEST:
                unread.append((UnreadReason.EMBEDDED_FILE, f"attachment {number}, a message deep inside others"))
                return
            content = rendered(self.mail(inner, depth + 1))
            yield Attachment(name if name.lower().endswith(".eml") else f"{name or 'message'}.eml", content)
        elif data is not None:
            shown = bool(self._string(storage, _CONTENT_ID, page)) and bool(storage.fixed.get(_HIDDEN, 0) & 1)
            yield Attachment(name, self._read(data), shown)
        elif storage.fixed.get(_METHOD, 0) in _BY_REFERENCE:
            unread.append((UnreadReason.EMBEDDED_FILE, f"attachment {number}, which lies elsewhere"))
        else:
            unread.append((UnreadReason.EMBEDDED_FILE, f"attachment {number}, an object of another program"))

    def _others(self, storage: _Storage, page: str) -> Iterator[tuple[str, str]]:
        """All other texts, so that names in them are found."""
        for (tag, kind, item), path in storage.streams.items():
            base = kind & ~_LIST
            is_text = base in {_WIDE, _NARROW} and bool(item) == bool(kind & _LIST)
            if is_text and tag not in _READ_APART:
                name = "Transport headers" if tag == _TRANSPORT else f"property {tag:04x}"
                yield name, _decoded(self._read(path), base, page)

    def _named(self, at: _Path, start: str) -> list[str]:
        return sorted(name for name in self._children.get(at, ()) if name.lower().startswith(start))

    def _damaged(self) -> DamagedInput:
        return DamagedInput(
            f"Message {self._id} is damaged.", "Open it in Outlook, save it again as .msg or .eml, and add that."
        )


def _dates(storage: _Storage) -> Iterable[tuple[str, str]]:
    for tag in (_SENT, _DELIVERED):
        moment = storage.fixed.get(tag, 0)
        if 0 < moment < 1 << 62:
            seconds = moment / 10_000_000 - 11_644_473_600
            if abs(seconds) < 1 << 36:
                when = dt.datetime.fromtimestamp(0, dt.UTC) + dt.timedelta(seconds=round(seconds))
                return (("Date", f"{when:%a, %d %b %Y %H:%M:%S} +0000"),)
    return ()


def _person(name: str, address: str) -> str:
    name, address = name.strip("\0 "), address.strip("\0 ")
    if not address or address == name:
        return name
    return f"{name} <{address}>" if name else address


def _decoded(content: bytes, kind: int, page: str) -> str:
    if kind == _WIDE:
        return content.decode("utf-16-le", "replace").rstrip("\0")
    return _in_page(content, page).rstrip("\0")


def _in_page(content: bytes, page: str) -> str:
    for codec in (page, "utf-8"):
        try:
            return content.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1252", "replace")


def _code_page(number: int) -> str:
    return {0: "cp1252", 65001: "utf-8", 20127: "ascii", 28591: "latin-1"}.get(number, f"cp{number}")
