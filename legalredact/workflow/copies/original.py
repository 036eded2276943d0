"""Facts of an original that its copy is named by: its digest, the id that a matter gives it, and the copy's ending."""

import hashlib

from legalredact.documents.file_type import FileKind, kind_of
from legalredact.errors import UnreadableInput, WrongType
from legalredact.model.source import Source, stream_of

_ENDINGS = {
    FileKind.PDF: "pdf",
    FileKind.PICTURE: "pdf",
    FileKind.WORD: "docx",
    FileKind.TEXT: "txt",
    FileKind.CSV: "txt",
    FileKind.HTML: "txt",
}


def ending_of(source: Source) -> str:
    """File name ending of the copy.

    Errors: WrongType if files of its kind cannot be copied.
    """
    ending = _ENDINGS.get(kind_of(source))
    if ending is None:
        raise WrongType(
            "Copies are made of PDF, Word, picture and text files alone; no copy of this file was made.",
            "Print it to PDF, add that, and redact it.",
        )
    return ending


def subject_of(digest: str) -> str:
    """The id that a file with that digest has, or would have, in a matter."""
    return f"d{digest[:12]}"


def digest_of(source: Source) -> str:
    """SHA-256, hexadecimal.

    Errors: UnreadableInput.
    """
    try:
        with stream_of(source) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as problem:
        raise UnreadableInput(
            f"A file cannot be opened ({problem.strerror}).", "Check its path and permissions."
        ) from None
