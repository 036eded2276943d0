"""Opening a PDF: what is wrong with it is said before a page is read."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pymupdf

from legalredact.documents.limits import Limits
from legalredact.errors import DamagedInput, EncryptedInput, OversizedInput

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
"""What PyMuPDF raises on broken files; it has no common base of its own, and lets type errors through. Their messages
may quote the file and are never passed on."""

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[pymupdf.Document]:
    """The document, open for reading alone.

    Errors:
        EncryptedInput: it asks for a password.
        DamagedInput: it cannot be opened, or has no pages.
        OversizedInput: it has more pages than the limits allow.
    """
    try:
        document = pymupdf.open(path, filetype="pdf")
    except BROKEN:
        raise _damaged() from None
    try:
        _check(document, limits)
        yield document
    finally:
        document.close()
        pymupdf.TOOLS.store_shrink(100)
        pymupdf.TOOLS.reset_mupdf_warnings()


def _check(document: pymupdf.Document, limits: Limits) -> None:
    if document.needs_pass:
        raise EncryptedInput(
            "This PDF asks for a password.", "Open it with its password, save a copy without one, and add the copy."
        )
    try:
        pages = document.page_count
    except BROKEN:
        raise _damaged() from None
    if pages == 0:
        raise _damaged()
    if pages > limits.max_pages:
        raise OversizedInput(
            f"This PDF has {pages} pages; at most {limits.max_pages} are read.", "Split it into smaller files."
        )


def _damaged() -> DamagedInput:
    return DamagedInput(
        "This PDF is damaged and no page of it can be read.",
        "Ask for a new copy, or open it elsewhere and print it to a new PDF.",
    )
