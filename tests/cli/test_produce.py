"""`produce` as scripts use it: the plan as a file, a run, the list of sets, the check of a volume."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from legalredact import wiring
from legalredact.cli.main import run
from legalredact.vault.keys import PassphraseKey
from tests.fakes.production_set import matter_to_produce

PASSPHRASE = "five quiet words in May"


def test_a_plan_is_edited_as_a_file_and_produced_listed_and_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    matter_to_produce(tmp_path / "m", PassphraseKey(PASSPHRASE)).close()
    plan = tmp_path / "plan.csv"

    def command(*words: object) -> tuple[int, dict[str, Any]]:
        opened = ("--matter", tmp_path / "m", "--passphrase-file", tmp_path / "passphrase", "--json", "--quiet")
        code = run([str(word) for word in ("produce", *words, *opened)], wiring.real())
        answer: dict[str, Any] = json.loads(capsys.readouterr().out or "{}")
        return code, answer

    assert command("plan", "--out", plan) == (0, {"file": str(plan), "documents": 12})
    rows = list(csv.DictReader(io.StringIO(plan.read_text(encoding="utf-8-sig"))))
    for row in rows:
        row["treatment"] = {"advice.txt": "withhold", "letter 0.txt": "produce"}.get(row["name"], "leave-out")
        row["codes"] = "PRIV; WP" if row["name"] == "advice.txt" else ""
    with plan.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    assert command("plan", "--in", plan)[1]["withhold"] == 1

    code, done = command(
        *("run", "--out", tmp_path / "out", "--set", "VOL1", "--prefix", "ABC-", "--start", 7, "--processes", 1)
    )
    assert code == 0
    assert (done["set"]["first"], done["set"]["last"]) == ("ABC-000007", "ABC-000008")
    assert (done["check"]["documents"], done["check"]["pages"], done["privilege_log_rows"]) == (2, 2, 1)
    assert command("list")[1]["sets"][0]["withheld"] == 1

    assert command("check", done["volume"])[0] == 0
    (text,) = Path(done["volume"]).rglob("ABC-000008.txt")
    text.write_text("Marguerite Oldacre", encoding="utf-8")
    code, found = command("check", done["volume"])
    assert code == 1
    assert any("holds a covered name" in problem for problem in found["problems"])
