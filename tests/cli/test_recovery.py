"""Somebody leaves: IT opens their matters with the recovery key, gives others access, backs up, restores and drills."""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from legalredact import wiring
from legalredact.cli.main import run
from legalredact.errors import VaultDamaged, WrongKey
from legalredact.governance import drill_record as drills
from legalredact.governance.anchor import Anchors
from legalredact.governance.anomalies import anomalies
from legalredact.governance.drill_record import Drill, reminder
from legalredact.governance.forwarding import forwarder
from legalredact.governance.usage import MatterTrail
from legalredact.model.matter import MatterInfo
from legalredact.model.policy import AuditPolicy, Policy, RecoveryPolicy
from legalredact.vault.keys import KeyringKey, PassphraseKey, ThrowAwayKey
from legalredact.vault.os_keyring import OsKeyring
from legalredact.vault.recovery_key import read_recovery_key
from legalredact.vault.store import MatterStore
from legalredact.workflow.administration.backups import back_up_all
from legalredact.workflow.matter import members
from legalredact.workflow.matter.backup import restore
from legalredact.workflow.matter.dependencies import Parts, Wiring
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.trail import Witness
from tests.fakes.parts import NOON, light_parts

Run = Callable[..., tuple[int, Any, str]]


class Keyring(OsKeyring):
    """One in memory: each person has their own, on a machine of their own."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """See `OsKeyring`."""
        return self._kept.get(name)

    def set(self, name: str, secret: str) -> None:
        """See `OsKeyring`."""
        self._kept[name] = secret


@pytest.fixture
def ann() -> KeyringKey:
    return KeyringKey(Keyring())


@pytest.fixture
def bea() -> KeyringKey:
    return KeyringKey(Keyring())


@pytest.fixture
def it(ann: KeyringKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command with the firm's policy, and gives the exit code, what it says to scripts, and to people."""
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path / "it")

    def command(*words: object, policy: Policy | None = None) -> tuple[int, Any, str]:
        def parts(found: Policy, _: Path | None) -> Parts:
            own = policy or found
            return replace(light_parts(own), witness=Witness(forward=forwarder(own.audit)))

        monkeypatch.setattr("legalredact.cli.session.load_policy", lambda _: policy or Policy())
        told = Wiring(parts=parts, keys=lambda _: ann, ready=wiring.real().ready)
        capsys.readouterr()
        code = run([*map(str, words), "--json"], told)
        out, err = capsys.readouterr()
        return code, json.loads(out) if out else None, err

    return command


@pytest.fixture
def key_file(it: Run, tmp_path: Path) -> Path:
    assert it("recovery", "new", "--out", tmp_path / "stick" / "recovery.key")[0] == 0
    return tmp_path / "stick" / "recovery.key"


def public(key_file: Path) -> str:
    return key_file.read_text(encoding="ascii").split("public key: ")[1].split()[0]


@pytest.fixture
def policy(key_file: Path) -> Policy:
    return Policy(recovery=RecoveryPolicy(public(key_file)))


@pytest.fixture
def share(tmp_path: Path, ann: KeyringKey, policy: Policy) -> Path:
    """Two matters of Ann's, one of them in a subfolder, both sealed to the recovery key too."""
    for name in ("one", "team/two"):
        info = MatterInfo(name.rpartition("/")[2])
        OpenMatter.create(tmp_path / "share" / name, ann, light_parts(policy), "Ann", info).close()
    return tmp_path / "share"


