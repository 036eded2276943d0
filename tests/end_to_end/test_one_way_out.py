"""A monitor over every process of the application in the whole job, workers included: none opens a socket to anywhere.

It sees Python's own sockets alone, on every system. What the kernel sees, native libraries included, is looked at in
`test_kernel_proof.py`, on Linux. The process that sends is started without the environment by which the monitor comes
in; see `test_sending_process.py`.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.messages_server import ORGANIZATION, WORKSPACE, MessagesServer

pytestmark = pytest.mark.long

# Python runs a module of this name at the start of each process, so that spawned workers are watched as well.
MONITOR = """
import json, os, sys

WATCHED = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind", "socket.getaddrinfo",
           "socket.gethostbyname", "socket.gethostbyaddr"}

def watch(event, args):
    if event in WATCHED:
        address = args[0] if event.startswith("socket.get") else args[1]
        path = isinstance(address, (str, bytes))  # None: between two processes, without an address
        line = json.dumps([event, repr(address) if path else list(address or ())[:2]])
        with open(os.environ["MONITOR_LOG"], "a") as log:
            log.write(line + "\\n")

sys.addaudithook(watch)
with open(os.environ["MONITOR_LOG"], "a") as log:
    log.write(json.dumps(["start", os.getpid()]) + "\\n")
"""
HOSTILE = {
    "ANTHROPIC_BASE_URL": "http://127.0.0.1:9",
    "ANTHROPIC_LOG": "debug",
    "HTTPS_PROXY": "http://127.0.0.1:9",
    "ALL_PROXY": "http://127.0.0.1:9",
}
"""An environment that would lead what is sent elsewhere."""
LETTER = """Marguerite Oldacre wrote to Penhallow Freight, Inc. on May 4, 2021.

She asks for $18,250.00.
"""


@pytest.fixture
def watched(tmp_path: Path, repository: Path) -> dict[str, str]:
    """An environment in which every Python process writes down where it turns to; a hostile one besides."""
    (tmp_path / "monitor").mkdir()
    (tmp_path / "monitor" / "sitecustomize.py").write_text(MONITOR, encoding="utf-8")
    return {
        **{name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ},
        "PYTHONPATH": os.pathsep.join((str(tmp_path / "monitor"), str(repository))),
        "MONITOR_LOG": str(tmp_path / "sockets.log"),
        "HOME": str(tmp_path),
        "SSLKEYLOGFILE": str(tmp_path / "keys.log"),
        **HOSTILE,
    }


def test_the_application_opens_no_way_in_the_whole_job_though_text_is_sent(
    tmp_path: Path, watched: dict[str, str]
) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    (tmp_path / "key").write_text("sk-test-3f9a\n", encoding="utf-8")
    with MessagesServer() as server:
        (tmp_path / "policy.toml").write_text(policy(server.base_url), encoding="utf-8")
        for command in job(tmp_path):
            done = subprocess.run(
                [sys.executable, "-m", "legalredact", *command],
                env=watched,
                capture_output=True,
                text=True,
                timeout=240,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            assert "Oldacre" not in done.stderr
        assert server.asked
    lines = [json.loads(line) for line in (tmp_path / "sockets.log").read_text(encoding="utf-8").splitlines()]
    turned = [line for line in lines if line[0] != "start" and not is_local(line)]
    assert len({pid for event, pid in lines if event == "start"}) > len(job(tmp_path))  # the workers were watched too
    assert turned == []
    assert not (tmp_path / "keys.log").exists()
    assert (tmp_path / "signed").is_dir()


def is_local(line: list[object]) -> bool:
    """A path of this machine, such as a keyring's, is no way out; nor is what needs no address, between two processes;
    nor is a look of urllib3, as it is loaded, whether the system knows IPv6."""
    by_path = isinstance(line[1], str) and line[0] in {"socket.connect", "socket.sendmsg", "socket.bind"}
    return by_path or line in (["socket.sendmsg", []], ["socket.bind", ["::1", 0]])


def policy(base_url: str) -> str:
    """Attested, for the stand-in."""
    return f"""
[claude]
base_url = "{base_url}"
[zero_retention]
attested_by = "Orla Penfold"
attested_on = 2020-01-01
contract = "ZDR-7"
expires = 2099-01-01
organization_id = "{ORGANIZATION}"
workspace_id = "{WORKSPACE}"
"""


def job(folder: Path) -> list[list[str]]:
    """From a file to a signed export."""
    where = ["--matter", str(folder / "m"), "--passphrase-file", str(folder / "passphrase")]
    where += ["--policy", str(folder / "policy.toml"), "--quiet"]
    letter, masked, signed = (str(folder / name) for name in ("letter.txt", "masked", "signed"))
    asked = ["--engine", "claude", "--api-key-file", str(folder / "key"), "--out", str(folder / "draft.md")]
    return [
        ["selftest", "--quiet"],
        ["mask", letter, "--accept", "all", "--accept-unread", "--out", masked, *where],
        ["summarize", "--as", "ann", "--accept-unread", *asked, *where],
        ["review", "approve", "--reviewer", "Bea", "--out", signed, *where],
        ["audit", "verify", *where],
    ]
