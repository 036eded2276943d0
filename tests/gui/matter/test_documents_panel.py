"""The documents at the left: what state each is in, and how files come to it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from legalredact.errors import WorkerStopped
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.view import StepStatus
from legalredact.gui.matter.documents_entries import DocumentEntry, DocumentState, entries_of
from legalredact.gui.matter.documents_panel import DocumentsPanel
from legalredact.gui.shell import step_status
from legalredact.model.document import Document
from legalredact.model.mention import Mention, Tier
from legalredact.model.progress import Cancellation, Report
from legalredact.model.review import Verdict
from legalredact.summary import prompts
from legalredact.workflow.compute.compute import Here
from legalredact.workflow.matter.add_files import Arrival
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.unread_files import cut_short, expect
from legalredact.workflow.send.summarize import summarize
from legalredact.workflow.sign_off.sign_off import review
from legalredact.workflow.window.snapshot import snapshot
from tests.gui.conftest import LEFT, PLAIN


@pytest.fixture
def panel(qtbot: QtBot, session: MatterSession) -> DocumentsPanel:
    made = DocumentsPanel(session)
    qtbot.addWidget(made)
    made.resize(240, 600)
    made.show()
    return made


def entries(panel: DocumentsPanel) -> list[DocumentEntry]:
    rows = (panel.entries.at(panel.entries.index(row)) for row in range(panel.entries.rowCount()))
    return [entry for entry in rows if entry is not None]


def drop(widget: DocumentsPanel, *paths: Path) -> None:
    """Drop files from outside."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copied = Qt.DropAction.CopyAction
    QApplication.sendEvent(widget, QDragEnterEvent(QPoint(9, 9), copied, data, LEFT, PLAIN))
    QApplication.sendEvent(widget, QDropEvent(QPointF(9, 9), copied, data, LEFT, PLAIN))


def test_dropped_files_and_folders_become_documents(panel: DocumentsPanel, letter: Path, word_file: Path) -> None:
    folder = letter.parent / "box" / "inner"
    folder.mkdir(parents=True)
    word_file.rename(folder / "memo.docx")
    for name in (".DS_Store", "Thumbs.db", "~$memo.docx"):  # hidden, or left behind by programs
        (folder / name).write_text("x", encoding="utf-8")
    drop(panel, letter, letter.parent / "box")

    assert [entry.name for entry in entries(panel)] == ["letter.txt", "memo.docx"]


