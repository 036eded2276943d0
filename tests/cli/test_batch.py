"""`legalredact batch`: what it prints, which exit code it gives, and that Ctrl-C pauses."""

import json
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from legalredact.cli.batch import stoppable
from legalredact.cli.main import run
from legalredact.vault.keys import PassphraseKey
from legalredact.workflow.matter.dependencies import Wiring
from tests.fakes.production import production_parts, written

LETTERS = 5
Run = Callable[..., int]


@pytest.fixture
def command(tmp_path: Path) -> Run:
    """Runs `batch ACTION` on the folder's matter, with light parts."""
    (tmp_path / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    wiring = Wiring(lambda policy, _: production_parts(policy), _keys, lambda _: iter(()))
    where = ["--matter", str(tmp_path / "m"), "--passphrase-file", str(tmp_path / "passphrase"), "--quiet", "--json"]
    return lambda action, *rest: run(["batch", action, *where, *map(str, rest)], wiring)


def _keys(file: Path | None) -> PassphraseKey:
    assert file is not None
    return PassphraseKey.from_file(file)


def test_a_production_is_added_run_and_told_of(
    tmp_path: Path, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path / "in", LETTERS)
    assert command("add", tmp_path / "in") == 0
    assert json.loads(capsys.readouterr().out) == {"new": LETTERS - 1, "known": 1, "refused": 0}
    assert command("run", "--processes", 1) == 1
    held = json.loads(capsys.readouterr().out)
    assert held["stages"]["confirm"]["held"] == LETTERS - 2
    assert held["held"][0]["reason"] == "2 suggested names are not decided."
    assert command("run", "--processes", 1, "--accept", "suggested") == 4
    done = json.loads(capsys.readouterr().out)
    assert (done["members"], done["documents"], done["through"]) == (LETTERS, LETTERS - 1, LETTERS - 1)
    assert [row["stage"] for row in done["refused"]] == ["read"]
    assert command("status", "--read-only") == 4
    assert json.loads(capsys.readouterr().out)["stages"] == done["stages"]
    assert command("retry") == 0
    assert json.loads(capsys.readouterr().out) == {"again": 1}


def test_what_summaries_would_cost_is_told_by_custodian_and_document(
    tmp_path: Path, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path / "in", LETTERS)
    command("add", tmp_path / "in")
    command("run", "--inline", "--until", "detect")
    capsys.readouterr()
    assert command("costs", "--read-only") == 0
    told = json.loads(capsys.readouterr().out)
    kinds = [row["kind"] for row in told["costs"]]
    assert kinds == ["document"] * (LETTERS - 2) + ["custodian", "production"]
    assert all(row["ahead"]["tokens"] and row["ahead"]["dollars"] for row in told["costs"])
    assert all(row["used"] == {"tokens": 0, "dollars": 0.0} for row in told["costs"])
    assert command("costs", "--prompt", "no such prompt") == 2


def test_a_cluster_is_refused_without_a_policy(
    tmp_path: Path, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path / "in", LETTERS)
    command("add", tmp_path / "in")
    assert command("run", "--cluster") == 3
    assert "names no cluster" in capsys.readouterr().err


@pytest.mark.parametrize(("engine", "told"), [("claude", "Ctrl-C again cuts them off"), ("local", "")])
def test_the_first_interrupt_stops_and_the_second_cuts_off(
    engine: str, told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with stoppable(engine) as cancel:
        signal.raise_signal(signal.SIGINT)
        assert cancel.requested
        said = capfd.readouterr().err
        assert told in said
        assert bool(said) is bool(told)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
