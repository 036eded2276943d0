"""`audit`, `incident` and `policy` as firm IT uses them."""

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact import wiring
from legalredact.cli.main import run
from legalredact.errors import KeyringUnavailable
from legalredact.governance.audit_trail import utc_now, verify
from legalredact.governance.os_account import current_account
from legalredact.governance.signing import fingerprint
from legalredact.governance.usage import MatterTrail
from legalredact.model.audit import AuditEvent
from legalredact.vault.os_keyring import OsKeyring
from legalredact.workflow.administration.reports import write_trails
from legalredact.workflow.matter.identity import personal_key
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey

Run = Callable[..., int]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on the matter `matters/one`, or on another, or on none."""
    monkeypatch.setattr("legalredact.governance.anchor.platformdirs.user_data_path", lambda *_, **__: tmp_path / "own")
    key = SharedKey()
    parts = replace(wiring.real(), keys=lambda _: key)

    def call(*words: str, matter: str = "one") -> int:
        where = ["--matter", str(tmp_path / "matters" / matter)] if matter else []
        return run([*words, "--quiet", *where], parts)

    for name in ("one", "two"):
        assert call("matter", "new", matter=name) == 0
    return call


def test_verify_names_head_and_signers(command: Run, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert command("audit", "verify", "--thorough", "--json") == 0
    row = json.loads(capsys.readouterr().out)
    assert row["whole"]
    assert len(row["head"]) == 64
    assert row["unsigned"] + sum(person["events"] for person in row["signed_by"]) == row["events"]


def test_a_report_on_all_matters_of_a_folder_is_written_as_page_and_pdf(
    command: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    month = utc_now().strftime("%Y-%m")
    folder = ("--folder", str(tmp_path / "matters"))
    assert command("audit", "report", "--month", month, *folder, "--out", str(out), matter="") == 0
    assert sorted(path.name for path in out.iterdir()) == [f"legalredact-{month}.html", f"legalredact-{month}.pdf"]
    assert "2 matters were worked on" in (out / f"legalredact-{month}.html").read_text(encoding="utf-8")
    assert command("audit", "report", "--month", "2026-13", *folder, matter="") == 2
    assert command("audit", "report", "--month", month, *folder) == 2  # and a matter besides


def test_a_matter_that_cannot_be_read_is_said_and_ends_in_a_finding(command: Run, tmp_path: Path) -> None:
    (tmp_path / "matters" / "two" / "matter.db").write_bytes(b"no database")
    for database in (tmp_path / "matters" / "two").glob("matter*.db"):
        database.write_bytes(b"no database")
    month, folder = utc_now().strftime("%Y-%m"), ("--folder", str(tmp_path / "matters"))
    assert command("audit", "report", "--month", month, *folder, "--out", str(tmp_path / "out"), matter="") == 1
    page = (tmp_path / "out" / f"legalredact-{month}.html").read_text(encoding="utf-8")
    assert "The trails of 1 matters could not be read" in page


def test_an_export_can_be_verified_without_the_program(command: Run, tmp_path: Path) -> None:
    lines, table = tmp_path / "events.jsonl", tmp_path / "events.csv"
    assert command("audit", "export", "--out", str(lines)) == 0
    assert command("audit", "export", "--format", "csv", "--out", str(table)) == 0
    rows = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    events = [
        AuditEvent(
            row["number"],
            row["when"],
            row["actor"],
            row["action"],
            tuple(row["details"].items()),
            row["before"],
            row["key"],
            row["signature"],
            row["state"],
        )
        for row in rows
    ]
    assert verify(events, thorough=True).broken is None
    assert [event.digest for event in events] == [row["digest"] for row in rows]
    with table.open(encoding="utf-8", newline="") as file:
        cells = list(csv.DictReader(file))
    assert [row["digest"] for row in cells][: len(rows)] == [row["digest"] for row in rows]


@pytest.mark.parametrize("actor", ["=1+1", "@x", "-2", "＝1+1", "ann"])
def test_a_persons_name_is_no_formula_in_a_table_for_a_spreadsheet(actor: str, tmp_path: Path) -> None:
    table, event = tmp_path / "events.csv", AuditEvent(1, "2026-12-03T09:00:00+00:00", actor, "matter.new", (), "")
    write_trails([MatterTrail("one", (event,))], "csv", light_parts(), table)

    with table.open(encoding="utf-8", newline="") as file:
        assert [row["actor"] for row in csv.DictReader(file)] == ["ann" if actor == "ann" else f"'{actor}"]


def test_incidents_are_listed_for_people_and_for_the_firms_process(
    command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert command("incident", "list", "--json") == 0
    assert json.loads(capsys.readouterr().out)["incidents"] == []
    assert command("incident", "close", "--number", "1", "--reason", "none") == 2


def test_the_policy_is_shown_with_every_key_and_no_secret(
    command: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "policy.toml"
    path.write_text("[claude]\nproxy = 'http://ann:hunter2@proxy:1'\n", encoding="utf-8")
    capsys.readouterr()
    assert run(["policy", "show", "--policy", str(path)], wiring.real()) == 0
    shown = capsys.readouterr().out
    assert "hunter2" not in shown
    assert "claude.proxy" in shown
    assert "roles.prepare" in shown
    assert run(["policy", "reference"], wiring.real()) == 0
    assert "`masking.always`" in capsys.readouterr().out


def test_results_go_only_where_policy_says(command: Run, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(f"[export]\nfolders = ['{(tmp_path / 'allowed').as_posix()}']\n", encoding="utf-8")
    (tmp_path / "allowed").mkdir()
    policy = ("--policy", str(path))
    assert command("audit", "export", "--out", str(tmp_path / "events.jsonl"), *policy) == 3
    assert command("audit", "export", "--out", str(tmp_path / "allowed" / "events.jsonl"), *policy) == 0


def test_where_accounts_are_persons_nobody_acts_as_another(command: Run, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text("[sign_off]\naccounts = true\n", encoding="utf-8")
    assert command("matter", "decide", "--as", "mallory", "--policy", str(path)) == 3


def test_who_somebody_is_comes_from_the_system_and_the_keyring(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USER", "mallory")
    monkeypatch.setenv("LOGNAME", "mallory")
    try:
        signing = fingerprint(personal_key(OsKeyring()).public)
    except KeyringUnavailable as problem:
        pytest.skip(f"no keyring here: {problem}")
    capsys.readouterr()
    assert run(["identity", "show", "--json"], wiring.real()) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["account"], row["user"], row["signing_key"]) == (
        current_account().id,
        current_account().name,
        signing,
    )


def test_no_module_asks_the_environment_who_somebody_is(repository: Path) -> None:
    asking = re.compile(r"getpass\.getuser|os\.getlogin|environ\W+(?:USER|LOGNAME|USERNAME)\b")
    sources = (repository / "legalredact").rglob("*.py")
    assert [path.name for path in sources if asking.search(path.read_text(encoding="utf-8"))] == []
