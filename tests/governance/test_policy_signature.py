"""A signed policy: signatures of the real minisign, and none that is older, another key's or for other content."""

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from legalredact.errors import Refused, UsageError
from legalredact.governance import policy as policy_module
from legalredact.governance import policy_signature, policy_sources
from legalredact.governance.minisign import NotMinisign, public_key, signed_at
from legalredact.governance.policy import load_policy
from legalredact.governance.policy_signature import KEY, REGISTRY_KEY, Newest, installed_key, refuse_unsigned
from legalredact.governance.policy_sources import Managed
from legalredact.model.policy import Policy

# Made by minisign 0.11 with a key that is gone: `minisign -G -W`, `minisign -S -m policy.toml`.
PUBLIC = """untrusted comment: minisign public key 2C9D3C4D56967592
RWSSdZZWTTydLMhymlbOkBytSgSeMSeBCuK6qbMh3UjauMZuPZeRpAJg
"""
CONTENT = b"a = 1\n"
SIGNATURE = """untrusted comment: signature from minisign secret key
RUSSdZZWTTydLJvS1Gm+RvcejiUcbKnLNevlKlj74jGh/Y7wUxR1qp48JakwutTuRqfZdVE3UoqN0EescSW5KryZjVb2n3LB3ww=
trusted comment: timestamp:1796117153\tfile:pol.toml\thashed
PqAru0Klxog5WPcgB53ngpjDRTP491sQOiYxGLs8L/hv9AIv79fg1aNsR5L6YVEcFtsyTBO+X7XOjX1sAi3OCA==
"""
LEGACY = """untrusted comment: signature from minisign secret key
RWSSdZZWTTydLCLwitIZCtL/T/uIETwr0IU4Czzf0zdnHovMQEmhyVovrdClMkTUTSWLSQWG56fygjZNS57lluwDgXSoaWXMgAY=
trusted comment: timestamp:1796117153\tfile:pol.toml
nhbJ05ygvBQ4WYMwFlAsEyR3vy57rFSlnHlMrmgZzTC9m0Xw4YY6zCQVoZjcKD+slklVAdVtu9e3DupG4PeUAQ==
"""
NO_TIME = """untrusted comment: signature from minisign secret key
RUSSdZZWTTydLJvS1Gm+RvcejiUcbKnLNevlKlj74jGh/Y7wUxR1qp48JakwutTuRqfZdVE3UoqN0EescSW5KryZjVb2n3LB3ww=
trusted comment: x
sU8a4//ottZcq+o5FHCijjhP+cFJtk4ZzEzwi0swLLOVEZfH8LtfuMqBb3TVbiWz2C66rUbfKEID8A2TSQNsAA==
"""
MADE = 1796117153


def test_a_signature_of_minisign_tells_when_it_was_made() -> None:
    assert signed_at(CONTENT, SIGNATURE, public_key(PUBLIC)) == MADE
    line = PUBLIC.splitlines()[1]
    assert public_key(line) == public_key(PUBLIC)
    assert public_key(PUBLIC).words == line


@pytest.mark.parametrize(
    ("signature", "why"),
    [
        (LEGACY, "old form"),
        ("", "no signature"),
        (SIGNATURE.replace("1796117153", "1896117153"), "trusted comment was changed"),
        (SIGNATURE.replace("RUSSdZZW", "RUSSdZZX"), "another key"),
        (SIGNATURE.replace("RUSSdZZWTTydLJ", "RUSSdZZWTTydLK"), "not for this content"),
        (SIGNATURE.replace("RUSS", "RU!S"), "damaged"),
        (SIGNATURE.replace("3ww=", "3w=="), "damaged"),
        (SIGNATURE.replace("trusted comment: t", "trusted comment:t"), "no signature"),
        (SIGNATURE + "more\n", "no signature"),
        (SIGNATURE.removeprefix("un"), "no signature"),
        (SIGNATURE.replace("3ww=", "3wé="), "damaged"),
    ],
)
def test_what_is_not_as_it_was_signed_is_told(signature: str, why: str) -> None:
    with pytest.raises(NotMinisign, match=why):
        signed_at(CONTENT, signature, public_key(PUBLIC))


def test_other_content_is_not_what_was_signed() -> None:
    with pytest.raises(NotMinisign, match="not for this content"):
        signed_at(CONTENT + b"\n", SIGNATURE, public_key(PUBLIC))


@pytest.mark.parametrize("text", ["", "RWQ=", PUBLIC + PUBLIC, "RUSS" + PUBLIC.splitlines()[1][4:], "é"])
def test_what_is_no_public_key_is_refused(text: str) -> None:
    with pytest.raises(NotMinisign):
        public_key(text)


@pytest.fixture
def firm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A firm's folder with a signed policy, read as if it lay where only root can write."""
    path = tmp_path / "policy.toml"
    monkeypatch.setattr(policy_sources, "read_firm", lambda path: path.read_bytes() if path.is_file() else None)
    monkeypatch.setattr(policy_signature, "own_newest", lambda: Newest(tmp_path / "own" / "newest.json"))
    monkeypatch.setattr("legalredact.governance.policy.places", lambda: (path, tmp_path / "user.toml"))
    path.write_bytes(CONTENT)
    path.with_name("policy.toml.minisig").write_text(SIGNATURE, encoding="utf-8")
    path.with_name(KEY).write_text(PUBLIC, encoding="utf-8")
    return path


