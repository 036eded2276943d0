"""Opens small files beside a matter's database as untrusted input, since the folder may be shared.

A link would lead to another file, which would be read or overwritten; a pipe without a writer would block forever; a
device or an endless file would fill the memory. So only regular files are opened, without following a link, and reading
stops at the expected maximum (open(2): O_NOFOLLOW, O_NONBLOCK, O_EXCL).

Windows has no such flags. There the entry is checked first, and the opened file must be the same one.
"""

import contextlib
import os
import secrets
import stat
from pathlib import Path

_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_BINARY = getattr(os, "O_BINARY", 0)


class NotPlain(OSError):
    """A link, a pipe, a device, a socket or a folder, or a file that is too large."""


def is_plain(path: Path) -> bool:
    """Whether the entry itself is a regular file, not a link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def refuse_unless_plain(path: Path) -> None:
    """`NotPlain` if the entry is something other than a regular file; it may be absent."""
    if os.path.lexists(path) and not is_plain(path):
        raise NotPlain


def read_plain(path: Path, most: int) -> bytes:
    """All bytes of a regular file.

    Arguments:
        most: largest allowed size in bytes.

    Errors: NotPlain; FileNotFoundError and other OSErrors unchanged.
    """
    descriptor = opened_plain(path, os.O_RDONLY)
    with os.fdopen(descriptor, "rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise NotPlain
    return content


def opened_plain(path: Path, flags: int, mode: int = 0o600) -> int:
    """A descriptor of a regular file, opened with these flags of open(2), such as O_WRONLY | O_APPEND | O_CREAT.

    Errors: NotPlain; other OSErrors unchanged.
    """
    refuse_unless_plain(path)
    before = path.lstat() if os.path.lexists(path) else None
    descriptor = os.open(path, flags | _FLAGS | _BINARY, mode)
    try:
        _refuse_another(os.fstat(descriptor), before)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _refuse_another(found: os.stat_result, before: os.stat_result | None) -> None:
    """`NotPlain` if the opened file is not regular, or not the one that was checked before."""
    if not stat.S_ISREG(found.st_mode) or (before is not None and not os.path.samestat(before, found)):
        raise NotPlain


def create_plain(path: Path, mode: int = 0o666) -> int:
    """A descriptor of a new file, open for reading and writing; an existing link or file with that name is removed
    first.

    Arguments:
        mode: of the file, reduced by the process's umask.

    Errors: OSError, also if another file is created at that moment, or a folder has that name.
    """
    path.unlink(missing_ok=True)
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _FLAGS | _BINARY, mode)


def put_mode(descriptor: int, mode: int) -> None:
    """Give an open file that mode, whatever the umask; a share whose server decides on rights keeps its own."""
    if hasattr(os, "fchmod"):  # not on Windows
        with contextlib.suppress(OSError):
            os.fchmod(descriptor, mode)


def write_plain(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Write a temporary file and rename it; an existing link is replaced itself, its target is not touched.

    Arguments:
        mode: of the file, whatever the process's umask.

    Errors: OSError; no partial file is left.
    """
    half = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    descriptor = create_plain(half, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            put_mode(descriptor, mode)
            file.write(content)
        half.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
        raise
