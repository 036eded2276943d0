"""Search the whole matter: words at the top, places by document below, the page of the current place at the right."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from legalredact.errors import Cancelled, LegalRedactError
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Task
from legalredact.gui.core.theme import STEP, Words, link, theme
from legalredact.gui.core.view import View
from legalredact.gui.search.search_rows import (
    FoundDocumentRow,
    FoundNameRow,
    FoundPlaceRow,
    MorePlacesRow,
    rows_of,
)
from legalredact.gui.widgets.drop_down import DropDown
from legalredact.gui.widgets.empty_state import EmptyState
from legalredact.gui.widgets.filter_field import FilterField
from legalredact.gui.widgets.row_list import RowList
from legalredact.model.progress import Cancellation, Report
from legalredact.workflow.compute.lanes import Lane
from legalredact.workflow.names.queue import count_words
from legalredact.workflow.search.matter_search import Found, search
from legalredact.workflow.search.query import Query, Scope, parsed
from legalredact.workflow.window.snapshot import Snapshot

TYPING = 200
"""Milliseconds after the last key before the search begins."""
FOLLOWING = 60
"""Milliseconds after the last arrow key before the pages follow."""
SOON = 300
"""Milliseconds after which a search shows its progress."""
TIGHT = STEP / 2
"""Pixels above and below a row."""
SCOPES = ((Scope.BOTH, "Text and names"), (Scope.TEXT, "Text"), (Scope.NAMES, "Names"))
HELP = (
    "Several words find documents with all of them; a word finds words that begin with it.\n"
    '"lease agreement" is a phrase · lease OR rent finds one of both · -draft leaves out documents with it · '
    "in al*er, * means any letters · lease w/5 rent is at most five words apart.\n"
    "Nothing leaves this machine."
)


class SearchView(View):
    """Shows where words are in the documents and names of the matter."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setAccessibleName("Search")
        self._task: Task | None = None
        self._asked = 0
        self._shown: tuple[Query, Scope] = (Query(), Scope.BOTH)
        self._state: Snapshot | None = None
        """The state that was searched last."""
        self.field, self.scope = FilterField("Search all documents and names"), DropDown()
        self.count, self.stop = Words(tone="muted"), link("Stop")
        self.bar, self.list = QProgressBar(), RowList("Places that were found")
        self.help = EmptyState("magnifying-glass", "Search the matter", HELP)
        self.nothing = EmptyState("x-circle", "", "")
        self._typing = QTimer(self, singleShot=True, interval=TYPING)
        self._following = QTimer(self, singleShot=True, interval=FOLLOWING)
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._lay_out()
        self._connect()
        self._show_progress(on=False)

    def enter(self, step: str) -> None:  # noqa: ARG002 - a view's signature
        """Set the focus on the field."""
        self.field.setFocus()
        self.field.selectAll()

    def search_for(self, words: str) -> None:
        """Search for words that a person selected, as a phrase."""
        flat = " ".join(words.replace('"', " ").split())
        self.field.setText(f'"{flat}"' if " " in flat else flat)
        self._search()
        self._to_list()

    def leave(self) -> None:
        """A running search ends."""
        self._cancel()

    # Search

    def _search(self) -> None:
        """Begin the search for the words in the field; a running one is stopped."""
        self._typing.stop()
        self._cancel()
        query, scope = parsed(self.field.text()), Scope(self.scope.currentData())
        if not query:
            self._shown, self._state = (query, scope), None
            self._show_none(query)
            return
        state = self.session.state

        def work(report: Report, cancel: Cancellation) -> Found:
            return search(query, scope, state.documents, state.mentions, state.register.entities, report, cancel)

        again = self._shown == (query, scope)
        self._shown, self._state = (query, scope), state
        self._asked += 1
        asked = self._asked

        def then(found: Found) -> None:
            if asked == self._asked:
                self._show(found, stays=again)

        self._soon.start()
        failed = partial(self._failed, asked)
        task = self.session.tasks.run(Lane.LISTS, "Searching", work, then, failed=failed, quiet=True, stops=True)
        if self._soon.isActive():  # it runs in a lane
            self._task = task
            task.progressed.connect(self._show_share)

    def _cancel(self) -> None:
        self._asked += 1
        if self._task is not None:
            self._task.cancel()
        self._end()

    def _end(self) -> None:
        self._task = None
        self._soon.stop()
        self._show_progress(on=False)

    def _stop(self) -> None:
        """A person stops the search; what was found before is not shown as its result."""
        self._cancel()
        self._shown, self._state = (Query(), Scope.BOTH), None
        self._show_words("Stopped", "Press Enter in the field to search again.", "")

    def _failed(self, asked: int, problem: LegalRedactError) -> None:
        if isinstance(problem, Cancelled):
            if asked == self._asked:  # else it was stopped for another search
                self._stop()
        else:
            self._cancel()
            self.session.tasks.failed.emit(problem)

    def _take(self, state: Snapshot) -> None:
        """Search again after a change of the documents or the names; the current place stays."""
        before = self._state
        parts = (state.documents, state.mentions, state.register)
        if before is not None and parts != (before.documents, before.mentions, before.register):
            self._search()

    # Results

    def _show(self, found: Found, *, stays: bool) -> None:
        self._end()
        rows = rows_of(found)
        if not rows:
            self._show_words("Nothing was found", self._why_nothing(), "Nothing was found.")
            return
        if rows == list(self.list.rows) and self.stack.currentWidget() is self.list:
            return
        current, at = self._current, self.list.verticalScrollBar().value()
        key = current.key if stays and current is not None else None
        self.list.show_rows(rows)
        self.stack.setCurrentWidget(self.list)
        self.count.setText(_counted(found))
        number = next((n for n, row in enumerate(rows) if _key(row) == key), -1) if key else -1
        if number >= 0:
            self.list.go_to(number)
            self.list.verticalScrollBar().setValue(at)

    def _why_nothing(self) -> str:
        busy = len(self.session.state.busy)
        if self._shown[1] is not Scope.TEXT and busy:
            return f"In {count_words(busy, 'document')} names were not searched for yet; their text was searched."
        if self.session.state.loading:
            return "The texts of this matter are still loading. Search again in a moment."
        return "Use fewer words or their beginnings, or search text and names."

    def _show_none(self, query: Query) -> None:
        if query.fault:
            self._show_words("Not searched yet", query.fault, "")
        else:
            self.count.setText("")
            self.stack.setCurrentWidget(self.help)

    def _show_words(self, title: str, words: str, count: str) -> None:
        self.nothing.say(title, words)
        self.count.setText(count)
        self.stack.setCurrentWidget(self.nothing)

    def _show_progress(self, *, on: bool) -> None:
        self.bar.setVisible(on)
        self.stop.setVisible(on)
        if on:
            self.count.setText("Searching …")

    def _show_share(self) -> None:
        if self._task is not None:
            value, most = self._task.bar
            self.bar.setRange(0, most)
            self.bar.setValue(value)

    # Places

    @property
    def _current(self) -> FoundNameRow | FoundDocumentRow | FoundPlaceRow | MorePlacesRow | None:
        number = self.list.currentIndex().row()
        row = self.list.rows[number] if 0 <= number < len(self.list.rows) else None
        return row if isinstance(row, FoundNameRow | FoundDocumentRow | FoundPlaceRow | MorePlacesRow) else None

    def _go(self, _: int = 0, target: int = 0) -> None:
        """Enter or a click: the pages show the place; a name shows its card."""
        if isinstance(self._current, FoundNameRow) and target >= 0:
            self.session.step_asked.emit("names")
            self.session.entity_chosen.emit(self._current.found.entity.id)
        else:
            self._lead_pages()

    def _lead_pages(self) -> None:
        row = self._current
        if isinstance(row, FoundPlaceRow):
            self.session.show(row.document_id, row.found.span)
        elif isinstance(row, FoundDocumentRow):
            self.session.show(row.found.id, row.found.places[0].span if row.found.places else None)

    def _moved(self, _: int) -> None:
        if self.list.hasFocus():
            self._following.start()

    def _to_list(self) -> None:
        """Enter or the down arrow: search at once, then go to the first place."""
        if not self.field.text():
            return
        if self._typing.isActive() or self._state is None:
            self._search()
        if self.stack.currentWidget() is self.list:
            self.list.setFocus()
            self._following.start()

    def _connect(self) -> None:
        self.field.textChanged.connect(lambda _: self._typing.start())
        self.field.left.connect(self._to_list)
        self.scope.activated.connect(lambda _: self._search())
        self._typing.timeout.connect(self._search)
        self._soon.timeout.connect(lambda: self._show_progress(on=True))
        self._following.timeout.connect(self._lead_pages)
        self.stop.clicked.connect(self._stop)
        self.list.chosen.connect(self._go)
        self.list.moved.connect(self._moved)
        self.session.changed.connect(self._take)
        theme().changed.connect(self._follow)

    def _follow(self) -> None:
        self.list.viewport().setStyleSheet(f"background: {theme().colours.raised};")

    def _lay_out(self) -> None:
        for scope, words in SCOPES:
            self.scope.addItem(words, scope)
        self.scope.setAccessibleName("Search in")
        self.scope.setToolTip("Names are found by each spelling and their token, with all of their places")
        self.list.pad = TIGHT
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress of the search")
        self.stop.setToolTip("Stop the search")
        self.stack = QStackedWidget()
        for widget in (self.help, self.nothing, self.list):
            self.stack.addWidget(widget)
        head, below = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(STEP)
        head.addWidget(self.field, 1)
        head.addWidget(self.scope)
        head.setContentsMargins(0, 0, STEP, 0)
        below.setSpacing(STEP)
        below.addWidget(self.count, 1)
        below.addWidget(self.bar, 1)
        below.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * STEP, STEP, 0, 0)
        column.setSpacing(STEP)
        column.addLayout(head)
        column.addLayout(below)
        column.addWidget(self.stack, 1)
        self._follow()


def _key(row: object) -> object:
    return getattr(row, "key", None)


def _counted(found: Found) -> str:
    places = f"{count_words(found.total, 'place')} in {count_words(len(found.documents), 'document')}"
    return f"{count_words(len(found.names), 'name')} · {places}" if found.names else places
