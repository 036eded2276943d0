"""One writer at a time, and who that is: the operating system's lock decides, a note beside it tells the name.

The lock ends with the process or its connection to the file server, so a note that is found without a lock is one
that a killed process left, and is taken over safely. Neither holds a client's word.
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

LOCK, HOLDER = "matter.lock", "matter.holder"
_MOST = 1 << 14
"""Bytes that a note may hold."""


class WriterLock:
    """Held by whoever writes to a matter.

    Arguments:
        folder: the matter's.
        who: written into the note for others to read.

    Errors: VaultBusy, naming who holds it; UsageError if the folder cannot be written, or has no locks.
    """

    def __init__(self, folder: Path, who: str) -> None:
        # No soft lock where the file system has none: what a killed process leaves would look like a writer.
        lock = filelock.FileLock(folder / LOCK, timeout=0, mode=0o600, thread_local=False, fallback_to_soft=False)
        try:
            refuse_unless_plain(folder / LOCK)
            lock.acquire()
        except filelock.Timeout:
            raise _busy(holder(folder)) from None
        except NotPlain:
            raise not_plain(LOCK) from None
        except (OSError, NotImplementedError):  # the last: filelock's word for a drive that has no locks
            raise UsageError(
                "The matter's folder cannot be written, or its drive has no locks.",
                "Check your permissions on it, or move the matter to another drive.",
            ) from None
        self._lock, self._note = lock, folder / HOLDER
        self.interrupted_writer = holder(folder)
        """Who had it before and never closed it: killed, or cut off; None if the last one closed it."""
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        with contextlib.suppress(OSError):  # a courtesy to others; the lock itself is held
            write_plain(self._note, encode(Holder, Holder(who, platform.node(), os.getpid(), now)))

    def release(self) -> None:
        """Let others write."""
        with contextlib.suppress(OSError):
            self._note.unlink(missing_ok=True)
        self._lock.release()


def holder(folder: Path) -> Holder | None:
    """Who the note says holds the matter, or None if there is no readable note."""
    try:
        return decode(Holder, read_plain(folder / HOLDER, _MOST))
    except (OSError, VaultDamaged):
        return None


def not_plain(name: str) -> VaultDamaged:
    """The error for an entry of the matter's folder that is no file of ours."""
    return VaultDamaged(
        f"In the matter's folder, {name} is a link, a pipe, a folder or too large, and not the file expected there.",
        "Have firm IT check who put it there; remove it, or restore the folder from a backup.",
    )


def _busy(who: Holder | None) -> VaultBusy:
    named = f"This matter is open already: {who}." if who else "Somebody else has this matter open."
    return VaultBusy(named, "Close it there, wait until they are done, or open it for reading only.")
