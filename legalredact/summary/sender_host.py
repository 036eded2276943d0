"""The host (Linux): it loads the client once, holds no text, and forks the processes that send.

Each process serves one line. It is ended when its leash is closed: by the application on cancellation, or by the kernel
when the application is gone. The host is the parent, so it never ends a wrong process with a reused id.
"""

import contextlib
import gc
import os
import select
import signal
import socket

from legalredact.sandbox.core_dumps import no_core_dumps
from legalredact.summary.sender_launcher import START

_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG, see prctl(2)


def main(control: int) -> None:
    """Body of the host; ends when its control socket is closed.

    Arguments:
        control: descriptor of that socket.
    """
    _prepare()
    host = _Host(socket.socket(fileno=control))
    try:
        host.serve()
    finally:
        host.end_all()


class _Host:
    """The processes of one application.

    Arguments:
        control: receives commands.
    """

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._leashes: dict[int, socket.socket] = {}  # by process id
        self._bell, ring = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(ring, warn_on_full_buffer=False)

    def serve(self) -> None:
        """Process commands until the control socket is closed."""
        while True:
            ready = self._wait()
            if self._bell in ready:
                self._reap()
            for process, leash in list(self._leashes.items()):
                if leash.fileno() in ready:
                    self._end(process)
            if self._control.fileno() in ready and not self._obey():
                return

    def end_all(self) -> None:
        """End every process."""
        for process in list(self._leashes):
            self._end(process)

    def _wait(self) -> set[int]:
        poll = select.poll()
        for handle in (self._bell, self._control.fileno(), *(leash.fileno() for leash in self._leashes.values())):
            poll.register(handle, select.POLLIN)
        return {handle for handle, _ in poll.poll()}

    def _obey(self) -> bool:
        """Process one command; returns False if the application is gone."""
        what, handles, _, _ = socket.recv_fds(self._control, 1, 2)
        if not what:
            return False
        _load()
        if what == START and len(handles) == 2:
            line, leash = handles
            self._fork(line, socket.socket(fileno=leash))
        return True

    def _fork(self, line: int, leash: socket.socket) -> None:
        process = os.fork()
        if process == 0:
            try:
                self._let_go(leash)
                _serve(line)
            finally:
                os._exit(0)
        os.close(line)
        self._leashes[process] = leash

    def _let_go(self, leash: socket.socket) -> None:
        """In the new process: close everything that belongs to the host and to others."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.close(self._bell)
        for held in (self._control, leash, *self._leashes.values()):
            held.close()

    def _end(self, process: int) -> None:
        """Kill a process; its leash is closed once it is gone, which informs the application."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        self._leashes.pop(process).close()

    def _reap(self) -> None:
        """Record processes that ended by themselves."""
        with contextlib.suppress(BlockingIOError):
            os.read(self._bell, 4096)
        for process in list(self._leashes):
            if os.waitpid(process, os.WNOHANG)[0] == process:
                self._leashes.pop(process).close()


def _prepare() -> None:
    """No core files, no interruption from a terminal; do not keep the current folder in use."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.chdir("/")
    no_core_dumps()


def _load() -> None:
    """Load the client once; forked processes inherit it."""
    from legalredact.summary import sender_process

    if not sender_process.loaded():
        sender_process.load()
        gc.collect()
        gc.freeze()  # existing objects are shared with every process, and stay unchanged


def _serve(line: int) -> None:
    """Body of a sending process."""
    import ctypes
    from multiprocessing.connection import Connection

    from legalredact.summary.sender_process import serve

    host = os.getppid()
    os.setsid()
    ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() == host:  # else the host ended before the death signal was set
        serve(Connection(line))
