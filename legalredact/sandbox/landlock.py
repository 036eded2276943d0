"""Limits on files, programs and ports of a process by the kernel's Landlock.

Source: the kernel's Documentation/userspace-api/landlock.rst and include/uapi/linux/landlock.h. A right that a ruleset
handles is refused everywhere except where a rule grants it. Rights were added over time: the kernel is asked for its
version of the interface (ABI), and rights that it does not support are left out and reported.
"""

import ctypes
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from legalredact.sandbox.linux import called

_CREATE_RULESET_VERSION = 1
_PATH_BENEATH, _NET_PORT = 1, 2

RUN, WRITE, READ, LIST = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_AND_MAKE = sum(1 << bit for bit in range(4, 13))
_REFER, _TRUNCATE, _DEVICES = 1 << 13, 1 << 14, 1 << 15
_OF_FILES = RUN | WRITE | READ | _TRUNCATE | _DEVICES
"""Rights that a rule on a single file may grant."""
_BIND, _CONNECT = 1 << 0, 1 << 1
_ABSTRACT_SOCKETS, _SIGNALS = 1 << 0, 1 << 1

NETWORK_SINCE, SCOPES_SINCE = 4, 6
"""Versions of the interface that support ports, and abstract sockets and signals."""
_TRUNCATE_SINCE = 3


@dataclass(frozen=True, slots=True)
class Grants:
    """What stays allowed.

    Arguments:
        read: files, and folders with their contents; missing ones are ignored.
        run: programs.
        ports: TCP ports to which connections are allowed.
        write: folders in which files and local sockets may be made, changed and removed.
    """

    read: tuple[Path, ...] = field(default=(), repr=False)
    run: tuple[Path, ...] = ()
    ports: tuple[int, ...] = ()
    write: tuple[Path, ...] = field(default=(), repr=False)


class _Ruleset(ctypes.Structure):
    """`struct landlock_ruleset_attr`."""

    _fields_ = [("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class _PathRule(ctypes.Structure):
    """`struct landlock_path_beneath_attr`."""

    _pack_ = 1
    _fields_ = [("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32)]


class _PortRule(ctypes.Structure):
    """`struct landlock_net_port_attr`."""

    _fields_ = [("allowed", ctypes.c_uint64), ("port", ctypes.c_uint64)]


def version() -> int:
    """The kernel's version of the interface; 0 if there is none, or it is disabled."""
    return max(0, called("landlock_create_ruleset", None, 0, _CREATE_RULESET_VERSION)[0])


def restricted(grants: Grants, abi: int) -> str:
    """Permanently refuse everything except the grants to this thread and to all that it starts.

    Needs `linux.no_new_privileges`. Threads that already run are not affected.

    Arguments:
        abi: result of `version`; not 0.

    Returns: an error in words, or empty.
    """
    ruleset, error = _created(abi)
    if ruleset < 0:
        return os.strerror(error)
    try:
        for path, rights in _rights(grants):
            _allow_path(ruleset, path, rights & _handled(abi))
        for port in grants.ports if abi >= NETWORK_SINCE else ():
            rule = _PortRule(_CONNECT, port)
            called("landlock_add_rule", ruleset, _NET_PORT, ctypes.byref(rule), 0)
        result, error = called("landlock_restrict_self", ruleset, 0)
    finally:
        os.close(ruleset)
    return "" if result == 0 else os.strerror(error)


def missing(abi: int) -> tuple[str, ...]:
    """Limits that a kernel with that version cannot enforce, in words."""
    if abi == 0:
        return ("limits on files (the kernel has no Landlock)",)
    lacks = (
        (_TRUNCATE_SINCE, "limits on emptying files"),
        (NETWORK_SINCE, "limits on ports"),
        (SCOPES_SINCE, "limits on signals to other processes"),
    )
    return tuple(f"{what} (the kernel's Landlock is version {abi} of {since})" for since, what in lacks if abi < since)


def _handled(abi: int) -> int:
    """Rights on files that the kernel supports."""
    rights = RUN | WRITE | READ | LIST | _REMOVE_AND_MAKE
    later = ((2, _REFER), (_TRUNCATE_SINCE, _TRUNCATE), (5, _DEVICES))
    return rights | sum(right for since, right in later if abi >= since)


def _created(abi: int) -> tuple[int, int]:
    network = _BIND | _CONNECT if abi >= NETWORK_SINCE else 0
    scoped = _ABSTRACT_SOCKETS | _SIGNALS if abi >= SCOPES_SINCE else 0
    attributes = _Ruleset(_handled(abi), network, scoped)
    size = 8 + 8 * (abi >= NETWORK_SINCE) + 8 * (abi >= SCOPES_SINCE)
    return called("landlock_create_ruleset", ctypes.byref(attributes), size, 0)


def _rights(grants: Grants) -> Iterable[tuple[Path, int]]:
    yield from ((path, READ | LIST) for path in grants.read)
    yield from ((path, READ | RUN) for path in grants.run)
    yield from ((path, READ | LIST | WRITE | _REMOVE_AND_MAKE | _REFER | _TRUNCATE) for path in grants.write)


_held: list[int] = []
"""Descriptors of granted objects: while they are open, the kernel keeps the objects that the rules name.

Under memory pressure, entries of /proc, /sys and of layered file systems are otherwise recreated, and no rule names
the new object.
"""
_MOST_HELD = 200
_O_PATH = 0x200000
"""Flag of `open(2)`, the same on both processors: opens the object itself, without access to its content."""


def _allow_path(ruleset: int, path: Path, rights: int) -> None:
    """Grant rights on a file, or on a folder with its contents; nothing is granted for a missing one."""
    try:
        descriptor = os.open(path, _O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
        rights &= _OF_FILES
    rule = _PathRule(rights, descriptor)
    called("landlock_add_rule", ruleset, _PATH_BENEATH, ctypes.byref(rule), 0)
    if len(_held) < _MOST_HELD:
        _held.append(descriptor)
    else:
        os.close(descriptor)
