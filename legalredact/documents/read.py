"""Reads a file into a `Document`: detects the type by content, not by name, and selects the reader."""

import functools
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from legalredact.documents.assembly import identify
from legalredact.documents.file_type import FileKind, kind_of
from legalredact.documents.limits import STANDARD, Limits
from legalredact.errors import DamagedInput, EmptyInput, EncryptedInput, OversizedInput, UnreadableInput, WrongType
from legalredact.model.document import Document
from legalredact.model.passwords import NO_PASSWORDS, Passwords
from legalredact.model.progress import NEVER, Cancellation, Report, silent
from legalredact.model.source import Source

if TYPE_CHECKING:
    from legalredact.documents.ocr.engine import Ocr


def read_file(
    source: Source,
    limits: Limits = STANDARD,
    report: Report = silent,
    cancel: Cancellation = NEVER,
    name: str = "",
    *,
    separate_attachments: bool = False,
    passwords: Passwords = NO_PASSWORDS,
) -> Document:
    """Read a file of any supported type; the file is opened for reading only.

    Arguments:
        source: PDF, Office file (.docx, .xlsx, .pptx and related types), rich text, e-mail (.eml, .msg), plain text or
            an image (TIFF, PNG, JPEG …), whatever its name is; a path, or its bytes.
        limits: for this file.
        report: called with the progress.
        cancel: checked between steps.
        name: of the document; by default the file's.
        separate_attachments: attachments of an e-mail and files embedded in other documents are read as separate
            documents; otherwise each is an unread part.
        passwords: tried in turn if the file is encrypted. The document has the digest of the file as it is.

    Errors:
        UnreadableInput: a subclass says what is wrong (missing or locked, empty, encrypted, damaged, oversized, of an
            unsupported type) and what to do.
        Cancelled: on request.
    """
    job = _Job(source, name, limits, report, cancel, separate_attachments)
    if isinstance(source, bytes):
        _check_size(len(source), limits)
        return _read(job, passwords)
    before = _checked(source, limits)
    document = _read(job, passwords)
    after = _stat(source)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise DamagedInput("The file changed while it was read.", "Close it in other programs and add it again.")
    return document


def _read(job: "_Job", passwords: Passwords) -> Document:
    try:
        return _READERS[_readable(kind_of(job.source, job.name))](job)
    except EncryptedInput:
        if not passwords:
            raise
    from legalredact.documents.encrypted_file import decrypted

    identity, content = identify(job.source, job.name), decrypted(job.source, passwords)
    _check_size(len(content), job.limits)
    # Only the reader has the passwords: files embedded in this one are no documents, but unread parts.
    inner = replace(job, source=content, name=identity.name, separate_attachments=False)
    document = _READERS[_readable(kind_of(content, identity.name))](inner)
    return replace(document, id=identity.id, digest=identity.digest)


def read_part(path: Path, pages: range, limits: Limits = STANDARD, report: Report = silent) -> Document:
    """Read some pages of a PDF, counted from 0; see `parallel_parts.joined`.

    Errors: as in `read_file`.
    """
    from legalredact.documents.pdf.reader import read_pdf

    _checked(path, limits)
    return read_pdf(path, limits, _ocr(), report, NEVER, pages)


def page_count(path: Path, limits: Limits = STANDARD) -> int:
    """Number of pages of a PDF, 0 for other files and for an encrypted one, which is read as a whole.

    Errors: as in `read_file`.
    """
    _checked(path, limits)
    if kind_of(path) is not FileKind.PDF:
        return 0
    from legalredact.documents.pdf.reader import page_count as count

    try:
        return count(path, limits)
    except EncryptedInput:
        return 0


def _checked(path: Path, limits: Limits) -> os.stat_result:
    """Properties of a file that exists, can be opened and has an acceptable size."""
    found = _stat(path)
    if stat.S_ISDIR(found.st_mode) and not os.access(path, os.R_OK | os.X_OK):
        raise UnreadableInput("This folder may not be read.", "Ask for the right to read it, and add it again.")
    if not stat.S_ISREG(found.st_mode):
        raise WrongType("This is a folder or a device, not a file.", "Add the files in it one by one.")
    _open_once(path)
    _check_size(found.st_size, limits)
    return found


def _check_size(size: int, limits: Limits) -> None:
    if size == 0:
        raise EmptyInput(
            "The file is empty.", "Ask for a new copy, or check that it was saved or downloaded completely."
        )
    if size > limits.max_bytes:
        raise OversizedInput(
            f"The file has {size >> 20} MB; at most {limits.max_bytes >> 20} MB are read.",
            "Split it into smaller files.",
        )


def _readable(kind: FileKind) -> FileKind:
    """The type, if files of this type are documents."""
    if kind is FileKind.ARCHIVE:
        raise WrongType("This is an archive.", "Unpack it and add the files in it.")
    if kind is FileKind.MAILBOX:
        raise WrongType("This is a mailbox of many messages.", "Export its messages as .eml files, and add those.")
    if kind is FileKind.SLACK:
        raise WrongType("This is an export of many conversations.", "Add it as a production, or add the files in it.")
    if kind is FileKind.OUTLOOK_STORE:
        raise WrongType("This is a store of many messages (.pst, .ost).", "Add it as a production.")
    return kind


