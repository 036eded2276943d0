"""The window of one matter: steps on top, documents left, a view in the middle, another right, running work below."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from legalredact.errors import LegalRedactError
from legalredact.governance.signing_keys import PresentedKey
from legalredact.gui.core.dialogs import open_at
from legalredact.gui.core.drops import Drops
from legalredact.gui.core.guide_topics import explained_by
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, theme
from legalredact.gui.core.view import View
from legalredact.gui.matter.documents_panel import DocumentsPanel
from legalredact.gui.names.names_panel import NamesPanel
from legalredact.gui.pages.pages_view import PagesView
from legalredact.gui.production.production_view import ProductionView
from legalredact.gui.search.search_view import SearchView
from legalredact.gui.shell.closing_question import ClosingQuestion
from legalredact.gui.shell.context_menus import ContextMenus
from legalredact.gui.shell.copies_menu import RedactActions
from legalredact.gui.shell.menus import MatterActions
from legalredact.gui.shell.names_menu import NamesActions
from legalredact.gui.shell.new_signing_key import NewKeyNotice
from legalredact.gui.shell.read_only_question import LOOKING
from legalredact.gui.shell.registry import PLACES, STEPS
from legalredact.gui.shell.sending import sending
from legalredact.gui.shell.status_bar import StatusBar
from legalredact.gui.shell.status_words import Standing, confinement_standing, key_standing, policy_standing
from legalredact.gui.shell.step_bar import Way
from legalredact.gui.shell.step_status import waits_for
from legalredact.gui.shell.undo_toast import UndoToast
from legalredact.gui.shell.updated_notice import UpdatedNotice
from legalredact.gui.widgets.error_panel import ErrorPanel
from legalredact.gui.widgets.filter_field import FilterField
from legalredact.workflow.administration.confined import confinements
from legalredact.workflow.matter.folder_warnings import doubt_about
from legalredact.workflow.matter.new_signing_keys import new_keys
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.window.matter_title import title
from legalredact.workflow.window.snapshot import Snapshot

TABLE = 640
"""Share of the table of names in the height over the pages, in thousandths."""
PANEL = 240
"""First width of a side panel, in pixels."""


class MatterWindow(QMainWindow):
    """Shows a session; closing it closes the matter."""

    closed = Signal()
    """The matter is closed, and its folder is no longer in use."""

    def __init__(self, session: MatterSession) -> None:
        super().__init__()
        self.session = session
        self.step = STEPS[0].id
        self.place = ""
        self._places = {place.id: place for place in PLACES}
        self._views: dict[str, View] = {}
        self._beside, self._shares = "", dict[str, list[int]]()
        self._closing = self._is_closed = self._arriving = False
        self._loading = session.state.loading
        self.way = Way(STEPS)
        self.error, self.new_key, self.updated = ErrorPanel(), NewKeyNotice(session), UpdatedNotice()
        self.documents = DocumentsPanel(session)
        explained_by(self.documents, "documents")
        explained_by(self.new_key, "new_key")
        self.centre, self.side = QStackedWidget(), QStackedWidget()
        self.status = StatusBar(session.tasks)
        self._lay_out()
        self.actions_of_matter = MatterActions(self, self)
        self.actions_of_names = NamesActions(self.actions_of_matter, self.names, self.pages)
        self.actions_of_copies = RedactActions(self.actions_of_matter, self.go, self.view)
        self.context_menus = ContextMenus(
            session,
            self.documents,
            self.names,
            self.pages,
            self.actions_of_matter.menus["&Names"],
            self.go,
            self.search_matter,
        )
        self.toast = UndoToast(session.undo, self._whole, self.status)
        self._drops = Drops(self, self.documents.add)
        self.way.asked.connect(self.go)
        session.step_asked.connect(self.go)
        self.documents.additions.production_chosen.connect(self.take_in_production)
        session.changed.connect(self._take)
        session.incoming_changed.connect(self._arriving_changed)
        self.error.follow(session.tasks)
        theme().changed.connect(self._fit_side)
        self.go(self._first_step(session.state))
        self._take(session.state)
        self._restore()
        session.search_missing()
        session.look("Checking the keys", _look_at_keys, self._show_keys)
        session.look("Checking the folder", _look_at_folder, self._warn_of_folder)

    # Places

    def go(self, target: str) -> None:
        """Show a step, or another view, by its id."""
        step = next((step for step in STEPS if step.id == target), None)
        if step is not None:
            self.step = step.id
            self._show(step.centre, step.id)
            self._show_side(step.side)
            self._place_table(above=step.id == "names")
            if step.side and self.view(step.side).has_primary:
                self.view(step.side).enter(step.id)
        elif target in self._places:
            self._show(target, target)
            self._show_side(self._places[target].side)
            self._place_table(above=False)
        self._show_way()

    def view(self, place_id: str) -> View:
        """The view of that id, made at its first use."""
        if place_id not in self._views:
            self._views[place_id] = self._places[place_id].make(self.session)
            explained_by(self._views[place_id], place_id)
        return self._views[place_id]

    @property
    def pages(self) -> PagesView:
        """The pages, to which other views navigate."""
        view = self.view("pages")
        assert isinstance(view, PagesView)  # noqa: S101 - the registry says so
        return view

    def primary(self) -> None:
        """Do the main action of the view in the middle, or of the one beside it if the middle is for reading."""
        centre = self.view(self.place)
        (centre if centre.has_primary or not self._beside else self.view(self._beside)).primary()

    def search_here(self) -> None:
        """Search what is in view: the list in which the focus is, the list of the view in the middle, or the pages."""
        focused, beside = QApplication.focusWidget(), self._views.get(self._beside)
        lists = (beside.table, beside) if isinstance(beside, NamesPanel) else ()
        here = [one for one in lists if focused is not None and one.isAncestorOf(focused)]
        for view in (*here, self.view(self.place)):
            field = next((one for one in view.findChildren(FilterField) if one.isVisible()), None)
            if field is not None:
                field.setFocus()
                field.selectAll()
                return
        if self.pages.isVisible():
            self.pages.open_find()

    def search_matter(self, words: str) -> None:
        """Search the whole matter for words."""
        self.go("search")
        view = self.view("search")
        assert isinstance(view, SearchView)  # noqa: S101 - the registry says so
        view.search_for(words)

    def panels(self) -> Iterator[QWidget]:
        """The panels that F6 visits, in order."""
        apart = self._beside == "names" and self.names.is_apart
        beside = (self.names.table, self.centre, self.names.card) if apart else (self.centre, self.side)
        yield from (widget for widget in (self.way, self.documents, *beside) if widget.isVisible())

    @property
    def names(self) -> NamesPanel:
        """The names, to which pages navigate."""
        view = self.view("names")
        assert isinstance(view, NamesPanel)  # noqa: S101 - the registry says so
        return view

    def take_in_production(self, path: Path) -> None:
        """Add a folder or load file as a production, and show its view."""
        self.go("production")
        view = self.view("production")
        assert isinstance(view, ProductionView)  # noqa: S101 - the registry says so
        view.add([path])

    def _is_of_step(self) -> bool:
        return any(step.id == self.step and step.centre == self.place for step in STEPS)

    def _show(self, place_id: str, step: str) -> None:
        reading = self.pages.document
        view = self.view(place_id)
        if self.centre.indexOf(view) < 0:
            self.centre.addWidget(view)
        self.centre.setCurrentWidget(view)
        self.place = place_id
        if reading is not None:
            view.show_document(reading.id)
        view.enter(step)

    def _show_side(self, place_id: str) -> None:
        if not self.side.isHidden():
            self._shares[self._beside] = self.splitter.sizes()
        self._beside = place_id
        if not place_id:
            self.side.hide()
            return
        view = self.view(place_id)
        if self.side.indexOf(view) < 0:
            self.side.addWidget(view)
        self.side.setCurrentWidget(view)
        self._fit_side()
        self.side.show()
        QTimer.singleShot(0, self, lambda: self._share(place_id))  # once it has a size of its own

    def _place_table(self, *, above: bool) -> None:
        """At the step *Names* its table is above the pages, which follow it; elsewhere it is a list over the card."""
        names = self._views.get("names")
        if not isinstance(names, NamesPanel):
            return
        if above and not names.is_apart:
            self.middle.insertWidget(0, names.table)
            for number, share in enumerate((TABLE, 1000 - TABLE)):
                self.middle.setStretchFactor(number, share)
            self.middle.setSizes([TABLE, 1000 - TABLE])
        elif not above:
            names.take_table_back()

    def _fit_side(self) -> None:
        """At least as wide as the view at the right needs."""
        beside = self._views.get(self._beside)
        self.side.setMinimumWidth(max(PANEL, beside.minimumWidth() if beside else 0))

    def _share(self, place_id: str) -> None:
        """As it was when that view was last at the right; pages take half of the width beside the documents."""
        if self._beside != place_id:
            return
        left = self.splitter.sizes()[0]
        self.splitter.setStretchFactor(2, 1 if place_id == "pages" else 0)  # both halves of a larger window are larger
        rest = max(self.splitter.width(), self.minimumWidth()) - left
        right = rest // 2 if place_id == "pages" else PANEL * 3 // 2
        known = self._shares.get(place_id)
        fits = known is not None and sum(known) == sum(self.splitter.sizes())
        self.splitter.setSizes(known if known and fits else [left, rest - right, right])

    def _first_step(self, state: Snapshot) -> str:
        """Where this person's work is: a reviewer's begins at the sign-off."""
        return "sign_off" if waits_for(state, self.session.policy, self.session.actor) else STEPS[0].id

    # Changes

    def _take(self, state: Snapshot) -> None:
        if self._loading and not state.loading:  # summaries of a large matter come after its list
            self._loading = False
            if self.place == STEPS[0].centre and self._first_step(state) != STEPS[0].id:
                self.go(self._first_step(state))
        if not self._closing:
            self.setWindowTitle(title_of(state, sample=self.session.sample, looking=self.session.reading))
        self._show_way()
        self.status.show_sending(sending(self.session.policy, state.info, self.session.today()))
        self.status.show_policy(policy_standing(self.session.policy))
        self.status.show_confinement(confinement_standing(self.session.policy, confinements()))

    def _show_keys(self, found: tuple[Standing, tuple[PresentedKey, ...]]) -> None:
        self.status.show_keyring(found[0])
        self.new_key.show_keys(found[1])

    def _warn_of_folder(self, doubt: LegalRedactError | None) -> None:
        if doubt is not None:
            self.error.show_problem(doubt)

    def _arriving_changed(self) -> None:
        if self._arriving != self.session.arriving:
            self._show_way()

    def _show_way(self) -> None:
        self._arriving = self.session.arriving
        current = self.step if self._is_of_step() else ""
        self.way.show_state(self.session.state, current, reading=self._arriving)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """The documents have the focus first, unless the work is elsewhere."""
        super().showEvent(event)
        if self.step == STEPS[0].id:
            QTimer.singleShot(0, self.documents.list.setFocus)

    # Closing

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask if work is running; then end it, close the matter and the window."""
        if self._is_closed:
            event.accept()
            return
        event.ignore()
        if not self._closing and (not self.session.tasks.running or self.may_stop()):
            self._close_matter()

    def may_stop(self) -> bool:
        """Ask whether running work may be stopped."""
        return bool(ClosingQuestion(self.session.tasks, self).exec())

    def _close_matter(self) -> None:
        self._closing = True
        self._keep()
        self.setEnabled(False)  # an act that is begun now would come after the end of the matter, and be lost
        self.setWindowTitle(f"Closing: {self.windowTitle()}")
        self.session.tasks.cancel_all()
        for view in self._views.values():
            view.leave()
        self.session.close(self._end)

    def _end(self) -> None:
        self._is_closed = True
        self.session.tasks.close()
        self.close()
        self.closed.emit()

    # Layout

    def _lay_out(self) -> None:
        self.setMinimumSize(960, 600)
        open_at(self, 1440, 900)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.middle = QSplitter(Qt.Orientation.Vertical)
        self.middle.setHandleWidth(1)
        self.middle.setChildrenCollapsible(False)
        self.middle.addWidget(self.centre)
        for widget in (self.documents, self.middle, self.side):
            self.splitter.addWidget(widget)
        for stack in (self.centre, self.side):
            stack.setMinimumWidth(PANEL)  # else the widest of all views, shown or not, sets it
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([PANEL, 1440 - 2 * PANEL, PANEL])
        self.side.hide()
        whole = self._whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.way)
        column.addWidget(self.error)
        column.addWidget(self.updated)
        column.addWidget(self.new_key)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.status)
        column.setContentsMargins(0, STEP // 2, 0, 0)
        self.setCentralWidget(whole)

    def _restore(self) -> None:
        preferences = self.session.preferences
        preferences.restore_geometry("matter", self)
        preferences.restore_splitter("matter", self.splitter)
        self.pages.document_changed.connect(self.documents.show_current)
        self.documents.file_chosen.connect(self.pages.show_file)
        self.documents.refused_chosen.connect(self.pages.show_refused)
        if self.pages.document is not None:
            self.documents.show_current(self.pages.document.id)

    def _keep(self) -> None:
        self.session.preferences.keep_geometry("matter", self)
        self.session.preferences.keep_splitter("matter", self.splitter)


def _look_at_keys(matter: OpenMatter) -> tuple[Standing, tuple[PresentedKey, ...]]:
    """How the matter's key is stored, and which signing keys are new; the trail is read once for both."""
    events = matter.events
    return key_standing(events), new_keys(matter, events)


def _look_at_folder(matter: OpenMatter) -> LegalRedactError | None:
    """Why the matter should not be where it is."""
    return doubt_about(matter.store.folder)


def title_of(state: Snapshot, *, sample: bool, looking: bool) -> str:
    """The window's title."""
    name = title(state) or "Unnamed matter"
    told = " (sample: deleted when you close it)" if sample else f" ({LOOKING})" if looking else ""
    return f"{name}{told} — LegalRedact"
