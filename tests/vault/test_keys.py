"""Keys of age: what opens a matter is told apart, and what is no key is said to be none."""

import pyrage
import pytest

from legalredact.errors import UsageError, VaultDamaged, WrongKey
from legalredact.vault.keys import PassphraseKey, ThrowAwayKey, is_passphrase_sealed, public_key, public_of

HEAD = b"age-encryption.org/v1\n-> scrypt c2FsdHNhbHRzYWx0c2FsdA %d\n"


def test_a_passphrases_seal_is_told_from_a_members() -> None:
    assert is_passphrase_sealed(HEAD % 18)
    assert not is_passphrase_sealed(ThrowAwayKey().seal(b"a"))
    assert not is_passphrase_sealed(b"age-encryption.org/v1\n" + b"x" * 300 + HEAD)  # in what is sealed


def test_a_private_key_has_its_public_one_and_anything_else_none() -> None:
    identity = pyrage.x25519.Identity.generate()
    public = str(identity.to_public())

    assert public_of(str(identity)) == public
    assert public_key(f"  {public}\n") == public
    with pytest.raises(UsageError, match="not a private key"):
        public_of(public)
    with pytest.raises(UsageError, match="not a public key"):
        public_key(str(identity))


@pytest.mark.parametrize(("work", "error"), [(22, WrongKey), (23, VaultDamaged), (999_999_999, VaultDamaged)])
def test_work_that_no_machine_seals_with_is_not_even_tried(
    work: int, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[bytes] = []

    def refuse(sealed: bytes, passphrase: str) -> bytes:
        tried.append(sealed)
        raise pyrage.DecryptError("Decryption failed")

    monkeypatch.setattr(pyrage.passphrase, "decrypt", refuse)
    with pytest.raises(error):
        PassphraseKey("five quiet words in May").unseal(HEAD % work)
    assert len(tried) == (error is WrongKey)


def test_a_passphrase_of_twelve_letters_is_long_enough() -> None:
    assert PassphraseKey("twelve lettr").own() == ""
    with pytest.raises(UsageError, match="fewer than 12"):
        PassphraseKey("eleven lett")
