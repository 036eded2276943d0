"""What a PDF says of itself: properties, XMP, bookmarks, named places, labels, layers, attachments, spoken texts."""

import bisect
import mmap
import re
from collections.abc import Callable, Iterator

import pymupdf

from legalredact.documents.assembly import Assembly
from legalredact.documents.pdf.annotations import add_embedded_file, add_scripts
from legalredact.documents.pdf.objects import (
    PdfObject,
    entries,
    entry,
    has,
    integer,
    is_stream,
    items,
    number_of,
    object_of,
    stream,
    text,
    trailer,
    tree,
)
from legalredact.documents.pdf.open import BROKEN
from legalredact.documents.pdf.xmp import is_meaningful, text_of_xml
from legalredact.model.document import BlockKind, UnreadReason

Bytes = bytes | mmap.mmap
_MOST_BOOKMARKS = 100_000
_SPOKEN = re.compile(rb"/(?:Alt|ActualText|Metadata)\b|/E\s*\(")
"""Keys of texts that are spoken instead of shown, and of metadata that hang on single pictures or pages."""

_OBJECT = re.compile(rb"(\d{1,8})\s+\d{1,5}\s+obj\b")
_DICTIONARY = 400
"""Bytes from the start of a packed object stream within which its type stands."""


def add_catalog(assembly: Assembly, document: pymupdf.Document, raw: Bytes) -> None:
    """Blocks for everything of the document as a whole; what is broken becomes an unread part.

    Arguments:
        raw: the bytes of the file.
    """
    parts: tuple[tuple[str, Callable[[], None]], ...] = (
        ("document properties", lambda: _add_properties(assembly, document)),
        ("bookmarks", lambda: _add_bookmarks(assembly, document)),
        ("named places", lambda: _add_names(assembly, document)),
        ("pages for scripts", lambda: _note_templates(assembly, document)),
        ("attached files", lambda: _add_files(assembly, document)),
        ("scripts", lambda: _add_document_scripts(assembly, document)),
        ("texts for screen readers", lambda: _add_alternate_texts(assembly, document, raw)),
    )
    for what, add in parts:
        try:
            add()
        except BROKEN:
            assembly.add_unread(UnreadReason.UNKNOWN_PART, f"{what} that are damaged")


def _root(document: pymupdf.Document) -> PdfObject:
    return entry(trailer(document), "Root")


def _add_properties(assembly: Assembly, document: pymupdf.Document) -> None:
    known = set()
    for key, value in entries(entry(trailer(document), "Info")):
        said = text(value)
        if is_meaningful(said):
            known.add(said)
            assembly.add(
                BlockKind.PROPERTY, said, label=f"document property {key}" if key.isalnum() else "document property"
            )
    metadata = entry(_root(document), "Metadata")
    if is_stream(metadata):
        _add_xmp(assembly, metadata, known, "XMP metadata")


def _add_xmp(assembly: Assembly, metadata: PdfObject, known: set[str], label: str) -> None:
    lines = [line for line in text_of_xml(text(metadata)).splitlines() if line not in known]
    known.update(lines)
    assembly.add(BlockKind.PROPERTY, "\n".join(lines), label=label)


def _add_bookmarks(assembly: Assembly, document: pymupdf.Document) -> None:
    titles = []
    for item in _outline(entry(_root(document), "Outlines", "First")):
        titles.append(text(item, "Title"))
        add_scripts(assembly, item, "script of a bookmark")
    for number, title in enumerate(titles, start=1):
        assembly.add(BlockKind.BOOKMARK, title, label=f"bookmark {number}")


def _outline(first: PdfObject) -> Iterator[PdfObject]:
    """Bookmarks from top to bottom; a list that goes in circles is walked once."""
    waiting = [first]
    seen: set[int] = set()
    while waiting and len(seen) < _MOST_BOOKMARKS:
        item = waiting.pop()
        if not has(item) or number_of(item) in seen:
            continue
        seen.add(number_of(item))
        yield item
        waiting.append(entry(item, "Next"))
        waiting.append(entry(item, "First"))


