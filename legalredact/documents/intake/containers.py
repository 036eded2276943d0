"""Contents of container files: entries of an archive, messages of a mailbox, attachments of a message.

Nothing is unpacked to disk. Names of entries are shown to people and never used as paths.
"""

import functools
import io
import mmap
import re
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from legalredact.documents.chat.slack import conversation_bytes, people_of
from legalredact.documents.intake.attachments import attached_files
from legalredact.documents.intake.hidden_files import is_by_product
from legalredact.documents.limits import MEGABYTE, STANDARD, Limits
from legalredact.errors import DamagedInput, EncryptedInput, OversizedInput, UnreadableInput
from legalredact.model.production import Location, Step, StepKind
from legalredact.model.source import Source
from legalredact.model.zip_file import BROKEN_ZIP

MOST_ENTRIES = 1_000_000
"""Limit for entries of one archive and messages of one mailbox."""

MOST_INNER = 256 * MEGABYTE
"""Largest nested archive or mailbox, in bytes: it is opened in memory."""

_SUSPECT_SIZE, _SUSPECT_RATIO = 64 * MEGABYTE, 100
"""Above this size, an archive that unpacks to more than this multiple of its size is refused as a bomb."""

_FROM = re.compile(rb"(?:\A|\n\r?\n)(From [^\r\n]+\r?\n)(?=[!-9;-~]{1,76}:)")
"""Beginning of a message in a mailbox: after a blank line, followed by headers (RFC 4155)."""

_BLANK_END = re.compile(rb"(\r?\n)\r?\n\Z")
"""The end of the last message of a mailbox, which belongs to the mailbox."""


@dataclass(frozen=True, slots=True)
class ArchiveEntry:
    """An entry of an archive.

    Arguments:
        number: its index in the archive's directory.
        path: as in the archive, with slashes; only compared and shown.
        problem: why it cannot be read; None if it can.
    """

    number: int
    path: str = field(repr=False)
    problem: UnreadableInput | None = None

    @property
    def name(self) -> str:
        """Its name without folders."""
        return PurePosixPath(self.path).name


def entries_of(source: Source, limits: Limits = STANDARD) -> tuple[ArchiveEntry, ...]:
    """Entries of an archive, without folders and by-products of programs (`hidden_files`).

    Errors:
        DamagedInput: it is not complete.
        OversizedInput: it has too many entries, or unpacks to more than a real archive does.
    """
    with _archive(source) as archive:
        infos = archive.infolist()
        if len(infos) > MOST_ENTRIES:
            raise OversizedInput("The archive has too many entries.", "Unpack it and take in the folder.")
        unpacked, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
        if unpacked > _SUSPECT_SIZE and unpacked > _SUSPECT_RATIO * max(packed, 1):
            raise OversizedInput(
                "The archive unpacks to far more than its size.", "Unpack it yourself and look at its contents."
            )
        return tuple(_entry(number, info, limits) for number, info in enumerate(infos) if _is_wanted(info))


def messages_of(source: Source) -> Iterator[int]:
    """Offsets at which the messages of a mailbox begin.

    Errors: OversizedInput if there are too many.
    """
    with _mapped(source) as content:
        for count, match in enumerate(_FROM.finditer(content)):
            if count >= MOST_ENTRIES:
                raise OversizedInput("The mailbox has too many messages.", "Export it in parts.")
            yield match.start(1)


def content_at(location: Location, limits: Limits = STANDARD) -> Source:
    """The file, or the bytes of a file inside a container.

    Errors:
        UnreadableInput: it is missing, damaged, encrypted or larger than the limits.
    """
    source: Source = location.path
    for step in location.steps:
        source = source_inside(source, step, limits)
    return source


