"""Parses an Internet message (RFC 5322 with MIME, RFC 2045 to 2047); damaged parts are reported."""

import base64
import binascii
import email
import email.errors
import email.header
import email.message
import email.policy
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from legalredact.documents.mail.parts import MOST_ATTACHMENTS, Attachment, Body, BodyKind, Mail
from legalredact.documents.text.encoded import has_encoded_passage
from legalredact.errors import DamagedInput, OversizedInput
from legalredact.model.document import UnreadReason

_Part: TypeAlias = "email.message.Message[str, str]"
_SHOWN = ("from", "sender", "reply-to", "to", "cc", "bcc", "date", "subject")
_OF_THE_FORM = ("mime-version", "content-type", "content-transfer-encoding")
"""Headers about the encoding of a message. Names of its files may be in them."""

_POLICY = email.policy.compat32.clone(mangle_from_=False, max_line_length=None)
_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})
_SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"})
_USUAL_PREAMBLE = re.compile(r"this is a (?:cryptographically signed |multi-?part )?(?:mime )?message", re.IGNORECASE)
_MOST_PARTS = 10_000


@dataclass(slots=True)
class _Found:
    """The results so far."""

    bodies: list[Body] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)
    unread: list[tuple[UnreadReason, str]] = field(default_factory=list)

    def fault(self, reason: UnreadReason, detail: str) -> None:
        if (reason, detail) not in self.unread:
            self.unread.append((reason, detail))


