"""The menus of a matter's window. Each action is in a menu, so that the palette and the key sheet can list them all."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from legalredact.gui.core.guide_topics import KEY, guide_requests, topic_in_focus
from legalredact.gui.core.icons import icon
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import TEXT_SIZES, Mode, theme
from legalredact.gui.matter.documents_panel import DocumentsPanel
from legalredact.gui.matter.matter_settings import ask_for_settings
from legalredact.gui.pages.pages_view import PagesView
from legalredact.gui.shell.about_dialog import AboutDialog
from legalredact.gui.shell.command_palette import open_palette
from legalredact.gui.shell.panel_focus import to_panel
from legalredact.gui.shell.registry import OTHERS, PLACES, STEPS
from legalredact.gui.shell.shortcut_sheet import ShortcutSheet

Keys = QKeySequence.StandardKey
_KEYS = {"production": "Ctrl+Shift+P", "document_table": "Ctrl+Shift+D"}
"""Keys of views that are no steps."""


class MenuTarget(Protocol):
    """A matter's window, as its menus use it."""

    session: MatterSession
    place: str
    """Id of the view in the middle."""
    documents: DocumentsPanel

    @property
    def pages(self) -> PagesView:
        """The pages of the current document."""

    def go(self, target: str) -> None:
        """Show a step, or another view, by its id."""

    def primary(self) -> None:
        """Do the main action of the current view."""

    def search_here(self) -> None:
        """Search what is in view."""

    def panels(self) -> Iterator[QWidget]:
        """The panels that F6 visits, in order."""


