"""First page: the documents in order, how each goes into the set, and the fields of its row in the privilege log."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QTableWidgetItem, QVBoxLayout, QWidget

from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.widgets.plain_table import PlainTable
from legalredact.gui.widgets.wrapping_row import WrappingRow
from legalredact.model.production_set import LogFields, PlannedDocument, Treatment, codes_in, codes_text
from legalredact.model.redaction import Reason
from legalredact.workflow.production_set.plan_file import DEFAULT_LEGEND, PlanRow

TREATMENTS = {
    Treatment.PRODUCE: "Produce",
    Treatment.WITHHOLD: "Withhold",
    Treatment.NATIVE: "Native file",
    Treatment.LEAVE_OUT: "Leave out",
}
_COUNTED = {
    Treatment.PRODUCE: "to produce",
    Treatment.NATIVE: "as native files",
    Treatment.WITHHOLD: "to withhold",
    Treatment.LEAVE_OUT: "left out",
}
_COLUMNS = ("Document", "Treatment", "Codes", "Legend", "Date", "Author", "Recipients", "Type", "Description")
_CODES, _LEGEND, _FIRST_FIELD = 2, 3, 4
_WORDS = (
    "Families stay together. Choose rows, then how they go into the set, or move them: numbers follow this order. "
    "Double-click a code, legend or field of the privilege log to change it; several codes are separated by "
    "semicolons. Withheld documents get a slip sheet."
)


class ProduceDocuments(QWidget):
    """A table; `decisions` is what was chosen in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PlanRow, ...] = ()
        self._treatments: list[Treatment] = []
        self._moved = False
        self.table = PlainTable("Documents of the set", _COLUMNS, many=True)
        triggers = QAbstractItemView.EditTrigger
        self.table.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.buttons = {kind: QPushButton(words) for kind, words in TREATMENTS.items()}
        self.up, self.down = QPushButton("Move up"), QPushButton("Move down")
        self.said, self.codes = Words(tone="muted"), Words(tone="muted")
        column = QVBoxLayout(self)
        column.setSpacing(STEP)
        column.addWidget(Words(_WORDS, tone="muted"))
        column.addWidget(WrappingRow((*self.buttons.values(), self.up, self.down)))
        column.addWidget(self.table, 1)
        column.addWidget(self.codes)
        column.addWidget(self.said)
        for kind, button in self.buttons.items():
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, kind=kind: self.treat(kind))
        for button, key, step in ((self.up, "Alt+Up", -1), (self.down, "Alt+Down", 1)):
            button.setAutoDefault(False)
            button.setToolTip(f"{key}: the chosen families, as whole families")
            button.clicked.connect(lambda _=False, step=step: self.move_families(step))
            shortcut = QShortcut(QKeySequence(key), self.table, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda step=step: self.move_families(step))
        self.table.itemSelectionChanged.connect(self._say)
        self.table.cellChanged.connect(lambda _, column: self.table.resizeColumnToContents(column))
        self._say()

    def show_rows(self, rows: Sequence[PlanRow]) -> None:
        """Show documents with what was decided before."""
        self._rows = tuple(rows)
        self._treatments = [row.decision.treatment for row in rows]
        self.table.blockSignals(True)  # the columns are fitted once, not for every cell
        self.table.show_rows([self._cells(row) for row in rows])
        for number in range(len(rows)):
            for column in (0, 1):
                if (item := self.table.item(number, column)) is not None:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        self.table.blockSignals(False)
        self._say()

    def show_codes(self, reasons: Sequence[Reason]) -> None:
        """Show the reason codes that are known, with their words."""
        self.codes.setText(f"Codes: {'; '.join(f'{one.code} ({one.words})' for one in reasons)}.")

    def treat(self, kind: Treatment) -> None:
        """Decide how the chosen documents go into the set."""
        for number in self.table.chosen():
            self._treatments[number] = kind
            if (item := self.table.item(number, 1)) is not None:
                item.setText(TREATMENTS[kind])
        self._say()

    def move_families(self, step: int) -> None:
        """Move the families of the chosen rows one family up (-1) or down (1); nothing passes the end of the table."""
        chosen = [self._rows[number].place for number in self.table.chosen()]
        current = tuple(
            replace(row, decision=decision) for row, decision in zip(self._rows, self.decisions, strict=True)
        )
        blocks = [tuple(rows) for _, rows in itertools.groupby(current, lambda row: row.place.family)]
        families = {place.family for place in chosen}
        if step > 0:
            blocks.reverse()
        for at in range(1, len(blocks)):
            before, own = (block[0].place.family in families for block in blocks[at - 1 : at + 1])
            if own and not before:
                blocks[at - 1 : at + 1] = blocks[at], blocks[at - 1]
        if step > 0:
            blocks.reverse()
        rows = tuple(itertools.chain.from_iterable(blocks))
        if rows != current:
            self.show_rows(rows)
            self._moved = True
            self._choose({place.key for place in chosen})

    @property
    def order(self) -> tuple[str, ...] | None:
        """Keys of the families in order; None if none was moved."""
        return tuple(dict.fromkeys(row.place.family for row in self._rows)) if self._moved else None

    @property
    def decisions(self) -> tuple[PlannedDocument, ...]:
        """The decision on each document."""
        return tuple(self._decision(number, row) for number, row in enumerate(self._rows))

    def _choose(self, keys: set[str]) -> None:
        model, wanted = self.table.model(), QItemSelection()
        numbers = [number for number, row in enumerate(self._rows) if row.place.key in keys]
        for number in numbers:
            wanted.select(model.index(number, 0), model.index(number, len(_COLUMNS) - 1))
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(model.index(numbers[0], 0), flags.NoUpdate)
        self.table.selectionModel().select(wanted, flags.ClearAndSelect)
        self.table.scrollTo(model.index(numbers[0], 0))

    def _cells(self, row: PlanRow) -> tuple[str, ...]:
        own = row.decision
        legend = DEFAULT_LEGEND if own.confidentiality is None else own.confidentiality
        indent = "    " if row.place.family != row.place.key else ""
        head = (f"{indent}{row.place.name}", TREATMENTS[own.treatment], codes_text(own.codes), legend)
        return (*head, *row.fields())

    def _decision(self, number: int, row: PlanRow) -> PlannedDocument:
        legend = self._text(number, _LEGEND)
        read = replace(row, decision=PlannedDocument(row.place.key)).fields()
        given = (self._text(number, _FIRST_FIELD + at) for at in range(len(read)))
        log = LogFields(*(None if value == was else value for value, was in zip(given, read, strict=True)))
        return PlannedDocument(
            row.place.key,
            self._treatments[number],
            codes_in(self._text(number, _CODES)),
            None if legend == DEFAULT_LEGEND else legend,
            log,
        )

    def _text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return item.text().strip() if isinstance(item, QTableWidgetItem) else ""

    def _say(self) -> None:
        counts = ((kind, self._treatments.count(kind)) for kind in TREATMENTS)
        words = ", ".join(f"{count:,} {_COUNTED[kind]}" for kind, count in counts if count)
        self.said.setText(f"Documents: {words}." if self._rows else "There is no document yet.")
        for button in (*self.buttons.values(), self.up, self.down):
            button.setEnabled(bool(self.table.chosen()))
