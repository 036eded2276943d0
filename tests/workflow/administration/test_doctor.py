"""What a machine says of itself to support: models by digest, disk, policy; nothing of anybody's matter."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact import wiring
from legalredact.cli.main import run
from legalredact.model.policy import ClaudePolicy, Policy
from legalredact.resources import resource
from legalredact.workflow.administration.doctor import (
    disk_words,
    display,
    dm_crypt,
    environment_words,
    machine,
    telemetry,
    write_bundle,
)
from tests.fakes.attested import policy as attested_toml
from tests.fakes.messages_server import MessagesServer


def test_models_are_told_by_their_digests() -> None:
    told = " ".join(words for what, _, words in machine() if what == "model")
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
    assert {what: well for what, well, _ in machine()}["telemetry"]
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


def test_the_hint_on_the_disk_is_no_promise() -> None:
    assert any(words in disk_words(Path.home()) for words in ("could not be told", "encrypted"))


def test_a_bundle_holds_readiness_policy_and_packages_and_no_secret(tmp_path: Path) -> None:
    policy = Policy(claude=replace(ClaudePolicy(), proxy="http://ann:hunter2@proxy:1"))
    write_bundle([("keyring", True, "SecretService")], policy, tmp_path / "bundle.zip")
    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        content = {name: archive.read(name).decode() for name in archive.namelist()}
    assert json.loads(content["ready.json"]) == [{"what": "keyring", "ok": True, "detail": "SecretService"}]
    assert json.loads(content["policy.json"])["settings"]["sign_off.other_person"] == "true"
    assert "pymupdf" in {name.lower() for name in json.loads(content["packages.json"])}
    assert "hunter2" not in "".join(content.values())


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
    assert run(["doctor", "--json", "--policy", str(tmp_path / "policy.toml")], wiring.real()) == 1
    rows = {row["what"]: row for row in json.loads(capsys.readouterr().out)["ready"]}
    assert not rows["policy"]["ok"]
