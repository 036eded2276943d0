"""The start: a dropped file makes its own matter; nothing about matters is remembered outside their vaults."""

import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from legalredact.errors import DiskFull, KeyringUnavailable, LegalRedactError, ReadingOnly
from legalredact.gui.core.dialogs import open_at
from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import Mode, Words, theme
from legalredact.gui.matter.new_matter import NewMatter
from legalredact.gui.matter.passphrase_dialog import PassphraseDialog
from legalredact.gui.shell.app import OpenWindows
from legalredact.gui.shell.matter_window import MatterWindow, title_of
from legalredact.gui.shell.opening import Opening
from legalredact.gui.shell.recent_matters import last_used, recent_rows
from legalredact.gui.shell.start_view import StartView
from legalredact.gui.shell.start_window import StartWindow
from legalredact.gui.widgets.empty_state import EmptyState
from legalredact.model.matter import AiRule, MatterInfo
from legalredact.model.mention import Kind, Role, Tier
from legalredact.model.policy import MattersPolicy, Policy
from legalredact.model.register import Entity, Register
from legalredact.vault.keys import KeySource, WithoutMemory
from legalredact.workflow.compute.lanes import AtOnce, Lanes
from legalredact.workflow.matter.dependencies import Wiring
from tests.gui.conftest import Settled
from tests.gui.reviewing import say


@pytest.fixture
def opening(wiring: Wiring, preferences: Preferences) -> Opening:
    return Opening(wiring, Policy(), preferences, "Paralegal", AtOnce)


@pytest.fixture
def start(qtbot: QtBot, opening: Opening) -> StartWindow:
    made = StartWindow(opening.preferences, lambda: opening, AtOnce())
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def sessions(start: StartWindow) -> Iterator[list[MatterSession]]:
    found: list[MatterSession] = []
    start.opened.connect(found.append)
    yield found
    for session in found:
        session.close(lambda: None)


def test_dropped_files_make_a_matter_and_are_read(
    start: StartWindow, sessions: list[MatterSession], letter: Path
) -> None:
    start.view.files_dropped.emit([letter])

    assert [d.name for d in sessions[0].state.documents] == ["letter.txt"]


def test_the_window_is_there_before_the_parts_are_loaded(
    qtbot: QtBot, preferences: Preferences, opening: Opening
) -> None:
    go = threading.Event()

    def prepare() -> Opening:
        go.wait(10)
        return opening

    start = StartWindow(preferences, prepare, Lanes())
    qtbot.addWidget(start)
    start.show()
    assert start.isVisible()
    assert not start.view.choose.isEnabled()
    with qtbot.waitSignal(start.prepared):
        go.set()

    assert start.view.choose.isEnabled()


def test_what_is_ready_is_told(start: StartWindow) -> None:
    words = [label.text() for label in start.view.readiness.findChildren(type(start.view.busy))]

    assert "Keyring" in words
    assert "thrown away" in words


def test_recent_matters_have_their_names_from_their_vaults(
    start: StartWindow, sessions: list[MatterSession], preferences: Preferences
) -> None:
    start._make(MatterInfo("m7", "Oldacre v. Penhallow"), Register(), ())
    sessions.pop().close(lambda: None)
    start.refresh()

    assert start.view.recent.item(0).text() == "Oldacre v. Penhallow"
    assert preferences.matters()[0].name.startswith("matter-")


def test_nothing_of_a_matter_is_remembered_outside_its_vault(
    start: StartWindow, sessions: list[MatterSession], letter: Path, tmp_path: Path, preferences: Preferences
) -> None:
    start._make(MatterInfo("m7", "Oldacre v. Penhallow"), Register(), [letter])
    preferences.mode = Mode.DARK
    start.close()
    preferences._settings.sync()

    written = (tmp_path / "settings.ini").read_text(encoding="utf-8")
    assert "theme=dark" in written
    assert "Oldacre" not in written
    assert "letter" not in written