def test_a_signed_policy_is_read_as_any_other(firm: Path) -> None:
    with pytest.raises(UsageError, match="unknown table a"):  # it was believed, so its content is looked at
        load_policy()


@pytest.mark.parametrize(
    ("signature", "why"),
    [(None, "is not signed"), (LEGACY, "is not believed: it was made in an old form"), (NO_TIME, "does not say when")],
)
def test_a_policy_without_a_whole_signature_is_not_read(firm: Path, signature: str | None, why: str) -> None:
    beside = firm.with_name("policy.toml.minisig")
    beside.unlink()
    if signature is not None:
        beside.write_text(signature, encoding="utf-8")
    with pytest.raises(Refused, match=why) as caught:
        load_policy()
    assert "minisign -S -m policy.toml" in str(caught.value)


def test_an_older_policy_than_was_in_force_is_refused(firm: Path) -> None:
    key = public_key(PUBLIC)
    newest = Newest(firm.parent / "newest.json")
    assert refuse_unsigned(firm, CONTENT, key, newest) == dt.datetime.fromtimestamp(MADE, dt.UTC)
    assert newest.of(key) == MADE
    refuse_unsigned(firm, CONTENT, key, newest)
    newest.put(key, MADE + 1)
    newest.put(key, MADE)
    with pytest.raises(Refused, match=r"in force here\. If IT went back to it on purpose"):
        refuse_unsigned(firm, CONTENT, key, newest)


def test_what_was_in_force_is_kept_from_the_first_time_on(tmp_path: Path) -> None:
    """The folder of the person's own data need not be there yet, and it is theirs alone."""
    place = tmp_path / "data" / "legalredact" / "newest.json"
    Newest(place).put(public_key(PUBLIC), MADE)
    assert Newest(place).of(public_key(PUBLIC)) == MADE
    written = place.stat().st_ino
    Newest(place).put(public_key(PUBLIC), MADE)
    assert place.stat().st_ino == written  # a start under the same policy writes nothing
    assert [path.name for path in place.parent.iterdir()] == ["newest.json"]
    if os.name == "posix":
        assert place.parent.stat().st_mode & 0o077 == 0


def test_where_nothing_can_be_kept_the_newest_is_not_known(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    newest = Newest(tmp_path / "file" / "newest.json")
    newest.put(public_key(PUBLIC), MADE)
    assert newest.of(public_key(PUBLIC)) == 0
    for damaged in ("{", "[]", '{"a": []}'):
        (tmp_path / "damaged").write_text(damaged, encoding="ascii")
        assert Newest(tmp_path / "damaged").of(public_key(PUBLIC)) == 0


def test_the_source_of_a_signed_policy_tells_the_day_of_its_signature(
    firm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy_module, "parsed", lambda content: Policy())  # the content that was signed is no policy
    assert load_policy().source == f"{firm}, signed {dt.datetime.fromtimestamp(MADE, dt.UTC):%Y-%m-%d}"


def test_where_a_key_is_set_neither_management_nor_the_user_sets_a_policy(
    firm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy_sources, "managed", lambda: Managed({}, "HKLM"))
    with pytest.raises(Refused, match="the one of HKLM bears no signature"):
        load_policy()
    monkeypatch.undo()


def test_where_a_key_is_set_a_policy_that_went_is_missed(firm: Path) -> None:
    firm.unlink()
    (firm.parent / "user.toml").touch()
    with pytest.raises(Refused, match="there is no policy"):
        load_policy()
    with pytest.raises(Refused, match="there is no policy"):
        load_policy(firm.parent / "user.toml")


class Registry:
    def __init__(self, value: object) -> None:
        self.value = value

    def values(self, path: str) -> Mapping[str, Any] | None:
        return {"PolicyKey": self.value} if path == REGISTRY_KEY and self.value is not None else None

    def children(self, path: str) -> tuple[str, ...]:
        return ()


def test_on_windows_the_key_may_be_in_the_registry(firm: Path) -> None:
    line = PUBLIC.splitlines()[1]
    assert installed_key((), Registry(line)) == public_key(PUBLIC)
    assert installed_key((), Registry(None)) is None
    assert installed_key((firm.parent,), Registry(None)) == public_key(PUBLIC)
    with pytest.raises(Refused, match=r"HKLM.*is none"):
        installed_key((firm.parent,), Registry("no key"))


def test_the_key_counts_in_each_of_the_firms_folders(firm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = firm.parent / "elsewhere"
    elsewhere.mkdir()
    firm.with_name(KEY).rename(elsewhere / KEY)
    firm.with_name("policy.toml.minisig").unlink()
    monkeypatch.setattr(policy_sources, "firm_folders", lambda: (elsewhere,))
    with pytest.raises(Refused, match="is not signed"):
        load_policy()


@pytest.mark.parametrize("name", [KEY, "policy.toml.minisig"])
def test_a_key_or_a_signature_that_is_no_text_is_refused(firm: Path, name: str) -> None:
    firm.with_name(name).write_bytes(b"\xff\xfe\n" * 4)
    with pytest.raises(Refused, match=r"is none|is not believed"):
        load_policy()


def test_without_a_key_no_signature_is_asked_for(firm: Path) -> None:
    firm.with_name(KEY).unlink()
    firm.with_name("policy.toml.minisig").unlink()
    firm.write_text("[retention]\ndays = 7\n", encoding="utf-8")
    assert load_policy().retention.days == 7
