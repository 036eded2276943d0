"""A summary to be read against its sources: by names or tokens; a statement's source is shown on its page."""

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from legalredact.gui.core.break_long_words import breakable
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.review.findings import asked_words, named_words, of_whole, verdict_words
from legalredact.gui.review.summary_rows import SegmentRow, rows_of
from legalredact.gui.widgets.drop_down import DropDown
from legalredact.gui.widgets.row_list import RowList
from legalredact.model.policy import LOCAL
from legalredact.model.review import Finding, ReviewedSummary
from legalredact.summary import prompts
from legalredact.workflow.send.meaning_verdicts import summary_words
from legalredact.workflow.sign_off.citations import Background, background
from legalredact.workflow.window.snapshot import Snapshot


class SummaryReader(QWidget):
    """Shows one of the matter's summaries, the latest unless a person chose another.

    Arguments:
        flags_elsewhere: the window lists the flags of the whole summary beside it: here they would take its room.
    """

    summary_changed = Signal()
    sources_found = Signal()
    """The sources of the summary were looked up."""

    def __init__(self, session: MatterSession, *, flags_elsewhere: bool = False) -> None:
        super().__init__()
        self.session = session
        self._flags_elsewhere = flags_elsewhere
        self.summary: ReviewedSummary | None = None
        self.background: Background | None = None
        self._known: tuple[tuple[str, str], ...] = ()
        self._files: object = None
        self._comments: dict[int, str] = {}
        self.choice, self.tokens = DropDown(), QCheckBox("Show tokens")
        self.asked, self.verdict, self.not_covered = (
            Words(tone="needs_you"),
            Words(tone="muted"),
            Words(tone="needs_you"),
        )
        self.list = RowList("Statements of the summary")
        self._lay_out()
        self.choice.currentIndexChanged.connect(self._choose)
        self.tokens.toggled.connect(self._show)
        self.list.chosen.connect(self._go_to_source)
        session.changed.connect(self._take)
        self._take(session.state)

    def go_to(self, finding: Finding) -> None:
        """Look at the statement that a finding is about, and at its source."""
        self.list.go_to(finding.segment)
        self._go_to_source(finding.segment, 0)

    @property
    def comments(self) -> tuple[tuple[int, str], ...]:
        """This person's comments on segments, by their number; not stored before the verdict."""
        return tuple(sorted(self._comments.items()))

    def comment(self, number: int, words: str) -> None:
        """Say something of a segment; nothing takes it back."""
        self._comments.pop(number, None)
        if words.strip():
            self._comments[number] = words.strip()
        self._show()

    def kept(self) -> None:
        """The comments are stored in the matter now."""
        self._comments.clear()
        self.look_again()

    def _told(self) -> dict[int, str]:
        """Comments of the last reviewer, and over them those of this one."""
        verdict = self.background.verdict if self.background else None
        last = {number: f"{verdict.reviewer}: {words}" for number, words in verdict.comments} if verdict else {}
        return last | {number: f"You: {words}" for number, words in self._comments.items()}

    def _take(self, state: Snapshot) -> None:
        known = tuple((summary.id, summary.checked.findings_digest) for summary in state.summaries)
        files = (frozenset(document.id for document in state.documents), state.refused)
        changed, self._files = files != self._files, files
        if known == self._known:
            if changed:
                self.look_again()
            return
        ids = [summary_id for summary_id, _ in known]
        stays = self.summary.id if self.summary is not None and len(known) == len(self._known) else ""
        self._known = known
        self.choice.blockSignals(True)
        self.choice.clear()
        for number, summary in enumerate(state.summaries, 1):
            words = title_words(number, summary, state)
            self.choice.addItem(words, summary.id)
            self.choice.setItemData(number - 1, words, Qt.ItemDataRole.ToolTipRole)
        self.choice.setCurrentIndex(ids.index(stays) if stays in ids else len(ids) - 1)
        self.choice.blockSignals(False)
        self._choose()

    def _choose(self) -> None:
        wanted = self.choice.currentData()
        self.summary = next((s for s in self.session.state.summaries if s.id == wanted), None)
        self.background = None
        self._comments.clear()
        self._show()
        self.look_again()
        self.summary_changed.emit()

    def look_again(self) -> None:
        """Look up sources and reviewers' comments."""
        summary = self.summary
        if summary is not None:
            self.session.look("Finding sources", lambda matter: background(matter, summary), self._found)

    def _found(self, found: Background) -> None:
        if self.summary is not None and found.payload.digest == self.summary.checked.summary.payload_digest:
            self.background = found
            self._show()
            self.sources_found.emit()

    def _show(self) -> None:
        if self.summary is None or self.background is None:
            self.list.show_rows(())
            for words in (self.asked, self.verdict, self.not_covered):
                words.setText("")
            return
        told = "\n".join(self.background.not_covered)
        self.not_covered.setText(breakable("\n".join(self.background.not_covered_briefly)))
        self.not_covered.setToolTip(told)
        self.not_covered.setAccessibleDescription(told)
        self.not_covered.setVisible(bool(self.background.not_covered))
        checked = self.summary.checked
        self.tokens.setEnabled(checked.restorable)
        self.tokens.setToolTip("" if checked.restorable else "Tokens stay: the check stopped this summary.")
        by_token = self.session.state.register.by_token() if not self.tokens.isChecked() else {}
        listed = () if self._flags_elsewhere else checked.findings
        signed = self.summary.id in self.session.state.signed
        whole = [named_words(finding, by_token) for finding in listed if of_whole(finding)]
        self.asked.setText("\n".join(filter(None, (asked_words(checked, signed=signed), *whole))))
        self.asked.set_tone("muted" if signed else "needs_you")
        self.asked.setVisible(bool(self.asked.text()))
        self.verdict.setText(f"{verdict_words(checked, signed=signed)} {summary_words(checked.meaning)}")
        self.verdict.set_tone("muted" if checked.restorable else "stopped")
        current = self.list.currentIndex().row()
        files = {document.id: document.name for document in self.session.state.documents}
        self.list.show_rows(
            rows_of(self.summary, self.background, tokens=self.tokens.isChecked(), files=files, comments=self._told())
        )
        if current > 0:
            self.list.go_to(current)

    def _go_to_source(self, number: int, target: int) -> None:
        row = self.list.rows[number] if 0 <= number < len(self.list.rows) else None
        if isinstance(row, SegmentRow) and row.places:
            place = row.places[max(target, 0)]
            self.session.show(place.document_id, place.span)

    def _lay_out(self) -> None:
        self.choice.setAccessibleName("Which summary is shown")
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(12)
        row = QHBoxLayout()
        row.setSpacing(STEP)
        row.addWidget(self.choice, 1)
        row.addWidget(self.tokens)
        self.head = row
        self.asked.setAccessibleName("What to review")
        self.asked.hide()
        self.verdict.setAccessibleName("What the check found")
        self.not_covered.setAccessibleName("What the summary does not cover")
        self.not_covered.hide()
        top = QVBoxLayout()
        top.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, STEP)
        top.setSpacing(STEP)
        top.addLayout(row)
        top.addWidget(self.asked)
        top.addWidget(self.verdict)
        top.addWidget(self.not_covered)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        self.body = QSplitter(Qt.Orientation.Vertical)
        self.body.setChildrenCollapsible(False)
        self.body.addWidget(self.list)
        column.addWidget(self.body, 1)