def test_a_recent_matter_is_opened_again(start: StartWindow, sessions: list[MatterSession]) -> None:
    start._make(MatterInfo("m7", "Oldacre"), Register(), ())
    sessions.pop().close(lambda: None)
    start.refresh()
    start.view.recent.itemActivated.emit(start.view.recent.item(0))

    assert sessions[0].state.info.name == "Oldacre"


def test_a_folder_without_a_matter_is_refused_in_words(start: StartWindow, tmp_path: Path) -> None:
    start.open_folder(tmp_path)

    assert start.error.isVisible()
    assert "no matter" in start.error.what.text()


def test_the_form_makes_a_register_and_rules(qtbot: QtBot) -> None:
    made: list[tuple[MatterInfo, Register]] = []
    dialog = NewMatter(lambda info, typed, _: made.append((info, typed)))
    qtbot.addWidget(dialog)
    assert dialog.form.names is not None
    dialog.form.name.setText("Oldacre v. Penhallow")
    client, party = dialog.form.names.rows
    client.name.setText("Marguerite Oldacre")
    client.others.setText("Maggie Oldacre; M. Oldacre")
    party.name.setText("Penhallow | Freight, Inc.")
    dialog.form.rules[AiRule.BARRED].setChecked(True)
    dialog.form.reviewers.setText("Ada Quill, Bo Reed")
    dialog.make_button.click()

    info, typed = made[0]
    assert (info.name, info.ai_rule, info.reviewers) == (
        "Oldacre v. Penhallow",
        AiRule.BARRED,
        ("Ada Quill", "Bo Reed"),
    )
    assert [(e.name, e.role) for e in typed.entities] == [
        ("Marguerite Oldacre", Role.CLIENT),
        ("Penhallow Freight, Inc.", Role.PARTY),
    ]
    assert "Maggie Oldacre" in typed.entities[0].aliases


def test_rows_can_be_added_and_removed(qtbot: QtBot) -> None:
    dialog = NewMatter(lambda *_: None)
    qtbot.addWidget(dialog)
    assert dialog.form.names is not None
    row = dialog.form.names.add("Ann Oak", Role.WITNESS)
    assert list(dialog.form.names.lines()) == ["Ann Oak | witness"]
    row.remove.click()

    assert list(dialog.form.names.lines()) == []


class NoKeyring(WithoutMemory):
    """A keyring that is not there."""

    mode = "keyring"

    def own(self) -> str:
        raise KeyringUnavailable("The keyring is locked.", "Unlock it.")

    def seal(self, content: bytes, recipients: Sequence[str] = ()) -> bytes:
        raise KeyringUnavailable("The keyring is locked.", "Unlock it.")

    def unseal(self, sealed: bytes) -> bytes:
        raise KeyringUnavailable("The keyring is locked.", "Unlock it.")


class Asked(StartWindow):
    """A window whose question for a passphrase is answered by the test."""

    def _ask(self, why: str, *, new: bool) -> str:
        self.why = why
        return "five random words here"


def test_without_a_keyring_a_passphrase_protects_the_matter(
    qtbot: QtBot, opening: Opening, letter: Path, preferences: Preferences
) -> None:
    no_keyring: KeySource = NoKeyring()
    without = replace(opening, wiring=replace(opening.wiring, keys=lambda _: no_keyring))
    start = Asked(preferences, lambda: without, AtOnce())
    qtbot.addWidget(start)
    sessions: list[MatterSession] = []
    start.opened.connect(sessions.append)
    start.begin([letter])

    assert "passphrase instead" in start.why
    assert len(list(preferences.home.iterdir())) == 1  # what was tried before left no folder
    assert len(sessions[0].state.documents) == 1
    sessions[0].close(lambda: None)
    assert without.asks_for_passphrase(preferences.matters()[0])
    start.refresh()
    assert start.view.recent.item(0).text().endswith("(passphrase)")
    start.open_folder(preferences.matters()[0])
    assert len(sessions[1].state.documents) == 1
    sessions[1].close(lambda: None)


