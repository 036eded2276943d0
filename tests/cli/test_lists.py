"""`legalredact matter lists`: what is always masked or kept in clear in a matter, and how it is taken back."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.cli.main import run
from legalredact.detection.document_facts.register_file import parse_register
from legalredact.vault.keys import PassphraseKey
from legalredact.workflow.matter.dependencies import Wiring
from tests.fakes.parts import light_parts

Run = Callable[..., int]


@pytest.fixture
def command(tmp_path: Path) -> Run:
    """Runs a command of `matter` on a new matter with a letter."""
    (tmp_path / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    always = parse_register("Zorbin | organization | Zorbin Works")
    wiring = Wiring(lambda policy, _: replace(light_parts(), policy=policy, always=always), _keys, lambda _: iter(()))
    where = ["--matter", str(tmp_path / "m"), "--passphrase-file", str(tmp_path / "passphrase"), "--quiet"]

    def matter(action: str, *words: str) -> int:
        return run(["matter", action, *where, *words], wiring)

    assert matter("new", "--name", "Oldacre") == 0
    (tmp_path / "letter.txt").write_text(
        "Marguerite Oldacre met Penhallow Freight, Inc. at Zorbin.\n", encoding="utf-8"
    )
    assert run(["mask", *where, "--out", str(tmp_path / "out"), str(tmp_path / "letter.txt")], wiring) == 1
    return matter


def _keys(file: Path | None) -> PassphraseKey:
    assert file is not None
    return PassphraseKey.from_file(file)


def rows(command: Run, capsys: pytest.CaptureFixture[str]) -> dict[str, tuple[str, bool, str]]:
    """Name → list, whether it is the firm's, id."""
    capsys.readouterr()
    assert command("lists", "--json") == 0
    names = json.loads(capsys.readouterr().out)["names"]
    return {row["name"]: (row["list"], row["by_firm"], row["id"]) for row in names}


def test_lists_tell_what_the_firm_and_what_a_person_decided_and_a_decision_is_taken_back(
    command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert {name: told[:2] for name, told in rows(command, capsys).items()} == {"Zorbin": ("always masked", True)}
    capsys.readouterr()
    command("show", "--json")
    known = {row["name"]: row["id"] for row in json.loads(capsys.readouterr().out)["entities"]}
    command("decide", "--dismiss", known["Penhallow Freight, Inc."])
    assert rows(command, capsys)["Penhallow Freight, Inc."][:2] == ("kept in clear", False)
    command("lists")
    assert "matter decide --reopen" in capsys.readouterr().out
    command("decide", "--reopen", known["Penhallow Freight, Inc."])
    assert "Penhallow Freight, Inc." not in rows(command, capsys)


def test_a_list_is_printed_in_the_form_of_the_firms_file(command: Run, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert command("lists", "--form", "always") == 0
    printed = capsys.readouterr().out
    assert printed == "Zorbin | organization | Zorbin Works\n"
    assert parse_register(printed).entities[0].aliases == ("Zorbin Works",)
    assert command("lists", "--form", "never") == 0
    assert capsys.readouterr().out.strip() == ""