# Title of a summary in a list of several: no two of a matter have the same one.


def title_words(number: int, summary: ReviewedSummary, state: Snapshot) -> str:
    """Number, kind, when it was made, of what, with what, by whom: ``"2. Chronology · Nov 26, 14:05 · 4 documents …"``.

    Arguments:
        number: among the summaries of the matter, from 1.
    """
    masked = summary.checked.summary
    engine = "local extract" if masked.usage.engine == LOCAL else masked.usage.model or masked.usage.engine
    kind = f"{number}. {prompts.title_of(masked.prompt_id)}"
    parts = (kind, made_words(summary.made), _of_what(masked.payload_digest, state), engine, f"by {summary.preparer}")
    return " · ".join(filter(None, parts))


def made_words(made: str, zone: dt.tzinfo | None = None) -> str:
    """``2026-11-24T12:00:00+00:00`` by the clock on the wall, to the minute; empty for nothing.

    Arguments:
        zone: that of this machine if None.
    """
    if not made:
        return ""
    moment = dt.datetime.fromisoformat(made).astimezone(zone)
    return f"{moment:%b} {moment.day}, {moment:%H:%M}"


def _of_what(digest: str, state: Snapshot) -> str:
    """The one document that it is of, or how many."""
    ids = state.sent.get(digest, frozenset())
    if len(ids) != 1:
        return f"{len(ids):,} documents" if ids else ""
    document = state.document(next(iter(ids)))
    return document.name if document is not None else "1 document"
