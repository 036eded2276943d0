"""A production is added in steps, by keys; what would be skipped is counted before. All names are invented."""

import itertools
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from legalredact.gui.core.session import MatterSession
from legalredact.gui.production.add_production import CHECK, OPTIONS, RUN, AddProduction
from legalredact.gui.production.production_view import ProductionView
from legalredact.model.job import Stage
from legalredact.model.production import ProductionMember
from legalredact.model.progress import Cancellation, Report
from legalredact.workflow.compute.lanes import Lanes
from tests.fakes.production import production_parts
from tests.gui.conftest import Settled
from tests.gui.producing import DOCUMENTS, LETTERS, session_over

Key = Qt.Key


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> MatterSession:
    return session_over(tmp_path)


def opened(qtbot: QtBot, session: MatterSession, folder: Path) -> tuple[ProductionView, AddProduction]:
    view = ProductionView(session, choose_folder=lambda _: str(folder), choose_file=lambda _: "")
    qtbot.addWidget(view)
    view.show()
    view.enter("production")
    view.first_folder.click()
    assert view.adding is not None
    qtbot.waitUntil(view.adding.isActiveWindow)
    return view, view.adding


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def to_check(qtbot: QtBot, dialog: AddProduction) -> None:
    press(qtbot, Key.Key_Return)
    assert dialog.pages.currentIndex() == OPTIONS
    assert dialog.far.hasFocus()
    dialog.next.setFocus()
    press(qtbot, Key.Key_Return)
    assert dialog.pages.currentIndex() == CHECK


def test_enter_leads_from_the_folder_to_the_end_of_the_run(
    qtbot: QtBot, session: MatterSession, tmp_path: Path
) -> None:
    view, dialog = opened(qtbot, session, tmp_path / "in")
    assert str(tmp_path / "in") in dialog.chosen.text().replace("\u200b", "")
    to_check(qtbot, dialog)
    assert view.run.now is not None
    assert view.run.now.members == 0, "nothing is added before the last step"
    assert dialog.checked.text().split("\n\n") == [
        f"{LETTERS} files in all, attachments and embedded files included.",
        f"{LETTERS - 1} documents would be added.",
        "Copies of other files in it, each read once: 1.",
    ]
    press(qtbot, Key.Key_Return)
    assert dialog.pages.currentIndex() == RUN
    assert "documents added." in dialog.said.text()
    assert view.stages.counts[Stage.CONFIRM].text() == f"{DOCUMENTS} wait for you", "the run began by itself"
    press(qtbot, Key.Key_Return)
    assert not dialog.isVisible()


def test_while_the_run_goes_on_the_window_never_says_that_nothing_runs(
    qtbot: QtBot, tmp_path: Path, settled: Settled
) -> None:
    session = session_over(tmp_path, Lanes())
    view, dialog = opened(qtbot, session, tmp_path / "in")
    told: list[tuple[bool, str]] = []
    view.run.changed.connect(lambda: told.append((view.run.working, dialog.said.text())))
    to_check(qtbot, dialog)
    settled(lambda: dialog.next.text() == "Add")
    press(qtbot, Key.Key_Return)
    settled(lambda: view.stages.counts[Stage.CONFIRM].text() == f"{DOCUMENTS} wait for you")
    settled(lambda: not session.tasks.running)

    working = [words for works, words in told if works]
    assert any("documents added." in words for words in working)
    assert not any("Nothing runs now" in words for words in working)
    assert "Nothing runs now" in dialog.said.text()
    session.close(session.tasks.close)


def test_the_check_counts_what_is_in_the_matter_and_options_are_remembered(
    qtbot: QtBot, session: MatterSession, tmp_path: Path
) -> None:
    view, dialog = opened(qtbot, session, tmp_path / "in")
    to_check(qtbot, dialog)
    press(qtbot, Key.Key_Escape)
    dialog = opened(qtbot, session, tmp_path / "in")[1]
    dialog.far.setCurrentText("Names found")
    dialog.at_once.setChecked(False)
    to_check(qtbot, dialog)
    press(qtbot, Key.Key_Return)
    assert view.run.now is not None
    again = opened(qtbot, session, tmp_path / "in")[1]
    assert again.far.currentText() == "Names found"
    assert not again.at_once.isChecked()
    to_check(qtbot, again)
    assert f"Skipped, already in the matter: {LETTERS}." in again.checked.text()
    assert not again.next.isEnabled()


def test_back_leads_to_another_folder_and_escape_adds_nothing(
    qtbot: QtBot, session: MatterSession, tmp_path: Path
) -> None:
    view, dialog = opened(qtbot, session, tmp_path / "in")
    to_check(qtbot, dialog)
    dialog.back.click()
    dialog.back.click()
    empty = tmp_path / "empty"
    empty.mkdir()
    dialog.choose(str(empty))
    to_check(qtbot, dialog)
    assert dialog.checked.text().startswith("There is no document in it.")
    assert not dialog.next.isEnabled()
    press(qtbot, Key.Key_Escape)
    assert view.run.now is not None
    assert view.run.now.members == 0


def test_a_window_that_is_closed_while_documents_are_added_still_starts_the_run(
    qtbot: QtBot, tmp_path: Path, settled: Settled
) -> None:
    session = session_over(tmp_path, Lanes())
    view, dialog = opened(qtbot, session, tmp_path / "in")
    to_check(qtbot, dialog)
    settled(lambda: dialog.next.text() == "Add")
    press(qtbot, Key.Key_Return, Key.Key_Escape)
    assert not dialog.isVisible()
    settled(lambda: view.stages.counts[Stage.CONFIRM].text() == f"{DOCUMENTS} wait for you")
    settled(lambda: not session.tasks.running)
    session.close(session.tasks.close)


def test_a_check_can_be_skipped_and_an_addition_stopped(qtbot: QtBot, tmp_path: Path, settled: Settled) -> None:
    def endless(_path: Path, _report: Report, cancel: Cancellation) -> Iterator[ProductionMember]:
        for _ in itertools.repeat(None):
            cancel.check()
            time.sleep(0.01)
        yield from ()

    parts = production_parts()
    assert parts.productions is not None
    session = session_over(
        tmp_path, Lanes(), parts=replace(parts, productions=replace(parts.productions, intake=endless))
    )
    _, dialog = opened(qtbot, session, tmp_path / "in")
    to_check(qtbot, dialog)
    assert dialog.next.text() == "Skip the check and add"
    assert dialog.progress.isVisible()
    dialog.progress.cancel.click()
    settled(lambda: dialog.checked.text().startswith("Not checked."))
    assert not dialog.progress.isVisible()
    press(qtbot, Key.Key_Return)
    settled(dialog.progress.isVisible)
    dialog.progress.cancel.click()
    settled(lambda: dialog.said.text().startswith("Stopped before all documents were added."))
    settled(lambda: not session.tasks.running)
    session.close(session.tasks.close)
