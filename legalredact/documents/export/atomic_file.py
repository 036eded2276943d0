"""Writes files atomically: complete or not at all."""

import contextlib
import errno
import os
import secrets
from pathlib import Path

from legalredact.errors import DiskFull, LegalRedactError
from legalredact.model.side_file import create_plain

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Unwritable(LegalRedactError):
    """A file cannot be written to this place."""


def write_atomically(path: Path, content: bytes) -> None:
    """Write a temporary file beside `path` and rename it, so that nobody ever sees an incomplete file.

    Only the owner may read it, whatever the process's umask is: a person has to pass on explicitly what leaves a
    matter.

    Errors:
        DiskFull: no space is left; an existing file is unchanged.
        Unwritable: the folder is missing, permission is denied, or the name is not allowed.
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
    """The error for a file that was not written: DiskFull or Unwritable. The system's message would name the file."""
    if problem.errno in NO_ROOM:
        return DiskFull(
            "The disk is full; the file was not written.", "Free some space, or choose another folder, and try again."
        )
    return Unwritable(
        f"The file could not be written ({os.strerror(problem.errno or 0)}).",
        "Choose a folder that exists and that you may write to.",
    )
