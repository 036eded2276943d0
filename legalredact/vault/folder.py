"""A matter's folder: `matter.db` (SQLCipher), `key.age` (its sealed key), `matter.lock` (one writer at a time)."""

import os
from pathlib import Path

import filelock

from legalredact.errors import DiskFull, UsageError, VaultBusy

DATABASE, KEY, LOCK = "matter.db", "key.age", "matter.lock"


def is_matter(folder: Path) -> bool:
    """Whether a matter stands in that folder."""
    return (folder / KEY).is_file()


def make_folder(folder: Path) -> None:
    """Make the folder for a new matter; `UsageError` if it cannot be made or holds anything else."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except FileExistsError:
        raise UsageError("The place for the matter is not a folder.", "Choose a new or an empty folder.") from None
    except OSError:
        raise UsageError("The folder for the matter cannot be made.", "Choose a place where you may write.") from None
    if any(
        entry.name not in (DATABASE, KEY, LOCK) and not entry.name.startswith(DATABASE) for entry in folder.iterdir()
    ):
        raise UsageError("The folder for the matter is not empty.", "Choose a new or an empty folder.")


def refuse_if_used(folder: Path) -> None:
    """`UsageError` if a matter is there; looked at under the lock, since two makers at once must not make two."""
    if is_matter(folder):
        raise UsageError("This folder holds a matter already.", "Open it, or choose another folder.")


def locked(folder: Path) -> filelock.BaseFileLock:
    """The operating system's lock: a process that is killed leaves none behind. `VaultBusy`, `UsageError`."""
    lock = filelock.FileLock(folder / LOCK, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise VaultBusy("Somebody else has this matter open.", "Close it there, or wait until they are done.") from None
    except OSError:
        raise UsageError("The matter's folder cannot be written.", "Check your rights on it.") from None
    return lock


def write_whole(path: Path, content: bytes) -> None:
    """The whole file or none; `DiskFull`."""
    half = path.with_name(path.name + ".new")
    try:
        with half.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        half.replace(path)
    except OSError:
        half.unlink(missing_ok=True)
        raise DiskFull("The matter's key could not be written.", "Free some space and do it again.") from None