class MatterActions(QObject):
    """Makes the menus; `all` lists every action, and others may `add` theirs to a menu.

    Arguments:
        window: has the menu bar, and owns dialogs.
        target: the object of the actions, usually the same window.
    """

    def __init__(self, window: QMainWindow, target: MenuTarget) -> None:
        super().__init__(window)
        self._window, self._target = window, target
        bar = window.menuBar()
        self.menus = {
            name: bar.addMenu(name) for name in ("&Matter", "&Edit", "&Names", "&Copies", "&View", "&Go", "&Help")
        }
        self._matter()
        self._edit()
        self._view()
        self._go()
        self._help()

    @property
    def all(self) -> tuple[QAction, ...]:
        """Every action that can be triggered, in the order of the menus."""
        return tuple(action for menu in self.menus.values() for action in _leaves(menu))

    def add(
        self,
        menu: str,
        words: str,
        step: Callable[[], object],
        keys: QKeySequence.StandardKey | str = "",
        icon_name: str = "",
    ) -> QAction:
        """Put an action at the end of a menu.

        Arguments:
            menu: name as in `menus`.
            step: is called without arguments.
            keys: ``"Ctrl+Return"``, or a standard key.
        """
        action = QAction(words, self._window)
        if keys:
            action.setShortcut(QKeySequence(keys))
        if icon_name:
            action.setIcon(icon(icon_name))
        action.triggered.connect(lambda *_: step())
        self.menus[menu].addAction(action)
        return action

    def _matter(self) -> None:
        window, target = self._window, self._target
        self.add("&Matter", "Add files …", target.documents.ask_for_files, Keys.Open, "plus")
        self.add("&Matter", "Add a folder …", target.documents.ask_for_folder, "Ctrl+Shift+O", "folder-open")
        self.menus["&Matter"].addSeparator()
        self.add("&Matter", "Name and rules …", lambda: ask_for_settings(window, target.session), "Ctrl+Shift+N")
        self.menus["&Matter"].addSeparator()
        self.add("&Matter", "Close the matter", window.close, Keys.Close)

    def _edit(self) -> None:
        undo, edit = self._target.session.undo, self.menus["&Edit"]
        for action, keys in (
            (undo.createUndoAction(self, "Undo"), "Ctrl+Z"),
            (undo.createRedoAction(self, "Redo"), "Ctrl+Y"),
        ):
            action.setShortcut(QKeySequence(keys))
            edit.addAction(action)
        edit.addSeparator()
        self.add("&Edit", "Find in this view", self._target.search_here, Keys.Find, "magnifying-glass")
        search = next(place for place in PLACES if place.id == "search")
        self.add("&Edit", search.title, partial(self._target.go, search.id), "Ctrl+Shift+F", search.icon)

    def _view(self) -> None:
        pages = self._target.pages
        self.add("&View", "Zoom in", lambda: pages.panes.zoom_by(1.2), Keys.ZoomIn)
        self.add("&View", "Zoom out", lambda: pages.panes.zoom_by(1 / 1.2), Keys.ZoomOut)
        self.add("&View", "Fit width", pages.pages.fit_width, "Ctrl+0")
        self.add("&View", "Masked preview", pages.toolbar.as_it_leaves.toggle, "Ctrl+T")
        self.add("&View", "Thumbnails", pages.toolbar.thumbnails.toggle)
        view = self.menus["&View"]
        view.addSeparator()
        view.addMenu(self._choices("Colors", [(mode.value.capitalize(), mode) for mode in Mode], self._choose_mode))
        view.addMenu(self._choices("Text size", [(f"{size} %", size) for size in TEXT_SIZES], self._choose_text))

    def _go(self) -> None:
        for number, step in enumerate(STEPS, 1):
            self.add("&Go", step.title, partial(self._target.go, step.id), f"Alt+{number}")
        self.menus["&Go"].addSeparator()
        self.add("&Go", "Main action of this view", self._target.primary, "Ctrl+Return")
        for place in PLACES:
            if place.id in OTHERS:
                self.add("&Go", place.title, partial(self._target.go, place.id), _KEYS.get(place.id, ""), place.icon)

        target = self._target
        self.menus["&Go"].addSeparator()
        self.add("&Go", "Next document", target.documents.next, "Ctrl+PgDown")
        self.add("&Go", "Previous document", target.documents.previous, "Ctrl+PgUp")
        self.add("&Go", "Next panel", lambda: to_panel(target.panels(), 1), "F6")
        self.add("&Go", "Previous panel", lambda: to_panel(target.panels(), -1), "Shift+F6")

    def _help(self) -> None:
        window = self._window
        self.add("&Help", "Guide", lambda: guide_requests().asked.emit(""), icon_name="book-open")
        self.add("&Help", "Help on this view", self._ask_for_guide, KEY, "question")
        self.menus["&Help"].addSeparator()
        self.add("&Help", "Find a command …", lambda: open_palette(self.all, window), "Ctrl+K", "command")
        self.add("&Help", "Keyboard", self._show_sheet, "Ctrl+F1", "keyboard")
        self.add("&Help", "About LegalRedact", lambda: AboutDialog(self._window).show(), icon_name="info")

    def _ask_for_guide(self) -> None:
        """Act on the focused widget, or else on the view in the middle."""
        guide_requests().asked.emit(topic_in_focus() or self._target.place)

    def _show_sheet(self) -> None:
        menus = {title: _leaves(menu) for title, menu in self.menus.items()}
        ShortcutSheet(menus, self._window).show()

    def _choices(self, title: str, choices: list[tuple[str, object]], choose: Callable[[object], None]) -> QMenu:
        menu, group = QMenu(title, self._window), QActionGroup(self)
        for words, value in choices:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(value in (theme().mode, theme().text))
            action.triggered.connect(lambda _, value=value: choose(value))
            group.addAction(action)
        return menu

    def _choose_mode(self, mode: object) -> None:
        if isinstance(mode, Mode):
            theme().choose(mode=mode)
            self._target.session.preferences.mode = mode

    def _choose_text(self, size: object) -> None:
        if isinstance(size, int):
            theme().choose(text=size)
            self._target.session.preferences.text = size


def _leaves(menu: QMenu) -> list[QAction]:
    found: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            found.extend(_leaves(inner))
        elif not action.isSeparator():
            found.append(action)
    return found
