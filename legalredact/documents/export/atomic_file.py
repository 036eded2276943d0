"""Files that are there as a whole or not at all."""

import contextlib
import errno
import os
import secrets
from pathlib import Path

from legalredact.errors import DiskFull, LegalRedactError
from legalredact.model.side_file import create_plain

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Unwritable(LegalRedactError):
    """A file cannot be written where it was asked for."""


def write_atomically(path: Path, content: bytes) -> None:
    """Write beside `path` and move it there, so that no reader and no crash ever sees half a file.

    Nobody but the owner may read it, whatever the process's umask: what leaves a matter goes to others by a person's
    own act.

    Errors:
        DiskFull: the disk took no more; what was there before is whole.
        Unwritable: folder missing, no permission, name not allowed.
    """
    beside = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with os.fdopen(create_plain(beside, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as problem:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise not_written(problem) from None


def not_written(problem: OSError) -> LegalRedactError:
    """Our word for why a file was not written, DiskFull or Unwritable; the system's own would spell its name."""
    if problem.errno in NO_ROOM:
        return DiskFull(
            "The disk is full; the file was not written.", "Free some space, or choose another folder, and try again."
        )
    return Unwritable(
        f"The file could not be written ({os.strerror(problem.errno or 0)}).",
        "Choose a folder that exists and that you may write to.",
    )
