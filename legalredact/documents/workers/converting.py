"""Reads old Office files that LibreOffice converts first: each in a process of its own, which ends with its file."""

import functools
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Generic, Self, TypeVar

import pebble

from legalredact.documents.assembly import identify
from legalredact.documents.intake.members import as_produced, with_other_text
from legalredact.documents.limits import STANDARD, Limits
from legalredact.documents.old_office.libreoffice import (
    FOLDER,
    FOLDER_SIZE,
    LARGEST,
    Conversion,
    ConvertedFile,
    LibreOffice,
    convert,
    libreoffice,
    too_large,
)
from legalredact.documents.read import read_file
from legalredact.documents.workers.pool import Workers
from legalredact.documents.workers.process import prepare
from legalredact.errors import OldFormat, Refused, UnreadableInput
from legalredact.model.document import Document, UnreadPart, UnreadReason
from legalredact.model.production import ProductionMember
from legalredact.model.progress import NEVER, Cancellation, Report, silent
from legalredact.model.source import Source, content_of, size_of
from legalredact.sandbox.profiles import confine_converter

T = TypeVar("T")

CONVERTING = replace(STANDARD, max_silence=120.0, max_wait=300.0)
"""Limits for a conversion, which gives no sign before its end: processor time, and time on the clock."""
_ASK_IT = "Or ask IT to allow conversion by LibreOffice in the policy, then try this file again."
_MAY_DIFFER = "layout, fields, forms, drawings, macros and other parts may differ or be left out"
_LEFT_OUT = "text of the old file that its conversion lacks"
_UNCOMPARED = "the text of the old file could not be compared with its conversion, which may lack some of it"


@dataclass(frozen=True, slots=True)
class OldFiles(Generic[T]):
    """How old Office files are treated.

    Arguments:
        allowed: policy allows conversion; else such a file stays refused.
        original: a file's content, or its path, and its name.
        find: finds the converter, once there is a file to convert.
    """

    allowed: bool
    original: Callable[[T], tuple[Source, str]]
    find: Callable[[], LibreOffice | None] = libreoffice

    def converter(self) -> LibreOffice | None:
        """The LibreOffice of this machine; None if there is none, or policy or system forbid its use."""
        return self.find() if self.allowed and sys.platform == "linux" else None

    def refusal(self, problem: OldFormat) -> OldFormat:
        """The reader's refusal of a file that is not converted, with what IT can do."""
        if self.allowed:
            return OldFormat(
                "This file has an old format, and there is no LibreOffice that could convert it.",
                "Open it in its own program, save it in a newer format, and add that file. On Linux, IT can install "
                "LibreOffice.",
            )
        return OldFormat(problem.what, f"{problem.remedy} {_ASK_IT}") if sys.platform == "linux" else problem


class Converters(Workers[bytes, Conversion]):
    """Converts files; a process that hangs or crashes is ended, and LibreOffice ends with it.

    Arguments:
        office: the converter.
        limits: for each file.
    """

    def __init__(self, office: LibreOffice, limits: Limits = CONVERTING) -> None:
        self._office = office
        super().__init__(functools.partial(_convert, office), limits, processes=1, pieces=1, readable=())

    def _new_pool(self) -> pebble.ProcessPool:
        confine = functools.partial(confine_converter, self._office.program, self._office.readable, FOLDER, FOLDER_SIZE)
        return pebble.ProcessPool(
            max_workers=1,
            max_tasks=1,
            initializer=prepare,
            initargs=(self._board, self._limits, confine),
            context=self._context,
        )


class OldFileReader:
    """Converts and reads files one after the other; the process that reads conversions is kept, the others are not.

    Only one call at a time.

    Arguments:
        office: the converter.
        limits: for each conversion.
    """

    def __init__(self, office: LibreOffice, limits: Limits = CONVERTING) -> None:
        self._office = office
        self._converters = Converters(office, limits)
        self._readers = Workers(_read_converted, processes=1)

    def read(
        self,
        content: bytes,
        name: str,
        member: ProductionMember | None = None,
        report: Report = silent,
        cancel: Cancellation = NEVER,
    ) -> Document | UnreadableInput:
        """The document of an old file. It has the digest of the file as it is, and an unread part that says what
        happened.

        Errors: Cancelled on request.
        """
        try:
            ((_, found),) = self._converters.read_many([content], report, cancel)
        except Refused as problem:  # the system does not confine LibreOffice; other files can be read
            return OldFormat(problem.what, problem.remedy)
        if isinstance(found, UnreadableInput):
            return found
        converted = ConvertedFile(identify(content, name), found, self._office.name, member)
        ((_, read),) = self._readers.read_many([converted], report, cancel)
        return read

    def close(self) -> None:
        """End all processes."""
        self._converters.close()
        self._readers.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def with_old_files(
    results: Iterable[tuple[T, Document | UnreadableInput]],
    treatment: OldFiles[T],
    report: Report = silent,
    cancel: Cancellation = NEVER,
) -> Iterator[tuple[T, Document | UnreadableInput]]:
    """Results of readers; each old Office file that they refused is converted and read at the end.

    Errors: Cancelled on request.
    """
    office, old = treatment.converter(), list[T]()
    for one, outcome in results:
        if not isinstance(outcome, OldFormat):
            yield one, outcome
        elif office is None:
            yield one, treatment.refusal(outcome)
        else:
            old.append(one)
    if office is None or not old:
        return
    with OldFileReader(office) as reader:
        for one in old:
            cancel.check()
            yield one, _read(one, treatment, reader, report, cancel)


def _read(
    one: T, treatment: OldFiles[T], reader: OldFileReader, report: Report, cancel: Cancellation
) -> Document | UnreadableInput:
    try:
        source, name = treatment.original(one)
        member = one if isinstance(one, ProductionMember) else None
        return reader.read(bounded(source), name, member, report, cancel)
    except UnreadableInput as problem:
        return problem


def bounded(source: Source) -> bytes:
    """The content of a file to convert.

    Errors: OversizedInput if it is too large; UnreadableInput if it cannot be opened.
    """
    try:
        if size_of(source) > LARGEST:
            raise too_large(LARGEST)
        return content_of(source)
    except OSError:
        raise UnreadableInput(
            "The file cannot be opened.", "Check its drive, and copy the file to another one."
        ) from None


def _convert(office: LibreOffice, content: bytes, _: range | None, limits: Limits, __: Report) -> Conversion:
    return convert(content, office, limits)


def _read_converted(file: ConvertedFile, _: range | None, limits: Limits, report: Report) -> Document:
    """The document; text that the old file stores and the conversion lacks is added to it as hidden text."""
    conversion, identity = file.conversion, file.identity
    document = read_file(conversion.content, limits, report, name=identity.name)
    if conversion.stored is not None:
        document = with_other_text(document, conversion.stored, _LEFT_OUT, "the text that the old file stores")
    uncompared = (_UNCOMPARED,) if conversion.stored is None else ()
    details = (f"converted by {file.by}: {_MAY_DIFFER}", *uncompared, *conversion.left_out)
    parts = (
        UnreadPart(f"c{number}", _reason(detail, conversion.left_out), 0, detail)
        for number, detail in enumerate(details, 1)
    )
    document = replace(document, id=identity.id, digest=identity.digest, unread=(*parts, *document.unread))
    return document if file.member is None else as_produced(document, file.member, limits)


def _reason(detail: str, left_out: tuple[str, ...]) -> UnreadReason:
    return UnreadReason.EMBEDDED_FILE if detail in left_out else UnreadReason.UNKNOWN_PART
