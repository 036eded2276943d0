"""A paralegal's and a reviewer's day, once by keys alone and once by the mouse alone, on the sample.

`dev.py bench court` takes court files too.

Two persons, one after the other; the matter's key in the system's own keyring; Claude's stand-in on loopback.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from legalredact.errors import KeyringUnavailable
from legalredact.gui.core.preferences import Preferences
from legalredact.vault.os_keyring import API_KEY, OsKeyring
from legalredact.workflow.administration.sample import sample_files
from tests.fakes.messages_server import MessagesServer
from tests.gui.reviewing import attested
from tests.gui.whole_day import ACTS, Day, Hands, Keyboard, Mouse, prepare, review

WHOLE = os.environ.get("COURT") == "all"
COURT = ("doctor__missouri.pdf", "courtlistener__acms_test.pdf")
HIDDEN = {"sample": ("Sorrel Bay", "Granite Quay", "Thackeray"), "court": ("Jagels", "Bainbridge", "Petersen")}
"""Names of parties that may not stand in anything that was sent."""


@pytest.fixture
def service() -> Iterator[MessagesServer]:
    keyring = OsKeyring()
    try:
        keyring.state()
    except KeyringUnavailable as problem:
        pytest.skip(f"no Secret Service here: {problem.what}")
    keyring.set(API_KEY, "sk-test-3f9a")
    with MessagesServer() as server:
        yield server
    keyring.delete(API_KEY)


@pytest.fixture
def files(request: pytest.FixtureRequest) -> Sequence[Path]:
    if request.param == "sample":
        return sample_files()
    folder: Path = request.getfixturevalue("shared") / "corpus" / "court"
    return [folder / name for name in COURT]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("files", ["sample", *(["court"] if WHOLE else [])], indirect=True)
@pytest.mark.parametrize("hands", [Keyboard, Mouse])
def test_two_persons_take_files_to_a_signed_export(
    qtbot: QtBot,
    tmp_path: Path,
    preferences: Preferences,
    service: MessagesServer,
    files: Sequence[Path],
    hands: type[Keyboard] | type[Mouse],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    chosen = [str(file) for file in files]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: (chosen, ""))  # the desktop's own dialogs
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(tmp_path / "out"))
    day = Day(qtbot, preferences, attested(service))
    works: Hands = hands(day)

    day.sit_down("Paralegal")
    prepare(day, works, files)
    day.sit_down("Ines Maddox")
    review(day, works)

    assert {file.suffix for file in (tmp_path / "out").iterdir()} == {".docx", ".pdf", ".md"}
    markdown = next((tmp_path / "out").glob("*.md")).read_text(encoding="utf-8")
    assert "Ines Maddox" in markdown
    assert "Paralegal" in markdown
    assert day.acts == ACTS
    assert service.complaints == []
    sent = "".join(str(one.body) for one in service.received)
    hidden = HIDDEN["court" if "court" in request.node.name else "sample"]
    assert [name for name in hidden if name.casefold() in sent.casefold()] == []
