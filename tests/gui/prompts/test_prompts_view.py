"""Prompts in the window: proposed by one person, approved by another, refused before that with its reason."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from legalredact.governance.account import Account
from legalredact.gui.core.session import MatterSession
from legalredact.gui.prompts.prompts_view import PromptsView
from legalredact.gui.send.send_view import SendView
from legalredact.model.policy import PromptPolicy
from legalredact.summary.prompts import prompt_of
from tests.gui.reviewing import attested, confirm, say, session_for


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> MatterSession:
    (tmp_path / "prompts").mkdir()
    made = session_for(tmp_path, replace(attested(), prompts=PromptPolicy(folder=str(tmp_path / "prompts"))))
    confirm(made)
    return made


@pytest.fixture
def view(qtbot: QtBot, session: MatterSession) -> PromptsView:
    made = PromptsView(session)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.enter("prompts")
    return made


def acts(session: MatterSession, person: str) -> None:
    """From now on that person uses the window."""
    session._matter.actor = person
    session._matter.parts = replace(session._matter.parts, account=Account(f"uid:{person}", person))


def propose(view: PromptsView, instructions: str) -> None:
    view.propose.click()
    assert view.dialog is not None
    assert not view.dialog.propose.isEnabled()
    view.dialog.heading.setText("Motion digest")
    view.dialog.purpose.setText("Say what each motion asks for.")
    view.dialog.instructions.setPlainText(instructions)
    view.dialog.propose.click()


def choose(view: PromptsView, key: str) -> None:
    view.table.choose(view.table.rows.number_of[key])


def reasons(view: PromptsView | SendView) -> str:
    return view.bar.button.accessibleDescription()


def test_a_prompt_goes_from_its_proposal_to_its_use_and_its_end(
    qtbot: QtBot, session: MatterSession, view: PromptsView
) -> None:
    acts(session, "ann")
    view.read()
    propose(view, "Write what Marguerite Oldacre asks for.")
    assert "“Marguerite Oldacre” in instructions" in view.said.text()
    assert len(view.table.rows.rows) == len(session.state.conditions.registry.entries)
    propose(view, "Write what each motion above asks for.")
    assert view.entry is not None
    assert (view.entry.id, view.entry.version) == ("firm-motion-digest", "1"), "what was proposed is in view"
    assert "Write what each motion above asks for." in view.card.toPlainText()
    assert "proposed a prompt may not approve it" in reasons(view)
    assert not view.bar.button.isEnabled()

    send = SendView(session)
    qtbot.addWidget(send)
    send.show()
    send.prompts.setCurrentIndex(send.prompts.findData("firm-motion-digest"))
    assert "is not approved yet" in reasons(send)
    send.engines.setCurrentIndex(send.engines.findData("local"))
    assert "The engine local cannot follow the prompt firm-motion-digest." in reasons(send)
    send.engines.setCurrentIndex(send.engines.findData("claude"))

    acts(session, "bea")
    view.read()
    choose(view, "firm-motion-digest 1")
    assert reasons(view) == ""
    view.bar.button.click()
    assert "is approved" in view.said.text()
    assert "Approved on 2026-11-24 by bea" in view.card.toPlainText()
    assert reasons(send) == ""
    assert send.bar.button.isEnabled()

    view.retire.click()
    say(view.question, "Retire")
    assert "is retired" in view.card.toPlainText()
    assert "is retired" in reasons(send)


def test_the_effort_is_chosen_and_kept_in_a_new_version(session: MatterSession, view: PromptsView) -> None:
    acts(session, "ann")
    view.read()
    view.propose.click()
    assert view.dialog is not None
    view.dialog.heading.setText("Motion digest")
    view.dialog.purpose.setText("Say what each motion asks for.")
    view.dialog.instructions.setPlainText("Write what each motion above asks for.")
    view.dialog.effort.setCurrentIndex(view.dialog.effort.findText("High"))
    view.dialog.propose.click()
    choose(view, "firm-motion-digest 1")
    assert "Effort: high" in view.card.toPlainText()
    view.renew.click()
    assert view.dialog.proposal.effort == "high"


def test_a_prompt_of_the_program_is_not_approved_here(view: PromptsView) -> None:
    choose(view, f"chronology {prompt_of('chronology').version}")
    assert "it is not approved or retired here" in reasons(view)
    assert not view.retire.isEnabled()
    assert not view.renew.isEnabled()
