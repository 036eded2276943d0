"""The firm's policy: strict about what it does not know, readable where it is wrong, and never replaced."""

import dataclasses
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from legalredact.errors import UsageError
from legalredact.governance import policy as policy_room
from legalredact.governance import policy_sources
from legalredact.governance.policy import load_policy, read_policy
from legalredact.governance.policy_schema import as_toml, keys, reference
from legalredact.model.policy import Policy
from legalredact.resources import resource

Write = Callable[[str], Path]
ATTESTED = """
[zero_retention]
attested_by = "Orla Penfold"
attested_on = 2026-11-01
contract = "ZDR-7"
expires = 2027-11-01
organization_id = "org-1"
workspace_id = "wrk-1"
"""


@pytest.fixture
def written(tmp_path: Path) -> Write:
    def write(content: str) -> Path:
        path = tmp_path / "policy.toml"
        path.write_text(content, encoding="utf-8")
        return path

    return write


def test_the_shipped_default_equals_the_built_in_one() -> None:
    shipped = read_policy(resource("policies", "default.toml"))
    assert dataclasses.replace(shipped, source="built in") == Policy()


def test_the_shipped_default_shows_every_key_with_its_default() -> None:
    lines = {line.removeprefix("# ") for line in resource("policies", "default.toml").read_text("utf-8").splitlines()}
    for key in keys():
        assert f"{key.name} = {key.default}" in lines if key.default else any(x.startswith(key.name) for x in lines)
        assert f"`{key.path}`" in reference()
    assert "| `sign_off.other_person` | true or false | `true` |" in reference()
    assert "| `zero_retention.contract` | text | must be given |" in reference()
    assert "\n\n| key | takes | default | meaning |\n| --- | --- | --- | --- |\n| `" in reference()  # a table


@pytest.mark.parametrize("value", ['a "quoted" \\ word', True, 7, ("one", "two"), ()])
def test_a_default_is_printed_as_a_policy_would_write_it(value: object) -> None:
    read = tomllib.loads(f"key = {as_toml(value)}")["key"]
    assert read == (list(value) if isinstance(value, tuple) else value)


