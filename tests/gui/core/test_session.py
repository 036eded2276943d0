"""The session: files come in, acts change the matter, and views hear of one snapshot after the other."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from legalredact.errors import UsageError
from legalredact.gui.core.session import MatterSession
from legalredact.gui.matter.documents_entries import DocumentState, entries_of
from legalredact.gui.names.undo_commands import NamesActs
from legalredact.model.register import Decision
from legalredact.workflow.window.snapshot import Snapshot
from tests.gui.conftest import LETTER


def test_a_file_becomes_a_document_with_its_names(session: MatterSession, letter: Path) -> None:
    session.add([letter])

    assert [d.text for d in session.state.documents] == [LETTER]
    assert any(m.surface == "Marguerite Oldacre" for m in session.state.mentions[session.state.documents[0].id])
    assert session.incoming == {}


def test_a_document_is_searched_until_the_snapshot_knows_its_names(session: MatterSession, letter: Path) -> None:
    """A snapshot may take seconds; meanwhile nobody is told that its names were not looked for."""

    def hold_the_next(state: Snapshot) -> None:
        session._refreshing = bool(state.busy)

    session.changed.connect(hold_the_next)
    session.add([letter])
    assert session.state.busy
    assert session.unsearched == frozenset()
    assert [entry.state for entry in entries_of(session.state, session.incoming, "")] == [DocumentState.SEARCHING]

    session._refreshing = False
    session.refresh()
    assert not session.state.busy
    assert session.incoming == {}


def test_its_bytes_stay_when_the_file_is_gone(session: MatterSession, letter: Path) -> None:
    session.add([letter])
    letter.unlink()

    assert session.original(session.state.documents[0].id) == LETTER.encode()


def test_a_file_that_cannot_be_read_is_listed_with_its_reason_and_the_rest_is_read(
    session: MatterSession, letter: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    session.add([broken, letter])

    assert len(session.state.documents) == 1
    problem = session.incoming[broken].problem
    assert problem is not None
    assert problem.remedy
    session.forget(broken)
    assert session.incoming == {}


def test_the_same_file_twice_is_one_document(session: MatterSession, letter: Path) -> None:
    session.add([letter])
    session.add([letter])

    assert len(session.state.documents) == 1


def test_an_act_is_followed_by_a_new_snapshot(session: MatterSession, letter: Path, qtbot: QtBot) -> None:
    session.add([letter])
    entity = session.state.register.entities[0]
    with qtbot.waitSignal(session.changed):
        session.act("Confirming", lambda matter: matter.decide(Decision.CONFIRMED, [entity.id]))

    assert session.state.entities[entity.id].decision is Decision.CONFIRMED
    assert session.state.entities[entity.id].token


def test_an_act_that_is_refused_is_told_and_changes_nothing(session: MatterSession, qtbot: QtBot) -> None:
    before = session.state

    def refuse(_: object) -> None:
        raise UsageError("That makes no sense.", "Do another thing.")

    with qtbot.waitSignal(session.tasks.failed) as told:
        session.act("Trying", refuse)

    assert isinstance(told.args[0], UsageError)
    assert session.state.register == before.register


def test_closing_lets_others_open_the_matter(session: MatterSession, tmp_path: Path) -> None:
    closed = list[int]()
    session.close(lambda: closed.append(1))

    assert closed == [1]


def test_closing_leaves_nothing_to_undo(session: MatterSession, letter: Path) -> None:
    session.add([letter])
    NamesActs(session).decide(Decision.CONFIRMED, session.state.register.entities[:1])
    assert session.undo.count() == 1
    session.close(lambda: None)

    assert session.undo.count() == 0
