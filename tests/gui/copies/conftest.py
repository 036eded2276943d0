"""Most tests of copies look at no preview: it takes seconds to make one."""

import pytest

from legalredact.gui.copies import copy_preview


@pytest.fixture(autouse=True)
def no_preview_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview is made after a while without a change; this is longer than any test."""
    monkeypatch.setattr(copy_preview, "DELAY", 3_600_000)
