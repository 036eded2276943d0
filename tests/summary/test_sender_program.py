"""The process that sends has a program of its own in Windows' package; elsewhere Python itself runs it."""

import json
import sys
from pathlib import Path

import pytest

from legalredact import installation
from legalredact.errors import EngineUnreachable
from legalredact.resources import resource
from legalredact.summary import sender_launcher, sender_program
from legalredact.summary.sender_line import Lines
from legalredact.summary.sender_program import PROGRAM, command


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A package's folder with its Python; the program that sends is not there yet."""
    (tmp_path / "build").write_text("a1", encoding="ascii")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python.exe"))
    monkeypatch.setattr(sender_program, "resource", lambda *_: tmp_path / "build")
    return tmp_path


def test_in_a_package_it_is_the_program_beside_python(installed: Path) -> None:
    (installed / PROGRAM).touch()

    assert command(77) == [str(installed / PROGRAM), "77"]


def test_a_package_without_it_sends_nothing(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python itself would be tried in vain, since the firewall blocks it."""
    monkeypatch.setattr(sender_launcher, "LINUX", False)
    monkeypatch.setattr(sender_program, "_started", command)

    with pytest.raises(EngineUnreachable, match=PROGRAM), Lines().one():
        pass


def test_a_program_elsewhere_is_not_taken(
    installed: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / PROGRAM).touch()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("PATH", str(elsewhere))

    with pytest.raises(EngineUnreachable):
        command(77)


def test_in_a_checkout_it_is_python_itself() -> None:
    assert not Path(resource("models")).with_name("about").joinpath(installation.FILE[-1]).exists()
    assert command(77)[:2] == [sys.executable, "-I"]
    assert "sender_program.main" in " ".join(command(77))


TELLS = """
import json, os, sys
from multiprocessing.connection import Connection
names = [os.readlink(f"/proc/self/fd/{number}") for number in (0, 1, 2)]
opened = sorted(int(name) for name in os.listdir("/proc/self/fd"))
said = [os.getcwd(), names, sorted(os.environ), len(opened)]
Connection(int(sys.argv[1])).send_bytes(json.dumps(said).encode())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux says of a process")
def test_it_gets_its_end_of_the_pipe_and_nothing_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender_launcher, "command", lambda handle, _: [sys.executable, "-I", "-c", TELLS, str(handle)])
    monkeypatch.setenv("CLIENT_OF_TODAY", "Oldacre")
    ours, process = sender_program.start()
    with ours:
        folder, streams, names, number = json.loads(ours.recv_bytes())
    process.wait()

    assert (folder, streams) == ("/", ["/dev/null"] * 3)
    assert set(names) <= {"LD_LIBRARY_PATH", "LC_CTYPE"}
    assert number == 5  # three streams, the pipe, and the folder that is being listed
