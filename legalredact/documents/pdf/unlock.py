"""Opens a PDF with its password and makes a copy without one, in memory; the copy is what the matter keeps."""

from pathlib import Path

import pymupdf

from legalredact.documents.limits import Limits
from legalredact.documents.pdf.open import BROKEN
from legalredact.errors import EncryptedInput, OversizedInput
from legalredact.model.pdf_file import WRONG_PASSWORD, damaged_pdf


def unlocked(path: Path, password: str, limits: Limits) -> bytes:
    """The file without its password; the same file always gives the same bytes.

    Errors:
        EncryptedInput: the password does not open it.
        DamagedInput: it cannot be opened or written.
        OversizedInput: the copy is larger than the limits allow.
    """
    try:
        document = pymupdf.open(path, filetype="pdf")
    except BROKEN:
        raise damaged_pdf() from None
    try:
        if document.needs_pass and not document.authenticate(password):
            raise EncryptedInput(WRONG_PASSWORD, "Check the password, capital letters too, and enter it again.")
        content: bytes = document.tobytes(encryption=pymupdf.PDF_ENCRYPT_NONE, no_new_id=True)
    except BROKEN:
        raise damaged_pdf() from None
    finally:
        document.close()
        pymupdf.TOOLS.reset_mupdf_warnings()
    if len(content) > limits.max_bytes:
        raise OversizedInput(
            f"Without its password the file has {len(content) >> 20} MB; at most {limits.max_bytes >> 20} MB are read.",
            "Split it into smaller files.",
        )
    return content
