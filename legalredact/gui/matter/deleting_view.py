"""Deleting: retention after sign-off, permanent deletion of documents, and the receipts."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from legalredact.documents.export.atomic_file import write_atomically
from legalredact.errors import LegalRedactError
from legalredact.governance.retention import Retention, RetentionState
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.core.time_words import when_words
from legalredact.gui.core.view import View
from legalredact.gui.widgets.action_bar import ActionBar
from legalredact.gui.widgets.number_field import NumberField
from legalredact.gui.widgets.question import Question
from legalredact.gui.widgets.reason import ReasonRow
from legalredact.gui.widgets.rows_table import Column, RowsTable
from legalredact.model.receipt import NOT_COVERED, Receipt
from legalredact.workflow.administration import clawback, purge
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.window.snapshot import Snapshot

LONGEST = 3650
CHOOSE = "Choose documents, or type the first and the last Bates number."


@dataclass(frozen=True, slots=True)
class _Document:
    """A document in a line: its name, and whether a signed summary covers it."""

    id: str
    name: str = field(repr=False)
    signed: bool


class DeletingView(View):
    """Computes what would be deleted before it asks, and asks before anything is deleted."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.question: Question | None = None
        self.now, self.said = Words(tone="muted"), Words()
        self.days = NumberField()
        self.set_days, self.run = QPushButton("Set"), QPushButton("Delete what is due …")
        self.documents: RowsTable[_Document] = RowsTable("Documents to delete", _DOCUMENTS, lambda d: d.id, many=True)
        self.first, self.last = QLineEdit(), QLineEdit()
        self.typed_too = QCheckBox("Also names that a person typed, if no other document contains them")
        self.kept: RowsTable[Receipt] = RowsTable("Receipts", _RECEIPTS, lambda receipt: receipt.digest)
        self.save = QPushButton("Save the receipt …")
        self.bar = ActionBar("Delete for good …")
        self._name_all()
        self._lay_out()
        self._connect()
        self._list(session.state)

    def enter(self, step: str) -> None:  # noqa: ARG002 - a view's signature
        """Read the status of the retention period."""
        self._read()
        self.documents.setFocus()

    def primary(self) -> None:
        """Ask whether the chosen documents shall go."""
        self.bar.press()

    def look(self) -> None:
        """Compute what would be deleted with the selection, then ask."""
        first, last, typed_too = self.first.text().strip(), self.last.text().strip(), self.typed_too.isChecked()
        ids = [document.id for document in self.documents.chosen()]

        def plan(matter: OpenMatter) -> purge.Plan:
            if first and last:
                return clawback.plan_range(matter, first, last, typed_too=typed_too)
            return clawback.plan_clawback(matter, ids, typed_too=typed_too)

        self.session.look("Listing what would be deleted", plan, self._ask, failed=self._failed)

    def look_at_due(self) -> None:
        """The same for expired texts."""
        self.session.look("Listing what is due", purge.plan_retention, self._ask, failed=self._failed)

    def save_receipt(self, file: Path | None = None) -> None:
        """Write the chosen receipt; without a file, ask for one."""
        chosen = self.kept.chosen()
        if not chosen:
            return
        if file is None:
            name, _ = QFileDialog.getSaveFileName(self, "Save the receipt", "receipt.json")
            file = Path(name) if name else None
        if file is not None:
            try:
                write_atomically(file, json.dumps(chosen[0].row(), indent=1).encode())
            except LegalRedactError:
                self._say("The receipt could not be written there. Choose another place.", "stopped")
                return
            self._say("The receipt is saved; it holds ids, digests and numbers, and no name.", "text")

    def _ask(self, plan: purge.Plan) -> None:
        stays = f" {plan.deleted.kept_names} names that a person typed stay." if plan.deleted.kept_names else ""
        asked, told = f"Delete {plan.words()}?", f"This cannot be undone.{stays} Not reached: {' '.join(NOT_COVERED)}"
        box = Question(self, "Delete for good", asked, told, yes="Delete for good", no="Keep everything")
        explained_by_f1(box, "delete_question")
        box.accepted.connect(lambda: self._delete(plan))
        self.question = box
        box.open()

    def _delete(self, plan: purge.Plan) -> None:
        def gone(receipt: Receipt) -> None:
            self.session.undo.clear()  # what could be undone may hold names that are gone
            self.first.clear()
            self.last.clear()
            self._read()
            self._say(f"Deleted {plan.words()}. The receipt has the fingerprint {receipt.digest[:16]}.", "text")

        self.session.act_slowly(
            "Deleting",
            lambda matter, report, cancel: purge.purge(matter, plan, cancel, report),
            gone,
            failed=self._failed,
        )

    def _store_days(self) -> None:
        days = self.days.value()
        self.session.act("Setting the days", lambda m: purge.set_retention(m, days), lambda _: self._read())

    def _read(self) -> None:
        def look(matter: OpenMatter) -> tuple[Retention, int, tuple[Receipt, ...]]:
            return purge.retention(matter), matter.info.retention_days, matter.store.receipts()

        self.session.look("Reading receipts", look, lambda found: self._take(*found), failed=self._failed)

    def _take(self, now: Retention, days: int, receipts: tuple[Receipt, ...]) -> None:
        self.now.setText(purge.words_for(now).capitalize())
        self.now.set_tone("needs_you" if now.state in (RetentionState.DUE, RetentionState.NOT_EXPORTED) else "muted")
        self.days.setValue(days)
        self.run.setEnabled(now.state is RetentionState.DUE)
        self.run.setToolTip("" if now.state is RetentionState.DUE else "Nothing is due.")
        self.kept.show_rows(receipts)
        self._follow()

    def _list(self, state: Snapshot) -> None:
        digests = {s.checked.summary.payload_digest for s in state.summaries if s.id in state.signed}
        signed = {one for digest in digests for one in state.sent.get(digest, ())}
        chosen = {document.id for document in self.documents.chosen()}
        self.documents.show_rows(_Document(d.id, d.name, d.id in signed) for d in state.documents)
        if not chosen <= self.documents.rows.number_of.keys():
            self.documents.clearSelection()  # else the next would stand in for what went, and go too
        self._follow()

    def _follow(self) -> None:
        typed = bool(self.first.text().strip()) and bool(self.last.text().strip())
        chosen = bool(self.documents.chosen())
        self.bar.show_reasons(
            () if typed or chosen else (ReasonRow(CHOOSE),), "You are asked before anything is deleted."
        )
        self.save.setEnabled(bool(self.kept.chosen()))

    def _failed(self, problem: LegalRedactError) -> None:
        self.said.show_problem(problem)

    def _say(self, words: str, tone: str) -> None:
        self.said.setText(words)
        self.said.set_tone(tone)

    def _connect(self) -> None:
        self.session.changed.connect(self._list)
        for signal in (
            self.documents.choice_changed,
            self.kept.choice_changed,
            self.first.textChanged,
            self.last.textChanged,
        ):
            signal.connect(self._follow)
        steps: tuple[tuple[QPushButton, Callable[[], object]], ...] = (
            (self.set_days, self._store_days),
            (self.run, self.look_at_due),
            (self.save, self.save_receipt),
        )
        for button, step in steps:
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, step=step: step())
        self.bar.asked.connect(self.look)

    def _name_all(self) -> None:
        self.now.setAccessibleName("When texts are deleted")
        self.said.setAccessibleName("What happened")
        self.days.setRange(0, LONGEST)
        self.days.setSuffix(" days after sign-off")
        self.days.setSpecialValueText("as the firm's policy says")
        self.days.setAccessibleName("Days after sign-off")
        self.days.setMinimumHeight(self.set_days.sizeHint().height())
        for line, words in ((self.first, "First Bates number"), (self.last, "Last Bates number")):
            line.setAccessibleName(words)
            line.setPlaceholderText(words)

    def _lay_out(self) -> None:
        days = QHBoxLayout()
        days.setSpacing(STEP)
        for widget in (self.days, self.set_days, self.run):
            days.addWidget(widget)
        days.addStretch(1)
        bates = QHBoxLayout()
        bates.setSpacing(STEP)
        bates.addWidget(Words("or", tone="muted"))
        bates.addWidget(self.first)
        bates.addWidget(Words("to", tone="muted"))
        bates.addWidget(self.last)
        receipts = QHBoxLayout()
        receipts.addWidget(Words("Receipts", strong=True), 1)
        receipts.addWidget(self.save)
        inner = QVBoxLayout()
        inner.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, STEP)
        inner.setSpacing(STEP)
        inner.addWidget(Words("Deleting", title=True))
        inner.addWidget(self.now)
        inner.addLayout(days)
        inner.addSpacing(STEP)
        inner.addWidget(Words("Delete documents and everything derived from them", strong=True))
        inner.addWidget(self.documents, 2)
        inner.addLayout(bates)
        inner.addWidget(self.typed_too)
        inner.addSpacing(STEP)
        inner.addLayout(receipts)
        inner.addWidget(self.kept, 1)
        inner.addWidget(self.said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(inner, 1)
        column.addWidget(self.bar)


_MANY = {"document": "documents", "summary": "summaries", "name": "names"}


def _went(receipt: Receipt) -> str:
    gone = receipt.deleted
    counts = (len(gone.documents), "document"), (len(gone.summaries), "summary"), (gone.names, "name")
    what = ", ".join(f"1 {one}" if count == 1 else f"{count:,} {_MANY[one]}" for count, one in counts)
    return f"{what} ({receipt.bates[0]} to {receipt.bates[1]})" if receipt.bates else what


def _by(receipt: Receipt) -> str:
    return f"by {receipt.actor}" if purge.is_genuine(receipt) else f"no; done by {receipt.actor}"


_DOCUMENTS: tuple[Column[_Document], ...] = (
    Column("Document", lambda document: document.name, widest=0.7),
    Column("State", lambda document: "in a signed summary" if document.signed else ""),
)
_RECEIPTS: tuple[Column[Receipt], ...] = (
    Column("When", lambda receipt: when_words(receipt.when)),
    Column("Deleted", _went, widest=0.5),
    Column("Signed", _by),
    Column("Fingerprint", lambda receipt: receipt.digest[:16]),
)
