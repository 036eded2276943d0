"""What is said of a keyring that keeps nothing, is locked or fails, which a real one cannot be made to do."""

from collections.abc import Callable

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from legalredact.errors import KeyringUnavailable, WrongKey
from legalredact.vault.keys import KeyringKey
from legalredact.vault.os_keyring import OsKeyring, trusted


class Backend(KeyringBackend):
    """A keyring that is not the system's own; it can be told to fail or to forget."""

    priority = 1.0

    def __init__(self, fail: Callable[[], None] = lambda: None, *, forgets: bool = False) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.fail, self.forgets = fail, forgets

    def get_password(self, service: str, username: str) -> str | None:
        self.fail()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.fail()
        if not self.forgets:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


def over(backend: Backend) -> OsKeyring:
    keyring = OsKeyring("LegalRedact test")
    keyring._backend = backend
    return keyring


def raising(problem: BaseException) -> Callable[[], None]:
    def fail() -> None:
        raise problem

    return fail


def test_a_keyring_that_keeps_nothing_is_noticed() -> None:
    with pytest.raises(KeyringUnavailable, match="did not keep"):
        over(Backend(forgets=True)).set("name", "secret")


def test_a_secret_is_kept_read_and_removed() -> None:
    keyring = over(Backend())
    keyring.set("name", "secret")
    assert (keyring.get("name"), keyring.get("other")) == ("secret", None)
    keyring.delete("name")
    keyring.delete("name")
    assert keyring.get("name") is None


@pytest.mark.parametrize("act", [lambda k: k.get("name"), lambda k: k.set("name", "secret"), OsKeyring.state])
def test_a_locked_keyring_is_told_from_one_that_fails_and_neither_is_quoted(act: Callable[[OsKeyring], object]) -> None:
    with pytest.raises(KeyringUnavailable, match="is locked") as locked:
        act(over(Backend(raising(KeyringLocked("secret")))))
    with pytest.raises(KeyringUnavailable, match=r"cannot be used \(OSError\)") as failed:
        act(over(Backend(raising(OSError("secret")))))
    for caught in (locked, failed):
        assert "secret" not in str(caught.value)
        assert caught.value.__cause__ is None


def test_an_interruption_stays_one() -> None:
    with pytest.raises(KeyboardInterrupt):
        over(Backend(raising(KeyboardInterrupt()))).get("name")


def test_a_keyring_that_is_not_the_systems_own_is_refused() -> None:
    with pytest.raises(KeyringUnavailable, match="kind Backend is not this system's own"):
        trusted(Backend())


def test_the_state_names_the_kind_of_keyring() -> None:
    assert over(Backend()).state() == "test_keyring_faults"


def test_a_person_has_one_key_which_is_made_when_it_is_first_asked_for() -> None:
    keyring = over(Backend())
    keys = KeyringKey(keyring)
    with pytest.raises(WrongKey, match="has no key"):
        keys.unseal(b"x")
    own = keys.own()
    assert KeyringKey(keyring).own() == own
    sealed = keys.seal(b"content")
    assert KeyringKey(keyring).unseal(sealed) == b"content"
    with pytest.raises(WrongKey):
        KeyringKey(over(Backend())).unseal(sealed)
    somebody = KeyringKey(over(Backend()))
    somebody.own()
    with pytest.raises(WrongKey, match="member"):
        somebody.unseal(sealed)
    both = keys.seal(b"content", (own, somebody.own()))
    assert somebody.unseal(both) == keys.unseal(both) == b"content"


def test_the_newest_key_of_a_matter_that_was_seen_is_never_an_older_one() -> None:
    keyring = over(Backend())
    keys = KeyringKey(keyring)
    assert keys.newest("m1") == 0
    for seen, newest in ((2, 2), (1, 2), (2, 2), (3, 3)):
        keys.remember("m1", seen)
        assert keys.newest("m1") == newest
    assert keys.newest("m2") == 0
    (name,) = [name for (_, name), value in keyring._backend.kept.items() if value == "3"]
    keyring.set(name, "three")
    assert keys.newest("m1") == 0
