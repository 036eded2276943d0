"""Near-duplicates of a production: reviewed once, decided together, undone in one step."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from legalredact.errors import Cancelled, LegalRedactError
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.core.undo import UndoCommand, give_up
from legalredact.gui.widgets.rows_table import Column, RowsTable
from legalredact.gui.widgets.wrapping_row import WrappingRow
from legalredact.workflow.compute.lanes import Lane
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production import near_duplicates
from legalredact.workflow.production.group_decisions import GroupChange, GroupDecision, decide, take_back, withheld
from legalredact.workflow.production.near_duplicates import DuplicateGroup
from legalredact.workflow.window.snapshot import Snapshot

WHY = (
    "Drafts, quoted threads and pages scanned twice. Each is masked and checked by itself, since a draft may name "
    "somebody else; what you say of one group holds for all of its documents, and can be undone."
)
_LABELS = {
    GroupDecision.ACCEPT: "Accept parts in {} near-duplicates",
    GroupDecision.WITHHOLD: "Withhold {} near-duplicates",
    GroupDecision.MASK: "Mask all names in {} near-duplicates",
}


@dataclass(frozen=True, slots=True)
class DuplicateGroupRow:
    """A group in a line.

    Arguments:
        name: of its first document's file (may spell a client's name).
        names: number of open decisions on names; a name in several of its documents counts once.
        parts: unread parts that no person has accepted.
        withheld: how many of its documents are.
    """

    group: DuplicateGroup
    name: str = field(repr=False)
    names: int
    parts: int
    withheld: int


class ProductionSimilar(QWidget):
    """A table of groups, and the decisions on the current one."""

    counted = Signal(int)
    """How many groups there are."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._groups: tuple[DuplicateGroup, ...] | None = None
        self._busy = False
        self.told = Words(tone="muted")
        self.compare = QPushButton("Find near-duplicates")
        self.table: RowsTable[DuplicateGroupRow] = RowsTable(
            "Groups of documents", _COLUMNS, lambda row: row.group.first
        )
        self.buttons = {
            GroupDecision.MASK: QPushButton("Mask all their names"),
            GroupDecision.ACCEPT: QPushButton("Accept their parts"),
            GroupDecision.WITHHOLD: QPushButton("Withhold them"),
        }
        self.show_it = QPushButton("Show the first")
        self._lay_out()
        self._connect()
        self._show()

    def refresh(self) -> None:
        """Read the known groups, and their status."""
        self._session.look("Reading groups", near_duplicates.kept, self._take)

    def look_for_them(self) -> None:
        """Compare all documents, beside the vault."""
        documents = self._session.state.documents
        if self._busy or not documents:
            return
        ids = [document.id for document in documents]
        self._busy = True
        self._show()
        self._session.tasks.run(
            Lane.LISTS,
            "Comparing documents",
            lambda report, cancel: near_duplicates.among(((d.id, d.text) for d in documents), len(ids), report, cancel),
            partial(self._found, ids),
            failed=self._not_found,
        )

    def decide(self, word: GroupDecision) -> None:
        """Make that decision on the current group; it can be undone."""
        row = self.table.current
        if row is not None and not self._session.reading:
            label = _LABELS[word].format(len(row.group.documents))
            act = _GroupAct(self._session, partial(decide, group=row.group, word=word))
            self._session.undo.push(UndoCommand(label, act.do, act.undo))

    def _found(self, ids: list[str], found: tuple[DuplicateGroup, ...]) -> None:
        self._busy = False
        self._take(found)
        if not self._session.reading:
            self._session.look("Saving groups", lambda matter: near_duplicates.keep(matter, ids, found), lambda _: None)

    def _not_found(self, problem: LegalRedactError) -> None:
        self._busy = False
        self._show()
        if not isinstance(problem, Cancelled):
            self._session.tasks.failed.emit(problem)

    def _take(self, groups: tuple[DuplicateGroup, ...] | None) -> None:
        self._groups = groups
        self.table.show_rows(rows_of(groups or (), self._session.state))
        self.counted.emit(len(groups or ()))
        if groups and self.table.current is None:
            self.table.choose(0)
        self._show()

    def _show(self) -> None:
        state, groups = self._session.state, self._groups
        self.compare.setVisible(groups is None)
        self.compare.setEnabled(bool(state.documents) and not state.loading and not self._busy)
        words = "Comparing …" if self._busy else "The documents have not been compared in their present state."
        if groups is not None:
            count = "1 group." if len(groups) == 1 else f"{len(groups):,} groups."
            words = count if groups else "There are no near-duplicates."
        self.told.setText(words)
        self.table.setVisible(bool(groups))
        self._fit()

    def _fit(self) -> None:
        """Available decisions on the current group."""
        row = self.table.current if self._groups else None
        free = row is not None and not self._session.reading
        able = {
            GroupDecision.MASK: row is not None and row.names > 0,
            GroupDecision.ACCEPT: row is not None and row.parts > 0,
            GroupDecision.WITHHOLD: row is not None and row.withheld < len(row.group.documents),
        }
        for decision, reasonable in able.items():
            self.table.offer(self.buttons[decision], able=free and reasonable)
        self.table.offer(self.show_it, able=row is not None)

    def _show_first(self) -> None:
        if self.table.current is not None:
            self._session.show(self.table.current.group.first)

    def _connect(self) -> None:
        self.compare.clicked.connect(self.look_for_them)
        self.table.choice_changed.connect(self._fit)
        self.table.opened.connect(self._show_first)
        self.show_it.clicked.connect(self._show_first)
        for word, button in self.buttons.items():
            button.clicked.connect(lambda _=False, word=word: self.decide(word))

    def _lay_out(self) -> None:
        self.told.setAccessibleName("How many groups there are")
        self.buttons[GroupDecision.ACCEPT].setToolTip("Parts like those that you accepted in one document of the group")
        self.buttons[GroupDecision.WITHHOLD].setToolTip("None of them is masked, summarized or sent")
        self.buttons[GroupDecision.MASK].setToolTip("Every name suggested in one of them, everywhere in the matter")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, STEP, 0, 0)
        column.setSpacing(STEP)
        column.addWidget(Words(WHY, tone="muted"))
        column.addWidget(self.compare, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addWidget(WrappingRow((*self.buttons.values(), self.show_it)))
        column.addStretch(0)
        for button in (self.compare, *self.buttons.values(), self.show_it):
            button.setAutoDefault(False)


def rows_of(groups: tuple[DuplicateGroup, ...], state: Snapshot) -> Iterator[DuplicateGroupRow]:
    """Groups with their status; groups with deleted documents are left out."""
    documents = {document.id: document for document in state.documents}
    for group in groups:
        theirs = [documents[one] for one in group.documents if one in documents]
        if len(theirs) == len(group.documents):
            named = frozenset().union(*(state.named.get(one, frozenset()) for one in group.documents))
            names = sum(state.entities[one].open for one in named if one in state.entities)
            parts = sum(len(state.open_parts(document)) for document in theirs)
            yield DuplicateGroupRow(group, theirs[0].name, names, parts, withheld(state.accepted, group))


class _GroupAct:
    """A decision on a group; its changes are known after it ran in the vault lane."""

    def __init__(self, session: MatterSession, work: Callable[[OpenMatter], GroupChange]) -> None:
        self._session, self._work = session, work
        self._done: GroupChange | None = None

    def do(self, command: UndoCommand) -> None:
        """Decide."""
        self._session.act("Deciding on a group", self._do, failed=partial(self._failed, command))

    def undo(self, _: UndoCommand) -> None:
        """Take it back."""
        self._session.act("Taking a decision back", self._undo)

    def _do(self, matter: OpenMatter) -> None:
        self._done = self._work(matter)

    def _undo(self, matter: OpenMatter) -> None:
        if self._done is not None:
            take_back(matter, self._done)
            self._done = None

    def _failed(self, command: UndoCommand, problem: LegalRedactError) -> None:
        give_up(self._session.undo, command)
        self._session.tasks.failed.emit(problem)


def _count(number: int) -> str:
    return f"{number:,}" if number else ""


_COLUMNS: tuple[Column[DuplicateGroupRow], ...] = (
    Column("First document", lambda row: row.name, widest=0.45),
    Column("Documents", lambda row: f"{len(row.group.documents):,}", right=True),
    Column("Names to decide", lambda row: _count(row.names), right=True, tone=lambda _: "needs_you"),
    Column("Parts to look at", lambda row: _count(row.parts), right=True, tone=lambda _: "needs_you"),
    Column("Withheld", lambda row: _count(row.withheld)),
)
