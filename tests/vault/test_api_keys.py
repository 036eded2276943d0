"""The keys of the service: one for each profile, a new one tried before the old one goes."""

import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from legalredact import wiring
from legalredact.cli.main import run
from legalredact.errors import EngineError, UsageError
from legalredact.summary.engine import Engine
from legalredact.vault.api_keys import DEFAULT, ApiKeys
from legalredact.vault.os_keyring import OsKeyring
from legalredact.workflow.administration.api_keys import rotate
from legalredact.workflow.matter.dependencies import MakeEngine, Reverify
from tests.fakes.messages_server import ORGANIZATION, MessagesServer
from tests.gui.reviewing import Drawer
from tests.summary.asking import sender as claude_engine

OLD, NEW = "sk-invented-old", "sk-invented-new"


@pytest.fixture
def drawer() -> Drawer:
    return Drawer()


@pytest.fixture
def keys(drawer: Drawer) -> ApiKeys:
    return ApiKeys(drawer)


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    with MessagesServer() as running:
        yield running


def asking(server: MessagesServer) -> MakeEngine:
    return lambda engine, reverify: claude_engine(server, reverify)


def test_each_profile_has_a_key_of_its_own(keys: ApiKeys) -> None:
    keys.put(OLD)
    keys.put(NEW, "Appeals 2")
    assert (keys.get(), keys.get("Appeals 2")) == (OLD, NEW)
    assert keys.profiles() == (DEFAULT, "Appeals 2")
    keys.use("Appeals 2")
    assert (keys.in_use(), keys.get()) == ("Appeals 2", NEW)
    keys.remove()
    assert (keys.in_use(), keys.get(), keys.profiles()) == (DEFAULT, OLD, (DEFAULT,))


def test_a_profile_that_is_not_in_use_is_changed_and_removed_by_itself(keys: ApiKeys, drawer: Drawer) -> None:
    for name in (DEFAULT, "Appeals", "Trials", "Leases"):
        keys.put(f"{OLD} {name}", name)
    keys.use("Trials")
    before = dict(drawer.kept)
    assert keys.put(NEW, "Appeals")
    keys.settle()
    keys.settle("Leases")
    assert keys.take_back("Appeals")
    assert drawer.kept == before
    assert keys.put(NEW, "Appeals")
    keys.settle("Appeals")
    assert not keys.take_back("Appeals")
    keys.remove("Appeals")
    assert (keys.profiles(), keys.in_use()) == ((DEFAULT, "Trials", "Leases"), "Trials")
    assert keys.get("Appeals") is None
    assert {name for name in drawer.kept if "Appeals" in name} == set()
    keys.put(NEW, "Appeals")
    keys.put(OLD, "Appeals")
    keys.remove("Appeals")
    assert not keys.take_back("Appeals")
    assert (keys.in_use(), keys.get()) == ("Trials", f"{OLD} Trials")


def test_the_profile_in_use_is_the_one_that_is_meant_where_none_is_named(keys: ApiKeys, drawer: Drawer) -> None:
    keys.put(OLD)
    keys.put(OLD, "Appeals")
    keys.use("Appeals")
    assert keys.put(NEW)
    assert (keys.get(), keys.get(DEFAULT)) == (NEW, OLD)
    assert keys.take_back()
    assert keys.put(NEW)
    keys.settle()
    assert not keys.take_back()
    keys.use(DEFAULT)
    assert (keys.get(), keys.get("Appeals"), keys.profiles()) == (OLD, NEW, (DEFAULT, "Appeals"))


def test_a_first_key_and_the_same_once_more_leave_nothing_to_be_taken_back(keys: ApiKeys, drawer: Drawer) -> None:
    for name in ("", "Appeals"):
        assert not keys.put(OLD, name)
        assert not keys.put(OLD, name)
        assert not keys.take_back(name)
        assert keys.get(name) == OLD


