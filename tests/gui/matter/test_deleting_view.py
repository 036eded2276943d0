"""Deleting in the window: what would go is shown in numbers, asked once, and a receipt can be saved."""

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from legalredact.gui.core.session import MatterSession
from legalredact.gui.matter.deleting_view import CHOOSE, DeletingView
from tests.gui.reviewing import confirm, say, session_for


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> MatterSession:
    made = session_for(tmp_path)
    confirm(made)
    return made


@pytest.fixture
def view(qtbot: QtBot, session: MatterSession) -> DeletingView:
    made = DeletingView(session)
    qtbot.addWidget(made)
    made.show()
    made.enter("deleting")
    return made


def listed(session: MatterSession) -> list[str]:
    return [document.name for document in session.state.documents]


def test_nothing_can_be_deleted_before_something_is_chosen(view: DeletingView) -> None:
    assert not view.bar.button.isEnabled()
    assert CHOOSE in view.bar.button.accessibleDescription()
    assert not view.run.isEnabled()
    assert "no days are set" in view.now.text().casefold()


def test_what_would_go_is_asked_in_numbers_and_kept_on_no(view: DeletingView, session: MatterSession) -> None:
    view.documents.selectRow(0)
    view.primary()
    assert view.question is not None
    assert "1 document with" in view.question.asked.text()
    assert "cannot be undone" in view.question.accessibleDescription()
    say(view.question, "Keep everything")
    assert listed(session) == ["demand.txt", "answer.txt"]


def test_a_chosen_document_goes_and_its_receipt_can_be_saved(
    view: DeletingView, session: MatterSession, tmp_path: Path
) -> None:
    view.documents.selectRow(0)
    view.primary()
    say(view.question, "Delete for good")
    assert listed(session) == ["answer.txt"]
    assert view.documents.chosen() == (), "the next document must not stand in for what went"
    assert "The receipt has the fingerprint" in view.said.text()
    assert len(view.kept.rows.rows) == 1

    view.kept.selectRow(0)
    view.save_receipt(tmp_path / "receipt.json")
    written = (tmp_path / "receipt.json").read_text(encoding="utf-8")
    assert len(json.loads(written)["deleted"]["documents"]) == 1
    assert "Oldacre" not in written
    assert "demand" not in written


def test_a_range_that_no_page_bears_is_said(view: DeletingView, session: MatterSession) -> None:
    view.first.setText("PF 1")
    view.last.setText("PF 9")
    view.primary()
    assert "No page of the matter" in view.said.text()
    assert len(listed(session)) == 2


def test_days_are_set_for_this_matter(view: DeletingView) -> None:
    view.days.setValue(30)
    view.set_days.click()
    assert "30 days are set" in view.now.text()


def test_nothing_can_be_undone_into_being_again(view: DeletingView, session: MatterSession) -> None:
    from PySide6.QtGui import QUndoCommand

    session.undo.push(QUndoCommand("a decision on a name"))
    view.documents.selectRow(0)
    view.primary()
    say(view.question, "Delete for good")
    assert session.undo.count() == 0
