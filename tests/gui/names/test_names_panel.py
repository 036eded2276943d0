"""The names at the right by mouse: cards, counts, groups, what is said, and what is done on a real matter."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from legalredact.documents.text.plain import document_from_text
from legalredact.errors import UsageError
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import theme
from legalredact.gui.names.name_card import NameCard
from legalredact.gui.names.name_groups import NameEntry, NameGroup, group_of
from legalredact.gui.names.name_places import occurrence
from legalredact.gui.names.names_list import NamesList
from legalredact.gui.names.names_panel import DECIDE
from legalredact.gui.names.names_rows import LISTED
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.model.mention import Kind, Role, Span
from legalredact.model.register import Decision, Entity
from legalredact.workflow.compute.lanes import Lanes
from tests.gui.conftest import LEFT, Settled
from tests.gui.naming import LETTERS, choose, look_at, named, session_with, shown_names, window_for


@pytest.fixture
def session(tmp_path: Path) -> MatterSession:
    return session_with(tmp_path, LETTERS)


@pytest.fixture
def window(qtbot: QtBot, session: MatterSession) -> MatterWindow:
    return window_for(qtbot, session)


def click_name(qtbot: QtBot, window: MatterWindow, name: str) -> None:
    names = window.names.list
    number = shown_names(window).index(name)
    at = names.visualRect(names.model().index(number, 0)).center()
    qtbot.mouseClick(names.viewport(), LEFT, pos=at)


def button(window: MatterWindow, words: str) -> QPushButton:
    buttons = window.names.card.findChildren(QPushButton)
    return next(b for b in buttons if words in (b.text(), b.accessibleName()) and b.isVisible())


def offered(window: MatterWindow) -> list[str]:
    return [b.accessibleName() for b in window.names.card.findChildren(QPushButton) if b.isVisible()]


def test_without_names_it_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    window = window_for(qtbot, session_with(tmp_path, {}))

    assert window.names.empty.isVisible()
    assert "Add a document" in window.names.empty.words.text()


def test_a_card_shows_token_role_spellings_counts_and_context(window: MatterWindow, qtbot: QtBot) -> None:
    click_name(qtbot, window, "Penhallow Freight, Inc.")
    card = window.names.card

    assert card.name.text() == "Penhallow Freight, Inc."
    assert "organization · suggested · 2 here · 3 in all" in card.state.text()
    assert card.place.text() == "1 of 3 · first.txt, line 1"
    assert "Marguerite Oldacre met <b>Penhallow Freight, Inc.</b> in May." in card.context.text()
    assert card.chip.itemAt(0).widget().accessibleName().startswith("token ORG_")


def test_names_stand_in_their_groups(session: MatterSession) -> None:
    groups = {entity.name: group_of(entity) for entity in session.state.register.entities}

    assert groups["Tamsin Verrall"] is NameGroup.POSSIBLE
    assert groups["Oldacre"] is NameGroup.DECIDE
    session.act("Confirming", lambda m: m.decide(Decision.CONFIRMED, [e.id for e in m.register.entities]))
    groups = {entity.name: group_of(entity) for entity in session.state.register.entities}
    assert groups["555-0142"] is NameGroup.IDENTIFIERS
    assert groups["Oldacre"] is NameGroup.DECIDE
    assert groups["Harlan Oldacre"] is NameGroup.OTHERS


def test_a_click_confirms_everywhere(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    click_name(qtbot, window, "Penhallow Freight, Inc.")
    qtbot.mouseClick(button(window, "Confirm"), LEFT)

    assert named(session, "Penhallow Freight, Inc.").decision is Decision.CONFIRMED
    assert window.names.list.current is not None
    assert window.names.list.current.entity.name == "Marguerite Oldacre"


def test_a_click_keeps_in_clear(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    click_name(qtbot, window, "Penhallow Freight, Inc.")
    qtbot.mouseClick(button(window, "Keep in clear"), LEFT)
    choose(qtbot, window, "everywhere")

    assert group_of(named(session, "Penhallow Freight, Inc.")) is NameGroup.KEPT


def test_whom_a_spelling_means_is_one_click(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    click_name(qtbot, window, "Oldacre")
    qtbot.mouseClick(button(window, "Marguerite Oldacre · person"), LEFT)

    assert "Oldacre" in named(session, "Marguerite Oldacre").aliases
    click_name(qtbot, window, "Marguerite Oldacre")
    qtbot.waitUntil(lambda: "Separate Oldacre" in offered(window))
    qtbot.mouseClick(button(window, "Separate Oldacre"), LEFT)
    assert named(session, "Marguerite Oldacre").aliases == ()
    assert window.names.card.name.text() == "Oldacre"


def test_a_role_is_chosen_on_the_card(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    click_name(qtbot, window, "Marguerite Oldacre")
    window.names.card.roles.setCurrentIndex(0)
    window.names.card.roles.activated.emit(0)

    assert named(session, "Marguerite Oldacre").role is Role.CLIENT
    assert named(session, "Marguerite Oldacre").token.startswith("CLIENT_")


def test_same_as_is_chosen_from_a_list(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    click_name(qtbot, window, "Harlan Oldacre")
    qtbot.mouseClick(button(window, "Merge with …"), LEFT)
    choose(qtbot, window, "marguerite")

    assert "Harlan Oldacre" in named(session, "Marguerite Oldacre").spellings


def test_the_primary_button_counts_what_it_confirms(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    bar = window.names.bar
    assert bar.button.text() == "Confirm 7 occurrences"
    qtbot.mouseClick(bar.button, LEFT)

    assert session.state.blocked("suggestion") == 0
    assert session.state.blocked("ambiguous") == 1


def test_a_mark_that_is_clicked_shows_its_card_and_place(window: MatterWindow, session: MatterSession) -> None:
    first = session.state.documents[0]
    mention = [m for m in session.state.mentions[first.id] if m.surface == "Penhallow Freight, Inc."][1]
    window.pages.text.mention_chosen.emit(mention)

    assert window.names.card.name.text() == "Penhallow Freight, Inc."
    assert window.names.card.place.text() == "2 of 3 · first.txt, line 3"


def span_of(session: MatterSession, words: str) -> Span:
    start = session.state.documents[0].text.index(words)
    return Span(start, start + len(words))


def test_selected_words_are_masked_everywhere(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    window.pages.text.select(span_of(session, "Desmond Quillfeather"))
    qtbot.mouseClick(window.pages.selection_bar.mask_button, LEFT)

    assert named(session, "Desmond Quillfeather").masked
    assert window.names.card.name.text() == "Desmond Quillfeather"
    assert session.undo.undoText() == "Mask Desmond Quillfeather everywhere"


def test_selected_words_are_somebody_who_is_known(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    window.pages.text.select(span_of(session, "Desmond Quillfeather"))
    qtbot.mouseClick(window.pages.selection_bar.same_button, LEFT)
    choose(qtbot, window, "harlan")

    assert "Desmond Quillfeather" in named(session, "Harlan Oldacre").aliases


def test_what_could_not_be_done_is_said_and_is_not_on_the_stack(
    window: MatterWindow, session: MatterSession, qtbot: QtBot
) -> None:
    first = session.state.documents[0]
    with qtbot.waitSignal(session.tasks.failed) as told:
        window.pages.mask_selection.emit(first.id, Span(first.text.index(".\n\n"), first.text.index(".\n\n") + 2))

    assert isinstance(told.args[0], UsageError)
    assert session.undo.count() == 0 or not session.undo.canUndo()
    assert window.error.isVisible()


def test_the_filter_says_when_nothing_fits(window: MatterWindow) -> None:
    window.names.filter.setText("zebra")

    assert window.names.nothing.isVisible()
    assert not window.names.card._inner.isVisible()


def test_decisions_in_the_lanes_keep_their_order(qtbot: QtBot, tmp_path: Path, settled: Settled) -> None:
    session = session_with(tmp_path, LETTERS, Lanes())
    window = window_for(qtbot, session)
    look_at(window, "Penhallow Freight, Inc.")
    for _ in range(3):
        qtbot.keyClick(window.names.list, Qt.Key.Key_Return)
    session.undo.undo()
    settled(lambda: not session.tasks.running and session.undo.count() == 3)
    settled(lambda: sum(e.decision is Decision.CONFIRMED for e in session.state.register.entities) == 2)
    session.tasks.close()


def test_words_of_a_name_are_escaped(session: MatterSession, window: MatterWindow) -> None:
    one = occurrence(session.state.documents[0], Span(0, 10))
    window.names.card.show_occurrence(type(one)(one.document_id, one.span, "a", "", "<i>", "&", "</i>"), 1, 1)

    assert window.names.card.context.text() == "&lt;i&gt;<b>&amp;</b>&lt;/i&gt;"


@pytest.mark.parametrize("text", [100, 200])
def test_every_control_is_named_and_nothing_is_wider_than_the_panel(
    window: MatterWindow, qtbot: QtBot, text: int
) -> None:
    theme().choose(text=text)
    look_at(window, "Oldacre")
    qtbot.wait(50)
    controls = [w for w in window.names.findChildren(QWidget) if isinstance(w, QAbstractButton | QLineEdit | QComboBox)]
    nameless = [type(w).__name__ for w in controls if not (w.accessibleName() or getattr(w, "text", str)())]
    inner = window.names.card.widget()

    assert nameless == []
    assert inner.minimumSizeHint().width() <= window.names.card.viewport().width()
    assert QApplication.focusWidget() is window.names.list


def test_a_long_word_beside_a_name_makes_the_card_no_wider_than_the_panel(qtbot: QtBot, tmp_path: Path) -> None:
    theme().choose(text=200)
    address = "the.clerk.of.this.firm@penhallowfreightandcarriage.example"
    window = window_for(qtbot, session_with(tmp_path, {"letter.txt": f"{address} Marguerite Oldacre signed."}))
    window.resize(1280, 800)
    look_at(window, "Marguerite Oldacre")
    card = window.names.card

    assert address in card.context.text().replace("\u200b", "")
    assert card.widget().minimumSizeHint().width() <= card.viewport().width()


def test_of_thousands_of_names_the_first_are_listed_and_any_can_be_looked_at(qtbot: QtBot) -> None:
    entities = [Entity(f"e{n}", f"Person{n} Quill", Kind.PERSON, Role.PERSON) for n in range(2_000)]
    names = NamesList()
    qtbot.addWidget(names)
    names.show_groups({NameGroup.DECIDE: [NameEntry(entity, 0, 1) for entity in entities]}, "e3")
    assert len(names.rows) == LISTED + 2
    assert names.rows[-1].words.startswith("and 1,500 more")
    names.choose("e1999")
    assert names.current is not None
    assert names.current.entity.id == "e1999"
    assert len(names.rows) == LISTED + 3


def test_a_card_of_a_long_name_is_no_wider_than_its_panel(qtbot: QtBot) -> None:
    theme().choose(text=200)
    long = "Wolfeschlegelsteinhausenbergerdorff-Quillfeather-Brightwater"
    entity = Entity("e1", f"Maximilian {long}", Kind.PERSON, Role.CLIENT, aliases=(long,), token="CLIENT_A")
    card = NameCard()
    qtbot.addWidget(card)
    card.resize(480, 600)
    card.show()
    card.show_entry(NameEntry(entity, 2, 2))
    qtbot.waitUntil(lambda: card.widget().isVisible())

    assert card.widget().minimumSizeHint().width() <= card.viewport().width()


def test_spellings_in_which_commas_stand_are_told_apart() -> None:
    entity = Entity("e1", "Margaret Tarrow", Kind.PERSON, Role.CLIENT, ("Tarrow", "Tarrow, Margaret"))
    assert NameEntry(entity, 1, 1).aliases == "Tarrow · Tarrow, Margaret"


def test_the_name_shown_in_summaries_is_chosen_on_the_card(
    window: MatterWindow, session: MatterSession, qtbot: QtBot
) -> None:
    click_name(qtbot, window, "Penhallow Freight, Inc.")
    field = window.names.card.shown_as.field
    line = field.lineEdit()
    assert line is not None
    assert line.text() == "Penhallow Freight, Inc."
    field.setFocus()
    line.setText("the Carrier")
    qtbot.keyClick(line, Qt.Key.Key_Return)

    assert named(session, "Penhallow Freight, Inc.").shown == "the Carrier"
    assert window.names.card.shown_as.field.currentText() == "the Carrier"
    session.undo.undo()
    assert named(session, "Penhallow Freight, Inc.").shown == "Penhallow Freight, Inc."


def test_a_name_is_shown_with_its_own_line_and_not_that_of_its_paragraph() -> None:
    document = document_from_text(
        "d1", "note.txt", "First\n\nThe letter was\nwritten by\nMarguerite Oldacre herself.\n"
    )
    start = document.text.index("Marguerite")
    assert occurrence(document, Span(start, start + 10)).where == "line 5"


def test_a_misspelling_is_proposed_as_the_same_person_with_its_context(
    qtbot: QtBot, tmp_path: Path, settled: Settled
) -> None:
    letters = {"a.txt": "Then Tamsin Verrall signed.", "b.txt": "Then Tamsyn Verrall paid."}
    window = window_for(qtbot, session_with(tmp_path, letters))
    click_name(qtbot, window, "Tamsyn Verrall")

    settled(lambda: any(words.startswith("Same as Tamsin Verrall") for words in offered(window)))
    shown = [one.accessibleName() for one in window.names.card.findChildren(QLabel) if one.isVisible()]
    assert any("Tamsin Verrall signed." in words for words in shown)


def test_one_key_accepts_the_proposal_and_undo_takes_it_back(qtbot: QtBot, tmp_path: Path, settled: Settled) -> None:
    letters = {"a.txt": "Then Tamsin Verrall signed.", "b.txt": "Then Tamsyn Verrall paid."}
    window = window_for(qtbot, session_with(tmp_path, letters))
    click_name(qtbot, window, "Tamsyn Verrall")

    qtbot.keyClick(window.names.list, Qt.Key.Key_E)
    settled(lambda: not window.session.tasks.running)
    assert shown_names(window).count("Tamsyn Verrall") + shown_names(window).count("Tamsin Verrall") == 1
    assert not any(words.startswith("Same as Tams") for words in offered(window))

    window.session.undo.undo()
    settled(lambda: not window.session.tasks.running)
    assert {"Tamsyn Verrall", "Tamsin Verrall"} <= set(shown_names(window))


def test_a_name_without_a_likeness_has_no_proposal(window: MatterWindow, qtbot: QtBot) -> None:
    click_name(qtbot, window, "Penhallow Freight, Inc.")

    assert not any(words.startswith("Same as Penhallow") for words in offered(window))
    assert "same" not in window.names.can()


def test_another_name_is_shown_from_the_top_of_the_card(qtbot: QtBot, tmp_path: Path) -> None:
    theme().choose(text=200)
    letter = {"letter.txt": "Marguerite Oldacre signed. Penhallow Freight, Inc. was served."}
    window = window_for(qtbot, session_with(tmp_path, letter))
    window.resize(1000, 600)
    look_at(window, "Marguerite Oldacre")
    bar = window.names.card.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    look_at(window, "Penhallow Freight, Inc.")

    assert bar.value() == 0


def test_resolve_leads_to_the_question_also_if_its_name_is_the_current_one(qtbot: QtBot, tmp_path: Path) -> None:
    theme().choose(text=200)
    letter = {"letter.txt": "Marguerite Oldacre signed. Penhallow Freight, Inc. was served."}
    window = window_for(qtbot, session_with(tmp_path, letter))
    window.resize(1000, 600)
    window.names.bar.mend_asked.emit(DECIDE)
    bar = window.names.card.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    window.names.bar.mend_asked.emit(DECIDE)

    assert bar.value() == 0
