"""A keyring is asked on the session bus of this account alone."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from legalredact.vault import session_bus
from legalredact.vault.session_bus import Unreachable, bus_fault

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the session bus is Linux's")
NOBODY = 65534
LISTENER = """
import os, socket, sys
listening = socket.socket(socket.AF_UNIX)
place = sys.argv[1]
os.setuid(int(sys.argv[2]))
listening.bind("\\0" + place[1:] if place[0] == "@" else place)
listening.listen()
print("listening", flush=True)
sys.stdin.read()
"""


class Listener:
    """A process that listens as some account; `place` begins with @ if it has no file."""

    def __init__(self, place: str, account: int) -> None:
        command = [sys.executable, "-c", LISTENER, place, str(account)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout.readline() == "listening\n"

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        self._process.communicate("", timeout=20)


@pytest.mark.parametrize(
    "address",
    [
        "tcp:host=127.0.0.1,port=9",
        "nonce-tcp:host=127.0.0.1,port=9,noncefile=/tmp/n",
        "autolaunch:",
        "launchd:env=DBUS_LAUNCHD_SESSION_BUS_SOCKET",
        "unixexec:path=/bin/sh",
        "systemd:",
        "vsock:cid=2,port=9",
        "",
    ],
)
def test_an_address_of_another_kind_is_refused_without_turning_to_it(address: str) -> None:
    assert "not a socket of this machine" in str(bus_fault(address))


@pytest.mark.parametrize("address", ["unix:", "unix:guid=00ff", "unix:path=/a,path=/b", "unix:path=/a,abstract=b"])
def test_an_address_without_one_place_is_refused(address: str) -> None:
    assert bus_fault(address) == "an address names no socket"


def test_signs_of_a_place_may_be_written_by_their_numbers(tmp_path: Path) -> None:
    with Listener(str(tmp_path / "a bus"), os.getuid()):
        assert bus_fault(f"unix:path={tmp_path}/a%20bus") is None


def test_a_bus_that_accepts_nobody_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_bus, "_PATIENCE", 0.1)
    with socket.socket(socket.AF_UNIX) as deaf, contextlib.ExitStack() as waiting:
        deaf.bind(str(tmp_path / "bus"))
        deaf.listen(0)
        with contextlib.suppress(BlockingIOError):
            while True:
                asking = waiting.enter_context(socket.socket(socket.AF_UNIX))
                asking.setblocking(False)
                asking.connect(str(tmp_path / "bus"))
        with pytest.raises(Unreachable):
            bus_fault(f"unix:path={tmp_path}/bus")


def test_each_of_several_addresses_counts(tmp_path: Path) -> None:
    with Listener(str(tmp_path / "bus"), os.getuid()):
        assert bus_fault(f"unix:path={tmp_path}/bus") is None
        assert bus_fault(f"unix:path={tmp_path}/bus;tcp:host=10.0.0.1,port=1") is not None


@pytest.mark.parametrize("name", ["bus", "@legalredact-test-own"])
def test_a_socket_of_our_own_is_ours(tmp_path: Path, name: str) -> None:
    place = name if name.startswith("@") else str(tmp_path / name)
    address = f"unix:abstract={name[1:]}" if name.startswith("@") else f"unix:path={place},guid=00ff"
    with Listener(place, os.getuid()):
        assert bus_fault(address) is None


root = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root may act as another account")


@pytest.fixture
def anybody() -> Iterator[Path]:
    """A folder in which every account may make a socket."""
    folder = Path(tempfile.mkdtemp(prefix="legalredact-bus-"))
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


@root
def test_a_bus_of_another_account_is_refused(anybody: Path) -> None:
    with Listener(str(anybody / "bus"), NOBODY):
        assert bus_fault(f"unix:path={anybody}/bus") == "its socket is not this account's"
    with Listener("@legalredact-test-foreign", NOBODY):
        assert bus_fault("unix:abstract=legalredact-test-foreign") == "the process behind it is another account's"


@root
def test_the_process_counts_and_not_the_owner_of_its_file(anybody: Path) -> None:
    with Listener(str(anybody / "bus"), NOBODY):
        os.chown(anybody / "bus", os.getuid(), -1)
        assert bus_fault(f"unix:path={anybody}/bus") == "the process behind it is another account's"


def test_a_file_that_is_no_socket_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bus").write_bytes(b"")
    assert bus_fault(f"unix:path={tmp_path}/bus") == "its socket is not this account's"


def test_a_bus_that_nobody_serves_is_told_apart(tmp_path: Path) -> None:
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(tmp_path / "left"))
    left.close()
    for name in ("left", "never"):
        with pytest.raises(Unreachable):
            bus_fault(f"unix:path={tmp_path}/{name}")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("tcp:host=127.0.0.1,port=9", "not a socket of this machine"),
        ("unix:path=/nonexistent", "does not answer"),
        (None, "is not set"),
    ],
)
def test_a_command_says_plainly_that_there_is_no_keyring(address: str | None, words: str, repository: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DBUS_SESSION_BUS_ADDRESS"}
    environment |= {} if address is None else {"DBUS_SESSION_BUS_ADDRESS": address}
    command = [sys.executable, "-m", "legalredact", "key", "list"]
    done = subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode != 0
    assert words in done.stderr
    assert "--passphrase-file" in done.stderr
    assert "Traceback" not in done.stderr
