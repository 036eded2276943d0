"""The folder of an unfinished production: redacted copies that are ready, so that a killed run can be continued.

It holds redacted, audited copies and records without client text. Names of its files are keyed digests of everything
that a copy depends on; a copy is used again only if nothing of that has changed.
"""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from legalredact.documents.export.atomic_file import not_written
from legalredact.errors import VaultDamaged
from legalredact.redaction.options import CopyResult
from legalredact.vault.codec import decode, encode
from legalredact.workflow.copies.atomic_output import hand_over

_HALF = ".*.half.*"


@dataclass(frozen=True, slots=True)
class ReadyCopy:
    """A redacted copy in the folder.

    Arguments:
        digest: SHA-256 of its bytes.
        native: the copy is the original file, unchanged, which holds no covered name.
        channels: number of channels that its audit searched.
        left_out: what its pages lack, in words without text of the document.
    """

    digest: str
    pages: int
    made: CopyResult
    native: bool = False
    channels: int = 0
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FinishedFiles:
    """Files of one document in the volume.

    Arguments:
        files: (path in the volume, SHA-256) of each: the PDF or the images in order, the text, the native file.
        extended, replaced: as in `Finished`.
    """

    files: tuple[tuple[str, str], ...]
    extended: tuple[int, ...] = ()
    replaced: int = 0


class WorkFolder:
    """The unfinished production below an output folder.

    Arguments:
        folder: where the finished volume will be.
        name: of the set.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.root = folder / f".{name}.unfinished"
        self.volume = self.root / name
        self.beside = self.root / f"{name}-internal"
        self._copies = self.root / "copies"
        self._records = self.root / "recorded"

    def begin(self) -> None:
        """Make the folder, and remove files that a killed run left half written.

        Errors: DiskFull, Unwritable.
        """
        try:
            for place in (self.volume, self.beside, self._copies):
                place.mkdir(parents=True, exist_ok=True)
            for half in self.root.rglob(_HALF):
                half.unlink()
        except OSError as problem:
            raise not_written(problem) from None

    def copy(self, key: str) -> ReadyCopy | None:
        """The record of a copy that is ready and undamaged; None if there is none."""
        try:
            ready = decode(ReadyCopy, (self._copies / f"{key}.json").read_bytes())
            return ready if _sha256(self._copies / f"{key}.bin") == ready.digest else None
        except (OSError, ValueError, VaultDamaged):
            return None

    def content(self, key: str) -> bytes:
        """The bytes of a copy."""
        return (self._copies / f"{key}.bin").read_bytes()

    def keep(self, key: str, ready: ReadyCopy, content: bytes) -> None:
        """Store a copy, its record last.

        Errors: DiskFull, Unwritable.
        """
        hand_over(self._copies / f"{key}.bin", content)
        hand_over(self._copies / f"{key}.json", encode(ReadyCopy, ready))

    def finished(self, key: str) -> FinishedFiles | None:
        """The files of a document that were finished under the same conditions and are undamaged; None if not."""
        try:
            done = decode(FinishedFiles, (self._copies / f"{key}.done").read_bytes())
            same = all(_sha256(self.volume / path) == digest for path, digest in done.files)
            return done if same else None
        except (OSError, ValueError, VaultDamaged):
            return None

    def put(self, path: str, content: bytes) -> tuple[str, str]:
        """Write a file of the volume; returns its path and digest.

        Errors: DiskFull, Unwritable.
        """
        hand_over(self.volume / path, content)
        return path, hashlib.sha256(content).hexdigest()

    def keep_finished(self, key: str, done: FinishedFiles) -> None:
        """Record the files of a document, after all of them were written."""
        hand_over(self._copies / f"{key}.done", encode(FinishedFiles, done))

    def keep_record(self, digest: str) -> None:
        """Note that the volume with that list of digests is being recorded as the finished set."""
        hand_over(self._records, "\n".join((*self._recorded(), digest)).encode())

    def has_recorded(self, digest: str) -> bool:
        """Whether the record of the set with that list of digests was made here, before the volume was delivered."""
        return digest in self._recorded()

    def _recorded(self) -> list[str]:
        try:
            return self._records.read_text(encoding="ascii").split()
        except (OSError, ValueError):
            return []

    def drop_others(self, wanted: frozenset[str]) -> None:
        """Remove files of the volume that are not part of the set: an earlier run may have numbered differently."""
        for path in self.volume.rglob("*"):
            if path.is_file() and path.relative_to(self.volume).as_posix() not in wanted:
                path.unlink()

    def deliver(self, folder: Path) -> tuple[Path, Path]:
        """Move the finished volume and the internal folder to their places, and remove the rest.

        Errors: Unwritable, DiskFull.
        """
        places = (folder / self.volume.name, folder / self.beside.name)
        try:
            if self.beside.exists():
                shutil.rmtree(places[1], ignore_errors=True)
                self.beside.replace(places[1])
            self.volume.replace(places[0])
            shutil.rmtree(self.root)
        except OSError as problem:
            raise not_written(problem) from None
        return places


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
