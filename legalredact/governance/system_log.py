"""Writes audit events to syslog or journald through the local socket of the service.

This module writes to the sockets itself, because the C library's `syslog` reports no error if no service listens: the
event would be lost. It opens local sockets (AF_UNIX) only; a log service may forward events over a network if IT sets
that up.
"""

import array
import errno
import os
import socket
import struct
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from legalredact.errors import Refused

NAME = "legalredact"
SYSLOG = Path("/var/run/syslog" if sys.platform == "darwin" else "/dev/log")
JOURNAL = Path("/run/systemd/journal/socket")
_AUTHPRIV, _INFO = 10, 6
"""Facility and severity of RFC 5424, section 6.2.1: security messages of limited access; informational."""
_PATIENCE = 10.0
"""Seconds to wait while a log's queue is full."""
_REMEDY = "Ask firm IT to check audit.forward in the policy, and that the system's log service runs."


def to_syslog(line: str, place: Path = SYSLOG) -> None:
    """Send a line in the form that local syslog services take (RFC 3164).

    Arguments:
        place: the service's socket.

    Errors: Refused if the service does not accept it.
    """
    when = time.strftime("%b %e %H:%M:%S")
    packet = f"<{_AUTHPRIV * 8 + _INFO}>{when} {NAME}[{os.getpid()}]: {line}".encode()
    with _connected(place, "syslog", streams=True) as log:
        _sent("syslog", lambda: log.sendall(packet + (b"\0" if log.type == socket.SOCK_STREAM else b"")))


def to_journal(line: str, fields: Mapping[str, str], place: Path = JOURNAL) -> None:
    """Send a line with fields of its own in journald's native protocol.

    Source: "Native Journal Protocol" of systemd. An entry too large for a datagram goes as a sealed file in memory.

    Arguments:
        fields: names of capital letters, digits and underscores.
        place: the service's socket.

    Errors: Refused if the service does not accept it.
    """
    told = {"MESSAGE": line, "PRIORITY": str(_INFO), "SYSLOG_IDENTIFIER": NAME, "SYSLOG_FACILITY": str(_AUTHPRIV)}
    packet = b"".join(_field(name, value) for name, value in {**told, **fields}.items())
    with _connected(place, "journald") as log:
        try:
            log.sendall(packet)
        except OSError as problem:
            if problem.errno not in (errno.EMSGSIZE, errno.ENOBUFS):
                raise _refused("journald", problem) from None
            _sent("journald", lambda: _send_in_memory(log, packet))


def _field(name: str, value: str) -> bytes:
    """The form for values with any bytes: name, length in 64 bits with the low byte first, value."""
    content = value.encode()
    return name.encode() + b"\n" + struct.pack("<Q", len(content)) + content + b"\n"


def _send_in_memory(log: socket.socket, packet: bytes) -> None:
    if sys.platform != "linux":
        raise OSError(errno.EMSGSIZE, os.strerror(errno.EMSGSIZE))
    import fcntl

    memory = os.memfd_create(NAME, os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        with os.fdopen(memory, "wb", closefd=False) as file:  # writes all of it, or fails
            file.write(packet)
        seals = fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE | fcntl.F_SEAL_SEAL
        fcntl.fcntl(memory, fcntl.F_ADD_SEALS, seals)
        log.sendmsg([b""], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [memory]))])
    finally:
        os.close(memory)


def _connected(place: Path, log: str, *, streams: bool = False) -> socket.socket:
    """A socket that is connected to a local service; some syslog services take streams only.

    Errors: Refused.
    """
    kinds = (socket.SOCK_DGRAM, socket.SOCK_STREAM) if streams else (socket.SOCK_DGRAM,)
    why: OSError | None = None
    for kind in kinds:
        made = socket.socket(socket.AF_UNIX, kind)
        made.settimeout(_PATIENCE)
        try:
            made.connect(str(place))
        except OSError as problem:
            made.close()
            why = problem
        else:
            return made
    raise _refused(log, why)


def _sent(log: str, send: Callable[[], None]) -> None:
    try:
        send()
    except OSError as problem:
        raise _refused(log, problem) from None


def _refused(log: str, problem: OSError | None) -> Refused:
    why = (problem.strerror if problem is not None else "") or "it does not answer"
    return Refused(
        f"The audit event could not be handed on to {log} ({why}), as policy asks; nothing was done.", _REMEDY
    )
