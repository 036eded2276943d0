"""Data inventory: which classes of personal data each document holds, what masking leaves, and what that adds up to."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalredact.errors import LegalRedactError
from legalredact.governance.inventory import Inventory, PiiClass, Risk
from legalredact.gui.plain_table import PlainTable
from legalredact.gui.session import MatterSession
from legalredact.gui.tasks import Task
from legalredact.gui.theme import STEP, Words
from legalredact.gui.view import View
from legalredact.workflow.inventories import SHORT_WORDS, inventories, summary_lines
from legalredact.workflow.jobs import Lane
from legalredact.workflow.snapshot import Snapshot

COLUMNS = ("Document", *SHORT_WORDS.values(), "Risk", "Why")
_RISKS = {Risk.LOW: "low", Risk.MEDIUM: "medium", Risk.HIGH: "high"}
LIMITS = (
    "Each cell says how many, and how many of them stay in clear after masking. Plain patterns count what they know; "
    "that they find nothing is no promise."
)


class InventoryView(View):
    """Counts in a lane of its own when it comes into view, and after each change while it is in view."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._counting: Task | None = None
        self.found: tuple[Inventory, ...] = ()
        self.total = Words()
        self.total.setAccessibleName("All documents together")
        self.table = PlainTable("Data inventory", COLUMNS)
        self._lay_out()
        self.table.itemDoubleClicked.connect(lambda item: self._show(item.row()))
        session.changed.connect(lambda _: self._count() if self.isVisible() else None)

    def enter(self, step: str) -> None:  # noqa: ARG002 - a view's signature
        """Count."""
        self._count()
        self.table.setFocus()

    def primary(self) -> None:
        """Show the chosen document's pages."""
        for row in self.table.chosen():
            self._show(row)

    def leave(self) -> None:
        """Stop counting."""
        if self._counting is not None:
            self._counting.cancel()

    def _count(self) -> None:
        self.leave()
        state = self.session.state
        self.total.setText("Counting …")
        self.total.set_tone("muted")
        self._counting = self.session.tasks.run(
            Lane.PICTURES,
            "Counting personal data",
            lambda report, cancel: inventories(state.documents, state.mentions, state.entities, report, cancel),
            lambda found: self._take(state, found),
            failed=self._failed,
            quiet=True,
        )

    def _take(self, state: Snapshot, found: tuple[Inventory, ...]) -> None:
        self.found = found
        self.total.setText("\n".join(summary_lines(found)) or "No personal data was found.")
        self.total.set_tone("text")
        names = {document.id: document.name for document in state.documents}
        self.table.show_rows([row_of(one, names[one.document_id]) for one in found])

    def _failed(self, problem: LegalRedactError) -> None:
        self.total.setText(str(problem))
        self.total.set_tone("stopped")

    def _show(self, row: int) -> None:
        if row < len(self.found):
            self.session.show(self.found[row].document_id)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * STEP, 3 * STEP, 3 * STEP, 2 * STEP)
        column.setSpacing(STEP)
        column.addWidget(Words("Data inventory", title=True))
        column.addWidget(self.total)
        column.addWidget(self.table, 1)
        column.addWidget(Words(LIMITS, tone="muted"))


def row_of(one: Inventory, name: str) -> Sequence[str]:
    """A document's row: ``"14, 0 left"`` in each class that it holds."""
    cells = []
    for pii in PiiClass:
        count, left = one.count(pii)
        cells.append(f"{count}, {left} left" if count else "–")
    return name, *cells, _RISKS[one.risk], "; ".join(one.reasons)
