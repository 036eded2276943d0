"""Parses a message of Outlook (.msg, [MS-OXMSG]). Every text of every storage is read, or reported as unread.

Only the container is opened by a library (olefile). Its streams are interpreted here, since a library that returns the
usual properties would silently omit the others.
"""

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

import olefile

from legalredact.documents.mail import mapi
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
_OBJECT = 0x000D
_LIST = 0x1000
"""Flag of multi-valued types; each value has a stream of its own."""
_MOST = 512 << 20
_MOST_STREAMS = 100_000

_READ_APART = frozenset({mapi.SUBJECT, mapi.BODY, mapi.HTML, mapi.CLASS})


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
        page = mapi.code_page(storage.fixed.get(mapi.CODE_PAGE, 0) & 0xFFFF)
        unread: list[tuple[UnreadReason, str]] = []
        bodies = tuple(self._bodies(storage, page, unread))
        attachments = tuple(self._attachments(at, page, depth, unread))
        people, beside = self._recipients(at, page)
        kind = self._string(storage, mapi.CLASS, page) or "IPM.Note"
        if not mapi.is_message(kind):
            unread.append((UnreadReason.UNKNOWN_PART, "fields of an Outlook item that is not a message"))
        headers = (
            *self._senders(storage, page),
            *people,
            *self._date(storage),
            ("Subject", self._string(storage, mapi.SUBJECT, page)),
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
        for kind in (mapi.WIDE, mapi.NARROW):
            path = storage.streams.get((tag, kind, ""))
            if path is not None:
                return mapi.decoded(self._read(path), kind, page)
        return ""

    def _bodies(self, storage: _Storage, page: str, unread: list[tuple[UnreadReason, str]]) -> Iterator[Body]:
        plain = self._string(storage, mapi.BODY, page)
        if plain.strip():
            yield Body(BodyKind.PLAIN, plain)
        html = self._string(storage, mapi.HTML, page)
        path = storage.streams.get((mapi.HTML, mapi.BINARY, ""))
        if path is not None:
            raw = self._read(path)
            html = mapi.in_page(raw, mapi.code_page(storage.fixed.get(mapi.HTML_CODE_PAGE, 65001) & 0xFFFF))
        if html.strip():
            yield Body(BodyKind.HTML, html)
        path = storage.streams.get((mapi.RTF, mapi.BINARY, ""))
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
            kind = mapi.KINDS.get(storage.fixed.get(mapi.RECIPIENT_KIND, 1) & 0xF, "To")
            address = self._string(storage, mapi.SMTP, page) or self._string(storage, mapi.ADDRESS, page)
            found.setdefault(kind, []).append(mapi.person(self._string(storage, mapi.DISPLAY, page), address))
            beside.extend(self._others(storage, page))
        return [(kind, ", ".join(found[kind])) for kind in mapi.KINDS.values() if kind in found], beside

    def _senders(self, storage: _Storage, page: str) -> Iterator[tuple[str, str]]:
        said: list[str] = []
        for name, addresses in mapi.FROM:
            address = next(filter(None, (self._string(storage, tag, page) for tag in addresses)), "")
            person = mapi.person(self._string(storage, name, page), address)
            if person and person not in said:
                yield "Sender" if said else "From", person
                said.append(person)

    def _date(self, storage: _Storage) -> Iterator[tuple[str, str]]:
        dates = (mapi.date_header(storage.fixed.get(tag, 0)) for tag in (mapi.SENT, mapi.DELIVERED))
        yield from (("Date", date) for date in [next(filter(None, dates), "")] if date)

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
        named = filter(
            None, (self._string(storage, tag, page) for tag in (mapi.LONG_NAME, mapi.SHORT_NAME, mapi.DISPLAY))
        )
        name = next(named, "")
        inner = storage.streams.get((mapi.DATA, _OBJECT, ""))
        data = storage.streams.get((mapi.DATA, mapi.BINARY, ""))
        if inner is not None and _PROPERTIES in self._children.get(inner, ()):
            if depth >= DEEPEST:
                unread.append((UnreadReason.EMBEDDED_FILE, f"attachment {number}, a message deep inside others"))
                return
            content = rendered(self.mail(inner, depth + 1))
            yield Attachment(name if name.lower().endswith(".eml") else f"{name or 'message'}.eml", content)
        elif data is not None:
            shown = bool(self._string(storage, mapi.CONTENT_ID, page)) and bool(storage.fixed.get(mapi.HIDDEN, 0) & 1)
            yield Attachment(name, self._read(data), shown)
        elif storage.fixed.get(mapi.METHOD, 0) in mapi.BY_REFERENCE:
            unread.append((UnreadReason.EMBEDDED_FILE, f"attachment {number}, which is stored in another file"))
        else:
            unread.append((UnreadReason.EMBEDDED_FILE, f"attachment {number}, an object of another program"))

    def _others(self, storage: _Storage, page: str) -> Iterator[tuple[str, str]]:
        """All other texts, so that names in them are found."""
        for (tag, kind, item), path in storage.streams.items():
            base = kind & ~_LIST
            is_text = base in {mapi.WIDE, mapi.NARROW} and bool(item) == bool(kind & _LIST)
            if is_text and tag not in _READ_APART:
                name = "Transport headers" if tag == mapi.TRANSPORT else f"property {tag:04x}"
                yield name, mapi.decoded(self._read(path), base, page)

    def _named(self, at: _Path, start: str) -> list[str]:
        return sorted(name for name in self._children.get(at, ()) if name.lower().startswith(start))

    def _damaged(self) -> DamagedInput:
        return DamagedInput(
            f"Message {self._id} is damaged.", "Open it in Outlook, save it again as .msg or .eml, and add that."
        )
