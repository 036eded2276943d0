"""Features of a PDF that are not copied (attachments, scripts …), named without text of the document.

Tags and bookmarks are made anew afterwards, see `structure`.
"""

from collections.abc import Iterator
from typing import Any

import pymupdf
from pymupdf import mupdf

from legalredact.redaction.pdf.hidden_parts import annotations_of
from legalredact.redaction.pdf.page import BROKEN

BOOKMARKS = "bookmarks"
TAGS = "tags for screen readers"
_CATALOG = {
    "Outlines": BOOKMARKS,
    "AF": "attachments",
    "Names/EmbeddedFiles": "attachments",
    "Collection": "attachments",
    "Names/JavaScript": "scripts",
    "OpenAction": "actions",
    "AA": "actions",
    "OCProperties": "layers that can be switched",
    "StructTreeRoot": TAGS,
    "Metadata": "document properties",
    "PageLabels": "page labels",
    "AcroForm/XFA": "form data (XFA)",
    "Perms": "digital signatures",
}

_NO_NOTE = frozenset({"Link", "Widget", "Popup"})
FIELDS = "form fields (what they show stays)"


def removed_features(document: pymupdf.Document) -> tuple[str, ...]:
    """What the copy of a document will lack.

    Must run before annotations are drawn into pages, and loads no page.
    """
    return tuple(sorted(set(_found(document))))


def _found(document: pymupdf.Document) -> Iterator[str]:
    try:
        pdf = mupdf.pdf_document_from_fz_document(document.this)
        trailer = mupdf.pdf_trailer(pdf)
        for path, words in _CATALOG.items():
            if not mupdf.pdf_is_null(mupdf.pdf_dict_getp(trailer, f"Root/{path}")):
                yield words
        if not mupdf.pdf_is_null(mupdf.pdf_dict_getp(trailer, "Info")):
            yield "document properties"
        for annotations in annotations_of(document):
            for at in range(mupdf.pdf_array_len(annotations)):
                yield from _of_annotation(mupdf.pdf_array_get(annotations, at))
    except BROKEN:
        yield "parts that cannot be read"


def _of_annotation(annotation: Any) -> Iterator[str]:
    kind = str(mupdf.pdf_to_name(mupdf.pdf_dict_gets(annotation, "Subtype")))
    if kind == "Link":
        yield "links"
    elif kind == "Widget":
        signed = str(mupdf.pdf_to_name(mupdf.pdf_dict_get_inheritable(annotation, mupdf.pdf_new_name("FT")))) == "Sig"
        yield "digital signatures" if signed else FIELDS
    elif kind == "FileAttachment":
        yield "attachments"
    elif kind not in _NO_NOTE:
        yield "notes (what a page shows of them stays)"
