"""Names decided by keyboard alone, on a real matter: no pointer is touched here."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from legalredact.gui.core.session import MatterSession
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.model.mention import Role
from legalredact.model.register import Decision
from tests.gui.naming import LETTERS, choose, look_at, named, press, session_with, shown_names, window_for

Key, CONTROL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def session(tmp_path: Path) -> MatterSession:
    return session_with(tmp_path, LETTERS)


@pytest.fixture
def window(qtbot: QtBot, session: MatterSession) -> MatterWindow:
    return window_for(qtbot, session)


def current(window: MatterWindow) -> str:
    entity = window.names.entity
    return entity.name if entity else ""


def test_the_first_name_is_one_that_could_mean_several(window: MatterWindow) -> None:
    assert shown_names(window)[:3] == ["Needs a decision, 5, open", "Oldacre", "Penhallow Freight, Inc."]
    assert current(window) == "Oldacre"
    assert window.names.list.hasFocus()


def test_enter_after_enter_decides_name_after_name(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    press(qtbot, Key.Key_Down)
    assert current(window) == "Penhallow Freight, Inc."
    press(qtbot, Key.Key_Return)
    assert named(session, "Penhallow Freight, Inc.").decision is Decision.CONFIRMED
    assert current(window) == "Marguerite Oldacre"
    press(qtbot, Key.Key_Return)

    assert named(session, "Marguerite Oldacre").decision is Decision.CONFIRMED


def test_del_keeps_a_name_in_clear_everywhere(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    press(qtbot, Key.Key_Down, Key.Key_Delete)
    choose(qtbot, window, "everywhere")
    entity = named(session, "Penhallow Freight, Inc.")

    assert not entity.masked
    assert "Kept in clear, 1, open" in shown_names(window)


def test_enter_on_an_ambiguous_spelling_asks_whom_it_means(
    window: MatterWindow, session: MatterSession, qtbot: QtBot
) -> None:
    press(qtbot, Key.Key_Return)
    choose(qtbot, window, "harlan")

    assert "Oldacre" in named(session, "Harlan Oldacre").aliases


def test_a_second_enter_that_comes_too_soon_answers_no_question(
    window: MatterWindow, session: MatterSession, qtbot: QtBot
) -> None:
    """Nobody can have read it: the key was meant for the name before."""
    press(qtbot, Key.Key_Return)
    chooser = window.names.questions.chooser
    assert chooser is not None
    qtbot.keyClick(chooser.field, Key.Key_Return)
    assert chooser.isVisible()
    assert named(session, "Oldacre").open

    qtbot.waitUntil(lambda: chooser.readable)
    held = QKeyEvent(QKeyEvent.Type.KeyPress, Key.Key_Return, Qt.KeyboardModifier.NoModifier, "", True, 1)
    QApplication.sendEvent(chooser.field, held)
    assert named(session, "Oldacre").open
    qtbot.keyClick(chooser.field, Key.Key_Return)
    assert all(entity.name != "Oldacre" for entity in session.state.register.entities)


def test_a_key_that_is_held_decides_one_name_alone(window: MatterWindow) -> None:
    deciding = [a for a in window.names.list.actions() if a.text() in ("Confirm", "Keep in clear")]
    assert len(deciding) == 2
    assert not any(action.autoRepeat() for action in deciding)


def test_a_question_that_is_settled_leads_to_the_next_name_that_waits(
    window: MatterWindow, session: MatterSession, qtbot: QtBot
) -> None:
    assert current(window) == "Oldacre"
    press(qtbot, Key.Key_Return)
    choose(qtbot, window, "harlan")

    entity = window.names.entity
    assert entity is not None
    assert entity.name != "Oldacre"
    assert entity.open


def test_an_ambiguous_spelling_can_stand_for_itself(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    press(qtbot, Key.Key_S)
    choose(qtbot, window, "unknown")

    assert named(session, "Oldacre").among == ()
    assert named(session, "Oldacre").decision is Decision.CONFIRMED


@pytest.mark.parametrize(
    ("key", "role"),
    [
        (Key.Key_1, Role.CLIENT),
        (Key.Key_2, Role.PARTY),
        (Key.Key_3, Role.COUNSEL),
        (Key.Key_4, Role.WITNESS),
        (Key.Key_5, Role.JUDGE),
    ],
)
def test_digits_give_roles(window: MatterWindow, session: MatterSession, qtbot: QtBot, key: Qt.Key, role: Role) -> None:
    look_at(window, "Marguerite Oldacre")
    press(qtbot, key)
    assert named(session, "Marguerite Oldacre").role is role
    press(qtbot, Key.Key_6)

    assert named(session, "Marguerite Oldacre").role is Role.PERSON


def test_m_merges_with_a_name_that_is_typed(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    look_at(window, "Harlan Oldacre")
    press(qtbot, Key.Key_M)
    choose(qtbot, window, "marg")

    assert "Harlan Oldacre" in named(session, "Marguerite Oldacre").aliases
    assert "Oldacre" in named(session, "Marguerite Oldacre").aliases  # it can mean nobody else now
    assert window.names.list.hasFocus()


def test_x_splits_a_spelling_off(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    press(qtbot, Key.Key_Return)
    choose(qtbot, window, "harlan")
    window.names.look_at(named(session, "Harlan Oldacre").id)
    press(qtbot, Key.Key_X)
    choose(qtbot, window, "old")

    assert "Oldacre" not in named(session, "Harlan Oldacre").aliases
    assert current(window) == "Oldacre"


def test_space_goes_from_occurrence_to_occurrence_and_to_the_next_document(
    window: MatterWindow, session: MatterSession, qtbot: QtBot
) -> None:
    look_at(window, "Penhallow Freight, Inc.")
    shown: list[tuple[str, object]] = []
    session.shown.connect(lambda document_id, span: shown.append((document_id, span)))
    press(qtbot, Key.Key_Space, Key.Key_Space, Key.Key_Space)
    press(qtbot, Key.Key_Space, modifier=SHIFT)
    first, second = (document.id for document in session.state.documents)

    assert [document_id for document_id, _ in shown] == [first, first, second, first]
    assert window.names.card.place.text().startswith("2 of 3 · first.txt")
    assert window.names.list.hasFocus()


def test_control_enter_confirms_all_suggestions_then_goes_on(
    window: MatterWindow, session: MatterSession, qtbot: QtBot
) -> None:
    assert window.names.bar.button.text() == "Confirm 7 occurrences"
    press(qtbot, Key.Key_Return, modifier=CONTROL)
    assert session.undo.undoText() == "Confirm 4 names"
    assert not window.names.bar.button.isEnabled()
    assert "One name is ambiguous." in window.names.bar.button.accessibleDescription()

    look_at(window, "Oldacre")
    press(qtbot, Key.Key_Return)
    choose(qtbot, window, "marg")
    assert session.state.blocked("suggestion", "ambiguous") == 0
    assert window.names.bar.button.text() == "Check and send"
    press(qtbot, Key.Key_Return, modifier=CONTROL)
    assert window.step == "send"


def test_everything_can_be_undone_and_done_again_with_labels(
    window: MatterWindow, session: MatterSession, qtbot: QtBot
) -> None:
    start = {entity.id: entity for entity in session.state.register.entities}
    look_at(window, "Marguerite Oldacre")
    press(qtbot, Key.Key_1, Key.Key_Return)
    look_at(window, "Penhallow Freight, Inc.")
    press(qtbot, Key.Key_Delete)
    choose(qtbot, window, "everywhere")
    labels = [session.undo.text(number) for number in range(session.undo.count())]
    assert labels == [
        "Make Marguerite Oldacre client",
        "Confirm Marguerite Oldacre at 2 places",
        "Keep Penhallow Freight, Inc. in clear at 3 places",
    ]
    done = {entity.id: entity for entity in session.state.register.entities}

    for _ in labels:
        press(qtbot, Key.Key_Z, modifier=CONTROL)
    assert {entity.id: entity for entity in session.state.register.entities} == start
    for _ in labels:
        press(qtbot, Key.Key_Y, modifier=CONTROL)
    assert {entity.id: entity for entity in session.state.register.entities} == done


def test_groups_close_and_open_by_arrows(window: MatterWindow, qtbot: QtBot) -> None:
    press(qtbot, Key.Key_Left)
    assert shown_names(window) == ["Needs a decision, 5, closed", "Possible, not masked, 1, closed"]
    press(qtbot, Key.Key_Down, Key.Key_Right)
    assert shown_names(window)[-1] == "Tamsin Verrall"
    press(qtbot, Key.Key_Return)

    assert window.names.entity is not None
    assert window.names.entity.decision is Decision.CONFIRMED


def test_the_filter_is_reached_and_left_by_keys(window: MatterWindow, qtbot: QtBot) -> None:
    press(qtbot, Key.Key_L, modifier=CONTROL)
    qtbot.keyClicks(QApplication.focusWidget(), "penhallow")
    assert shown_names(window) == ["Needs a decision, 1, open", "Penhallow Freight, Inc."]
    press(qtbot, Key.Key_Return)
    assert window.names.list.hasFocus()
    press(qtbot, Key.Key_L, modifier=CONTROL)
    press(qtbot, Key.Key_Escape)

    assert window.names.filter.text() == ""


def test_letters_that_are_typed_into_a_field_decide_nothing(
    window: MatterWindow, session: MatterSession, qtbot: QtBot
) -> None:
    press(qtbot, Key.Key_L, modifier=CONTROL)
    qtbot.keyClicks(QApplication.focusWidget(), "m1 x")
    press(qtbot, Key.Key_Delete)

    assert session.undo.count() == 0
    assert window.names.filter.text() == "m1 x"


def test_keys_decide_nothing_where_names_are_not_shown(
    window: MatterWindow, session: MatterSession, qtbot: QtBot
) -> None:
    window.go("send")
    enabled = [action.text() for action, _ in window.actions_of_names._acts if action.isEnabled()]

    assert enabled == []


def test_f6_goes_through_the_panels_and_comes_back(window: MatterWindow, qtbot: QtBot) -> None:
    def panel() -> str:
        focused = QApplication.focusWidget()
        parts = {
            "way": window.way,
            "documents": window.documents,
            "pages": window.centre,
            "names": window.names.table,
            "card": window.side,
        }
        return next((name for name, part in parts.items() if focused and part.isAncestorOf(focused)), "")

    seen = [panel()]
    for _ in range(5):
        press(qtbot, Key.Key_F6)
        seen.append(panel())
    press(qtbot, Key.Key_F6, modifier=SHIFT)
    seen.append(panel())

    assert seen == ["names", "pages", "card", "way", "documents", "names", "documents"]


def test_next_and_previous_document(window: MatterWindow, session: MatterSession, qtbot: QtBot) -> None:
    press(qtbot, Key.Key_PageDown, modifier=CONTROL)
    assert window.pages.document is not None
    assert window.pages.document.name == "second.txt"
    press(qtbot, Key.Key_PageUp, modifier=CONTROL)

    assert window.pages.document.name == "first.txt"


def test_a_letter_whose_command_is_not_possible_leads_to_no_other_name(window: MatterWindow, qtbot: QtBot) -> None:
    look_at(window, "555-0142")
    press(qtbot, Key.Key_M)  # a number is merged with nothing; "Marguerite" begins with the letter

    assert current(window) == "555-0142"
