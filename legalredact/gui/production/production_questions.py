"""The queue of names to decide over a complete production: highest risk and reach first, many answered at once."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from legalredact.gui.core.palette import word_for
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.names.name_groups import fits, one_line
from legalredact.gui.names.names_questions import NamesQuestions
from legalredact.gui.names.undo_commands import NamesActs
from legalredact.gui.widgets.filter_field import FilterField
from legalredact.gui.widgets.rows_table import Column, RowsTable
from legalredact.gui.widgets.wrapping_row import WrappingRow
from legalredact.model.mention import Mention
from legalredact.model.register import Decision
from legalredact.workflow.compute.lanes import Lane
from legalredact.workflow.names.queue import (
    AnswerReach,
    Question,
    Why,
    count_words,
    questions,
    reach_of,
    undecided_words,
)
from legalredact.workflow.window.snapshot import Snapshot

_WHY = {
    Why.AMBIGUOUS: "ambiguous",
    Why.SUGGESTED: "suggested",
    Why.POSSIBLE: "possible",
}


class ProductionQuestions(QWidget):
    """Sorts in a lane of its own while it is in view; decides for all documents at once, undone in one step."""

    counted = Signal(int)
    """How many names wait for a decision."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.acts = NamesActs(session)
        self.ask = NamesQuestions(session, self.acts, self)
        self._all: tuple[Question, ...] = ()
        self._reach: dict[str, AnswerReach] = {}
        self._of: object = None
        self._busy = self._stale = False
        self.filter, self.possible = FilterField("Filter names"), QCheckBox("Possible names too")
        self.table: RowsTable[Question] = RowsTable("Names to decide", _COLUMNS, _key, many=True)
        self.nothing = Words(tone="muted")
        self.confirm, self.dismiss = QPushButton("Mask everywhere"), QPushButton("Keep in clear")
        self.settle, self.show_it = QPushButton("Resolve whom it means …"), QPushButton("Show on the page")
        self.chosen = Words(tone="muted")
        self._lay_out()
        self._connect()
        self._fit()

    def refresh(self) -> None:
        """Sort the open decisions again; reach is counted again only if mentions changed."""
        if self._busy:
            self._stale = True
            return
        state, possible = self._session.state, self.possible.isChecked()
        known = self._reach if self._of is state.mentions else None
        self._busy, self._stale = True, False

        def work(*_: object) -> tuple[tuple[Question, ...], dict[str, AnswerReach]]:
            reach = known if known is not None else reach_of(state.mentions)
            return questions(state.register, reach, possible=possible), reach

        self._session.tasks.run(
            Lane.LISTS,
            "Sorting names",
            work,
            lambda found: self._take(state, found),
            failed=lambda _: self._done(),
            quiet=True,
        )

    def decide(self, decision: Decision) -> None:
        """Decide on all selected names; to confirm one, its meaning has to be known."""
        entities = [one.entity for one in _answerable(self.table.chosen(), decision)]
        if entities:
            self.acts.decide(decision, entities)

    def ask_whom(self) -> None:
        """Ask whom the selected ambiguous names mean; one answer is for all of them."""
        chosen = [one.entity for one in self.table.chosen() if one.why is Why.AMBIGUOUS]
        if chosen:
            self.ask.settle(chosen, "")

    def show_place(self) -> None:
        """Go to the first place of the current name."""
        current, state = self.table.current, self._session.state
        if current is None:
            return
        entity_id = current.entity.id
        document = next((d for d in state.documents if entity_id in state.named.get(d.id, ())), None)
        if document is not None:
            place = _first(state.mentions.get(document.id, ()), entity_id)
            self._session.show(document.id, place.span if place else None)
            self._session.entity_chosen.emit(entity_id)

    def _take(self, state: Snapshot, found: tuple[tuple[Question, ...], dict[str, AnswerReach]]) -> None:
        self._all, self._reach = found
        self._of = state.mentions
        self.counted.emit(sum(one.why is not Why.POSSIBLE for one in self._all))
        self._filter()
        self._done()

    def _done(self) -> None:
        self._busy = False
        if self._stale:
            self.refresh()

    def _filter(self) -> None:
        words = self.filter.text()
        self.table.show_rows(one for one in self._all if not words or fits(one.entity, words))
        undecided = undecided_words(self._session.state.register.entities)
        self.nothing.setText("No name fits." if self._all else undecided)
        self.nothing.setVisible(not self.table.rows.rows)
        self._fit()

    def _fit(self) -> None:
        """Acts on the selected names, and their reach."""
        chosen, current = self.table.chosen(), self.table.current
        decided = _answerable(chosen, Decision.CONFIRMED)
        for button, able in (
            (self.confirm, decided),
            (self.dismiss, chosen),
            (self.settle, len(chosen) > len(decided)),
        ):
            self.table.offer(button, able=bool(able) and not self._session.reading)
        self.table.offer(self.show_it, able=current is not None and bool(current.reach.documents))
        self.chosen.setText(chosen_words(decided, len(chosen) - len(decided)))

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _: self._filter())
        self.filter.left.connect(self.table.setFocus)
        self.possible.toggled.connect(lambda _: self.refresh())
        self.table.choice_changed.connect(self._fit)
        self.table.opened.connect(self._open)
        self.table.removed.connect(lambda: self.decide(Decision.DISMISSED))
        self.confirm.clicked.connect(lambda: self.decide(Decision.CONFIRMED))
        self.dismiss.clicked.connect(lambda: self.decide(Decision.DISMISSED))
        self.settle.clicked.connect(self.ask_whom)
        self.show_it.clicked.connect(self.show_place)

    def _open(self) -> None:
        """Enter: confirm the selected names, or decide the current one."""
        current = self.table.current
        if current is not None and current.why is Why.AMBIGUOUS:
            self.ask_whom()
        else:
            self.decide(Decision.CONFIRMED)

    def _lay_out(self) -> None:
        self.filter.setMinimumWidth(25 * STEP)
        self.confirm.setToolTip("Mask the chosen names in all documents (Enter)")
        self.dismiss.setToolTip("Leave the chosen names in clear in all documents (Del)")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, STEP, 0, 0)
        column.setSpacing(STEP)
        column.addWidget(WrappingRow((self.filter, self.possible)))
        column.addWidget(self.nothing)
        column.addWidget(self.table, 1)
        column.addWidget(self.chosen)
        column.addWidget(WrappingRow((self.confirm, self.dismiss, self.settle, self.show_it)))
        for button in (self.confirm, self.dismiss, self.settle, self.show_it):
            button.setAutoDefault(False)


