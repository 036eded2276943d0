"""Linux system calls that Python has no function for and that permanently remove rights from this process.

Sources: the kernel's Documentation/userspace-api/no_new_privs.rst and seccomp_filter.rst; prctl(2), seccomp(2),
unshare(2), capabilities(7). Each function returns whether the kernel did it, and why not. A kernel without a feature
is not a fault of the program, but the caller must report it.
"""

import contextlib
import ctypes
import errno
import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from legalredact.sandbox.filter import Instruction, packed
from legalredact.sandbox.system_calls import Processor, processor

_PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 4, 38
_SECCOMP_SET_MODE_FILTER, _SECCOMP_GET_ACTION_AVAIL = 1, 2
_FILTER_FLAG_TSYNC = 1
"""The filter applies to all threads of the process, including those that already run."""
_RET_ERRNO = 0x00050000
_CLONE_NEWNS, _CLONE_NEWUSER, _CLONE_NEWNET = 0x20000, 0x10000000, 0x40000000
_MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_REC, _MS_PRIVATE = 1 << 1, 1 << 2, 1 << 3, 1 << 14, 1 << 18
_CAPABILITY_VERSION_3 = 0x20080522
_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 1, 2
_MFD_CLOEXEC, _MFD_NOEXEC_SEAL = 1, 8


class _Program(ctypes.Structure):
    """`struct sock_fprog`."""

    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p)]


@cache
def _libc() -> ctypes.CDLL:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    return libc


def called(name: str, *arguments: object) -> tuple[int, int]:
    """Make a system call; returns its result, and the error number if the result is negative.

    Arguments:
        arguments: numbers and pointers; each is passed with the width of a register.
    """
    known = processor()
    if known is None or name not in known.numbers:
        return -1, errno.ENOSYS
    ctypes.set_errno(0)
    wide = [ctypes.c_long(one) if isinstance(one, int) else one for one in arguments]
    result = int(_libc().syscall(ctypes.c_long(known.numbers[name]), *wide))
    return result, ctypes.get_errno() if result < 0 else 0


def no_new_privileges() -> bool:
    """Prevent programs started by this process from getting more rights, including set-user-id programs."""
    return _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def unreadable_from_outside() -> bool:
    """Prevent core dumps, and access of other processes of the user to this one's memory."""
    return _prctl(_PR_SET_DUMPABLE, 0)


def can_filter() -> bool:
    """Whether the kernel supports system call filters."""
    action = ctypes.c_uint32(_RET_ERRNO)
    return called("seccomp", _SECCOMP_GET_ACTION_AVAIL, 0, ctypes.byref(action))[0] == 0


def filtered(instructions: Sequence[Instruction]) -> str:
    """Permanently install a filter on all threads; needs `no_new_privileges`. Returns an error in words, or empty."""
    code = ctypes.create_string_buffer(packed(instructions), 8 * len(instructions))
    given = _Program(len(instructions), ctypes.cast(code, ctypes.c_void_p))
    result, error = called("seccomp", _SECCOMP_SET_MODE_FILTER, _FILTER_FLAG_TSYNC, ctypes.byref(given))
    if result > 0:
        return "a thread of the process could not be confined"
    return "" if result == 0 else os.strerror(error)


def empty_network() -> bool:
    """Create a network namespace without devices for this process, if the system allows it.

    An administrator may always do this; others only inside a user namespace, which some systems forbid.
    """
    libc = _libc()
    if libc.unshare(_CLONE_NEWNET) == 0:
        return True
    return threads() == 1 and bool(libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


def memory_folder(place: Path, size: int) -> str:
    """Put a folder that exists only in memory over `place`, and take the network away, for this process alone.

    Others keep seeing what was at `place`. The kernel removes the folder when the last process in it ends, also after
    a kill. It makes a user namespace, so that it needs no administrator.

    Arguments:
        size: bytes that the folder may hold.

    Returns: an error in words, or empty.
    """
    libc, user, group = _libc(), os.geteuid(), os.getegid()
    if threads() != 1:
        return "another thread was started before"
    if libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNS | _CLONE_NEWNET) != 0:
        return os.strerror(ctypes.get_errno())
    try:
        for name, content in (
            ("setgroups", "deny"),
            ("uid_map", f"{user} {user} 1"),
            ("gid_map", f"{group} {group} 1"),
        ):
            Path("/proc/self", name).write_text(content, encoding="ascii")
    except OSError as error:
        return os.strerror(error.errno or 0)
    flags = _MS_NOSUID | _MS_NODEV | _MS_NOEXEC
    options = f"size={size},mode=700".encode()
    if libc.mount(b"none", b"/", None, ctypes.c_ulong(_MS_REC | _MS_PRIVATE), None) != 0:
        return os.strerror(ctypes.get_errno())
    if libc.mount(b"tmpfs", bytes(place), b"tmpfs", ctypes.c_ulong(flags), options) != 0:
        return os.strerror(ctypes.get_errno())
    return ""


def without_capabilities() -> bool:
    """Drop an administrator's capabilities, except reading files that belong to others."""
    kept = 1 << _CAP_DAC_OVERRIDE | 1 << _CAP_DAC_READ_SEARCH if os.geteuid() == 0 else 0
    held = _effective_capabilities() & kept
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)(held, held, 0, 0, 0, 0)  # effective, permitted, inheritable; low half, then high
    return called("capset", ctypes.byref(header), ctypes.byref(sets))[0] == 0


def memory_file() -> int:
    """Create a file that exists only in memory and cannot be executed.

    Returns: its descriptor, which the caller must close; -1 if the kernel does not support it.
    """
    name = ctypes.create_string_buffer(b"legalredact")
    for flags in (_MFD_CLOEXEC | _MFD_NOEXEC_SEAL, _MFD_CLOEXEC):  # the second for kernels before 6.3
        descriptor, _ = called("memfd_create", ctypes.byref(name), flags)
        if descriptor >= 0:
            os.fchmod(descriptor, 0o600)
            return descriptor
    return -1


def threads() -> int:
    """Number of threads of this process; 0 if it is unknown."""
    with contextlib.suppress(OSError):
        return len(list(Path("/proc/self/task").iterdir()))
    return 0


def supported() -> Processor | None:
    """The processor, if this is a Linux whose system call numbers are known here."""
    return processor() if sys.platform == "linux" else None


def _effective_capabilities() -> int:
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)()
    return int(sets[0]) if called("capget", ctypes.byref(header), ctypes.byref(sets))[0] == 0 else 0


def _prctl(option: int, value: int) -> bool:
    return bool(_libc().prctl(option, ctypes.c_ulong(value), 0, 0, 0) == 0)
