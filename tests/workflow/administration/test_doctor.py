"""What a machine says of itself to support: models by digest, disk, policy; nothing of anybody's matter."""

import datetime as dt
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from legalredact import wiring
from legalredact.cli.main import run
from legalredact.governance.attestation import attestation_state
from legalredact.governance.selftest import SelfTests, Trial
from legalredact.model.policy import ClaudePolicy, MattersPolicy, Policy, ZeroRetention
from legalredact.model.readiness import State, worst
from legalredact.resources import resource
from legalredact.workflow.administration import disk_encryption
from legalredact.workflow.administration.disk_encryption import _encrypted, _mounted_devices, disk, dm_crypt
from legalredact.workflow.administration.doctor import (
    display,
    environment_words,
    machine,
    telemetry,
)
from tests.fakes.attested import policy as attested_toml
from tests.fakes.messages_server import MessagesServer

ATTESTED = ZeroRetention("Orla Penfold", dt.date(2026, 11, 1), "ZDR-7", dt.date(2027, 11, 1), "org-1", "wrkspc_1")


def test_models_are_told_by_their_digests() -> None:
    told = " ".join(words for what, _, words in machine(Policy()) if what == "model")
    for name in ("names.onnx", "tokenizer.json"):
        assert hashlib.sha256(resource("models", name).read_bytes()).hexdigest()[:16] in told


@pytest.mark.parametrize(
    ("environment", "system", "words"),
    [
        ({"DISPLAY": ":0"}, "linux", ":0"),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "linux", "wayland-0"),
        ({}, "linux", "none"),
        ({}, "win32", "desktop"),
    ],
)
def test_the_display_is_told(environment: dict[str, str], system: str, words: str) -> None:
    assert words in display(environment, system)


def test_telemetry_is_told_with_the_files_that_it_left() -> None:
    assert {what: well for what, well, _ in machine(Policy())}["telemetry"]
    assert telemetry(None, ()) == (True, "of onnxruntime is off, and no files of it are left")
    assert "1 files of it lie in /home/ann/.cache" in telemetry(None, [Path("/home/ann/.cache/deviceid")])[1]
    assert telemetry("it was imported before", ())[0] is False


def test_variables_that_were_ignored_are_told() -> None:
    assert environment_words(["QT_PLUGIN_PATH", "ORT_X"]) == "ignored: ORT_X, QT_PLUGIN_PATH"
    assert "no variable" in environment_words([])


def block(folder: Path, name: str, uuid: str = "", below: Path | None = None) -> Path:
    device = folder / name
    (device / "dm").mkdir(parents=True)
    (device / "slaves").mkdir()
    (device / "dm" / "uuid").write_text(uuid, encoding="ascii")
    if below is not None:
        (device / "slaves" / below.name).symlink_to(below)
    return device


def test_an_encrypted_disk_is_seen_also_below_a_logical_volume(tmp_path: Path) -> None:
    crypt = block(tmp_path, "dm-0", "CRYPT-LUKS2-abc")
    assert dm_crypt(crypt) is True
    assert dm_crypt(block(tmp_path, "dm-1", "LVM-abc", crypt)) is True
    assert dm_crypt(block(tmp_path, "dm-2", "LVM-abc")) is False
    assert dm_crypt(tmp_path / "none") is None


@pytest.mark.parametrize("kind", ["VERITY", "INTEGRITY"])
def test_a_disk_that_is_only_checked_is_not_encrypted(kind: str, tmp_path: Path) -> None:
    checked = block(tmp_path, "dm-0", f"CRYPT-{kind}-abc", block(tmp_path, "sda1"))
    assert dm_crypt(checked) is False
    assert dm_crypt(block(tmp_path, "dm-1", f"CRYPT-{kind}-abc", block(tmp_path, "dm-2", "CRYPT-LUKS2-abc"))) is True


