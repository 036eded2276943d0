"""Whether this process runs in a user namespace, so that its ids are not those of the machine.

In a user namespace (user_namespaces(7)) any user can have uid 0 or any other, and can mount anything over any file. So
neither the account nor the firm's policy is trusted there. `/proc/self/uid_map` shows the mapping (proc(5)): outside
of namespaces, and in containers without mapping, all ids are mapped to themselves.
"""

import ctypes
import errno
import os
import sys
from collections.abc import Callable

PROC_SUPER_MAGIC = 0x9FA0
"""`f_type` of the kernel's own `/proc` (statfs(2), linux/magic.h)."""
IDENTITY = ((0, 0, 4294967295),)
"""First id inside, first id outside, count: all ids, mapped to themselves."""

_OPENAT2 = 437
"""Number of openat2(2), the same for all architectures (asm-generic/unistd.h)."""
_NO_XDEV = 1
"""`RESOLVE_NO_XDEV`: no mount may be crossed."""
LARGEST = 1 << 20
"""Largest number of bytes that are read of such a file."""
_STATFS_BYTES = 512  # more than any platform's `struct statfs`; `f_type` is its first word
_MAPPED = "It runs in a user namespace, in which its ids are not those of the machine."
_NO_PROC = "The kernel does not tell here whose ids this process has: /proc is not the kernel's own."


class _How(ctypes.Structure):
    """`struct open_how` of openat2(2)."""

    _fields_ = (("flags", ctypes.c_uint64), ("mode", ctypes.c_uint64), ("resolve", ctypes.c_uint64))


def doubt(read: Callable[[str], str | None] | None = None, platform: str = sys.platform) -> str:
    """Why the ids of this process cannot be trusted, as a sentence; empty if they can.

    Arguments:
        read: reads a file of `/proc/self`, see `of_process`; tests use another.
    """
    if not platform.startswith("linux"):
        return ""  # no other supported system has user namespaces
    try:
        maps = [(read or of_process)(name) for name in ("uid_map", "gid_map")]
        mapped = any(content is not None and _parsed(content) != IDENTITY for content in maps)
    except (OSError, ValueError):
        return _NO_PROC
    return _MAPPED if mapped else ""


def of_process(name: str) -> str | None:
    """A file of `/proc/self` as the kernel writes it; None if this kernel has no such file.

    Errors: OSError if something else was mounted over `/proc` or that file.
    """
    folder = os.open("/proc/self", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _refuse_foreign(folder)
        try:
            opened = _opened(folder, name)
        except FileNotFoundError:
            return None
        with os.fdopen(opened, "rb") as stream:
            _refuse_foreign(stream.fileno())
            content = bytearray()
            while part := stream.read(LARGEST - len(content)):  # the kernel returns such files in parts
                content += part
            return content.decode("utf-8", "surrogateescape")
    finally:
        os.close(folder)


def _parsed(content: str) -> tuple[tuple[int, ...], ...]:
    """Lines of three numbers each."""
    return tuple(tuple(map(int, line.split())) for line in content.splitlines())


def _refuse_foreign(descriptor: int) -> None:
    told = ctypes.create_string_buffer(_STATFS_BYTES)
    if _libc().fstatfs(descriptor, told) != 0 or ctypes.c_long.from_buffer(told).value != PROC_SUPER_MAGIC:
        raise OSError(errno.EXDEV, "not the kernel's own /proc")


def _opened(folder: int, name: str) -> int:
    """Open a file of a folder, unless it is a mount of its own.

    Another file of `/proc`, such as the name of a process, could have any content and be mounted over this one. Without
    openat2 (older kernels, some sandboxes), it is opened like any file.
    """
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC
    how = _How(flags, 0, _NO_XDEV)
    opened = int(_libc().syscall(_OPENAT2, folder, name.encode(), ctypes.byref(how), ctypes.sizeof(how)))
    if opened >= 0:
        return opened
    problem = ctypes.get_errno()
    if problem not in (errno.ENOSYS, errno.EPERM):
        raise OSError(problem, os.strerror(problem))
    return os.open(name, flags, dir_fd=folder)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
