"""Web pages as files (.htm, .html): what is shown, and what is written beside it."""

import re
from collections.abc import Iterator

from legalredact.documents.assembly import Assembly, identify
from legalredact.documents.limits import Limits
from legalredact.documents.text.html_text import HtmlText, html_text
from legalredact.documents.text.plain import decoded
from legalredact.errors import EmptyInput, OversizedInput
from legalredact.model.document import BlockKind, Document, UnreadReason
from legalredact.model.source import Source, content_of, size_of

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = 4096
_MOST = 64 << 20
_LETTERS = re.compile(r"[^\W\d_]{2}|\d{5}")


def read_html(source: Source, limits: Limits, name: str = "") -> Document:
    """Read a web page.

    Arguments:
        name: of the document; by default the file's.

    Errors:
        EmptyInput, OversizedInput; WrongType if its bytes are no text.
    """
    identity = identify(source, name)
    if size_of(source) > min(limits.max_bytes, _MOST):
        raise OversizedInput(f"Web page {identity.id} is larger than the limit.", "Print it to PDF, and add that.")
    found = html_text(_decoded(content_of(source), identity.id))
    assembly = Assembly(identity)
    for number, line in enumerate(found.lines, 1):
        assembly.add(BlockKind.BODY, line, label=f"paragraph {number}")
    for kind, text, label in beside_html(found):
        assembly.add(kind, text, label=f"{label} in the page")
    for tag in found.unread:
        assembly.add_unread(UnreadReason.UNKNOWN_PART, f"part of the page ({tag})")
    document = assembly.document()
    if not document.blocks and not document.unread:
        raise EmptyInput(f"Web page {identity.id} has no text.", "Check that it was saved completely.")
    return document


def beside_html(found: HtmlText) -> Iterator[tuple[BlockKind, str, str]]:
    """What a page says beside its text: kind, text and label of each, once."""
    for kind, texts, label in (
        (BlockKind.ALT_TEXT, found.spoken, "description"),
        (BlockKind.LINK, found.links, "link"),
        (BlockKind.PROPERTY, found.comments, "comment"),
    ):
        for text in dict.fromkeys(text.strip() for text in texts):
            if _LETTERS.search(text):
                yield kind, text, label


def _decoded(content: bytes, document_id: str) -> str:
    """By its mark, else as the page says, else as any text."""
    said = _CHARSET.search(content[:_HEAD])
    if said and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return content.decode(said[1].decode("ascii"))
        except (UnicodeDecodeError, LookupError):
            pass
    return decoded(content, document_id)
