"""The host of processes that send forks one for each request, ends each when its leash is let go, and all with itself.

What they would load and serve is stood in for: they say who they are and wait.
"""

import contextlib
import json
import os
import resource
import signal
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

if sys.platform != "linux":
    pytest.skip("elsewhere no process is forked", allow_module_level=True)

from legalredact.errors import EngineUnreachable
from legalredact.sandbox.core_dumps import LIMIT
from legalredact.summary import sender_host, sender_launcher
from legalredact.summary.sender_launcher import START, WARM
from legalredact.summary.sender_line import Lines

_PATIENCE = 60.0
"""Seconds after which a test fails that waits for another process."""


@dataclass
class Started:
    """A process that the host forked: the other ends of its line and its leash, and what it said of itself."""

    line: socket.socket
    leash: socket.socket
    said: dict[str, Any]

    @property
    def id(self) -> int:
        return int(self.said["id"])

    def is_gone(self) -> bool:
        """Wait until the host lets go of the leash, which it does once the process is gone; whether it is."""
        assert self.leash.recv(1) == b""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.id, 0)
            return False
        return True


class Host:
    """A host in a process of its own."""

    def __init__(self) -> None:
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.loads, loaded = os.pipe()
        self.id = os.fork()
        if self.id == 0:
            with contextlib.suppress(BaseException):
                self.control.close()
                sender_host._load = lambda: os.write(loaded, b"L")  # type: ignore[assignment]  # stands in
                sender_host._serve = _served
                sender_host.main(theirs.detach())
                os._exit(0)
            os._exit(1)
        theirs.close()
        os.close(loaded)

    def started(self) -> Started:
        line, theirs = socket.socketpair(socket.AF_UNIX)
        leash, held = socket.socketpair(socket.AF_UNIX)
        for one in (line, leash):
            one.settimeout(_PATIENCE)
        with theirs, held:
            socket.send_fds(self.control, [START], (theirs.fileno(), held.fileno()))
        return Started(line, leash, json.loads(line.recv(1 << 16)))

    def ended(self) -> int:
        """Let go of the host, and wait; its exit status."""
        self.control.close()
        return os.waitstatus_to_exitcode(os.waitpid(self.id, 0)[1])


def _served(line: int) -> None:
    """In place of what a process that sends does: say what it has and is, and wait until nobody asks."""
    handles = {int(one.name): str(one.readlink()) for one in Path("/proc/self/fd").iterdir() if one.exists()}
    said = {
        "id": os.getpid(),
        "folder": str(Path.cwd()),
        "sockets": sorted(number for number, what in handles.items() if what.startswith("socket:") and number != line),
        "core": resource.getrlimit(resource.RLIMIT_CORE)[1],
        "interrupted": signal.getsignal(signal.SIGINT) is signal.SIG_IGN,
        "children": signal.getsignal(signal.SIGCHLD) is signal.SIG_DFL,
    }
    with socket.socket(fileno=line) as mine:
        mine.sendall(json.dumps(said).encode())
        mine.recv(1)


@pytest.fixture
def host() -> Iterator[Host]:
    made = Host()
    yield made
    made.control.close()
    with contextlib.suppress(ChildProcessError, ProcessLookupError):
        os.kill(made.id, signal.SIGKILL)
        os.waitpid(made.id, 0)


def test_a_process_that_has_served_is_gone_and_the_host_serves_the_next(host: Host) -> None:
    for _ in range(2):
        one = host.started()
        one.line.close()
        assert one.is_gone()
    assert host.ended() == 0


def test_a_process_whose_leash_is_let_go_is_ended_and_the_others_go_on(host: Host) -> None:
    first, second, third = host.started(), host.started(), host.started()
    second.leash.shutdown(socket.SHUT_WR)
    assert second.is_gone()
    for one in (first, third):
        one.line.sendall(b"x")  # it is there to read it
        assert one.is_gone()
    assert host.ended() == 0


