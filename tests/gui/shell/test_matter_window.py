"""The window of a matter: the way and what blocks it, errors in words, closing that loses nothing."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from legalredact.errors import DamagedInput, DiskFull, SendRefused, WorkerStopped
from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Tasks
from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.matter.matter_settings import MatterSettings
from legalredact.gui.shell import step_status
from legalredact.gui.shell.closing_question import ClosingQuestion
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.gui.shell.registry import OTHERS, PLACES
from legalredact.gui.widgets.error_panel import what_is_safe
from legalredact.model.matter import AiRule
from legalredact.model.mention import Tier
from legalredact.model.progress import Cancellation, Report
from legalredact.vault.keys import KeySource
from legalredact.workflow.compute.lanes import Lane, unexpected
from legalredact.workflow.compute.subprocesses import Elsewhere
from legalredact.workflow.matter.add_files import Arrival
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.window.snapshot import snapshot
from tests.gui.conftest import LETTER, Settled


@pytest.fixture
def window(qtbot: QtBot, session: MatterSession) -> MatterWindow:
    made = MatterWindow(session)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_window_is_called_after_its_matter(window: MatterWindow) -> None:
    assert window.windowTitle() == "Oldacre — LegalRedact"


def test_the_first_step_asks_for_files_and_then_says_what_waits(
    window: MatterWindow, session: MatterSession, letter: Path
) -> None:
    assert "add files" in window.way.buttons["documents"].accessibleName()
    session.add([letter])

    assert window.way.buttons["documents"].accessibleName() == "Step 1, Documents: done"


def test_steps_say_what_blocks_them(session: MatterSession, letter: Path) -> None:
    assert step_status.names(session.state).blocked
    session.add([letter])
    waiting = step_status.names(session.state)
    assert waiting.waits
    assert "to decide" in waiting.words
    assert "not decided" in step_status.check_and_send(session.state).blocked

    session.act("Confirming", lambda matter: matter.accept(Tier.SUGGESTED))
    assert step_status.names(session.state).done
    assert step_status.check_and_send(session.state).words == "to check"
    assert step_status.summary(session.state).blocked
    assert step_status.sign_off(session.state).blocked


def test_a_document_is_shown_as_soon_as_it_is_read(window: MatterWindow, session: MatterSession, letter: Path) -> None:
    session.add([letter])

    assert window.pages.document is not None
    assert window.pages.document.name == "letter.txt"


def test_what_is_safe_is_said_once_when_a_process_crashed() -> None:
    assert what_is_safe(WorkerStopped("Reading ended.", "Everything else is kept. Do it again.")) == ""


def test_an_error_says_what_happened_what_is_safe_and_what_to_do(window: MatterWindow) -> None:
    window.session.tasks.failed.emit(SendRefused("The host was not the right one.", "Tell firm IT."))

    panel = window.error
    assert panel.isVisible()
    assert [panel.what.text(), panel.safe.text(), panel.remedy.text()] == [
        "The host was not the right one.",
        "Nothing was sent.",
        "Tell firm IT.",
    ]
    assert what_is_safe(DamagedInput("", "")) == "The file was only read."


def test_an_error_goes_once_the_same_work_ends_well(window: MatterWindow, session: MatterSession) -> None:
    def full(_: OpenMatter) -> None:
        raise DiskFull("The disk is full.", "Free some space.")

    session.act("Exporting", full)
    assert window.error.isVisible()
    session.act("Printing", lambda _: None)
    assert window.error.isVisible()
    session.act("Exporting", lambda _: None)

    assert not window.error.isVisible()


def test_a_file_on_its_way_is_not_asked_for(window: MatterWindow, session: MatterSession, tmp_path: Path) -> None:
    path = tmp_path / "first.pdf"
    session.incoming[path] = Arrival(path)
    session.incoming_changed.emit()
    assert window.way.buttons["documents"].accessibleName() == "Step 1, Documents: reading"
    assert "as soon as" in window.names.empty.words.text()
    del session.incoming[path]
    session.incoming_changed.emit()

    assert "add files" in window.way.buttons["documents"].accessibleName()
    assert "Add a document" in window.names.empty.words.text()


def test_titles_of_all_other_places_stand_at_the_same_edge(window: MatterWindow) -> None:
    edges = list[int]()
    for place in PLACES:
        if place.id in OTHERS:
            window.go(place.id)
            QApplication.processEvents()
            view = window.view(place.id)
            titles = [words for words in view.findChildren(Words) if words.text() == place.title and words.isVisible()]
            edges += [words.mapTo(view, QPoint()).x() for words in titles]

    assert len(edges) > 6
    assert set(edges) == {2 * STEP}


def test_an_error_says_nothing_twice(window: MatterWindow) -> None:
    window.session.tasks.failed.emit(SendRefused("No key is stored; nothing was sent.", "Store one."))
    assert window.error.safe.isHidden()
    window.session.tasks.failed.emit(unexpected(ValueError()))

    panel = window.error
    told = f"{panel.what.text()} {panel.safe.text()} {panel.remedy.text()}"
    assert told.count("kept") == 1


def test_where_text_can_go_is_always_said(window: MatterWindow, session: MatterSession) -> None:
    assert window.status.sending.text() == "local only"


def test_name_and_rules_can_be_changed(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    dialog = MatterSettings(session)
    qtbot.addWidget(dialog)
    dialog.form.name.setText("Oldacre v. Penhallow")
    dialog.form.rules[AiRule.BARRED].setChecked(True)
    dialog.form.reason.setText("Protective order")
    dialog.save.click()

    assert session.state.info.name == "Oldacre v. Penhallow"
    assert session.state.info.ai_rule is AiRule.BARRED
    assert window.windowTitle().startswith("Oldacre v. Penhallow")


def test_closing_lets_others_open_the_matter(
    window: MatterWindow, qtbot: QtBot, tmp_path: Path, keys: KeySource, parts: Parts
) -> None:
    with qtbot.waitSignal(window.closed):
        window.close()

    with OpenMatter.open(tmp_path / "matter", keys, parts, "Somebody else"):
        pass


class Answering(MatterWindow):
    """A window whose question is answered by the test."""

    answer = False
    asked = 0

    def may_stop(self) -> bool:
        self.asked += 1
        return self.answer


def test_closing_in_the_middle_asks_first_and_keeps_what_is_done(
    qtbot: QtBot, matter: OpenMatter, preferences: Preferences, letter: Path, settled: Settled
) -> None:
    session = MatterSession(matter, snapshot(matter), Tasks(), preferences)
    window, begun = Answering(session), threading.Event()
    session.add([letter])
    settled(lambda: not session.tasks.running and len(session.state.documents) == 1)

    def endless(_: Report, cancel: Cancellation) -> None:
        begun.set()
        while True:
            cancel.check()

    session.tasks.run(Lane.DOCUMENTS, "Reading", endless)
    assert begun.wait(10)
    QApplication.sendEvent(window, QCloseEvent())
    assert window.asked == 1
    assert session.tasks.running

    window.answer = True
    with qtbot.waitSignal(window.closed):
        QApplication.sendEvent(window, QCloseEvent())


def test_a_window_that_waits_for_its_work_to_end_takes_no_more_acts(
    qtbot: QtBot, matter: OpenMatter, preferences: Preferences, settled: Settled
) -> None:
    """An act that is begun after the request to close would meet a closed matter, and be lost without a word."""
    session = MatterSession(matter, snapshot(matter), Tasks(), preferences)
    window, begun, go_on = Answering(session), threading.Event(), threading.Event()
    window.answer = True
    window.show()

    def whole(_: OpenMatter) -> None:
        begun.set()
        assert go_on.wait(20)

    session.act("Signing", whole)
    assert begun.wait(10)
    QApplication.sendEvent(window, QCloseEvent())
    assert not window.isEnabled()
    assert not window.documents.isEnabled()
    assert window.windowTitle().startswith("Closing")
    with qtbot.waitSignal(window.closed):
        go_on.set()


def test_the_question_says_what_cannot_be_stopped(qtbot: QtBot) -> None:
    tasks, may_end = Tasks(), threading.Event()
    tasks.run(Lane.VAULT, "Signing", lambda *_: may_end.wait(10), stops=False)
    question = ClosingQuestion(tasks)
    qtbot.addWidget(question)
    assert "The window closes after this is complete: signing." in question.told.text()
    may_end.set()
    qtbot.waitUntil(lambda: not tasks.running)
    tasks.close()


def test_the_question_says_so_once_what_it_asks_about_has_ended(qtbot: QtBot) -> None:
    tasks, may_end = Tasks(), threading.Event()
    tasks.run(Lane.DOCUMENTS, "Reading", lambda *_: may_end.wait(10))
    question = ClosingQuestion(tasks)
    qtbot.addWidget(question)
    assert question.asked.text() == "Something is still running: reading."
    assert question.default is question.no
    may_end.set()
    qtbot.waitUntil(lambda: not tasks.running)

    assert question.asked.text() == "What was running has ended."
    assert question.yes.text() == "Close the matter"
    tasks.close()


def test_closing_while_names_are_searched_ends_the_search_at_once_and_keeps_the_document(
    qtbot: QtBot, tmp_path: Path, keys: KeySource, parts: Parts, preferences: Preferences, settled: Settled
) -> None:
    long = tmp_path / "long.txt"
    long.write_text(LETTER * 5_000, encoding="utf-8")
    thinking = Elsewhere()
    matter = OpenMatter.create(tmp_path / "closed", keys, replace(parts, thinking=thinking), "Paralegal")
    session = MatterSession(matter, snapshot(matter), Tasks(), preferences)
    window = Answering(session)
    window.answer = True
    session.add([long])
    settled(lambda: any(arrival.percent for arrival in session.incoming.values()))
    search = thinking._search._process
    assert search is not None
    with qtbot.waitSignal(window.closed, timeout=20_000):
        QApplication.sendEvent(window, QCloseEvent())

    assert not psutil.pid_exists(search.pid or 0)
    with OpenMatter.open(tmp_path / "closed", keys, parts, "Paralegal") as again:
        assert again.undetected() == tuple(document.id for document in again.documents) != ()


def test_every_control_has_a_name_for_a_screen_reader(
    window: MatterWindow, session: MatterSession, letter: Path
) -> None:
    session.add([letter])
    controls = [w for w in window.findChildren(QWidget) if isinstance(w, QAbstractButton | QLineEdit)]
    shown = [w for w in controls if not w.objectName().startswith("qt_")]  # Qt's own, of the menu bar
    nameless = [type(w).__name__ for w in shown if not named(w)]

    assert controls
    assert nameless == []


def named(widget: QWidget) -> str:
    text: Callable[[], str] | None = getattr(widget, "text", None)
    return widget.accessibleName() or (text() if text and isinstance(widget, QAbstractButton) else "")


def test_every_action_of_the_menus_has_words_and_no_two_share_a_key(window: MatterWindow) -> None:
    """Keys of the names, and of boxes, work where these are and nowhere else: both may have the same ones."""
    actions = window.actions_of_matter.all
    everywhere = Qt.ShortcutContext.WindowShortcut
    keyed = [action for action in actions if not action.shortcut().isEmpty()]
    windows = [action.shortcut().toString() for action in keyed if action.shortcutContext() is everywhere]

    assert all(action.text() for action in actions)
    for context in (Qt.ShortcutContext.WidgetWithChildrenShortcut, Qt.ShortcutContext.WidgetShortcut):
        places = [action.shortcut().toString() for action in keyed if action.shortcutContext() is context]
        assert places
        assert len(windows + places) == len({*windows, *places})
