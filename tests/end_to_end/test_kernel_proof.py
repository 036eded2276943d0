"""What the kernel sees of the whole job, beside the network: no socket but this machine's, and files where it is said.

The window lives with the sample matter for more than a minute; beside it run the commands from files to a signed export
and a production, then a send to the stand-in of Claude. Commands without a model follow one another in one process, as
starting them is most of their work; `dev.py package linux --contents` traces each in a process of its own.
"""

import itertools
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from linux.kernel_proof import LONG, Job, judged, judged_sending, proved, sending_proved, whole_job, why_not
from linux.kernel_trace import Address, Seen, read, traced
from tests.gui.test_real_screen import Screen, screen  # noqa: F401 - the fixture of a screen

REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLES = REPOSITORY / "resources/samples/alder_v_granite"

pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform != "linux", reason="strace is Linux's")]


@pytest.fixture(autouse=True)
def strace_works(tmp_path: Path) -> None:
    reason = why_not(tmp_path)
    if reason is not None:
        pytest.skip(reason)


ALONE = frozenset(
    {"--version", "doctor", "selftest", "detect", "mask", "redact", "summarize", "batch", "audit-copy", "receipt"}
)
"""Beginnings of commands that get a process of their own: those with models or workers, and those that may end with
another status than 0."""
IN_TURN = """
import json, sys
from legalredact.__main__ import main
for arguments in json.loads(sys.argv[1]):
    sys.argv[1:] = arguments
    if status := main():
        sys.exit(f"{arguments[:2]} ended with {status}")
"""
"""One process that runs several commands; the status of the first that fails is its own."""


def job_in(folder: Path, **environment: str) -> Job:
    """The checkout's own application with a home in `folder`."""
    job = Job((sys.executable, "-m", "legalredact"), folder, {"PYTHONPATH": str(REPOSITORY)} | environment)
    job.prepare()
    job.make_matters("matter", "production", "out/sent")
    return job


class Window:
    """The window with the sample matter under strace; used from outside while it lives.

    Arguments:
        on: the screen that it is shown on.
    """

    def __init__(self, job: Job, on: Screen) -> None:
        self.job, self.log = job, job.folder / "window.strace"
        shown = {"DISPLAY": on.environment["DISPLAY"], "QT_QPA_PLATFORM": "xcb"}
        self._on, self._begun = on, time.monotonic()
        command = traced([*job.start, "--sample"], self.log)
        self.process = on.application = subprocess.Popen(command, cwd=job.folder, env=job.settings | shown)
        self.title = ""

    def use(self) -> None:
        """Go from view to view, as a person looks around."""
        self.title = self._on.wait_for("Alder v. Granite")
        for view in ("alt+1", "alt+2", "alt+3", "alt+4", "alt+5"):
            self._on.focused("Alder v. Granite")
            self._on.keys(view)
            time.sleep(2)

    def end(self) -> Seen:
        """Let it live out its minute; what the kernel saw of it and of its workers."""
        while time.monotonic() - self._begun < LONG:
            assert self.process.poll() is None, "the window has ended"
            time.sleep(1)
        for application in psutil.Process(self.process.pid).children():
            application.terminate()  # strace ends with the last of its processes
        self.process.wait(120)
        return read(self.log, self.job.folder)


@pytest.fixture
def window(tmp_path: Path, screen: Screen) -> Iterator[Window]:  # noqa: F811 - the fixture that was imported
    started = Window(job_in(tmp_path / "window"), screen)
    yield started
    if started.process.poll() is None:
        started.process.kill()
        started.process.wait(30)


@pytest.mark.timeout(900)
def test_the_kernel_sees_no_way_out_of_the_whole_job_but_the_one_to_claude(tmp_path: Path, window: Window) -> None:
    commands = job_in(tmp_path / "commands")

    def in_turn() -> list[str]:
        # The self-test of the commands counts for the send.
        return proved_together(commands, whole_job(commands, SAMPLES)) + sending_proved(commands)

    with ThreadPoolExecutor(1) as beside_the_window:
        working = beside_the_window.submit(in_turn)
        window.use()
        found = working.result()  # fails with whatever ended it
    one = window.end()

    assert window.title
    assert one.processes > 3  # what searches, masks and draws was watched too
    assert judged(one, window.job) == []
    assert found == []


