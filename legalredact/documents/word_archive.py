"""The zip around a Word file: opened with limits, and refused in words a person understands."""

import zipfile
import zlib
from pathlib import Path
from typing import Self

from legalredact.documents.limits import MEGABYTE, Limits
from legalredact.errors import DamagedInput, EmptyInput, EncryptedInput, OversizedInput, WrongType

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD_STREAM = "WordDocument".encode("utf-16-le")
_SUSPECT_SIZE = 64 * MEGABYTE
_SUSPECT_RATIO = 100
"""Real Word files unpack to some 5 to 50 times their size."""

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError)
"""What `zipfile` raises on damaged or odd archives; none of it may reach a person as it is."""


class Archive:
    """The parts of a container by name, unpacked one at a time.

    Arguments:
        document_id: stands for the file in errors.

    Errors:
        EmptyInput, EncryptedInput, WrongType (old Word format, no container), DamagedInput, OversizedInput.
    """

    def __init__(self, path: Path, limits: Limits, document_id: str) -> None:
        self._id = document_id
        _check_start(path, limits, document_id)
        try:
            self._zip = zipfile.ZipFile(path)
        except _BROKEN:
            raise _damaged(document_id) from None
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        self._check(entries, path.stat().st_size, limits)
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
        except _BROKEN:
            raise _damaged(self._id) from None

    def _check(self, entries: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
        if any(entry.flag_bits & 1 for entry in entries):
            raise _encrypted(self._id)
        unpacked = sum(entry.file_size for entry in entries)
        bomb = unpacked > _SUSPECT_SIZE and unpacked > _SUSPECT_RATIO * packed
        if bomb or unpacked > limits.max_unpacked or len(entries) > limits.max_parts:
            raise OversizedInput(
                f"Word file {self._id} unpacks to more than the limit.",
                "Open it in Word, remove large pictures or copy its text into a new document, and save it.",
            )


def _check_start(path: Path, limits: Limits, document_id: str) -> None:
    size = path.stat().st_size
    if not size:
        raise EmptyInput(f"Word file {document_id} is empty.", "Check that it was saved or copied whole.")
    if size > limits.max_bytes:
        raise OversizedInput(f"Word file {document_id} is larger than the limit.", "Split it into smaller files.")
    with path.open("rb") as file:
        start = file.read(8)
    if start == _OLE:
        raise _ole(path.read_bytes(), document_id)
    if not start.startswith(_ZIP):
        raise WrongType(f"File {document_id} is no Word file (.docx).", "Open it in Word and save it as .docx.")


def _ole(content: bytes, document_id: str) -> WrongType | EncryptedInput:
    """An old container: either encryption around a new file, or a file of the old format."""
    if _ENCRYPTED_STREAM in content:
        return _encrypted(document_id)
    kind = "the old Word format (.doc)" if _OLD_WORD_STREAM in content else "an old Office format"
    return WrongType(f"File {document_id} is in {kind}.", "Open it in Word and save it as .docx.")


def _encrypted(document_id: str) -> EncryptedInput:
    return EncryptedInput(f"Word file {document_id} asks for a password.", "Save a copy of it without the password.")


def _damaged(document_id: str) -> DamagedInput:
    return DamagedInput(
        f"Word file {document_id} is damaged.", "Open it with Word's “Open and Repair” and save it, or get it again."
    )