def test_a_wrong_passphrase_is_told_once_where_it_is_asked_for_again(
    qtbot: QtBot, opening: Opening, letter: Path, preferences: Preferences
) -> None:
    no_keyring: KeySource = NoKeyring()
    without = replace(opening, wiring=replace(opening.wiring, keys=lambda _: no_keyring))
    start = Asked(preferences, lambda: without, AtOnce())
    qtbot.addWidget(start)
    sessions: list[MatterSession] = []
    start.opened.connect(sessions.append)
    start.begin([letter])
    sessions[0].close(lambda: None)
    start._open(preferences.matters()[0], "not the one that was chosen")

    assert start.why.startswith("The passphrase does not open this matter.")
    assert start.error.isHidden()
    assert len(sessions) == 2
    sessions[1].close(lambda: None)


@pytest.mark.parametrize("text", [100, 200])
def test_what_is_said_of_a_passphrase_is_not_cut(qtbot: QtBot, text: int) -> None:
    theme().choose(text=text)
    why = "The keyring of this system cannot be used (SecretServiceNotAvailableException). " * 2
    dialog = PassphraseDialog(why, new=True)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)

    words = [one for one in dialog.findChildren(Words) if one.isVisible()]
    assert len(words) == 3
    assert [one.text() for one in words if one.height() < one.heightForWidth(one.width())] == []


def test_that_there_is_no_matter_is_said_only_after_a_look(qtbot: QtBot) -> None:
    view = StartView()
    qtbot.addWidget(view)
    before = view.no_recent.text()
    view.show_matters(())

    assert before == "Checking …"
    assert view.no_recent.text().startswith("None yet.")


def test_the_words_of_an_empty_view_stand_below_its_title(qtbot: QtBot) -> None:
    empty = EmptyState("stack", "No production yet", "Add a folder. " * 20)
    qtbot.addWidget(empty)
    empty.resize(1600, 600)
    empty.show()
    qtbot.waitExposed(empty)

    assert abs(empty.words.geometry().center().x() - empty.title.geometry().center().x()) <= 1


def test_no_window_opens_larger_than_the_screen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    open_at(window, 10_000, 10_000)
    room = window.screen().availableSize()

    assert window.width() < room.width()
    assert window.height() < room.height()


def test_a_new_passphrase_is_long_enough_and_typed_twice(qtbot: QtBot) -> None:
    dialog = PassphraseDialog("", new=True)
    qtbot.addWidget(dialog)
    seen = []
    for first, second in (("short", "short"), ("long enough now", "something else"), ("long enough now",) * 2):
        dialog.first.setText(first)
        dialog.second.setText(second)
        seen.append(dialog.accept_button.isEnabled())

    assert seen == [False, False, True]


def test_a_matter_has_its_own_window_and_the_start_comes_back_after_it(
    qtbot: QtBot, wiring: Wiring, preferences: Preferences, letter: Path, settled: Settled
) -> None:
    desk = OpenWindows(lambda: wiring, preferences, Lanes())
    qtbot.addWidget(desk.start)
    with qtbot.waitSignal(desk.start.prepared):
        desk.begin(sample=False)
    waiting = QDialog(desk.start)
    waiting.open()
    desk.start.begin([letter])
    settled(lambda: bool(desk.matters))
    window = desk.matters[0]
    settled(lambda: len(window.session.state.documents) == 1 and not window.session.tasks.running)
    assert not desk.start.isVisible()
    assert not waiting.isVisible()
    assert QApplication.activeModalWidget() is None
    with qtbot.waitSignal(window.closed):
        window.close()

    assert desk.start.isVisible()
    assert desk.matters == []


def test_files_that_the_desktop_opens_it_with_become_a_matter(
    qtbot: QtBot, wiring: Wiring, preferences: Preferences, letter: Path, settled: Settled
) -> None:
    desk = OpenWindows(lambda: wiring, preferences, Lanes())
    qtbot.addWidget(desk.start)
    desk.begin(files=[letter])
    settled(lambda: bool(desk.matters))
    window = desk.matters[0]
    settled(lambda: len(window.session.state.documents) == 1 and not window.session.tasks.running)

    assert [document.name for document in window.session.state.documents] == [letter.name]
    window.close()
    settled(lambda: not window.isVisible())  # it closes once its matter has


