"""Reads Word, Excel and PowerPoint files: every part of the package is read, or reported as unread."""

from legalredact.documents.assembly import Assembly, identify
from legalredact.documents.limits import Limits
from legalredact.documents.ocr.engine import Ocr
from legalredact.documents.ooxml.archive import Archive
from legalredact.documents.ooxml.docx_reader import WordReading
from legalredact.documents.ooxml.formats import EXCEL, OfficeFormat
from legalredact.documents.ooxml.package import Package
from legalredact.documents.ooxml.pptx_reader import SlideReading
from legalredact.documents.ooxml.xlsx_reader import SheetReading
from legalredact.errors import DamagedInput
from legalredact.model.document import Document
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.model.source import Source


def read_office(
    source: Source,
    kind: OfficeFormat,
    limits: Limits,
    ocr: Ocr | None = None,
    report: Report = silent,
    cancel: Cancellation = NEVER,
    name: str = "",
    *,
    apart: frozenset[str] = frozenset(),
) -> Document:
    """Read an .xlsx, .xlsm, .xltx, .pptx, .pptm, .ppsx or .potx file, of either edition of OOXML.

    Arguments:
        kind: `EXCEL` or `POWERPOINT`.
        name: of the document; by default the file's.
        apart: see `Assembly`.

    Errors:
        EmptyInput, EncryptedInput, WrongType, OversizedInput, DamagedInput.
    """
    identity = identify(source, name)
    assembly = Assembly(identity, apart)
    reading = SheetReading if kind is EXCEL else SlideReading

    def step(done: int, total: int) -> None:
        cancel.check()
        report(Progress("read", done, total, identity.id))

    with Archive(source, limits, identity.id, kind) as archive:
        try:
            reading(Package(archive, identity.id, kind), assembly, ocr or Ocr(), limits, step).run()
        except RecursionError:
            raise DamagedInput(
                f"{kind.what} {identity.id} is nested too deeply.", "Copy what it says into a new file."
            ) from None
    return assembly.document()


def read_word(
    source: Source,
    limits: Limits,
    ocr: Ocr | None = None,
    report: Report = silent,
    cancel: Cancellation = NEVER,
    name: str = "",
    *,
    apart: frozenset[str] = frozenset(),
) -> Document:
    """Read a .docx, .docm, .dotx or .dotm file, of either edition of OOXML.

    Blocks are in reading order: headers, body with its boxes, footers, notes, comments, then text that no page shows.
    Tracked changes are read as accepted; deleted text follows its paragraph as a block of its own.

    Arguments: as in `read_office`.

    Errors:
        EmptyInput, EncryptedInput, WrongType, OversizedInput, DamagedInput.
    """
    identity = identify(source, name)
    assembly = Assembly(identity, apart)

    def step(done: int, total: int) -> None:
        cancel.check()
        report(Progress("read", done, total, identity.id))

    with Archive(source, limits, identity.id) as archive:
        try:
            WordReading(Package(archive, identity.id), assembly, ocr or Ocr(), limits, step).run()
        except RecursionError:
            raise DamagedInput(
                f"Word file {identity.id} is nested too deeply.", "Copy its text into a new document."
            ) from None
    return assembly.document()
