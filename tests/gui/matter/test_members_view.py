"""Members in the window: listed, let in by their key, taken out once a person has said so."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from legalredact.errors import WrongKey
from legalredact.gui.core.session import MatterSession
from legalredact.gui.matter.members_view import NO_MEMBERS, MembersView
from legalredact.vault.keys import PassphraseKey, ThrowAwayKey
from legalredact.vault.store import MatterStore
from legalredact.workflow.compute.lanes import Lanes
from tests.gui.reviewing import say, session_for


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> MatterSession:
    return session_for(tmp_path)


@pytest.fixture
def view(qtbot: QtBot, session: MatterSession) -> MembersView:
    return shown(qtbot, session)


def shown(qtbot: QtBot, session: MatterSession) -> MembersView:
    made = MembersView(session)
    qtbot.addWidget(made)
    made.show()
    made.enter("members")
    return made


def names(view: MembersView) -> list[str]:
    return [view.table.item(row, 0).text() for row in range(view.table.rowCount())]


def test_who_made_it_is_listed_and_cannot_be_taken_out(view: MembersView) -> None:
    assert names(view) == ["Paralegal (you)"]
    view.table.selectRow(0)
    assert not view.take_out.isEnabled()
    assert "last member" in view.take_out.toolTip()
    assert view.own.text() == view.members[0].public_key


def test_the_list_is_no_higher_than_its_members_need(view: MembersView) -> None:
    view.resize(1100, 900)
    row = view.table.rowHeight(0)
    assert row <= view.table.viewport().height() <= 4 * row


def test_a_colleague_is_let_in_by_name_and_key(view: MembersView, tmp_path: Path) -> None:
    bea = ThrowAwayKey()
    assert not view.bar.button.isEnabled()
    view.name.setText("Bea")
    view.key.setText(f" {bea.own()} ")
    view.primary()

    assert names(view) == ["Paralegal (you)", "Bea"]
    assert view.said.text() == "Bea can open the matter now."
    assert view.key.text() == ""
    MatterStore.read(tmp_path / "matter", bea).close()


def test_after_a_colleague_is_added_it_says_so_and_the_next_one_can_be_typed(qtbot: QtBot, tmp_path: Path) -> None:
    session = session_for(tmp_path, executor=Lanes())
    view = shown(qtbot, session)
    qtbot.waitUntil(lambda: view.table.rowCount() == 1)
    view.name.setText("Bea")
    view.key.setText(ThrowAwayKey().own())
    view.bar.button.setFocus()
    view.primary()
    qtbot.waitUntil(lambda: view.table.rowCount() == 2)
    assert view.said.text() == "Bea can open the matter now."
    assert view.focusWidget() is view.name


def test_what_is_no_key_is_said_and_stays_to_be_corrected(view: MembersView) -> None:
    view.name.setText("Bea")
    view.key.setText("age1nonsense")
    view.primary()

    assert "not a public key" in view.said.text()
    assert view.key.text() == "age1nonsense"
    assert names(view) == ["Paralegal (you)"]


def test_somebody_is_taken_out_only_after_a_person_said_so(view: MembersView, tmp_path: Path) -> None:
    bea = ThrowAwayKey()
    view.name.setText("Bea")
    view.key.setText(bea.own())
    view.primary()
    view.table.selectRow(1)
    view.take_out.click()
    assert view.question is not None
    assert "old key" in view.question.accessibleDescription()
    say(view.question, "Cancel")
    assert len(names(view)) == 2

    view.table.selectRow(1)
    view.take_out.click()
    say(view.question, "Remove")
    assert names(view) == ["Paralegal (you)"]
    with pytest.raises(WrongKey):
        MatterStore.read(tmp_path / "matter", bea)


def test_a_passphrases_matter_says_why_nobody_can_be_let_in(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.gui.reviewing.ThrowAwayKey", lambda: PassphraseKey("five quiet words in May"))
    view = shown(qtbot, session_for(tmp_path))
    assert view.said.text() == NO_MEMBERS
    assert names(view) == []
    assert not view.bar.button.isEnabled()
