"""The audit trail: everything that happened, filtered, and checked link by link."""

import ast
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from legalredact import workflow
from legalredact.errors import VaultDamaged
from legalredact.gui.core.session import MatterSession
from legalredact.gui.oversight.audit_view import EVERYTHING, AuditView, cells, group_of
from legalredact.model.audit import AuditEvent
from tests.gui.reviewing import LETTERS, confirm, session_for


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> MatterSession:
    return session_for(tmp_path)


@pytest.fixture
def view(qtbot: QtBot, session: MatterSession) -> AuditView:
    made = AuditView(session)
    qtbot.addWidget(made)
    made.show()
    made.enter("audit")
    return made


def table(view: AuditView) -> list[tuple[str, ...]]:
    model = view.found
    columns = range(model.columnCount())
    return [tuple(str(model.index(r, c).data()) for c in columns) for r in range(model.rowCount())]


def test_every_event_is_listed_in_plain_words(view: AuditView) -> None:
    whats = [row[3] for row in table(view)]

    assert whats[0] == "created the matter"
    assert whats.count("added a document") == 2
    assert table(view)[0][1:3] == ("2026-11-24, 12:00 UTC", "Paralegal")


ACTS = {"act", "note", "rewrite"}
"""Methods of a matter that write an event with the action they are given."""


def recorded() -> set[str]:
    """The actions that code of a matter writes to its trail."""
    files = Path(workflow.__file__).parent.rglob("*.py")
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    writing = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr in ACTS]
    given = [one for call in writing for one in call.args if isinstance(one, ast.Constant)]
    return {one.value for one in given if isinstance(one.value, str) and "." in one.value}


def test_each_action_has_plain_words() -> None:
    actions = sorted(recorded())
    events = [AuditEvent(1, "2026-11-24T12:00:00+00:00", "Paralegal", action, (), "0") for action in actions]

    assert {"document.add", "name.merge", "selftest.run"} <= set(actions)
    assert [action for action, event in zip(actions, events, strict=True) if cells(event)[3] == action] == []


def test_what_happens_while_it_is_shown_is_added(view: AuditView, session: MatterSession) -> None:
    before = len(table(view))
    confirm(session)

    assert len(table(view)) > before
    assert "decided on names" in [row[3] for row in table(view)]


def test_it_is_filtered_by_kind_and_by_words(view: AuditView, session: MatterSession) -> None:
    confirm(session)
    view.groups.setCurrentText("Decisions on names")
    assert {row[3] for row in table(view)} == {"decided on names"}
    view.groups.setCurrentText(EVERYTHING)
    digest = session.state.documents[0].digest
    view.search.setText(digest[:20].upper())

    assert [row[3] for row in table(view)] == ["added a document"]


def test_no_name_stands_in_it(view: AuditView) -> None:
    said = " ".join(" ".join(row) for row in table(view))

    assert "Oldacre" not in said
    assert not any(name in said for name in LETTERS)


def test_the_check_says_how_many_events_hold_and_what_the_head_is(view: AuditView, session: MatterSession) -> None:
    view.primary()
    head = list[str]()
    session.look("Looking", lambda matter: matter.events[-1].digest, head.append)

    assert f"The trail of {len(table(view))} events holds" in view.result.text()
    assert head[0] in view.result.text()


def test_a_broken_chain_is_said_with_what_to_do(view: AuditView, session: MatterSession) -> None:
    def alter(matter: object) -> None:
        raise VaultDamaged("The audit trail is not valid from event 2.", "Restore the matter from a backup.")

    session.look("Checking", alter, lambda _: None, failed=view._broken)

    assert "event 2" in view.result.text()
    assert "backup" in view.result.text()


def test_an_action_that_is_new_is_shown_by_its_own_name() -> None:
    event = AuditEvent(1, "2026-11-24T12:00:00+00:00", "Paralegal", "matter.fold", (("pages", "3"), ("empty", "")), "0")

    assert cells(event)[3:] == ("matter.fold", "pages=3")
    assert group_of(event) == "Matter"
