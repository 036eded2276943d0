"""Reads e-mails (.eml, .msg): headers, every body, images shown in it. Attachments are documents of their own."""

import re
from collections.abc import Iterable, Iterator

from legalredact.documents.assembly import Assembly, identify
from legalredact.documents.file_type import FileKind, kind_of
from legalredact.documents.limits import Limits
from legalredact.documents.mail.eml import parse_mime
from legalredact.documents.mail.parts import Attachment, Body, BodyKind, Mail
from legalredact.documents.mail.render import UNREAD_HEADER
from legalredact.documents.ocr.engine import Ocr
from legalredact.documents.ooxml.images import picture_text
from legalredact.documents.text.html import beside_html
from legalredact.documents.text.html_text import html_text
from legalredact.errors import UnreadableInput
from legalredact.model.document import BlockKind, Document, UnreadReason
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.model.source import Source, content_of

_LETTERS = re.compile(r"[^\W\d_]{2}|\d{5}")
_WORD = re.compile(r"\w+")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_LONGEST = 2_000
"""Characters of a block; a longer one is split at line breaks."""


def read_mail(
    source: Source,
    limits: Limits,
    ocr: Ocr | None = None,
    report: Report = silent,
    cancel: Cancellation = NEVER,
    name: str = "",
    *,
    separate_attachments: bool = False,
) -> Document:
    """Read a message.

    If the text is given both as plain text and as HTML, only text that the first lacks is taken from the second.

    Arguments:
        name: of the document; by default the file's.
        separate_attachments: attachments are read as separate documents; otherwise each becomes an unread part.

    Errors:
        DamagedInput, OversizedInput.
    """
    identity = identify(source, name)
    report(Progress("read", 0, 1, identity.id))
    mail = parse_mail(source, identity.id, name)
    cancel.check()
    assembly = Assembly(identity)
    reading = _MailReading(assembly, ocr or Ocr(), limits)
    reading.headers(mail)
    for body in sorted(mail.bodies, key=lambda one: one.kind is not BodyKind.PLAIN):
        reading.body(body)
    for number, attachment in enumerate(mail.attachments, 1):
        cancel.check()
        reading.attachment(attachment, number, separate=separate_attachments)
    reading.beside(mail)
    report(Progress("read", 1, 1, identity.id))
    return assembly.document()


def parse_mail(source: Source, document_id: str, name: str = "") -> Mail:
    """Parse a message of either format.

    Errors: as in `read_mail`; WrongType if it is not a message.
    """
    content = content_of(source)
    if kind_of(content, name or "message.eml") is FileKind.OUTLOOK:
        from legalredact.documents.mail.msg import OutlookMessage

        return OutlookMessage(content, document_id).mail()
    return parse_mime(content, document_id)


