"""Menus by a right click or the menu key: of documents, of names in the list and on the pages, of selected words."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QMenu, QWidget

from legalredact.gui.core.session import MatterSession
from legalredact.gui.matter.documents_panel import DocumentsPanel
from legalredact.gui.names.names_panel import NamesPanel
from legalredact.gui.pages.pages_view import PagesView
from legalredact.gui.pages.reading_area import ReadingArea


class ContextMenus(QObject):
    """Opens the menus. What they do is what the window's menus and buttons do.

    Arguments:
        names_menu: the menu *Names*, which is also that of a name.
        go, search: show a view by its id; search the matter for words.
    """

    def __init__(
        self,
        session: MatterSession,
        documents: DocumentsPanel,
        names: NamesPanel,
        pages: PagesView,
        names_menu: QMenu,
        go: Callable[[str], None],
        search: Callable[[str], None],
    ) -> None:
        super().__init__(documents)
        self._session, self._documents, self._names, self._pages = session, documents, names, pages
        self._names_menu, self._go, self._search = names_menu, go, search
        self.menu: QMenu | None = None
        """The one that was opened last."""
        self._follow(documents.list, self._of_document)
        self._follow(names.list, self._of_name)
        for area in (pages.pages, pages.text):
            self._follow(area, partial(self._of_page, area))

    def _follow(self, widget: QWidget, ask: Callable[[QPoint], None]) -> None:
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        widget.customContextMenuRequested.connect(ask)

    def _of_document(self, at: QPoint) -> None:
        listed = self._documents.list
        index = listed.indexAt(at)
        entry = self._documents.entries.at(index if index.isValid() else listed.currentIndex())
        if entry is None:
            return
        menu = QMenu(listed)
        if self._session.state.document(entry.key) is not None:
            self._add(menu, "Read it", lambda: self._session.show(entry.key))
            self._add(menu, "Show its names", lambda: self._show_names(entry.key))
            self._add(menu, "Make a redacted copy …", lambda: self._show_in(entry.key, "redact"))
            self._add(menu, "Show it in the table of documents", lambda: self._show_in(entry.key, "document_table"))
        else:
            self._documents.list.setCurrentIndex(index if index.isValid() else listed.currentIndex())
            self._add(menu, "Show why", lambda: listed.activated.emit(listed.currentIndex()))
            remove = self._add(menu, "Remove it from the list", lambda: listed.forget_asked.emit(entry.key))
            remove.setEnabled(not self._session.reading)
        self._open(menu, listed, at)

    def _of_name(self, at: QPoint) -> None:
        if self._names.entity is not None:
            self._open(self._names_menu, self._names.list, at)

    def _of_page(self, area: ReadingArea, at: QPoint) -> None:
        if area.selection is not None and area.content is not None:
            self._open(self._of_words(area), area, at)
            return
        mark = area.mark_at(QPointF(at))
        if mark is not None:
            area.mention_chosen.emit(mark.mention)
            self._open(self._names_menu, area, at)

    def _of_words(self, area: ReadingArea) -> QMenu:
        menu, bar = QMenu(area), self._pages.selection_bar
        words = area.selection.of(area.content.document.text) if area.selection and area.content else ""
        for button in (bar.mask_button, bar.some_button, bar.same_button):
            self._add(menu, button.text(), button.click)
        menu.addSeparator()
        self._add(menu, "Search the matter for these words", lambda: self._search(words))
        return menu

    def _show_names(self, document_id: str) -> None:
        self._session.show(document_id)
        self._go("names")

    def _show_in(self, document_id: str, place: str) -> None:
        self._session.show(document_id)
        self._go(place)

    def _add(self, menu: QMenu, words: str, step: Callable[[], object]) -> QAction:
        action = menu.addAction(words)
        action.triggered.connect(lambda _=False: step())
        return action

    def _open(self, menu: QMenu, widget: QWidget, at: QPoint) -> None:
        self.menu = menu
        if menu is not self._names_menu:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = widget.rect().contains(at)
        menu.popup(widget.mapToGlobal(at) if inside else QCursor.pos())
