"""Access to the objects of a PDF: dictionaries, arrays, strings and trees, including hostile ones."""

from collections.abc import Iterator
from typing import Any

import pymupdf

from legalredact.documents.pdf.open import BROKEN

PdfObject = Any
"""MuPDF's own object type; references are resolved on access. It never leaves this package."""

_MOST = 200_000
"""Entries of one array or tree that are visited; this bounds trees with cycles."""

_NUL = "\udcc0\udc80"
"""A NUL character as it arrives: MuPDF encodes it as C0 80, which PyMuPDF cannot decode as UTF-8."""

_mupdf = pymupdf.mupdf


def trailer(document: pymupdf.Document) -> PdfObject:
    """The trailer, with the catalog (Root) and the document information (Info)."""
    return _mupdf.pdf_trailer(_pdf(document))


def object_of(document: pymupdf.Document, number: int) -> PdfObject:
    """The object with that number."""
    return _mupdf.pdf_new_indirect(_pdf(document), number, 0)


def _pdf(document: pymupdf.Document) -> PdfObject:
    return _mupdf.pdf_document_from_fz_document(document.this)


def entry(item: PdfObject, *path: str) -> PdfObject:
    """The value at a path of keys; a null object if there is none."""
    for key in path:
        item = _mupdf.pdf_dict_gets(item, key)
    return item


def has(item: PdfObject, *path: str) -> bool:
    """Whether there is a value at that path."""
    return not _mupdf.pdf_is_null(entry(item, *path))


def number_of(item: PdfObject) -> int:
    """The object's number, 0 for a direct object."""
    return int(_mupdf.pdf_to_num(item))


def items(array: PdfObject) -> Iterator[PdfObject]:
    """Elements of an array; a single object counts as an array of one."""
    if not _mupdf.pdf_is_array(array):
        if not _mupdf.pdf_is_null(array):
            yield array
        return
    for index in range(min(_mupdf.pdf_array_len(array), _MOST)):
        yield _mupdf.pdf_array_get(array, index)


def entries(dictionary: PdfObject) -> Iterator[tuple[str, PdfObject]]:
    """Keys and values of a dictionary."""
    if _mupdf.pdf_is_dict(dictionary):
        for index in range(min(_mupdf.pdf_dict_len(dictionary), _MOST)):
            key = _mupdf.pdf_to_name(_mupdf.pdf_dict_get_key(dictionary, index))
            yield str(key), _mupdf.pdf_dict_get_val(dictionary, index)


def text(item: PdfObject, *path: str) -> str:
    """A string, a name, or the text of a stream; else empty."""
    found = entry(item, *path)
    if _mupdf.pdf_is_string(found):
        said = str(_mupdf.pdf_to_text_string(found)).replace(_NUL, "\0")
        return said.replace("\r\n", "\n").replace("\r", "\n").strip("\0 \n")
    if _mupdf.pdf_is_name(found):
        return str(_mupdf.pdf_to_name(found))
    if _mupdf.pdf_is_stream(found):
        return decoded(stream(found))
    return ""


def texts(item: PdfObject) -> list[str]:
    """All strings in a string or in nested arrays."""
    if not _mupdf.pdf_is_array(item):
        return [found] if (found := text(item)) else []
    return [found for member in items(item) if not _mupdf.pdf_is_indirect(member) for found in texts(member)]


def name(item: PdfObject, *path: str) -> str:
    """A name, else empty."""
    found = entry(item, *path)
    return str(_mupdf.pdf_to_name(found)) if _mupdf.pdf_is_name(found) else ""


def integer(item: PdfObject, *path: str) -> int:
    """A whole number, else 0."""
    return int(_mupdf.pdf_to_int(entry(item, *path)))


def is_stream(item: PdfObject) -> bool:
    """Whether the object is a stream."""
    return bool(_mupdf.pdf_is_stream(item))


def stream(item: PdfObject) -> bytes:
    """The decoded data of a stream; empty if it cannot be decoded."""
    try:
        return bytes(pymupdf.mupdf.pdf_load_stream(item).fz_buffer_extract())
    except BROKEN:
        return b""


def decoded(data: bytes) -> str:
    """Text of a stream: decoded by byte order mark, else as UTF-8, else as Latin-1."""
    if data.startswith((b"\xfe\xff", b"\xff\xfe")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def tree(root: PdfObject, leaves: str) -> Iterator[tuple[PdfObject, PdfObject]]:
    """Keys and values of a name tree (`leaves` is "Names") or number tree ("Nums")."""
    waiting, seen, found = [root], set(), 0
    while waiting and found < _MOST:
        node = waiting.pop()
        if number_of(node):
            if number_of(node) in seen:
                continue
            seen.add(number_of(node))
        pairs = list(items(entry(node, leaves)))
        for key, value in zip(pairs[::2], pairs[1::2], strict=False):
            found += 1
            yield key, value
        waiting.extend(reversed(list(items(entry(node, "Kids")))))
        if len(waiting) > _MOST:
            return
