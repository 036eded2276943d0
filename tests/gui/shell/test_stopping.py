"""Long work in its own thread: the status bar shows how far it is and stops it, and nothing half done is left."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from legalredact.errors import DiskFull, Refused
from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import theme
from legalredact.gui.core.undo import UndoCommand
from legalredact.gui.core.view import View
from legalredact.gui.matter.additions import push_addition
from legalredact.gui.matter.deleting_view import DeletingView
from legalredact.gui.matter.inventory_view import InventoryView
from legalredact.gui.matter.members_view import MembersView
from legalredact.gui.names.undo_commands import NamesActs
from legalredact.gui.oversight.audit_view import AuditView
from legalredact.gui.review.printing import letter_printer
from legalredact.gui.review.sign_off_view import SignOffView
from legalredact.gui.shell.opening import Opening
from legalredact.gui.shell.start_window import STOPPED, StartWindow
from legalredact.gui.shell.status_bar import StatusBar
from legalredact.model.mention import Role
from legalredact.model.policy import Policy
from legalredact.model.register import Decision
from legalredact.model.review import Verdict
from legalredact.summary.prompts import load
from legalredact.vault import rekey
from legalredact.vault.keys import KeySource, ThrowAwayKey
from legalredact.vault.records import Records
from legalredact.workflow.administration import undo_addition
from legalredact.workflow.compute.lanes import AtOnce, Lanes
from legalredact.workflow.export import export as exporting
from legalredact.workflow.matter.dependencies import Parts, Wiring
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send import inventories
from legalredact.workflow.sign_off.sign_off import review
from tests.gui.conftest import Settled
from tests.gui.reviewing import confirm, say, session_for


class Hold:
    """Holds a function in its thread until the test lets it go on."""

    def __init__(self, place: object, name: str, monkeypatch: pytest.MonkeyPatch, *, after: int = 0) -> None:
        self._real: Callable[..., Any] = getattr(place, name)
        self._left = after
        self.there, self.go_on = threading.Event(), threading.Event()
        held = self

        def function(*args: object, **named: object) -> object:
            held._left -= 1
            if held._left < 0:
                held.there.set()
                assert held.go_on.wait(30)
            return held._real(*args, **named)

        monkeypatch.setattr(place, name, function)


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[MatterSession]:
    made = session_for(tmp_path, executor=Lanes())
    yield made
    made.undo.clear()
    made.tasks.close()


@pytest.fixture
def bar(qtbot: QtBot, session: MatterSession) -> StatusBar:
    made = StatusBar(session.tasks)
    qtbot.addWidget(made)
    made.resize(1400, 40)
    made.show()
    return made


def shown(qtbot: QtBot, view: View) -> None:
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show()
    view.enter("")


def idle(session: MatterSession) -> bool:
    return not session.tasks.running and not session.refreshing


def events(session: MatterSession, settled: Settled) -> list[str]:
    found: list[list[str]] = []
    session.look("Looking", lambda matter: [event.action for event in matter.events], found.append)
    settled(lambda: bool(found))
    return found[0]


def stop(bar: StatusBar, hold: Hold, session: MatterSession, settled: Settled) -> None:
    """Press Cancel while the work is held, then let it go on to the end."""
    settled(hold.there.is_set)
    settled(bar.cancel.isVisible)
    bar.cancel.click()
    assert "stopping" in bar.words.text()
    hold.go_on.set()
    settled(lambda: idle(session))


def calm(words: QWidget) -> bool:
    return theme().colours.stopped not in words.styleSheet()


def test_a_check_of_the_trail_shows_its_share_and_the_time_left_and_stops(
    qtbot: QtBot, session: MatterSession, bar: StatusBar, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold, view = Hold(Records, "original", monkeypatch, after=1), AuditView(session)
    shown(qtbot, view)
    before = events(session, settled)
    view.primary()
    settled(hold.there.is_set)
    settled(lambda: "Checking what is stored: " in bar.words.text() and bar.bar.isVisible())
    assert 0 < bar.bar.value() < bar.bar.maximum()
    (task,) = session.tasks.running
    task.begun -= 30
    task.progressed.emit()
    assert bar.words.text().endswith(" left")
    stop(bar, hold, session, settled)

    assert view.result.text().startswith("The check was stopped before its end, so it has no result.")
    assert calm(view.result)
    assert events(session, settled) == before


@pytest.fixture
def deleting(qtbot: QtBot, session: MatterSession, settled: Settled) -> DeletingView:
    view = DeletingView(session)
    shown(qtbot, view)
    settled(lambda: view.documents.rows.rowCount() == 2)
    view.documents.selectRow(0)
    return view


def delete(view: DeletingView, settled: Settled) -> None:
    view.primary()
    settled(lambda: view.question is not None)
    say(view.question, "Delete for good")


def test_a_deletion_is_stopped_before_anything_is_deleted(
    session: MatterSession,
    bar: StatusBar,
    deleting: DeletingView,
    settled: Settled,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before, hold = events(session, settled), Hold(Records, "original", monkeypatch)
    delete(deleting, settled)
    stop(bar, hold, session, settled)

    assert len(session.state.documents) == 2
    assert calm(deleting.said)
    assert "Stopped" in deleting.said.text()
    assert events(session, settled) == before


def test_a_deletion_that_has_begun_cannot_be_stopped_and_says_so(
    session: MatterSession,
    bar: StatusBar,
    deleting: DeletingView,
    settled: Settled,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hold = Hold(rekey, "_sync", monkeypatch)
    delete(deleting, settled)
    settled(hold.there.is_set)
    settled(bar.unstoppable.isVisible)
    assert bar.unstoppable.text() == "cannot be stopped"
    assert not bar.cancel.isVisible()
    session.tasks.cancel_all()  # as a window that is closed does
    hold.go_on.set()
    settled(lambda: idle(session))

    assert len(session.state.documents) == 1
    assert "The receipt has the fingerprint" in deleting.said.text()


def test_a_removal_of_a_member_is_stopped_before_the_new_key_counts(
    qtbot: QtBot,
    tmp_path: Path,
    session: MatterSession,
    bar: StatusBar,
    settled: Settled,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view = MembersView(session)
    shown(qtbot, view)
    settled(lambda: view.table.rowCount() == 1)
    view.name.setText("Bea")
    view.key.setText(ThrowAwayKey().own())
    view.primary()
    settled(lambda: view.table.rowCount() == 2)
    files, hold = sorted((tmp_path / "matter").iterdir()), Hold(rekey, "_sync", monkeypatch)
    view.table.selectRow(1)
    view.take_out.click()
    say(view.question, "Remove")
    stop(bar, hold, session, settled)

    assert calm(view.said)
    assert [member.name for member in view.members] == ["Paralegal", "Bea"]
    assert sorted((tmp_path / "matter").iterdir()) == files
    assert events(session, settled)[-2:] == ["member.remove", "member.keep"]


@pytest.fixture
def signing(qtbot: QtBot, tmp_path: Path, session: MatterSession, settled: Settled) -> SignOffView:
    """The view of a signed summary."""
    confirm(session)
    settled(lambda: idle(session))
    session.summaries.summarize(load()["chronology"], "local", "")
    settled(lambda: idle(session) and bool(session.state.summaries))
    (summary,) = session.state.summaries
    session.act("Signing", lambda matter: review(matter, summary, "Bea", Verdict.APPROVED))
    settled(lambda: idle(session) and bool(session.state.signed))
    printer = letter_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    view = SignOffView(session, folder=lambda _: tmp_path / "out", printer=lambda _: printer)
    shown(qtbot, view)
    settled(lambda: idle(session))
    return view


def test_an_export_is_stopped_before_a_file_is_written_or_recorded(
    tmp_path: Path,
    session: MatterSession,
    bar: StatusBar,
    signing: SignOffView,
    settled: Settled,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hold = Hold(exporting, "rendered", monkeypatch, after=1)
    signing.primary()
    settled(hold.there.is_set)
    settled(lambda: 0 < bar.bar.value() < bar.bar.maximum())
    stop(bar, hold, session, settled)

    assert not (tmp_path / "out").exists()
    assert "summary.export" not in events(session, settled)
    signing.primary()
    settled(lambda: idle(session))
    assert len(list((tmp_path / "out").iterdir())) == len(signing.signature.forms)


def test_printing_is_stopped_before_it_is_recorded(
    tmp_path: Path,
    session: MatterSession,
    bar: StatusBar,
    signing: SignOffView,
    settled: Settled,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hold = Hold(exporting, "pages", monkeypatch)
    signing.print.click()
    stop(bar, hold, session, settled)
    assert "summary.print" not in events(session, settled)
    assert not (tmp_path / "printed.pdf").exists()

    signing.print.click()
    settled(lambda: "Sent to the printer" in signing.signature.done.text())
    assert (tmp_path / "printed.pdf").exists()


def test_an_addition_whose_undo_was_stopped_is_there_and_can_be_undone_again(
    session: MatterSession, bar: StatusBar, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [document.id for document in session.state.documents]
    push_addition(session, "2 documents", ids, lambda: None)
    before, hold = events(session, settled), Hold(Records, "drop_members", monkeypatch)
    session.undo.undo()
    settled(hold.there.is_set)
    settled(lambda: bar.words.text().startswith("Deleting: "))
    stop(bar, hold, session, settled)

    assert [document.id for document in session.state.documents] == ids
    assert events(session, settled) == before
    command = session.undo.command(session.undo.index() - 1)
    assert isinstance(command, UndoCommand)
    assert command.text() == "Add 2 documents"
    session.undo.undo()
    settled(lambda: session.state.documents == ())
    assert session.undo.canRedo()


def test_decisions_that_wait_are_made_before_the_matter_is_closed(
    qtbot: QtBot, session: MatterSession, bar: StatusBar, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person has made them: they are no work that could be started again."""
    hold, (name, *_) = Hold(Records, "original", monkeypatch), session.state.register.entities
    acts, view = NamesActs(session), AuditView(session)
    shown(qtbot, view)
    view.primary()
    settled(hold.there.is_set)
    acts.decide(Decision.CONFIRMED, [name])
    decided: list[Decision] = []
    session.look("Looking", lambda m: m.register.get(name.id).decision, decided.append, quiet=False)
    session.tasks.cancel_all()  # as a window that is closed does
    hold.go_on.set()
    settled(lambda: idle(session))

    assert decided == [Decision.CONFIRMED]


