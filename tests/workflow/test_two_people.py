"""Two people on two machines share a matter on a file server: each has a keyring, a home and processes of their own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).parents[2]
START = 'eval "$(printf "pw\\n" | gnome-keyring-daemon --unlock --components=secrets)"; exec "$@"'
pytestmark = pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="gnome-keyring is not installed",
)


@dataclass(frozen=True)
class Person:
    home: Path

    def command(self, *words: object) -> Sequence[str]:
        step = [sys.executable, "-m", "tests.workflow.two_people", *map(str, words)]
        return ["dbus-run-session", "--", "sh", "-c", START, "sh", *step]

    @property
    def environment(self) -> dict[str, str]:
        mine = {"HOME": str(self.home), "XDG_RUNTIME_DIR": str(self.home), "PYTHONPATH": str(REPOSITORY)}
        kept = {
            name: value for name, value in os.environ.items() if name not in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS")
        }
        return kept | mine

    def does(self, *words: object) -> Any:
        """What the step gives."""
        done = subprocess.run(
            self.command(*words), cwd=REPOSITORY, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture
def ann(tmp_path: Path) -> Person:
    (tmp_path / "ann").mkdir(mode=0o700)
    return Person(tmp_path / "ann")


@pytest.fixture
def bea(tmp_path: Path) -> Person:
    (tmp_path / "bea").mkdir(mode=0o700)
    return Person(tmp_path / "bea")


@pytest.fixture
def server(tmp_path: Path) -> Path:
    place = tmp_path / "server"
    place.mkdir()
    (tmp_path / "one.txt").write_text("Marguerite Oldacre signed.", encoding="utf-8")
    (tmp_path / "two.txt").write_text("Oldacre came back.", encoding="utf-8")
    return place / "matter"


def test_a_matter_is_shared_and_taken_away_again(ann: Person, bea: Person, server: Path, tmp_path: Path) -> None:
    key = bea.does("identity")
    assert bea.does("identity") == key
    assert ann.does("make", server, tmp_path / "one.txt", key) == ["Ann", "Bea"]
    assert bea.does("look", server) == ["Marguerite Oldacre signed."]

    copy = tmp_path / "bea" / "copy"
    assert len(ann.does("take_out", server, copy, tmp_path / "two.txt")) == 2
    assert bea.does("look", server)["error"] == "WrongKey"
    assert bea.does("look", copy) == ["Marguerite Oldacre signed."]  # what was there when the copy was made
    assert not any(b"Oldacre" in path.read_bytes() for path in server.iterdir())


def test_somebody_who_is_no_member_gets_nowhere(ann: Person, bea: Person, server: Path, tmp_path: Path) -> None:
    ann.does("make", server, tmp_path / "one.txt", bea.does("identity"))
    stranger = tmp_path / "cal"
    stranger.mkdir(mode=0o700)
    assert Person(stranger).does("look", server)["error"] == "WrongKey"


def test_the_second_is_told_who_has_it_open(ann: Person, bea: Person, server: Path, tmp_path: Path) -> None:
    ann.does("make", server, tmp_path / "one.txt", bea.does("identity"))
    held = subprocess.Popen(
        ann.command("hold", server),
        cwd=REPOSITORY,
        env=ann.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert held.stdin is not None
    assert held.stdout is not None
    with held:
        assert json.loads(held.stdout.readline()) == "open"
        refused = bea.does("look", server)
        held.stdin.close()
        assert json.loads(held.stdout.readline()) == "closed"
    assert refused["error"] == "VaultBusy"
    assert "Ann on " in refused["words"]
    assert bea.does("look", server) == ["Marguerite Oldacre signed."]
