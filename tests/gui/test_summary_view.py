"""Summary: it can be followed and stopped while it is made; then each statement leads to its source."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from legalredact.gui.findings import finding_words, of_whole, verdict_words
from legalredact.gui.pages_view import PagesView
from legalredact.gui.running_panel import progress_words
from legalredact.gui.session import MatterSession
from legalredact.gui.summary_rows import SegmentRow, names
from legalredact.gui.summary_view import EMPTY, READING, RUNNING, SummaryView
from legalredact.gui.tasks import Task
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Role, Span
from legalredact.model.progress import Progress
from legalredact.model.pseudonym import TOKEN
from legalredact.model.register import Entity
from legalredact.model.review import Finding, FindingKind
from legalredact.summary.prompts import load
from legalredact.workflow.jobs import Lane, Lanes
from tests.fakes.messages_answers import Said, reply, stall
from tests.fakes.messages_server import MessagesServer, Script
from tests.gui.conftest import Settled
from tests.gui.reviewing import attested, confirm, session_for

PROMPT = load()["chronology"]


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> MatterSession:
    made = session_for(tmp_path)
    confirm(made)
    return made


@pytest.fixture
def view(qtbot: QtBot, session: MatterSession) -> SummaryView:
    session.summarize(PROMPT, "local", "")
    return shown(qtbot, session)


def shown(qtbot: QtBot, session: MatterSession) -> SummaryView:
    made = SummaryView(session)
    qtbot.addWidget(made)
    made.resize(600, 700)
    made.show()
    made.enter("summary")
    return made


def rows(view: SummaryView) -> list[SegmentRow]:
    return [row for row in view.reader.list.rows if isinstance(row, SegmentRow)]


def test_without_a_summary_it_leads_to_the_check(qtbot: QtBot, session: MatterSession) -> None:
    view = shown(qtbot, session)
    assert view.stack.currentIndex() == EMPTY
    with qtbot.waitSignal(session.step_asked) as asked:
        view.primary()

    assert asked.args == ["send"]


def test_statements_are_shown_with_names_and_on_wish_with_tokens(view: SummaryView) -> None:
    assert view.stack.currentIndex() == READING
    assert any("Marguerite Oldacre" in row.words for row in rows(view))
    view.reader.tokens.setChecked(True)

    assert not any("Oldacre" in row.words for row in rows(view))
    assert any(TOKEN.search(row.words) for row in rows(view))


def test_enter_on_a_statement_shows_its_source(qtbot: QtBot, view: SummaryView, session: MatterSession) -> None:
    number = next(n for n, row in enumerate(rows(view)) if row.places)
    view.reader.list.go_to(number)
    with qtbot.waitSignal(session.shown) as asked:
        qtbot.keyClick(view.reader.list, Qt.Key.Key_Return)

    document = session.state.document(str(asked.args[0]))
    assert isinstance(document, Document)
    span = asked.args[1]
    assert isinstance(span, Span)
    assert any(part in span.of(document.text) for part in ("Oldacre", "Penhallow"))


def test_a_click_on_a_citation_finds_that_citation(view: SummaryView) -> None:
    row = next(row for row in rows(view) if row.places)
    row.lay_out(500)

    assert row.target(QPointF(40, row._heights[0] + 2)) == 0
    assert row.target(QPointF(40, 1)) == -1


def test_the_passage_is_coloured_on_its_page(qtbot: QtBot, view: SummaryView, session: MatterSession) -> None:
    pages = PagesView(session)
    qtbot.addWidget(pages)
    pages.show()
    number = next(n for n, row in enumerate(rows(view)) if row.places)
    view.reader.list.chosen.emit(number, 0)
    place = rows(view)[number].places[0]

    assert pages.document is not None
    assert pages.document.id == place.document_id
    assert pages._content is not None
    assert pages._content.hits == (place.span,)
    pages.leave()


def test_sign_off_comes_next(qtbot: QtBot, view: SummaryView, session: MatterSession) -> None:
    with qtbot.waitSignal(session.step_asked) as asked:
        view.primary()

    assert asked.args == ["sign_off"]


@pytest.fixture
def stalling() -> Iterator[MessagesServer]:
    with MessagesServer(Script(answers=[stall("Nothing yet")])) as running:
        yield running


def test_a_running_summary_is_shown_and_cancel_keeps_nothing(
    qtbot: QtBot, tmp_path: Path, stalling: MessagesServer, settled: Settled
) -> None:
    session = session_for(tmp_path, attested(stalling), stalling, Lanes())
    confirm(session)
    settled(lambda: not session.state.blockers)
    view = shown(qtbot, session)
    session.summarize(PROMPT, "claude", "")
    settled(stalling.stalled.is_set)
    assert view.stack.currentIndex() == RUNNING
    assert view.running.words.text()
    qtbot.mouseClick(view.running.cancel, Qt.MouseButton.LeftButton)
    settled(lambda: session.summarizing is None)

    assert view.stack.currentIndex() == EMPTY
    assert session.state.summaries == ()


def test_the_vault_answers_while_a_summary_is_being_made(
    qtbot: QtBot, tmp_path: Path, stalling: MessagesServer, settled: Settled
) -> None:
    session = session_for(tmp_path, attested(stalling), stalling, Lanes())
    confirm(session)
    settled(lambda: not session.state.blockers)
    task = session.summarize(PROMPT, "claude", "")
    settled(stalling.stalled.is_set)
    seen = list[int]()
    session.look("Looking", lambda matter: len(matter.events), seen.append)
    settled(lambda: bool(seen))

    task.cancel()
    settled(lambda: session.summarizing is None)


def test_a_summary_that_names_somebody_is_not_restored_and_says_why(qtbot: QtBot, tmp_path: Path) -> None:
    answer = reply("## Events\n\n- ", Said("Marguerite Oldacre signed with CLIENT_ZZ.", [(0, 0, 1)]))
    with MessagesServer(Script(answers=[answer])) as server:
        session = session_for(tmp_path, attested(server), server)
        confirm(session)
        session.summarize(PROMPT, "claude", "")
    view = shown(qtbot, session)

    assert "not turned into names" in view.reader.verdict.text()
    assert not view.reader.tokens.isEnabled()
    assert not view.bar.button.isEnabled()
    assert any("stands here in clear" in row.words for row in rows(view))
    assert any("CLIENT_ZZ” is a token that stands for nobody" in row.words for row in rows(view))
    again = next(button for button in view.bar.findChildren(QPushButton) if button.text() == "Have it made again")
    with qtbot.waitSignal(session.step_asked) as asked:
        again.click()
    assert asked.args == ["send"]


def test_a_failed_send_says_so_and_the_view_goes_back(qtbot: QtBot, tmp_path: Path) -> None:
    with MessagesServer() as server:
        server.script.headers["anthropic-organization-id"] = "somebody-else"
        session = session_for(tmp_path, attested(server), server)
        confirm(session)
        view = shown(qtbot, session)
        with qtbot.waitSignal(session.tasks.failed) as told:
            session.summarize(PROMPT, "claude", "")

    assert "another organisation" in str(told.args[0])
    assert view.stack.currentIndex() == EMPTY


@pytest.mark.parametrize("kind", list(FindingKind))
def test_every_finding_has_a_sentence(kind: FindingKind) -> None:
    words = finding_words(Finding(kind, 0, Span(0, 5), "May\n4"))

    assert words.endswith(".")
    assert "{" not in words
    assert "\n" not in words


def test_a_missing_token_is_about_the_whole_summary(view: SummaryView) -> None:
    assert of_whole(Finding(FindingKind.MISSING_TOKEN, 0, Span(0, 0), "CLIENT_A"))
    assert view.reader.summary is not None
    assert verdict_words(view.reader.summary.checked)


def test_names_are_found_where_tokens_stood() -> None:
    anna = Entity("e1", "Anna Quill", Kind.PERSON, Role.CLIENT, token="CLIENT_A")
    found = names("Anna Quill met Anna Quill.", "CLIENT_A met CLIENT_A.", {"CLIENT_A": anna})

    assert [stretch.span for stretch in found] == [Span(0, 10), Span(15, 25)]


def test_progress_is_said_in_words(qtbot: QtBot) -> None:
    task = Task(Lane.NETWORK, "Summarizing")
    task.progress = Progress("receive", 1500, 0)
    assert progress_words(task) == "1,500 characters received …"
    task.progress = Progress("wait", 1, 4)
    assert "try 2 of 4" in progress_words(task)
    task.cancel()
    assert "Nothing partial is kept" in progress_words(task)
