"""Reads plain text files: the document's text is the file's text, character by character, divided into blocks."""

import codecs
import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from legalredact.documents.assembly import LOST, TURNED, Identity, identify, in_forced_order
from legalredact.documents.limits import Limits
from legalredact.documents.text.encoded import has_encoded_passage
from legalredact.documents.text.page_labels import page_labels
from legalredact.documents.text.whatsapp_and_imessage import message_starts
from legalredact.errors import EmptyInput, OversizedInput, WrongType
from legalredact.matching.text.line_numbers import margin_numbers
from legalredact.model.clean_text import is_clean
from legalredact.model.document import Block, BlockKind, Document, UnreadPart, UnreadReason
from legalredact.model.mention import Span
from legalredact.model.source import Source, content_of, size_of

_BLANK_LINE = re.compile(r"\r?\n[^\S\n]*\n\s*")
_FORM_FEED = re.compile(r"\f")
_LINE_END = re.compile(r"\n")
_SENTENCE_END = re.compile(r"[.!?][\"')\]”’]*\s+(?=[\"'(“‘]*[A-Z0-9])")
_SPACE = re.compile(r"\s+")
_LONGEST_BLOCK = 2_000
_LONGEST_WRAPPED_LINE = 160
"""Longer lines are not wrapped by hand, so each of them is a paragraph of its own."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_KINDS = (
    (b"%PDF-", "PDF", "Give it the ending .pdf."),
    (b"{\\rtf", "RTF", "Open it in a word processor and save it as .docx."),
    (b"PK\x03\x04", "a zip or Office file", "Correct its file extension, such as .docx."),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "Open it in a word processor and save it as .docx."),
)
_ENCODED = UnreadPart("u1", UnreadReason.UNKNOWN_PART, 0, "encoded passage, in which no name can be found")
_TURNED = UnreadPart("u2", UnreadReason.NO_UNICODE, 0, TURNED)
_LOST = UnreadPart("u3", UnreadReason.NO_UNICODE, 0, LOST)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MOST_CONTROL = 0.005


def read_text(source: Source, limits: Limits, name: str = "") -> Document:
    """Read a plain text file: UTF-8, UTF-16 or UTF-32 by byte order mark, else UTF-8 if valid, else Windows-1252.

    Form feeds separate pages. Every character that is not white space is in exactly one block.

    Errors:
        OversizedInput: larger than `limits.max_bytes`.
        EmptyInput: nothing, or white space alone.
        WrongType: not plain text.
    """
    identity = identify(source, name)
    if size_of(source) > limits.max_bytes:
        raise OversizedInput(f"Text file {identity.id} is larger than the limit.", "Split it into smaller files.")
    text = decoded(content_of(source), identity.id)
    if not text.strip():
        raise EmptyInput(f"Text file {identity.id} is empty.", "Check that it was saved or exported completely.")
    return _document(identity, text)


def document_from_text(document_id: str, name: str, text: str) -> Document:
    """A document of a text from another source, such as a line of a .jsonl file; may be empty."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _document(Identity(document_id, name, digest), text)


def decoded(content: bytes, document_id: str) -> str:
    """The text of a plain text file's bytes.

    Errors:
        WrongType: the bytes are of another type, or invalid in their encoding.
    """
    for start, kind, remedy in _OTHER_KINDS:
        if content.startswith(start):
            raise WrongType(f"File {document_id} is {kind}, not plain text.", remedy)
    try:
        text = _decode(content)
    except UnicodeDecodeError:
        text = "\x00"
    if len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        raise WrongType(
            f"File {document_id} is not plain text.", "Save it as text in UTF-8, or correct its file extension."
        )
    return text


def _decode(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding)
    unmarked = _unmarked_utf16(content)
    if unmarked:
        return content.decode(unmarked)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("latin-1")  # five bytes mean nothing in Windows-1252; nothing may be dropped


def _unmarked_utf16(content: bytes) -> str:
    """UTF-16 without a byte order mark: in Western text every second byte is zero."""
    if len(content) < 4 or len(content) % 2:
        return ""
    sample = content[:4096]
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if high > 0.6 * len(sample) / 2 and not low:
        return "utf-16-le"
    return "utf-16-be" if low > 0.6 * len(sample) / 2 and not high else ""


