"""Opens a PDF, and reports what is wrong with it before a page is read."""

from collections.abc import Iterator
from contextlib import contextmanager

import pymupdf

from legalredact.documents.limits import Limits
from legalredact.model.pdf_file import check_pdf, damaged_pdf
from legalredact.model.source import Source

BROKEN = (
    RuntimeError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    OverflowError,
    UnicodeError,
    pymupdf.mupdf.FzErrorBase,
)
"""Exceptions of PyMuPDF on damaged files (no common base; type errors occur too). Never pass their messages on: they
may quote the file."""

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)


@contextmanager
def opened(source: Source, limits: Limits) -> Iterator[pymupdf.Document]:
    """The document, opened for reading only.

    Errors:
        EncryptedInput: it requires a password.
        DamagedInput: it cannot be opened, or has no pages.
        OversizedInput: it has more pages than the limits allow.
    """
    try:
        if isinstance(source, bytes):
            document = pymupdf.open(stream=source, filetype="pdf")
        else:
            document = pymupdf.open(source, filetype="pdf")
    except BROKEN:
        raise damaged_pdf() from None
    try:
        check_pdf(document, limits.max_pages, BROKEN, act="add", done="read")
        yield document
    finally:
        document.close()
        pymupdf.TOOLS.store_shrink(100)
        pymupdf.TOOLS.reset_mupdf_warnings()
