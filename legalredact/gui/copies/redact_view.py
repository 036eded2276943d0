"""Redacted copies: before and after beside each other, boxes and reasons, the documents, and their results."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from legalredact.gui.copies.copy_preview import CopyPreviews, PreviewState
from legalredact.gui.copies.redact_box_bar import RedactBoxBar
from legalredact.gui.copies.redact_boxes import PlacedBox, for_reason, moved
from legalredact.gui.copies.redact_choices import RedactChoices
from legalredact.gui.copies.redact_pair import PairContent, RedactHead, RedactPair
from legalredact.gui.copies.redact_progress import RedactProgress
from legalredact.gui.copies.redact_reasons import RedactReasons
from legalredact.gui.copies.redact_run import CHANGED, RedactRun
from legalredact.gui.copies.redact_table import Fate, RedactRow, RedactTable
from legalredact.gui.copies.undo_commands import RedactActs
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, link
from legalredact.gui.core.view import View
from legalredact.gui.pages.reading_area import Content
from legalredact.gui.production_set.produce_window import ProduceWindow
from legalredact.gui.widgets.action_bar import ActionBar
from legalredact.gui.widgets.focus_frame import FocusFrame
from legalredact.gui.widgets.reason import ReasonRow
from legalredact.model.document import Box, Document
from legalredact.model.redaction import HandBox
from legalredact.model.register import Entity
from legalredact.redaction.near_names import near_lines
from legalredact.workflow.window.snapshot import Snapshot


class RedactView(View):
    """Acts on boxes and reasons through `acts`; makes copies in the documents lane."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.acts, self.run = RedactActs(session), RedactRun(session)
        self.previews = CopyPreviews(session)
        self.document: Document | None = None
        self.pair, self.box_bar, self.table = RedactPair(session), RedactBoxBar(), RedactTable()
        self.choices, self.progress = RedactChoices(), RedactProgress()
        self.head = RedactHead(self.pair)
        self.open_log, self.open_folder = link("Open the redaction log"), link("Open the folder")
        self.produce = link("Produce documents …")
        self.bar = ActionBar("Make copies")
        self._lay_out()
        self._connect()
        self._take(session.state)

    def enter(self, step: str) -> None:  # noqa: ARG002 - a view's signature
        """The pages have the focus."""
        self.pair.area.setFocus()

    def primary(self) -> None:
        """Make the copies."""
        self.bar.press()

    def leave(self) -> None:
        """End the drawing processes."""
        self.pair.leave()

    # Display

    def show_document(self, document_id: str) -> None:
        """Make a document current."""
        document = self.session.state.document(document_id)
        if document is not None and (self.document is None or document.id != self.document.id):
            self.document = document
            self._refresh()

    def _take(self, state: Snapshot) -> None:
        self.acts.take()
        self.run.follow_names(state.register)
        known = state.document(self.document.id) if self.document is not None else None
        self.document = known or (state.documents[0] if state.documents else None)
        self._refresh()

    def _refresh(self) -> None:
        state, document, rules = self.session.state, self.document, self.acts.rules
        self.choices.show_rules(rules)
        self._show_rows()
        if document is None:
            self.pair.clear()
        else:
            copy = self.run.copy_of(document.id)
            content = Content.of(document, state.mentions.get(document.id, ()), state.entities)
            file, digest = (copy.copy, copy.copy_digest) if copy is not None else (None, "")
            fate, words = self.run.fate(document.id)
            told = "" if fate is Fate.NONE and words != CHANGED else words
            boxes = self.acts.boxes(document.id)
            preview = self._preview(document, boxes)
            self.pair.show_document(PairContent(content, boxes, rules, file, digest, told, preview))
            self.head.title.set_text(document.name)
            self.table.show_current(document.id)
        self._show_box(self.pair.before.chosen)
        self._say()

    def _preview(self, document: Document, boxes: tuple[HandBox, ...]) -> PreviewState:
        """The preview of the shown document, which is made as long as this view is visible."""
        state = self.session.state
        if self.isVisible():
            conditions = (state.register, state.mentions.get(document.id, ()), boxes, self.acts.rules)
            self.previews.ask(document.id, self.choices.choices, conditions)
        return self.previews.state

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Start to make previews."""
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Stop making it."""
        super().hideEvent(event)
        self.previews.stop()

    def _show_rows(self) -> None:
        self.table.show_rows([self._row(document) for document in self.session.state.documents])

    def _row(self, document: Document) -> RedactRow:
        fate, words = self.run.fate(document.id)
        made = self.run.copy_of(document.id)
        near = "\n".join(near_lines(made.made.near)) if made is not None and made.made is not None else ""
        return RedactRow(document.id, document.name, len(self.acts.boxes(document.id)), fate, words, near)

    def _show_box(self, box: PlacedBox | None) -> None:
        entity = self._entity(box)
        mentions = self.session.state.mentions.values()
        places = sum(mention.entity == entity.id for found in mentions for mention in found) if entity else 0
        paged = self.document is None or bool(self.document.pages)
        self.box_bar.show_box(box, entity, places, self.acts.rules, paged=paged)

    def _entity(self, box: PlacedBox | None) -> Entity | None:
        if box is None or not box.label:
            return None
        return self.session.state.entities.get(box.entity) or self.session.state.register.by_token().get(box.label)

    def _say(self) -> None:
        """Number of copies, and reasons against making them."""
        count = len(self.table.rows.chosen)
        self.bar.button.setText(verb(count))
        why: list[ReasonRow] = []
        if self.run.task is not None:
            why.append(ReasonRow("Copies are being made."))
        elif not self.session.state.documents:
            why.append(ReasonRow("There is no document yet.", "Add one", "documents"))
        elif not count:
            why.append(ReasonRow("No document is ticked."))
        elif not any(entity.masked_somewhere for entity in self.session.state.register.entities):
            why.append(ReasonRow("No name is to be covered.", "Decide on names", "names"))
        self.bar.show_reasons(why, self._remark())

    def _remark(self) -> str:
        said: list[str] = []
        if self.run.results:
            done = sum(result.copy is not None for result in self.run.results.values())
            left = len(self.run.results) - done
            made = "1 copy is made" if done == 1 else f"{done:,} copies are made"
            said.append(f"{made}, {left:,} not: see the table." if left else f"{made}.")
            said.append(self._where())
        searched_now = len(self.session.state.busy)
        if searched_now:
            said.append(unsearched_words(searched_now))
        undecided = self.session.state.blocked("suggestion", "ambiguous")
        if undecided:
            said.append(undecided_words(undecided))
        originals = "Originals are not changed. Each copy is searched for the covered names before it is handed over."
        return " ".join(filter(None, said)) or originals

    def _where(self) -> str:
        """Place of the redaction log and the copies. Full paths would not wrap: the buttons show them."""
        log = self.run.log
        return f"The redaction log is {log.stem} (PDF and CSV), in the folder {log.parent.name}." if log else ""

    # Boxes and reasons

    def draw(self, box: Box) -> None:
        """Cover a place, and make its box current."""
        if self.document is not None:
            made = self.acts.draw(self.document.id, box, reason=self.choices.choices.reason)
            self.pair.before.choose_key(box.page, made.id)

    def reshape(self, placed: PlacedBox, box: Box) -> None:
        """Move a box, or enlarge a name's box."""
        if self.document is None:
            return
        if placed.hand is None:
            made = self.acts.draw(self.document.id, box, placed.label, placed.reason)
            self.pair.before.choose_key(box.page, made.id)
        else:
            self.acts.reshape(self.document.id, placed.hand, moved(placed, box))

    def remove(self, placed: PlacedBox) -> None:
        """Remove a box; a name's own stays as long as the name is covered."""
        if self.document is None:
            return
        if placed.hand is not None:
            self.acts.remove(self.document.id, placed.hand)
        else:
            self.box_bar.words.setText("To remove a name's box, keep the name in clear in the list of names.")
            self.box_bar.words.set_tone("needs_you")

    def reason_by_number(self, number: int) -> None:
        """Set the reason of that number for the current box; 0 for none."""
        reasons = self.acts.rules.all
        if 0 <= number <= len(reasons):
            self.set_reason(reasons[number - 1].code if number else "", self.box_bar.only_here.isChecked())

    def set_reason(self, code: str, only_here: bool) -> None:
        """Set a reason for the current box: everywhere for a name, unless it is meant for this place alone."""
        box, document = self.pair.before.chosen, self.document
        if box is None or document is None:
            return
        if box.hand is not None:
            self.acts.reshape(document.id, box.hand, for_reason(box, code))
        elif only_here:
            made = self.acts.draw(document.id, Box(box.page, *box.rect), box.label, code)
            self.pair.before.choose_key(box.page, made.id)
        else:
            self.acts.set_rules("Choose a name's reason", self.acts.rules.with_name(box.entity, code))

    def ask_for_reasons(self) -> None:
        """Reasons by role, and the firm's own."""
        self.dialog = RedactReasons(self.acts.rules, self)
        self.dialog.accepted.connect(lambda: self.acts.set_rules("Change reasons", self.dialog.rules))
        self.dialog.open()

    def _show_reasons(self, shown: bool) -> None:
        words = "Show reasons in boxes" if shown else "Leave reasons out of boxes"
        self.acts.set_rules(words, replace(self.acts.rules, shown=shown))

    def _acted(self) -> None:
        """Boxes or reasons changed: earlier copies are out of date."""
        rules_changed = self.acts.rules != self.session.state.reasons
        boxes = self.session.state.hand_boxes
        self.run.outdate(i for i in self.run.results if rules_changed or self.acts.boxes(i) != boxes.get(i, ()))
        self._refresh()

    def _chosen_anew(self) -> None:
        self.run.outdate()
        self._refresh()

    # Making copies

    def ask_for_folder(self) -> None:
        """Ask for the folder, then make the copies."""
        folder = self._folder()
        if folder:
            self.make(Path(folder))

    def _folder(self) -> str:
        start = str(self.run.folder or "")
        return QFileDialog.getExistingDirectory(self, "Folder for redacted copies and their logs", start)

    def make(self, folder: Path) -> None:
        """Make copies of the ticked documents."""
        ids = [d.id for d in self.session.state.documents if d.id in self.table.rows.chosen]
        self.run.start(ids, folder, self.choices.choices)

    def _ran(self) -> None:
        self.progress.follow(self.run.task)
        self.open_folder.setVisible(any(result.copy for result in self.run.results.values()))
        self.open_log.setVisible(self.run.log is not None)
        self.open_log.setToolTip(str(self.run.log or ""))
        self.open_folder.setToolTip(str(self.run.folder or ""))
        self._refresh()

    def _made(self, document_id: str) -> None:
        self._show_rows()
        if self.document is not None and self.document.id == document_id:
            self._refresh()

    def show_folder(self) -> None:
        """Open the folder with the copies and their logs."""
        if self.run.folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.run.folder)))

    def show_log(self) -> None:
        """Open the log of the last run: what was covered, where, and for which reason."""
        if self.run.log is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.run.log)))

    def ask_to_produce(self) -> None:
        """Number, stamp and hand out documents as a production set."""
        self.producing = ProduceWindow(self.session, self)
        self.producing.open()

    # Making

    def _connect(self) -> None:
        self.session.changed.connect(self._take)
        self.session.shown.connect(lambda document_id, _: self.show_document(document_id))
        self.acts.changed.connect(self._acted)
        self.run.changed.connect(self._ran)
        # what was pressed is of no use any more, and would lose the keys
        self.progress.cancel.clicked.connect(self.pair.area.setFocus)
        self.run.begun.connect(lambda _: self._show_rows())
        self.run.made.connect(self._made)
        self.previews.changed.connect(self._refresh)
        before = self.pair.before
        before.drawn.connect(self.draw)
        before.reshaped.connect(self.reshape)
        before.removal_asked.connect(self.remove)
        before.reason_asked.connect(self.reason_by_number)
        before.box_chosen.connect(self._show_box)
        self.box_bar.reason_chosen.connect(self.set_reason)
        self.box_bar.removal_asked.connect(before.remove)
        self.box_bar.new_asked.connect(before.new_box)
        self.table.shown.connect(self.session.show)
        self.table.ticked.connect(self._say)
        self.choices.changed.connect(self._chosen_anew)
        self.choices.shown_asked.connect(self._show_reasons)
        self.choices.reasons_asked.connect(self.ask_for_reasons)
        self.open_log.clicked.connect(self.show_log)
        self.open_folder.clicked.connect(self.show_folder)
        self.produce.clicked.connect(self.ask_to_produce)
        self.bar.asked.connect(self.ask_for_folder)
        self.bar.mend_asked.connect(self.session.step_asked)

    def _lay_out(self) -> None:
        upper, lower = QWidget(), QWidget()
        _stacked(upper, (self.box_bar, self.pair))
        choices = QScrollArea()
        choices.setAccessibleName("How the copies are made")
        FocusFrame(choices)
        choices.setWidgetResizable(True)
        choices.setWidget(self.choices)
        choices.setMinimumWidth(34 * STEP)
        row = QHBoxLayout(lower)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.table, 3)
        row.addWidget(choices, 2)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(upper)
        self.splitter.addWidget(lower)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([560, 190])
        for number, button in enumerate((self.open_log, self.open_folder)):
            button.hide()
            self.bar.row.insertWidget(number, button)
        self.bar.row.insertWidget(0, self.produce)
        _stacked(self, (self.head, self.splitter, self.progress, self.bar))


def verb(count: int) -> str:
    """The button's text for that many ticked documents."""
    if not count:
        return "Make copies …"
    return "Make the copy …" if count == 1 else f"Make {count:,} copies …"


def unsearched_words(count: int) -> str:
    """Documents that cannot be copied."""
    where = "1 document" if count == 1 else f"{count:,} documents"
    return f"Still searching for names in {where}: no copy is made there."


def undecided_words(count: int) -> str:
    """How names without a decision are treated."""
    names = "1 name is" if count == 1 else f"{count:,} names are"
    return f"{names} still to decide: suggested ones are covered, possible ones are not."


def _stacked(parent: QWidget, widgets: Sequence[QWidget]) -> None:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget, 1 if isinstance(widget, (RedactPair, QSplitter)) else 0)
