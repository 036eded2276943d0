"""Checks that the session bus, through which the keyring is accessed, belongs to this account.

A bus address may name other machines, or programs to start (D-Bus Specification, "Server Addresses"). Only sockets of
this machine are accepted, and the process at the other end of each must belong to this account, according to the kernel
(SO_PEERCRED, unix(7)), not to the environment.
"""

import os
import socket
import stat
import struct
import sys
from collections.abc import Iterator
from urllib.parse import unquote

ADDRESS = "DBUS_SESSION_BUS_ADDRESS"
_CREDENTIALS = struct.Struct("3i")
"""Process, user and group."""
_PATIENCE = 5.0
"""Seconds that a bus may take to accept a connection."""


class Unreachable(Exception):
    """No process listens there."""


def bus_fault(address: str) -> str | None:
    """Why a bus does not belong to this account, in words; None if it does.

    Arguments:
        address: value of the variable `ADDRESS`: one or more addresses, of which a client uses the first reachable one.

    Errors: Unreachable.
    """
    for one in address.split(";"):
        transport, _, rest = one.partition(":")
        if transport != "unix":
            return f"an address of the kind {transport or 'none'}: is not a socket of this machine"
        places = [*_places(rest)]
        if len(places) != 1:
            return "an address names no socket"
        fault = _socket_fault(places[0])
        if fault is not None:
            return fault
    return None


def _places(rest: str) -> Iterator[bytes]:
    """Socket addresses: a path, or an abstract name, which begins with a zero byte for the kernel."""
    for pair in rest.split(","):
        key, _, value = pair.partition("=")
        if key in {"path", "abstract"}:
            yield (b"\0" if key == "abstract" else b"") + os.fsencode(unquote(value))


def _socket_fault(place: bytes) -> str | None:
    own = os.getuid()
    try:
        if not place.startswith(b"\0"):
            told = os.stat(place)  # noqa: PTH116 - bytes, as the kernel has them
            if not stat.S_ISSOCK(told.st_mode) or told.st_uid != own:
                return "its socket is not this account's"
        if _account_at(place) != own:
            return "the process behind it is another account's"
    except OSError:
        raise Unreachable from None
    return None


def _account_at(place: bytes) -> int:
    """Id of the account whose process listens there."""
    if sys.platform != "linux":  # keyrings of other systems do not use a bus
        return os.getuid()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asking:
        asking.settimeout(_PATIENCE)
        asking.connect(place)
        told = asking.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    _, account, _ = _CREDENTIALS.unpack(told)
    return int(account)
