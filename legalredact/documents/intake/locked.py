"""Reads a file with a password: its bytes without the password, and the document made of them."""

from legalredact.documents.file_type import FileKind, kind_of
from legalredact.documents.limits import Limits
from legalredact.documents.read import read_file
from legalredact.errors import UnreadableInput
from legalredact.model.document import Document
from legalredact.model.locked_file import LockedFile
from legalredact.model.progress import Report


def unlocked_original(file: LockedFile, limits: Limits) -> bytes:
    """The bytes to keep: the file without its password.

    Errors: EncryptedInput if the password does not open it; UnreadableInput if the file cannot be read.
    """
    from legalredact.documents.pdf.unlock import unlocked

    if not file.path.is_file():
        raise UnreadableInput("There is no such file.", "Check its name and that its drive is connected.")
    if kind_of(file.path) is not FileKind.PDF:
        raise UnreadableInput(
            "Only PDF files can be opened with a password here.",
            "Open it in its own program, save a copy without the password, and add the copy.",
        )
    return unlocked(file.path, file.password, limits)


def read_locked(file: LockedFile, limits: Limits, report: Report) -> Document:
    """The document; errors as in `unlocked_original` and `read_file`."""
    return read_file(unlocked_original(file, limits), limits, report, name=file.path.name)