@pytest.mark.parametrize("index", ["no JSON", "5", "[]", "{}", '{"profiles": 5, "in_use": "Appeals"}'])
def test_a_list_of_profiles_that_cannot_be_read_leaves_the_default_one(
    keys: ApiKeys, drawer: Drawer, index: str
) -> None:
    keys.put(OLD)
    keys.put(NEW, "Appeals")
    (name,) = (name for name, kept in drawer.kept.items() if kept not in (OLD, NEW))
    drawer.set(name, index)

    assert (keys.profiles(), keys.in_use(), keys.get()) == ((DEFAULT,), DEFAULT, OLD)


def test_removing_the_last_leaves_nothing_behind(keys: ApiKeys, drawer: Drawer) -> None:
    keys.put(OLD, "Appeals")
    keys.use("Appeals")
    keys.put(NEW)
    keys.remove()
    assert drawer.kept == {}


@pytest.mark.parametrize("name", ["", " x", "a" * 41, "../x", "x\ny"])
def test_names_of_profiles_are_plain(keys: ApiKeys, name: str) -> None:
    if name:
        with pytest.raises(UsageError):
            keys.put(OLD, name)
    with pytest.raises(UsageError):
        keys.use("nobody")


def test_a_key_that_works_replaces_the_old_one(keys: ApiKeys, drawer: Drawer, server: MessagesServer) -> None:
    keys.put(OLD)
    account = rotate(keys, NEW, "", asking(server))
    assert account.organization_id == ORGANIZATION
    assert list(drawer.kept.values()) == [NEW]
    assert [received.sends_text for received in server.received] == [False]


def test_a_key_that_does_not_work_leaves_the_old_one(keys: ApiKeys, drawer: Drawer, server: MessagesServer) -> None:
    keys.put(OLD)
    server.script.headers["anthropic-organization-id"] = "somebody-else"
    with pytest.raises(EngineError):
        rotate(keys, NEW, "", asking(server))
    assert list(drawer.kept.values()) == [OLD]


def test_a_new_profile_whose_key_does_not_work_is_not_kept(keys: ApiKeys, server: MessagesServer) -> None:
    keys.put(OLD)
    server.script.headers["anthropic-organization-id"] = "somebody-else"
    with pytest.raises(EngineError):
        rotate(keys, NEW, "Appeals", asking(server))
    assert (keys.profiles(), keys.in_use(), keys.get()) == ((DEFAULT,), DEFAULT, OLD)


def test_trying_the_key_of_another_profile_leaves_the_one_in_use(keys: ApiKeys, server: MessagesServer) -> None:
    keys.put(OLD)
    tried: list[str | None] = []

    def make(engine: str, reverify: Reverify) -> Engine:
        tried.append(keys.get())
        return claude_engine(server, reverify)

    rotate(keys, NEW, "Appeals", make)
    assert tried == [NEW]
    assert (keys.in_use(), keys.get("Appeals")) == (DEFAULT, NEW)


def test_after_a_crash_between_storing_and_trying_the_old_key_can_be_brought_back(keys: ApiKeys) -> None:
    keys.put(OLD)
    assert keys.put("sk-mistyped")
    assert keys.put("sk-mistyped-again")
    assert keys.take_back()
    assert keys.get() == OLD
    assert not keys.take_back()


def test_commands_store_choose_and_remove_keys_in_the_real_keyring(
    os_keyring: OsKeyring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    service = f"LegalRedact test {os.getpid()}"
    monkeypatch.setattr("legalredact.cli.key.OsKeyring", lambda: OsKeyring(service))
    for words, typed in ((["set"], OLD), (["set", "--profile", "Appeals"], NEW), (["use", "Appeals"], "")):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed + "\n"))
        assert run(["key", *words], wiring.real()) == 0
    capsys.readouterr()
    assert run(["key", "list", "--json"], wiring.real()) == 0
    shown = capsys.readouterr().out
    assert json.loads(shown) == {"profiles": [DEFAULT, "Appeals"], "in_use": "Appeals"}
    assert OLD not in shown
    for profile in ("Appeals", DEFAULT):
        assert run(["key", "remove", "--profile", profile], wiring.real()) == 0
    assert ApiKeys(os_keyring).profiles() == ()
