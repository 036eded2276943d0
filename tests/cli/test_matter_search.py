"""`legalredact matter search` over a matter of invented people."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.cli.main import run
from legalredact.vault.keys import PassphraseKey
from legalredact.workflow.matter.dependencies import Wiring
from tests.fakes.parts import light_parts
from tests.gui.naming import LETTERS, detect


def test_words_are_listed_with_their_places_and_nothing_new_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    key = PassphraseKey.from_file(tmp_path / "passphrase")
    wiring = Wiring(lambda *_: replace(light_parts(), detect=detect), lambda _: key, lambda _: iter(()))
    where = ["--matter", str(tmp_path / "m"), "--quiet"]
    paths = [tmp_path / name for name in LETTERS]
    for path in paths:
        path.write_text(LETTERS[path.name], encoding="utf-8")
    run(["mask", *map(str, paths), "--accept", "suggested", "--out", str(tmp_path / "out"), *where], wiring)
    before = {path for path in tmp_path.rglob("*") if path.is_file()}

    def searched(*words: str) -> str:
        capsys.readouterr()
        assert run(["matter", "search", *words, *where], wiring) == 0
        return capsys.readouterr().out

    told = searched("paid", "--in", "text")
    assert "second.txt: 1 place\n  line 1: Penhallow Freight, Inc. paid Harlan Oldacre." in told
    (name,) = json.loads(searched("penhallow", "--in", "names", "--json"))["names"]
    assert name["places"] == 3
    assert name["token"] in searched(name["token"], "--in", "names")
    assert searched("zeppelin") == "Nothing was found.\n"
    assert run(["matter", "search", "x", *where], wiring) == 2
    assert "at least 2 letters" in capsys.readouterr().err
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == before
