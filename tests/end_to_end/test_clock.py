"""The clock of the machine set back, as the real command meets it: `faketime` (libfaketime) sets it for one process."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.quick_matter import quick_matter

REPOSITORY = Path(__file__).parents[2]
FAKETIME = shutil.which("faketime")
POLICY = """
[engines]
allowed = ["local", "claude"]
[zero_retention]
attested_by = "Orla Penfold"
attested_on = 2020-01-01
contract = "ZDR-7"
expires = 2025-06-30
organization_id = "org-1"
workspace_id = "wrk-1"
"""
BEFORE, NOW = "2025-06-01 09:00:00", ""
"""A day on which the attestation still held, and the clock as it is."""

pytestmark = pytest.mark.skipif(FAKETIME is None, reason="the program faketime is not installed")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "memo.txt").write_text("The ledger is short.\n", encoding="utf-8")
    (tmp_path / "passphrase").write_text("five quiet herons by a canal\n", encoding="utf-8")
    (tmp_path / "policy.toml").write_text(POLICY, encoding="utf-8")
    (tmp_path / "home").mkdir()
    quick_matter(tmp_path / "m", tmp_path / "passphrase")
    return tmp_path


def command(folder: Path, clock: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a process whose clock shows that time (UTC); libfaketime and reading processes do not go
    together, so files are read by the true clock."""
    home = {name: str(folder / "home") for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR")}
    environment = {name: value for name, value in os.environ.items() if name != "DBUS_SESSION_BUS_ADDRESS"}
    environment |= {**home, "TZ": "UTC"}
    named = ("--matter", str(folder / "m"), "--passphrase-file", str(folder / "passphrase"))
    options = (*named, "--policy", str(folder / "policy.toml"), "--as", "ann")
    faked = (str(FAKETIME), "--exclude-monotonic", "-f", f"@{clock}") if clock else ()
    program = (sys.executable, "-m", "legalredact", *arguments, *options)
    return subprocess.run(
        (*faked, *program), cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False, timeout=300
    )


def expect_refused(done: subprocess.CompletedProcess[str], words: str) -> None:
    assert done.returncode == 3, done.stdout + done.stderr
    assert words in done.stderr


def test_a_clock_set_back_does_not_bring_an_expired_attestation_to_life(folder: Path) -> None:
    made = command(folder, NOW, "mask", str(folder / "memo.txt"), "--out", str(folder / "out"))
    assert made.returncode == 0, made.stderr
    expect_refused(command(folder, NOW, "summarize", "--engine", "claude"), "attestation holds from")
    for _ in range(2):  # the first try wrote events by the false clock, which must not speak for it
        expect_refused(command(folder, BEFORE, "summarize", "--engine", "claude"), "clock is earlier")
    local = command(folder, BEFORE, "summarize", "--engine", "local")
    assert local.returncode == 0, local.stderr


def test_an_administrator_says_that_an_earlier_clock_was_wrong(folder: Path) -> None:
    made = command(folder, NOW, "mask", str(folder / "memo.txt"), "--out", str(folder / "out"))
    assert made.returncode == 0, made.stderr
    accepted = command(folder, BEFORE, "audit", "accept", "--reason", "The machine had a wrong date.")
    assert accepted.returncode == 0, accepted.stderr
    refused = command(folder, BEFORE, "summarize", "--engine", "claude")
    expect_refused(refused, "self-test")  # what is asked for next