class _MailReading:
    """Turns the parts of a message into blocks."""

    def __init__(self, assembly: Assembly, ocr: Ocr, limits: Limits) -> None:
        self._assembly, self._ocr, self._limits = assembly, ocr, limits
        self._plain = 0

    def headers(self, mail: Mail) -> None:
        """Sender, recipients, date and subject, as a mail program shows them."""
        shown = [f"{name}: {value}" for name, value in mail.headers if value]
        self._assembly.add(BlockKind.BODY, "\n".join(shown), label="headers")
        names = [one.name for one in mail.attachments if one.name and not one.shown]
        if names:
            self._assembly.add(BlockKind.BODY, "Attachments: " + "; ".join(names), label="names of attachments")

    def body(self, body: Body) -> None:
        """Add a body; of a second version of the same text, only what the first lacks."""
        if body.kind is BodyKind.HTML:
            self._html(body.text)
        elif body.kind is BodyKind.RTF:
            self._add_missing(body.text.split("\n"))
        else:
            self._plain += 1
            of = "the message" if self._plain == 1 else f"text {self._plain} of the message"
            for line, piece in _numbered(body.text.replace("\r\n", "\n")):
                self._assembly.add(BlockKind.BODY, piece, label=f"line {line} of {of}")

    def _html(self, source: str) -> None:
        found = html_text(source)
        self._add_missing(found.lines)
        for kind, text, label in beside_html(found):
            self._assembly.add(kind, text, label=f"{label} in the message")
        for tag in found.unread:
            self._assembly.add_unread(UnreadReason.UNKNOWN_PART, f"part of the message ({tag})")

    def _add_missing(self, paragraphs: Iterable[str]) -> None:
        texts = self._assembly.texts()
        lines = {_words(line) for text in texts for line in (text, *text.split("\n"))}  # a fast path for most lines
        whole = _words("\n".join(texts))
        for number, paragraph in enumerate(filter(str.strip, paragraphs), 1):
            if (words := _words(paragraph)) not in lines and words not in whole:
                for piece in _pieces(paragraph.strip("\r\n")):
                    self._assembly.add(BlockKind.BODY, piece, label=f"paragraph {number}")

    def attachment(self, attachment: Attachment, number: int, *, separate: bool) -> None:
        """Read an image shown in the message; report other attachments that are not read as separate documents."""
        label = f"attachment {number}"
        if not attachment.shown:
            if not separate:
                self._assembly.add_unread(UnreadReason.EMBEDDED_FILE, f"{label} ({_what(attachment)})")
            return
        said = picture_text(attachment.content, self._ocr, self._limits)
        for text, confidence in said.paragraphs:
            self._assembly.add(BlockKind.PICTURE, text, label=f"picture, {label}", confidence=confidence)
        if said.reason is not None:
            self._assembly.add_unread(said.reason, f"picture, {label}, {said.detail}")

    def beside(self, mail: Mail) -> None:
        """Add text that mail programs do not show, and report what could not be read."""
        self._beside(BlockKind.HIDDEN, mail.beside, "text around the parts of the message")
        others = [f"{name}: {value}" for name, value in mail.others if _LETTERS.search(value)]
        self._beside(BlockKind.PROPERTY, ["\n".join(others)], "other headers")
        for reason, detail in mail.unread:
            self._assembly.add_unread(reason, detail)
        if any(name.lower() == UNREAD_HEADER.lower() for name, _ in mail.others):
            self._assembly.add_unread(UnreadReason.UNKNOWN_PART, "parts of this message where it was attached")

    def _beside(self, kind: BlockKind, texts: Iterable[str], label: str) -> None:
        for text in dict.fromkeys(text.strip() for text in texts):
            if _LETTERS.search(text):
                self._assembly.add(kind, text, label=label)


def _words(text: str) -> str:
    """Words separated by single spaces, so that texts match only at word boundaries."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a plain text, each with the number of its first line; long ones in pieces."""
    start, seen, line = 0, 0, 1
    for match in (*_PARAGRAPH.finditer(text), None):
        paragraph = text[start : match.start() if match else len(text)]
        begin = start + len(paragraph) - len(paragraph.lstrip("\r\n"))
        line += text.count("\n", seen, begin)
        below = line
        for piece in _pieces(paragraph.strip("\r\n")):
            yield below, piece
            below += piece.count("\n") + 1
        start, seen = (match.end() if match else len(text)), begin


def _pieces(paragraph: str) -> Iterable[str]:
    """Split a very long paragraph at line breaks."""
    if len(paragraph) <= _LONGEST:
        return [paragraph]
    pieces: list[str] = []
    lines: list[str] = []
    length = 0
    for line in paragraph.split("\n"):
        if lines and length + len(line) > _LONGEST:
            pieces.append("\n".join(lines))
            lines, length = [], 0
        lines.append(line)
        length += len(line)
    return [*pieces, "\n".join(lines)]


def _what(attachment: Attachment) -> str:
    """Type and size, never the name."""
    try:
        kind = kind_of(attachment.content, attachment.name).value if attachment.content else "empty"
    except UnreadableInput:
        kind = "of no kind that is read"
    return f"{kind}, {max(1, len(attachment.content) >> 10)} KB"