def test_a_file_says_how_far_it_is(panel: DocumentsPanel, session: MatterSession, tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    session._came(Arrival(path))
    said = [entries(panel)[0].words]
    session._came(Arrival(path, percent=40))
    said.append(entries(panel)[0].words)

    assert said == ["reading …", "reading 40 %"]


def test_a_document_says_how_far_its_search_is(panel: DocumentsPanel, session: MatterSession, letter: Path) -> None:
    session.add([letter])
    session._came(Arrival(letter, session.state.documents[0].id, percent=25))

    assert [entry.words for entry in entries(panel)] == ["searching for names 25 %"]


class Crashing(Here):
    """Its search ends unexpectedly, until somebody mends it."""

    mended = False

    def detect(self, document: Document, report: Report, cancel: Cancellation) -> tuple[Mention, ...]:
        if not self.mended:
            raise WorkerStopped("The search for names ended unexpectedly.", "Do it again.")
        return super().detect(document, report, cancel)


def test_a_search_that_crashed_is_told_and_can_be_done_again(
    panel: DocumentsPanel,
    session: MatterSession,
    matter: OpenMatter,
    letter: Path,
    word_file: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    crashing = Crashing(matter.parts.detect)
    monkeypatch.setattr(matter, "thinking", crashing)
    with qtbot.waitSignal(session.tasks.failed) as told:
        session.add([letter, word_file])

    assert isinstance(told.args[0], WorkerStopped)
    assert [entry.words for entry in entries(panel)] == ["names not searched for yet"] * 2
    assert panel.search.isVisible()
    monkeypatch.setattr(Crashing, "mended", True)
    panel.search.click()
    assert {entry.state for entry in entries(panel)} == {DocumentState.TO_DECIDE}
    assert not panel.search.isVisible()


def test_a_document_says_how_many_names_wait(panel: DocumentsPanel, session: MatterSession, letter: Path) -> None:
    session.add([letter])
    entry = entries(panel)[0]

    assert entry.state is DocumentState.TO_DECIDE
    assert entry.words == f"{session.state.open_names(entry.key)} to decide"


def test_it_is_ready_once_they_are_decided(panel: DocumentsPanel, session: MatterSession, letter: Path) -> None:
    session.add([letter])
    session.act("Confirming", lambda matter: matter.accept(Tier.SUGGESTED))

    assert entries(panel)[0].state is DocumentState.READY


@pytest.mark.parametrize(
    ("engine", "sending", "words"),
    [
        ("local", "", "being summarized"),
        ("claude", "", "checked once more, nothing sent yet"),
        ("claude", "send", "being sent"),
        ("claude", "receive", "sent, being summarized"),
    ],
)
def test_it_says_that_an_engine_reads_it(
    panel: DocumentsPanel, session: MatterSession, letter: Path, engine: str, sending: str, words: str
) -> None:
    session.add([letter])
    session.act("Confirming", lambda matter: matter.accept(Tier.SUGGESTED))
    session.summaries.engine, session.summaries.step = engine, sending
    session.summaries.step_changed.emit()

    assert [entry.words for entry in entries(panel)] == [words]


def test_it_is_in_review_and_then_signed(panel: DocumentsPanel, session: MatterSession, letter: Path) -> None:
    session.add([letter])

    def make(matter: OpenMatter) -> None:
        matter.accept(Tier.SUGGESTED)
        summarize(matter, prompts.load()["document-abstract"])

    session.act("Summarizing", make)
    assert entries(panel)[0].state is DocumentState.IN_REVIEW

    session.act("Signing", lambda matter: review(matter, matter.summary(), "Reviewer", Verdict.APPROVED))
    assert entries(panel)[0].state is DocumentState.SIGNED


def test_an_unreadable_file_says_why_and_can_be_taken_off(
    panel: DocumentsPanel, session: MatterSession, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    session.add([broken])
    index = panel.entries.index(0)

    assert entries(panel)[0].state is DocumentState.UNREADABLE
    assert "damaged" in str(index.data(Qt.ItemDataRole.ToolTipRole))
    panel.list.setCurrentIndex(index)
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert entries(panel) == []
    assert session.state.refused == ()


def test_a_file_that_could_not_be_read_is_still_listed_when_the_matter_is_opened_again(
    qtbot: QtBot, session: MatterSession, letter: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    session.add([broken, letter])
    again = MatterSession(session._matter, snapshot(session._matter), session.tasks, session.preferences)
    panel = DocumentsPanel(again)
    qtbot.addWidget(panel)

    first = entries(panel)[0]
    assert (first.name, first.state) == ("broken.pdf", DocumentState.UNREADABLE)
    assert "damaged" in first.problem


def test_what_a_kill_left_unread_is_offered_again_when_the_matter_is_opened(
    qtbot: QtBot, session: MatterSession, letter: Path
) -> None:
    matter = session._matter
    expect(matter, [letter])
    cut_short(matter)
    again = MatterSession(matter, snapshot(matter), session.tasks, session.preferences)
    panel = DocumentsPanel(again)
    qtbot.addWidget(panel)
    panel.show()

    assert [entry.words for entry in entries(panel)] == ["not read yet"]
    assert panel.again.isVisible()
    assert panel.again.text() == "Read 1 file again"
    panel.again.click()
    assert panel.again.isHidden()
    assert [entry.name for entry in entries(panel)] == [letter.name]
    assert again.state.refused == ()


def test_a_file_that_can_be_read_after_all_is_no_longer_listed_as_unreadable(
    panel: DocumentsPanel, session: MatterSession, tmp_path: Path
) -> None:
    file = tmp_path / "letter.txt"
    file.write_bytes(b"")
    session.add([file])
    assert [Path(one.path) for one in session.state.refused] == [file]
    file.write_text("Marguerite Oldacre wrote.", encoding="utf-8")
    session.add([file])

    assert step_status.documents(session.state) == StepStatus(done=True)
    assert not session.state.refused
    assert [entry.state for entry in entries(panel)] == [DocumentState.TO_DECIDE]


def test_a_file_that_is_there_already_says_as_what_and_leads_there(
    panel: DocumentsPanel, session: MatterSession, letter: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    again = tmp_path / "again.txt"
    again.write_bytes(letter.read_bytes())
    session.add([letter])
    session.add([again])

    first, second = entries(panel)
    assert (first.name, first.words) == ("again.txt", f"the same file as {letter.name}")
    assert second.state is DocumentState.TO_DECIDE
    place = panel.list.visualRect(panel.entries.index(0)).center()
    with qtbot.waitSignal(session.shown) as shown:
        QTest.mouseClick(panel.list.viewport(), LEFT, PLAIN, place)
    assert shown.args[0] == session.state.documents[0].id
    panel.list.setCurrentIndex(panel.entries.index(0))
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert [entry.name for entry in entries(panel)] == [letter.name]


def test_the_step_tells_how_many_files_are_not_read(session: MatterSession, letter: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    session.add([letter, empty])

    assert step_status.documents(session.state) == StepStatus("1 cannot be read", done=True)
    expect(session._matter, [tmp_path / "never.txt"])
    cut_short(session._matter)
    session.refresh()
    assert step_status.documents(session.state) == StepStatus("1 not read yet", waits=True)


def test_a_click_on_an_unreadable_file_asks_for_the_reason(
    panel: DocumentsPanel, session: MatterSession, tmp_path: Path, qtbot: QtBot
) -> None:
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    session.add([empty])
    place = panel.list.visualRect(panel.entries.index(0)).center()
    with qtbot.waitSignal(panel.refused_chosen) as asked:
        QTest.mouseClick(panel.list.viewport(), LEFT, PLAIN, place)

    assert asked.args == [empty]


def test_a_click_shows_the_document(panel: DocumentsPanel, session: MatterSession, letter: Path, qtbot: QtBot) -> None:
    session.add([letter])
    place = panel.list.visualRect(panel.entries.index(0)).center()
    with qtbot.waitSignal(session.shown) as shown:
        QTest.mouseClick(panel.list.viewport(), LEFT, PLAIN, place)

    assert shown.args[0] == session.state.documents[0].id


def test_a_long_name_is_told_whole(panel: DocumentsPanel, session: MatterSession, letter: Path) -> None:
    name = "a" * 200 + ".txt"
    session.add([letter.rename(letter.with_name(name))])

    assert str(panel.entries.index(0).data(Qt.ItemDataRole.ToolTipRole)).startswith(name)
    assert not panel.grab().isNull()


def test_a_document_keeps_its_row_when_another_file_is_read(
    panel: DocumentsPanel, letter: Path, tmp_path: Path
) -> None:
    drop(panel, letter)
    reading = tmp_path / "scan.pdf"
    incoming = {reading: Arrival(reading)}
    names = [entry.name for entry in entries_of(panel._session.state, incoming, "")]
    assert names == ["letter.txt", "scan.pdf"]


def test_ocr_is_told_whole_or_not_at_all(qapp: QApplication) -> None:
    entry, metrics = DocumentEntry("d", "log.pdf", DocumentState.TO_CHECK, count=1, ocr=True), QFontMetrics(qapp.font())
    room = metrics.horizontalAdvance(entry.words)

    assert entry.words_within(room, metrics) == "1 to check · OCR"
    assert entry.words_within(room - 1, metrics) == "1 to check"
