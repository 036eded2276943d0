"""A file in, a `Document` out: looks at what the file is, not at what it is called, and picks its reader."""

import functools
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from legalredact.documents.limits import STANDARD, Limits
from legalredact.documents.sniff import FileKind, kind_of
from legalredact.errors import DamagedInput, EmptyInput, OversizedInput, UnreadableInput, WrongType
from legalredact.model.document import Document
from legalredact.model.progress import NEVER, Cancellation, Report, silent

if TYPE_CHECKING:
    from legalredact.documents.ocr import Ocr


def read_file(path: Path, limits: Limits = STANDARD, report: Report = silent, cancel: Cancellation = NEVER) -> Document:
    """Read a file of any kind that can be read; the file itself is opened for reading alone.

    Arguments:
        path: PDF, Word (.docx and its kin), plain text or a picture (TIFF, PNG, JPEG …), whatever its name says.
        limits: what it may cost.
        report: told how far reading is.
        cancel: looked at between steps.

    Errors:
        UnreadableInput: one of its kinds says what is wrong (missing or locked, empty, encrypted, damaged, oversized,
            of a kind that cannot be read) and what to do.
        Cancelled: on request.
    """
    before = _checked(path, limits)
    document = _read(path, kind_of(path), limits, report, cancel)
    after = _stat(path)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise DamagedInput("The file changed while it was read.", "Close it in other programs and add it again.")
    return document


def read_part(path: Path, pages: range, limits: Limits = STANDARD, report: Report = silent) -> Document:
    """Read some pages of a PDF, counted from 0; see `parts.joined`.

    Errors: as `read_file`.
    """
    from legalredact.documents.pdf import read_pdf

    _checked(path, limits)
    return read_pdf(path, limits, _ocr(), report, NEVER, pages)


def page_count(path: Path, limits: Limits = STANDARD) -> int:
    """How many pages a PDF has, 0 for other files.

    Errors: as `read_file`.
    """
    _checked(path, limits)
    if kind_of(path) is not FileKind.PDF:
        return 0
    from legalredact.documents.pdf import page_count as count

    return count(path, limits)


def _checked(path: Path, limits: Limits) -> os.stat_result:
    """Properties of a file that is there, may be opened and has a size that can be read."""
    found = _stat(path)
    if not stat.S_ISREG(found.st_mode):
        raise WrongType("This is a folder or a device, not a file.", "Add the files in it one by one.")
    _open_once(path)
    if found.st_size == 0:
        raise EmptyInput("The file is empty.", "Ask for a new copy, or check that it was saved or downloaded whole.")
    if found.st_size > limits.max_bytes:
        raise OversizedInput(
            f"The file has {found.st_size >> 20} MB; at most {limits.max_bytes >> 20} MB are read.",
            "Split it into smaller files.",
        )
    return found


def _stat(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except FileNotFoundError:
        raise UnreadableInput("There is no such file.", "Check its name and that its drive is connected.") from None
    except (OSError, ValueError):
        raise UnreadableInput("The file cannot be found.", "Check its name, its folder and its drive.") from None


def _open_once(path: Path) -> None:
    """Only files are opened: a pipe would wait for somebody to write."""
    try:
        with path.open("rb"):
            return
    except PermissionError:
        raise UnreadableInput("The file may not be opened.", "Ask for permission to read it, or copy it.") from None
    except OSError:
        raise UnreadableInput("The file cannot be opened.", "Check its drive, and copy it elsewhere.") from None


def _read(path: Path, kind: FileKind, limits: Limits, report: Report, cancel: Cancellation) -> Document:
    match kind:
        case FileKind.PDF:
            from legalredact.documents.pdf import read_pdf

            return read_pdf(path, limits, _ocr(), report, cancel)
        case FileKind.WORD:
            from legalredact.documents.word import read_word

            return read_word(path, limits, _ocr(), report, cancel)
        case FileKind.PICTURE:
            from legalredact.documents.image import read_image

            return read_image(path, limits, _ocr(), report, cancel)
        case FileKind.TEXT:
            from legalredact.documents.text import read_text

            return read_text(path, limits)


@functools.cache
def _ocr() -> "Ocr":
    """One for the process: its models take seconds to load."""
    from legalredact.documents.ocr import Ocr

    return Ocr()
