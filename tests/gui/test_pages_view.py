"""The document in the middle: pages, text or both; find; what has to be checked; what can be done with a selection."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from legalredact.gui.find_bar import hits
from legalredact.gui.page_banner import words_for
from legalredact.gui.pages_view import Form, PagesView
from legalredact.gui.preferences import Preferences
from legalredact.gui.session import MatterSession
from legalredact.gui.tasks import Tasks
from legalredact.model.document import UnreadPart, UnreadReason
from legalredact.model.mention import Span
from legalredact.workflow.open_matter import OpenMatter
from legalredact.workflow.snapshot import snapshot
from tests.gui.conftest import Settled


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
    assert not view.toolbar.forms["pages"].isVisible()


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
    settled(lambda: 1 in view.pages._pictures and 1 in view.pages._boxes)
    view.leave()
    settled(lambda: not view.supply.drawing._pictures._open)

    assert view.pages._marks_of(1)
    session.tasks.close()


def test_pages_and_text_stand_beside_each_other(view: PagesView, session: MatterSession, complaint: Path) -> None:
    session.add([complaint])
    view.set_form(Form.BOTH)

    assert view.pages.isVisible()
    assert view.text.isVisible()
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


def test_an_unread_part_is_said_in_words() -> None:
    part = UnreadPart("u1", UnreadReason.OCR, 2, "page read by OCR")

    assert words_for(part) == "Page 2 was a picture; its text was recognised and may be wrong. Please check it."


def test_a_picture_waits_until_somebody_accepts_it(view: PagesView, session: MatterSession, tmp_path: Path) -> None:
    import PIL.Image
    import PIL.ImageDraw

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