def test_files_of_a_file_manager_wait_for_the_matter_that_a_person_opens(
    start: StartWindow, sessions: list[MatterSession], letter: Path, tmp_path: Path, preferences: Preferences
) -> None:
    start.begin([letter])
    sessions[0].close(lambda: None)
    other = tmp_path / "other.txt"
    other.write_text("Penhallow Freight, Inc. answers.", encoding="utf-8")
    start.receive([other])
    assert start.question is not None
    assert start.question.asked.text().startswith("Add “other.txt” to which matter?")
    start.question.no.click()
    assert start.view.busy.text() == "Open a matter to add “other.txt”."
    start.open_folder(preferences.matters()[0])
    assert [document.name for document in sessions[1].state.documents] == ["letter.txt", "other.txt"]
    sessions[1].close(lambda: None)
    start.open_folder(preferences.matters()[0])
    assert len(sessions[2].state.documents) == 2  # they were added once
    sessions[2].close(lambda: None)


def test_files_of_a_file_manager_go_to_no_matter_after_escape(
    start: StartWindow, sessions: list[MatterSession], letter: Path, tmp_path: Path, preferences: Preferences
) -> None:
    start.begin([letter])
    sessions[0].close(lambda: None)
    other = tmp_path / "other.txt"
    other.write_text("Penhallow Freight, Inc. answers.", encoding="utf-8")
    start.receive([other])
    assert start.question is not None
    QTest.keyClick(start.question, Qt.Key.Key_Escape)
    start.open_folder(preferences.matters()[0])
    assert [document.name for document in sessions[1].state.documents] == ["letter.txt"]
    sessions[1].close(lambda: None)


def test_files_of_a_file_manager_get_a_matter_of_their_own_on_request(
    start: StartWindow, sessions: list[MatterSession], letter: Path, preferences: Preferences
) -> None:
    start.begin([letter])
    sessions[0].close(lambda: None)
    start.receive([letter])
    assert start.question is not None
    start.question.accept()
    assert [document.name for document in sessions[1].state.documents] == ["letter.txt"]
    assert len(preferences.matters()) == 2


def test_a_fault_that_nobody_caught_is_shown_without_its_words(
    qtbot: QtBot, wiring: Wiring, preferences: Preferences
) -> None:
    desk = OpenWindows(lambda: wiring, preferences, Lanes())
    qtbot.addWidget(desk.start)
    desk.start.show()
    problem = ValueError("Marguerite Oldacre")
    desk.report(ValueError, problem, problem.__traceback__)

    assert "ValueError" in desk.start.error.what.text()
    assert "Oldacre" not in desk.start.error.what.text() + desk.start.error.remedy.text()


