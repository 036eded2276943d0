"""The firm's policy in force: its source, the attestation, and every key with its meaning."""

import itertools

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from legalredact.governance.attestation import gateway_words
from legalredact.governance.policy_schema import keys
from legalredact.gui.core.policy_origin import source_words
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, Words, theme
from legalredact.gui.core.view import View
from legalredact.gui.widgets.filter_field import FilterField
from legalredact.gui.widgets.focus_frame import FocusFrame
from legalredact.model.policy import Policy
from legalredact.workflow.administration.settings_in_force import settings

COLUMNS = ("Key", "In force", "Meaning")
_VALUE = 34
"""Letters of a value beside each other, where there is room."""


class PolicyView(View):
    """Read only: only IT changes the policy."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.search = FilterField("Find a key or a word")
        self.table = QTableWidget()
        FocusFrame(self.table)
        self.attestation = Words(tone="text")
        self._fill(session.policy)
        self._lay_out()
        self.search.textChanged.connect(self.show_found)
        self.search.left.connect(self.table.setFocus)
        theme().changed.connect(self._fit)

    def enter(self, step: str) -> None:  # noqa: ARG002 - a view's signature
        """Go to the search."""
        self.search.setFocus()

    def show_found(self, words: str) -> None:
        """Show the rows that hold those words in any column."""
        wanted = words.casefold()
        for row in range(self.table.rowCount()):
            cells = (self.table.item(row, column) for column in range(self.table.columnCount()))
            self.table.setRowHidden(row, not any(cell and wanted in cell.text().casefold() for cell in cells))

    def _fill(self, policy: Policy) -> None:
        meanings = {key.path: key.says for key in keys()}
        rows = settings(policy)
        self.table.setColumnCount(len(COLUMNS))
        self.table.setHorizontalHeaderLabels(COLUMNS)
        self.table.setRowCount(len(rows))
        for number, (path, value) in enumerate(rows):
            for column, text in enumerate((path, value, meanings.get(path, _INVENTORY).replace("`", ""))):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                self.table.setItem(number, column, cell)
        words, tone = attestation_words(policy)
        self.attestation.setText(words)
        self.attestation.set_tone(tone)

    def _fit(self) -> None:
        for row, column in itertools.product(range(self.table.rowCount()), range(COLUMNS.index("Meaning"))):
            cell = self.table.item(row, column)
            if cell is not None:
                cell.setFont(theme().font(mono=True))
        header, last = self.table.horizontalHeader(), len(COLUMNS) - 1
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.resizeColumnToContents(0)
        letters = QFontMetrics(theme().font(mono=True)).averageCharWidth()
        value = min(letters * _VALUE, self.width() // 3)
        rest = self.table.viewport().width() - self.table.columnWidth(0) - value
        for column, width in ((1, value), (last, rest)):
            self.table.setColumnWidth(column, width - 3 * STEP)  # what the cells' padding takes, which Qt forgets
        self.table.resizeRowsToContents()
        self.table.setColumnWidth(1, value)
        header.setSectionResizeMode(last, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Rows are as high as their words, which break where the columns end, once those have their places."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)

    def _lay_out(self) -> None:
        self.search.setAccessibleName("Find in the policy")
        self.table.setAccessibleName("Policy in force")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self._fit()
        source = Words(source_words(self.session.policy))
        source.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.attestation.setAccessibleName("Attestation")
        top = QHBoxLayout()
        top.setSpacing(STEP)
        top.addWidget(Words("Policy", title=True))
        top.addStretch(1)
        top.addWidget(self.search, 1)
        head = QVBoxLayout()
        head.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, STEP)
        head.setSpacing(STEP)
        head.addLayout(top)
        head.addWidget(source)
        head.addWidget(self.attestation)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)


_INVENTORY = "The inventory of approved use cases."


def attestation_words(policy: Policy) -> tuple[str, str]:
    """The firm's attestation, in a sentence, and its tone."""
    if policy.broken:
        return f"The policy cannot be read, so nothing may be sent, signed or exported. {policy.broken}", "stopped"
    attested = policy.zero_retention
    if attested is None:
        return "Zero retention is not attested: nothing is sent, summaries are made on this machine.", "muted"
    models = ", ".join(attested.models or policy.claude.models)
    words = (
        f"Zero retention is attested by {attested.attested_by} from {attested.attested_on} to {attested.expires} "
        f"(contract {attested.contract}), for the organization {attested.organization_id}, workspace "
        f"{attested.workspace_id}, and the models {models}{gateway_words(policy)}."
    )
    return words, "text"
