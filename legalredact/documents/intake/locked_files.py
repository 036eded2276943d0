"""Reads a file with a password: its bytes without the password, and the document made of them."""

from legalredact.documents.limits import Limits
from legalredact.documents.read import read_file
from legalredact.errors import OversizedInput, UnreadableInput
from legalredact.model.document import Document
from legalredact.model.locked_file import LockedFile
from legalredact.model.passwords import Passwords
from legalredact.model.progress import Report


def unlocked_original(file: LockedFile, limits: Limits) -> bytes:
    """The bytes to keep: the file without its password. The same file always gives the same bytes.

    Errors: EncryptedInput if the password does not open it; OversizedInput; UnreadableInput if there is no such file.
    """
    from legalredact.documents.encrypted_file import decrypted

    if not file.path.is_file():
        raise UnreadableInput("There is no such file.", "Check its name and that its drive is connected.")
    content = decrypted(file.path, Passwords((file.password,)))
    if len(content) > limits.max_bytes:
        raise OversizedInput(
            f"Without its password the file has {len(content) >> 20} MB; at most {limits.max_bytes >> 20} MB are read.",
            "Split it into smaller files.",
        )
    return content


def read_locked(file: LockedFile, limits: Limits, report: Report) -> Document:
    """The document; errors as in `unlocked_original` and `read_file`."""
    return read_file(unlocked_original(file, limits), limits, report, name=file.path.name)
