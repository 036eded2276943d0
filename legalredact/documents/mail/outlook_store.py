"""Opens stores of Outlook (.pst, .ost) with libpff; each item becomes a message of its own, with its attachments.

libpff gives folders, items and their properties as bytes. The properties are interpreted here, so that no text is left
out. Items that Outlook hides for its own settings, and deleted items that are not in a folder, are not read.
"""

import functools
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypff

from legalredact.documents.limits import Limits
from legalredact.documents.mail import mapi
from legalredact.documents.mail.compressed_rtf import NotCompressedRtf, decompressed
from legalredact.documents.mail.parts import DEEPEST, MOST_ATTACHMENTS, Attachment, Body, BodyKind, Mail
from legalredact.documents.mail.property_heap import properties_of
from legalredact.documents.mail.render import rendered
from legalredact.documents.text.rtf import rtf_lines
from legalredact.documents.text.rtf_parser import TooDeep
from legalredact.errors import DamagedInput, OversizedInput, UnreadableInput
from legalredact.model.document import UnreadReason
from legalredact.model.source import Source

MOST_ITEMS = 1_000_000
_DEEPEST_FOLDER = 60
_MOST = 512 << 20
_LIST = 0x1000
_MESSAGE, _OBJECT = 5, 6
"""Methods of attachments: a message, an object of a program."""

_DISPLAYED_TO = 0x0E04
_BROKEN = (OSError, ValueError, TypeError, MemoryError, OverflowError, SystemError)
"""What libpff raises on damaged stores."""

_READ_APART = frozenset({mapi.SUBJECT, mapi.BODY, mapi.HTML, mapi.CLASS})
_FIELDS = {
    0x3001: "Name",
    0x3A06: "Given name",
    0x3A11: "Surname",
    0x3A16: "Company",
    0x3A17: "Title",
    0x3A18: "Department",
    0x3A08: "Telephone at work",
    0x3A09: "Telephone at home",
    0x3A1C: "Mobile telephone",
    0x3A15: "Address",
    0x3A29: "Street",
    0x3A27: "City",
    0x8208: "Location",
    0x8083: "E-mail",
    0x8093: "E-mail",
}
"""Properties of contacts and appointments that Outlook shows, by number or by number of the named property."""


@dataclass(frozen=True, slots=True)
class StoredItem:
    """An item of a store.

    Arguments:
        number: its place in the store, from 0.
        name: its subject, for people.
        problem: why it cannot be read; None if it can.
    """

    number: int
    name: str = field(repr=False)
    problem: UnreadableInput | None = None


@dataclass(frozen=True, slots=True)
class _Properties:
    """Values of one item: by property, the type and the bytes."""

    values: dict[int, tuple[int, bytes]] = field(repr=False)
    named: dict[int, int]
    page: str = "cp1252"

    def text(self, *tags: int) -> str:
        """The first text that is there."""
        for tag in tags:
            kind, value = self.values.get(tag, (0, b""))
            if kind in (mapi.WIDE, mapi.NARROW) and value:
                return mapi.decoded(value, kind, self.page).lstrip("\x01")
        return ""

    def number(self, tag: int) -> int:
        """An integer; 0 if there is none."""
        kind, value = self.values.get(tag, (0, b""))
        return int.from_bytes(value, "little") if kind not in (mapi.WIDE, mapi.NARROW) and len(value) <= 8 else 0

    def others(self) -> Iterator[tuple[str, str]]:
        """All texts that are not read apart, so that names in them are found."""
        for tag, (kind, value) in self.values.items():
            base = kind & ~_LIST
            if base in (mapi.WIDE, mapi.NARROW) and tag not in _READ_APART:
                name = "Transport headers" if tag == mapi.TRANSPORT else f"property {tag:04x}"
                yield name, mapi.decoded(value, base, self.page).replace("\0", " ")


class OutlookStore:
    """A store, opened for reading.

    Errors: DamagedInput if it cannot be opened.
    """

    def __init__(self, source: Source) -> None:
        try:
            self._stream = io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
            self._file = pypff.file()
            self._file.open_file_object(self._stream)
            self._places = [*_places(self._file.get_root_folder(), "", 0)]
        except _BROKEN:
            raise _damaged() from None

    def items(self) -> Iterator[StoredItem]:
        """All items, folder by folder.

        Errors: OversizedInput if there are too many.
        """
        if len(self._places) > MOST_ITEMS:
            raise OversizedInput("The store has too many messages.", "Export it in parts.")
        for number, (folder, _, index) in enumerate(self._places):
            try:
                if index < 0:
                    raise _damaged()
                name = _properties(folder.get_sub_message(index)).text(mapi.SUBJECT)
            except (DamagedInput, *_BROKEN):
                yield StoredItem(number, f"item {number + 1}", _damaged_item())
            else:
                yield StoredItem(number, f"{name or f'item {number + 1}'}.eml")

    def message(self, number: int, limits: Limits) -> bytes:
        """An item as an .eml file; always the same bytes.

        Errors: DamagedInput, OversizedInput; IndexError if there is no such item.
        """
        folder, path, index = self._places[number]
        try:
            mail = _mail(folder.get_sub_message(index), 0, (("Folder", path),))
        except _BROKEN:
            raise _damaged_item() from None
        content = rendered(mail)
        if len(content) > limits.max_bytes:
            raise OversizedInput(
                "An item of the store is larger than the limit.", "Save its attachments and add those."
            )
        return content


