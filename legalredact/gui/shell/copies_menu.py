"""The menu *Copies*: all actions of the view of redacted copies, so that the palette and the key sheet list them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction

from legalredact.gui.copies.redact_view import RedactView
from legalredact.gui.core.view import View
from legalredact.gui.shell.menus import MatterActions
from legalredact.model.redaction import STANDARD

_MENU = "&Copies"


class RedactActions(QObject):
    """Makes the menu. The view is made at its first use.

    Keys other than the view's belong to the pages: they are shown here, and work on pages with boxes.

    Arguments:
        actions: the window's menus.
        go, view: show a view by its id, and return it.
    """

    def __init__(self, actions: MatterActions, go: Callable[[str], None], view: Callable[[str], View]) -> None:
        super().__init__(actions)
        self._actions, self._go, self._view_of = actions, go, view
        actions.add(_MENU, "Make redacted copies …", partial(go, "redact"), "Ctrl+R", "selection-background")
        self._add("Produce documents …", lambda view: view.ask_to_produce())
        actions.menus[_MENU].addSeparator()
        self._add("Draw a box", lambda view: view.pair.before.new_box(), "B")
        self._add("Next box", lambda view: view.pair.before.step(1), "Space")
        self._add("Previous box", lambda view: view.pair.before.step(-1), "Shift+Space")
        self._add("Remove the box", lambda view: view.pair.before.remove(), "Del")
        actions.menus[_MENU].addSeparator()
        for number, words in enumerate(("No reason", *(f"Reason: {reason.words}" for reason in STANDARD))):
            self._add(words, partial(_give_reason, number), str(number))
        self._add("Reasons by role, and your own …", lambda view: view.ask_for_reasons())
        actions.menus[_MENU].addSeparator()
        self._add("Open the redaction log", lambda view: view.show_log())
        self._add("Open the folder with the copies", lambda view: view.show_folder())

    def _add(self, words: str, step: Callable[[RedactView], object], keys: str = "") -> QAction:
        action = self._actions.add(_MENU, words, lambda: step(self._view()), keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        return action

    def _view(self) -> RedactView:
        self._go("redact")
        view = self._view_of("redact")
        assert isinstance(view, RedactView)  # noqa: S101 - the registry says so
        return view


def _give_reason(number: int, view: RedactView) -> None:
    view.reason_by_number(number)
