"""The table of documents: filtered and sorted, with chosen columns; the page of the current one at the right."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from legalredact.gui.core.latest_result import Latest
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.core.view import View
from legalredact.gui.matter.document_table_rows import (
    COLUMNS,
    TableRow,
    choices,
    fits,
    is_readable,
    ordered,
    table_rows,
)
from legalredact.gui.matter.filter_name_dialog import FilterNameDialog
from legalredact.gui.widgets.drop_down import DropDown
from legalredact.gui.widgets.filter_field import FilterField
from legalredact.gui.widgets.rows_table import RowsTable
from legalredact.gui.widgets.wrapping_row import WrappingRow
from legalredact.workflow.search.document_facts import DocumentFacts, document_facts
from legalredact.workflow.search.document_filters import DocumentFilter, delete_filter, save_filter, saved_filters
from legalredact.workflow.window.snapshot import Snapshot

KEPT_AS = "documents"
"""Name of the table in the preferences, which hold the widths and the order of its columns."""
FOLLOWING = 60
"""Milliseconds after the last arrow key before the pages follow."""
_ALL = {"Kind": "All kinds", "Custodian": "All custodians", "State": "All states"}


class DocumentTable(View):
    """Shows all documents of the matter with their facts."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setAccessibleName("Table of documents")
        self.table: RowsTable[TableRow] = RowsTable("Documents", COLUMNS, lambda row: row.entry.key)
        self.filter, self.open_only = FilterField("Filter documents"), QCheckBox("Open questions only")
        self.choosers = {title: DropDown() for title in _ALL}
        self.saved, self.count = QPushButton("Saved filters"), Words(tone="muted")
        self.menu = QMenu(self.saved)
        self.naming: FilterNameDialog | None = None
        self._facts: dict[str, DocumentFacts] = {}
        self._known: object = None
        """The documents whose facts are known or asked for."""
        self._filters: tuple[DocumentFilter, ...] = ()
        self._rows: list[TableRow] = []
        self._column, self._reverse = -1, False
        self._lines = Latest(session.tasks, self._show)
        self._following = QTimer(self, singleShot=True, interval=FOLLOWING)
        self._lay_out()
        self._connect()
        self._restore_columns()
        self._fill_menu()
        session.look("Reading the filters", saved_filters, self._take_filters)
        self._take(session.state)

    def enter(self, step: str) -> None:  # noqa: ARG002 - a view's signature
        """Go to the table."""
        self.table.setFocus()
        if self.table.current is None:
            self.table.choose(0)

    def show_document(self, document_id: str) -> None:
        """Select the document that is read."""
        number = self.table.rows.number_of.get(document_id, -1)
        if number >= 0:
            self.table.choose(number)

    def leave(self) -> None:
        """Remember the columns."""
        header = self.table.horizontalHeader()
        self.session.preferences.keep_columns(KEPT_AS, header.saveState())

    # Rows

    def _take(self, state: Snapshot) -> None:
        if self._known is not state.documents and not state.loading:
            self._known = state.documents
            self.session.look("Reading facts of documents", document_facts, self._take_facts)
        self._compute()

    def _take_facts(self, facts: dict[str, DocumentFacts]) -> None:
        self._facts = facts
        self._compute()

    def _compute(self) -> None:
        session, state, facts = self.session, self.session.state, self._facts
        incoming, engine, step = dict(session.incoming), session.summaries.engine, session.summaries.step
        self._lines.ask(lambda: table_rows(state, incoming, engine, step, facts), rows=len(state.documents))

    def _show(self, rows: list[TableRow]) -> None:
        self._rows = rows
        for title, chooser in self.choosers.items():
            _offer(chooser, _ALL[title], choices(rows, title))
        self._apply()

    def _apply(self) -> None:
        """Filter and sort the rows."""
        chosen = self.chosen_filter
        shown = [row for row in self._rows if fits(chosen, row)]
        self.table.show_rows(ordered(shown, self._column, reverse=self._reverse))
        of = f" of {len(self._rows):,}" if len(shown) < len(self._rows) else ""
        self.count.setText(f"{len(shown):,}{of}")

    # Filters

    @property
    def chosen_filter(self) -> DocumentFilter:
        """The filter in force."""
        kind, custodian, state = (str(one.currentData() or "") for one in self.choosers.values())
        return DocumentFilter("", self.filter.text(), kind, custodian, state, self.open_only.isChecked())

    def show_filter(self, chosen: DocumentFilter) -> None:
        """Use a saved filter, or an empty one."""
        for chooser, value in zip(self.choosers.values(), (chosen.kind, chosen.custodian, chosen.state), strict=True):
            if value and chooser.findData(value) < 0:
                chooser.addItem(value, value)  # no document has this value now
            chooser.setCurrentIndex(max(0, chooser.findData(value)))
        self.open_only.setChecked(chosen.open_only)
        self.filter.setText(chosen.words)
        self._apply()

    def _take_filters(self, filters: tuple[DocumentFilter, ...]) -> None:
        self._filters = filters
        self._fill_menu()

    def _fill_menu(self) -> None:
        self.menu.clear()
        self.menu.addAction("Show all documents").triggered.connect(lambda _=False: self.show_filter(DocumentFilter()))
        self.menu.addSeparator()
        for one in self._filters:
            self.menu.addAction(one.name).triggered.connect(lambda _=False, one=one: self.show_filter(one))
        self.menu.addSeparator()
        save = self.menu.addAction("Save this filter …")
        save.triggered.connect(lambda _=False: self._ask_for_name())
        save.setEnabled(not self.session.reading)
        delete = self.menu.addMenu("Delete a saved filter")
        delete.setEnabled(bool(self._filters) and not self.session.reading)
        for one in self._filters:
            delete.addAction(one.name).triggered.connect(lambda _=False, name=one.name: self._delete(name))

    def _ask_for_name(self) -> None:
        self.naming = FilterNameDialog({one.name for one in self._filters}, self.window())
        self.naming.named.connect(self._save)
        self.naming.open()

    def _save(self, name: str) -> None:
        saved = replace(self.chosen_filter, name=name)
        self.session.act("Saving a filter", lambda matter: save_filter(matter, saved), self._take_filters)

    def _delete(self, name: str) -> None:
        self.session.act("Deleting a filter", lambda matter: delete_filter(matter, name), self._take_filters)

    # Columns

    def _sort(self, column: int) -> None:
        """A click on a title: by that column, then reversed, then as they were added."""
        if column != self._column:
            self._column, self._reverse = column, False
        elif self._reverse:
            self._column, self._reverse = -1, False
        else:
            self._reverse = True
        self._show_order()
        self._apply()

    def _show_order(self) -> None:
        header = self.table.horizontalHeader()
        header.setSortIndicatorShown(self._column >= 0)
        if self._column >= 0:
            down = Qt.SortOrder.DescendingOrder if self._reverse else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(self._column, down)

    def _ask_for_columns(self, at: QPoint) -> None:
        menu, header = self.columns_menu(), self.table.horizontalHeader()
        menu.popup(header.mapToGlobal(at))

    def columns_menu(self) -> QMenu:
        """Which columns are shown; the first one always is."""
        menu, header = QMenu(self), self.table.horizontalHeader()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, column in enumerate(COLUMNS[1:], 1):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not header.isSectionHidden(number))
            action.toggled.connect(partial(self._show_column, number))
        return menu

    def _show_column(self, number: int, shown: bool) -> None:
        self.table.horizontalHeader().setSectionHidden(number, not shown)

    def _resized(self) -> None:
        """A person drags an edge: from now on the widths stay."""
        if QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self.table.own_widths = True

    def _restore_columns(self) -> None:
        header, kept = self.table.horizontalHeader(), self.session.preferences.columns(KEPT_AS)
        if isinstance(kept, QByteArray) and header.restoreState(kept):
            self.table.own_widths = True
            if header.isSortIndicatorShown():
                self._column = header.sortIndicatorSection()
                self._reverse = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder

    # Documents

    def _read(self) -> None:
        row = self.table.current
        if row is not None and is_readable(row):
            self.session.show(row.entry.key)

    def _open(self) -> None:
        self._read()
        self.session.step_asked.emit("documents")

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(self._take)
        session.incoming_changed.connect(self._compute)
        self.filter.textChanged.connect(lambda _: self._apply())
        self.filter.left.connect(self.table.setFocus)
        self.open_only.toggled.connect(lambda _: self._apply())
        for chooser in self.choosers.values():
            chooser.activated.connect(lambda _: self._apply())
        self._following.timeout.connect(self._read)
        self.table.choice_changed.connect(lambda: self._following.start() if self.table.hasFocus() else None)
        self.table.opened.connect(self._open)
        header = self.table.horizontalHeader()
        header.sectionResized.connect(lambda *_: self._resized())
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.sectionClicked.connect(self._sort)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._ask_for_columns)

    def _lay_out(self) -> None:
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setToolTip("Click to sort, again to reverse; drag to move; right-click to choose columns")
        self.saved.setMenu(self.menu)
        self.saved.setAutoDefault(False)
        for title, chooser in self.choosers.items():
            chooser.setAccessibleName(title)
        self.count.setWordWrap(False)
        top = QHBoxLayout()
        top.setSpacing(STEP)
        top.setContentsMargins(0, 0, STEP, 0)
        top.addWidget(self.filter, 1)
        top.addWidget(self.saved)
        below = WrappingRow((*self.choosers.values(), self.open_only, self.count))
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * STEP, STEP, 0, 0)
        column.setSpacing(STEP)
        column.addLayout(top)
        column.addWidget(below)
        column.addWidget(self.table, 1)


def _offer(chooser: DropDown, every: str, values: list[str]) -> None:
    """Offer other values; the chosen one stays."""
    chosen = str(chooser.currentData() or "")
    wanted = ["", *values, *([chosen] if chosen and chosen not in values else [])]
    if wanted == [chooser.itemData(number) for number in range(chooser.count())]:
        return
    chooser.clear()
    for value in wanted:
        chooser.addItem(value or every, value)
    chooser.setCurrentIndex(wanted.index(chosen))
