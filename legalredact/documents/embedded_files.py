"""Files embedded in documents, which become documents of their family."""

import mmap
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from legalredact.documents.file_type import FileKind, is_zip
from legalredact.documents.limits import Limits
from legalredact.documents.ole_object import EmbeddedFile
from legalredact.documents.ooxml.formats import OFFICE
from legalredact.errors import UnreadableInput
from legalredact.model.source import Source

EMBEDDING = frozenset({FileKind.PDF, *OFFICE})
"""Types of documents that may embed files."""

MOST_EMBEDDED = 10_000
_OBJECT = re.compile(r"Object \d+")


def embedded_files(source: Source, kind: FileKind, limits: Limits) -> tuple[EmbeddedFile, ...]:
    """The files in a document, in order; none if the document cannot be opened, which its reader reports."""
    try:
        return tuple(found for _, found in zip(range(MOST_EMBEDDED), _found(source, kind, limits), strict=False))
    except UnreadableInput:
        return ()


def may_embed(path: Path, kind: FileKind) -> bool:
    """Whether a file on disk seems to embed others; only names of parts and keys are looked at, nothing is parsed.

    Keys of a PDF that are compressed are not seen: its reader then reports the files as unread.
    """
    if kind is FileKind.PDF:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw:
            return any(raw.find(key) >= 0 for key in (b"/EmbeddedFile", b"/FileAttachment"))
    if kind not in OFFICE or not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    return any("/embeddings/" in name or "afchunk" in name.lower() or _OBJECT.fullmatch(name) for name in names)


def _found(source: Source, kind: FileKind, limits: Limits) -> Iterator[EmbeddedFile]:
    if kind is FileKind.PDF:
        from legalredact.documents.pdf.embedded_files import embedded_in_pdf

        yield from embedded_in_pdf(source, limits)
    elif kind in OFFICE and is_zip(source):
        from legalredact.documents.ooxml.embedded_files import embedded_in_office

        yield from embedded_in_office(source, kind, limits)
