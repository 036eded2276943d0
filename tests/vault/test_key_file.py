"""A changed `key.age` is told from a wrong passphrase, as far as anybody can tell."""

from pathlib import Path

import pyrage
import pytest

from legalredact.errors import VaultDamaged, WrongKey
from legalredact.model.matter import MatterInfo
from legalredact.model.member import Member
from legalredact.vault.folder import KEY, KEY_DIGEST
from legalredact.vault.keys import KeySource, PassphraseKey, ThrowAwayKey
from legalredact.vault.store import MatterStore

RIGHT, WRONG = "five quiet words in May", "five other words in June"


@pytest.fixture(scope="module")
def sealed_by_passphrase() -> bytes:
    return PassphraseKey(RIGHT).seal(b"x" * 120)


@pytest.fixture(scope="module")
def ours() -> ThrowAwayKey:
    return ThrowAwayKey()


@pytest.fixture(scope="module")
def sealed_to_members(ours: ThrowAwayKey) -> bytes:
    return ours.seal(b"x" * 120, (ours.own(), ThrowAwayKey().own()))


def flipped(sealed: bytes, at: int) -> bytes:
    changed = bytearray(sealed)
    changed[at] ^= 1
    return bytes(changed)


def other_share(sealed: bytes) -> bytes:
    """Another share of the first recipient, in letters that age still reads: it cannot tell this from another's key."""
    at = sealed.index(b"\n", 30) + 5
    return sealed[:at] + (b"B" if sealed[at : at + 1] == b"A" else b"A") + sealed[at + 1 :]


def places(sealed: bytes) -> dict[str, int]:
    """Where a byte of each part of the file stands (https://age-encryption.org/v1)."""
    mac = sealed.index(b"\n--- ") + 5
    return {"version": 8, "kind": 30, "mac": mac + 4, "nonce": mac + 50, "payload": len(sealed) - 3}


@pytest.mark.parametrize("part", ["version", "mac", "nonce", "payload"])
def test_a_changed_file_is_damaged_though_the_passphrase_is_right(sealed_by_passphrase: bytes, part: str) -> None:
    changed = flipped(sealed_by_passphrase, places(sealed_by_passphrase)[part])
    with pytest.raises(VaultDamaged, match=r"key and passphrase are not the cause.*Restore key\.age"):
        PassphraseKey(RIGHT).unseal(changed)


@pytest.mark.parametrize("part", ["version", "mac", "nonce", "payload"])
def test_a_changed_file_is_damaged_though_its_member_opens_it(
    ours: ThrowAwayKey, sealed_to_members: bytes, part: str
) -> None:
    changed = flipped(sealed_to_members, places(sealed_to_members)[part])
    with pytest.raises(VaultDamaged, match="damaged or was changed"):
        ours.unseal(changed)


@pytest.mark.parametrize("left", [0, 20, 60, 130, -1])
def test_a_file_that_was_cut_off_is_damaged(sealed_by_passphrase: bytes, left: int) -> None:
    with pytest.raises(VaultDamaged):
        PassphraseKey(RIGHT).unseal(sealed_by_passphrase[:left])


def test_a_work_factor_that_would_take_hours_is_not_tried(sealed_by_passphrase: bytes) -> None:
    salt = sealed_by_passphrase.split(b" ")[2]
    work = sealed_by_passphrase.split(b" ")[3].split(b"\n")[0]
    with pytest.raises(VaultDamaged):
        PassphraseKey(RIGHT).unseal(sealed_by_passphrase.replace(salt + b" " + work, salt + b" 40"))


def test_a_wrong_passphrase_and_a_stranger_are_told_so(
    ours: ThrowAwayKey, sealed_by_passphrase: bytes, sealed_to_members: bytes
) -> None:
    with pytest.raises(WrongKey, match="passphrase does not open"):
        PassphraseKey(WRONG).unseal(sealed_by_passphrase)
    with pytest.raises(WrongKey):
        ThrowAwayKey().unseal(sealed_to_members)


class Opens:
    """A matter sealed by a passphrase, made once; `unseal` is age's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        MatterStore.create(folder, PassphraseKey(RIGHT), MatterInfo("m1")).close()

    def error(self, passphrase: str) -> Exception | None:
        try:
            MatterStore.open(self.folder, PassphraseKey(passphrase)).close()
        except (WrongKey, VaultDamaged) as problem:
            return problem
        return None


def test_a_flipped_bit_where_age_cannot_tell_is_told_by_the_digest(folder: Path) -> None:
    """In the stanza's body both look alike to age; the digest beside the file knows which was written."""
    matter = Opens(folder)
    whole = (folder / KEY).read_bytes()
    (folder / KEY).write_bytes(other_share(whole))
    changed = matter.error(RIGHT)
    assert isinstance(changed, VaultDamaged)
    assert "backup" in str(changed)
    (folder / KEY).write_bytes(whole)
    wrong = matter.error(WRONG)
    assert isinstance(wrong, WrongKey)
    assert "backup" not in str(wrong)
    assert matter.error(RIGHT) is None


def test_without_a_digest_both_are_named(folder: Path) -> None:
    matter = Opens(folder)
    (folder / KEY_DIGEST).unlink()
    told = matter.error(WRONG)
    assert isinstance(told, WrongKey)
    assert "If that is right, key.age was changed: restore it from a backup." in str(told)
    assert matter.error(RIGHT) is None
    assert (folder / KEY_DIGEST).exists()


def test_each_fresh_key_leaves_its_digest(folder: Path, keys: ThrowAwayKey) -> None:
    with MatterStore.create(folder, keys, MatterInfo("m1"), "Ann") as store:
        for change in (
            lambda: store.seal_to((Member("Ann", keys.own()), Member("Bea", ThrowAwayKey().own()))),
            lambda: store.rekey((Member("Ann", keys.own()),)),
        ):
            change()
            (folder / KEY).write_bytes(other_share(whole := (folder / KEY).read_bytes()))
            with pytest.raises(VaultDamaged, match="not the one that LegalRedact wrote"):
                MatterStore.read(folder, keys)
            (folder / KEY).write_bytes(whole)
            MatterStore.read(folder, keys).close()


@pytest.mark.usefixtures("age_itself")
def test_age_still_says_what_is_relied_on(ours: ThrowAwayKey, sealed_to_members: bytes) -> None:
    """Its words for another key are compared: if they change, every wrong passphrase would be told as damage."""
    other: KeySource = ThrowAwayKey()
    with pytest.raises(WrongKey):
        other.unseal(sealed_to_members)
    with pytest.raises(pyrage.DecryptError, match=r"^(Decryption failed|Excessive work.*)$"):
        pyrage.passphrase.decrypt(pyrage.passphrase.encrypt(b"x", RIGHT), WRONG)
