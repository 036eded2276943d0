"""Starts the host of sending processes before the application confines itself (Linux).

    application ──fork──▶ waits ──first need──▶ execs `sender_host` ──fork──▶ a process for each send
         └──────────────── control socket ──────────┘

The confinement of the application also applies to everything that it starts afterwards. So a process is forked first,
while there is one thread and no client text, and only waits. It knows the command line, which may name files, so it
executes a new program with an empty environment before anything is sent. If nothing was forked at the start (in a test,
or a script that imports us), the host is started on demand.

Only local sockets between processes are used here (`AF_UNIX`), see unix(7).
"""

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

from legalredact.errors import EngineUnreachable
from legalredact.sandbox.core_dumps import no_core_dumps
from legalredact.sandbox.linux import no_new_privileges

LINUX = sys.platform == "linux"
FROZEN = "--process-that-sends"
"""First argument of a frozen application that runs as the host, or elsewhere as the sending process; the second is the
descriptor of its control socket or pipe."""
WARM, START = b"W", b"S"
"""Commands to the host: load the client; fork a process with its line and its leash."""

_HOST = "sender_host"
_STARTING = """
import sys
sys.path[:0] = sys.argv[2:]
from legalredact.summary import {module}
{module}.main(int(sys.argv[1]))
"""


class _Launcher:
    """The state of the launcher in this process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.control: socket.socket | None = None
        self.early = False
        self.program: subprocess.Popen[bytes] | None = None


_launcher = _Launcher()


def start_early() -> None:
    """Fork the waiting process; the application does this first, with one thread. Does nothing except on Linux."""
    if not LINUX:
        return
    ours, theirs = _pair()
    if os.fork() == 0:
        _wait(theirs)
    theirs.close()
    _launcher.control, _launcher.early = ours, True


def order(what: bytes, handles: tuple[int, ...] = ()) -> None:
    """Send the host a command; it is started first if necessary.

    Arguments:
        handles: file descriptors that are passed with it.

    Errors: EngineUnreachable if it cannot be started.
    """
    with _launcher.lock:
        for _ in range(2):
            control = _controlling()
            try:
                socket.send_fds(control, [what], handles)
            except OSError:
                control.close()
                _launcher.control = None
            else:
                return
    raise _not_started("The sending process cannot be started.", "Start LegalRedact again.")


def _controlling() -> socket.socket:
    if _launcher.control is None:
        if _launcher.early:  # a new one could not reach the network
            raise _not_started(
                "The launcher of the sending process has ended.", "Close LegalRedact and start it again."
            )
        ours, theirs = _pair()
        with theirs:
            _launcher.program = _host(theirs.fileno())
        _launcher.control = ours
    return _launcher.control


def _host(control: int) -> "subprocess.Popen[bytes]":
    try:
        return started(control, _HOST)
    except OSError:
        raise _not_started("The sending process cannot be started.", "Start LegalRedact again.") from None


def started(handle: int, module: str) -> "subprocess.Popen[bytes]":
    """Start a new Python program with one open file and no variables of the user (not on Windows).

    Arguments:
        handle: descriptor of the file.
        module: of this package; its `main` gets the descriptor.

    Errors: OSError.
    """
    return subprocess.Popen(  # noqa: S603 - our own program, with arguments of ours
        command(handle, module),
        pass_fds=[handle],
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,
    )


def _wait(control: socket.socket) -> None:
    """In the forked process: close all files and ignore the terminal; become the host with the first command.

    It ends when the application does, even if that is killed, since the other end is then closed.
    """
    try:
        os.setsid()
        _let_go(control.fileno())
        if control.recv(1, socket.MSG_PEEK):
            os.set_inheritable(control.fileno(), True)
            os.execve(sys.executable, command(control.fileno(), _HOST), _environment())  # noqa: S606 - as above
    finally:
        os._exit(1)


def _let_go(keep: int) -> None:
    """Keep one file open; redirect output to nothing, and write no core file."""
    os.chdir("/")
    no_new_privileges()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    no_core_dumps()
    nothing = os.open(os.devnull, os.O_RDWR)
    for handle in (0, 1, 2):
        os.dup2(nothing, handle)
    highest = max((int(handle.name) for handle in Path("/proc/self/fd").iterdir()), default=keep)
    os.closerange(3, keep)
    os.closerange(keep + 1, highest + 1)


def command(handle: int, module: str) -> list[str]:
    """Its command line. It names no folder except those of the installation, since others can read it."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FROZEN, str(handle)]
    ours = str(Path(__file__).resolve().parents[2])
    packages = [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    return [sys.executable, "-I", "-B", "-c", _STARTING.format(module=module), str(handle), ours, *packages]


def _environment() -> dict[str, str]:
    """No variables of the user, which may hold secrets and names of folders. Python may need some for its libraries."""
    own = {} if getattr(sys, "frozen", False) else {"LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH", "")}
    return {name: value for name, value in own.items() if value}


def _pair() -> tuple[socket.socket, socket.socket]:
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def _not_started(what: str, remedy: str) -> EngineUnreachable:
    return EngineUnreachable(f"{what} Nothing was sent.", remedy)