def test_an_act_that_fails_after_the_stack_was_cleared_is_told_by_its_own_words(
    session: MatterSession, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A deletion and the end of a matter clear the stack, while acts still wait for the vault."""
    told: list[str] = []
    session.tasks.failed.connect(lambda problem: told.append(str(problem)))
    hold = Hold(OpenMatter, "rewrite", monkeypatch)
    monkeypatch.setattr(hold, "_real", refuse)
    (name, *_) = session.state.register.entities
    NamesActs(session).set_role(name, Role.WITNESS)
    settled(hold.there.is_set)
    session.undo.clear()
    hold.go_on.set()
    settled(lambda: idle(session))

    assert told == ["Not now. Later."]


def test_a_decision_whose_undo_failed_can_be_undone_again(
    session: MatterSession, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    session.tasks.failed.connect(told.append)
    (name, *_) = session.state.register.entities
    NamesActs(session).decide(Decision.CONFIRMED, [name])
    settled(lambda: idle(session))
    with monkeypatch.context() as broken:
        broken.setattr(OpenMatter, "rewrite", fill_the_disk)
        session.undo.undo()
        settled(lambda: bool(told) and idle(session))
    assert session.state.entities[name.id].decision is Decision.CONFIRMED

    assert session.undo.canUndo()
    session.undo.undo()
    settled(lambda: session.state.entities[name.id].decision is Decision.OPEN)


def test_an_undo_that_is_refused_for_good_leaves_the_way_to_earlier_acts_free(
    session: MatterSession, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    session.tasks.failed.connect(told.append)
    (name, *_) = session.state.register.entities
    NamesActs(session).decide(Decision.CONFIRMED, [name])
    push_addition(session, "2 documents", [document.id for document in session.state.documents], lambda: None)
    settled(lambda: idle(session))
    monkeypatch.setattr(undo_addition, "take_back", refuse)
    session.undo.undo()
    settled(lambda: bool(told) and idle(session))
    session.undo.undo()
    settled(lambda: session.state.entities[name.id].decision is Decision.OPEN)
    assert not session.undo.canUndo()


def fill_the_disk(*_: object, **__: object) -> None:
    raise DiskFull("The disk took no more.", "Free some space.")


def refuse(*_: object, **__: object) -> None:
    raise Refused("Not now.", "Later.")


def test_a_count_that_is_stopped_says_so_and_a_newer_one_is_not_disturbed(
    qtbot: QtBot, session: MatterSession, bar: StatusBar, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("legalredact.gui.core.tasks.LONG", 0.0)
    hold, view = Hold(inventories, "inventory", monkeypatch), InventoryView(session)
    shown(qtbot, view)
    stop(bar, hold, session, settled)
    settled(lambda: "Stopped" in view.total.text())
    assert calm(view.total)

    view.enter("")
    view.enter("")
    settled(lambda: len(view.found) == 2)
    assert "Stopped" not in view.total.text()


@pytest.fixture
def start(qtbot: QtBot, wiring: Wiring, tmp_path: Path) -> Iterator[StartWindow]:
    preferences = Preferences(QSettings(str(tmp_path / "start.ini"), QSettings.Format.IniFormat))
    preferences.home = tmp_path / "matters"
    window = StartWindow(preferences, lambda: Opening(wiring, Policy(), preferences, "Paralegal"), AtOnce())
    qtbot.addWidget(window)
    window.show()
    yield window
    window.tasks.close()


def test_opening_shows_a_bar_and_is_stopped_with_the_matter_free_for_others(
    tmp_path: Path,
    start: StartWindow,
    keys: KeySource,
    parts: Parts,
    settled: Settled,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    OpenMatter.create(tmp_path / "matter", keys, parts, "Paralegal").close()
    opened: list[object] = []
    start.opened.connect(opened.append)
    hold = Hold(OpenMatter, "open", monkeypatch)
    start.open_folder(tmp_path / "matter")
    settled(hold.there.is_set)
    assert start.view.opening.bar.isVisible()
    start.view.opening.cancel.click()
    hold.go_on.set()
    settled(lambda: start.view.busy.text() == STOPPED)

    assert not start.view.opening.isVisible()
    assert not start.error.isVisible()
    assert start.view.open.isEnabled()
    with OpenMatter.open(tmp_path / "matter", keys, parts, "Somebody else"):
        pass
    assert opened == []


def test_making_a_matter_that_is_stopped_leaves_no_folder(
    tmp_path: Path, start: StartWindow, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = Hold(OpenMatter, "create", monkeypatch)
    start.begin([])
    settled(hold.there.is_set)
    start.view.opening.cancel.click()
    hold.go_on.set()
    settled(lambda: start.view.busy.text() == STOPPED)

    assert [path for path in (tmp_path / "matters").glob("*") if path.is_dir()] == []