def test_filevault_says_nothing_of_other_volumes_of_a_mac(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(disk_encryption, "_answer", lambda *_: True)
    assert _encrypted(Path("/Users/ann/LegalRedact")) is True
    assert _encrypted(Path("/Volumes/Team/LegalRedact")) is None


def test_one_plain_disk_below_a_volume_makes_it_unencrypted(tmp_path: Path) -> None:
    volume = block(tmp_path, "dm-3", "LVM-abc", block(tmp_path, "dm-0", "CRYPT-LUKS2-abc"))
    (volume / "slaves" / "sda1").symlink_to(block(tmp_path, "sda1"))
    assert dm_crypt(volume) is False


def test_only_encryption_that_was_seen_is_ok(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number = tmp_path.stat().st_dev
    name = f"{os.major(number)}:{os.minor(number)}"
    monkeypatch.setattr("legalredact.workflow.administration.disk_encryption._SYS", tmp_path / "sys")
    monkeypatch.setattr("legalredact.workflow.administration.disk_encryption._MOUNTS", tmp_path / "mounts")
    (tmp_path / "mounts").write_text("", encoding="utf-8")
    assert (disk(tmp_path)[0], disk(tmp_path)[1].partition(";")[0]) == (
        State.WARN,
        "encryption could not be determined",
    )
    device = block(tmp_path / "sys", name)
    assert disk(tmp_path / "made" / "later")[0] is State.WARN
    assert "NOT encrypted" in disk(tmp_path)[1]
    (device / "dm" / "uuid").write_text("CRYPT-LUKS2-abc", encoding="ascii")
    assert disk(tmp_path / "made" / "later") == (State.OK, "encrypted")


def test_a_file_system_with_a_number_of_its_own_is_followed_to_its_device(tmp_path: Path) -> None:
    """btrfs; the line has the form of proc(5), /dev/zero takes the disk's place."""
    mounts = tmp_path / "mounts"
    mounts.write_text("1 0 0:45 / / rw - btrfs /dev/zero rw\n2 0 0:46 / /x rw - nfs4 server:/x rw\n", encoding="utf-8")
    assert list(_mounted_devices(os.makedev(0, 45), mounts)) == [Path("/dev/zero").stat().st_rdev]
    assert list(_mounted_devices(os.makedev(0, 46), mounts)) == []


def test_the_disk_of_the_firms_folder_of_matters_has_a_row_of_its_own(tmp_path: Path) -> None:
    rows = [what for what, _, _ in machine(Policy(matters=MattersPolicy(str(tmp_path))))]
    assert {"disk", "disk of matters"} <= set(rows)
    assert "disk of matters" not in {what for what, _, _ in machine(Policy())}


@pytest.mark.parametrize(
    ("states", "name", "code"),
    [((), "ok", 0), ((State.OK,), "ok", 0), ((State.WARN, State.OK), "warn", 1), ((State.FAIL, State.WARN), "fail", 2)],
)
def test_the_worst_subject_decides_the_exit_code(states: tuple[State, ...], name: str, code: int) -> None:
    found = worst(("x", state, "") for state in states)
    assert (found.words, found.exit_code) == (name, code)


def test_an_untested_seat_is_a_warning_and_a_failure_where_text_may_be_sent(tmp_path: Path) -> None:
    tests, now = SelfTests(tmp_path / "selftest.json", "build", 31), dt.datetime(2026, 12, 2, tzinfo=dt.UTC)
    assert tests.state(now, sends=False)[0] is State.WARN
    assert tests.state(now, sends=True)[0] is State.FAIL
    tests.put(Trial("build", now.isoformat(), 3))
    assert tests.state(now, sends=True) == (State.OK, "passed 2026-12-02, 3 checks")


def test_an_attestation_that_ended_fails_and_one_that_ends_soon_warns() -> None:
    policy = Policy(zero_retention=ATTESTED)
    assert attestation_state(policy, ATTESTED, dt.date(2027, 9, 1)) == (State.OK, "attested until 2027-11-01")
    assert attestation_state(policy, ATTESTED, dt.date(2027, 10, 15))[0] is State.WARN
    assert attestation_state(policy, ATTESTED, dt.date(2027, 11, 2))[0] is State.FAIL
    assert attestation_state(policy, ATTESTED, dt.date(2020, 1, 1))[0] is State.FAIL


def test_under_a_gateway_the_attestation_says_what_is_not_known() -> None:
    policy = Policy(claude=ClaudePolicy(base_url="https://gateway.firm.example/claude"), zero_retention=ATTESTED)
    words = attestation_state(policy, ATTESTED, dt.date(2027, 1, 1))[1]
    assert "Text goes to gateway.firm.example" in words
    assert "LegalRedact cannot tell" in words


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    with MessagesServer() as listening:
        yield listening


def test_the_service_is_asked_only_when_wanted_and_without_content(
    tmp_path: Path, server: MessagesServer, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "policy.toml").write_text(attested_toml(server.base_url), encoding="utf-8")
    (tmp_path / "key").write_text("sk-test-3f9a\n", encoding="utf-8")
    command = ["doctor", "--json", "--policy", str(tmp_path / "policy.toml"), "--api-key-file", str(tmp_path / "key")]
    run(command, wiring.real())
    assert not server.received
    run([*command, "--reach"], wiring.real())
    assert [request.sends_text for request in server.received] == [False]
    rows = {row["what"]: row for row in json.loads(capsys.readouterr().out.splitlines()[-1])["ready"]}
    assert rows["service"]["ok"]
    assert rows["self-test"]["ok"] in (True, False)


def test_a_broken_policy_is_what_the_doctor_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "policy.toml").write_text("[claude\n", encoding="utf-8")
    assert run(["doctor", "--json", "--policy", str(tmp_path / "policy.toml")], wiring.real()) == 2
    answer = json.loads(capsys.readouterr().out)
    rows = {row["what"]: row for row in answer["ready"]}
    assert (answer["state"], rows["policy"]["state"], rows["policy"]["ok"]) == ("fail", "fail", False)
