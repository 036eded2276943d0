"""The document in the middle: pages, text or both; find; what has to be checked; what can be done with a selection."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import PIL.Image
import PIL.ImageDraw
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Tasks
from legalredact.gui.pages.document_panes import DisplayMode
from legalredact.gui.pages.page_banner import words_for
from legalredact.gui.pages.pages_view import PagesView
from legalredact.gui.widgets.find_bar import hits
from legalredact.model.document import UnreadPart, UnreadReason
from legalredact.model.mention import Span
from legalredact.model.progress import Cancellation, Report
from legalredact.vault.keys import KeySource
from legalredact.workflow.matter.dependencies import Parts, Reading
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.window.snapshot import snapshot
from tests.gui.conftest import Settled, make_pdf, read


@pytest.fixture
def view(qtbot: QtBot, session: MatterSession) -> PagesView:
    made = PagesView(session)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    return made


def test_without_a_document_it_says_what_to_do(view: PagesView) -> None:
    assert view.empty.isVisible()
    assert "Drop" in view.empty.words.text()


def test_a_text_has_no_pages_to_choose(view: PagesView, session: MatterSession, letter: Path) -> None:
    session.add([letter])

    assert view.text.isVisible()
    assert not view.pages.isVisible()
    assert not view.toolbar.modes["pages"].isVisible()


def test_a_pdf_is_drawn_from_the_vault_when_its_file_has_moved(
    qtbot: QtBot, matter: OpenMatter, preferences: Preferences, complaint: Path, settled: Settled
) -> None:
    session = MatterSession(matter, snapshot(matter), Tasks(), preferences)
    view = PagesView(session)
    qtbot.addWidget(view)
    view.resize(1000, 800)
    view.show()
    session.add([complaint])
    settled(lambda: not session.tasks.running and bool(session.state.documents))
    complaint.unlink()
    settled(lambda: 1 in view.pages.kept.pictures and 1 in view.pages.kept.boxes)
    view.leave()
    settled(lambda: not view.supply.drawing._pictures._open)

    assert view.pages.kept.marks_on(1)
    session.tasks.close()


@pytest.fixture
def gate() -> threading.Event:
    """Files are read once it is open."""
    return threading.Event()


@pytest.fixture
def slow(
    qtbot: QtBot, tmp_path: Path, keys: KeySource, parts: Parts, preferences: Preferences, gate: threading.Event
) -> Iterator[MatterSession]:
    """A session in real lanes, whose reader takes its time."""

    def slowly(paths: Sequence[Path], report: Report, cancel: Cancellation) -> Iterator[Reading]:
        gate.wait(30)
        yield from read(paths, report, cancel)

    matter = OpenMatter.create(tmp_path / "slow", keys, replace(parts, read=slowly), "Paralegal")
    made, closed = MatterSession(matter, snapshot(matter), Tasks(), preferences), list[int]()
    yield made
    gate.set()
    made.close(lambda: closed.append(1))  # in its lane, after what is there still to be done
    qtbot.waitUntil(lambda: bool(closed) and not made.tasks.running, timeout=20_000)
    made.tasks.close()


@pytest.fixture
def slow_view(qtbot: QtBot, slow: MatterSession) -> Iterator[PagesView]:
    made = PagesView(slow)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    yield made
    made.leave()


def test_pages_are_seen_before_the_file_is_read_and_stay_where_they_are_afterwards(
    slow: MatterSession, slow_view: PagesView, gate: threading.Event, complaint: Path, settled: Settled
) -> None:
    pages = slow_view.pages
    slow.add([complaint])
    settled(lambda: 1 in pages.kept.pictures)
    pages.go_to_page(2)
    settled(lambda: pages.complete and not pages._asked)
    place, picture = pages.verticalScrollBar().value(), pages.kept.pictures[2]
    assert not slow.state.documents
    assert slow_view.file == complaint

    gate.set()
    settled(lambda: slow_view.file is None and not slow.tasks.running)

    assert slow_view.document == slow.state.documents[0]
    assert slow_view.toolbar.place.text() == "page 2 of 3"
    assert pages.verticalScrollBar().value() == place > 0
    assert pages.kept.pictures[2] is picture
    settled(lambda: bool(pages.kept.marks_on(2)))


def test_a_file_that_turns_out_to_be_unreadable_is_not_shown_any_longer(
    slow: MatterSession, slow_view: PagesView, gate: threading.Event, complaint: Path, settled: Settled
) -> None:
    slow.add([complaint])
    settled(lambda: slow_view.file == complaint)
    complaint.write_bytes(b"%PDF-1.7 nothing")
    gate.set()
    settled(lambda: not slow.tasks.running)

    assert slow_view.document is None
    assert slow_view.empty.isVisible()


def test_a_file_that_cannot_be_read_is_taken_off_the_list_by_the_mouse(
    session: MatterSession, view: PagesView, letter: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    session.add([letter, empty])
    view.show_refused(empty)
    view.off_the_list.click()

    assert empty not in session.incoming
    assert not view.refused.isVisible()
    assert view.document is not None


def test_why_a_file_cannot_be_read_stands_where_its_pages_would(
    session: MatterSession, view: PagesView, letter: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    session.add([letter, empty])
    view.show_refused(empty)

    assert view.refused.isVisible()
    assert view.refused.title.text() == "empty.pdf"
    assert "The file is empty." in view.refused.words.text()
    session.refresh()
    assert view.refused.isVisible()
    view.show_place(session.state.documents[0].id)
    assert not view.refused.isVisible()
    view.show_refused(empty)
    session.forget(empty)
    assert not view.refused.isVisible()


def test_somebody_who_reads_is_not_taken_away_by_a_file_that_comes(
    slow: MatterSession, slow_view: PagesView, gate: threading.Event, complaint: Path, letter: Path, settled: Settled
) -> None:
    gate.set()
    slow.add([letter])
    settled(lambda: slow_view.document is not None and not slow.tasks.running)
    gate.clear()
    slow.add([complaint])
    assert slow_view.document == slow.state.documents[0]

    slow_view.show_file(complaint)
    settled(lambda: slow_view.file == complaint)
    assert slow_view.toolbar.title.toolTip().startswith("complaint.pdf (being read)")


def test_pages_and_text_stand_beside_each_other(view: PagesView, session: MatterSession, complaint: Path) -> None:
    session.add([complaint])
    view.set_mode(DisplayMode.BOTH)

    assert view.pages.isVisible()
    assert view.text.isVisible()
    view.leave()


def test_beside_the_pages_the_text_shows_the_page_that_is_read(
    view: PagesView, session: MatterSession, tmp_path: Path
) -> None:
    session.add([make_pdf(tmp_path / "long.pdf", [f"Paragraph {n} of a long page" for n in range(24)], pages=9)])
    view.set_mode(DisplayMode.BOTH)
    view.pages.go_to_page(7)
    view.text.grab()
    top = view.text._row_at(view.text.verticalScrollBar().value() + view.text.viewport().height() / 3)

    assert view.text._rows[top].cells[0][0].page == 7
    view.leave()


def test_words_are_found_over_line_ends_and_in_any_case() -> None:
    text = "Penhallow\nFreight and PENHALLOW FREIGHT"

    assert hits(text, "penhallow freight") == (Span(0, 17), Span(22, 39))
    assert hits(text, "  ") == ()
    assert hits("a.b", ".") == (Span(1, 2),)


def test_finding_steps_from_hit_to_hit_and_around(view: PagesView, session: MatterSession, letter: Path) -> None:
    session.add([letter])
    view.open_find()
    view.finding.searched.emit("oldacre")

    assert view.finding.count.text() == ""  # nothing is typed in the field itself
    view.finding.field.setText("oldacre")
    view.finding.searched.emit("oldacre")
    assert view.finding.count.text() == "1 of 2"
    view.finding.stepped.emit(1)
    view.finding.stepped.emit(1)
    assert view.finding.count.text() == "1 of 2"
    view.finding.stepped.emit(-1)
    assert view.finding.count.text() == "2 of 2"


def test_what_was_not_found_is_said(view: PagesView, session: MatterSession, letter: Path) -> None:
    session.add([letter])
    view.finding.field.setText("zebra")
    view.finding.searched.emit("zebra")

    assert view.finding.count.text() == "not found"


def test_the_toggle_shows_tokens_and_no_name(view: PagesView, session: MatterSession, letter: Path) -> None:
    session.add([letter])
    view.set_as_it_leaves(True)
    view.text.grab()
    shown = "".join(one.displayed.text for row in view.text._laid.values() for one in row)

    assert "Marguerite Oldacre" not in shown
    assert "May 4, 2021" in shown


def test_a_click_on_a_mark_chooses_its_entity(
    view: PagesView, session: MatterSession, letter: Path, qtbot: QtBot
) -> None:
    session.add([letter])
    mention = session.state.mentions[session.state.documents[0].id][0]
    with qtbot.waitSignal(session.entity_chosen) as chosen:
        view.text.mention_chosen.emit(mention)

    assert chosen.args == [mention.entity]


@pytest.mark.parametrize(("signal", "button"), [("mask_selection", "mask_button"), ("same_as", "same_button")])
def test_a_selection_can_be_masked_or_tied_to_somebody(
    view: PagesView, session: MatterSession, letter: Path, qtbot: QtBot, signal: str, button: str
) -> None:
    session.add([letter])
    view.text.select(Span(0, 4))
    assert view.selection_bar.isVisible()
    with qtbot.waitSignal(getattr(view, signal)) as told:
        getattr(view.selection_bar, button).click()

    assert told.args == [session.state.documents[0].id, Span(0, 4)]
    assert not view.selection_bar.isVisible()


def test_the_keys_stay_with_the_document_when_a_text_follows_on_pages(
    qtbot: QtBot, view: PagesView, session: MatterSession, complaint: Path, letter: Path
) -> None:
    session.add([complaint, letter])
    paged = next(document for document in session.state.documents if document.pages)
    text = next(document for document in session.state.documents if not document.pages)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.show_place(text.id)
    view.text.setFocus()
    view.show_place(paged.id)
    assert view.pages.hasFocus()
    view.show_place(text.id)
    assert view.text.hasFocus()
    view.leave()


def test_an_unread_part_is_said_in_words() -> None:
    part = UnreadPart("u1", UnreadReason.OCR, 2, "page read by OCR")

    assert words_for(part) == "Page 2 was an image; its text was recognized and may be wrong. Please check it."


def pictures(folder: Path) -> list[Path]:
    """Two files in which no text is found."""
    paths = [folder / "stamp.png", folder / "seal.png"]
    for number, path in enumerate(paths):
        picture = PIL.Image.new("RGB", (600, 300), "white")
        PIL.ImageDraw.Draw(picture).ellipse((100, 50, 400 + 20 * number, 250), fill="black")
        picture.save(path)
    return paths


def test_an_accepted_part_leads_to_the_next_document_and_undo_leads_back(
    qtbot: QtBot, view: PagesView, session: MatterSession, tmp_path: Path
) -> None:
    session.add(pictures(tmp_path))
    first, second = (d for d in session.state.documents if session.state.open_parts(d))
    view.show_place(first.id)
    view.banner.accept.setFocus()
    view.banner.accept.click()
    assert view.document is not None
    assert view.document.id == second.id
    assert view.banner.isVisible()
    view.banner.accept.click()  # at once: nobody has seen this one yet
    assert session.state.blocked("unread") == 1

    qtbot.waitUntil(lambda: view.banner.readable)
    view.banner.accept.click()
    assert session.state.blocked("unread") == 0
    session.undo.undo()
    assert view.document.id == second.id
    session.undo.undo()
    assert session.state.blocked("unread") == 2
    assert view.document.id == first.id
    view.leave()


def test_f8_leads_from_a_document_without_open_parts_to_one_that_waits(
    qtbot: QtBot, view: PagesView, session: MatterSession, letter: Path, tmp_path: Path
) -> None:
    session.add([letter, *pictures(tmp_path)])
    text = next(d for d in session.state.documents if not session.state.open_parts(d))
    view.show_place(text.id)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.panes.take_focus()

    qtbot.keyClick(view, Qt.Key.Key_F8)

    assert view.document is not None
    assert session.state.open_parts(view.document)
    assert view.banner.isVisible()
    assert session.state.blocked("unread") == 2
    qtbot.keyClick(view, Qt.Key.Key_F8)  # at once: nobody has seen it yet
    assert session.state.blocked("unread") == 2

    qtbot.waitUntil(lambda: view.banner.readable)
    qtbot.keyClick(view, Qt.Key.Key_F8)
    assert session.state.blocked("unread") == 1
    view.leave()


def test_a_picture_waits_until_somebody_accepts_it(view: PagesView, session: MatterSession, tmp_path: Path) -> None:
    picture = PIL.Image.new("RGB", (600, 300), "white")
    PIL.ImageDraw.Draw(picture).ellipse((100, 50, 400, 250), fill="black")
    path = tmp_path / "stamp.png"
    picture.save(path)
    session.add([path])
    assert view.banner.isVisible()
    assert session.state.blocked("unread") == 1
    view.banner.accept.click()

    assert not view.banner.isVisible()
    assert session.state.blocked("unread") == 0
    view.leave()