def parse_mime(content: bytes, document_id: str) -> Mail:
    """Parse a message.

    Errors:
        DamagedInput: it is nested too deeply.
        OversizedInput: it has more parts than the limit.
    """
    try:
        message = email.message_from_bytes(content.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"), policy=_POLICY)
        return _parsed_message(message, document_id)
    except RecursionError:
        raise DamagedInput(
            f"Message {document_id} is nested too deeply.",
            "Open it in a mail program and print it to PDF.",
        ) from None


def _parsed_message(message: _Part, document_id: str) -> Mail:
    found = _Found()
    headers = [(name, _decoded(value)) for name, value in message.raw_items()]
    shown = [(name, value) for key in _SHOWN for name, value in headers if name.lower() == key]
    found.others.extend((name, value) for name, value in headers if name.lower() not in _SHOWN + _OF_THE_FORM)
    for count, part in enumerate(_parts(message)):
        if count > _MOST_PARTS or len(found.attachments) > MOST_ATTACHMENTS:
            raise OversizedInput(
                f"Message {document_id} has more parts than any real one.", "Save its attachments and add those."
            )
        _take(part, found)
    return Mail(
        tuple(shown),
        tuple(found.others),
        tuple(found.bodies),
        tuple(found.attachments),
        tuple(found.beside),
        tuple(found.unread),
    )


def _parts(message: _Part) -> Iterator[_Part]:
    """Parts in order, without those of attached messages. Not recursive, since the sender chooses the depth."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        yield part
        payload = part.get_payload()
        if part.is_multipart() and part.get_content_maintype() == "multipart" and isinstance(payload, list):
            waiting.extend(reversed([one for one in payload if isinstance(one, email.message.Message)]))


def _take(part: _Part, found: _Found) -> None:
    kind = part.get_content_type()
    _note_defects(part, found)
    if kind in _SEALED:
        found.fault(UnreadReason.ENCRYPTED_PART, "encrypted or sealed part of the message")
    if part.get_content_maintype() == "multipart":
        _add_surroundings(part, found)
    elif kind in _SIGNATURES:
        found.others.append(("signature", _name(part)))
    elif kind == "message/delivery-status":
        found.bodies.append(Body(BodyKind.PLAIN, _as_text(part)))
    elif part.get_content_maintype() == "message":
        _take_message(part, found)
    elif kind in {"text/plain", "text/html", "text/enriched"} and not _is_attached(part):
        text = _text(part, found)
        found.bodies.append(Body(BodyKind.HTML if kind != "text/plain" else BodyKind.PLAIN, text))
        if kind == "text/plain" and has_encoded_passage(text):
            found.fault(UnreadReason.UNKNOWN_PART, "file or letter written into the text of the message in an encoding")
    elif kind not in _SEALED:
        shown = part.get_content_maintype() == "image" and not _is_attached(part)
        found.attachments.append(Attachment(_name(part), _bytes(part, found), shown))


def _add_surroundings(part: _Part, found: _Found) -> None:
    """Text before and after the parts, and a multipart without parts."""
    for text in (part.preamble or "", part.epilogue or ""):
        if text.strip() and not _USUAL_PREAMBLE.search(text):
            found.beside.append(text.strip())
    payload = part.get_payload()
    if isinstance(payload, str) and payload.strip():
        found.bodies.append(Body(BodyKind.PLAIN, _clean(payload, found)))
        found.fault(UnreadReason.UNKNOWN_PART, "parts of the message, whose borders are damaged")


def _take_message(part: _Part, found: _Found) -> None:
    """An attached message; one that refers to external content cannot be read."""
    payload = part.get_payload()
    if part.get_content_type() in {"message/external-body", "message/partial"}:
        found.fault(UnreadReason.EMBEDDED_FILE, "part of the message that lies elsewhere")
        return
    inner = payload[0] if isinstance(payload, list) and payload else None
    try:
        content = inner.as_bytes(policy=_POLICY) if isinstance(inner, email.message.Message) else _bytes(part, found)
    except (ValueError, LookupError, TypeError, KeyError, email.errors.MessageError):
        found.fault(UnreadReason.EMBEDDED_FILE, "attached message that cannot be taken out")
        return
    encoding = str(part.get("content-transfer-encoding", "")).strip().lower()
    if encoding == "base64":
        content = base64.b64decode(content)
    elif encoding == "quoted-printable":
        content = quopri.decodestring(content)
    name = _name(part)
    found.attachments.append(Attachment(name if name.lower().endswith(".eml") else f"{name or 'message'}.eml", content))


def _as_text(part: _Part) -> str:
    payload = part.get_payload()
    messages = [one for one in payload if isinstance(one, email.message.Message)] if isinstance(payload, list) else []
    lines = (f"{name}: {_decoded(value)}" for one in messages for name, value in one.raw_items())
    return "\n".join(lines)


def _is_attached(part: _Part) -> bool:
    """Whether it is a file: marked as attachment, or it has a file name and is not an image shown in the body."""
    disposition = str(part.get("content-disposition", "")).strip().lower()
    if disposition.startswith("attachment"):
        return True
    return part.get_content_maintype() == "text" and bool(_name(part))


def _name(part: _Part) -> str:
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    return " ".join(_decoded(name).split())


def _bytes(part: _Part, found: _Found) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AttributeError, binascii.Error):
        content = None
    _note_defects(part, found)
    if isinstance(content, bytes):
        return content
    found.fault(UnreadReason.EMBEDDED_FILE, "part of the message whose encoding is damaged")
    return b""


def _text(part: _Part, found: _Found) -> str:
    content = _bytes(part, found)
    charset = str(part.get_content_charset() or "utf-8")
    try:
        return content.decode(charset)
    except (UnicodeDecodeError, LookupError):
        pass
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        if charset not in {"us-ascii", "utf-8", "iso-8859-1", "windows-1252"}:
            found.fault(UnreadReason.NO_UNICODE, "text of the message whose letters are not known for sure")
        return content.decode("cp1252", "replace")


def _note_defects(part: _Part, found: _Found) -> None:
    """Report defects after which something may be missing; others, such as a missing end boundary, lose nothing."""
    for defect in part.defects:
        if isinstance(defect, email.errors.InvalidBase64CharactersDefect | email.errors.InvalidBase64LengthDefect):
            found.fault(UnreadReason.UNKNOWN_PART, "part of the message whose encoding is damaged")
        elif isinstance(defect, email.errors.NoBoundaryInMultipartDefect | email.errors.StartBoundaryNotFoundDefect):
            found.fault(UnreadReason.UNKNOWN_PART, "parts of the message, whose borders are damaged")


def _decoded(value: object) -> str:
    """A header's value with encoded words decoded and folding removed; never fails."""
    text = str(value)
    try:
        pieces = email.header.decode_header(text)
        text = "".join(_piece(data, charset) for data, charset in pieces)
    except (email.errors.HeaderParseError, ValueError, LookupError, AttributeError):
        text = str(value)
    return " ".join(_redecoded(text).split())


def _piece(data: bytes | str, charset: str | None) -> str:
    if isinstance(data, str):
        return data
    try:
        return data.decode(charset or "utf-8")
    except (UnicodeDecodeError, LookupError):
        return data.decode("cp1252", "replace")


def _redecoded(text: str) -> str:
    """Decode bytes that the parser could not decode, as UTF-8 or Windows-1252."""
    raw = text.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _clean(text: str, found: _Found) -> str:
    if has_encoded_passage(text):
        found.fault(UnreadReason.UNKNOWN_PART, "file or letter written into the text of the message in an encoding")
    return _redecoded(text)
