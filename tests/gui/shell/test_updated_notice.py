"""A strip says that LegalRedact was updated while the window was open."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from legalredact import installation
from legalredact.gui.shell.updated_notice import UpdatedNotice


def test_it_is_shown_once_the_installation_changed_and_stays(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = tmp_path / "build"
    build.write_bytes(b"one\n")
    monkeypatch.setattr(installation, "resource", lambda *_: build)
    for name in ("file", "build", "changed"):
        monkeypatch.setattr(installation._Started, name, getattr(installation._Started, name))
    installation.remember()
    notice = UpdatedNotice()
    qtbot.addWidget(notice)
    notice.look()
    assert notice.isHidden()
    build.write_bytes(b"two\n")
    notice.look()
    assert not notice.isHidden()
    build.write_bytes(b"one\n")
    notice.look()
    assert not notice.isHidden()
