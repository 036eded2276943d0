"""Two accounts of one Linux machine share matters in a team's folder; needs root, to act as both."""

import json
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from legalredact import wiring
from legalredact.cli.main import run
from legalredact.errors import LegalRedactError
from legalredact.model.matter import MatterInfo
from legalredact.model.policy import MattersPolicy, Policy
from legalredact.vault.folder import is_matter
from legalredact.workflow.administration.reports import trails_in
from legalredact.workflow.matter import members
from legalredact.workflow.matter.backup import back_up, restore
from legalredact.workflow.matter.open_matter import OpenMatter
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey

TEAM, OTHERS = 23456, 23457
"""Groups that no account has."""
pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.getuid() != 0, reason="needs root on Linux, to act as two users"
)
ANN_KEY, BEA_KEY = SharedKey(), SharedKey()


@dataclass(frozen=True)
class Person:
    uid: int
    groups: tuple[int, ...]

    def does(self, what: Callable[[], Any]) -> Any:
        """What a step gives in a process of that account, or what an error says; anything else is a traceback."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.umask(0o077)
                os.setgroups(self.groups)
                os.setresgid(self.uid, self.uid, self.uid)
                os.setresuid(self.uid, self.uid, self.uid)
                try:
                    answer: Any = what()
                except LegalRedactError as problem:
                    answer = {"error": type(problem).__name__, "words": str(problem)}
                except BaseException as problem:  # noqa: BLE001 - the test's own process, told to its parent
                    answer = {"traceback": repr(problem)}
                os.write(writing, json.dumps(answer).encode())
            finally:
                os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as stream:
            answer = json.loads(stream.read() or b'{"traceback": "the process ended"}')
        os.waitpid(child, 0)
        assert "traceback" not in (answer if isinstance(answer, dict) else {}), answer
        return answer


ANN, BEA, EVE = Person(34561, (TEAM,)), Person(34562, (TEAM,)), Person(34563, (OTHERS,))


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that every account can reach, unlike those of pytest."""
    folder = Path(tempfile.mkdtemp(prefix="legalredact-team-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def team(place: Path) -> Path:
    """What IT makes for a team: `mkdir; chgrp team; chmod 2770`."""
    folder = place / "team"
    folder.mkdir()
    os.chown(folder, 0, TEAM)
    folder.chmod(0o2770)
    return folder


def policy(team: Path | None) -> Policy:
    return Policy(matters=MattersPolicy(str(team))) if team else Policy()


def make(folder: Path, rules: Policy) -> str:
    with OpenMatter.create(folder, ANN_KEY, light_parts(rules), "Ann", MatterInfo("m1")) as matter:
        members.add(matter, "Bea", BEA_KEY.own())
    return "made"


def work(folder: Path, key: SharedKey, who: str) -> list[str]:
    """Everything that writes: an act, another member, a new key."""
    with OpenMatter.open(folder, key, light_parts(), who) as matter:
        matter.set_info(replace(matter.info, name=f"as {who} calls it"))
        members.renew_key(matter)
        return [member.name for member in matter.store.members]


def rights(folder: Path) -> dict[str, tuple[str, int]]:
    found = {}
    for path in (folder, *folder.iterdir()):
        told = path.stat()
        found[path.name] = (oct(stat.S_IMODE(told.st_mode)), told.st_gid)
    return found


def test_a_team_works_on_a_matter_in_turn(team: Path) -> None:
    folder = team / "matter"
    assert ANN.does(lambda: make(folder, policy(team))) == "made"
    assert BEA.does(lambda: work(folder, BEA_KEY, "Bea")) == ["Ann", "Bea"]
    assert ANN.does(lambda: work(folder, ANN_KEY, "Ann")) == ["Ann", "Bea"]
    assert BEA.does(lambda: work(folder, BEA_KEY, "Bea")) == ["Ann", "Bea"]
    assert rights(folder).pop("matter") == ("0o2770", TEAM)
    files = {name: found for name, found in rights(folder).items() if name != "matter"}
    assert "key.age" in files
    assert set(files.values()) == {("0o660", TEAM)}


def test_the_second_of_a_team_is_told_who_has_it_open(team: Path) -> None:
    folder = team / "matter"
    ANN.does(lambda: make(folder, policy(team)))

    def both() -> Any:
        with OpenMatter.open(folder, ANN_KEY, light_parts(), "Ann"):
            return "open"

    assert ANN.does(both) == "open"
    with OpenMatter.open(folder, ANN_KEY, light_parts(), "Ann"):
        told = BEA.does(lambda: work(folder, BEA_KEY, "Bea"))
    assert told["error"] == "VaultBusy"
    assert "Ann on" in told["words"]


def test_a_folder_within_the_teams_gets_its_rights_too(team: Path) -> None:
    folder = team / "Oldacre" / "2026" / "matter"
    ANN.does(lambda: make(folder, policy(team)))
    assert BEA.does(lambda: work(folder, BEA_KEY, "Bea")) == ["Ann", "Bea"]
    assert rights(team / "Oldacre")["2026"] == ("0o2770", TEAM)


def test_a_team_that_may_only_read_reads_and_is_told_that_it_cannot_write(place: Path) -> None:
    archive = place / "archive"
    archive.mkdir()
    os.chown(archive, ANN.uid, TEAM)
    archive.chmod(0o2750)
    folder = archive / "matter"
    ANN.does(lambda: make(folder, policy(archive)))

    def look() -> str:
        with OpenMatter.read(folder, BEA_KEY, light_parts(), "Bea") as matter:
            return matter.info.id

    assert BEA.does(look) == "m1"
    told = BEA.does(lambda: work(folder, BEA_KEY, "Bea"))
    assert told["error"] == "UsageError"
    assert "cannot be written" in told["words"]


@pytest.mark.parametrize("named", [False, True])
def test_elsewhere_a_matter_is_its_makers_alone(place: Path, team: Path, named: bool) -> None:
    """Where policy names no folder, or another one, the group of a folder gets nothing."""
    other = place / "other"
    other.mkdir()
    os.chown(other, 0, TEAM)
    other.chmod(0o2770)
    folder = other / "matter"
    ANN.does(lambda: make(folder, policy(team if named else None)))
    assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0
    for who in (BEA, EVE):
        told = who.does(lambda: work(folder, BEA_KEY, "Bea"))
        assert told["error"] == "StoreUnreachable"
        assert "permissions" in told["words"]


def test_who_is_not_of_the_team_gets_plain_words_everywhere(team: Path) -> None:
    folder = team / "matter"
    ANN.does(lambda: make(folder, policy(team)))
    steps: tuple[Callable[[], Any], ...] = (
        lambda: work(folder, BEA_KEY, "Eve"),
        lambda: make(folder, policy(team)),
        lambda: make(team / "new", policy(team)),
        lambda: OpenMatter.read(folder, BEA_KEY, light_parts(), "Eve").info.id,
        lambda: len(trails_in(team, BEA_KEY, light_parts(), "Eve").read),
    )
    for step in steps:
        told = EVE.does(step)
        assert told["error"] in ("StoreUnreachable", "UsageError")
        assert "permissions" in told["words"] or "where you may write" in told["words"]

    def listed() -> int:
        return run(["matter", "list", str(team)], wiring.real())

    assert EVE.does(listed) == 2
    assert EVE.does(lambda: is_matter(folder)) is False


def test_a_restored_backup_is_the_teams_too_and_the_backup_is_its_writers_alone(team: Path) -> None:
    folder, file, again = team / "matter", team / "m1.backup", team / "again"

    def keep() -> str:
        with OpenMatter.open(folder, ANN_KEY, light_parts(), "Ann") as matter:
            back_up(matter, file)
        restore(file, again, ANN_KEY, light_parts(policy(team)), "Ann").close()
        return "restored"

    ANN.does(lambda: make(folder, policy(team)))
    assert ANN.does(keep) == "restored"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert BEA.does(lambda: work(again, BEA_KEY, "Bea")) == ["Ann", "Bea"]


def test_a_maker_who_is_not_of_the_folders_group_shares_nothing(place: Path) -> None:
    """The folder gives its group rights, but has no setgid bit: only a member of the group can pass them on."""
    folder = place / "open"
    folder.mkdir()
    os.chown(folder, 0, TEAM)
    folder.chmod(0o777)
    EVE.does(lambda: make(folder / "matter", policy(folder)))
    assert stat.S_IMODE((folder / "matter").stat().st_mode) == 0o700
    ANN.does(lambda: make(folder / "anns", policy(folder)))
    assert rights(folder)["anns"] == ("0o2770", TEAM)
    assert BEA.does(lambda: work(folder / "anns", BEA_KEY, "Bea")) == ["Ann", "Bea"]


def test_a_folder_of_another_account_that_would_share_a_matter_is_refused(place: Path, team: Path) -> None:
    """Its rights cannot be taken away, and no policy says that its group may read matters."""
    other = place / "other"
    other.mkdir()
    os.chown(other, 0, TEAM)
    other.chmod(0o2770)
    told = ANN.does(lambda: make(other, policy(team)))
    assert told["error"] == "UsageError"
    assert "would share the matter with a group" in told["words"]
    assert list(other.iterdir()) == []
