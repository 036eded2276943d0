"""How a matter is kept, by command: members, backup and restore, looking on."""

import json
from pathlib import Path

import pytest

from legalredact import wiring
from legalredact.cli.main import run


@pytest.fixture
def options(tmp_path: Path) -> list[str]:
    (tmp_path / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    return ["--passphrase-file", str(tmp_path / "passphrase"), "--json"]


@pytest.fixture
def matter(tmp_path: Path, options: list[str], capsys: pytest.CaptureFixture[str]) -> Path:
    assert run(["matter", "new", "--matter", str(tmp_path / "m"), *options], wiring.real()) == 0
    capsys.readouterr()
    return tmp_path / "m"


def test_a_passphrases_matter_says_that_it_has_no_members(
    matter: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["matter", "members", "list", "--read-only", "--matter", str(matter), *options]
    assert run(words, wiring.real()) == 0
    assert json.loads(capsys.readouterr().out)["members"] == []
    assert run(["matter", "members", "remove", "Ann", "--matter", str(matter), *options], wiring.real()) == 2


def test_a_matter_is_backed_up_and_brought_back(
    matter: Path, options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "backup")
    assert run(["matter", "backup", file, "--matter", str(matter), *options], wiring.real()) == 0
    assert len(json.loads(capsys.readouterr().out)["digest"]) == 64
    assert run(["matter", "restore", file, "--matter", str(tmp_path / "again"), *options], wiring.real()) == 0
    assert json.loads(capsys.readouterr().out)["events"] == 4
    assert run(["matter", "restore", file, "--matter", str(matter), *options], wiring.real()) == 2


def test_the_inventory_tells_classes_and_counts_and_no_word(
    matter: Path, options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["inventory", "--read-only", "--matter", str(matter), *options], wiring.real()) == 0
    assert json.loads(capsys.readouterr().out) == {"documents": []}
