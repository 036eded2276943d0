"""Who may do what under the firm's policy; what nobody thought of is for administrators."""

import ast
from pathlib import Path

import pytest

from legalredact.errors import Refused
from legalredact.governance.account import Account
from legalredact.governance.os_account import current_account
from legalredact.governance.policy import broken
from legalredact.governance.policy_schema import parsed
from legalredact.governance.roles import (
    against_engine,
    against_prompt,
    allow_act,
    allow_place,
    allow_role,
    role_of,
)
from legalredact.model.policy import EnginePolicy, ExportPolicy, Policy, PromptPolicy, RolePolicy
from tests.fakes.links import link_to

ANN = Account("uid:1000", "ann", ("paralegals", "staff"))


@pytest.mark.parametrize("entry", ["ann", "ANN", "uid:1000", "group:paralegals"])
def test_a_role_is_given_by_name_by_id_or_by_group(entry: str) -> None:
    allow_role(Policy(roles=RolePolicy(prepare=("bea", entry))), "prepare", ANN)


@pytest.mark.parametrize("entry", ["bea", "uid:100", "group:partners", "paralegals", "1000"])
def test_who_is_not_listed_is_refused(entry: str) -> None:
    with pytest.raises(Refused, match="does not let the account ann prepare"):
        allow_role(Policy(roles=RolePolicy(prepare=(entry,))), "prepare", ANN)


def test_an_empty_list_lets_anybody() -> None:
    allow_role(Policy(), "administer", ANN)


@pytest.mark.parametrize(
    ("action", "role"),
    [
        ("document.add", "prepare"),
        ("payload.send", "prepare"),
        ("name.decide", "prepare"),
        ("summary.approved", "review"),
        ("summary.export", None),
        ("matter.open", None),
        ("member.add", "administer"),
        ("purge.document", "administer"),
        ("something.new", "administer"),
        ("matter.create", "prepare"),
        ("matter.take_over", None),
        ("matter.restore", "administer"),
        ("member.recovery", None),
        ("file.withdraw", "prepare"),
        ("file.refuse", None),
        ("unread.accept", "prepare"),
        ("register.type", "prepare"),
        ("register.resolve", None),
        ("designation.clear", "prepare"),
        ("send.allow", "prepare"),
        ("redact.make", "prepare"),
        ("copy.make", "prepare"),
        ("summary.rejected", "review"),
        ("key.show", None),
        ("incident.open", None),
        ("incident.close", "administer"),
        ("selftest.run", None),
        ("audit.export", None),
        ("audit.accept", "administer"),
        ("retention.run", "administer"),
        ("state.keep", None),
    ],
)
def test_each_act_needs_its_role_and_an_unknown_one_that_of_administrators(action: str, role: str | None) -> None:
    assert role_of(action) == role


def test_what_an_account_may_not_do_is_said_in_words() -> None:
    listed = Policy(roles=RolePolicy(prepare=("bea",), review=("bea",), administer=("bea",)))
    for action, words in (
        ("document.add", "prepare matters"),
        ("summary.approved", "review summaries"),
        ("member.add", "administer matters"),
    ):
        with pytest.raises(Refused, match=f"does not let the account ann {words}"):
            allow_act(listed, action, ANN)
    allow_act(listed, "matter.open", ANN)


def test_a_broken_policy_lets_nobody_prepare_or_sign_and_nothing_out(tmp_path: Path) -> None:
    torn = broken("It is torn.")
    for action in ("document.add", "summary.approved", "member.add"):
        with pytest.raises(Refused, match="torn"):
            allow_act(torn, action, ANN)
    with pytest.raises(Refused, match="torn"):
        allow_place(torn, tmp_path)
    assert against_engine(torn, "local")


def test_results_go_only_where_policy_says(tmp_path: Path) -> None:
    allowed = tmp_path / "signed"
    allowed.mkdir()
    policy = Policy(export=ExportPolicy((str(allowed),)))
    allow_place(policy, allowed / "new" / "folder")
    for place in (tmp_path, allowed / "..", tmp_path / "signed-too"):
        with pytest.raises(Refused, match="does not let results"):
            allow_place(policy, place)
    allow_place(Policy(), tmp_path)


def test_results_do_not_go_through_a_link_that_leads_out_of_the_allowed_folder(tmp_path: Path) -> None:
    allowed, elsewhere = tmp_path / "signed", tmp_path / "elsewhere"
    allowed.mkdir()
    elsewhere.mkdir()
    link_to(allowed / "way-out", elsewhere)
    policy = Policy(export=ExportPolicy((str(allowed),)))
    for place in (allowed / "way-out", allowed / "way-out" / "new"):
        with pytest.raises(Refused, match="does not let results"):
            allow_place(policy, place)


def test_an_engine_outside_policy_is_refused() -> None:
    assert not against_engine(Policy(), "claude")
    (told,) = against_engine(Policy(engines=EnginePolicy(("local",))), "claude")
    assert told.remedy == "Allowed are: local."


def test_only_approved_versions_of_prompts_are_used() -> None:
    approved = {"id": "document-abstract", "version": "1", "approved_by": "O. Penfold", "approved_on": "2026-11-02"}
    policy = parsed({"prompts": {"approved": [approved]}})
    assert isinstance(policy, Policy)
    assert not against_prompt(policy, "document-abstract", "1")
    for prompt, version in (("document-abstract", "2"), ("chronology", "1")):
        (told,) = against_prompt(policy, prompt, version)
        assert told.what == f"The firm has not approved the prompt {prompt} in its version {version}."
    assert not against_prompt(Policy(prompts=PromptPolicy()), "chronology", "1")


def test_every_act_that_the_program_writes_has_been_thought_of(repository: Path) -> None:
    """An act is listed by name or group; one that is not falls to administrators, which would surprise its user."""
    known = {
        "matter",
        "document",
        "file",
        "unread",
        "name",
        "register",
        "send",
        "payload",
        "redact",
        "copy",
        "produce",
        "summary",
        "key",
        "audit",
    }
    known |= {"audit", "designation", "incident", "selftest", "member", "purge", "retention", "state"}
    written = set()
    for path in (repository / "legalredact").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("note", "act")
            ):
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and "." in str(first.value):  # others are titles in a window
                    written.add(str(first.value).partition(".")[0])
    assert written
    assert written <= known


@pytest.mark.skipif(not hasattr(__import__("os"), "getuid"), reason="accounts by uid")
def test_the_account_is_the_processs_own_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in ("USER", "LOGNAME", "USERNAME", "LNAME", "SUDO_USER"):
        monkeypatch.setenv(name, "mallory")
    account = current_account()
    assert account.id == f"uid:{os.getuid()}"
    assert account.name != "mallory"


@pytest.mark.skipif(not hasattr(__import__("os"), "getuid"), reason="groups by gid")
def test_an_account_has_its_own_group_and_every_other_one_that_has_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    import grp
    import os

    own, other, nameless = os.getgid(), os.getgid() + 7, os.getgid() + 9
    named = {gid: grp.struct_group((name, "x", gid, [])) for gid, name in ((own, "staff"), (other, "lawyers"))}
    monkeypatch.setattr(grp, "getgrgid", named.__getitem__)
    monkeypatch.setattr(os, "getgroups", lambda: [other, nameless])
    assert current_account().groups == ("staff", "lawyers")
