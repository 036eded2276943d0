"""Removes annotations and form fields that no reader shows, before pages are drawn.

Drawing annotations and fields into a page ignores these flags: counsel's hidden note would become visible in the copy.
"""

from collections.abc import Iterator
from typing import Any

import pymupdf
from pymupdf import mupdf

_HIDDEN, _NO_VIEW = 1 << 1, 1 << 5
"""Bits of an annotation's flags, ISO 32000-2, table 167."""


def remove_hidden(document: pymupdf.Document) -> int:
    """Remove all annotations and fields with the flag Hidden or NoView; returns how many there were, without popups.

    Must run before any page is loaded: a page object keeps the annotations that it was loaded with.
    """
    return sum(_pruned(annotations) for annotations in annotations_of(document))


def annotations_of(document: pymupdf.Document) -> Iterator[Any]:
    """The array of annotations of each page that has one; loads no page."""
    pdf = mupdf.pdf_document_from_fz_document(document.this)
    for number in range(document.page_count):
        try:
            page = mupdf.pdf_lookup_page_obj(pdf, number)
            annotations = mupdf.pdf_dict_get(page, mupdf.PDF_ENUM_NAME_Annots)
        except (RuntimeError, mupdf.FzErrorBase):
            continue  # the page is damaged; drawing it reports that
        if mupdf.pdf_is_array(annotations):
            yield annotations


def _pruned(annotations: Any) -> int:
    hidden = [at for at in range(mupdf.pdf_array_len(annotations)) if _is_hidden(mupdf.pdf_array_get(annotations, at))]
    popups = sum(_is_popup(mupdf.pdf_array_get(annotations, at)) for at in hidden)
    for at in reversed(hidden):
        mupdf.pdf_array_delete(annotations, at)
    return len(hidden) - popups


def _is_hidden(annotation: Any) -> bool:
    return bool(mupdf.pdf_dict_get_int(annotation, mupdf.PDF_ENUM_NAME_F) & (_HIDDEN | _NO_VIEW))


def _is_popup(annotation: Any) -> bool:
    kind = mupdf.pdf_dict_get(annotation, mupdf.PDF_ENUM_NAME_Subtype)
    return bool(mupdf.pdf_name_eq(kind, mupdf.PDF_ENUM_NAME_Popup))