def _stat(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except FileNotFoundError:
        raise UnreadableInput("There is no such file.", "Check its name and that its drive is connected.") from None
    except (OSError, ValueError):
        raise UnreadableInput("The file cannot be found.", "Check its name, its folder and its drive.") from None


def _open_once(path: Path) -> None:
    """Open the file to check access. The caller passes only regular files: a pipe would block."""
    try:
        with path.open("rb"):
            return
    except PermissionError:
        raise UnreadableInput("The file may not be opened.", "Ask for permission to read it, or copy it.") from None
    except OSError:
        raise UnreadableInput(
            "The file cannot be opened.", "Check its drive, and copy the file to another one."
        ) from None


@dataclass(frozen=True, slots=True)
class _Job:
    """Arguments for a reader; see `read_file`."""

    source: Source
    name: str
    limits: Limits
    report: Report
    cancel: Cancellation
    separate_attachments: bool


def _apart(job: _Job, kind: FileKind) -> frozenset[str]:
    """Keys of the embedded files that are read as separate documents."""
    if not job.separate_attachments:
        return frozenset()
    from legalredact.documents.embedded_files import embedded_files

    return frozenset(one.key for one in embedded_files(job.source, kind, job.limits))


def _pdf(job: _Job) -> Document:
    from legalredact.documents.pdf.reader import read_pdf

    return read_pdf(
        job.source, job.limits, _ocr(), job.report, job.cancel, name=job.name, apart=_apart(job, FileKind.PDF)
    )


def _word(job: _Job) -> Document:
    from legalredact.documents.ooxml.reader import read_word

    apart = _apart(job, FileKind.WORD)
    return read_word(job.source, job.limits, _ocr(), job.report, job.cancel, job.name, apart=apart)


def _excel(job: _Job) -> Document:
    from legalredact.documents.ooxml.formats import EXCEL
    from legalredact.documents.ooxml.reader import read_office

    apart = _apart(job, FileKind.EXCEL)
    return read_office(job.source, EXCEL, job.limits, _ocr(), job.report, job.cancel, job.name, apart=apart)


def _powerpoint(job: _Job) -> Document:
    from legalredact.documents.ooxml.formats import POWERPOINT
    from legalredact.documents.ooxml.reader import read_office

    apart = _apart(job, FileKind.POWERPOINT)
    return read_office(job.source, POWERPOINT, job.limits, _ocr(), job.report, job.cancel, job.name, apart=apart)


def _rtf(job: _Job) -> Document:
    from legalredact.documents.text.rtf import read_rtf

    return read_rtf(job.source, job.limits, _ocr(), job.report, job.cancel, job.name)


def _html(job: _Job) -> Document:
    from legalredact.documents.text.html import read_html

    return read_html(job.source, job.limits, job.name)


def _mail(job: _Job) -> Document:
    from legalredact.documents.mail.reader import read_mail

    return read_mail(
        job.source, job.limits, _ocr(), job.report, job.cancel, job.name, separate_attachments=job.separate_attachments
    )


def _picture(job: _Job) -> Document:
    from legalredact.documents.ocr.image import read_image

    return read_image(job.source, job.limits, _ocr(), job.report, job.cancel, job.name)


def _csv(job: _Job) -> Document:
    from legalredact.documents.records.csv_table import read_csv

    return read_csv(job.source, job.limits, job.name)


def _records(job: _Job) -> Document:
    from legalredact.documents.records.calendar_and_contacts import read_records

    return read_records(job.source, job.limits, _ocr, job.report, job.cancel, job.name)


def _chat(job: _Job) -> Document:
    from legalredact.documents.chat.json_export import read_chat

    return read_chat(job.source, job.limits, job.name)


def _opendocument(job: _Job) -> Document:
    from legalredact.documents.opendocument.reader import read_opendocument

    apart = _apart(job, FileKind.OPENDOCUMENT)
    return read_opendocument(job.source, job.limits, _ocr(), job.report, job.cancel, job.name, apart=apart)


def _old_excel(job: _Job) -> Document:
    from legalredact.documents.old_office.xls_reader import read_xls

    return read_xls(job.source, job.limits, job.report, job.cancel, job.name)


def _text(job: _Job) -> Document:
    from legalredact.documents.text.plain import read_text

    return read_text(job.source, job.limits, job.name)


_READERS: dict[FileKind, Callable[[_Job], Document]] = {
    FileKind.PDF: _pdf,
    FileKind.WORD: _word,
    FileKind.EXCEL: _excel,
    FileKind.POWERPOINT: _powerpoint,
    FileKind.RTF: _rtf,
    FileKind.HTML: _html,
    FileKind.MAIL: _mail,
    FileKind.OUTLOOK: _mail,
    FileKind.PICTURE: _picture,
    FileKind.TEXT: _text,
    FileKind.CSV: _csv,
    FileKind.CALENDAR: _records,
    FileKind.CONTACTS: _records,
    FileKind.CHAT: _chat,
    FileKind.OPENDOCUMENT: _opendocument,
    FileKind.OLD_EXCEL: _old_excel,
}


@functools.cache
def _ocr() -> "Ocr":
    """One OCR engine per process: its models take seconds to load."""
    from legalredact.documents.ocr.engine import Ocr

    return Ocr()
