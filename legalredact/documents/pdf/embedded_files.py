"""Files attached to a PDF: to the document, to a page as a comment, or in a portfolio (ISO 32000-2, 7.11.4)."""

from collections.abc import Iterator
from itertools import chain

import pymupdf

from legalredact.documents.limits import Limits
from legalredact.documents.ole_object import EmbeddedFile
from legalredact.documents.pdf.objects import (
    PdfObject,
    entry,
    has,
    items,
    number_of,
    object_of,
    stream,
    text,
    trailer,
    tree,
)
from legalredact.documents.pdf.open import BROKEN, opened
from legalredact.model.source import Source

DATA_KEYS = ("UF", "F", "DOS", "Unix", "Mac")
"""Keys of a specification under which the file's data may be."""

_MOST = 10_000


def embedded_in_pdf(source: Source, limits: Limits) -> Iterator[EmbeddedFile]:
    """The files attached to a PDF, each once.

    Errors: UnreadableInput, as its reader.
    """
    with opened(source, limits) as document:
        seen: set[int] = set()
        for specification in _specifications(document):
            data = data_of(specification)
            if data is None or number_of(data) in seen or len(seen) >= _MOST:
                continue
            seen.add(number_of(data))
            name = text(specification, "UF") or text(specification, "F")
            yield EmbeddedFile(str(number_of(data)), name, _content(data))


def data_of(specification: PdfObject) -> PdfObject | None:
    """The stream with the file's data; None if the file lies elsewhere."""
    return next((data for key in DATA_KEYS if has(data := entry(specification, "EF", key))), None)


def _specifications(document: pymupdf.Document) -> Iterator[PdfObject]:
    root = entry(trailer(document), "Root")
    named = (value for _, value in tree(entry(root, "Names", "EmbeddedFiles"), "Names"))
    yield from _careful(chain(named, items(entry(root, "AF"))))
    for index in range(document.page_count):
        yield from _careful(_on_page(document, index))


def _on_page(document: pymupdf.Document, index: int) -> Iterator[PdfObject]:
    for annotation in items(entry(object_of(document, document.page_xref(index)), "Annots")):
        if has(entry(annotation, "FS")):
            yield entry(annotation, "FS")


def _careful(found: Iterator[PdfObject]) -> Iterator[PdfObject]:
    """Damaged lists end early; what they would have named stays an unread part of the document."""
    try:
        yield from found
    except BROKEN:
        return


def _content(data: PdfObject) -> bytes:
    try:
        return stream(data)
    except BROKEN:
        return b""
