"""What stands in the sealed key file, and what is taken for none."""

import base64
import json
from pathlib import Path

import pytest

from legalredact.errors import UsageError, VaultDamaged, WrongKey
from legalredact.model.member import Member
from legalredact.vault.keys import PassphraseKey, ThrowAwayKey
from legalredact.vault.sealed import KEY_BYTES, SealedKey, new_sealed_key, packed, unpacked

ANN, BEA = Member("Ann", "age1ann"), Member("Bea", "age1bea")
KEY = bytes(range(KEY_BYTES))


def written(key: bytes, generation: int = 0) -> bytes:
    return json.dumps({"key": base64.b64encode(key).decode(), "generation": generation, "members": []}).encode()


def test_a_sealed_key_comes_back_as_it_was() -> None:
    sealed = SealedKey(KEY, 3, (ANN, BEA))
    assert unpacked(packed(sealed)) == sealed
    assert sealed.recipients == ("age1ann", "age1bea")
    assert KEY.hex() not in repr(sealed)
    assert str(KEY) not in repr(sealed)


def test_a_file_of_the_first_version_holds_nothing_but_the_key() -> None:
    assert unpacked(KEY) == SealedKey(KEY, 0, ())


@pytest.mark.parametrize(
    "content",
    [
        written(KEY[:-1]),
        written(KEY + b"x"),
        written(b""),
        written(KEY, -1),
        b'{"key": "no base64!", "generation": 0, "members": []}',
        json.dumps({"key": "!" + base64.b64encode(KEY).decode(), "generation": 0, "members": []}).encode(),
        b'{"key": 1}',
        b"{",
        b"",
        KEY[:-1],
    ],
)
def test_what_holds_no_key_is_damage(content: bytes) -> None:
    with pytest.raises(VaultDamaged):
        unpacked(content)


def test_each_key_of_a_matter_names_a_database_of_its_own() -> None:
    first = new_sealed_key((ANN,))
    second = first.next((ANN, BEA))
    assert (first.database, second.database, second.next((ANN,), 7).database) == (
        "matter.db",
        "matter.1.db",
        "matter.7.db",
    )
    assert second.next((ANN,), 1).generation == 2
    assert len({first.key, second.key, second.next((ANN,)).key}) == 3
    assert {len(first.key), len(second.key)} == {KEY_BYTES}


def test_the_same_key_for_others_stays_the_key_of_its_database() -> None:
    sealed = SealedKey(KEY, 3, (ANN,)).sealed_to((BEA,))
    assert (sealed.key, sealed.generation, sealed.members) == (KEY, 3, (BEA,))


def test_a_passphrase_is_the_first_line_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "passphrase"
    file.write_text("  five random words here \nand more\n", encoding="utf-8")
    sealed = PassphraseKey.from_file(file).seal(b"content")
    assert PassphraseKey("five random words here").unseal(sealed) == b"content"


@pytest.mark.parametrize("content", [b"", b"\n", b"too short\n", b"\xff\xfe\xff five random words", None])
def test_a_file_without_a_passphrase_is_refused(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "passphrase").write_bytes(content)
    with pytest.raises(UsageError):
        PassphraseKey.from_file(tmp_path / "passphrase")


def test_a_matter_that_a_passphrase_seals_has_no_members() -> None:
    keys = PassphraseKey("five random words here")
    assert keys.own() == ""
    with pytest.raises(UsageError, match="no members"):
        keys.seal(b"content", ("age1ann",))


def test_a_key_that_was_thrown_away_opens_nothing_any_more() -> None:
    sealed = ThrowAwayKey().seal(b"content")
    with pytest.raises(WrongKey, match="no longer exists"):
        ThrowAwayKey().unseal(sealed)