def _add_names(assembly: Assembly, document: pymupdf.Document) -> None:
    root = _root(document)
    names = [text(key) for key, _ in tree(entry(root, "Names", "Dests"), "Names")]
    names.extend(key for key, _ in entries(entry(root, "Dests")))
    assembly.add(BlockKind.BOOKMARK, "\n".join(dict.fromkeys(filter(None, names))), label="named places")
    labels = [text(value, "P") for _, value in tree(entry(root, "PageLabels"), "Nums")]
    assembly.add(BlockKind.PROPERTY, "\n".join(dict.fromkeys(filter(None, labels))), label="page labels")
    layers = [text(group, "Name") for group in items(entry(root, "OCProperties", "OCGs"))]
    assembly.add(BlockKind.PROPERTY, "\n".join(dict.fromkeys(filter(None, layers))), label="names of layers")


def _note_templates(assembly: Assembly, document: pymupdf.Document) -> None:
    """Pages that scripts may bring in; no reader is shown them, nor are they among the pages."""
    if any(True for _ in tree(entry(_root(document), "Names", "Templates"), "Names")):
        assembly.add_unread(UnreadReason.UNKNOWN_PART, "pages that only scripts bring in")


def _add_files(assembly: Assembly, document: pymupdf.Document) -> None:
    root = _root(document)
    for key, specification in tree(entry(root, "Names", "EmbeddedFiles"), "Names"):
        assembly.add(BlockKind.PROPERTY, text(key), label="attached file")
        add_embedded_file(assembly, specification)
    for specification in items(entry(root, "AF")):
        add_embedded_file(assembly, specification)


def _add_document_scripts(assembly: Assembly, document: pymupdf.Document) -> None:
    root = _root(document)
    add_scripts(assembly, root, "script of the document")
    for key, script in tree(entry(root, "Names", "JavaScript"), "Names"):
        assembly.add(BlockKind.PROPERTY, "\n".join(filter(None, (text(key), text(script, "JS")))), label="script")


def _add_alternate_texts(assembly: Assembly, document: pymupdf.Document, raw: Bytes) -> None:
    """Texts that stand for pictures, and metadata of single objects."""
    own = number_of(entry(_root(document), "Metadata"))
    known: set[str] = set()
    for number in sorted(set(_objects_with_texts(document, raw))):
        item = object_of(document, number)
        for key in ("Alt", "ActualText", "E"):
            said = text(item, key)
            if said not in known:
                known.add(said)
                assembly.add(BlockKind.ALT_TEXT, said, label="text for screen readers")
        metadata = entry(item, "Metadata")
        if is_stream(metadata) and number_of(metadata) != own:
            _add_xmp(assembly, metadata, known, "metadata of a part")


def _objects_with_texts(document: pymupdf.Document, raw: Bytes) -> Iterator[int]:
    """Numbers of the objects in which such keys stand.

    Looking at every object would take longer than reading the pages; the keys are looked for in the bytes of the file
    and of the streams into which objects are packed.
    """
    last = document.xref_length()
    for match in _SPOKEN.finditer(raw):
        head = raw.rfind(b" obj", 0, match.start())
        numbers = _OBJECT.findall(raw[max(0, head - 20) : head + 4])
        if numbers and int(numbers[-1]) < last:
            yield int(numbers[-1])
    for number in _packed(raw):
        if number < last:
            yield from (inner for inner in _in_object_stream(object_of(document, number)) if inner < last)


def _packed(raw: Bytes) -> Iterator[int]:
    """Numbers of the streams into which other objects are packed."""
    at = raw.find(b"/ObjStm")
    while at >= 0:
        numbers = _OBJECT.findall(raw[max(0, at - _DICTIONARY) : at])
        if numbers:
            yield int(numbers[-1])
        at = raw.find(b"/ObjStm", at + 1)


def _in_object_stream(packed: PdfObject) -> Iterator[int]:
    """The same in a stream of packed objects, which begins with their numbers and where each begins."""
    data, first = stream(packed), integer(packed, "First")
    pairs = [int(part) for part in data[:first].split() if part.isdigit()]
    numbers, starts = pairs[::2], pairs[1::2]
    for match in _SPOKEN.finditer(data, first):
        place = bisect.bisect_right(starts, match.start() - first) - 1
        if 0 <= place < len(numbers):
            yield numbers[place]