def _document(identity: Identity, text: str) -> Document:
    paged = "\f" in text
    page, line, seen = 1, 1, 0
    margin, labels = (_margin(text), page_labels(text.split("\f"))) if paged else ([], [])
    blocks: list[Block] = []
    for span in _messages(text) or _spans(text):
        page += text.count("\f", seen, span.start)
        line += _line_ends(text[seen : span.start])
        seen = span.start
        number = page if paged else 0
        block_id = f"p{page}.b{len(blocks) + 1}" if paged else f"b{len(blocks) + 1}"
        label = labels[page - 1] if paged else f"line {line}"
        lines = tuple(margin[bisect_left(margin, (span.start, 0)) : bisect_left(margin, (span.end, 0))])
        blocks.append(Block(block_id, BlockKind.BODY, span, number, label, lines=lines))
    told = (has_encoded_passage(text), _ENCODED), (in_forced_order(text), _TURNED), (not is_clean(text), _LOST)
    unread = tuple(part for so, part in told if so)
    return Document(identity.id, identity.name, text, tuple(blocks), (), unread, identity.digest)


def _margin(text: str) -> list[tuple[int, int]]:
    """The line numbers printed in the margin of a transcript, each with its offset."""
    return [(span.end - len(span.of(text).strip()), int(span.of(text))) for span in margin_numbers(text)]


def _line_ends(text: str) -> int:
    """Line ends of every system: line feed, carriage return, or both."""
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _messages(text: str) -> list[Span]:
    """The messages of a chat, each with all of its paragraphs; empty if the text is none."""
    edges = [*message_starts(text), len(text)]
    whole = (Span(start, end) for start, end in pairwise(edges))
    return [
        piece
        for message in whole
        for paragraph in _cut(text, message, _BLANK_LINE)
        for piece in _short(text, paragraph)
    ]


def _spans(text: str) -> Iterator[Span]:
    """Paragraphs, separated by blank lines and form feeds; long lines are paragraphs; long paragraphs are split."""
    for stretch in _cut(text, Span(0, len(text)), _BLANK_LINE):
        for piece in _at_form_feeds(text, stretch):
            for paragraph in _lines(text, piece):
                yield from _short(text, paragraph)


def _at_form_feeds(text: str, span: Span) -> Iterator[Span]:
    return _cut(text, span, _FORM_FEED) if "\f" in span.of(text) else iter((span,))


def _lines(text: str, span: Span) -> Iterator[Span]:
    """Each line by itself if lines are too long to be wrapped by hand, else all of them together."""
    longest = max((len(line) for line in span.of(text).split("\n")), default=0)
    return _cut(text, span, _LINE_END) if longest > _LONGEST_WRAPPED_LINE else iter((span,))


def _cut(text: str, span: Span, at: re.Pattern[str]) -> Iterator[Span]:
    """The text between matches, without white space at either end; blank pieces are left out."""
    edges = [span.start, *(edge for m in at.finditer(text, span.start, span.end) for edge in m.span()), span.end]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        piece = text[start:end]
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            yield Span(left, left + len(piece.strip()))


def _short(text: str, span: Span) -> Iterator[Span]:
    """Pieces of at most 2,000 characters, split after the last sentence, line or word that fits."""
    start = span.start
    while span.end - start > _LONGEST_BLOCK:
        end = _cutting_place(text, start)
        yield Span(start, start + len(text[start:end].rstrip()))
        start = end + len(text[end : span.end]) - len(text[end : span.end].lstrip())
    if start < span.end:
        yield Span(start, span.end)


def _cutting_place(text: str, start: int) -> int:
    """The end of the piece that begins at `start`."""
    for pattern in (_SENTENCE_END, _LINE_END, _SPACE):
        ends = [m.end() for m in pattern.finditer(text, start + _LONGEST_BLOCK // 2, start + _LONGEST_BLOCK)]
        if ends:
            return ends[-1]
    return start + _LONGEST_BLOCK
