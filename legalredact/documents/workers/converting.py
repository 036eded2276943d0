"""Reads old Office files that LibreOffice converts first: each in a process of its own, which ends with its file."""

import functools
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

import pebble

from legalredact.documents.assembly import Identity, identify
from legalredact.documents.intake.members import with_other_text
from legalredact.documents.limits import STANDARD, Limits
from legalredact.documents.old_office.libreoffice import (
    FOLDER,
    FOLDER_SIZE,
    LARGEST,
    Conversion,
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
from legalredact.model.progress import NEVER, Cancellation, Report, silent
from legalredact.model.source import Source, content_of, size_of
from legalredact.sandbox.profiles import confine_converter

T = TypeVar("T")

CONVERTING = replace(STANDARD, max_silence=120.0, max_wait=300.0)
"""Limits for a conversion, which gives no sign before its end: processor time, and time on the clock."""
_ASK_IT = "Or ask IT to allow conversion by LibreOffice in the policy."
_MAY_DIFFER = "layout, fields, forms, drawings, macros and other parts may differ or be left out"
_LEFT_OUT = "text of the old file that its conversion lacks"
_UNCOMPARED = "the text of the old file could not be compared with its conversion, which may lack some of it"


@dataclass(frozen=True, slots=True)
class ConvertedFile:
    """A converted file, to be read.

    Arguments:
        identity: of the file as it was.
        conversion: its content in the new format.
        by: program that converted it.
    """

    identity: Identity
    conversion: Conversion
    by: str


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


def with_old_files(
    results: Iterable[tuple[T, Document | UnreadableInput]],
    original: Callable[[T], tuple[Source, str]],
    allowed: bool,
    report: Report = silent,
    cancel: Cancellation = NEVER,
) -> Iterator[tuple[T, Document | UnreadableInput]]:
    """Results of readers; each old Office file that they refused is converted and read at the end.

    Arguments:
        original: a file's content, or its path, and its name.
        allowed: policy allows conversion; else such a file stays refused.

    Errors: Cancelled on request.
    """
    old: list[T] = []
    for one, outcome in results:
        if isinstance(outcome, OldFormat) and allowed:
            old.append(one)
        elif isinstance(outcome, OldFormat) and sys.platform == "linux":
            yield one, OldFormat(outcome.what, f"{outcome.remedy} {_ASK_IT}")
        else:
            yield one, outcome
    office = libreoffice() if old and sys.platform == "linux" else None
    for one in old:
        cancel.check()
        yield one, _read(one, original, office, report, cancel)


def _read(
    one: T,
    original: Callable[[T], tuple[Source, str]],
    office: LibreOffice | None,
    report: Report,
    cancel: Cancellation,
) -> Document | UnreadableInput:
    if office is None:
        return OldFormat(
            "This file has an old format, and there is no LibreOffice that could convert it.",
            "Open it in its own program, save it in a newer format, and add that file. On Linux, IT can install "
            "LibreOffice.",
        )
    try:
        source, name = original(one)
        if size_of(source) > LARGEST:
            return too_large(LARGEST)
        content = content_of(source)
    except OSError:
        return UnreadableInput("The file cannot be opened.", "Check its drive, and copy the file to another one.")
    except UnreadableInput as problem:
        return problem
    return read_old(content, name, office, report, cancel)


def read_old(
    content: bytes,
    name: str,
    office: LibreOffice,
    report: Report = silent,
    cancel: Cancellation = NEVER,
    limits: Limits = CONVERTING,
) -> Document | UnreadableInput:
    """The document of an old file. It has the digest of the file as it is, and an unread part that says what happened.

    Errors: Cancelled on request.
    """
    try:
        with Converters(office, limits) as converters:
            ((_, found),) = converters.read_many([content], report, cancel)
    except Refused as problem:  # the system does not confine LibreOffice; other files can be read
        return OldFormat(problem.what, problem.remedy)
    if isinstance(found, UnreadableInput):
        return found
    with Workers(_read_converted, processes=1) as readers:
        ((_, read),) = readers.read_many([ConvertedFile(identify(content, name), found, office.name)], report, cancel)
    return read


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
    return replace(document, id=identity.id, digest=identity.digest, unread=(*parts, *document.unread))


def _reason(detail: str, left_out: tuple[str, ...]) -> UnreadReason:
    return UnreadReason.EMBEDDED_FILE if detail in left_out else UnreadReason.UNKNOWN_PART
