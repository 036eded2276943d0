"""For everybody: each control has a name and is reached by Tab, words can be read, large text fits."""

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from legalredact.gui.core import theme as themes
from legalredact.gui.core.palette import (
    DARK,
    LIGHT,
    READABLE,
    ROLE_STYLES,
    Colours,
    blended,
    contrast,
    filled,
    readable,
)
from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.tasks import Tasks
from legalredact.gui.core.theme import theme
from legalredact.gui.guide.pages import load
from legalredact.gui.guide.window import GuideWindow
from legalredact.gui.matter.matter_settings import MatterSettings
from legalredact.gui.matter.new_matter import NewMatter
from legalredact.gui.matter.passphrase_dialog import PassphraseDialog
from legalredact.gui.review.comment_dialog import CommentDialog
from legalredact.gui.review.edit_statement import EditStatement
from legalredact.gui.send.send_view import SendView
from legalredact.gui.shell.fix_dialog import mend
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.gui.shell.opening import Opening
from legalredact.gui.shell.registry import PLACES
from legalredact.gui.shell.shortcut_sheet import ShortcutSheet
from legalredact.gui.shell.start_window import StartWindow
from legalredact.gui.widgets.chip import TINT
from legalredact.gui.widgets.chooser import Choice, Chooser
from legalredact.gui.widgets.elided_button import ElidedButton
from legalredact.model.mention import Role
from legalredact.workflow.compute.lanes import AtOnce
from legalredact.workflow.matter.dependencies import Wiring
from tests.gui.reviewing import attested, confirm, session_for

THEMES = [LIGHT, DARK]
GROUNDS = ["window", "surface", "raised", "selected"]
CONTROLS = (
    QAbstractButton
    | QLineEdit
    | QPlainTextEdit
    | QComboBox
    | QAbstractItemView
    | QAbstractScrollArea
    | QAbstractSpinBox
)
TABS = 150
"""Presses of Tab that lead around any window and back."""
ROUNDING = 1
"""Pixels by which Qt's own layouts may fall short of a hint that is no whole number."""
PLACE_IDS = [place.id for place in PLACES]


@pytest.fixture
def full(qtbot: QtBot, tmp_path: Path) -> MatterWindow:
    """A window with a summary to sign; jobs run at once."""
    session = session_for(tmp_path, attested())
    confirm(session)
    window = MatterWindow(session)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    send = window.view("send")
    assert isinstance(send, SendView)
    send.engines.setCurrentIndex(send.engines.findData("local"))
    window.go("send")
    send.primary()
    return window


Dialogs = dict[str, Callable[[], QWidget]]


@pytest.fixture
def dialogs(full: MatterWindow, wiring: Wiring, preferences: Preferences) -> Dialogs:
    """Every dialog and the start window, by name."""
    opening = Opening(wiring, attested(), preferences, "Paralegal", AtOnce)
    menus = {title: menu.actions() for title, menu in full.actions_of_matter.menus.items()}
    return {
        "start": lambda: StartWindow(preferences, lambda: opening, AtOnce()),
        "new matter": lambda: NewMatter(lambda *_: None, full),
        "matter settings": lambda: MatterSettings(full.session, full),
        "edit": lambda: EditStatement("PERSON_A signed.", (), lambda *_: None, full),
        "comment": lambda: CommentDialog("She signed.", "", lambda _: None, full),
        "chooser": lambda: Chooser("Who?", [Choice("a", "Marguerite Oldacre", "PERSON_A")], full),
        "keyboard": lambda: ShortcutSheet(menus, full),
        "passphrase": lambda: PassphraseDialog("The keyring cannot be used.", new=True, parent=full),
        "mend": lambda: mend(full, "keyring", opening, Tasks(AtOnce()), lambda: None),
        "guide": lambda: GuideWindow(load(), preferences),
    }


def shown(dialogs: Dialogs, qtbot: QtBot) -> Iterator[tuple[str, QWidget]]:
    """Each dialog by name, open while it is looked at."""
    for name, make in dialogs.items():
        made = make()
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        yield name, made
        made.close()


def entered(window: MatterWindow, place: str) -> QWidget:
    """The view, in the middle or at the right."""
    window.go("names" if place in ("pages", "names") else place)
    QApplication.processEvents()
    return window.view(place)


def controls(inside: QWidget) -> list[QWidget]:
    found = inside.findChildren(QWidget)
    return [w for w in found if isinstance(w, CONTROLS) and w.isVisible() and not part_of_a_control(w)]


def part_of_a_control(widget: QWidget) -> bool:
    """Qt's own parts of a control."""
    parents: list[QWidget] = []
    parent = widget.parentWidget()
    while parent is not None:
        parents.append(parent)
        parent = parent.parentWidget()
    inner = any(isinstance(p, QComboBox | QAbstractItemView | QLineEdit | QAbstractSpinBox) for p in parents)
    return widget.objectName().startswith("qt_") or inner


def name_of(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    only_scrolls = isinstance(widget, QScrollArea) and not widget.focusPolicy()
    return widget.accessibleName() or text or ("an area" if only_scrolls else "")


def by_tab(window: QWidget) -> set[QWidget]:
    """What Tab leads to, from wherever one is, once around."""
    met: set[QWidget] = set()
    for _ in range(TABS):
        focused = QApplication.focusWidget()
        if focused is not None:
            met.add(focused)
        QTest.keyClick(focused or window, Qt.Key.Key_Tab)
    return met


def unreached(inside: QWidget, window: QWidget) -> list[str]:
    """Controls that Tab does not lead to; of radio buttons of a group one is enough, as the arrows lead on."""
    met = by_tab(window)
    wanted = [w for w in controls(inside) if w.isEnabled() and not isinstance(w, QScrollArea)]
    radios = {w.parentWidget() for w in met if isinstance(w, QRadioButton)}
    missed = [w for w in wanted if w not in met and not any(met_one in met for met_one in w.findChildren(QWidget))]
    return [
        f"{type(w).__name__} {name_of(w)}"
        for w in missed
        if not (isinstance(w, QRadioButton) and w.parentWidget() in radios)
    ]


def faults_of_controls(inside: QWidget, window: QWidget) -> list[str]:
    """Controls without a name, and controls that Tab does not lead to."""
    assert controls(inside)
    unnamed = [f"{type(widget).__name__} has no name" for widget in controls(inside) if not name_of(widget)]
    return unnamed + [f"{control} is not reached by Tab" for control in unreached(inside, window)]


def test_every_control_of_a_view_has_a_name_and_is_reached_by_tab(full: MatterWindow) -> None:
    found = {place: faults_of_controls(entered(full, place), full) for place in PLACE_IDS}

    assert found == {place: [] for place in PLACE_IDS}


def _cover(picture: QPixmap, part: QRect) -> None:
    painter = QPainter(picture)
    painter.fillRect(part, Qt.GlobalColor.black)
    painter.end()


def unseen_focus(window: QWidget) -> list[str]:
    """What has the focus on the way of Tab although its picture is the same without it, once around."""
    met, unseen = set[QWidget](), list[str]()
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)  # from now on the frames of keys are drawn
    for _ in range(TABS):
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the focus"
        if focused in met:
            break
        met.add(focused)
        with_it = focused.grab()
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        following = QApplication.focusWidget()
        without_it = focused.grab()
        if following is not None and focused.isAncestorOf(following):  # its own frame is none of the area around it
            for picture in (with_it, without_it):
                _cover(picture, QRect(following.mapTo(focused, QPoint(0, 0)), following.size()))
        if focused.isVisible() and without_it.toImage() == with_it.toImage():
            unseen.append(f"{type(focused).__name__} {name_of(focused)}")
    return unseen


def test_what_has_the_focus_is_shown_in_every_view(full: MatterWindow) -> None:
    found = {}
    for place in PLACE_IDS:
        entered(full, place)
        found[place] = unseen_focus(full)

    assert found == {place: [] for place in PLACE_IDS}


RING = 3.0
"""WCAG 2.2, 2.4.13: the least contrast between the same pixels with and without the focus."""


@pytest.mark.parametrize("colours", THEMES)
@pytest.mark.parametrize("name", ["", "primary"])
def test_the_ring_around_a_button_with_the_focus_can_be_seen(qtbot: QtBot, colours: Colours, name: str) -> None:
    window = QWidget()
    window.setStyleSheet(f"QWidget {{ background: {colours.window}; }} {themes.sheet(colours)}")
    column, button, other = QVBoxLayout(window), QPushButton("Resume"), QPushButton("Decide")
    button.setObjectName(name)
    for one in (button, other):
        column.addWidget(one)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    pictures = []
    for one in (other, button):
        one.setFocus()
        qtbot.waitUntil(one.hasFocus)
        pictures.append(window.grab(button.geometry()).toImage())  # with the ground around it

    without, focused = pictures
    places = itertools.product(range(without.width()), range(without.height()))
    pairs = ((without.pixelColor(*place).name(), focused.pixelColor(*place).name()) for place in places)
    ring = sum(contrast(*pair) >= RING for pair in pairs if pair[0] != pair[1])
    assert ring >= 2 * (without.width() + without.height() - 4 * 10)  # corners are rounded


def test_every_control_of_a_dialog_has_a_name_and_is_reached_by_tab(dialogs: Dialogs, qtbot: QtBot) -> None:
    found = {name: faults_of_controls(dialog, dialog) for name, dialog in shown(dialogs, qtbot)}

    assert found == {name: [] for name in dialogs}


def clipped(inside: QWidget) -> list[str]:
    """Buttons, boxes and words of one line that have less room than they need."""
    found = []
    for widget in inside.findChildren(QWidget):
        if not widget.isVisible() or part_of_a_control(widget) or isinstance(widget, ElidedButton):
            continue
        one_line = isinstance(widget, QLabel) and not widget.wordWrap() and widget.minimumWidth() == 0
        if isinstance(widget, QPushButton | QCheckBox | QRadioButton) or one_line:
            need, has = widget.minimumSizeHint(), widget.size()
            if has.width() + ROUNDING < need.width() or has.height() + ROUNDING < need.height():
                words = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
                found.append(f"{type(widget).__name__} {words!r}: {has.width()} < {need.width()}")
    return found


def inside_its_window(widget: QWidget) -> list[str]:
    """Buttons that reach beyond the view in which they stand."""
    buttons = [b for b in widget.findChildren(QPushButton) if b.isVisible() and not in_a_scroll_area(b, widget)]
    right = [(b, b.mapTo(widget, b.rect().topRight()).x()) for b in buttons]
    return [f"{b.text()!r} ends at {x} of {widget.width()}" for b, x in right if x > widget.width()]


def in_a_scroll_area(widget: QWidget, upto: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not upto:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def test_at_twice_the_text_size_nothing_of_a_view_is_cut(full: MatterWindow) -> None:
    theme().choose(text=200)
    found = {}
    for place in PLACE_IDS:
        view = entered(full, place)
        for _ in range(5):
            QApplication.processEvents()
        found[place] = clipped(view) + inside_its_window(view)

    assert found == {place: [] for place in PLACE_IDS}


def test_at_twice_the_text_size_nothing_of_a_dialog_is_cut(dialogs: Dialogs, qtbot: QtBot) -> None:
    theme().choose(text=200)
    found = {}
    for name, dialog in shown(dialogs, qtbot):
        dialog.resize(dialog.sizeHint().expandedTo(dialog.size()))
        for _ in range(5):
            QApplication.processEvents()
        found[name] = clipped(dialog) + inside_its_window(dialog)

    assert found == {name: [] for name in dialogs}


@pytest.mark.parametrize(("colours", "ground", "role"), list(itertools.product(THEMES, GROUNDS, Role)))
def test_names_and_tokens_can_be_read_on_every_ground(colours: Colours, ground: str, role: Role) -> None:
    colour, under = ROLE_STYLES[role].colour, getattr(colours, ground)
    tint = blended(colour, under, TINT)

    assert contrast(colours.text, filled(colour, under, colours.text)) >= READABLE
    assert filled(colour, under, colours.text) != under
    assert contrast(readable(colour, tint), tint) >= READABLE


@pytest.mark.parametrize(
    ("colours", "ground", "flag"), list(itertools.product(THEMES, GROUNDS, ("stopped", "needs_you")))
)
def test_what_is_flagged_can_be_read_on_every_ground(colours: Colours, ground: str, flag: str) -> None:
    fill = filled(getattr(colours, flag), getattr(colours, ground), colours.text)

    assert contrast(colours.text, fill) >= READABLE
    assert fill != getattr(colours, ground)


_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COLOUR = re.compile(r"(?<![\w-])(color|background): (#[0-9A-Fa-f]{6})")


@pytest.mark.parametrize("colours", THEMES)
def test_every_rule_of_the_style_sheet_that_sets_words_on_a_ground_can_be_read(colours: Colours) -> None:
    pairs = {}
    for rule, content in _RULE.findall(themes.sheet(colours)):
        found = dict(_COLOUR.findall(content))
        if len(found) == len(("color", "background")):
            pairs[" ".join(rule.split())] = contrast(found["color"], found["background"])

    assert len(pairs) > 6
    assert {rule: round(value, 2) for rule, value in pairs.items() if value < READABLE} == {}