def chosen_words(decided: list[Question], apart: int) -> str:
    """Reach of a decision on the selected names; a document with several of the names counts once for each."""
    if apart and not decided:
        return (
            f"{count_words(apart, 'ambiguous name')}: resolve whom it means, give each its own token, or keep in clear."
        )
    if not decided:
        return "Choose one name or several (Shift, Ctrl, Ctrl+A); one decision is for all of them."
    names = f"{len(decided):,} name" if len(decided) == 1 else f"{len(decided):,} names"
    places = sum(one.reach.places for one in decided)
    most = max((one.reach.documents for one in decided), default=0)
    settled = f" {count_words(apart, 'ambiguous name')} cannot be confirmed: resolve whom it means." if apart else ""
    return f"{names} at {places:,} places; the most frequent is in {most:,} documents.{settled}"


def _answerable(chosen: Sequence[Question], decision: Decision) -> list[Question]:
    """Questions that the decision answers."""
    return [one for one in chosen if decision is not Decision.CONFIRMED or one.why is not Why.AMBIGUOUS]


def _first(mentions: tuple[Mention, ...], entity_id: str) -> Mention | None:
    return next((mention for mention in mentions if mention.entity == entity_id), None)


def _key(one: Question) -> str:
    return one.entity.id


def _tone(one: Question) -> str:
    return "needs_you" if one.why is Why.AMBIGUOUS else "text"


_COLUMNS: tuple[Column[Question], ...] = (
    Column("Name", lambda one: one_line(one.entity.name), widest=0.35),
    Column("Documents", lambda one: f"{one.reach.documents:,}", right=True),
    Column("Places", lambda one: f"{one.reach.places:,}", right=True),
    Column("Type", lambda one: word_for(one.entity)),
    Column("Why", lambda one: _WHY[one.why], tone=_tone),
)