@functools.lru_cache(maxsize=1)
def _kept(source: Source, size: int, changed: int) -> OutlookStore:  # noqa: ARG001 - a changed file is another key
    return OutlookStore(source)


def store_of(source: Source) -> OutlookStore:
    """The store, kept open for the next item.

    Errors: DamagedInput.
    """
    if isinstance(source, bytes):
        return _kept(source, len(source), 0)
    found = source.stat()
    return _kept(source, found.st_size, found.st_mtime_ns)


def close_kept_store() -> None:
    """Close the store that was kept open."""
    _kept.cache_clear()


def _places(folder: Any, path: str, depth: int) -> Iterator[tuple[Any, str, int]]:
    """Each item by its folder, the folder's path, and its index there; -1 for a folder that cannot be read."""
    try:
        count, inner = folder.get_number_of_sub_messages(), folder.get_number_of_sub_folders()
    except _BROKEN:
        yield folder, path, -1
        return
    yield from ((folder, path, index) for index in range(count))
    for index in range(inner):
        try:
            below = folder.get_sub_folder(index)
            name = below.get_name() or ""
        except _BROKEN:
            yield folder, path, -1
            continue
        if depth >= _DEEPEST_FOLDER:
            yield below, path, -1
        else:
            yield from _places(below, f"{path}/{name}", depth + 1)


def _properties(item: Any) -> _Properties:
    found = [_of_set(item.get_record_set(index)) for index in range(item.get_number_of_record_sets())]
    values = {tag: value for one in reversed(found) for tag, value in one.values.items()}
    named = {tag: number for one in found for tag, number in one.named.items()}
    return _with_page(_Properties(values, named))


def _of_set(records: Any) -> _Properties:
    values: dict[int, tuple[int, bytes]] = {}
    named: dict[int, int] = {}
    for index in range(records.get_number_of_entries()):
        entry = records.get_entry(index)
        tag = entry.get_entry_type()
        if tag is None:
            continue
        values[tag] = (entry.get_value_type() or 0, entry.get_data() or b"")
        if tag >= 0x8000:
            named[tag] = _number_of_named(entry)
    return _Properties(values, named)


def _number_of_named(entry: Any) -> int:
    try:
        name = entry.get_name_to_id_map_entry()
        return int(name.get_number()) if name is not None else 0
    except (*_BROKEN, AttributeError):
        return 0


def _with_page(found: _Properties) -> _Properties:
    return _Properties(found.values, found.named, mapi.code_page(found.number(mapi.CODE_PAGE) & 0xFFFF))


def _mail(item: Any, depth: int, beside: tuple[tuple[str, str], ...] = ()) -> Mail:
    found = _properties(item)
    unread: list[tuple[UnreadReason, str]] = []
    bodies = [*_bodies(found, unread)]
    kind = found.text(mapi.CLASS) or "IPM.Note"
    if not mapi.is_message(kind):
        unread.append((UnreadReason.UNKNOWN_PART, "fields of an Outlook item that is not a message"))
        bodies.insert(0, Body(BodyKind.PLAIN, "\n".join(_fields(found))))
    people, others = _recipients(item, found.page)
    attachments = tuple(_attachments(item, found.page, depth, unread))
    headers = (*_senders(found), *people, ("Date", _date(found)), ("Subject", found.text(mapi.SUBJECT)))
    shown = tuple((name, value) for name, value in headers if value)
    return Mail(shown, (*beside, *found.others(), *others), tuple(bodies), attachments, (), tuple(unread))


def _bodies(found: _Properties, unread: list[tuple[UnreadReason, str]]) -> Iterator[Body]:
    plain = found.text(mapi.BODY)
    if plain.strip():
        yield Body(BodyKind.PLAIN, plain)
    kind, raw = found.values.get(mapi.HTML, (0, b""))
    if raw:
        page = mapi.code_page(found.number(mapi.HTML_CODE_PAGE) & 0xFFFF or 65001)
        yield Body(BodyKind.HTML, found.text(mapi.HTML) if kind != mapi.BINARY else mapi.in_page(raw, page))
    _, rich = found.values.get(mapi.RTF, (0, b""))
    if rich:
        try:
            yield Body(BodyKind.RTF, "\n".join(rtf_lines(decompressed(rich, _MOST))))
        except (NotCompressedRtf, TooDeep):
            unread.append((UnreadReason.UNKNOWN_PART, "formatted text of the message, damaged"))


