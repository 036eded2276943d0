"""The operating system's keyring: a real Secret Service where one runs, and clear errors where none does."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from legalredact.errors import KeyringUnavailable, WrongKey
from legalredact.model.matter import MatterInfo
from legalredact.vault.keys import KeyringKey
from legalredact.vault.os_keyring import OsKeyring
from legalredact.vault.store import MatterStore

REPOSITORY = Path(__file__).parents[2]
NO_BUS = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}


@pytest.fixture
def keyring() -> OsKeyring:
    service = OsKeyring(f"LegalRedact test {os.getpid()}")
    try:
        service.state()
    except KeyringUnavailable as problem:
        pytest.skip(f"no Secret Service here: {problem.what}")
    return service


def test_a_secret_is_kept_and_removed(keyring: OsKeyring) -> None:
    keyring.set("api", "sk-invented-0001")
    assert keyring.get("api") == "sk-invented-0001"
    keyring.delete("api")
    assert keyring.get("api") is None


def test_a_matter_made_with_the_keyring_opens_again(keyring: OsKeyring, tmp_path: Path) -> None:
    MatterStore.create(tmp_path / "m", KeyringKey(keyring), MatterInfo("m1")).close()
    with MatterStore.open(tmp_path / "m", KeyringKey(keyring)) as store:
        assert store.info().id == "m1"
    keyring.delete("identity")
    with pytest.raises(WrongKey, match="no key"):
        MatterStore.open(tmp_path / "m", KeyringKey(keyring))


@pytest.mark.parametrize("backend", ["keyring.backends.null.Keyring", "keyrings.alt.file.PlaintextKeyring"])
def test_the_environment_cannot_choose_a_weaker_backend(
    keyring: OsKeyring, backend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)
    fresh = OsKeyring(keyring._service)
    fresh.set("api", "sk-invented-0002")
    assert keyring.get("api") == "sk-invented-0002"
    keyring.delete("api")


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