APPROVED = "[[prompts.approved]]\nid = 'a'\nversion = '1'\napproved_by = 'O'\napproved_on = 2026-11-02\n"
MISTAKES = {
    "[claude]\nmodle = 'x'": "claude.modle is an unknown key; known in .claude. are base_url, models",
    "[cloud]\nmodel = 'x'": "the unknown table cloud; known are engines, claude",
    "[claude": "not valid TOML",
    "[sign_off]\nother_person = 'maybe'": "sign_off.other_person takes true or false",
    "[masking]\nalways = ['ssn', 'shoe_size']": "masking.always takes a list of any of .*ssn",
    "[engines]\nallowed = ['local', 'gemini']": "engines.allowed takes a list of any of .*local.*claude",
    "[zero_retention]\nattested_by = 'O'": "zero_retention.attested_on is missing",
    "[claude]\nmodels = ['claude-fable-5-2']\nmodel = 'claude-fable-5-2'": "no model of the Fable and Mythos",
    "[claude]\nmodel = 'claude-opus-4-8'": "claude.model takes one of claude.models",
    "[claude]\nbase_url = 'http://api.example.com'": "claude.base_url takes an https address",
    "[claude]\nproxy = 'proxy:8080'": "claude.proxy takes http://host:port",
    "[recovery]\nrecipient = 'age1short'": "recovery.recipient takes a public key",
    "[detection]\nsecond_model = '/srv/model'": "second_model_sha256 takes a digest",
    "[detection]\nsecond_model = '/srv/model'\nsecond_model_sha256 = 'ab'": "second_model_sha256 takes a digest",
    "[audit]\nforward = 'file'": "audit.file is missing",
    "[export]\nfolders = ['results']": "export.folders takes an absolute path",
    "[production]\ncodes = ['A; B | two']": "production.codes takes `code | words`",
    "[prompts]\nmodels = ['chronology | claude-opus-4-8']": "prompts.models takes `ID | MODEL`",
    "[prompts]\nissues = ['Notice; of breach']": "prompts.issues takes `issue | description`",
    "[prompts]\nissues = [' | of breach']": "prompts.issues takes `issue | description`",
    "[production]\nonly_listed = true": "production.codes is missing",
    "[retention]\ndays = -1": "retention.days takes 0 or more",
    "[self_test]\ndays = 0": "self_test.days takes 1 or more",
    "[cluster]\nscheduler = 'tcp://boss:8786'": "cluster.scheduler takes tls://host:port",
    "[cluster]\nscheduler = 'tls://boss:8786'": "cluster.ca_file is missing",
    "[cluster]\nca_file = 'ca.pem'": "cluster.ca_file takes an absolute path",
    "[[prompts.approved]]\nid = 'a'\nversion = '1'\napproved_by = 'O'": "prompts.approved.approved_on is missing",
    "[cluster]\nscheduler = 'tls://boss:8786'\nca_file = '/c'": "cluster.cert_file is missing",
    "[cluster]\nscheduler = 'tls://boss:8786'\nca_file = '/c'\ncert_file = '/c'": "cluster.key_file is missing",
    "[cluster]\ncert_file = 'c.pem'": "cluster.cert_file takes an absolute path",
    "[cluster]\nkey_file = 'k.pem'": "cluster.key_file takes an absolute path",
    "[audit]\nforward = 'file'\nfile = 'events'": "audit.file takes an absolute path",
    "[audit]\nanchors = 'marks'": "audit.anchors takes an absolute path",
    "[claude]\nca_file = 'ca.pem'": "claude.ca_file takes an absolute path",
    "[claude]\nbase_url = 'https://'": "claude.base_url takes an https address",
    "[claude]\nproxy = 'socks5://proxy:1'": "claude.proxy takes http://host:port",
    "[claude]\nproxy = 'http://'": "claude.proxy takes http://host:port",
    "[claude]\nproxy = 'http://wpad/proxy.pac'": "not the address of a PAC file",
    "[claude]\nproxy = 'http://proxy:8080?x'": "not the address of a PAC file",
    "[claude]\nproxy = 'http://proxy:8080#x'": "not the address of a PAC file",
    "[claude]\nmodels = ['claude-opus-5-5', 'claude-mythos-1']": "no model of the Fable and Mythos",
    f"{APPROVED}{APPROVED}": "prompts.approved lists a prompt twice",
    **{
        re.sub(f"(?m)^{name} = .*$", f"{name} = ' '", ATTESTED): f"zero_retention.{name} is empty"
        for name in ("attested_by", "contract", "organization_id", "workspace_id")
    },
    f"[recovery]\nvouching_key = '{'0a' * 32}'\nvouchers = 'statements'": "recovery.vouchers takes an absolute path",
    "[recovery]\nvouchers = '/srv/vouchers'": "recovery.vouching_key is missing: keys are to be vouched for",
    "[sign_off]\nvouched = true": "recovery.vouching_key is missing: keys are to be vouched for",
    f"[recovery]\nvouching_key = '{'0a' * 32}'": "recovery.vouchers is missing: keys are to be vouched for",
    f"[recovery]\nvouching_key = '{'0A' * 32}'": "recovery.vouching_key takes a public signing key",
    f"[sign_off]\nreviewer_keys = ['{'0a' * 32}', '0a']": "sign_off.reviewer_keys takes public signing keys",
    "retention = 5": "retention takes a table",
    "[claude]\nmodel = 'claude-fable-5-2'": "no model of the Fable and Mythos",
    f"{ATTESTED}models = ['claude-mythos-1']": "no model of the Fable and Mythos",
    f"{APPROVED}colour = 'red'": r"prompts.approved.colour is an unknown key; known in .prompts.approved. are id, ver",
    APPROVED.replace("'1'", "1"): "prompts.approved.version takes text",
    "[retention]\ndays = 'x'": "retention.days takes whole number",
    "source = 'me'": "unknown table source",
    f"{ATTESTED}models = ['claude-opus-9']": "zero_retention.models takes models that claude.models lists",
    ATTESTED.replace("2027", "2025"): "expires lies before",
}


