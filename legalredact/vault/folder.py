"""A matter's folder: database (SQLCipher), `key.age` (the sealed key) and its digest, the writer's lock and note."""

import contextlib
import hashlib
import os
from pathlib import Path

from legalredact.errors import DiskFull, StoreUnreachable, UsageError
from legalredact.model.side_file import NotPlain, read_plain, write_plain
from legalredact.vault.lock import HOLDER, LOCK, not_plain
from legalredact.vault.rights import create_file, file_mode, make_folders

DATABASE, KEY = "matter.db", "key.age"
KEY_DIGEST = "matter.key-sha256"
"""Digest of the last written `key.age`: age cannot distinguish an altered stanza from a wrong passphrase."""
_OURS = ("matter.", KEY)
_NEW = ".new"
_MOST_KEY = 1 << 20
"""Largest size of `key.age` in bytes: about a hundred for each member, and as much again for their names."""


def is_matter(folder: Path) -> bool:
    """Whether that folder contains a matter."""
    return os.path.lexists(folder / KEY)


def is_closed(folder: Path) -> bool:
    """Whether this account has no right to look into a folder, so that a matter may be in it."""
    try:
        os.lstat(folder / KEY)
    except PermissionError:
        return True
    except OSError:
        return False
    return False


def refuse_unless_matter(folder: Path) -> None:
    """Errors: UsageError if there is no matter; StoreUnreachable if this account may not look."""
    if is_closed(folder):
        raise StoreUnreachable(
            "Your account has no right to open this folder.",
            "Ask whoever made the matter, or IT, for permissions on it; being a member is not enough.",
        )
    if not is_matter(folder):
        raise UsageError("There is no matter in this folder.", "Check the folder, or make a matter first.")


def sealed_key(folder: Path) -> bytes:
    """The bytes of `key.age`.

    Errors: VaultDamaged if it is not a regular file of acceptable size; OSError if it cannot be read.
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
    """Record the digest of a `key.age` that was just written or opened."""
    with contextlib.suppress(OSError):  # without it, a changed key file is only reported less precisely
        write_plain(folder / KEY_DIGEST, hashlib.sha256(sealed).hexdigest().encode(), file_mode(folder))


def is_changed(folder: Path, sealed: bytes) -> bool | None:
    """Whether these bytes of `key.age` differ from those written last; None if it is unknown."""
    try:
        known = read_plain(folder / KEY_DIGEST, len(hashlib.sha256().hexdigest()))
    except OSError:
        return None
    return known.decode("ascii", "replace") != hashlib.sha256(sealed).hexdigest()


def make_folder(folder: Path, team: Path | None = None) -> None:
    """Create the folder for a new matter; `UsageError` if it cannot be created or is not empty.

    Arguments:
        team: the folder that policy names; a new one in it gets its group and its rights.
    """
    try:
        make_folders(folder, team)
        names = [entry.name for entry in folder.iterdir()]
    except FileExistsError:
        raise UsageError("The place for the matter is not a folder.", "Choose a new or an empty folder.") from None
    except OSError:
        raise UsageError("The folder for the matter cannot be made.", "Choose a place where you may write.") from None
    if any(not name.startswith(_OURS) for name in names):
        raise UsageError("The folder for the matter is not empty.", "Choose a new or an empty folder.")


def refuse_if_used(folder: Path) -> None:
    """`UsageError` if there is a matter; checked under the lock, since two processes must not create one at once."""
    if is_matter(folder):
        raise UsageError("This folder holds a matter already.", "Open it, or choose another folder.")


def remove_leftovers(folder: Path, database: str) -> None:
    """Delete leftovers of an interrupted step: databases of another generation than the one in force.

    Needs the writer's lock. A file that another process still reads (Windows) is deleted next time.
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


def remove_folder(folder: Path) -> None:
    """Delete a folder if nothing is in it."""
    with contextlib.suppress(OSError):
        folder.rmdir()


def write_atomically(path: Path, content: bytes) -> None:
    """Write the complete file or nothing; `DiskFull`."""
    half = path.with_name(path.name + _NEW)
    try:
        with os.fdopen(create_file(half), "wb") as stream:
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
    """Write the folder's own entries to disk, if the system supports it (not on Windows)."""
    if os.name == "posix":
        entry = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(entry)
        except OSError:  # some file servers cannot; the file itself is on disk
            return
        finally:
            os.close(entry)