def test_a_large_matter_shows_its_list_first_and_its_texts_later(
    qtbot: QtBot, opening: Opening, letter: Path, preferences: Preferences, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = StartWindow(preferences, lambda: opening, AtOnce())
    qtbot.addWidget(start)
    sessions: list[MatterSession] = []
    start.opened.connect(sessions.append)
    start.begin([letter])
    sessions[0].close(lambda: None)

    monkeypatch.setattr("legalredact.workflow.window.snapshot.AT_ONCE", 0)
    seen: list[bool] = []

    def opened(session: MatterSession) -> None:
        seen.append(session.state.loading)
        session.changed.connect(lambda state: seen.append(state.loading))
        sessions.append(session)

    opening.open(preferences.matters()[0], None, opened, lambda problem: pytest.fail(str(problem)))
    assert seen == [True, False]
    assert sessions[-1].state.documents[0].text
    sessions[-1].close(lambda: None)


def test_a_matter_that_somebody_has_open_can_be_looked_at(
    qtbot: QtBot, opening: Opening, letter: Path, preferences: Preferences
) -> None:
    start = StartWindow(preferences, lambda: opening, AtOnce())
    qtbot.addWidget(start)
    sessions: list[MatterSession] = []
    start.opened.connect(sessions.append)
    start.begin([letter])
    start.open_folder(preferences.matters()[0])
    assert start.question is not None
    assert "is open already" in start.question.asked.text()
    say(start.question, "Open read-only")

    writer, looker = sessions
    assert looker.reading
    assert [d.name for d in looker.state.documents] == [d.name for d in writer.state.documents]
    window = MatterWindow(looker)
    qtbot.addWidget(window)
    assert "read-only" in window.windowTitle()
    problems: list[LegalRedactError] = []
    looker.tasks.failed.connect(problems.append)
    looker.act("Confirming", lambda matter: matter.accept(Tier.POSSIBLE))
    assert [type(problem) for problem in problems] == [ReadingOnly]
    looker.close(lambda: None)
    writer.close(lambda: None)


def test_every_row_of_recent_matters_differs_from_all_others(tmp_path: Path) -> None:
    folders = [tmp_path / f"matter-{number}" for number in range(6)]
    for folder, used in zip(folders, (90_000, 180_000, 180_000, 270_000, 360_000, 360_000), strict=True):
        folder.mkdir()
        (folder / "key.age").write_bytes(b"")
        os.utime(folder / "key.age", (used, used))
    titles = ("Oldacre", "Roe v. Acme", "Roe v. Acme", "Roe v. Acme", "", None)
    rows = [words for _, words in recent_rows(list(zip(folders, titles, strict=True)), last_used)]

    assert rows[0] == "Oldacre"
    assert rows[1].startswith("Roe v. Acme · Jan ")
    assert rows[1].endswith(" · 1")
    assert rows[2].endswith(" · 2")
    assert rows[3].startswith("Roe v. Acme · Jan ")
    assert rows[4].startswith("Unnamed · Jan ")
    assert rows[5] == "Matter 5"
    assert len(set(rows)) == len(rows)
    assert recent_rows([(tmp_path / "matter-gone", "")], last_used) == [(tmp_path / "matter-gone", "Unnamed · gone")]


CAPTION = "MARGUERITE OLDACRE,\n\tPlaintiff,\nv.\nPENHALLOW FREIGHT, INC.,\n\tDefendant.\n"


@pytest.mark.parametrize(
    ("names", "expected"),
    [(("letter.txt",), "letter"), (("letter.txt", "complaint.txt"), "v. Penhallow Freight, Inc.")],
)
def test_a_matter_without_a_name_is_listed_by_its_caption_or_first_file(
    start: StartWindow,
    sessions: list[MatterSession],
    tmp_path: Path,
    names: Sequence[str],
    expected: str,
) -> None:
    texts = {"letter.txt": "The truck came late.", "complaint.txt": f"{CAPTION}\nMarguerite Oldacre drove."}
    for name in names:
        (tmp_path / name).write_text(texts[name], encoding="utf-8")
    start.begin([tmp_path / name for name in names])
    session = sessions.pop()
    window_title = title_of(session.state, sample=False, looking=False)
    session.close(lambda: None)
    start.refresh()

    assert expected.casefold() in start.view.recent.item(0).text().casefold()
    assert window_title == f"{start.view.recent.item(0).text()} — LegalRedact"


def test_a_matter_that_was_renamed_is_listed_by_its_new_name(
    start: StartWindow, sessions: list[MatterSession], letter: Path
) -> None:
    start.begin([letter])
    session = sessions.pop()
    session.close(lambda: None)
    start.refresh()
    assert start.view.recent.item(0).text() == "letter"

    start.open_folder(start._preferences.matters()[0])
    session = sessions.pop()
    session.act("Saving", lambda matter: matter.set_info(replace(matter.info, name="Oldacre file")))
    session.close(lambda: None)
    start.refresh()
    assert start.view.recent.item(0).text() == "Oldacre file"


def broken(*_: object) -> None:
    raise DiskFull("The disk is full.", "Free some space.")


@pytest.mark.parametrize(
    "step",
    [
        "workflow.matter.open_matter.apply_lists",
        "vault.store.put_sealed_key",
        "workflow.matter.open_matter.OpenMatter.type_names",
    ],
)
def test_a_creation_that_fails_leaves_no_folder(
    start: StartWindow, preferences: Preferences, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    monkeypatch.setattr(f"legalredact.{step}", broken)
    start._make(MatterInfo("m7"), Register((Entity("e1", "Oldacre", Kind.PERSON, Role.CLIENT),)), ())

    assert start.error.isVisible()
    assert list(preferences.home.iterdir()) == []
    assert start.view.recent.count() == 0


def test_the_keys_come_back_to_the_list_after_a_matter_could_not_be_opened(qtbot: QtBot, tmp_path: Path) -> None:
    view = StartView()
    qtbot.addWidget(view)
    view.show()
    view.activateWindow()
    view.show_matters([(tmp_path, "Oldacre")])
    qtbot.waitUntil(view.recent.isVisible)
    view.recent.setFocus()
    qtbot.waitUntil(view.recent.hasFocus)
    view.show_busy("Opening the matter …")
    assert not view.recent.hasFocus()
    view.show_busy("")

    assert view.recent.hasFocus()


def test_a_matter_in_a_folder_that_a_program_synchronizes_is_warned_of(
    qtbot: QtBot, start: StartWindow, opening: Opening, tmp_path: Path
) -> None:
    found: list[MatterSession] = []
    refused: list[LegalRedactError] = []
    for home in (tmp_path / "OneDrive - Firm", tmp_path / "here"):
        opening.make(home / "m", MatterInfo("m1"), Register(), None, found.append, refused.append)
        assert not refused
        window = MatterWindow(found[-1])
        qtbot.addWidget(window)
        assert window.error.isHidden() is (home.name == "here")
        assert ("OneDrive" in window.error.what.text()) is (home.name != "here")
        window.session.close(lambda: None)


def test_new_matters_are_made_in_the_firms_folder_unless_this_person_chose_another(
    wiring: Wiring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = Policy(matters=MattersPolicy(str(tmp_path / "firm")))
    monkeypatch.setattr("legalredact.gui.shell.opening.load_policy", lambda: policy)
    preferences = Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    Opening.prepared(wiring, preferences)
    assert preferences.new_folder().parent == tmp_path / "firm"
    preferences.home = tmp_path / "own"
    assert preferences.new_folder().parent == tmp_path / "own"


def test_the_list_of_matters_shows_that_it_has_the_focus(qtbot: QtBot, start: StartWindow, tmp_path: Path) -> None:
    start.view.show_matters([(tmp_path, "Oldacre v. Penhallow")])
    start.activateWindow()
    qtbot.waitUntil(start.isActiveWindow)
    before = start.view.recent.grab().toImage()
    start.view.recent.setFocus(Qt.FocusReason.TabFocusReason)

    assert start.view.recent.hasFocus()
    assert start.view.recent.grab().toImage() != before


def test_the_focus_is_on_the_first_matter_when_the_start_window_comes_back(
    qtbot: QtBot, start: StartWindow, opening: Opening, sessions: list[MatterSession]
) -> None:
    start.activateWindow()
    qtbot.waitUntil(start.isActiveWindow)
    assert start.view.choose.hasFocus()
    start.begin([])
    sessions[0].close(lambda: None)
    start.refresh()
    assert start.view.recent.hasFocus()
    assert start.view.recent.currentRow() == 0
    sessions.clear()


def test_the_current_row_of_recent_matters_stays_with_its_matter(qtbot: QtBot) -> None:
    view = StartView()
    qtbot.addWidget(view)
    view.show_matters([(Path("a"), "Alder"), (Path("b"), "Birch")])
    view.recent.setCurrentRow(1)
    view.show_matters([(Path("c"), "Cedar"), (Path("a"), "Alder"), (Path("b"), "Birch v. Quay")])
    assert view.recent.currentItem().text() == "Birch v. Quay"
