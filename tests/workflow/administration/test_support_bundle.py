"""A support bundle holds what support needs, and no secret."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path

from legalredact.model.policy import ClaudePolicy, Policy
from legalredact.model.readiness import State
from legalredact.workflow.administration.support_bundle import write_bundle


def test_a_bundle_holds_readiness_policy_and_packages_and_no_secret(tmp_path: Path) -> None:
    policy = Policy(claude=replace(ClaudePolicy(), proxy="http://ann:hunter2@proxy:1"))
    write_bundle([("keyring", State.OK, "SecretService")], policy, tmp_path / "bundle.zip")
    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        content = {name: archive.read(name).decode() for name in archive.namelist()}
    assert json.loads(content["ready.json"]) == [
        {"what": "keyring", "ok": True, "state": "ok", "detail": "SecretService"}
    ]
    assert json.loads(content["policy.json"])["settings"]["sign_off.other_person"] == "true"
    assert "pymupdf" in {name.lower() for name in json.loads(content["packages.json"])}
    assert "hunter2" not in "".join(content.values())