def _fields(found: _Properties) -> Iterator[str]:
    """What Outlook shows of a contact or an appointment."""
    for tag in found.values:
        label = _FIELDS.get(found.named.get(tag, tag))
        value = found.text(tag)
        if label and value.strip():
            yield f"{label}: {value}"


def _senders(found: _Properties) -> Iterator[tuple[str, str]]:
    said: list[str] = []
    for name, addresses in mapi.FROM:
        sender = mapi.person(found.text(name), found.text(*addresses))
        if sender and sender not in said:
            yield "Sender" if said else "From", sender
            said.append(sender)


def _date(found: _Properties) -> str:
    return next(filter(None, (mapi.date_header(found.number(tag)) for tag in (mapi.SENT, mapi.DELIVERED))), "")


def _recipients(item: Any, page: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    found: dict[str, list[str]] = {}
    beside: list[tuple[str, str]] = []
    table = item.recipients
    for index in range(table.get_number_of_record_sets() if table is not None else 0):
        row = _Properties(_of_set(table.get_record_set(index)).values, {}, page)
        kind = mapi.KINDS.get(row.number(mapi.RECIPIENT_KIND) & 0xF, "To")
        found.setdefault(kind, []).append(mapi.person(row.text(mapi.DISPLAY), row.text(mapi.SMTP, mapi.ADDRESS)))
        beside.extend(row.others())
    return [(kind, ", ".join(found[kind])) for kind in mapi.KINDS.values() if kind in found], beside


def _attachments(item: Any, page: str, depth: int, unread: list[tuple[UnreadReason, str]]) -> Iterator[Attachment]:
    count = item.get_number_of_attachments() or 0
    if count > MOST_ATTACHMENTS:
        raise OversizedInput("An item has too many attachments.", "Save them and add those.")
    for number in range(1, count + 1):
        try:
            yield from _attachment(item.get_attachment(number - 1), number, page, depth, unread)
        except _BROKEN:
            unread.append((UnreadReason.EMBEDDED_FILE, f"attachment {number}, which is damaged"))


def _attachment(
    attachment: Any, number: int, page: str, depth: int, unread: list[tuple[UnreadReason, str]]
) -> Iterator[Attachment]:
    found = _Properties(_properties(attachment).values, {}, page)
    name = found.text(mapi.LONG_NAME, mapi.SHORT_NAME, mapi.DISPLAY)
    method = found.number(mapi.METHOD)
    if method == _MESSAGE:
        if depth >= DEEPEST:
            unread.append((UnreadReason.EMBEDDED_FILE, f"attachment {number}, a message deep inside others"))
            return
        inner = rendered(_inner_mail(attachment, page, depth))
        yield Attachment(name if name.lower().endswith(".eml") else f"{name or 'message'}.eml", inner)
    elif method in mapi.BY_REFERENCE:
        unread.append((UnreadReason.EMBEDDED_FILE, f"attachment {number}, which is stored in another file"))
    elif method == _OBJECT:
        unread.append((UnreadReason.EMBEDDED_FILE, f"attachment {number}, an object of another program"))
    else:
        size = attachment.get_size() or 0
        if size > _MOST:
            unread.append((UnreadReason.EMBEDDED_FILE, f"attachment {number}, larger than the limit"))
            return
        shown = bool(found.text(mapi.CONTENT_ID)) and bool(found.number(mapi.HIDDEN) & 1)
        yield Attachment(name, attachment.read_buffer(size) if size else b"", shown)


def _inner_mail(attachment: Any, page: str, depth: int) -> Mail:
    """A message inside a message; what libpff does not give of it is reported in it."""
    if attachment.get_number_of_sub_items():
        return _mail(attachment.get_sub_item(0), depth + 1)
    size = attachment.get_size() or 0
    values, elsewhere = properties_of(attachment.read_buffer(size) if size else b"")
    found = _Properties(values, {}, page)
    unread = [(UnreadReason.UNKNOWN_PART, "recipients and attachments of a message inside another")]
    unread += [(UnreadReason.UNKNOWN_PART, "long texts of a message inside another")] if elsewhere else []
    bodies = tuple(_bodies(found, unread))
    headers = (*_senders(found), ("To", found.text(_DISPLAYED_TO)), ("Date", _date(found)))
    headers = (*headers, ("Subject", found.text(mapi.SUBJECT)))
    shown = tuple((name, value) for name, value in headers if value)
    return Mail(shown, tuple(found.others()), bodies, (), (), tuple(unread))


def _damaged() -> DamagedInput:
    return DamagedInput(
        "The store of Outlook is damaged or locked.",
        "Close Outlook, repair the store with Microsoft's scanpst.exe, or export its messages as .msg files.",
    )


def _damaged_item() -> DamagedInput:
    return DamagedInput("This item of the store is damaged.", "Open it in Outlook and save it as an .msg file.")
