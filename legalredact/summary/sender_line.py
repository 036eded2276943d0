"""The application's side of a sending process: start it, exchange messages over one connection, end it at any time."""

import contextlib
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Any

from legalredact.errors import EngineUnreachable, InstallationChanged
from legalredact.installation import refuse_changed
from legalredact.summary import sender_launcher, sender_program
from legalredact.summary.sender_messages import MOST_TOLD

_ENDING = 2.0
"""Seconds that ending a process may take; the kernel normally needs less than a tenth of one."""


class SenderConnection:
    """The connection to one process.

    Arguments:
        connection: to the process.
        kill: ends it in any state; returns once it is gone, and may be called again.
        lasting: whether it serves several requests; otherwise it is ended after the first.
    """

    def __init__(self, connection: "Connection[Any, Any]", kill: Callable[[], None], *, lasting: bool) -> None:
        self._connection, self._kill = connection, kill
        self._killing = threading.Lock()
        self._lasting = lasting

    def send(self, data: bytes) -> None:
        """Send a message. Errors: OSError once the process has ended."""
        self._connection.send_bytes(data)

    def receive(self) -> bytes:
        """Receive the next message; waits for it.

        Errors: OSError, EOFError once the process has ended, or for a message that exceeds the limit.
        """
        return self._connection.recv_bytes(MOST_TOLD)

    @property
    def lasting(self) -> bool:
        """Whether it can serve another request."""
        return self._lasting

    def kill(self) -> None:
        """End the process; a blocked `send` or `receive` gets an error. May be called from any thread."""
        self._lasting = False
        with self._killing:
            self._kill()

    def close(self) -> None:
        """End the process and release it; only from the thread that uses `send` and `receive`."""
        self.kill()
        self._connection.close()


class Lines:
    """Creates connections to sending processes. On Linux each request has its own process, forked from a host that has
    the client loaded (`sender_launcher`). Elsewhere forking is unsafe or impossible, and a process is kept for later
    requests."""

    def __init__(self) -> None:
        self._idle: list[SenderConnection] = []
        self._lock = threading.Lock()

    def warm(self) -> None:
        """Load what a request will need, without waiting."""
        threading.Thread(target=self._warm, name="legalredact-warm", daemon=True).start()

    def _warm(self) -> None:
        with contextlib.suppress(EngineUnreachable, InstallationChanged):  # the request will report it
            refuse_changed()
            if sender_launcher.LINUX:
                sender_launcher.order(sender_launcher.WARM)
                return
            with self._lock:
                if not self._idle:
                    self._idle.append(_spawned())

    @contextlib.contextmanager
    def one(self) -> Iterator[SenderConnection]:
        """A line for one request; its process is ended at once if the request fails.

        Errors: EngineUnreachable if it cannot be started; InstallationChanged.
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

    def _taken(self) -> SenderConnection:
        refuse_changed()
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return _forked() if sender_launcher.LINUX else _spawned()


LINES = Lines()
"""The lines of this application."""


def _forked() -> SenderConnection:
    """Fork a process by the host. Closing its leash ends it; the host closes the other end once it is gone."""
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
            ours.shutdown(socket.SHUT_RDWR)  # wakes a waiting thread
        leash.close()
        ours.close()

    return SenderConnection(Connection(ours.dup().detach()), kill, lasting=False)


def _spawned() -> SenderConnection:
    """Start a new process; see `sender_program`."""
    try:
        ours, process = sender_program.start()
    except OSError:
        raise EngineUnreachable(
            "The sending process cannot be started. Nothing was sent.", "Start LegalRedact again."
        ) from None

    def kill() -> None:
        process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_ENDING)

    return SenderConnection(ours, kill, lasting=True)