def proved_together(job: Job, commands: Sequence[list[str]]) -> list[str]:
    """As `proved`, with commands that follow one another in one process if none of them is one of `ALONE`."""
    found: list[str] = []
    several = replace(job, start=(sys.executable, "-c", IN_TURN))
    for alone, group in itertools.groupby(commands, lambda command: command[0] in ALONE):
        these = list(group)
        found += proved(job, these) if alone else proved(several, [[json.dumps(these)]])
    return found


# --- the proof can fail ---


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("import socket; socket.socket(socket.AF_INET)", "a socket of AF_INET was asked for"),
        ("import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)", "a socket of AF_INET6 was asked for"),
        ("import socket; socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)", "a socket of AF_NETLINK was asked for"),
        ("open('/etc/resolv.conf').close()", "/etc/resolv.conf was read, as for a lookup"),
        ("open('elsewhere', 'w').close()", "elsewhere was written"),
        ("import os; os.mkdir('made')", "made was written"),
        ("import os; os.chdir('..'); os.rename('letter', 'moved')", "moved was written"),
        ("import subprocess; subprocess.run(['/bin/true'])", "true was started"),
        (
            "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import socket; socket.socket()'])",
            "a socket of AF_INET was asked for",
        ),
    ],
)
def test_a_process_that_does_what_it_may_not_is_noticed(tmp_path: Path, code: str, fault: str) -> None:
    job = Job((sys.executable, "-c"), tmp_path / "job", {})
    job.prepare()
    (tmp_path / "letter").touch()

    _, one = job.run(code)

    assert any(fault in words for words in judged(one, job)), judged(one, job)


IN_A_THREAD = """
open("letter.txt").close()
one = threading.Thread(target=go_online)
one.start()
one.join()
"""


@pytest.mark.parametrize(
    ("of_first", "of_second", "fault"),
    [
        ("go_online()", "", "the application itself asked for an internet socket"),
        ("", "open('passphrase').close(); go_online()", "passphrase was opened by a process that uses the network"),
        ("", IN_A_THREAD, "letter.txt was opened by a process that uses the network"),
    ],
)
def test_a_process_that_sends_and_has_the_text_is_noticed(
    tmp_path: Path, of_first: str, of_second: str, fault: str
) -> None:
    assert judged_online(tmp_path, of_first, of_second) == [fault]


def test_a_process_of_its_own_may_send_beside_one_that_has_the_text(tmp_path: Path) -> None:
    assert judged_online(tmp_path, "open('letter.txt').close()", "go_online()") == []


def judged_online(folder: Path, of_first: str, of_second: str) -> list[str]:
    """Faults of a process and of another one that it starts before it does anything itself."""
    job = Job((sys.executable, "-I", "-c"), folder / "job", {})
    job.prepare()
    beginning = "import os, socket, sys, threading\ndef go_online(): socket.socket().connect_ex(('127.0.0.1', 9))\n"
    _, one = job.run(f"{beginning}if os.fork() == 0:\n    exec({of_second!r})\n    os._exit(0)\nos.wait()\n{of_first}")
    found = judged_sending(one, job, Address("AF_INET", "127.0.0.1", 9))
    return [words.replace(f"{job.folder}/", "") for words in found]


def test_onnxruntime_with_its_telemetry_is_noticed(tmp_path: Path) -> None:
    """Without any network, and so briefly that nothing would be sent: its device id and database are seen."""
    job = Job(("unshare", "--net", sys.executable, "-c"), tmp_path / "job", {})
    job.prepare()
    if os.geteuid() != 0:
        pytest.skip("only root may take the network away")

    _, one = job.run("import onnxruntime, os; os._exit(0)")

    assert any("onnxruntime.db was written" in words for words in judged(one, job)), judged(one, job)
