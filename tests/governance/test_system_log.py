"""Copies of audit events that a user cannot delete: over real sockets of logs, and in a real append-only file."""

import array
import json
import os
import shutil
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from legalredact.errors import Refused
from legalredact.governance import forwarding, system_log
from legalredact.governance.forwarding import forwarder, forwarding_state, is_append_only, line
from legalredact.governance.windows_event_log import LONGEST, pieces
from legalredact.model.audit import AuditEvent
from legalredact.model.policy import AuditPolicy
from legalredact.model.readiness import State
from tests.governance import as_user

linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux has syslog and journald")
EVENT = AuditEvent(1, "2026-12-02T08:00:00+00:00", "ann", "name.decide", (("n", "1"),), "b" * 64, "d" * 64)
LARGE = AuditEvent(2, EVENT.when, "ann", "name.decide", (("ids", "x" * 300_000),), "b" * 64, "e" * 64)
"""Larger than a datagram of Linux may be."""


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A log service on a socket of the test's own."""
    place = tmp_path / "log"
    for name in ("SYSLOG", "JOURNAL"):
        monkeypatch.setattr(system_log, name, place)
    monkeypatch.setattr(system_log.to_syslog, "__defaults__", (place,))
    monkeypatch.setattr(system_log.to_journal, "__defaults__", (place,))
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(place))
        listening.settimeout(10)
        yield listening


def fields(packet: bytes) -> dict[str, str]:
    """An entry of journald's native protocol."""
    found: dict[str, str] = {}
    while packet:
        name, _, packet = packet.partition(b"\n")
        (size,) = struct.unpack("<Q", packet[:8])
        found[name.decode()] = packet[8 : 8 + size].decode()
        assert packet[8 + size : 9 + size] == b"\n"
        packet = packet[9 + size :]
    return found


@linux
def test_syslog_gets_each_event_as_json_after_a_header_it_knows(log: socket.socket) -> None:
    forwarder(AuditPolicy(forward="syslog"))("m1", EVENT)
    header, _, text = log.recv(1 << 16).decode().partition(": ")
    assert header.startswith("<86>")
    assert header.endswith(f"legalredact[{os.getpid()}]")
    assert json.loads(text)["digest"] == EVENT.digest


