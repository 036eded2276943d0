"""The Tab key goes through a window as it is read, also to what was made later."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from legalredact.gui.matter.matter_form import NameRows
from legalredact.gui.names.name_card import NameCard
from legalredact.gui.names.name_groups import NameEntry
from legalredact.gui.widgets.action_bar import ActionBar
from legalredact.gui.widgets.link_list import LinkLines
from legalredact.gui.widgets.reason import ReasonRow
from legalredact.model.mention import Kind, Role
from legalredact.model.register import Entity

Met = list[QWidget]


class Window(QWidget):
    """A field on top, something, a field below it."""

    def __init__(self, middle: QWidget) -> None:
        super().__init__()
        self.first, self.last = QLineEdit(), QLineEdit()
        column = QVBoxLayout(self)
        for widget in (self.first, middle, self.last):
            column.addWidget(widget)

    def by_tab(self) -> Met:
        """What Tab leads to from the first field, up to the last."""
        QApplication.processEvents()  # what came last is shown
        self.first.setFocus()
        met: Met = []
        while (keys := QApplication.focusWidget()) is not self.last and keys is not None and len(met) < 30:
            met.append(keys)
            QTest.keyClick(keys, Qt.Key.Key_Tab)
        return met[1:]


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator["Shown"]:
    made = Shown(qtbot)
    yield made
    for window in made.windows:
        window.close()


class Shown:
    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.windows: list[Window] = []

    def __call__(self, middle: QWidget) -> Window:
        window = Window(middle)
        self._qtbot.addWidget(window)
        self.windows.append(window)
        window.show()
        window.activateWindow()
        self._qtbot.waitUntil(window.isActiveWindow)
        return window


def words(met: Met) -> list[str]:
    return [widget.text() if isinstance(widget, QPushButton) else widget.accessibleName() for widget in met]


def test_the_way_to_mend_and_other_buttons_come_before_the_primary_one(shown: "Shown") -> None:
    bar = ActionBar("Summarize")
    bar.row.insertWidget(1, QPushButton("Print"))
    window = shown(bar)
    bar.show_reasons((), "")
    assert words(window.by_tab()) == ["Print", "Summarize"]
    bar.show_reasons((ReasonRow("2 names wait.", "Resolve", "names"),), "")

    assert words(window.by_tab()) == ["Resolve", "Print"]


def test_lines_that_come_later_stand_where_they_are_read(shown: "Shown") -> None:
    lines = LinkLines()
    window = shown(lines)
    lines.show_lines(("Risk medium", "Names"))
    lines.show_lines(("Risk low", "Names", "Traces"))

    assert words(window.by_tab()) == ["Risk low", "Names", "Traces"]


def test_rows_of_a_form_are_left_before_another_is_added(shown: "Shown") -> None:
    rows = NameRows()
    window = shown(rows)
    rows.add("Penhallow Freight, Inc.")

    row = ["Name", "Role", "Also known as", "Remove this row"]
    assert words(window.by_tab()) == [*row * 3, "+ Add another"]


def test_whom_a_spelling_means_is_chosen_before_it_is_decided_on(shown: "Shown") -> None:
    card = NameCard()
    window = shown(card)
    owner = Entity("e2", "Harlan Oldacre", Kind.PERSON, Role.PERSON)
    spelling = Entity("e1", "Oldacre", Kind.PERSON, Role.PERSON, among=("e2",))
    card.show_entry(NameEntry(spelling, 1, 1), (owner,), (None,))
    met = words(window.by_tab())

    assert met.index("Harlan Oldacre · person") < met.index("Keep in clear")


def test_spellings_are_split_off_within_the_card(shown: "Shown") -> None:
    card = NameCard()
    window = shown(card)
    entity = Entity("e1", "Marguerite Oldacre", Kind.PERSON, Role.CLIENT, aliases=("Maggie Oldacre",), token="CLIENT_A")
    card.show_entry(NameEntry(entity, 1, 1))

    assert words(window.by_tab())[-1] == "Separate"
