"""The operating system's keyring: a real Secret Service where one runs, and clear errors where none does."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keyring.backend
import pytest
from keyring.backends.SecretService import Keyring as SecretService

from legalredact.errors import KeyringUnavailable, WrongKey
from legalredact.model.matter import MatterInfo
from legalredact.vault.keys import KeyringKey
from legalredact.vault.os_keyring import OsKeyring, trusted
from legalredact.vault.store import MatterStore

REPOSITORY = Path(__file__).parents[2]
NO_BUS = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}


@pytest.fixture
def keyring_(os_keyring: OsKeyring) -> OsKeyring:
    return os_keyring


def test_a_secret_is_kept_and_removed(keyring_: OsKeyring) -> None:
    keyring_.set("api", "sk-invented-0001")
    assert keyring_.get("api") == "sk-invented-0001"
    keyring_.delete("api")
    assert keyring_.get("api") is None


def test_a_matter_made_with_the_keyring_opens_again(keyring_: OsKeyring, tmp_path: Path) -> None:
    MatterStore.create(tmp_path / "m", KeyringKey(keyring_), MatterInfo("m1")).close()
    with MatterStore.open(tmp_path / "m", KeyringKey(keyring_)) as store:
        assert store.info().id == "m1"
    keyring_.delete("identity")
    with pytest.raises(WrongKey, match="no key"):
        MatterStore.open(tmp_path / "m", KeyringKey(keyring_))


@pytest.mark.parametrize("backend", ["keyring.backends.null.Keyring", "keyrings.alt.file.PlaintextKeyring"])
def test_the_environment_cannot_choose_a_weaker_backend(
    keyring_: OsKeyring, backend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)
    fresh = OsKeyring(keyring_._service)
    fresh.set("api", "sk-invented-0002")
    assert keyring_.get("api") == "sk-invented-0002"
    keyring_.delete("api")


class Dressed(SecretService):
    """Looks like the platform's own."""


def backends() -> Iterator[Any]:
    """Everything that is not the platform's own."""
    from keyring.backends import chainer, fail, null

    class PlaintextKeyring(keyring.backend.KeyringBackend):
        def get_password(self, service: str, username: str) -> str | None:
            return None

        def set_password(self, service: str, username: str, password: str) -> None:
            """It would write a file."""

    yield from (null.Keyring(), fail.Keyring(), chainer.ChainerBackend(), PlaintextKeyring(), Dressed())


@pytest.mark.parametrize("backend", list(backends()), ids=lambda backend: type(backend).__qualname__)
def test_a_backend_that_is_not_the_platforms_own_is_refused(backend: Any) -> None:
    with pytest.raises(KeyringUnavailable, match="not this system's own"):
        trusted(backend)


def test_a_keyring_that_takes_a_secret_and_keeps_another_is_found_out(
    keyring_: OsKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = keyring_._open()
    monkeypatch.setattr(type(backend), "get_password", lambda *_: "something else")
    with pytest.raises(KeyringUnavailable, match="did not keep"):
        keyring_.set("api", "sk-invented-0004")


@pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's")
def test_without_a_keyring_the_error_names_the_way_out() -> None:
    code = "from legalredact.vault.os_keyring import OsKeyring; OsKeyring().get('api')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=NO_BUS,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "KeyringUnavailable" in done.stderr
    assert "--passphrase-file" in done.stderr


LOCKED = """
import secretstorage
from legalredact.vault.os_keyring import OsKeyring

keyring = OsKeyring("LegalRedact locked")
keyring.set("api", "sk-invented-0003")
bus = secretstorage.dbus_init()
secretstorage.get_default_collection(bus).lock()
try:
    keyring.get("api")
finally:
    bus.close()
"""


@pytest.mark.skipif(not shutil.which("gnome-keyring-daemon"), reason="gnome-keyring is not installed")
def test_a_locked_keyring_is_said_to_be_locked(tmp_path: Path) -> None:
    """In a session of its own, so that nobody else's keyring is locked; nobody is there to answer its prompt."""
    script = 'eval "$(printf "pw\\n" | gnome-keyring-daemon --unlock --components=secrets)"; exec "$0" -c "$1"'
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "PYTHONPATH": str(REPOSITORY)}
    environment.pop("DISPLAY", None)
    command = ["dbus-run-session", "--", "sh", "-c", script, sys.executable, LOCKED]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert "KeyringUnavailable" in done.stderr, done.stderr
    assert "is locked" in done.stderr
    assert "sk-invented" not in done.stderr
