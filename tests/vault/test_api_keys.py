"""The keys of the service: one for each profile, a new one tried before the old one goes."""

import datetime as dt
import hashlib
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


def kept_keys(drawer: Drawer) -> list[str]:
    """Every secret in the keyring but the list of profiles, which is JSON."""
    return [kept for kept in drawer.kept.values() if not kept.startswith("{")]


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


@pytest.mark.parametrize("name", ["", " x", "a" * 41, "../x", "x\ny", "profiles", "before", "Appeals before"])
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
    assert kept_keys(drawer) == [NEW]
    assert NEW not in "".join(kept for kept in drawer.kept.values() if kept.startswith("{"))
    assert [received.sends_text for received in server.received] == [False]


def test_a_key_that_does_not_work_leaves_the_old_one(keys: ApiKeys, drawer: Drawer, server: MessagesServer) -> None:
    keys.put(OLD)
    server.script.headers["anthropic-organization-id"] = "somebody-else"
    with pytest.raises(EngineError):
        rotate(keys, NEW, "", asking(server))
    assert kept_keys(drawer) == [OLD]


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


def test_a_stored_key_is_told_by_fingerprint_end_and_day_never_by_itself(drawer: Drawer) -> None:
    days = iter(dt.date(2026, month, 1) for month in (10, 11, 12))
    keys = ApiKeys(drawer, lambda: next(days))
    keys.put("sk-ant-invented-0000-wxyz")
    keys.put("sk-ant-invented-0000-wxyz")
    stored = keys.stored()
    assert stored is not None
    assert stored.fingerprint == hashlib.sha256(b"sk-ant-invented-0000-wxyz").hexdigest()[:16]
    assert (stored.last_four, stored.since, stored.age(dt.date(2026, 10, 31))) == ("wxyz", dt.date(2026, 10, 1), 30)
    assert "invented" not in stored.words(dt.date(2026, 10, 31)) + repr(stored)
    keys.put("short")
    assert (replaced := keys.stored()) is not None
    assert (replaced.last_four, replaced.since) == ("", dt.date(2026, 11, 1))
    keys.take_back()
    assert keys.stored() == stored
    keys.put(NEW)
    keys.settle()
    assert (kept := keys.stored()) is not None
    assert kept.since == dt.date(2026, 12, 1)
    keys.remove()
    assert (keys.stored(), drawer.kept) == (None, {})


def test_a_key_of_an_earlier_version_has_no_day(keys: ApiKeys, drawer: Drawer) -> None:
    drawer.set("anthropic-api-key", OLD)
    stored = keys.stored()
    assert stored is not None
    assert "by an earlier version" in stored.words(dt.date(2026, 12, 2))


@pytest.fixture
def in_the_keyring(os_keyring: OsKeyring, monkeypatch: pytest.MonkeyPatch) -> Iterator[ApiKeys]:
    """The commands use entries of this test in the real keyring."""
    service = f"LegalRedact test {os.getpid()}"
    monkeypatch.setattr("legalredact.cli.key.OsKeyring", lambda: OsKeyring(service))
    yield ApiKeys(OsKeyring(service))
    ApiKeys(OsKeyring(service)).remove()


def test_a_management_system_hands_over_a_key_by_a_file_descriptor(
    in_the_keyring: ApiKeys, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["key", "show", "--json"], wiring.real()) == 1
    (tmp_path / "key").write_bytes(b"\xef\xbb\xbfsk-ant-invented-0000-wxyz\r\n")
    with (tmp_path / "key").open("rb") as stream:
        assert run(["key", "set", "--json", "--key-fd", str(stream.fileno())], wiring.real()) == 0
    assert run(["key", "show", "--json"], wiring.real()) == 0
    said = capsys.readouterr()
    _, told, shown = map(json.loads, said.out.splitlines())
    assert told == shown
    assert (shown["last_four"], shown["days"], shown["profile"]) == ("wxyz", 0, DEFAULT)
    assert in_the_keyring.get() == "sk-ant-invented-0000-wxyz"
    assert "invented" not in said.out + said.err


@pytest.mark.parametrize("descriptor", ["987", "-1", "sk-ant-invented-0000-wxyz"])
def test_a_descriptor_that_is_none_is_refused_and_never_repeated(
    descriptor: str, in_the_keyring: ApiKeys, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = run(["key", "set", "--key-fd", descriptor], wiring.real())
    except SystemExit as ended:  # argparse
        code = int(str(ended.code))
    assert code == 2
    said = capsys.readouterr()
    assert "invented" not in said.out + said.err
    assert in_the_keyring.get() is None


@pytest.mark.parametrize("typed", ["", "two words", "sk\x07", "x" * 5000])
def test_what_is_no_key_is_not_stored(
    typed: str, in_the_keyring: ApiKeys, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed + "\n"))
    assert run(["key", "set"], wiring.real()) == 2
    assert in_the_keyring.get() is None
