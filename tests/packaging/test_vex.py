"""Components are looked up by their CPE and version, and the statement says what was decided about each."""

import json
from pathlib import Path
from typing import Any

import pytest

from shipping.inventory import faults
from shipping.vex import Decision, Found, decisions, look_up, statement, undecided

SERIAL = "urn:uuid:3f6b6a0e-56c8-5d5c-9a43-2f0a3f1d8b11"


def bill(version: str) -> dict[str, Any]:
    part = {"bom-ref": "expat", "cpe": f"cpe:2.3:a:libexpat_project:libexpat:{version}:*:*:*:*:*:*:*"}
    about = {"type": "application", "name": "legalredact", "version": "0.1.0"}
    return {"serialNumber": SERIAL, "metadata": {"component": about}, "components": [{"components": [part]}]}


def database(place: Path, **bounds: str) -> Path:
    criteria = "cpe:2.3:a:libexpat_project:libexpat:*:*:*:*:*:*:*:*"
    match = {"vulnerable": True, "criteria": criteria, **bounds}
    metrics = {"cvssMetricV31": [{"cvssData": {"baseScore": 7.5}}]}
    cve = {"id": "CVE-2026-0001", "configurations": [{"nodes": [{"cpeMatch": [match]}]}], "metrics": metrics}
    (place / "one.json").write_text(json.dumps({"vulnerabilities": [{"cve": cve}]}), encoding="utf-8")
    return place


@pytest.mark.parametrize(
    ("version", "bounds", "affected"),
    [
        ("2.5.0", {"versionEndExcluding": "2.6.0"}, True),
        ("2.6.0", {"versionEndExcluding": "2.6.0"}, False),
        ("2.10.0", {"versionEndExcluding": "2.6.0"}, False),
        ("2.6.0", {"versionEndIncluding": "2.6.0"}, True),
        ("2.4.9", {"versionStartIncluding": "2.5.0", "versionEndExcluding": "2.6.0"}, False),
        ("2.5.0", {"versionStartExcluding": "2.5.0"}, False),
        ("2.5.0", {}, True),
        ("*", {"versionEndExcluding": "2.6.0"}, True),
    ],
)
def test_a_version_is_affected_within_the_bounds(
    tmp_path: Path, version: str, bounds: dict[str, str], affected: bool
) -> None:
    assert bool(look_up(bill(version), database(tmp_path, **bounds))) == affected


def test_another_product_is_not_affected(tmp_path: Path) -> None:
    other = json.loads(json.dumps(bill("2.5.0")).replace(":libexpat:", ":other:"))

    assert look_up(other, database(tmp_path)) == ()


def test_a_folder_without_a_database_is_no_answer(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="holds no file"):
        look_up(bill("2.5.0"), tmp_path)
    (tmp_path / "other.json").write_text("[]", encoding="utf-8")
    with pytest.raises(SystemExit):
        look_up(bill("2.5.0"), tmp_path)


def test_the_statement_says_what_was_decided_and_is_valid() -> None:
    found = (Found("CVE-2026-0001", "expat", 7.5), Found("CVE-2026-0002", "expat", None))
    decided = {"CVE-2026-0001": Decision("not_affected", "code_not_reachable", "Nothing parses XML by it.")}
    told = statement(bill("2.5.0"), found, decided)
    first, second = told["vulnerabilities"]

    assert first["analysis"]["state"] == "not_affected"
    assert second["analysis"] == {"state": "in_triage"}
    assert [one.number for one in undecided(found, decided)] == ["CVE-2026-0002"]
    assert faults(told) == ()


def test_the_projects_decisions_can_be_read() -> None:
    assert all(one.state and one.detail for one in decisions().values())
