"""A reviewer joins by the window alone: copies a key, finds shared matters, begins at the sign-off."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.session import MatterSession
from legalredact.gui.review.sign_off_view import SignOffView
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.gui.shell.opening import Opening
from legalredact.gui.shell.start_window import StartWindow
from legalredact.model.matter import MatterInfo
from legalredact.model.policy import Policy
from legalredact.summary.prompts import load
from legalredact.vault.keys import KeySource
from legalredact.workflow.compute.lanes import AtOnce
from legalredact.workflow.matter.dependencies import Parts, Wiring
from legalredact.workflow.matter.open_matter import OpenMatter
from tests.gui.reviewing import confirm, session_for

REVIEWER = "Ines Maddox"


@pytest.fixture
def start(qtbot: QtBot, wiring: Wiring, preferences: Preferences) -> StartWindow:
    opening = Opening(wiring, Policy(), preferences, REVIEWER, AtOnce)
    made = StartWindow(preferences, lambda: opening, AtOnce())
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> MatterSession:
    """With a summary that its preparer has finished."""
    made = session_for(tmp_path)
    confirm(made)
    made.summaries.summarize(load()["chronology"], "local", "")
    return made


def window_of(qtbot: QtBot, session: MatterSession) -> MatterWindow:
    made = MatterWindow(session)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


def test_the_own_key_is_copied_before_any_matter_is_open(start: StartWindow, keys: KeySource) -> None:
    start.view.copy_key.click()
    assert QGuiApplication.clipboard().text() == keys.own()
    assert "Members" in start.view.busy.text()


def test_the_matters_of_a_shared_folder_are_listed(
    start: StartWindow, preferences: Preferences, parts: Parts, keys: KeySource, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    for number in (1, 2):
        info = MatterInfo(f"m{number}", f"Oldacre {number}")
        OpenMatter.create(shared / f"matter-{number}", keys, parts, "Paralegal", info).close()
    start.choose_folder(shared)
    recent = start.view.recent
    assert {recent.item(row).text() for row in range(recent.count())} == {"Oldacre 1", "Oldacre 2"}
    assert not start.error.isVisible()
    assert set(Preferences(preferences._settings).matters()) == {shared / "matter-1", shared / "matter-2"}


def test_a_matter_opens_at_the_sign_off_for_its_reviewer(qtbot: QtBot, session: MatterSession) -> None:
    session.actor = REVIEWER
    window = window_of(qtbot, session)
    view = window.view("sign_off")
    assert isinstance(view, SignOffView)
    assert window.place == "sign_off"
    qtbot.wait(1)
    assert not window.documents.list.hasFocus()


def test_it_opens_at_the_documents_for_its_preparer(qtbot: QtBot, session: MatterSession) -> None:
    assert window_of(qtbot, session).step == "documents"


def test_the_summary_has_most_of_the_height_at_the_sign_off(qtbot: QtBot, session: MatterSession) -> None:
    session.actor = REVIEWER
    window = window_of(qtbot, session)
    view = window.view("sign_off")
    assert isinstance(view, SignOffView)
    qtbot.waitUntil(lambda: view.reader.list.height() > 0)
    assert view.reader.list.height() >= view.below.height()
    assert view.reader.list.height() >= window.height() * 0.35
