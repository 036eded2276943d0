"""Files embedded in Office and OpenDocument files."""

import posixpath
from collections.abc import Iterator

from legalredact.documents.file_type import FileKind
from legalredact.documents.limits import Limits
from legalredact.documents.ole_object import EmbeddedFile, file_in_object
from legalredact.documents.ooxml.archive import Archive
from legalredact.documents.ooxml.formats import OFFICE
from legalredact.documents.ooxml.package import Package
from legalredact.documents.ooxml.part_types import kinds_of_parts
from legalredact.errors import DamagedInput
from legalredact.model.source import Source

_FILES = frozenset({"oleObject", "package", "aFChunk", "subDocument", "embeddedFile"})
"""Kinds of parts that are files; others are programs, sounds or films."""


def embedded_in_office(source: Source, kind: FileKind, limits: Limits) -> Iterator[EmbeddedFile]:
    """The files in a package, in its order.

    Errors: UnreadableInput, as its reader.
    """
    with Archive(source, limits, "with embedded files", OFFICE[kind]) as archive:
        for part in _parts(archive, kind):
            try:
                content = archive.read(part)
            except DamagedInput:
                yield EmbeddedFile(part.lower(), posixpath.basename(part), b"")
                continue
            found = file_in_object(part.lower(), content, posixpath.basename(part))
            if found is not None:
                yield found


def _parts(archive: Archive, kind: FileKind) -> Iterator[str]:
    if kind is FileKind.OPENDOCUMENT:
        yield from (part for part in archive.names if _is_object(part))
        return
    kinds = kinds_of_parts(Package(archive, "with embedded files", OFFICE[kind]))
    yield from (part for part in archive.names if kinds.get(part.lower()) in _FILES)


def _is_object(part: str) -> bool:
    """Whether it is an embedded file of an OpenDocument file: ``Object 2``; those of LibreOffice itself are folders."""
    return "/" not in part and part.startswith("Object ")
