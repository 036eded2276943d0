"""One writer at a time: the operating system's lock decides, and a note beside it names the holder.

The lock ends with the process or its connection to the file server. A note without a lock is from a killed process, and
can be taken over safely. Neither contains client text.
"""

import contextlib
import datetime as dt
import os
import platform
from pathlib import Path

import filelock

from legalredact.errors import UsageError, VaultBusy, VaultDamaged
from legalredact.model.member import Holder
from legalredact.model.side_file import NotPlain, read_plain, refuse_unless_plain, write_plain
from legalredact.vault.codec import decode, encode
from legalredact.vault.rights import file_mode

LOCK, HOLDER = "matter.lock", "matter.holder"
_MOST = 1 << 14
"""Largest size of a note in bytes."""


class WriterLock:
    """The lock of a matter's writer.

    Arguments:
        folder: the matter's.
        who: written into the note for others.

    Errors: VaultBusy, naming who holds it; UsageError if the folder cannot be written, or has no locks.
    """

    def __init__(self, folder: Path, who: str) -> None:
        # No soft lock where the file system has none: what a killed process leaves would look like an active writer.
        lock = filelock.FileLock(
            folder / LOCK, timeout=0, mode=file_mode(folder), thread_local=False, fallback_to_soft=False
        )
        try:
            refuse_unless_plain(folder / LOCK)
            lock.acquire()
        except filelock.Timeout:
            raise _busy(holder(folder)) from None
        except NotPlain:
            raise not_plain(LOCK) from None
        except (OSError, NotImplementedError):  # the last: filelock's error for a drive without locks
            raise UsageError(
                "The matter's folder cannot be written, or its drive has no locks.",
                "Check your permissions on it, or move the matter to another drive.",
            ) from None
        self._lock, self._note = lock, folder / HOLDER
        self.interrupted_writer = holder(folder)
        """The previous holder, if it never closed the matter (killed or disconnected); None otherwise."""
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        with contextlib.suppress(OSError):  # the note is optional; the lock itself is held
            write_plain(self._note, encode(Holder, Holder(who, platform.node(), os.getpid(), now)), file_mode(folder))

    def release(self) -> None:
        """Release the lock."""
        with contextlib.suppress(OSError):
            self._note.unlink(missing_ok=True)
        self._lock.release()


def holder(folder: Path) -> Holder | None:
    """The holder named in the note, or None if there is no readable note."""
    try:
        return decode(Holder, read_plain(folder / HOLDER, _MOST))
    except (OSError, VaultDamaged):
        return None


def not_plain(name: str) -> VaultDamaged:
    """The error for an entry of the matter's folder that is not a regular file of LegalRedact."""
    return VaultDamaged(
        f"In the matter's folder, {name} is a link, a pipe, a folder or too large, and not the file expected there.",
        "Have firm IT check who put it there; remove it, or restore the folder from a backup.",
    )


def _busy(who: Holder | None) -> VaultBusy:
    named = f"This matter is open already: {who}." if who else "Somebody else has this matter open."
    return VaultBusy(named, "Close it there, wait until they are done, or open it for reading only.")
