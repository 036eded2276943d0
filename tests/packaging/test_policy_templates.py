"""The templates of group policy know every key, and what they have written is read back as it was meant."""

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from legalredact.governance.policy_schema import keys, parsed
from legalredact.governance.policy_sources import REGISTRY, managed
from legalredact.model.mention import Kind
from legalredact.model.policy import ApprovedPrompt, General, Policy
from windows.policy_templates import NUMBERED, SCHEMA, adml, admx, settings, write_templates

TREE = dict[str, dict[str, Any]]
GIVEN = {
    "prompts.models": ["document-abstract | claude-sonnet-5-5"],
    "engines.allowed": ["local", "claude"],
    "claude.base_url": "https://api.anthropic.com",
    "claude.models": ["claude-opus-5-5", "claude-sonnet-5-5"],
    "claude.model": "claude-sonnet-5-5",
    "claude.inference_geo": "us",
    "claude.proxy": "http://proxy.firm.example:3128",
    "claude.check_meaning": "on",
    "zero_retention.attested_on": "2026-11-01",
    "zero_retention.expires": "2027-11-01",
    "zero_retention.models": ["claude-opus-5-5"],
    "masking.always": ["ssn", "email"],
    "masking.generalise": ["birth_year", "zip_area"],
    "cluster.scheduler": "tls://scheduler.firm.example:8786",
    "detection.second_model": "C:\\Models\\ours",
    "detection.second_model_sha256": "ef" * 32,
    "detection.second_model_tier": "suggested",
    "detection.always_names": "C:\\Names\\always.txt",
    "detection.never_names": "C:\\Names\\never.txt",
    "audit.forward": "file",
    "sign_off.reviewer_keys": ["ab" * 32],
    "documents.converter": "libreoffice",
    "security.sandbox": "required",
    "recovery.vouching_key": "cd" * 32,
    "recovery.vouchers": "C:\\Trail\\vouchers",
    "recovery.recipient": "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
    "prompts.folder": "C:\\Prompts",
    "matters.folder": "C:\\Matters",
    "audit.file": "C:\\Trail\\events.jsonl",
    "audit.anchors": "C:\\Trail\\anchors",
    "export.folders": ["C:\\Out"],
    "prompts.approved.approved_on": "2026-10-02",
}
"""What a person types in the editor, by key; any other text is `words` or a path, a number 12, a switch on."""


class Registry:
    """Keys with their values, as `policy_sources` asks for them."""

    def __init__(self, tree: TREE) -> None:
        self.tree = tree

    def values(self, path: str) -> Mapping[str, Any] | None:
        return self.tree.get(path)

    def children(self, path: str) -> tuple[str, ...]:
        below = {key.removeprefix(path + "\\").partition("\\")[0] for key in self.tree if key.startswith(path + "\\")}
        return tuple(sorted(below))


def tag(name: str) -> str:
    return f"{{{SCHEMA}}}{name}"


def given(key: str, name: str, default: Any) -> Any:
    if name == "id":  # each approved prompt has its own
        return f"prompt-{key.rpartition(chr(92))[2]}"
    path = re.sub(r"\.\d+$", "", key.removeprefix(REGISTRY + "\\").replace("\\", "."))
    return GIVEN.get(f"{path}.{name}", default)


def written_by_the_editor(definitions: Xml.Element) -> TREE:
    """What the editor of group policy writes if somebody enables every setting."""
    tree: TREE = {}
    for policy in definitions.iter(tag("policy")):
        key = policy.attrib["key"]
        values = tree.setdefault(key, {})
        if "valueName" in policy.attrib:
            enabled = policy.find(f"{tag('enabledValue')}/{tag('decimal')}")
            assert enabled is not None
            values[policy.attrib["valueName"]] = int(enabled.attrib["value"])
        for element in policy.findall(f"{tag('elements')}/*"):
            name = element.attrib.get("valueName") or element.attrib["key"].rpartition("\\")[2]
            if element.tag == tag("list"):
                assert element.attrib["valuePrefix"] == ""
                entries = given(key, name, ["words"])
                tree[element.attrib["key"]] = {str(number): entry for number, entry in enumerate(entries, 1)}
            elif element.tag == tag("decimal"):
                values[name] = given(key, name, 12)
            else:
                values[name] = given(key, name, "C:\\Firm\\file.pem" if name.endswith("file") else "words")
    return tree


@pytest.fixture(scope="module")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> Xml.Element:
    path, _ = write_templates(tmp_path_factory.mktemp("templates"))
    return Xml.fromstring(path.read_bytes())  # noqa: S314 - written by ourselves a moment ago


def test_every_key_of_the_policy_is_in_the_templates() -> None:
    there = {re.sub(r"\.\d+$", "[]", one.path) + f".{entry.name}" for one in settings() for entry in one.entries}

    assert there == {key.path for key in keys()}


def test_what_the_editor_has_written_is_the_policy_that_was_meant(definitions: Xml.Element, tmp_path: Path) -> None:
    found = managed(Registry(written_by_the_editor(definitions)), tmp_path / "none.plist")
    assert found is not None
    policy = parsed(found.content)

    assert isinstance(policy, Policy), policy
    assert policy.engines.allowed == ("local", "claude")
    assert policy.claude.model == "claude-sonnet-5-5"
    assert policy.zero_retention is not None
    assert policy.zero_retention.expires == dt.date(2027, 11, 1)
    assert policy.masking.always == (Kind.SSN, Kind.EMAIL)
    assert policy.masking.generalise == (General.BIRTH_YEAR, General.ZIP_AREA)
    assert policy.masking.case_numbers is True
    assert policy.self_test.days == 12
    assert policy.security.sandbox == "required"
    assert policy.documents.converter == "libreoffice"
    assert policy.prompts.approved == tuple(
        ApprovedPrompt(f"prompt-{number}", "words", "words", dt.date(2026, 10, 2)) for number in range(1, NUMBERED + 1)
    )


def test_a_setting_that_is_disabled_says_no(definitions: Xml.Element, tmp_path: Path) -> None:
    (policy,) = (one for one in definitions.iter(tag("policy")) if one.attrib["name"] == "sign_off_other_person")
    disabled = policy.find(f"{tag('disabledValue')}/{tag('decimal')}")
    assert disabled is not None
    tree = {policy.attrib["key"]: {policy.attrib["valueName"]: int(disabled.attrib["value"])}}
    found = managed(Registry(tree), tmp_path / "none.plist")
    assert found is not None
    read = parsed(found.content)

    assert isinstance(read, Policy)
    assert read.sign_off.other_person is False


def test_all_words_that_the_definitions_name_are_there() -> None:
    words = adml(settings())
    strings = {one.attrib["id"] for one in words.iter("string")}
    presentations = {one.attrib["id"]: one for one in words.iter("presentation")}
    definitions = admx(settings())
    text = Xml.tostring(definitions, encoding="unicode")

    assert set(re.findall(r"\$\(string\.(\w+)\)", text)) <= strings
    assert set(re.findall(r"\$\(presentation\.(\w+)\)", text)) == set(presentations)
    for policy in definitions.iter("policy"):
        elements = {one.attrib["id"] for one in policy.findall("elements/*")}
        shown = presentations.get(policy.attrib["name"])
        assert elements == ({one.attrib["refId"] for one in shown} if shown is not None else set())


def test_the_templates_come_out_alike(tmp_path: Path) -> None:
    first, second = write_templates(tmp_path / "a"), write_templates(tmp_path / "b")

    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
