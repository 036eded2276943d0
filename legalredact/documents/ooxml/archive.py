"""The zip around an Office file: opened with limits, and refused in words a person understands."""

import io
import zipfile
import zlib
from typing import Self

from legalredact.documents.limits import MEGABYTE, Limits
from legalredact.documents.ooxml.formats import WORD, OfficeFormat
from legalredact.errors import DamagedInput, EmptyInput, EncryptedInput, OversizedInput, WrongType
from legalredact.model.source import Source, content_of, size_of, stream_of

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD_STREAM = "WordDocument".encode("utf-16-le")
_SUSPECT_SIZE = 64 * MEGABYTE
_SUSPECT_RATIO = 100
"""Real Office files unpack to some 5 to 50 times their size."""

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, KeyError)
"""What `zipfile` raises on damaged or odd archives; none of it may reach a person as it is.

A packing that it does not know is a `RuntimeError` of its own kind.
"""


class Archive:
    """The parts of a container by name, unpacked one at a time.

    Arguments:
        document_id: stands for the file in errors.
        kind: of Office file, for errors.

    Errors:
        EmptyInput, EncryptedInput, WrongType (old Office format, no container), DamagedInput, OversizedInput.
    """

    def __init__(self, source: Source, limits: Limits, document_id: str, kind: OfficeFormat = WORD) -> None:
        self._id, self._kind = document_id, kind
        _check_start(source, limits, document_id, kind)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
        except BROKEN:
            raise _damaged(document_id, kind) from None
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        self._check(entries, size_of(source), limits)
        self._entries: dict[str, zipfile.ZipInfo] = {}
        self.doubles: list[str] = []
        for entry in entries:
            name = entry.filename.replace("\\", "/").lstrip("/")
            if name.lower() in self._entries:
                self.doubles.append(name)
            self._entries[name.lower()] = entry

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @property
    def names(self) -> tuple[str, ...]:
        """Parts in the order of the archive, as they are spelled there."""
        return tuple(entry.filename.replace("\\", "/").lstrip("/") for entry in self._entries.values())

    @property
    def comment(self) -> str:
        """What was written behind the archive's directory."""
        return self._zip.comment.decode("utf-8", "replace")

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._entries

    def size(self, part: str) -> int:
        """Unpacked bytes of a part."""
        return self._entries[part.lower()].file_size

    def read(self, part: str) -> bytes:
        """A part, unpacked; `zipfile` never gives more than the size that was checked, and checks the sum."""
        try:
            return self._zip.read(self._entries[part.lower()])
        except BROKEN:
            raise _damaged(self._id, self._kind) from None

    def _check(self, entries: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
        if any(entry.flag_bits & 1 for entry in entries):
            raise _encrypted(self._id, self._kind)
        unpacked = sum(entry.file_size for entry in entries)
        bomb = unpacked > _SUSPECT_SIZE and unpacked > _SUSPECT_RATIO * packed
        if bomb or unpacked > limits.max_unpacked or len(entries) > limits.max_parts:
            raise OversizedInput(
                f"{self._kind.what} {self._id} unpacks to more than the limit.",
                f"Open it in {self._kind.program}, remove large pictures or split it, and save it.",
            )


def _check_start(source: Source, limits: Limits, document_id: str, kind: OfficeFormat) -> None:
    size = size_of(source)
    if not size:
        raise EmptyInput(f"{kind.what} {document_id} is empty.", "Check that it was saved or copied completely.")
    if size > limits.max_bytes:
        raise OversizedInput(f"{kind.what} {document_id} is larger than the limit.", "Split it into smaller files.")
    with stream_of(source) as file:
        start = file.read(8)
    if start == _OLE:
        raise _ole(content_of(source), document_id, kind)
    if not start.startswith(_ZIP):
        raise WrongType(
            f"File {document_id} is no {kind.what} ({kind.ending}).",
            f"Open it in {kind.program} and save it as {kind.ending}.",
        )


def _ole(content: bytes, document_id: str, kind: OfficeFormat) -> WrongType | EncryptedInput:
    """An old container: either encryption around a new file, or a file of the old format."""
    if _ENCRYPTED_STREAM in content:
        return _encrypted(document_id, kind)
    old = "the old Word format (.doc)" if _OLD_WORD_STREAM in content else "an old Office format"
    return WrongType(f"File {document_id} is in {old}.", f"Open it in {kind.program} and save it as {kind.ending}.")


def _encrypted(document_id: str, kind: OfficeFormat) -> EncryptedInput:
    return EncryptedInput(
        f"{kind.what} {document_id} is protected by a password.", "Save a copy of it without the password."
    )


def _damaged(document_id: str, kind: OfficeFormat) -> DamagedInput:
    return DamagedInput(
        f"{kind.what} {document_id} is damaged.",
        f"Open it with {kind.program}'s “Open and Repair” and save it, or get it again.",
    )
