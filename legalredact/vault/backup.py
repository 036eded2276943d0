"""A backup of a matter in one file, encrypted like its folder: an uncompressed tar of the key file and the database.

It contains a digest of each, so that a damaged copy is detected before it is used.
"""

import contextlib
import hashlib
import io
import os
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from legalredact.errors import DiskFull, UsageError, VaultDamaged
from legalredact.model.side_file import create_plain
from legalredact.vault.codec import decode, encode
from legalredact.vault.folder import KEY, is_matter, make_folder, sync_folder
from legalredact.vault.rights import create_file
from legalredact.vault.store import MatterStore

_CONTENTS = "contents.json"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Contents:
    """SHA-256 of each file in a backup, by its name in the matter's folder."""

    version: int
    digests: dict[str, str]


def back_up(store: MatterStore, file: Path) -> str:
    """Write a backup of the matter. All current members can open it, even if they are removed from the matter later.

    Arguments:
        store: open for writing, so that nobody else writes at the same time.
        file: must not exist.

    Returns: SHA-256 of the file. Errors: UsageError, DiskFull; no partial file is left.
    """
    if os.path.lexists(file):
        raise UsageError("There is a file of that name already.", "Choose another name.")
    half = file.with_name(file.name + ".part")
    names = (KEY, store.database)
    try:
        contents = Contents(1, {name: _digest(store.folder / name) for name in names})
        with (
            os.fdopen(create_plain(half, 0o600), "w+b") as out,
            tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar,
        ):
            _put(tar, _CONTENTS, encode(Contents, contents))
            for name in names:
                tar.add(store.folder / name, arcname=name, filter=_plain)
        with half.open("rb+") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        half.replace(file)
        sync_folder(file.parent)
    except OSError:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
        raise DiskFull("The backup could not be written.", "Free some space there, or choose another place.") from None
    return digest


def unpack(file: Path, folder: Path, team: Path | None = None) -> None:
    """Restore a backup into a new or empty folder, after checking its digests; the matter is not opened.

    Arguments:
        team: see `MatterStore.create`.

    Errors: UsageError if the folder is used or the file is not a backup, VaultDamaged if it was altered, DiskFull;
    then nothing is left in the folder.
    """
    make_folder(folder, team)
    if is_matter(folder):
        raise UsageError("This folder holds a matter already.", "Choose a new or an empty folder.")
    written: list[Path] = []
    try:
        with _opened(file) as tar:
            contents = _contents(tar)
            for name in sorted(contents.digests, key=lambda name: name == KEY):  # the key last: only it makes a matter
                written.append(folder / name)
                _take(tar, name, folder / name, contents.digests[name])
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(file, "r:") as tar:
            yield tar
    except tarfile.TarError:
        raise UsageError("That file is not a backup of a matter, or it is incomplete.", "Choose another one.") from None
    except FileNotFoundError:
        raise UsageError("There is no such file.", "Check its name.") from None
    except OSError:
        raise DiskFull("The backup could not be read or unpacked.", "Check the drives and their space.") from None


def _contents(tar: tarfile.TarFile) -> Contents:
    contents = decode(Contents, _stream(tar, _CONTENTS).read(_PIECE))
    plain = all(name == KEY or (name.startswith("matter.") and Path(name).name == name) for name in contents.digests)
    if contents.version != 1 or not plain or KEY not in contents.digests:
        raise UsageError("That backup is of another version of LegalRedact.", "Update LegalRedact.")
    return contents


def _take(tar: tarfile.TarFile, name: str, to: Path, digest: str) -> None:
    with os.fdopen(create_file(to), "wb") as out:
        shutil.copyfileobj(_stream(tar, name), out, _PIECE)
    if _digest(to) != digest:
        raise VaultDamaged("The backup was altered or damaged.", "Use another one.")


def _stream(tar: tarfile.TarFile, name: str) -> BinaryIO:
    try:
        stream = tar.extractfile(name)
    except KeyError:
        stream = None
    if stream is None:
        raise UsageError("That file is not a backup of a matter.", "Choose another one.")
    return stream  # type: ignore[return-value]  # typed as a reader of bytes only


def _put(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    tar.addfile(entry, io.BytesIO(content))


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without data about the machine: no user, no permissions."""
    return entry.replace(uid=0, gid=0, uname="", gname="", mode=0o600, deep=False)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
