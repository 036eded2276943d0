"""Files of the program itself and of the system, which every confined process may read."""

import os
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_PACKAGES: Final = frozenset({"site-packages", "dist-packages"})
"""Names of folders on Python's path with packages; other folders, such as the current one, may be a person's."""
_PACKAGE: Final = Path(__file__).parents[1]

_OF_SYSTEM: Final = (
    # libraries, and data that every user may read: fonts, Tesseract's languages, time zones, locales
    *("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share", "/usr/local/share"),
    *("/etc/ld.so.cache", "/etc/fonts", "/etc/localtime", "/etc/timezone", "/etc/locale.alias"),
    # files that runtimes read to choose their number of threads and their instructions
    *("/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/loadavg"),
    *("/sys/devices/system/cpu", "/sys/devices/system/node"),
    *("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"),
)
OF_CONNECTIONS: Final = tuple(
    Path(name)
    for name in (
        # name resolution
        *("/etc/resolv.conf", "/etc/hosts", "/etc/host.conf", "/etc/nsswitch.conf", "/etc/gai.conf", "/etc/services"),
        *("/run/systemd/resolve", "/run/resolvconf", "/run/NetworkManager"),
        # trusted certificate authorities
        *("/etc/ssl", "/etc/pki", "/etc/ca-certificates", "/etc/crypto-policies"),
    )
)
"""Files for a process that opens connections."""


def program_files() -> tuple[Path, ...]:
    """Python, its packages, this program and its resources, and the system files that they need."""
    return tuple(dict.fromkeys((*_python(), *_own(), *(Path(name) for name in _OF_SYSTEM))))


def code_of(function: object) -> tuple[Path, ...]:
    """The folder of the package in which a function is defined, from which its process loads it."""
    while hasattr(function, "func"):  # a `functools.partial`
        function = function.func
    package = sys.modules.get(str(getattr(function, "__module__", "")).partition(".")[0])
    return tuple(Path(place) for place in getattr(package, "__path__", ()))


def _python() -> Iterator[Path]:
    for prefix in (sys.base_prefix, sys.prefix):
        yield from (Path(prefix) / "lib", Path(prefix) / "lib64")
    yield Path(os.__file__).parent
    yield from (place for place in map(Path, sys.path) if place.name in _PACKAGES)


def _own() -> Iterator[Path]:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        yield from (Path(frozen), Path(sys.executable))  # most modules are inside the program's own file
    yield from (_PACKAGE, _PACKAGE.parent / "resources")


_ELF, _INTERPRETER = b"\x7fELF\x02\x01", 3
"""First bytes of a 64-bit, little-endian program; type of the entry that names its loader (elf(5))."""


def runnable(program: Path) -> tuple[Path, ...]:
    """Files that the kernel must be allowed to run for a program: itself, and the loader that it names.

    Returns: empty if the kernel cannot run it directly (a script would need a shell).
    """
    try:
        with program.open("rb") as file:
            head = file.read(64)
            if len(head) < 64 or not head.startswith(_ELF):
                return ()
            (entries,) = struct.unpack_from("<Q", head, 32)
            size, count = struct.unpack_from("<HH", head, 54)
            file.seek(entries)
            table = file.read(size * min(count, 64))
            for at in range(0, len(table) - 55, size or 56):
                kind, _, offset = struct.unpack_from("<IIQ", table, at)
                (length,) = struct.unpack_from("<Q", table, at + 32)
                if kind == _INTERPRETER and length < 4096:
                    file.seek(offset)
                    return program, Path(file.read(length).rstrip(b"\0").decode())
            return (program,)
    except (OSError, ValueError):
        return ()
