"""What is said beside the scan: designations with their places, words that may still point at somebody, the cost."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from legalredact.gui.core.session import MatterSession
from legalredact.gui.send.send_facts import facts
from legalredact.gui.send.send_reasons import reasons
from legalredact.gui.send.send_rows import PairRow
from legalredact.gui.send.send_view import SendView
from legalredact.model.audit import AuditEvent
from legalredact.model.policy import ClaudePolicy, DesignationPolicy
from legalredact.summary import prompts
from legalredact.workflow.send.designations import Cleared
from tests.gui.conftest import LEFT, PLAIN
from tests.gui.reviewing import attested, confirm, session_for

TEXTS = {
    "memo.txt": "PRIVILEGED AND CONFIDENTIAL\n\nMarguerite Oldacre, aged 93, signed in May.\n\nCONFIDENTIAL\n",
    "plain.txt": "Penhallow Freight, Inc. answered in June.\n",
}


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> SendView:
    made = SendView(session_for(tmp_path, attested(), texts=TEXTS))
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.enter("send")
    return made


def test_a_designation_is_told_once_a_document_with_its_other_places(view: SendView) -> None:
    told = [line.accessibleName() for line in view.facts.designations.lines]

    assert len(told) == 2
    assert told[0].startswith("Document 1: ")
    assert any("confidential" in line and "1 more place" in line for line in told)
    assert all("Oldacre" not in line for line in told)


def test_a_click_on_a_designation_shows_its_page(qtbot: QtBot, view: SendView) -> None:
    session: MatterSession = view.session
    with qtbot.waitSignal(session.shown) as shown:
        QTest.mouseClick(view.facts.designations.lines[0], LEFT, PLAIN)
    document_id, span = shown.args

    assert document_id == session.state.documents[0].id
    assert span.of(session.state.documents[0].text).startswith("PRIVILEGED")


def test_what_may_point_at_somebody_is_told_in_masked_words_and_shown(view: SendView) -> None:
    hint = view.facts.hints.lines[0]
    assert "an age over 89" in hint.accessibleName()
    assert "Oldacre" not in hint.accessibleName()
    QTest.mouseClick(hint, LEFT, PLAIN)
    row = view.list.rows[view.list.currentIndex().row()]

    assert isinstance(row, PairRow)
    assert "aged 93" in row.pair.leaving


def test_designations_stop_a_send_and_not_the_local_engine(qtbot: QtBot, tmp_path: Path) -> None:
    policy = replace(attested(), designations=DesignationPolicy(stop=("privileged",)))
    view = SendView(session_for(tmp_path, policy, texts=TEXTS))
    qtbot.addWidget(view)
    view.show()
    view.enter("send")
    found = {}
    for engine in ("claude", "local"):
        why = reasons(view.session.state, policy, view.prompt, engine, view.prepared, view.session.today())
        found[engine] = any("designated" in reason.words for reason in why)
    assert view.session.state.blockers
    assert found == {"claude": True, "local": False}


def test_the_cost_is_an_estimate_with_the_date_of_its_prices(view: SendView) -> None:
    assert view.prepared is not None
    rows = dict(facts(view.prepared, next(iter(prompts.load().values())), "claude", attested()))

    assert "estimate" in rows["Cost"]
    assert "$" in rows["Cost"]
    assert "list prices of 20" in rows["Cost"]
    assert rows["Engine"] == f"Claude, {ClaudePolicy().model}"


def test_the_local_engine_costs_nothing(view: SendView) -> None:
    assert view.prepared is not None
    rows = dict(facts(view.prepared, next(iter(prompts.load().values())), "local", attested()))

    assert rows["Cost"] == "nothing"


def test_a_plain_matter_says_nothing_of_either(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "plain"
    folder.mkdir()
    view = SendView(session_for(folder, texts={"plain.txt": TEXTS["plain.txt"]}))
    qtbot.addWidget(view)
    view.show()
    view.enter("send")

    assert view.facts.designations.isHidden()
    assert view.facts.hints.isHidden()


def test_a_designation_that_policy_names_stops_a_send_until_it_is_cleared_with_a_reason(
    qtbot: QtBot, tmp_path: Path
) -> None:
    policy = replace(attested(), designations=DesignationPolicy(("PRIVILEGED",)))
    folder = tmp_path / "stopped"
    folder.mkdir()
    session = session_for(folder, policy, texts=TEXTS)
    confirm(session)
    view = SendView(session)
    qtbot.addWidget(view)
    view.show()
    view.enter("send")
    assert not view.bar.button.isEnabled()
    assert "designated privileged" in view.bar.button.accessibleDescription()
    link = next(b for b in view.bar.findChildren(QPushButton) if b.text() == "Give the reason")
    link.click()
    view.chooser.chosen.emit(Cleared.CONSENT)
    view.chooser.reject()

    assert view.bar.button.isEnabled()
    seen: list[AuditEvent] = []
    session.look("Looking", lambda matter: matter.events, seen.extend)
    assert dict(next(e for e in seen if e.action == "designation.clear").details)["why"] == "consent"


def test_the_local_engine_is_not_stopped_by_a_designation(qtbot: QtBot, tmp_path: Path) -> None:
    policy = replace(attested(), designations=DesignationPolicy(("PRIVILEGED",)))
    folder = tmp_path / "local"
    folder.mkdir()
    view = SendView(session_for(folder, policy, texts=TEXTS))
    qtbot.addWidget(view)
    view.show()
    view.enter("send")
    view.engines.setCurrentIndex(view.engines.findData("local"))

    assert view.bar.button.isEnabled()
