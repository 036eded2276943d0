"""The sandbox of macOS (Seatbelt), for processes that read or compute.

Source: sandbox.h and sandbox_init(3) of macOS. Apple does not document the language of profiles, so only features are
used that Chromium's profiles use (`sandbox/policy/mac/*.sb`). A process, with those it starts, can be confined only
once. So the application itself is not confined, so that its readers can be.

None of this was run on a Mac. Therefore the profile leaves the system's own files accessible, and once it is in force
the process attempts what must be forbidden: only limits that were seen to work are reported as enforced.
"""

import ctypes
import errno
import os
import struct
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

_LIBRARY = "/usr/lib/libSystem.B.dylib"
_OF_PEOPLE = ("/Users", "/Volumes", "/private/tmp", "/private/var/folders", "/private/var/root")
"""Folders with people's files; other folders belong to the system and to programs."""
_KEYCHAIN = ("com.apple.SecurityServer", "com.apple.securityd", "com.apple.securityd.xpc", "com.apple.secd")
_INET, _STREAM = 2, 1
_TRIED = "tried, and not refused"


def profile(readable: Iterable[Path], programs: Iterable[Path]) -> str:
    """A profile in Apple's language; if several rules match, the last one decides.

    Arguments:
        readable: files and folders, including the program's own.
        programs: that may be run.
    """
    runs = " ".join(f"(literal {_quoted(path)})" for path in programs)
    services = " ".join(f'(global-name "{name}")' for name in _KEYCHAIN)
    lines = (
        "(version 1)",
        "(allow default)",
        "(deny network*)",
        f"(deny mach-lookup {services})",
        "(deny file-write*)",
        '(allow file-write-data (literal "/dev/null"))',
        f"(deny file-read-data {_below(map(Path, _OF_PEOPLE))})",
        f"(allow file-read-data {_below(readable)})",
        "(deny process-exec*)",
        f"(allow process-exec* {runs})" if runs else "",
    )
    return "\n".join(line for line in lines if line)


def confined(readable: Iterable[Path], programs: Iterable[Path]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Permanently confine this process; returns what is enforced and what is not, in words."""
    attempts: tuple[tuple[str, Callable[[], object]], ...] = (
        ("no connections", _connect),
        ("no changes to files", _write),
        ("no other programs", _run),
    )
    wrong = _applied(profile(readable, programs))
    if wrong:
        return (), tuple(f"{words} ({wrong})" for words, _ in attempts)
    held = tuple(words for words, attempt in attempts if not _succeeds(attempt))
    return held, tuple(f"{words} ({_TRIED})" for words, _ in attempts if words not in held)


def _applied(text: str) -> str:
    """Apply a profile; returns an error in words, or empty."""
    try:
        problem = ctypes.c_char_p()
        failed = ctypes.CDLL(_LIBRARY).sandbox_init(text.encode(), ctypes.c_uint64(0), ctypes.byref(problem))
    except (OSError, AttributeError):
        return "the system has no sandbox_init"
    return "sandbox_init refused the profile" if failed else ""


def _succeeds(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except OSError:
        return False
    return True


def _connect() -> None:
    """Connect to a local port without a listener: if the system allows the attempt, it reports a refused connection."""
    library = ctypes.CDLL(_LIBRARY, use_errno=True)
    descriptor = library.socket(_INET, _STREAM, 0)
    if descriptor < 0:
        raise OSError(ctypes.get_errno(), "socket")
    try:
        address = struct.pack("=BB", 16, _INET) + struct.pack(">H4s8x", 9, bytes((127, 0, 0, 1)))
        if library.connect(descriptor, address, len(address)) < 0 and ctypes.get_errno() != errno.ECONNREFUSED:
            raise OSError(ctypes.get_errno(), "connect")
    finally:
        os.close(descriptor)


def _write() -> None:
    """Write an empty temporary file, which is deleted at once."""
    path = Path(os.environ.get("TMPDIR", "/tmp"), f"legalredact-{os.getpid()}")  # noqa: S108 - nothing is in it
    path.touch(exist_ok=False)
    path.unlink()


def _run() -> None:
    """Run a system program that does nothing."""
    child = os.posix_spawn("/usr/bin/true", ["true"], {})
    _, status = os.waitpid(child, 0)
    if status != 0:
        raise OSError(errno.EPERM, "posix_spawn")


def _below(places: Iterable[Path]) -> str:
    return " ".join(f"(subpath {_quoted(path)})" for path in dict.fromkeys(_both(places)))


def _both(places: Iterable[Path]) -> Iterator[Path]:
    """Each path as given, and with links resolved: the system compares real paths (/tmp is /private/tmp)."""
    for path in places:
        yield from (path, path.resolve())


def _quoted(path: Path) -> str:
    return '"' + str(path).replace("\\", "\\\\").replace('"', '\\"') + '"'
