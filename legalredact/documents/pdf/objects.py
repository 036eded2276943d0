"""The objects of a PDF below its pages: dictionaries, arrays, strings and trees of them, hostile ones included."""

from collections.abc import Iterator
from typing import Any

import pymupdf

from legalredact.documents.pdf.open import BROKEN

PdfObject = Any
"""MuPDF's own object, resolved when it is looked at; never leaves this room."""

_MOST = 200_000
"""Entries of one array or tree that are looked at; a tree that goes in circles has more."""

_NUL = "\udcc0\udc80"
"""How a zero in a string comes from MuPDF, which writes it as C0 80, and PyMuPDF, which takes that for no UTF-8."""

_mupdf = pymupdf.mupdf


def trailer(document: pymupdf.Document) -> PdfObject:
    """Where the catalog (Root) and the document information (Info) hang."""
    return _mupdf.pdf_trailer(_pdf(document))


def object_of(document: pymupdf.Document, number: int) -> PdfObject:
    """The object of that number."""
    return _mupdf.pdf_new_indirect(_pdf(document), number, 0)


def _pdf(document: pymupdf.Document) -> PdfObject:
    return _mupdf.pdf_document_from_fz_document(document.this)


def entry(item: PdfObject, *path: str) -> PdfObject:
    """What a dictionary has under a key, and so on; a null object where there is nothing."""
    for key in path:
        item = _mupdf.pdf_dict_gets(item, key)
    return item


def has(item: PdfObject, *path: str) -> bool:
    """Whether there is anything under that path."""
    return not _mupdf.pdf_is_null(entry(item, *path))


def number_of(item: PdfObject) -> int:
    """The object's number, 0 if it stands inside another."""
    return int(_mupdf.pdf_to_num(item))


def items(array: PdfObject) -> Iterator[PdfObject]:
    """Members of an array; a lone object counts as an array of one."""
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
    """A string, name or stream of text, or empty."""
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
    """Strings of a string or of an array of them, however deep."""
    if not _mupdf.pdf_is_array(item):
        return [found] if (found := text(item)) else []
    return [found for member in items(item) if not _mupdf.pdf_is_indirect(member) for found in texts(member)]


def name(item: PdfObject, *path: str) -> str:
    """A name, or empty."""
    found = entry(item, *path)
    return str(_mupdf.pdf_to_name(found)) if _mupdf.pdf_is_name(found) else ""


def integer(item: PdfObject, *path: str) -> int:
    """A whole number, or 0."""
    return int(_mupdf.pdf_to_int(entry(item, *path)))


def is_stream(item: PdfObject) -> bool:
    """Whether data hang on the object."""
    return bool(_mupdf.pdf_is_stream(item))


def stream(item: PdfObject) -> bytes:
    """The unpacked data of a stream; empty if they cannot be unpacked."""
    try:
        return bytes(pymupdf.mupdf.pdf_load_stream(item).fz_buffer_extract())
    except BROKEN:
        return b""


def decoded(data: bytes) -> str:
    """Text of a stream, which has a byte order mark, or is UTF-8, or else one byte a character."""
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