@pytest.mark.parametrize("content", MISTAKES)
def test_a_mistake_is_told_with_its_file_its_key_and_what_it_takes(written: Write, content: str) -> None:
    path = written(content)
    with pytest.raises(UsageError, match=MISTAKES[content]) as caught:
        read_policy(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        "[claude]\nbase_url = 'http://127.0.0.1:8080'",
        "[claude]\nbase_url = 'http://localhost:8080'",
        "[claude]\nbase_url = 'http://[::1]:8080'",
        "[claude]\nproxy = 'https://proxy:8080'",
        "[claude]\nproxy = 'http://proxy:8080/'",
        "[export]\nfolders = ['/srv/results', 'S:\\\\results']",
        "[audit]\nforward = 'file'\nfile = '/var/log/events'",
        f"[sign_off]\nreviewer_keys = ['{'0a' * 32}']",
        f"[sign_off]\nvouched = true\n[recovery]\nvouching_key = '{'0a' * 32}'\nvouchers = '/srv/vouchers'",
        "[retention]\ndays = 0",
        "[self_test]\ndays = 1",
        APPROVED,
        ATTESTED,
    ],
)
def test_what_is_meant_so_is_no_mistake(written: Write, content: str) -> None:
    read_policy(written(content.replace("'S:\\\\results'", '"S:\\\\results"')))


def test_a_wrong_value_is_not_repeated_since_it_may_be_a_secret(written: Write) -> None:
    with pytest.raises(UsageError) as caught:
        read_policy(written("[claude]\nproxy = ['http://user:hunter2@proxy:1']"))
    assert "hunter2" not in str(caught.value)
    assert "hunter2" not in repr(read_policy(written("[claude]\nproxy = 'http://user:hunter2@proxy:1'")))


def test_a_file_on_the_command_line_never_replaces_the_firms_policy(
    written: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = written(ATTESTED)
    firm = tmp_path / "firm.toml"
    firm.write_text("[sign_off]\nother_person = true\n", encoding="utf-8")
    monkeypatch.setattr(policy_room, "places", lambda: (firm, tmp_path / "user.toml"))
    monkeypatch.setattr(policy_sources, "read_firm", lambda path: path.read_bytes() if path == firm else None)
    assert load_policy().zero_retention is None
    with pytest.raises(UsageError, match="firm's policy"):
        load_policy(given)


def test_without_the_firms_the_given_policy_holds_else_the_users_else_the_built_in_one(
    written: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, user = written(ATTESTED), tmp_path / "user.toml"
    nowhere = Path(tmp_path.anchor, "no-such-folder")  # where root alone writes, neither policy nor key being there
    monkeypatch.setattr(policy_room, "places", lambda: (nowhere / "firm.toml", user))
    monkeypatch.setattr(policy_sources, "firm_folders", lambda: (nowhere,))
    monkeypatch.setattr(policy_sources, "managed", lambda: None)
    assert load_policy() == Policy()
    monkeypatch.setattr(policy_room, "places", lambda: (nowhere / "firm.toml", given / "policy.toml"))
    assert load_policy() == Policy()  # a file stands where the folder of the user's policy would be
    monkeypatch.setattr(policy_room, "places", lambda: (nowhere / "firm.toml", user))
    user.write_text("[retention]\ndays = 7\n", encoding="utf-8")
    assert load_policy().retention.days == 7
    assert load_policy().source == str(user)
    assert load_policy(given).zero_retention is not None
    assert load_policy(given).retention.days == 0


def test_what_the_systems_management_set_comes_before_every_file(
    written: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = written(ATTESTED)
    set_by_management = policy_sources.Managed({"engines": {"allowed": ["local"]}}, "HKLM")
    monkeypatch.setattr(policy_sources, "managed", lambda: set_by_management)
    monkeypatch.setattr(policy_room, "places", lambda: (given, given))
    monkeypatch.setattr(policy_sources, "read_firm", lambda path: path.read_bytes() if path == given else None)
    assert (load_policy().engines.allowed, load_policy().source) == (("local",), "HKLM")
    with pytest.raises(UsageError, match="firm's policy"):
        load_policy(given)


def test_tables_that_can_be_given_several_times_have_their_keys_in_the_reference() -> None:
    assert {key.path for key in keys()} >= {"prompts.approved[].id", "prompts.approved[].approved_on"}
    assert "approved_by" in reference()


def test_the_users_own_policy_stands_among_their_settings() -> None:
    assert policy_sources.user_file().name == "policy.toml"
    assert "LegalRedact" in policy_sources.user_file().parts
