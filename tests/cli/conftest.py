"""Commands open the same matter again and again; each passphrase is worked off once for what it has sealed."""

from types import SimpleNamespace

import pyrage
import pytest


@pytest.fixture(autouse=True)
def worked_off_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deriving a key takes a second on purpose; what was sealed or opened in a test is opened from memory again."""
    real, known = pyrage.passphrase, dict[tuple[bytes, str], bytes]()

    def encrypt(content: bytes, passphrase: str) -> bytes:
        sealed = bytes(real.encrypt(content, passphrase))
        known[sealed, passphrase] = content
        return sealed

    def decrypt(sealed: bytes, passphrase: str) -> bytes:
        if (sealed, passphrase) not in known:
            known[sealed, passphrase] = bytes(real.decrypt(sealed, passphrase))
        return known[sealed, passphrase]

    monkeypatch.setattr(pyrage, "passphrase", SimpleNamespace(encrypt=encrypt, decrypt=decrypt))