def source_inside(source: Source, step: Step, limits: Limits = STANDARD) -> bytes:
    """The bytes of the file to which one step leads.

    Errors: as `content_at`.
    """
    if isinstance(source, bytes) and step.kind is not StepKind.ATTACHMENT and len(source) > MOST_INNER:
        raise OversizedInput("The archive inside another file is too large.", "Unpack it and take in its contents.")
    try:
        if step.kind is StepKind.ENTRY:
            return _entry_bytes(source, step.number, limits)
        if step.kind is StepKind.STORED:
            from legalredact.documents.mail.outlook_store import store_of

            return store_of(source).message(step.number, limits)
        if step.kind is StepKind.CONVERSATION:
            return _conversation(source, step.number, limits)
        if step.kind is StepKind.MESSAGE:
            return _message_bytes(source, step.number, limits)
        return attached_files(source, limits=limits)[step.number].content
    except IndexError:
        raise DamagedInput(
            "The contents of the archive or message are no longer there.", "Take the file in again."
        ) from None
    except FileNotFoundError:
        raise UnreadableInput("There is no such file.", "Check its name and that its drive is connected.") from None
    except OSError:
        raise UnreadableInput("The file cannot be opened.", "Check its permissions and drive.") from None


def _entry_bytes(source: Source, number: int, limits: Limits) -> bytes:
    with _archive(source) as archive:
        info = archive.infolist()[number]
        problem = _problem(info, limits)
        if problem is not None:
            raise problem
        try:
            return archive.read(info)
        except BROKEN_ZIP:
            raise DamagedInput("This entry of the archive is damaged.", "Ask for the archive again.") from None


def _conversation(source: Source, number: int, limits: Limits) -> bytes:
    with _archive(source) as archive:
        problem = _problem(archive.infolist()[number], limits)
        if problem is not None:
            raise problem
        return conversation_bytes(archive, number)


def _message_bytes(source: Source, offset: int, limits: Limits) -> bytes:
    """A message without its separator line; quoted "From " lines are restored."""
    with _mapped(source) as content:
        begin = content.find(b"\n", offset) + 1
        following = _FROM.search(content, begin)
        end = following.start() + 1 if following else len(content)
        if not begin or end - begin > limits.max_bytes:
            raise OversizedInput("A message of the mailbox is larger than the limit.", "Export it as an .eml file.")
        message = re.sub(rb"(?m)^>(>*From )", rb"\1", content[begin:end])
        return message if following else _BLANK_END.sub(rb"\1", message)


@contextmanager
def _archive(source: Source) -> Iterator[zipfile.ZipFile]:
    """The archive. An archive on disk stays open for the next entry, since reading a long directory takes time."""
    if isinstance(source, bytes):
        try:
            inner = zipfile.ZipFile(io.BytesIO(source))
        except BROKEN_ZIP:
            raise _damaged() from None
        with inner:
            yield inner
        return
    found = source.stat()
    try:
        archive = _kept_open(source, found.st_size, found.st_mtime_ns)
    except BROKEN_ZIP:
        raise _damaged() from None
    yield archive


@functools.lru_cache(maxsize=1)
def _kept_open(path: Path, size: int, changed: int) -> zipfile.ZipFile:  # noqa: ARG001 - a changed file is another key
    return zipfile.ZipFile(path)


def close_kept_archive() -> None:
    """Close the archive or store that was kept open."""
    _kept_open.cache_clear()
    people_of.cache_clear()
    opened_store = sys.modules.get("legalredact.documents.mail.outlook_store")  # not loaded only to be closed
    if opened_store is not None:
        opened_store.close_kept_store()


@contextmanager
def _mapped(source: Source) -> Iterator[bytes | mmap.mmap]:
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        yield content


def _is_wanted(info: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    return not info.is_dir() and not is_by_product(path.name)


def _entry(number: int, info: zipfile.ZipInfo, limits: Limits) -> ArchiveEntry:
    return ArchiveEntry(number, info.filename.replace("\\", "/").lstrip("/"), _problem(info, limits))


def _problem(info: zipfile.ZipInfo, limits: Limits) -> UnreadableInput | None:
    if info.flag_bits & 1:
        return EncryptedInput("This entry of the archive is protected by a password.", "Unpack it with its password.")
    bomb = info.file_size > _SUSPECT_SIZE and info.file_size > _SUSPECT_RATIO * max(info.compress_size, 1)
    if bomb or info.file_size > limits.max_bytes:
        return OversizedInput("This entry of the archive unpacks to more than the limit.", "Unpack it and look at it.")
    return None


def _damaged() -> DamagedInput:
    return DamagedInput("The archive is not complete.", "Ask for it again, or unpack the intact part of it.")
