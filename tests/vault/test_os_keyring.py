"""The operating system's keyring: a real Secret Service where one runs, and clear errors where none does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from legalredact.errors import KeyringUnavailable, WrongKey
from legalredact.model.matter import MatterInfo
from legalredact.vault.keys import KeyringKey
from legalredact.vault.os_keyring import OsKeyring
from legalredact.vault.store import MatterStore

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
