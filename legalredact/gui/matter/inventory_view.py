"""Data inventory: classes of personal data in each document, what masking leaves in clear, and the totals."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalredact.errors import LegalRedactError
from legalredact.governance.inventory import Inventory, PiiClass, Risk
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Task
from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.core.view import View
from legalredact.gui.widgets.rows_table import Column, RowsTable
from legalredact.workflow.compute.lanes import Lane
from legalredact.workflow.send.inventories import SHORT_WORDS, inventories, summary_lines
from legalredact.workflow.window.snapshot import Snapshot

_RISKS = {Risk.LOW: "low", Risk.MEDIUM: "medium", Risk.HIGH: "high"}
LIMITS = (
    "Each cell says how many, and how many of them stay in clear after masking. Patterns count known forms only; "
    "no match does not mean that there is no personal data."
)


@dataclass(frozen=True, slots=True)
class DocumentInventory:
    """A document's inventory, with its name (which may spell a client's)."""

    inventory: Inventory
    name: str = field(repr=False)


class InventoryView(View):
    """Counts in its own lane when it is shown, and after each change while it is visible."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._counting: Task | None = None
        self._asked = 0
        """Number of the last count."""
        self.found: tuple[Inventory, ...] = ()
        self.total = Words()
        self.total.setAccessibleName("All documents together")
        self.table: RowsTable[DocumentInventory] = RowsTable(
            "Data inventory", COLUMNS, lambda row: row.inventory.document_id
        )
        self._lay_out()
        self.table.opened.connect(self.primary)
        session.changed.connect(lambda _: self._count() if self.isVisible() else None)

    def enter(self, step: str) -> None:  # noqa: ARG002 - a view's signature
        """Count."""
        self._count()
        self.table.setFocus()

    def primary(self) -> None:
        """Show the chosen document's pages."""
        if self.table.current is not None:
            self.session.show(self.table.current.inventory.document_id)

    def leave(self) -> None:
        """Stop counting."""
        if self._counting is not None:
            self._counting.cancel()

    def _count(self) -> None:
        self.leave()
        self._asked += 1
        state, asked = self.session.state, self._asked
        self.total.setText("Counting …")
        self.total.set_tone("muted")
        self._counting = self.session.tasks.run(
            Lane.PICTURES,
            "Counting personal data",
            lambda report, cancel: inventories(state.documents, state.mentions, state.entities, report, cancel),
            lambda found: self._take(state, found),
            failed=lambda problem: self._failed(asked, problem),
            quiet=True,
            stops=True,
        )

    def _take(self, state: Snapshot, found: tuple[Inventory, ...]) -> None:
        self.found = found
        nothing = "No personal data was found." if state.documents else "There is no document yet: add one first."
        self.total.setText("\n".join(summary_lines(found)) or nothing)
        self.total.set_tone("text")
        names = {document.id: document.name for document in state.documents}
        self.table.show_rows(DocumentInventory(one, names[one.document_id]) for one in found)

    def _failed(self, asked: int, problem: LegalRedactError) -> None:
        if asked == self._asked:  # else it was stopped for a newer count
            self.total.show_problem(problem)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        column.setSpacing(STEP)
        column.addWidget(Words("Data inventory", title=True))
        column.addWidget(self.total)
        column.addWidget(self.table, 1)
        column.addWidget(Words(LIMITS, tone="muted"))


def _held(pii: PiiClass) -> Callable[[DocumentInventory], str]:
    """``"14, 0 left"`` where a document holds that class."""

    def words(row: DocumentInventory) -> str:
        count, left = row.inventory.count(pii)
        return f"{count}, {left} left" if count else "–"

    return words


def _column(pii: PiiClass) -> Column[DocumentInventory]:
    return Column(SHORT_WORDS[pii], _held(pii), widest=0.12)


COLUMNS: tuple[Column[DocumentInventory], ...] = (
    Column("Document", lambda row: row.name, widest=0.3),
    *map(_column, PiiClass),
    Column("Risk", lambda row: _RISKS[row.inventory.risk], widest=0.12),
    Column("Why", lambda row: "; ".join(row.inventory.reasons)),
)