def digests(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        str(path): (hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "", path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
    }


def events(folder: Path, key: KeyringKey) -> list[tuple[str, dict[str, str]]]:
    with MatterStore.read(folder, key) as store:
        return [(event.action, dict(event.details)) for event in store.events()]


# --- the key


def test_a_new_key_is_printed_for_the_policy_and_its_private_half_is_nowhere_but_in_the_file(
    it: Run, tmp_path: Path
) -> None:
    code, row, said = it("recovery", "new", "--out", tmp_path / "k", "--sheets", tmp_path / "s", "--split", "2/3")
    assert code == 0
    assert row["recipient"].startswith("age1")
    assert len(row["files"]) == 4
    private = next(line for line in (tmp_path / "k").read_text().splitlines() if line.startswith("AGE-"))
    assert not any(private[at : at + 10] in json.dumps(row) + said for at in range(16, 60))
    assert "Print each sheet" in said
    if os.name == "posix":
        assert {Path(file).stat().st_mode & 0o777 for file in row["files"]} == {0o600}
    assert it("key", "vouching", "--with", tmp_path / "k")[1]["vouching_key"] == row["vouching_key"]


@pytest.mark.parametrize("words", [(), ("--split", "2/3", "--out", "k"), ("--sheets", "s", "--split", "3/2")])
def test_a_key_without_a_place_or_with_a_splitting_that_makes_no_sense_is_refused(
    it: Run, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert it("recovery", "new", *words)[0] == 2
    assert not list(tmp_path.rglob("*.txt"))


@pytest.mark.parametrize("words", [("--split", "1/3"), ("--split", "2/17"), ("--split", "2/3")])
def test_no_private_key_is_left_if_its_sheets_cannot_be_written(
    it: Run, words: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "recovery-sheet-2-of-3.txt").write_text("another key's")
    assert it("recovery", "new", "--out", tmp_path / "k", "--sheets", tmp_path / "s", *words)[0] == 2
    assert [one.name for one in tmp_path.rglob("*") if one.is_file()] == ["recovery-sheet-2-of-3.txt"]


# --- somebody leaves


def test_all_matters_of_somebody_who_left_are_given_to_a_colleague_and_each_trail_says_so(
    it: Run, share: Path, key_file: Path, policy: Policy, ann: KeyringKey, bea: KeyringKey
) -> None:
    access = ("recovery", "restore-access", share, "--recovery-key-file", key_file, "--as", "IT")
    code, row, _ = it(*access, "--member", f"Bea={bea.own()}", "--remove", "Ann", policy=policy)
    assert (code, row["failed"], len(row["matters"])) == (0, 0, 2)
    for name in ("one", "team/two"):
        with pytest.raises(WrongKey):
            MatterStore.read(share / name, ann)
        found = events(share / name, bea)
        assert ("matter.open", "recovery") in [(action, details.get("key")) for action, details in found]
        assert [action for action, _ in found if action.startswith("member")][-2:] == ["member.add", "member.remove"]
    again = it(*access, "--member", f"Bea={bea.own()}", "--remove", "Ann", policy=policy)
    assert again[0] == 0
    assert "already" in again[1]["matters"][0]["what"]
    assert "no member" in again[1]["matters"][0]["what"]


def test_two_of_three_sheets_do_it_as_well(
    it: Run, share: Path, key_file: Path, policy: Policy, bea: KeyringKey, tmp_path: Path
) -> None:
    sheets = it("recovery", "sheets", "--recovery-key-file", key_file, "--sheets", tmp_path / "s", "--split", "2/3")[1]
    key_file.unlink()
    words = ("recovery", "restore-access", share, "--member", f"Bea={bea.own()}")
    files = sheets["files"]
    assert it(*words, "--recovery-key-file", files[2], policy=policy)[0] == 2
    both = ("--recovery-key-file", files[2], "--recovery-key-file", files[0])
    assert it(*words, *both, policy=policy)[0] == 0
    MatterStore.read(share / "one", bea).close()


def test_a_matter_that_fails_stops_no_other_and_is_told(
    it: Run, share: Path, key_file: Path, policy: Policy, ann: KeyringKey, bea: KeyringKey
) -> None:
    OpenMatter.create(share / "before", ann, light_parts(), "Ann", MatterInfo("before")).close()
    OpenMatter.create(share / "phrase", PassphraseKey("five quiet words in May"), light_parts(), "Ann").close()
    words = ("recovery", "restore-access", share, "--recovery-key-file", key_file, "--member", f"Bea={bea.own()}")
    with MatterStore.open(share / "one", ann, "Ann"):
        code, row, said = it(*words, policy=policy)
    what = {Path(one["folder"]).name: (one["done"], one["what"]) for one in row["matters"]}
    assert (code, row["failed"]) == (1, 3)
    assert what["two"] == (True, "Bea added")
    assert "open already: Ann" in what["one"][1]
    assert "does not open the matter" in what["before"][1]
    assert "passphrase" in what["phrase"][1]
    assert said.count("FAILED") == 3


@pytest.mark.parametrize("member", ["Bea=age1nonsense", "Bea", "=age1", ""])
def test_somebody_without_a_public_key_is_refused_before_anything_is_opened(
    it: Run, share: Path, key_file: Path, policy: Policy, member: str
) -> None:
    before = digests(share)
    words = ("recovery", "restore-access", share, "--recovery-key-file", key_file, "--member", member)
    with contextlib.suppress(SystemExit):  # by argparse, for what has not even the form
        assert it(*words, policy=policy)[0] == 2
    assert digests(share) == before


def test_every_command_on_a_matter_opens_it_with_the_key_but_none_unrecorded(
    it: Run, share: Path, key_file: Path, policy: Policy, ann: KeyringKey, tmp_path: Path
) -> None:
    opened = ("--matter", share / "one", "--recovery-key-file", key_file)
    assert it("matter", "show", *opened, policy=policy)[1]["matter"] == "one"
    assert it("matter", "members", "list", *opened, policy=policy)[1]["members"][1]["recovery"]
    uses = [details for action, details in events(share / "one", ann) if action == "matter.open"]
    assert [details["key"] for details in uses] == ["recovery", "recovery"]
    with MatterStore.read(share / "one", ann) as store:
        found = anomalies([MatterTrail("one", store.events())], store.events()[0].when[:7])
    assert [one.what for one in found].count("opened the matter with the firm's recovery key") == 2
    assert it("matter", "show", "--read-only", *opened, policy=policy)[0] == 2
    assert it("matter", "new", "--matter", tmp_path / "n", "--recovery-key-file", key_file, policy=policy)[0] == 2
    assert not (tmp_path / "n").exists()


def test_a_key_that_others_can_read_is_warned_of(it: Run, share: Path, key_file: Path, policy: Policy) -> None:
    if os.name != "posix":
        pytest.skip("rights are others there")
    key_file.chmod(0o644)
    assert "Other accounts may read" in it("recovery", "drill", share, "--recovery-key-file", key_file)[2]


# --- backups


def test_all_matters_are_backed_up_by_one_command_and_it_restores_one(
    it: Run, share: Path, key_file: Path, policy: Policy, ann: KeyringKey, tmp_path: Path
) -> None:
    code, row, _ = it("matter", "backup-all", share, "--out", tmp_path / "b", policy=policy)
    assert (code, row["failed"]) == (0, 0)
    assert "restored on trial, " in row["matters"][0]["what"]
    files = sorted((tmp_path / "b").iterdir())
    assert [file.name.partition("-")[0] for file in files] == ["one", "two"]
    with OpenMatter.open(share / "one", ann, light_parts(policy), "Ann") as matter:  # life goes on, with newer keys
        members.renew_key(matter)
        members.renew_key(matter)
    shutil.rmtree(share / "one")
    words = ("matter", "restore", files[0], "--matter", share / "one", "--recovery-key-file", key_file, "--as", "IT")
    assert it(*words, policy=policy)[0] == 0
    assert events(share / "one", ann)[-1][1]["key"] == "recovery"
    OpenMatter.open(share / "one", ann, light_parts(policy), "Ann").close()  # her machine does not call it an old state


def test_a_trial_leaves_the_matter_and_its_anchors_as_they_were(share: Path, ann: KeyringKey, tmp_path: Path) -> None:
    parts = replace(light_parts(), witness=Witness(anchors=Anchors(tmp_path / "marks")))
    outcomes = list(back_up_all(share, tmp_path / "b", ann, parts, "Ann"))
    assert all(outcome.done for outcome in outcomes), outcomes
    assert not list((tmp_path / "b").glob(".*"))
    OpenMatter.open(share / "one", ann, parts, "Ann").close()
    assert ann.newest("one") == 0


def test_a_backup_that_cannot_be_restored_is_deleted_and_told(
    share: Path, ann: KeyringKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object) -> None:
        raise VaultDamaged("The backup was altered or damaged.", "Use another one.")

    monkeypatch.setattr("legalredact.vault.backup.unpack", damaged)
    outcomes = list(back_up_all(share, tmp_path / "b", ann, light_parts(), "Ann"))
    assert [(outcome.done, outcome.words) for outcome in outcomes] == [
        (False, "The backup was altered or damaged. Use another one.")
    ] * 2
    assert not list((tmp_path / "b").iterdir())


def test_a_backup_is_restored_with_the_recovery_key_although_its_members_saw_newer_keys(
    share: Path, ann: KeyringKey, key_file: Path, tmp_path: Path
) -> None:
    (one, _) = back_up_all(share, tmp_path / "b", ann, light_parts(), "Ann")
    assert one.done
    with OpenMatter.open(share / "one", ann, light_parts(), "Ann") as matter:
        for _ in range(3):
            members.renew_key(matter)
    file = next((tmp_path / "b").glob("one-*"))
    restore(file, tmp_path / "again", read_recovery_key([key_file]), light_parts(), "IT").close()
    MatterStore.open(tmp_path / "again", ann).close()


# --- drills


def test_a_drill_opens_all_matters_and_changes_nothing(it: Run, share: Path, key_file: Path, policy: Policy) -> None:
    before = digests(share)
    code, row, _ = it("recovery", "drill", share, "--recovery-key-file", key_file, policy=policy)
    assert (code, row["opened"], row["closed"]) == (0, 2, 0)
    assert digests(share) == before


def test_doctor_reminds_of_a_drill(it: Run, share: Path, key_file: Path, policy: Policy, tmp_path: Path) -> None:
    own = drills.own_file()
    assert reminder(policy, NOON, own) == (True, reminder(policy, NOON, own)[1])
    assert "no drill of the recovery key is recorded on this account" in reminder(policy, NOON, own)[1]
    assert it("recovery", "drill", share, "--recovery-key-file", key_file, policy=policy)[0] == 0
    assert reminder(policy, NOON, own) == (True, f"the recovery key opened 2 matters on {NOON:%Y-%m-%d}")
    late = NOON.replace(year=2027)
    assert reminder(policy, late, own)[0] is False
    assert "more than 180 days ago" in reminder(policy, late, own)[1]
    never = replace(policy, recovery=replace(policy.recovery, drill_days=0))
    assert reminder(never, late, own)[0] is True
    rows = {row[0]: row[1:] for row in wiring.real().ready(policy)}
    assert rows["recovery key"][1].startswith("the recovery key opened 2 matters")
    assert "recovery key" not in {row[0] for row in wiring.real().ready(Policy())}
    other = replace(policy, recovery=replace(policy.recovery, recipient=ThrowAwayKey().own()))
    assert "no drill" in reminder(other, NOON, own)[1]


@pytest.mark.parametrize(
    "row", ['{"when": "2026-01-01"}', '{"when": "2026-01-01T00:00:00"}', '{"opened": 1e999}', "[" * 4000, '"x"', "{}"]
)
def test_a_record_of_a_drill_that_somebody_wrote_stops_no_report(row: str, tmp_path: Path) -> None:
    whole = {"key": "age1", "when": NOON.isoformat(), "opened": 1, "closed": 0, "signature": ""}
    with contextlib.suppress(ValueError, RecursionError):
        row = json.dumps({**whole, **json.loads(row)} if row[0] == "{" and len(row) > 2 else row)
    (tmp_path / "drill.json").write_text(row, encoding="utf-8")
    words = reminder(Policy(recovery=RecoveryPolicy("age1")), NOON, tmp_path / "drill.json")[1]
    assert words.startswith("no drill of the recovery key is recorded")


def test_every_seat_knows_of_a_drill_that_the_recovery_key_signed(
    it: Run, share: Path, key_file: Path, tmp_path: Path
) -> None:
    vouching = it("key", "vouching", "--with", key_file)[1]["vouching_key"]
    recovery = RecoveryPolicy(public(key_file), vouching, str(tmp_path / "vouchers"))
    firm = Policy(recovery=recovery, audit=AuditPolicy(forward="file", file=str(tmp_path / "siem.jsonl")))
    seat = tmp_path / "another seat"
    assert reminder(firm, NOON, seat)[0] is False
    assert it("recovery", "drill", share, "--recovery-key-file", key_file, policy=firm)[0] == 0
    assert reminder(firm, NOON, seat) == (True, f"the recovery key opened 2 matters on {NOON:%Y-%m-%d}")
    forwarded = json.loads((tmp_path / "siem.jsonl").read_text().splitlines()[-1])
    assert (forwarded["action"], forwarded["details"]["opened"]) == ("recovery.drill", "2")
    forged = Drill(recovery.recipient, NOON.replace(year=2027).isoformat(), 2, 0)
    drills.keep(forged, tmp_path / "vouchers" / drills.FILE)
    assert reminder(firm, NOON, seat)[0] is False


def test_a_drill_with_another_key_or_one_that_opens_nothing_does_not_count(
    it: Run, share: Path, policy: Policy, tmp_path: Path
) -> None:
    assert it("recovery", "new", "--out", tmp_path / "other.key")[0] == 0
    words = ("recovery", "drill", share, "--recovery-key-file", tmp_path / "other.key")
    assert "not the recovery key that the policy names" in it(*words, policy=policy)[2]
    assert "opened no matter" in it(*words)[2]
    assert not drills.own_file().exists()


def test_a_drill_tells_which_matters_the_key_does_not_open(
    it: Run, share: Path, key_file: Path, policy: Policy, ann: KeyringKey
) -> None:
    OpenMatter.create(share / "before", ann, light_parts(), "Ann", MatterInfo("before")).close()
    code, row, _ = it("recovery", "drill", share, "--recovery-key-file", key_file, policy=policy)
    assert (code, row["opened"], row["closed"]) == (1, 2, 1)
    (closed,) = [one for one in row["matters"] if not one["done"]]
    assert closed["folder"].endswith("before")
    assert "Have a member open the matter once" in closed["what"]


def test_a_folder_without_matters_is_no_success(it: Run, key_file: Path, tmp_path: Path, policy: Policy) -> None:
    (tmp_path / "empty").mkdir()
    for folder in ("empty", "absent"):
        words = ("recovery", "drill", tmp_path / folder, "--recovery-key-file", key_file)
        assert it(*words, policy=policy)[0] == 2
    assert it("matter", "backup-all", tmp_path / "empty", "--out", tmp_path / "b")[0] == 2
