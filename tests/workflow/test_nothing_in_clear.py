"""The whole job by its commands, with real readers in their processes: no planted name anywhere on the disk but where
it was put, while it runs, after it was killed, and after it ended."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.fakes.quick_matter import quick_matter

pytestmark = pytest.mark.long

REPOSITORY = Path(__file__).parents[2]
LETTER = (
    "Dear Ms. Oldacre:\n\nPenhallow Freight, Inc. dismissed Marguerite Oldacre on January 9, 2024.\n\n"
    "Please write to moldacre@penhallow.example.\n\nTobias Renwick\n"
)
PLANTED = ("Oldacre", "Penhallow", "penhallow", "Marguerite", "Renwick", "dismissed")


class Machine:
    """A home and a place for temporary files of their own; what was put in by hand stands elsewhere."""

    def __init__(self, place: Path) -> None:
        self.inbox, self.home, self.temporary = place / "inbox", place / "home", place / "tmp"
        for folder in (self.inbox, self.home, self.temporary):
            folder.mkdir()
        (self.inbox / "in.txt").write_text(LETTER, encoding="utf-8")
        (self.inbox / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
        (self.inbox / "names").write_text("Marguerite Oldacre | client\n", encoding="utf-8")

    def command(self, *words: str) -> Sequence[str]:
        where = ("--matter", str(self.home / "m"), "--passphrase-file", str(self.inbox / "passphrase"))
        return [sys.executable, "-m", "legalredact", *words, *where, "--quiet"]

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "DBUS_"))}
        places = {"HOME": str(self.home), "TMPDIR": str(self.temporary), "PYTHONFAULTHANDLER": "1"}
        return kept | places | {"PYTHONPATH": str(REPOSITORY)}

    def run(self, *words: str) -> int:
        done = subprocess.run(
            self.command(*words), cwd=self.home, env=self.environment, capture_output=True, text=True, check=False
        )
        assert not any(word in done.stderr for word in PLANTED)
        return done.returncode

    def found(self) -> list[str]:
        """Files that hold a planted name, in either of two encodings."""
        needles = [w.encode(coding) for w in PLANTED for coding in ("utf-8", "utf-16-le")]
        files = [path for folder in (self.home, self.temporary) for path in folder.rglob("*") if path.is_file()]
        return [str(path) for path in files if any(needle in path.read_bytes() for needle in needles)]


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    made = Machine(tmp_path)
    quick_matter(made.home / "m", made.inbox / "passphrase")
    yield made
    assert made.found() == []


def test_a_job_leaves_no_name_in_home_or_temporary_files(machine: Machine) -> None:
    mask = ("mask", str(machine.inbox / "in.txt"), "--register", str(machine.inbox / "names"), "--accept", "all")
    assert machine.run(*mask, "--out", str(machine.inbox / "masked")) == 0
    assert machine.run("summarize", "--as", "ann", "--out", str(machine.inbox / "draft.md")) == 0
    assert machine.run("review", "approve", "--reviewer", "Bea") == 0
    assert (machine.inbox / "masked").is_dir()
    assert machine.run("matter", "rekey") == 0
    assert machine.run("matter", "backup", str(machine.home / "backup")) == 0
    assert machine.found() == []


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_job_that_is_killed_at_any_time_leaves_none_either(machine: Machine) -> None:
    moments = random.Random(7)  # noqa: S311 - no secret
    for _ in range(4):
        words = ("mask", str(machine.inbox / "in.txt"), "--accept", "all", "--out", str(machine.inbox / "masked"))
        with subprocess.Popen(
            machine.command(*words),
            cwd=machine.home,
            env=machine.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as job:
            time.sleep(moments.uniform(1, 8))
            os.killpg(job.pid, signal.SIGKILL)
        assert machine.found() == []


@pytest.mark.skipif(sys.platform == "win32", reason="core files")
def test_a_crash_leaves_no_core_file_and_no_traceback(tmp_path: Path) -> None:
    code = (
        "import os, faulthandler; faulthandler.enable()\n"
        "from legalredact.workflow.compute.crash_dumps import no_crash_dumps; no_crash_dumps()\n"
        "import resource; from legalredact.sandbox.core_dumps import LIMIT\n"
        "assert resource.getrlimit(resource.RLIMIT_CORE) == (LIMIT, LIMIT)\n"
        "name = 'Marguerite Oldacre'; os.abort()"
    )
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == -signal.SIGABRT
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []
