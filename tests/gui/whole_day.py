"""A day in the window with real parts: readers and models, the system's own keyring, Claude's stand-in on loopback.

`Hands` are how a person works: by keys alone, or by the mouse alone. Both see what a person sees: the widgets on the
screen, and when they are ready.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from legalredact import wiring
from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.session import MatterSession
from legalredact.gui.review.sign_off_view import SignOffView
from legalredact.gui.review.summary_view import READING, SummaryView
from legalredact.gui.send.send_view import SendView
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.gui.shell.opening import Opening
from legalredact.gui.shell.start_window import StartWindow
from legalredact.gui.widgets.question import Question
from legalredact.model.policy import Policy
from legalredact.workflow.compute.lanes import Lanes
from legalredact.workflow.matter.dependencies import Wiring

PATIENCE = 240_000
"""Milliseconds: what is waited for here takes seconds on a quiet machine."""
ACTS = {"accept a part", "confirm suggestions", "resolve a spelling", "settle a flag", "sign"}
"""Acts of a whole day; files that ask for fewer of them show less."""
TABS = 80
"""Presses of Tab after which a control counts as not to be reached."""
ALT, CTRL, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def parts_without_selftest() -> Wiring:
    """The real ones, without asking for a self-test first: it takes a while, and has tests of its own."""
    real = wiring.real()
    return replace(real, parts=lambda policy, file: replace(real.parts(policy, file), tests=None))


class Day:
    """Windows of one person after the other, over the same matters."""

    def __init__(self, qtbot: QtBot, preferences: Preferences, policy: Policy) -> None:
        self.qtbot, self._preferences, self._policy = qtbot, preferences, policy
        self.start: StartWindow | None = None
        self.window: MatterWindow | None = None
        self.acts = set[str]()
        """What was done by hand, see `ACTS`."""

    def sit_down(self, actor: str) -> StartWindow:
        """Somebody starts the application."""
        opening = Opening(parts_without_selftest(), self._policy, self._preferences, actor)
        self.start = StartWindow(self._preferences, lambda: opening, Lanes())
        ready: list[int] = []
        self.start.prepared.connect(lambda: ready.append(1))
        self.start.opened.connect(self._opened)
        self.show(self.start)
        self.wait(lambda: bool(ready))
        return self.start

    def leave(self) -> None:
        """The matter's window was closed; close the start window, too."""
        assert self.start is not None
        self.wait(lambda: self.window is None)
        self.start.close()

    def shown(self) -> MatterWindow:
        """The matter's window, once it is there."""
        self.wait(lambda: self.window is not None)
        assert self.window is not None
        return self.window

    def show(self, window: QWidget) -> None:
        """Put a window in front."""
        window.resize(1440, 900)
        window.show()
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)

    def wait(self, so: Callable[[], bool]) -> None:
        """Until it is so."""
        self.qtbot.waitUntil(so, timeout=PATIENCE)

    def _opened(self, session: MatterSession) -> None:
        self.window = MatterWindow(session)
        self.window.closed.connect(self._closed)
        self.show(self.window)

    def _closed(self) -> None:
        self.window = None


class Hands(Protocol):
    """How somebody works."""

    def press(self, button: QAbstractButton) -> None:
        """Press a button that is on the screen."""

    def choose_first(self, view: QAbstractItemView) -> None:
        """Choose the first row of a list."""

    def go(self, window: MatterWindow, step: int) -> None:
        """Go to a step of the way, from 1."""

    def primary(self, window: MatterWindow, button: QAbstractButton) -> None:
        """Do what the view is for; `button` is the one that does it."""

    def settle(self, window: MatterWindow) -> None:
        """Settle the ambiguous name that is looked at."""

    def close(self, window: MatterWindow) -> None:
        """Close the matter."""


class Keyboard:
    """Keys alone: each goes to whoever has the focus."""

    def __init__(self, day: Day) -> None:
        self._day = day

    def press(self, button: QAbstractButton) -> None:
        """See `Hands`."""
        self._tab_to(button)
        self._key(Qt.Key.Key_Space)

    def choose_first(self, view: QAbstractItemView) -> None:
        """See `Hands`."""
        self._tab_to(view)
        self._key(Qt.Key.Key_Home)
        self._key(Qt.Key.Key_Return)

    def go(self, window: MatterWindow, step: int) -> None:
        """See `Hands`."""
        self._key(Qt.Key(Qt.Key.Key_0 + step), ALT)

    def primary(self, window: MatterWindow, button: QAbstractButton) -> None:
        """See `Hands`."""
        self._key(Qt.Key.Key_Return, CTRL)

    def settle(self, window: MatterWindow) -> None:
        """See `Hands`."""
        self._key(Qt.Key.Key_S)
        chooser = window.names.questions.chooser
        assert chooser is not None
        self._day.wait(chooser.field.hasFocus)
        self._day.wait(lambda: chooser.readable)
        self._key(Qt.Key.Key_Return)
        self._day.wait(window.isActiveWindow)

    def close(self, window: MatterWindow) -> None:
        """See `Hands`."""
        self._key(Qt.Key.Key_F4, CTRL)

    def _tab_to(self, widget: QWidget) -> None:
        self._day.wait(lambda: widget.isVisible() and widget.isEnabled())
        for _ in range(TABS):
            if widget.hasFocus():
                return
            self._key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {widget.accessibleName() or widget}")

    def _key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the focus"
        QTest.keyClick(focused, key, modifier)