@linux
def test_a_syslog_service_that_takes_streams_gets_it_too(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        listening.bind(str(tmp_path / "log"))
        listening.listen()
        system_log.to_syslog("a line", tmp_path / "log")
        taken, _ = listening.accept()
        with taken:
            assert taken.recv(1 << 16).endswith(b": a line\0")


@linux
def test_journald_gets_each_event_with_fields_to_find_it_by(log: socket.socket) -> None:
    forwarder(AuditPolicy(forward="journald"))("m1", EVENT)
    found = fields(log.recv(1 << 16))
    assert found["MESSAGE"] == line("m1", EVENT)
    assert (found["SYSLOG_IDENTIFIER"], found["PRIORITY"]) == ("legalredact", "6")
    assert (found["LEGALREDACT_MATTER"], found["LEGALREDACT_ACTION"]) == ("m1", "name.decide")
    assert (found["LEGALREDACT_NUMBER"], found["LEGALREDACT_DIGEST"]) == ("1", EVENT.digest)


@linux
def test_journald_gets_a_large_event_as_a_sealed_file_in_memory(log: socket.socket) -> None:
    forwarder(AuditPolicy(forward="journald"))("m1", LARGE)
    descriptors = array.array("i")
    _, extra, _, _ = log.recvmsg(1, socket.CMSG_LEN(descriptors.itemsize))
    descriptors.frombytes(extra[0][2])
    with os.fdopen(descriptors[0], "rb") as memory:
        memory.seek(0)
        assert fields(memory.read())["MESSAGE"] == line("m1", LARGE)


@linux
@pytest.mark.parametrize("name", ["syslog", "journald"])
def test_where_nobody_listens_the_act_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The C library's own function loses the event without a word."""
    monkeypatch.setattr(system_log.to_syslog, "__defaults__", (tmp_path / "none",))
    monkeypatch.setattr(system_log.to_journal, "__defaults__", (tmp_path / "none",))
    monkeypatch.setattr(system_log, "SYSLOG", tmp_path / "none")
    monkeypatch.setattr(system_log, "JOURNAL", tmp_path / "none")
    policy = AuditPolicy(forward=name)  # type: ignore[arg-type] # a parameter of the test
    with pytest.raises(Refused, match=f"handed on to {name} .*nothing was done"):
        forwarder(policy)("m1", EVENT)
    assert forwarding_state(policy)[0] is State.FAIL


@linux
@pytest.mark.parametrize("there", ["syslog", "journald"])
def test_of_two_logs_each_is_asked_for_by_itself(
    there: str, log: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_log, "JOURNAL" if there == "syslog" else "SYSLOG", tmp_path / "none")
    states = {name: forwarding_state(AuditPolicy(forward=name))[0] for name in ("syslog", "journald")}
    other = "journald" if there == "syslog" else "syslog"
    assert states == {there: State.OK, other: State.FAIL}


@linux
def test_a_syslog_service_that_takes_no_more_is_told(log: socket.socket) -> None:
    with pytest.raises(Refused, match="handed on to syslog"):
        forwarder(AuditPolicy(forward="syslog"))("m1", LARGE)


@linux
def test_doctor_tells_that_the_systems_log_is_there(log: socket.socket) -> None:
    assert forwarding_state(AuditPolicy(forward="journald"))[0] is State.OK


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has one")
def test_the_event_log_of_windows_is_refused_elsewhere() -> None:
    with pytest.raises(Refused, match="has no eventlog"):
        forwarder(AuditPolicy(forward="eventlog"))
    assert forwarding_state(AuditPolicy(forward="eventlog"))[0] is State.FAIL


def test_an_event_is_cut_as_windows_can_hold_it() -> None:
    text = "a" * LONGEST + "b"
    assert "".join(pieces(text)) == text
    assert max(map(len, pieces(text))) <= LONGEST
    with pytest.raises(Refused, match="too long for Windows' event log"):
        pieces("a" * (2 * LONGEST + 1))
    with pytest.raises(Refused, match="too long"):
        pieces("\N{GRINNING FACE}" * (LONGEST + 1))


def test_the_pieces_of_an_event_are_no_longer_than_windows_takes() -> None:
    """`ReportEventW`: 31,839 characters of UTF-16 in one text, 61,440 in all; an emoji is two."""
    assert sum(map(len, pieces("a" * (2 * LONGEST)))) <= 61_440
    with pytest.raises(Refused, match="too long"):
        pieces("\N{GRINNING FACE}" * 16_000)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
def test_doctor_tells_that_no_event_can_go_to_what_is_no_plain_file(tmp_path: Path) -> None:
    target, link, pipe = tmp_path / "target", tmp_path / "link", tmp_path / "pipe"
    target.touch()
    link.symlink_to(target)
    os.mkfifo(pipe)
    for place in (link, pipe, tmp_path):
        policy = AuditPolicy(forward="file", file=str(place))
        with pytest.raises(Refused, match="not a regular file"):
            forwarder(policy)("m1", EVENT)
        assert forwarding_state(policy)[0] is State.FAIL


@linux
def test_an_event_of_which_only_a_part_could_be_written_is_refused(tmp_path: Path) -> None:
    """As on a disk that fills up: the system writes what fits, and reports no error."""
    import resource

    policy = AuditPolicy(forward="file", file=str(tmp_path / "events.jsonl"))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        with pytest.raises(Refused, match="nothing was done"):
            forwarder(policy)("m1", EVENT)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_that_its_user_can_delete_is_a_warning(tmp_path: Path) -> None:
    policy = AuditPolicy(forward="file", file=str(tmp_path / "events.jsonl"))
    assert forwarding_state(policy)[0] is State.WARN
    forwarder(policy)("m1", EVENT)
    assert forwarding_state(policy)[0] is State.WARN
    nowhere = AuditPolicy(forward="file", file=str(tmp_path / "no" / "events.jsonl"))
    assert forwarding_state(nowhere)[0] is State.FAIL


@pytest.mark.parametrize(
    ("append_only", "own_folder", "state"),
    [(True, False, State.OK), (True, True, State.WARN), (False, False, State.WARN)],
)
def test_only_a_file_that_can_neither_be_changed_nor_moved_away_is_safe(
    append_only: bool, own_folder: bool, state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder of one's own even a file that can only be appended to can be replaced."""
    path = tmp_path / "events.jsonl"
    path.touch()
    monkeypatch.setattr(forwarding, "is_append_only", lambda _: append_only)
    monkeypatch.setattr(os, "access", lambda place, _: place == path or own_folder)
    assert forwarding_state(AuditPolicy(forward="file", file=str(path)))[0] is state


AS_USER = """
import os
from pathlib import Path
from legalredact.governance.forwarding import forwarder, forwarding_state
from legalredact.model.policy import AuditPolicy
from tests.governance.test_system_log import EVENT
policy = AuditPolicy(forward="file", file="/mnt/audit/events.jsonl")
print(forwarding_state(policy)[0].words)
forwarder(policy)("m1", EVENT)
def refused(act):
    try: act()
    except PermissionError: return True
file = Path(policy.file)
print(all(map(refused, (file.unlink, lambda: file.rename("/mnt/audit/x"), lambda: os.truncate(file, 0),
    lambda: file.write_text(""), lambda: open(file, "r+")))))
"""


def test_a_usual_file_and_one_that_is_not_there_are_not_append_only(tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").touch()
    assert not is_append_only(tmp_path / "events.jsonl")
    assert not is_append_only(tmp_path / "none.jsonl")
    assert not is_append_only(tmp_path)


@pytest.mark.skipif(bool(as_user.impossible()) or not shutil.which("chattr"), reason="needs root and chattr")
def test_a_file_with_the_append_only_attribute_takes_events_and_nothing_else(tmp_path: Path) -> None:
    """As ADMIN.md has it made. The user adds an event, and can neither delete, shorten nor rewrite the file."""
    folder = tmp_path / "audit"
    folder.mkdir(mode=0o755)
    file = folder / "events.jsonl"
    file.touch()
    file.chmod(0o622)
    if subprocess.run(["chattr", "+a", str(file)], check=False, capture_output=True).returncode:
        pytest.skip("this file system has no append-only attribute")
    try:
        assert is_append_only(file)
        (tmp_path / "asked.py").write_text(AS_USER, encoding="utf-8")
        prepare = f"mkdir /mnt/audit; mount --bind {folder} /mnt/audit; cp {tmp_path}/asked.py /mnt/home/"
        done = as_user.run("$python /mnt/home/asked.py", prepare)
        assert (done.stdout.split(), done.stderr) == (["ok", "True"], "")
        assert json.loads(file.read_text(encoding="utf-8"))["digest"] == EVENT.digest
    finally:
        subprocess.run(["chattr", "-a", str(file)], check=True)
