"""`legalredact batch questions` and `batch sample`: what they print, and their exit codes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from legalredact.cli.main import run
from legalredact.vault.keys import PassphraseKey
from legalredact.workflow.matter.dependencies import Wiring
from tests.fakes.production import production_parts, written

LETTERS = 6
Run = Callable[..., int]


@pytest.fixture
def command(tmp_path: Path) -> Run:
    """Runs a command of `batch` on a matter in which a production was read."""
    (tmp_path / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    wiring = Wiring(lambda policy, _: production_parts(policy), _keys, lambda _: iter(()))
    where = ["--matter", str(tmp_path / "m"), "--passphrase-file", str(tmp_path / "passphrase"), "--quiet"]

    def batch(*words: object) -> int:
        action = [str(word) for word in words[: 2 if words[0] == "sample" else 1]]
        return run(["batch", *action, *where, *map(str, words[len(action) :])], wiring)

    written(tmp_path / "in", LETTERS)
    assert batch("add", tmp_path / "in") == 0
    assert batch("run", "--inline", "--until", "confirm") == 1
    return batch


def _keys(file: Path | None) -> PassphraseKey:
    assert file is not None
    return PassphraseKey.from_file(file)


def test_questions_tell_how_far_each_reaches(command: Run, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert command("questions", "--top", "1") == 1
    shown = capsys.readouterr().out
    assert "8 places in 4 documents" in shown
    assert shown.rstrip().endswith("… and 1 more")
    assert command("questions", "--json", "--read-only") == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["open"] == 2
    assert [row["documents"] for row in answer["questions"]] == [4, 4]
    assert [row["places"] for row in answer["questions"]] == [8, 4]
    assert command("run", "--inline", "--accept", "suggested", "--until", "confirm") == 4
    capsys.readouterr()
    assert command("questions") == 0
    assert capsys.readouterr().out == "No suggested name waits for a decision.\n"


def test_a_sample_is_drawn_looked_at_and_carried_to_the_whole(command: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("sample", "show") == 1
    assert command("sample", "draw", "--pages", 3, "--seed", "gannet") == 0
    capsys.readouterr()
    assert command("sample", "show", "--page", 1) == 1
    shown = capsys.readouterr().out
    assert "CLIENT_" in shown or "PERSON_" in shown
    assert "Oldacre" not in shown
    assert command("sample", "mark", "1=0", "2=1", "3=0", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["seed"], answer["population"], answer["holds"]) == ("gannet", 4, True)
    assert [page["missed"] for page in answer["pages"]] == [0, 1, 0]
    assert (answer["estimate"]["names"], answer["estimate"]["most_pages"]) == (1, 2)
    assert command("sample", "show") == 0
    assert "3 of 4 pages looked at: 1 missed name on 1 page." in capsys.readouterr().out
    assert command("sample", "mark", "9=0") == 2
