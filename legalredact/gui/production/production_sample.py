"""Sampling review: random pages as they would be sent, the missed names on each, and the resulting estimate."""

import secrets

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from legalredact.gui.core.palette import OTHER, style_of
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.pages.leaving import LeavingSupply
from legalredact.gui.review.summary_rows import SegmentRow
from legalredact.gui.widgets.marked_text import MarkedRange, MarkedText, Shape
from legalredact.gui.widgets.number_field import NumberField
from legalredact.gui.widgets.row_list import RowList
from legalredact.gui.widgets.rows_table import Column, RowsTable
from legalredact.gui.widgets.wrapping_row import WrappingRow
from legalredact.model.mention import Span
from legalredact.model.production_sample import Sample
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production.sampling import (
    MOST_MISSED,
    PageRow,
    SampleExcerpt,
    as_it_leaves,
    draw,
    estimate_of,
    holds,
    in_words,
    mark,
    page_rows,
)

Found = tuple[Sample | None, bool]
"""The sample that is kept, and whether names were decided since it was drawn."""
USUAL = 60
"""Default size of a sample: if no name is missed, at most one page in twenty has a missed name."""
WHY = (
    "Look through random pages as they would leave, and count on each the names that must be masked and are not. From "
    "that comes how many the whole production holds at most. Underlined names are possible ones that stay in clear."
)