def test_all_processes_end_with_the_application(host: Host) -> None:
    started = [host.started() for _ in range(2)]
    assert host.ended() == 0
    assert all(one.is_gone() for one in started)


def test_a_process_that_is_killed_is_noticed(host: Host) -> None:
    one = host.started()
    os.kill(one.id, signal.SIGKILL)
    assert one.is_gone()
    assert host.ended() == 0


def test_a_process_holds_nothing_of_the_hosts_and_of_others(host: Host) -> None:
    first, second = host.started(), host.started()
    for one in (first, second):
        # What the test itself holds open is inherited: both have as much, and nothing of each other.
        assert (one.said["folder"], one.said["core"]) == ("/", LIMIT)
        assert (one.said["interrupted"], one.said["children"]) == (True, True)
    assert len(second.said["sockets"]) == len(first.said["sockets"])
    first.line.close()
    assert first.is_gone()  # though the second one was forked while it ran


def test_an_order_that_is_none_starts_nothing(host: Host) -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX)
    with ours, theirs:
        socket.send_fds(host.control, [START], (theirs.fileno(),))
        socket.send_fds(host.control, [b"X"], (theirs.fileno(), theirs.fileno()))
        host.control.send(WARM)
        one = host.started()
        one.line.close()
        assert one.is_gone()
    assert host.ended() == 0
    assert os.read(host.loads, 100) == b"LLLL"  # each order has the client loaded, the first time for good


# --- how it is started ---


