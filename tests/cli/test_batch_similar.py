"""`legalredact batch similar`: which documents of a production are nearly the same."""

import json
from pathlib import Path

import pytest

from legalredact.cli.main import run
from legalredact.vault.keys import PassphraseKey
from legalredact.workflow.matter.blockers import WITHHELD
from legalredact.workflow.matter.dependencies import Wiring
from legalredact.workflow.matter.open_matter import OpenMatter
from tests.fakes.production import production_parts


def _keys(file: Path | None) -> PassphraseKey:
    assert file is not None
    return PassphraseKey.from_file(file)


def test_drafts_are_listed_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    (tmp_path / "in").mkdir()
    letter = " ".join(f"word{number}" for number in range(200))
    for name, text in (("a.txt", letter), ("b.txt", f"{letter} and more"), ("c.txt", "Something else.")):
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    wiring = Wiring(lambda policy, _: production_parts(policy), _keys, lambda _: iter(()))
    where = ["--matter", str(tmp_path / "m"), "--passphrase-file", str(tmp_path / "passphrase"), "--quiet"]
    assert run(["batch", "add", *where, str(tmp_path / "in")], wiring) == 0
    assert run(["batch", "run", *where, "--inline", "--until", "detect"], wiring) == 0
    capsys.readouterr()

    assert run(["batch", "similar", *where, "--json"], wiring) == 0
    (group,) = json.loads(capsys.readouterr().out)["groups"]
    assert len(group["documents"]) == 2
    assert run(["batch", "similar", *where, "--read-only"], wiring) == 0
    shown = capsys.readouterr().out
    assert all(
        f"{name} ({one['id']})" in shown for name, one in zip(("a.txt", "b.txt"), group["documents"], strict=True)
    )


def test_a_group_is_withheld_and_given_free_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    (tmp_path / "in").mkdir()
    letter = " ".join(f"word{number}" for number in range(200))
    for name, text in (("a.txt", letter), ("b.txt", f"{letter} and more"), ("c.txt", "Something else.")):
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    wiring = Wiring(lambda policy, _: production_parts(policy), _keys, lambda _: iter(()))
    where = ["--matter", str(tmp_path / "m"), "--passphrase-file", str(tmp_path / "passphrase"), "--quiet"]
    run(["batch", "add", *where, str(tmp_path / "in")], wiring)
    run(["batch", "run", *where, "--inline", "--until", "detect"], wiring)
    run(["batch", "similar", *where, "--json"], wiring)
    (group,) = json.loads(capsys.readouterr().out.splitlines()[-1])["groups"]
    second = group["documents"][1]["id"]

    assert run(["batch", "similar", *where, "--withhold", second], wiring) == 0
    assert capsys.readouterr().out == "withhold: 2 documents in a group of 2 documents.\n"
    assert run(["batch", "run", *where, "--inline"], wiring) == 1
    assert capsys.readouterr().out.count("1 document is withheld.") == 2
    assert run(["batch", "similar", *where, "--take-back", second, "--json"], wiring) == 0
    assert len(json.loads(capsys.readouterr().out)["parts"]) == 2
    assert run(["batch", "run", *where, "--inline"], wiring) == 0
    assert run(["batch", "similar", *where, "--take-back", second], wiring) == 2
    assert run(["batch", "similar", *where, "--mask", "d0"], wiring) == 2


def test_no_masked_text_is_written_of_what_is_withheld(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Marguerite Oldacre came.", encoding="utf-8")
    wiring = Wiring(lambda policy, _: production_parts(policy), _keys, lambda _: iter(()))
    where = ["--matter", str(tmp_path / "m"), "--passphrase-file", str(tmp_path / "passphrase"), "--quiet"]
    masked = ["mask", *where, str(tmp_path / "a.txt"), "--accept", "all"]
    assert run([*masked, "--out", str(tmp_path / "first")], wiring) == 0
    with OpenMatter.open(tmp_path / "m", _keys(tmp_path / "passphrase"), production_parts(), "ann") as matter:
        matter.store.accept_parts(frozenset({(matter.listing[0].id, WITHHELD)}))
    assert run([*masked, "--out", str(tmp_path / "second")], wiring) == 1
    assert [len(list((tmp_path / folder).glob("*.txt"))) for folder in ("first", "second")] == [1, 0]
    assert "1 document is withheld." in capsys.readouterr().err