class ProductionSample(QWidget):
    """Pages at the left, the current page beside them, the count below."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.leaving = LeavingSupply(session)
        self.sample: Sample | None = None
        self._outdated = False
        self.told = Words()
        self.told.setAccessibleName("Result of the sample")
        self.pages, self.draw_it = NumberField(), QPushButton("Draw pages")
        self.table: RowsTable[PageRow] = RowsTable("Drawn pages", _COLUMNS, lambda row: str(row.number))
        self.text = RowList("The page as it would be sent")
        self.missed, self.keep_it = NumberField(), QPushButton("Save and go to the next page")
        self.open_page = QPushButton("Show the document")
        self._lay_out()
        self._connect()
        self._say()

    def refresh(self) -> None:
        """Read the sample that is kept."""

        def read(matter: OpenMatter) -> Found:
            sample = matter.store.sample()
            return sample, sample is not None and not holds(sample, matter.register)

        self._session.look("Reading the sample", read, self._take)

    def draw(self) -> None:
        """Draw the requested number of pages; a larger sample keeps the findings of the smaller one."""
        pages = self.pages.value()

        def work(matter: OpenMatter) -> Found:
            before = matter.store.sample()
            same = before is not None and holds(before, matter.register)
            return draw(matter, pages, before.seed if before is not None and same else secrets.token_hex(4)), False

        self._session.look("Drawing pages", work, self._drawn, quiet=False)

    def keep(self) -> None:
        """Store the count of the current page, and go to the next page without one."""
        row, missed = self.table.current, self.missed.value()
        if row is None or self._session.reading:
            return

        def work(matter: OpenMatter) -> Found:
            marked = mark(matter, row.number, missed)
            return marked, not holds(marked, matter.register)

        self._session.look("Saving a count", work, self._marked, quiet=False)

    def _drawn(self, found: Found) -> None:
        self._take(found)
        self._to_next(0)

    def _marked(self, found: Found) -> None:
        at = self.table.currentIndex().row()
        self._take(found)
        self._to_next(at)

    def _to_next(self, after: int) -> None:
        """The next page that waits, from there on around; the table has the focus, so that a number can be typed."""
        rows = self.table.rows.rows
        waiting = [n for n, row in enumerate(rows) if row.missed is None]
        ahead = [n for n in waiting if n >= after] or waiting
        if ahead:
            self.table.choose(ahead[0])
        self.missed.setFocus()
        self.missed.selectAll()

    def _take(self, found: Found) -> None:
        self.sample, self._outdated = found
        sample = self.sample
        names = {document.id: document.name for document in self._session.state.documents}
        self.table.show_rows(page_rows(sample, names) if sample else ())
        if sample and self.table.current is None:
            self.table.choose(0)
        self._say()
        self._show_page()

    def _say(self) -> None:
        sample = self.sample
        for widget in (self.split, self.counting):
            widget.setVisible(sample is not None)
        self.keep_it.setEnabled(not self._session.reading)
        self.draw_it.setEnabled(not self._session.reading and bool(self._session.state.documents))
        if sample is None:
            self.told.setText("No page was drawn yet.")
            self.told.set_tone("muted")
            return
        found = estimate_of(sample)
        waiting = len(sample.pages) - len(sample.looked)
        words = in_words(found) if found else "No page was looked at yet."
        after = " Names were decided since these pages were drawn: draw again to be sure." if self._outdated else ""
        left = f" {waiting:,} wait for you." if waiting else ""
        self.told.setText(f"{words}{left}{after}")
        self.told.set_tone("needs_you" if self._outdated or (found and found.names) else "text")

    def _show_page(self) -> None:
        row, state = self.table.current, self._session.state
        document = state.document(row.stretch.document_id) if row else None
        self.open_page.setEnabled(document is not None)
        if row is None or document is None:
            self.text.show_rows(())
            return
        self.missed.setValue(row.missed or 0)
        self.leaving.want(document.id)
        leaving = self.leaving.of(document.id)
        if leaving is None or not self.leaving.is_current(document.id):
            self.text.show_rows(())  # it is being masked
            return
        found = state.mentions.get(document.id, ())
        pieces = as_it_leaves(document, leaving.masked, row.stretch.span, found, state.entities)
        self.text.show_rows([SegmentRow(part, (), ()) for part in paragraphs(pieces)])

    def _open(self) -> None:
        row = self.table.current
        if row is not None:
            start = row.stretch.span.start
            self._session.show(row.stretch.document_id, Span(start, start + 1))

    def _connect(self) -> None:
        self.leaving.came.connect(self._show_page)
        self.draw_it.clicked.connect(self.draw)
        self.keep_it.clicked.connect(self.keep)
        self.open_page.clicked.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_page())
        self.table.opened.connect(self.missed.setFocus)

    def _lay_out(self) -> None:
        self.pages.setRange(1, 100_000)
        self.pages.setValue(USUAL)
        self.pages.setAccessibleName("How many pages to draw")
        self.pages.setSuffix(" pages")
        self.missed.setRange(0, MOST_MISSED)
        self.missed.setAccessibleName("Names missed on this page")
        self.missed.setSuffix(" names missed here")
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.table)
        self.split.addWidget(self.text)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 2)
        self.split.setChildrenCollapsible(False)
        self.counting = WrappingRow((self.missed, self.keep_it, self.open_page))
        for button in (self.draw_it, self.keep_it, self.open_page):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, STEP, 0, 0)
        column.setSpacing(STEP)
        column.addWidget(Words(WHY, tone="muted"))
        column.addWidget(WrappingRow((self.pages, self.draw_it)))
        column.addWidget(self.told)
        column.addWidget(self.split, 1)
        column.addWidget(self.counting)
        column.addStretch(0)


def paragraphs(pieces: tuple[SampleExcerpt, ...]) -> list[MarkedText]:
    """A page's paragraphs: tokens as chips, possible names marked."""
    made: list[MarkedText] = []
    text, marks = "", list[MarkedRange]()

    def end() -> None:
        nonlocal text, marks
        if text.strip():
            made.append(MarkedText(text, marks))
        text, marks = "", []

    for piece in pieces:
        if piece.masked or piece.possible:
            span = Span(len(text), len(text) + len(piece.text))
            style = style_of(piece.entity) if piece.entity is not None else OTHER
            marks.append(MarkedRange(span, Shape.CHIP if piece.masked else Shape.FLAG, style))
            text += piece.text
            continue
        for number, part in enumerate(piece.text.split("\n\n")):
            if number:
                end()
            text += part
    end()
    return made


_COLUMNS: tuple[Column[PageRow], ...] = (
    Column("Page", lambda row: row.name, widest=0.65),
    Column("Missed", lambda row: row.words, tone=lambda row: "needs_you" if row.missed else "muted"),
)
