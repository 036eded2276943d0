"""Commands make matters again and again; sealing by a passphrase takes a second each time on purpose."""

import pyrage
import pytest

from tests.fakes import quick_passphrase


@pytest.fixture(autouse=True)
def little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are sealed with little work, and opened by the real library."""
    monkeypatch.setattr(pyrage.passphrase, "encrypt", quick_passphrase.encrypt)
