"""A matter's folder: the database (SQLCipher), `key.age` (its sealed key), its digest, the writer's lock and note."""

import contextlib
import hashlib
import os
from pathlib import Path

from legalredact.errors import DiskFull, UsageError
from legalredact.model.side_file import NotPlain, create_plain, read_plain, write_plain
from legalredact.vault.lock import HOLDER, LOCK, not_plain

DATABASE, KEY = "matter.db", "key.age"
KEY_DIGEST = "matter.key-sha256"
"""SHA-256 of `key.age` as last written: age cannot tell a flipped bit in a stanza from a wrong passphrase."""
_OURS = ("matter.", KEY)
_NEW = ".new"
_MOST_KEY = 1 << 20
"""Bytes that `key.age` may hold: about a hundred for each member, and as much again for their names."""


def is_matter(folder: Path) -> bool:
    """Whether a matter stands in that folder."""
    return os.path.lexists(folder / KEY)


def sealed_key(folder: Path) -> bytes:
    """The bytes of `key.age`.

    Errors: VaultDamaged if it is no plain file of its size; OSError if it cannot be read.
    """
    try:
        return read_plain(folder / KEY, _MOST_KEY)
    except NotPlain:
        raise not_plain(KEY) from None


def put_sealed_key(folder: Path, sealed: bytes) -> None:
    """Replace `key.age`, and then its digest; `DiskFull` if the key could not be replaced."""
    write_atomically(folder / KEY, sealed)
    note_sealed_key(folder, sealed)


def note_sealed_key(folder: Path, sealed: bytes) -> None:
    """Keep the digest of a `key.age` that was written, or opened, just now."""
    with contextlib.suppress(OSError):  # without it a changed key file is told less surely, no more
        write_plain(folder / KEY_DIGEST, hashlib.sha256(sealed).hexdigest().encode(), 0o644)


def is_changed(folder: Path, sealed: bytes) -> bool | None:
    """Whether those bytes of `key.age` are others than were written last; None if nobody knows."""
    try:
        known = read_plain(folder / KEY_DIGEST, len(hashlib.sha256().hexdigest()))
    except OSError:
        return None
    return known.decode("ascii", "replace") != hashlib.sha256(sealed).hexdigest()


def make_folder(folder: Path) -> None:
    """Make the folder for a new matter; `UsageError` if it cannot be made or holds anything else."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except FileExistsError:
        raise UsageError("The place for the matter is not a folder.", "Choose a new or an empty folder.") from None
    except OSError:
        raise UsageError("The folder for the matter cannot be made.", "Choose a place where you may write.") from None
    if any(not entry.name.startswith(_OURS) for entry in folder.iterdir()):
        raise UsageError("The folder for the matter is not empty.", "Choose a new or an empty folder.")


def refuse_if_used(folder: Path) -> None:
    """`UsageError` if a matter is there; looked at under the lock, since two makers at once must not make two."""
    if is_matter(folder):
        raise UsageError("This folder holds a matter already.", "Open it, or choose another folder.")


def remove_leftovers(folder: Path, database: str) -> None:
    """Delete what a step that was cut short left: databases of another generation than the one in force.

    Under the writer's lock. A file that another process still reads (Windows) goes next time.
    """
    for path in folder.glob("matter.*"):
        if path.name not in (LOCK, HOLDER, KEY_DIGEST) and not path.name.startswith(database):
            with contextlib.suppress(OSError):
                path.unlink()
    with contextlib.suppress(OSError):
        (folder / (KEY + _NEW)).unlink(missing_ok=True)


def remove_matter(folder: Path) -> None:
    """Delete a matter's files, the key first: without it the rest is unreadable at once."""
    for path in (folder / KEY, *folder.glob("matter.*")):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def write_atomically(path: Path, content: bytes) -> None:
    """The whole file or none; `DiskFull`."""
    half = path.with_name(path.name + _NEW)
    try:
        with os.fdopen(create_plain(half), "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        half.replace(path)
        sync_folder(path.parent)
    except OSError:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
        raise DiskFull("The matter's key could not be written.", "Free some space and do it again.") from None


def sync_folder(folder: Path) -> None:
    """Have the folder's own entries on disk, where the system knows how (not on Windows)."""
    if os.name == "posix":
        entry = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(entry)
        except OSError:  # some file servers cannot; the file itself is on disk
            return
        finally:
            os.close(entry)
