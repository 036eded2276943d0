"""A name is decided at one place, in one document, or everywhere: in the list, on the card, on the pages, by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from legalredact.gui.core.session import MatterSession
from legalredact.gui.names.name_groups import NameGroup, group_of
from legalredact.gui.pages.marks import Look
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.model.mention import Span
from legalredact.model.register import Decision, Entity
from tests.gui.conftest import LEFT
from tests.gui.naming import choose, look_at, named, session_with, window_for

NAME = "Penhallow Freight, Inc."
TEXTS = {
    "one.txt": f"{NAME} signed the lease.\n\nWe saw {NAME} on a sign by the road.\n",
    "two.txt": f"{NAME} owes the rent to Marguerite Oldacre.\n",
}


@pytest.fixture
def session(tmp_path: Path) -> MatterSession:
    return session_with(tmp_path, TEXTS)


@pytest.fixture
def window(qtbot: QtBot, session: MatterSession) -> MatterWindow:
    made = window_for(qtbot, session)
    look_at(made, NAME)
    return made


def offered(window: MatterWindow) -> list[tuple[str, str]]:
    chooser = window.names.questions.chooser
    assert chooser is not None
    choices = [chooser.list.item(n).data(Qt.ItemDataRole.UserRole) for n in range(chooser.list.count())]
    return [(choice.words, choice.detail) for choice in choices]


def masked(session: MatterSession) -> str:
    return "\n".join(text.text for text in session.masking.matter.masked()[1])


def press(window: MatterWindow, key: Qt.Key) -> None:
    QTest.keyClick(window.names.list, key)


def here(window: MatterWindow, session: MatterSession, number: int) -> Span:
    """Make a place of the name the current one: of the first document, from 0."""
    document = session.state.documents[0].id
    entity = named(session, NAME)
    spans = [m.span for m in session.state.mentions[document] if m.entity == entity.id]
    mention = next(m for m in session.state.mentions[document] if m.span == spans[number])
    window.names.show_document(document)
    window.names.look_at_mention(mention)
    return spans[number]


def test_del_offers_each_reach_with_its_number_of_places(window: MatterWindow, session: MatterSession) -> None:
    here(window, session, 0)
    press(window, Qt.Key.Key_Delete)

    assert set(offered(window)) == {
        ("Only here", "1 place"),
        ("In one.txt", "2 places"),
        ("Everywhere in the matter", "3 places in 2 documents"),
    }


def test_the_place_that_is_shown_stays_in_clear_and_all_others_are_masked(
    window: MatterWindow, session: MatterSession, qtbot: QtBot
) -> None:
    here(window, session, 1)
    press(window, Qt.Key.Key_Delete)
    choose(qtbot, window, "only here")
    entity = named(session, NAME)

    assert f"We saw {NAME} on a sign" in masked(session)
    assert masked(session).count("Penhallow") == 1
    assert group_of(entity) is NameGroup.DECIDE
    assert "1 place decided separately" in window.names.card.state.text()
    assert "in clear here" in window.names.card.place.text()


def test_a_document_stays_in_clear_and_the_others_are_masked(
    window: MatterWindow, session: MatterSession, qtbot: QtBot
) -> None:
    here(window, session, 0)
    press(window, Qt.Key.Key_Delete)
    choose(qtbot, window, "one.txt")

    assert masked(session).count("Penhallow") == 2
    assert session.state.open_names(session.state.documents[0].id) == 0
    assert session.state.open_names(session.state.documents[1].id) > 0


def test_it_is_undone_and_made_again(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    here(window, session, 0)
    press(window, Qt.Key.Key_Delete)
    choose(qtbot, window, "only here")
    assert session.undo.undoText() == f"Keep {NAME} in clear here"
    session.undo.undo()
    assert "Penhallow" not in masked(session)
    session.undo.redo()
    assert masked(session).count("Penhallow") == 1


def test_one_place_needs_no_question(window: MatterWindow, session: MatterSession) -> None:
    look_at(window, "Marguerite Oldacre")
    press(window, Qt.Key.Key_Delete)

    assert named(session, "Marguerite Oldacre").decision is Decision.DISMISSED
    assert session.undo.undoText() == "Keep Marguerite Oldacre in clear at 1 place"


def test_d_masks_at_one_place_what_stays_in_clear_elsewhere(
    window: MatterWindow, session: MatterSession, qtbot: QtBot
) -> None:
    press(window, Qt.Key.Key_Delete)
    choose(qtbot, window, "everywhere")
    here(window, session, 0)
    press(window, Qt.Key.Key_D)
    choose(qtbot, window, "mask only here")

    assert masked(session).count("Penhallow") == 2
    assert "masked here" in window.names.card.place.text()
    press(window, Qt.Key.Key_D)
    choose(qtbot, window, "as everywhere")
    assert named(session, NAME).local == ()


def test_the_link_on_the_card_asks_the_same(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    here(window, session, 0)
    qtbot.mouseClick(window.names.card.only, LEFT)

    assert ("Keep in clear in one.txt", "2 places") in offered(window)


def test_a_place_with_its_own_decision_is_marked_by_it(
    window: MatterWindow, session: MatterSession, qtbot: QtBot
) -> None:
    place = here(window, session, 1)
    press(window, Qt.Key.Key_Delete)
    choose(qtbot, window, "only here")
    window.pages.show_place(session.state.documents[0].id)
    content = window.pages._content
    assert content is not None
    looks = {mark.mention.span: mark.look for mark in content.marks.all if mark.entity.name == NAME}

    assert looks.pop(place) is Look.DISMISSED
    assert set(looks.values()) == {Look.SUGGESTED}


def test_selected_words_are_masked_at_their_place_alone(
    window: MatterWindow, session: MatterSession, qtbot: QtBot
) -> None:
    document = session.state.documents[0]
    start = document.text.index("road")
    window.names.selected_words.ask_where_to_mask(document.id, Span(start, start + 4))
    assert offered(window)[0] == ("Only here", "1 place")
    choose(qtbot, window, "only here")

    assert " road" not in masked(session)
    entity: Entity = named(session, "road")
    assert not entity.masked
    assert entity.masked_at(document.id, Span(start, start + 4))


def test_the_bar_over_a_selection_leads_there(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    document = session.state.documents[0]
    window.pages.show_place(document.id)
    start = document.text.index("road")
    bar = window.pages.selection_bar
    bar.span = Span(start, start + 4)
    bar.some_button.click()
    QApplication.processEvents()

    assert offered(window)[1] == ("In one.txt", "1 place")
