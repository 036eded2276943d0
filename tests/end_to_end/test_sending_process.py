"""A command that sends, seen from outside: one process of it talks to the service, and that one knows nobody's name."""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.fakes.attested import LETTER, policy, self_test_passed
from tests.fakes.meaning_answers import all_supported
from tests.fakes.messages_answers import stall, summarize
from tests.fakes.messages_server import Handler, MessagesServer
from tests.fakes.quick_matter import quick_matter

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at by way of /proc")

NAMES = ("Marguerite", "Oldacre", "Penhallow")
KEY = "sk-test-3f9a"


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    with MessagesServer() as listening:
        yield listening


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """A folder named after a client, with a matter that is ready to be sent."""
    folder = tmp_path_factory.mktemp("files") / "Oldacre v. Penhallow"
    folder.mkdir()
    (folder / "Oldacre's letter.txt").write_text(LETTER, encoding="utf-8")
    (folder / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    (folder / "key").write_text(f"{KEY}\n", encoding="utf-8")
    (folder / "policy.toml").write_text(policy("http://127.0.0.1:9"), encoding="utf-8")
    quick_matter(folder / "Oldacre", folder / "passphrase")
    self_test_passed(folder)
    masked = ["mask", "Oldacre's letter.txt", "--accept", "all", "--accept-unread", "--out", "masked"]
    run(folder, repository, [*masked, *where()])
    return folder


@pytest.fixture
def place(prepared: Path, server: MessagesServer) -> Path:
    """The folder, under a policy that names the stand-in."""
    (prepared / "policy.toml").write_text(policy(server.base_url), encoding="utf-8")
    (prepared / "draft.md").unlink(missing_ok=True)
    return prepared


def where() -> list[str]:
    return ["--matter", "Oldacre", "--passphrase-file", "passphrase", "--policy", "policy.toml", "--quiet"]


def sending() -> list[str]:
    claude = ["--engine", "claude", "--api-key-file", "key", "--out", "draft.md"]
    return ["summarize", "--as", "Marguerite", "--accept-unread", *claude, *where()]


def environment(folder: Path, repository: Path) -> dict[str, str]:
    kept = {"PATH": os.environ["PATH"], "PYTHONPATH": str(repository), "HOME": str(folder)}
    return kept | {"MATTER_OF_TODAY": "Oldacre", "ANTHROPIC_LOG": "debug"}


def command(words: list[str]) -> list[str]:
    return [sys.executable, "-m", "legalredact", *words]


def run(folder: Path, repository: Path, words: list[str]) -> None:
    done = subprocess.run(
        command(words), cwd=folder, env=environment(folder, repository), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@contextlib.contextmanager
def started(
    folder: Path, repository: Path, before: list[str] | None = None, more: tuple[str, ...] = ()
) -> Iterator["subprocess.Popen[bytes]"]:
    """A command that sends, under way; ended at the end if it has not."""
    with subprocess.Popen(
        [*(before or ()), *command([*sending(), *more])],
        cwd=folder,
        env=environment(folder, repository),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()


def until(met: Callable[[], object]) -> None:
    for _ in range(12_000):
        if met():
            return
        time.sleep(0.01)
    pytest.fail("it never came")


def connected_to(server: MessagesServer, processes: list[psutil.Process]) -> list[psutil.Process]:
    """Which of them have a connection to the stand-in."""
    port = server.server_address[1]
    found = []
    for one in processes:
        with contextlib.suppress(psutil.Error):
            if any(connection.raddr[1:] == (port,) for connection in one.net_connections("inet")):
                found.append(one)
    return found


def memory_of(process: psutil.Process) -> Iterator[bytes]:
    """All that it can read or write."""
    regions = Path(f"/proc/{process.pid}/maps").read_text(encoding="ascii", errors="replace").splitlines()
    with Path(f"/proc/{process.pid}/mem").open("rb", buffering=0) as memory:
        for region in regions:
            first, last, rights = re.match(r"([0-9a-f]+)-([0-9a-f]+) (....)", region).groups()
            if rights[0] == "r" and "[v" not in region:
                with contextlib.suppress(OSError, OverflowError):
                    memory.seek(int(first, 16))
                    yield memory.read(int(last, 16) - int(first, 16))


def test_the_process_that_talks_to_the_service_knows_no_name_and_the_others_do_not_talk(
    place: Path, repository: Path, server: MessagesServer
) -> None:
    server.script.answers = [stall("CLIENT_A su")]
    with started(place, repository) as process:
        until(server.stalled.is_set)
        application = psutil.Process(process.pid)
        others = application.children(recursive=True)
        (sender,) = connected_to(server, [application, *others])
        assert sender.pid != process.pid
        assert application.net_connections("inet") == []
        shown = " ".join(sender.cmdline()) + str(sender.environ()) + sender.cwd()
        assert not any(word in shown for word in (*NAMES, KEY, str(place), "letter", "MATTER_OF_TODAY"))
        try:
            whole = b"".join(memory_of(sender)).replace(bytes(4096), b"")  # most of it is empty
        except PermissionError:
            pytest.skip("this system lets nobody look into another process")
        assert b"PERSON_A" in whole or b"CLIENT_A" in whole  # what is sent is found, so a name would be
        assert KEY.encode() in whole
        for word in (*NAMES, "letter.txt", place.name, "five quiet words"):
            assert word.encode() not in whole
            assert word.encode("utf-16-le") not in whole
            assert word.encode("utf-32-le") not in whole
        assert not any(KEY in " ".join(one.cmdline()) for one in [application, *others])


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_however_the_command_ends_what_sends_ends_with_it_and_sends_nothing_more(
    place: Path, repository: Path, server: MessagesServer, how: signal.Signals
) -> None:
    hung_up = threading.Event()

    def answer(handler: Handler, body: dict[str, object]) -> None:
        handler.begin(200, "text/event-stream")
        handler.server.stalled.set()
        handler.connection.settimeout(60)
        if handler.connection.recv(1) == b"":
            hung_up.set()
        handler.close_connection = True

    server.script.answers = [answer]
    with started(place, repository) as process:
        until(server.stalled.is_set)
        below = psutil.Process(process.pid).children(recursive=True)
        assert len(below) >= 2  # the host and the one that sends
        process.send_signal(how)
        process.wait(60)
        until(lambda: not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in below))
    assert hung_up.wait(60)
    assert len(server.asked) == 1
    assert not (place / "draft.md").exists()


def test_a_terminal_s_interruption_is_for_the_command_alone(
    place: Path, repository: Path, server: MessagesServer
) -> None:
    """Ctrl-C goes to every process of a terminal's group; the one that sends is in none, and is ended in order."""
    server.script.answers = [stall("CLIENT_A su")]
    with started(place, repository) as process:
        until(server.stalled.is_set)
        below = psutil.Process(process.pid).children(recursive=True)
        (sender,) = connected_to(server, below)
        assert os.getsid(sender.pid) != os.getsid(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        _, words = process.communicate(timeout=60)
        assert process.returncode == 130
        assert b"stopped" in words


def test_output_ends_with_the_command(place: Path, repository: Path, server: MessagesServer) -> None:
    """Whoever reads the output of a command waits for every process that could still write to it."""
    server.script.answers = [summarize]
    with started(place, repository) as process:
        out, words = process.communicate(timeout=240)
        assert process.returncode == 0, words
        assert b"wrote" in out
        assert (place / "draft.md").is_file()
    assert not server.complaints


def test_a_second_reading_leaves_by_such_a_process_and_names_nobody(
    place: Path, repository: Path, server: MessagesServer
) -> None:
    server.script.answers = [summarize, all_supported]
    with started(place, repository, more=("--check-meaning",)) as process:
        _, words = process.communicate(timeout=240)
        assert process.returncode == 0, words
    assert b"The summary will be read a second time: about $0.1" in words
    assert len(server.asked) == 2
    assert not server.complaints
    assert not any(name in json.dumps(request.body) for request in server.received for name in NAMES)
    assert "Second reading: supported by" in (place / "draft.md").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("strace") is None, reason="there is no strace here")
def test_the_kernel_sees_one_process_open_a_socket_to_the_service_alone(
    place: Path, repository: Path, server: MessagesServer, tmp_path: Path
) -> None:
    log = tmp_path / "calls"
    trace = ["strace", "-f", "-qq", "-s", "500", "-o", str(log), "-e", "trace=socket,connect,bind,sendto,execve"]
    if subprocess.run([*trace, "true"], check=False, capture_output=True).returncode != 0:
        pytest.skip("this system lets nobody trace another process")
    with started(place, repository, trace) as process:
        _, words = process.communicate(timeout=240)
        assert process.returncode == 0, words
    calls = [line.split(maxsplit=1) for line in log.read_text(encoding="utf-8", errors="replace").splitlines()]
    internet = [(pid, call) for pid, call in calls if re.search(r"AF_INET|AF_NETLINK|AF_PACKET", call)]
    application = calls[0][0]
    by_process = {pid for pid, call in internet}
    connects = {
        re.sub(r".*(sin_port=htons\(\d+\)).*(inet_addr\(\S+?\)).*", r"\1 \2", c) for _, c in internet if "connect(" in c
    }
    assert connects == {f'sin_port=htons({server.server_address[1]}) inet_addr("127.0.0.1")'}
    assert by_process
    assert application not in by_process
    assert all(Path(f"/proc/{pid}").exists() is False for pid in by_process)
    hosts = {pid for pid, call in calls if call.startswith("execve(") and "sender_host" in call}
    assert len(hosts) == 1
    assert hosts.isdisjoint(by_process)  # it loads the client, and holds no text