def test_its_command_names_no_folder_but_those_of_the_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", ["", "/home/ann/Oldacre", "/usr/lib/python3/dist-packages", "/x/site-packages"])
    ours = str(Path(sender_launcher.__file__).parents[2])
    start = [sys.executable, "-I", "-B", "-c", sender_launcher._STARTING.format(module="sender_host"), "7", ours]
    assert sender_launcher.command(7, "sender_host") == [*start, "/usr/lib/python3/dist-packages", "/x/site-packages"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert sender_launcher.command(7, "sender_host") == [sys.executable, "--process-that-sends", "7"]


def test_its_environment_holds_nothing_but_where_libraries_lie(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLIENT_OF_TODAY", "Oldacre")
    monkeypatch.delenv("LD_LIBRARY_PATH", raising=False)
    assert sender_launcher._environment() == {}
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/python/lib")
    assert sender_launcher._environment() == {"LD_LIBRARY_PATH": "/opt/python/lib"}
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert sender_launcher._environment() == {}


@pytest.fixture
def launcher(monkeypatch: pytest.MonkeyPatch) -> sender_launcher._Launcher:
    fresh = sender_launcher._Launcher()
    monkeypatch.setattr(sender_launcher, "_launcher", fresh)
    return fresh


def test_an_order_goes_to_the_host_with_its_handles(launcher: sender_launcher._Launcher) -> None:
    launcher.control, theirs = sender_launcher._pair()
    with launcher.control, theirs, theirs.dup() as given:
        sender_launcher.order(START, (given.fileno(),))
        what, handles, _, _ = socket.recv_fds(theirs, 10, 2)
        assert (what, len(handles)) == (START, 1)
        os.close(handles[0])


def test_the_client_is_loaded_beforehand_without_waiting(launcher: sender_launcher._Launcher) -> None:
    launcher.control, theirs = sender_launcher._pair()
    with launcher.control, theirs:
        theirs.settimeout(_PATIENCE)
        Lines().warm()
        assert theirs.recv(10) == WARM


def test_a_host_that_is_gone_is_started_anew_unless_it_was_there_before_the_application_was_confined(
    launcher: sender_launcher._Launcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    launcher.control, theirs = sender_launcher._pair()
    theirs.close()
    monkeypatch.setattr(sender_launcher, "command", lambda *_: ["/usr/bin/env", "sleep", "60"])
    sender_launcher.order(WARM)  # the socket is there before anybody hears it
    assert launcher.program is not None
    assert launcher.control is not None
    launcher.program.kill()
    launcher.program.wait()
    launcher.control.close()
    launcher.control, theirs = sender_launcher._pair()
    theirs.close()
    launcher.early = True
    with pytest.raises(EngineUnreachable, match="Close LegalRedact and start it again"):
        sender_launcher.order(WARM)


TELLS = """
import json, os, sys
os.read(int(sys.argv[1]), 1)  # the order; left unread, it would reset the connection at the end
names = [os.readlink(f"/proc/self/fd/{number}") for number in (0, 1, 2)]
said = [os.getcwd(), os.getsid(0) == os.getpid(), names, sorted(os.environ)]
os.write(int(sys.argv[1]), json.dumps(said).encode())
"""


def test_a_host_that_is_started_late_has_no_terminal_no_folder_and_no_environment(
    launcher: sender_launcher._Launcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        sender_launcher, "command", lambda control, _: [sys.executable, "-I", "-c", TELLS, str(control)]
    )
    monkeypatch.setenv("CLIENT_OF_TODAY", "Oldacre")
    sender_launcher.order(WARM)
    assert launcher.program is not None
    assert launcher.control is not None
    with launcher.control:
        launcher.control.settimeout(_PATIENCE)
        folder, of_its_own, streams, names = json.loads(launcher.control.recv(1 << 16))
    launcher.program.wait()
    assert (folder, of_its_own, streams) == ("/", True, ["/dev/null"] * 3)
    assert set(names) <= {"LD_LIBRARY_PATH", "LC_CTYPE"}


def test_what_cannot_be_started_is_told(launcher: sender_launcher._Launcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender_launcher, "command", lambda *_: ["/no/such/program"])
    with pytest.raises(EngineUnreachable, match=r"cannot be started\. Nothing was sent"):
        sender_launcher.order(WARM)


def test_the_application_goes_on_while_what_waits_holds_none_of_its_files(tmp_path: Path) -> None:
    ours, theirs = socket.socketpair()
    with (tmp_path / "matter").open("w"), ours, theirs:
        child = os.fork()
        if child == 0:
            with contextlib.suppress(BaseException):
                ours.close()
                sender_launcher._wait(theirs)
            os._exit(1)
        own = str(Path(f"/proc/self/fd/{theirs.fileno()}").readlink())
        ends = time.monotonic() + _PATIENCE
        while handles_of(child) != {own, "/dev/null"}:
            assert time.monotonic() < ends
            time.sleep(0.005)
        ours.close()
        theirs.close()
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1


def handles_of(process: int) -> set[str]:
    """What a process has open."""
    found = set()
    for handle in Path(f"/proc/{process}/fd").iterdir():
        with contextlib.suppress(OSError):
            found.add(str(handle.readlink()))
    return found


def test_what_waits_for_the_first_order_holds_nothing_open(tmp_path: Path) -> None:
    """The process that is forked before anything else; it tells what it has, in place of becoming the host."""
    reading, writing = os.pipe()
    other = os.open(tmp_path, os.O_RDONLY)
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            for stream in (0, 1, 2):
                os.dup2(other, stream)
            sender_launcher._let_go(writing)
            handles = {}
            for number in range(max(writing, other) + 20):
                with contextlib.suppress(OSError):
                    handles[number] = str(Path(f"/proc/self/fd/{number}").readlink())
            status = Path("/proc/self/status").read_text(encoding="ascii")
            said = {
                "handles": [what for number, what in handles.items() if number != writing],
                "folder": str(Path.cwd()),
                "core": resource.getrlimit(resource.RLIMIT_CORE)[1],
                "interrupted": signal.getsignal(signal.SIGINT) is signal.SIG_IGN,
                "privileges": status.partition("NoNewPrivs:\t")[2][:1],
            }
            os.write(writing, json.dumps(said).encode())
            os._exit(0)
        os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = json.loads(pipe.read())
    os.waitpid(child, 0)
    os.close(other)
    assert said == {
        "handles": ["/dev/null"] * 3,
        "folder": "/",
        "core": LIMIT,
        "interrupted": True,
        "privileges": "1",
    }