class Mouse:
    """Clicks alone, in the middle of what is seen."""

    def __init__(self, day: Day) -> None:
        self._day = day

    def press(self, button: QAbstractButton) -> None:
        """See `Hands`."""
        self._day.wait(lambda: button.isVisible() and button.isEnabled())
        QTest.mouseClick(button, LEFT, NONE, _middle(button))

    def choose_first(self, view: QAbstractItemView) -> None:
        """See `Hands`."""
        model = view.model()
        assert model is not None
        self._day.wait(lambda: view.isVisible() and model.rowCount() > 0)
        rect = view.visualRect(model.index(0, 0))
        QTest.mouseClick(view.viewport(), LEFT, NONE, rect.center())

    def go(self, window: MatterWindow, step: int) -> None:
        """See `Hands`."""
        self.press(list(window.way.buttons.values())[step - 1])

    def primary(self, window: MatterWindow, button: QAbstractButton) -> None:
        """See `Hands`."""
        self.press(button)

    def settle(self, window: MatterWindow) -> None:
        """See `Hands`."""
        meanings = [window.names.card.meanings.itemAt(n) for n in range(window.names.card.meanings.count())]
        buttons = [i.widget() for i in meanings if i is not None and isinstance(i.widget(), QAbstractButton)]
        first = buttons[0]
        assert isinstance(first, QAbstractButton)
        self.press(first)

    def close(self, window: MatterWindow) -> None:
        """See `Hands`."""
        window.close()  # the frame's button, which belongs to the desktop


def _middle(button: QAbstractButton) -> QPoint:
    return QPoint(min(8, button.width() // 2), button.height() // 2)  # a box is at the left of its words


def prepare(day: Day, hands: Hands, files: Sequence[Path]) -> None:
    """The paralegal's part: files in, names decided, masked text sent, the summary read against a source."""
    assert day.start is not None
    hands.press(day.start.view.choose)
    window = day.shown()
    session = window.session
    day.wait(lambda: len(session.state.documents) == len(files) and not session.state.busy)
    day.wait(lambda: not session.tasks.running)
    look_at_parts(day, hands, window)
    decide_names(day, hands, window)
    send(day, hands, window)
    hands.go(window, 4)
    summary = window.view("summary")
    assert isinstance(summary, SummaryView)
    day.wait(lambda: summary.stack.currentIndex() == READING and bool(summary.reader.list.rows))
    hands.choose_first(summary.reader.list)
    hands.close(window)
    day.leave()


def look_at_parts(day: Day, hands: Hands, window: MatterWindow) -> None:
    """Accept every part that was not surely read; the step leads to the next document that has one."""
    banner = window.pages.banner
    for _ in window.session.state.documents:
        hands.go(window, 1)
        while banner.isVisible():
            before = window.session.state.blocked("unread")
            day.wait(lambda: banner.readable)
            hands.press(banner.accept_all if banner.accept_all.isVisible() else banner.accept)
            day.acts.add("accept a part")
            day.wait(lambda before=before: window.session.state.blocked("unread") < before)  # type: ignore[misc]
    assert window.session.state.blocked("unread") == 0


def decide_names(day: Day, hands: Hands, window: MatterWindow) -> None:
    """Confirm every suggestion at once, then settle what could mean several."""
    session = window.session
    hands.go(window, 2)
    day.wait(window.names.list.isVisible)
    if session.state.blocked("suggestion"):
        hands.primary(window, window.names.bar.button)
        day.wait(lambda: session.state.blocked("suggestion") == 0)
        day.acts.add("confirm suggestions")
    while session.state.blocked("ambiguous"):
        before = session.state.blocked("ambiguous")
        hands.go(window, 2)
        hands.settle(window)
        day.acts.add("resolve a spelling")
        day.wait(lambda before=before: session.state.blocked("ambiguous") < before)  # type: ignore[misc]
        if session.state.blocked("suggestion"):
            hands.primary(window, window.names.bar.button)
            day.wait(lambda: session.state.blocked("suggestion") == 0)


def send(day: Day, hands: Hands, window: MatterWindow) -> None:
    """Look at what would leave, and send it."""
    hands.go(window, 3)
    view = window.view("send")
    assert isinstance(view, SendView)
    assert view.engine == "claude"
    day.wait(view.bar.button.isEnabled)
    hands.primary(window, view.bar.button)
    answer(day, hands, view.question, "Send to Claude")
    day.wait(lambda: bool(window.session.state.summaries))


def review(day: Day, hands: Hands) -> None:
    """The reviewer's part: the matter opened, the summary read, each flag settled, signed, exported."""
    assert day.start is not None
    hands.choose_first(day.start.view.recent)
    window = day.shown()
    session = window.session
    hands.go(window, 5)
    view = window.view("sign_off")
    assert isinstance(view, SignOffView)
    day.wait(lambda: bool(view.reader.list.rows))
    hands.choose_first(view.reader.list)
    for box, reason in zip(view.flags.boxes, view.flags.reasons, strict=True):
        hands.press(box)
        reason.setText("Compared with the source.")
        day.acts.add("settle a flag")
    day.wait(view.bar.button.isEnabled)
    hands.primary(window, view.bar.button)
    answer(day, hands, view.question, "Sign")
    day.acts.add("sign")
    day.wait(lambda: bool(session.state.signed) and view.bar.button.text() == "Export …")
    hands.primary(window, view.bar.button)
    day.wait(lambda: "Exported" in view.signature.done.text())
    hands.close(window)
    day.leave()


def answer(day: Day, hands: Hands, question: Question | None, words: str) -> None:
    """Press a button of a question that is asked."""
    assert question is not None
    day.wait(question.isActiveWindow)
    hands.press(next(button for button in question.buttons() if button.text() == words))
