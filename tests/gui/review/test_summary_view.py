"""Summary: it can be followed and stopped while it is made; then each statement leads to its source."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from legalredact.errors import Refused
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Task
from legalredact.gui.core.theme import theme
from legalredact.gui.pages.pages_view import PagesView
from legalredact.gui.review.findings import finding_words, named_words, of_whole, verdict_words
from legalredact.gui.review.running_panel import progress_words
from legalredact.gui.review.summary_reader import made_words
from legalredact.gui.review.summary_rows import SegmentRow, names
from legalredact.gui.review.summary_view import EMPTY, READING, RUNNING, SummaryView
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Role, Span
from legalredact.model.progress import Progress
from legalredact.model.register import Entity
from legalredact.model.review import Finding, FindingKind, Segment, SignOff, Verdict
from legalredact.model.token import TOKEN
from legalredact.summary.prompts import load
from legalredact.workflow.compute.lanes import Lane, Lanes
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.statement_names import EDITED
from legalredact.workflow.sign_off.corrections import revise
from tests.fakes.messages_answers import Said, reply, stall
from tests.fakes.messages_server import MessagesServer, Script
from tests.gui.conftest import LEFT, PLAIN, Settled
from tests.gui.reviewing import attested, confirm, session_for

PROMPT = load()["chronology"]


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> MatterSession:
    made = session_for(tmp_path)
    confirm(made)
    return made


@pytest.fixture
def view(qtbot: QtBot, session: MatterSession) -> SummaryView:
    session.summaries.summarize(PROMPT, "local", "")
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


def test_no_two_summaries_look_alike_where_one_is_chosen(view: SummaryView, session: MatterSession) -> None:
    session.summaries.summarize(PROMPT, "local", "")
    choice = view.reader.choice

    titles = [choice.itemText(number) for number in range(choice.count())]
    made = made_words(session.state.summaries[0].made)
    assert titles[0] == f"1. Chronology · {made} · 2 documents · local extract · by Paralegal"
    assert len(set(titles)) == len(titles) == 2
    assert choice.itemData(1, Qt.ItemDataRole.ToolTipRole) == titles[1]


def test_when_a_summary_was_made_is_told_by_the_clock_on_the_wall() -> None:
    assert made_words("2026-11-04T12:05:09+00:00", dt.timezone(dt.timedelta(hours=-5))) == "Nov 4, 07:05"
    assert made_words("") == ""


def test_a_summary_says_what_it_does_not_cover(view: SummaryView, session: MatterSession, tmp_path: Path) -> None:
    assert view.reader.not_covered.isHidden()
    (tmp_path / "wreck.pdf").write_bytes(b"")
    (tmp_path / "late.txt").write_text("Penhallow Freight, Inc. wrote.", encoding="utf-8")
    session.add([tmp_path / "wreck.pdf", tmp_path / "late.txt"])

    assert view.reader.not_covered.isVisible()
    assert "1 file cannot be read: wreck.pdf." in plain(view.reader.not_covered.text())
    assert "1 file added after it was made: late.txt." in plain(view.reader.not_covered.text())


def test_many_files_that_it_does_not_cover_leave_room_for_it(
    view: SummaryView, session: MatterSession, tmp_path: Path
) -> None:
    files = [tmp_path / f"wreck {number}.pdf" for number in range(9)]
    for path in files:
        path.write_bytes(b"")
    session.add(files)

    assert plain(view.reader.not_covered.text()).endswith("wreck 0.pdf, wreck 1.pdf, wreck 2.pdf and 6 more.")
    assert all(path.name in view.reader.not_covered.toolTip() for path in files)


def plain(words: str) -> str:
    """Without the places where long words may break."""
    return words.replace("\u200b", "")


def test_enter_on_a_statement_shows_its_source(qtbot: QtBot, view: SummaryView, session: MatterSession) -> None:
    number = next(n for n, row in enumerate(rows(view)) if row.places)
    view.reader.list.go_to(number)
    with qtbot.waitSignal(session.shown) as asked:
        QTest.keyClick(view.reader.list, Qt.Key.Key_Return)

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
    session.summaries.summarize(PROMPT, "claude", "")
    settled(stalling.stalled.is_set)
    assert view.stack.currentIndex() == RUNNING
    assert view.running.words.text()
    QTest.mouseClick(view.running.cancel, LEFT, PLAIN)
    settled(lambda: session.summaries.running is None)

    assert view.stack.currentIndex() == EMPTY
    assert session.state.summaries == ()


def test_the_vault_answers_while_a_summary_is_being_made(
    qtbot: QtBot, tmp_path: Path, stalling: MessagesServer, settled: Settled
) -> None:
    session = session_for(tmp_path, attested(stalling), stalling, Lanes())
    confirm(session)
    settled(lambda: not session.state.blockers)
    task = session.summaries.summarize(PROMPT, "claude", "")
    settled(stalling.stalled.is_set)
    seen = list[int]()
    session.look("Looking", lambda matter: len(matter.events), seen.append)
    settled(lambda: bool(seen))

    task.cancel()
    settled(lambda: session.summaries.running is None)


def test_a_summary_that_names_somebody_is_not_restored_and_says_why(qtbot: QtBot, tmp_path: Path) -> None:
    answer = reply("## Events\n\n- ", Said("Marguerite Oldacre signed with CLIENT_ZZ.", [(0, 0, 1)]))
    with MessagesServer(Script(answers=[answer])) as server:
        session = session_for(tmp_path, attested(server), server)
        confirm(session)
        session.summaries.summarize(PROMPT, "claude", "")
    view = shown(qtbot, session)

    assert "not turned into names" in view.reader.verdict.text()
    assert not view.reader.tokens.isEnabled()
    assert not view.bar.button.isEnabled()
    assert any("appears here in clear" in row.words for row in rows(view))
    assert any("CLIENT_ZZ” is not a token of this matter" in row.words for row in rows(view))
    again = next(button for button in view.bar.findChildren(QPushButton) if button.text() == "Regenerate it")
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
            session.summaries.summarize(PROMPT, "claude", "")

    assert "another organization" in str(told.args[0])
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


@pytest.mark.parametrize("signed", [False, True])
def test_a_flag_on_the_whole_summary_stands_out_until_it_is_signed(view: SummaryView, signed: bool) -> None:
    reader, colors = view.reader, theme().colours
    assert reader.summary is not None
    checked = replace(reader.summary.checked, findings=(Finding(FindingKind.MISSING_TOKEN, 0, Span(0, 0), "CLIENT_A"),))
    reader.summary = replace(reader.summary, checked=checked)
    approval = SignOff(reader.summary.id, "Bea", Verdict.APPROVED, "2026-12-03T09:00:00+00:00", "", "")
    state = reader.session.state
    reader.session.state = replace(state, signed={reader.summary.id: approval} if signed else {})
    reader.tokens.toggle()

    assert "does not appear in the summary" in reader.asked.text()
    assert (colors.muted if signed else colors.needs_you) in reader.asked.styleSheet()


def test_names_are_found_where_tokens_stood() -> None:
    anna = Entity("e1", "Anna Quill", Kind.PERSON, Role.CLIENT, token="CLIENT_A")
    found = names(Segment("Anna Quill met Anna Quill."), "CLIENT_A met CLIENT_A.", {"CLIENT_A": anna})

    assert [stretch.span for stretch in found] == [Span(0, 10), Span(15, 25)]


def test_progress_is_said_in_words(qtbot: QtBot) -> None:
    task = Task(Lane.NETWORK, "Summarizing")
    task.progress = Progress("receive", 1500, 0)
    assert progress_words(task) == "1,500 characters received …"
    task.progress = Progress("wait", 1, 4)
    assert "try 2 of 4" in progress_words(task)
    task.progress = Progress("judge", 0, 0)
    assert progress_words(task) == "Checking the answer against the documents …"
    task.cancel()
    assert "Nothing partial is kept" in progress_words(task)


def test_the_check_of_an_answer_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    """It may take seconds, in which nobody is told any more that the summary is made to 100 %."""
    session, steps = session_for(tmp_path), list[str]()
    confirm(session)
    session.tasks.changed.connect(
        lambda: [
            task.progressed.connect(lambda task=task: steps.append(task.progress.step))
            for task in session.tasks.running
            if task.title == "Summarizing"
        ]
    )
    session.summaries.summarize(load()["chronology"], "local", "")

    assert steps[-1] == "judge"


def edit(view: SummaryView, number: int, text: str) -> None:
    view.reader.list.go_to(number)
    QTest.mouseClick(view.edit, LEFT, PLAIN)
    assert view.dialog is not None
    view.dialog.fields[0].setPlainText(text)
    QTest.mouseClick(view.dialog.save, LEFT, PLAIN)


def statement(view: SummaryView) -> int:
    return next(n for n, row in enumerate(rows(view)) if row.places)


def test_an_edit_is_checked_and_kept_as_a_new_summary_that_tells_what_was_there(
    view: SummaryView, session: MatterSession
) -> None:
    number = statement(view)
    before = session.state.summaries[0].checked.summary.segments[number].text
    token = TOKEN.search(before)
    assert token is not None
    edit(view, number, f"{token[0]} signed.")

    old, new = session.state.summaries
    assert old.checked.summary.segments[number].text == before
    assert new.checked.summary.segments[number].text == f"{token[0]} signed."
    assert not new.checked.summary.segments[number].quoted
    assert view.reader.summary == new
    assert "Edited; before: “" in rows(view)[number].words
    assert "Edited" not in rows(view)[number - 1].words


def test_a_statement_is_edited_with_names(view: SummaryView, session: MatterSession) -> None:
    number = statement(view)
    view.reader.list.go_to(number)
    QTest.mouseClick(view.edit, LEFT, PLAIN)
    assert view.dialog is not None
    assert not TOKEN.search(view.dialog.fields[0].toPlainText())
    view.dialog.reject()
    edit(view, number, "Marguerite Oldacre signed.")

    new = session.state.summaries[-1]
    assert len(session.state.summaries) == 2
    assert TOKEN.sub("…", new.checked.summary.segments[number].text) == "… signed."
    assert new.clear_segments[number].text == "Marguerite Oldacre signed."


def test_an_edit_with_a_token_of_nobody_is_refused_and_nothing_is_kept(
    view: SummaryView, session: MatterSession
) -> None:
    edit(view, statement(view), "PARTY_Q signed.")

    assert view.dialog is not None
    assert view.dialog.isVisible()
    assert "an unknown token" in view.dialog.told.text()
    assert view.dialog.save.isEnabled()
    assert len(session.state.summaries) == 1


def test_a_fact_that_an_edit_invents_is_flagged(view: SummaryView) -> None:
    edit(view, statement(view), "The lease ended on July 9, 1999.")

    assert any("July 9, 1999” was found in none of the documents" in row.words for row in rows(view))


def test_an_edit_that_changes_nothing_is_no_edit(view: SummaryView, session: MatterSession) -> None:
    number = statement(view)
    edit(view, number, session.state.summaries[0].checked.summary.segments[number].text)

    assert view.dialog is not None
    assert "Nothing was changed" in view.dialog.told.text()
    assert len(session.state.summaries) == 1


def test_an_edit_stands_in_the_trail_without_its_words(view: SummaryView, session: MatterSession) -> None:
    edit(view, statement(view), "The lease ended early.")
    seen = list[str]()
    session.look("Looking", lambda matter: [str(e.details) for e in matter.events if e.action == EDITED], seen.extend)

    assert len(seen) == 1
    assert "lease" not in seen[0]


def test_only_the_preparer_may_edit(qtbot: QtBot, view: SummaryView, session: MatterSession) -> None:
    session.actor = "Ines Maddox"
    other = shown(qtbot, session)
    assert not other.edit.isVisible()

    def as_other(matter: OpenMatter) -> None:
        matter.actor = "Ines Maddox"
        revise(matter, session.state.summaries[0], 0, "Something else.")

    with qtbot.waitSignal(session.tasks.failed) as told:
        session.act("Editing", as_other)
    assert isinstance(told.args[0], Refused)


def test_a_full_stop_that_restoring_left_out_moves_no_mark() -> None:
    acme = Entity("e1", "Acme Inc.", Kind.ORGANIZATION, Role.PARTY, token="PARTY_A")
    clear = Segment("It was Acme Inc. And Acme Inc. paid.")
    found = names(clear, "It was PARTY_A. And PARTY_A paid.", {"PARTY_A": acme})

    assert [stretch.span for stretch in found] == [Span(7, 16), Span(21, 30)]


def test_a_statement_leads_to_its_own_line_of_a_long_paragraph(qtbot: QtBot, tmp_path: Path) -> None:
    filler = "The harbor office was closed on that day, and the clerk had gone home early as usual."
    sold = "Marguerite Oldacre sold forty looms to Penhallow Freight, Inc. on May 4, 2021."
    session = session_for(tmp_path, texts={"note.txt": "\n".join([*[filler] * 20, sold, *[filler] * 2])})
    confirm(session)
    session.summaries.summarize(PROMPT, "local", "")
    view, pages = shown(qtbot, session), PagesView(session)
    qtbot.addWidget(pages)
    pages.resize(700, 120)
    pages.show()
    (number,) = [n for n, row in enumerate(rows(view)) if "forty looms" in row.words]
    assert "line 21 · note.txt" in rows(view)[number].words
    view.reader.list.chosen.emit(number, 0)

    assert pages._content is not None
    assert [hit.of(pages._content.document.text) for hit in pages._content.hits] == [sold]
    area = pages.text
    (laid,) = area._row(0)
    (hit,) = pages._content.hits
    top = laid.rects(hit)[0].top() + area._tops[0] - area.verticalScrollBar().value()
    assert 0 <= top < area.viewport().height()


def test_a_flag_about_a_missing_token_tells_whose_it_is(session: MatterSession) -> None:
    by_token = session.state.register.by_token()
    token, entity = next((token, one) for token, one in by_token.items() if one.name == "Marguerite Oldacre")
    missing = Finding(FindingKind.MISSING_TOKEN, 0, Span(0, 0), token)
    assert named_words(missing, by_token).startswith(f"{entity.shown} ({token}) is important")
    assert named_words(missing, {}) == finding_words(missing)


def test_a_heading_that_is_a_documents_title_tells_its_file(qtbot: QtBot, session: MatterSession) -> None:
    session.summaries.summarize(load()["document-abstract"], "local", "")
    view = shown(qtbot, session)
    first = rows(view)[0].words
    assert first.startswith("demand.txt – Document 1")
    view.reader.tokens.setChecked(True)
    assert rows(view)[0].words.startswith("Document 1")
