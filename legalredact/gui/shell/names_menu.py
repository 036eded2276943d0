"""The menu *Names*: its keys work only where names are shown, in the list and on the pages."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from legalredact.gui.names.name_acts import ROLE_KEYS
from legalredact.gui.names.names_columns import COLUMNS
from legalredact.gui.names.names_panel import NamesPanel
from legalredact.gui.pages.pages_view import PagesView
from legalredact.gui.shell.menus import MatterActions

_MENU = "&Names"


class NamesActions(QObject):
    """Makes the menu, and connects the names to the pages.

    Arguments:
        actions: the window's menus.
        panel, pages: the names, and the pages that show them.
    """

    def __init__(self, actions: MatterActions, panel: NamesPanel, pages: PagesView) -> None:
        super().__init__(actions)
        self._panel, self._pages = panel, pages
        self._acts: list[tuple[QAction, str]] = []
        self._actions = actions
        self._fill()
        self._tie()
        panel.name_changed.connect(self._enable)
        panel.installEventFilter(self)
        self._enable()

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Disable decisions while the names are not visible."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._enable()
        return False

    def _fill(self) -> None:
        panel, menu = self._panel, self._actions.menus[_MENU]
        self._add("Confirm", panel.confirm, ("Enter", "Return"), "confirm")
        self._add("Keep in clear", panel.dismiss, ("Del", "Backspace"), "dismiss")
        self._add("Only here, or in this document …", panel.ask_for_place, ("D",), "place")
        self._add("Select all similar names", panel.select_like, ("A",), "like")
        self._add("Select all names of this column", panel.select_column, ("C",), "column")
        menu.addSeparator()
        for number, word in enumerate(ROLE_KEYS, 1):
            self._add(f"Role: {word}", partial(panel.set_role, number), (str(number),), "role")
        menu.addSeparator()
        self._add("Same as the proposed name", panel.accept_proposal, ("E",), "same")
        self._add("Merge with another name …", panel.ask_to_merge, ("M",), "merge")
        self._add("Separate a spelling …", panel.ask_to_split, ("X",), "split")
        self._add("Resolve whom it means …", panel.ask_to_settle, ("S",), "settle")
        menu.addSeparator()
        self._add("Next occurrence", partial(panel.step, 1), ("Space",), "step")
        self._add("Previous occurrence", partial(panel.step, -1), ("Shift+Space",), "step")
        menu.addSeparator()
        self._actions.add(_MENU, "Filter names", panel.filter.setFocus, "Ctrl+L")
        sort, header = menu.addMenu("Sort"), panel.list.header
        for number, column in enumerate(COLUMNS):
            action = sort.addAction(f"Sort by {column.title.lower()}")
            action.triggered.connect(lambda _=False, number=number: header.click(number))

    def _add(self, words: str, step: Callable[[], object], keys: tuple[str, ...], needs: str) -> None:
        action = self._actions.add(_MENU, words, step)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setAutoRepeat(needs == "step")  # a key that is held decides one name, not all that follow
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for place in (self._panel.list, self._pages.pages, self._pages.text):
            place.addAction(action)
        self._acts.append((action, needs))

    def _enable(self) -> None:
        shown, can = self._panel.isVisible(), self._panel.can()
        for action, needs in self._acts:
            action.setEnabled(shown and needs in can)

    def _tie(self) -> None:
        pages, panel = self._pages, self._panel
        pages.document_changed.connect(panel.show_document)
        pages.mask_selection.connect(panel.selected_words.mask)
        pages.mask_somewhere.connect(panel.selected_words.ask_where_to_mask)
        pages.same_as.connect(panel.selected_words.ask_same_as)
        for area in (pages.pages, pages.text):
            area.mention_chosen.connect(panel.look_at_mention)
        if pages.document is not None:
            panel.show_document(pages.document.id)
