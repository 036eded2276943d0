"""The middle of the window: the current document, as pages, as text, or both beside each other."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import link
from legalredact.gui.core.view import View
from legalredact.gui.pages.accept_commands import Part, PartsActs, following
from legalredact.gui.pages.document_panes import DisplayMode, DocumentPanes
from legalredact.gui.pages.leaving import Leaving, LeavingSupply
from legalredact.gui.pages.page_banner import PageBanner
from legalredact.gui.pages.page_preview import PagePreview
from legalredact.gui.pages.page_source import PageSupply
from legalredact.gui.pages.page_toolbar import PageToolbar
from legalredact.gui.pages.reading_area import Content, ReadingArea
from legalredact.gui.pages.selection_bar import SelectionBar
from legalredact.gui.widgets.empty_state import EmptyState
from legalredact.gui.widgets.find_bar import FindBar, Finder, hits
from legalredact.gui.widgets.wrapping_row import WrappingRow
from legalredact.model.document import Document
from legalredact.model.locked_file import wants_password
from legalredact.model.mention import Mention, Span
from legalredact.workflow.compute.lanes import Lane
from legalredact.workflow.window.snapshot import Snapshot

OF_NO_USE = "Nothing of it is masked, sent or summarized."


class PagesView(View):
    """Shows one document of the matter.

    Signals carry (document id, Span) of the selection.
    """

    mask_selection = Signal(str, object)
    """Mask these words everywhere in the matter."""
    mask_somewhere = Signal(str, object)
    """Ask whether to mask these words here, in this document, or everywhere."""
    same_as = Signal(str, object)
    """These words are another spelling of a known entity."""
    document_changed = Signal(str)
    """Id of the current document, or the path of a file that is not read yet."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.document: Document | None = None
        self.mode = DisplayMode.PAGES
        self.file: Path | None = None
        """The file that is shown before it is read."""
        self._content: Content | None = None
        self.panes = DocumentPanes()
        self.pages, self.text = self.panes.pages, self.panes.text
        self.supply = PageSupply(session, self.pages, self.panes.thumbnails)
        self.preview = PagePreview(session, self.supply.drawing)
        self.leaving = LeavingSupply(session)
        self.toolbar, self.banner, self.finding = PageToolbar(), PageBanner(), FindBar()
        self.parts = PartsActs(session)
        self.finder = Finder(self.finding, self._search)
        self.selection_bar = SelectionBar(self)
        self.empty = EmptyState(
            "files",
            "No document is shown",
            "Drop PDF, Office, e-mail, text or picture files here, or choose a document at the left.",
        )
        self.off_the_list = link("Remove it from the list")
        self.off_the_list.setToolTip("As Del does in the list at the left")
        self.off_the_list.clicked.connect(self._take_off)
        self.unlock = link("Enter its password …")
        self.unlock.setToolTip("The password is used once and is not stored")
        self.unlock.clicked.connect(lambda: session.password_asked.emit(self._refused_file))
        self.refused = EmptyState("x-circle", "", "", WrappingRow((self.unlock, self.off_the_list)))
        self._refused_file: Path | None = None
        """The unreadable file whose reason is shown instead of a document."""
        self._lay_out()
        self._connect()
        self._take(session.state)

    # Requests of others

    def show_place(self, document_id: str, span: Span | None = None) -> None:
        """Show a document, and a place in it."""
        document = self.session.state.document(document_id)
        if document is None:
            return
        if self.document is None or document.id != self.document.id or self._refused_file is not None:
            self._show_document(document)
        if span is not None:
            self._highlight(span)
            self.panes.go_to(span)

    def show_file(self, path: Path) -> None:
        """Show a file that is being read; its document replaces it once it is there."""
        document = self.preview.document(path, self.session.state)
        if document is not None:
            self.show_place(document.id)
        else:
            self.preview.ask(path)

    def show_refused(self, path: Path) -> None:
        """Show why a file cannot be read and what to do, instead of its pages."""
        arrival = self.session.incoming.get(path)
        if arrival is not None and arrival.problem is not None:
            self._refused_file = path
            self.refused.title.setText(path.name)
            self.refused.words.setText(f"{arrival.problem} {OF_NO_USE}")
            self.off_the_list.setHidden(self.session.reading)
            self.unlock.setHidden(self.session.reading or not wants_password(arrival.problem) or not path.is_file())
            self.stack.setCurrentWidget(self.refused)

    def _take_off(self) -> None:
        if self._refused_file is not None:
            self.session.forget(self._refused_file)

    def _file_came(self, path: Path) -> None:
        """Show the very first file at once; a person who reads is not interrupted."""
        if self.document is None:
            self.show_file(path)

    def _highlight(self, span: Span) -> None:
        """Color a requested passage; a name's own mark is shown as current."""
        if self.document is not None and not self.finding.isVisible():
            mentions = self.session.state.mentions.get(self.document.id, ())
            self._update(found=() if any(m.span == span for m in mentions) else (span,))

    def set_as_it_leaves(self, on: bool) -> None:
        """Show tokens instead of masked names, or the names with their marks."""
        self.toolbar.as_it_leaves.setChecked(on)

    def set_mode(self, mode: DisplayMode) -> None:
        """Pages, text or both; a document without pages is always text."""
        self.mode = mode
        paged = self._is_paged()
        shown = mode if paged else DisplayMode.TEXT
        self.panes.set_mode(shown, thumbnails=self.toolbar.thumbnails.isChecked())
        self.toolbar.show_mode(shown, paged=paged)
        if self._content is not None:
            self._show_content()
            self.panes.show_text_of(self.pages.page)
        self.toolbar.show_zoom(self.panes.zoom)
        self.session.preferences.set_flag("text beside pages", mode is DisplayMode.BOTH)

    def open_find(self) -> None:
        """Focus the search field."""
        self.finding.open()

    def enter(self, step: str) -> None:
        """Go to the first document with something to check."""
        state = self.session.state
        if step == "documents" and self.document is not None and not state.open_parts(self.document):
            waiting = next((d for d in state.documents if state.open_parts(d)), None)
            if waiting is not None:
                self.show_place(waiting.id)
        self.panes.take_focus()

    def leave(self) -> None:
        """End the drawing process."""
        self.supply.drawing.close()

    # Changes

    def _take(self, state: Snapshot) -> None:
        shown, file = self.document, self.file
        known = self.preview.document(file, state) if file else state.document(shown.id) if shown else None
        if known is not None and file is not None:
            self._show_document(known, continues=shown)
        elif known is not None and shown is not None and known.pages != shown.pages:
            self._show_document(known)  # until now the list alone was there
        elif known is not None:
            self.document = known
            self._refresh()
        elif file is not None and self.preview.waits(file):
            return
        elif state.documents:
            self._show_document(state.documents[0])
        else:
            self._show_nothing()
        self._lead_on(state)

    def _incoming_changed(self) -> None:
        """Close a refused file, or the reason of a file that was removed from the list."""
        if self._refused_file is not None and self._refused_file not in self.session.incoming:
            self._refused_file = None
            self.stack.setCurrentIndex(0 if self.document is None else 1)
        if self.file is not None and not self.preview.waits(self.file):
            self._take(self.session.state)

    def _show_document(
        self, document: Document, file: Path | None = None, *, continues: Document | None = None
    ) -> None:
        """Show a document, or a file that is not read yet; one that `continues` the shown file keeps its place."""
        self.document, self.file, self._refused_file = document, file, None
        self.supply.document_id, self.supply.preview = document.id, file is not None
        self.stack.setCurrentIndex(1)
        self.panes.thumbnails.show_pages(document.pages)
        self._content = None
        beside = self.session.preferences.flag("text beside pages", False)
        self.set_mode(DisplayMode.BOTH if beside else DisplayMode.PAGES)
        self._refresh(continues=continues.id if continues else "")
        self.document_changed.emit(str(file) if file else document.id)
        self.finder.again()

    def _show_nothing(self) -> None:
        self.document, self.file, self._content, self.supply.document_id = None, None, None, ""
        if self._refused_file is None:
            self.stack.setCurrentIndex(0)
        self.panes.show_nothing()

    def _refresh(self, continues: str = "") -> None:
        """Update mentions, decisions or tokens of the same document."""
        if self.document is None:
            return
        state, before = self.session.state, self._content
        fresh = Content.of(self.document, state.mentions.get(self.document.id, ()), state.entities, before)
        self._content = replace(
            fresh,
            leaving=self._leaving(),
            hits=before.hits if before else (),
            continues=before.continues if before else continues,
        )
        self._show_content()
        self.banner.show_parts(state.open_parts(self.document), pictures=bool(self.document.pages))
        self._show_title()

    def _update(self, *, found: tuple[Span, ...] | None = None) -> None:
        if self._content is not None:
            hits_now = self._content.hits if found is None else found
            self._content = replace(self._content, leaving=self._leaving(), hits=hits_now)
            self._show_content()
            self._show_title()

    def _leaving(self) -> Leaving | None:
        """The document's mask, if a person wants to see it; until it is made, names are shown with their marks."""
        wanted = self.toolbar.as_it_leaves.isChecked() and self.file is None
        document_id = self.document.id if self.document is not None and wanted else ""
        self.leaving.want(document_id)
        return self.leaving.of(document_id) if document_id else None

    def _show_title(self) -> None:
        """The document's name, and why it is not shown as it leaves although somebody wants it."""
        if self.document is None:
            return
        name, document_id = self.document.name, self.document.id
        if self.file is not None:
            name = f"{name} (being read)"
        elif self.toolbar.as_it_leaves.isChecked() and not self.leaving.is_current(document_id):
            searched = document_id not in self.session.state.busy
            name += " (being masked …)" if searched else " (still searching for names; it is not sent)"
        self.toolbar.show_title(name, len(self.document.pages))

    def _show_content(self) -> None:
        self.panes.show_content(self._content, paged=self._is_paged())

    def _is_paged(self) -> bool:
        return self.document is not None and bool(self.document.pages)

    def _search(self, words: str, found: Callable[[tuple[Span, ...]], None]) -> None:
        if self.document is None:
            return
        text, document_id = self.document.text, self.document.id
        self.session.tasks.run(
            Lane.PICTURES,
            "Finding",
            lambda *_: hits(text, words),
            lambda spans: found(spans) if self.supply.document_id == document_id else None,
            quiet=True,
        )

    # Actions

    def _accept(self, ids: tuple[str, ...]) -> None:
        if self.document is not None:
            self.parts.accept(self.document.id, ids)

    def _check(self) -> None:
        """Accept the open part that is shown; where none is shown, go to the next one."""
        if self.banner.isVisible():
            self.banner.accept.click()
        elif part := following(self.session.state, self.document.id if self.document is not None else ""):
            self._lead_to(part)

    def _lead_to(self, part: Part) -> None:
        self.show_place(part[0])
        self.banner.turn_to(part[1])

    def _lead_on(self, state: Snapshot) -> None:
        """After a decision on a part: go to the next open part, or to the one that was reopened."""
        part = self.parts.leads(state)
        if part is not None:
            self._lead_to(part)
        elif self.banner.keys and self.banner.isHidden():
            self.banner.keys = False
            self.panes.take_focus()

    def _choose(self, mention: Mention) -> None:
        self.session.entity_chosen.emit(mention.entity)

    def _selected(self, span: Span | None) -> None:
        area = self.sender()
        if span is None or not isinstance(area, ReadingArea):
            self.selection_bar.hide()
        else:
            self.selection_bar.show_for(area, span)

    def _use_selection(self, signal: SignalInstance) -> None:
        span = self.selection_bar.span
        if self.document is not None and span is not None:
            signal.emit(self.document.id, span)
            self.panes.clear_selection()

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(self._take)
        session.shown.connect(self.show_place)
        session.file_shown.connect(self._file_came)
        session.incoming_changed.connect(self._incoming_changed)
        self.preview.ready.connect(self._show_document)
        self.pages.page_shown.connect(self.banner.show_page)
        self.pages.page_shown.connect(self.toolbar.show_page)
        self.pages.page_shown.connect(self.panes.show_text_of)
        for area in (self.pages, self.text):
            area.mention_chosen.connect(self._choose)
            area.selected.connect(self._selected)
            area.moved.connect(self.selection_bar.hide)
            area.zoomed.connect(lambda area=area: self.toolbar.show_zoom(area.zoom))
        by_key = QShortcut(QKeySequence("F8"), self)
        by_key.setAutoRepeat(False)
        by_key.activated.connect(self._check)
        self.banner.accepted.connect(self._accept)
        self.banner.page_asked.connect(self.pages.go_to_page)
        self.banner.side_by_side_asked.connect(lambda: self.set_mode(DisplayMode.BOTH))
        self.finder.found.connect(lambda spans: self._update(found=spans))
        self.finder.went.connect(self.panes.go_to)
        self.selection_bar.mask_button.clicked.connect(lambda: self._use_selection(self.mask_selection))
        self.selection_bar.some_button.clicked.connect(lambda: self._use_selection(self.mask_somewhere))
        self.selection_bar.same_button.clicked.connect(lambda: self._use_selection(self.same_as))
        self._connect_toolbar()

    def _connect_toolbar(self) -> None:
        bar = self.toolbar
        bar.zoom_asked.connect(self.panes.zoom_by)
        bar.fit.clicked.connect(self.pages.fit_width)
        bar.find_button.clicked.connect(self.open_find)
        bar.thumbnails.setChecked(self.session.preferences.flag("thumbnails", False))
        bar.thumbnails.toggled.connect(self._thumbnails_toggled)
        bar.as_it_leaves.toggled.connect(lambda _: self._update())
        self.leaving.came.connect(self._update)
        bar.mode_asked.connect(lambda mode: self.set_mode(DisplayMode(mode)))

    def _thumbnails_toggled(self, on: bool) -> None:
        self.session.preferences.set_flag("thumbnails", on)
        self.set_mode(self.mode)

    def _lay_out(self) -> None:
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.toolbar, self.finding, self.banner):
            column.addWidget(widget)
        column.addWidget(self.panes, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(shown)
        self.stack.addWidget(self.refused)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
