"""A process that sends, as the application holds it: started, told and heard through one connection, ended at will."""

import contextlib
import multiprocessing
import socket
import threading
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Any

from legalredact.errors import EngineUnreachable
from legalredact.summary import sender_launcher
from legalredact.summary.sender_messages import MOST_TOLD
from legalredact.summary.sender_process import serve

_ENDING = 2.0
"""Seconds that ending one may take; the kernel does it, so that it does not take a tenth of one."""


class Line:
    """To one process.

    Arguments:
        connection: to it.
        kill: ends it, whatever it does; returns once it is gone, and may be called again.
        lasting: whether it serves one request after the other; else it is ended after the first.
    """

    def __init__(self, connection: "Connection[Any, Any]", kill: Callable[[], None], *, lasting: bool) -> None:
        self._connection, self._kill = connection, kill
        self._killing = threading.Lock()
        self._lasting = lasting

    def send(self, data: bytes) -> None:
        """Errors: OSError once the process has ended."""
        self._connection.send_bytes(data)

    def receive(self) -> bytes:
        """What it says next; waits for it.

        Errors: OSError, EOFError once the process has ended, or for more bytes than anything to be said can have.
        """
        return self._connection.recv_bytes(MOST_TOLD)

    @property
    def lasting(self) -> bool:
        """Whether it can serve another request."""
        return self._lasting

    def kill(self) -> None:
        """End the process; whoever is in `send` or `receive` gets an error. From any thread."""
        self._lasting = False
        with self._killing:
            self._kill()

    def close(self) -> None:
        """End the process and let go of it; from the thread that tells and hears."""
        self.kill()
        self._connection.close()


class Lines:
    """Where processes that send come from. On Linux each request has one of its own, forked from a host that holds the
    client (`sender_launcher`); elsewhere forking is unsafe or unknown, and one that has served is kept for the next."""

    def __init__(self) -> None:
        self._idle: list[Line] = []
        self._lock = threading.Lock()

    def warm(self) -> None:
        """Have loaded what a request will need, without waiting for it."""
        threading.Thread(target=self._warm, name="legalredact-warm", daemon=True).start()

    def _warm(self) -> None:
        with contextlib.suppress(EngineUnreachable):  # the request will say so
            if sender_launcher.LINUX:
                sender_launcher.order(sender_launcher.WARM)
                return
            with self._lock:
                if not self._idle:
                    self._idle.append(_spawned())

    @contextlib.contextmanager
    def one(self) -> Iterator[Line]:
        """A line for one request; its process is ended at once if the request fails.

        Errors: EngineUnreachable if it cannot be started.
        """
        line = self._taken()
        try:
            yield line
        except BaseException:
            line.close()
            raise
        if not line.lasting:
            line.close()
            return
        with self._lock:
            self._idle.append(line)

    def _taken(self) -> Line:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return _forked() if sender_launcher.LINUX else _spawned()


LINES = Lines()
"""Those of this application."""


def _forked() -> Line:
    """From the host. Letting its leash go has it ended; the host lets go of the other end once it is gone."""
    ours, theirs = socket.socketpair(socket.AF_UNIX)
    leash, held = socket.socketpair(socket.AF_UNIX)
    with theirs, held:
        sender_launcher.order(sender_launcher.START, (theirs.fileno(), held.fileno()))

    def kill() -> None:
        with contextlib.suppress(OSError):
            leash.settimeout(_ENDING)
            leash.shutdown(socket.SHUT_WR)
            leash.recv(1)
        with contextlib.suppress(OSError):
            ours.shutdown(socket.SHUT_RDWR)  # wakes whoever still waits
        leash.close()
        ours.close()

    return Line(Connection(ours.dup().detach()), kill, lasting=False)


def _spawned() -> Line:
    """A Python of its own, as other workers of the application are."""
    spawning = multiprocessing.get_context("spawn")
    ours, theirs = spawning.Pipe()
    process = spawning.Process(target=serve, args=(theirs,), name="legalredact-sender", daemon=True)
    try:
        process.start()
    except OSError:
        raise EngineUnreachable(
            "The sending process cannot be started. Nothing was sent.", "Start LegalRedact again."
        ) from None
    theirs.close()

    def kill() -> None:
        process.kill()
        process.join(_ENDING)

    return Line(ours, kill, lasting=True)
