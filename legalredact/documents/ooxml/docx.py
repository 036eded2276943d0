"""Word files: every part of the package is read, or named as unread."""

from legalredact.documents.assembly import Assembly, identify
from legalredact.documents.limits import Limits
from legalredact.documents.ocr.engine import Ocr
from legalredact.documents.ooxml.archive import Archive
from legalredact.documents.ooxml.docx_reader import WordReading
from legalredact.documents.ooxml.package import Package
from legalredact.errors import DamagedInput
from legalredact.model.document import Document
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.model.source import Source


def read_word(
    source: Source,
    limits: Limits,
    ocr: Ocr | None = None,
    report: Report = silent,
    cancel: Cancellation = NEVER,
    name: str = "",
) -> Document:
    """Read a .docx, .docm, .dotx or .dotm file, of either edition of OOXML.

    Blocks stand in reading order: headers, body with its boxes, footers, notes, comments, then what no page shows.
    Tracked changes are read as accepted; what was deleted follows its paragraph as a block of its own.

    Errors:
        EmptyInput, EncryptedInput, WrongType, OversizedInput, DamagedInput.
    """
    identity = identify(source, name)
    assembly = Assembly(identity)

    def step(done: int, total: int) -> None:
        cancel.check()
        report(Progress("read", done, total, identity.id))

    with Archive(source, limits, identity.id) as archive:
        try:
            WordReading(Package(archive, identity.id), assembly, ocr or Ocr(), limits, step).run()
        except RecursionError:
            raise DamagedInput(
                f"Word file {identity.id} nests deeper than any real one.", "Copy its text into a new document."
            ) from None
    return assembly.document()
