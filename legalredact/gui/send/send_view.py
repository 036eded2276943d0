"""Check and send: the exact payload beside the original, the result of verification, and *Summarize*."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.core.view import View
from legalredact.gui.send.documents_choice import DocumentsChoice
from legalredact.gui.send.hit_questions import HitQuestions
from legalredact.gui.send.payload_check import PayloadCheck
from legalredact.gui.send.question_field import QuestionField
from legalredact.gui.send.search_words import search_words
from legalredact.gui.send.send_facts import FactsPanel, facts
from legalredact.gui.send.send_meaning import MeaningBox
from legalredact.gui.send.send_question import send_question
from legalredact.gui.send.send_reasons import CLEAR, FIRST_HIT, USE_LOCAL, hit_words, ready_words, reasons
from legalredact.gui.send.send_remarks import DesignationLine, designation_lines, hint_lines
from legalredact.gui.send.send_rows import GAP, Comparison, PairRow, SentPart, part_and_row, parts_of
from legalredact.gui.widgets.action_bar import ActionBar
from legalredact.gui.widgets.chooser import Choice, Chooser
from legalredact.gui.widgets.drop_down import DropDown
from legalredact.gui.widgets.row_list import PAD, RowList
from legalredact.model.matter import AiRule
from legalredact.model.payload import PayloadDocument
from legalredact.model.policy import CLAUDE, LOCAL
from legalredact.summary.prompts import Prompt
from legalredact.workflow.compute.payload import Prepared
from legalredact.workflow.matter.not_covered import left_out
from legalredact.workflow.send.designations import CLEARED_WORDS, Cleared, clear, open_designations
from legalredact.workflow.window.snapshot import Snapshot

NAMED = 3
"""Most files that are named for each reason why they are not among the documents."""


class SendView(View):
    """Prepares the payload again whenever the matter, the prompt or the documents change while it is visible."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.prepared: Prepared | None = None
        self.comparison: Comparison | None = None
        self.parts: tuple[SentPart, ...] = ()
        self._check_payload = PayloadCheck(session, self._checked, session.tasks.failed.emit)
        self._stale = True
        self._seen = ""
        self._left_out: tuple[str, ...] = ()
        self._wanted = ""
        """Id of the document to show once the payload is prepared."""
        self._designated: tuple[DesignationLine, ...] = ()
        self.prompts, self.engines, self.documents = DropDown(), DropDown(), DropDown()
        self.asked_for = QuestionField(session)
        self.choice = DocumentsChoice(session.state.info.left_out)
        self.only_changed, self.meaning = QCheckBox("Only passages with tokens"), MeaningBox()
        self.list, self.facts = RowList("Passages, original and as sent"), FactsPanel()
        self.original_title, self.leaving_title = Words("Original, stays here", strong=True), Words(strong=True)
        self.bar = ActionBar("Summarize")
        self.on_hits = HitQuestions(session, self)
        self._fill()
        self._lay_out()
        self._connect()
        self._say()

    @property
    def prompt(self) -> Prompt:
        """The chosen use."""
        known = {prompt.id: prompt for prompt in self.session.state.conditions.registry.choices}
        wanted = str(self.prompts.currentData())
        prompt = known.get(wanted) or self._known[wanted]
        return replace(prompt, question=self.asked_for.masked) if prompt.asks else prompt

    @property
    def engine(self) -> str:
        """Id of the chosen engine."""
        return str(self.engines.currentData())

    def enter(self, step: str) -> None:  # noqa: ARG002 - a view's signature
        """Look again if something changed."""
        self._check_if_stale()
        self.list.setFocus()

    def show_document(self, document_id: str) -> None:
        """Show what is sent of a document; one that is left out changes nothing."""
        self._wanted = document_id
        sent = self.prepared.payload.documents if self.prepared is not None else ()
        parts = [number for number, part in enumerate(self.parts) if _is_of(part, document_id, sent)]
        if parts:
            self._wanted = ""
        if parts and self.documents.currentIndex() not in parts:
            self.documents.setCurrentIndex(parts[0])

    def primary(self) -> None:
        """Summarize."""
        self.bar.press()

    # Preparing the payload

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Prepare again after changes meanwhile."""
        super().showEvent(event)
        self._check_if_stale()

    def _take(self, _: Snapshot) -> None:
        self._stale = True
        self._list_prompts()
        self.choice.show_documents(self.session.state.documents)
        self._say()
        if self.isVisible():
            self._check_if_stale()

    def _check_if_stale(self) -> None:
        if self._stale:
            self._check()

    def _check(self) -> None:
        self.prepared, self._stale = None, False
        self.asked_for.show_for(self.prompt)
        if self.session.state.documents and not self.session.state.busy:
            self.facts.show_checking()
            self._say()
            self._check_payload.begin(self.prompt, self.choice.chosen)
        else:
            self._check_payload.drop()
            self.comparison, self.parts = None, ()
            self.list.show_rows(())
            self._stale = True
            self._say()

    def _checked(self, prepared: Prepared) -> None:
        if self._stale:
            return
        self.prepared, self._left_out = prepared, ()
        self._show_payload(prepared)
        self._say()
        self.session.look(
            "Checking what is left out",
            lambda matter: left_out(matter, prepared.payload, NAMED),
            lambda found: self._know_left_out(prepared, found),
        )

    def _know_left_out(self, prepared: Prepared, found: tuple[str, ...]) -> None:
        if self.prepared is prepared and found:
            self._left_out = found
            self._say()

    # What is shown

    def _show_payload(self, prepared: Prepared) -> None:
        state = self.session.state
        documents = {document.id: document for document in state.documents}
        if any(document.id not in documents for document in prepared.payload.documents):
            return  # a newer state is on its way, and with it another check
        self.comparison = Comparison(prepared, documents, state.register.by_token())
        self.parts = parts_of(prepared.payload)
        self._name_parts([self._part_name(part) for part in self.parts])
        hits = [hit_words(hit, prepared.payload, state.entities) for hit in prepared.hits]
        self.facts.show_hits(hits, search_words(prepared, state.register))
        self._designated = designation_lines(prepared.designated, prepared.payload)
        hints = hint_lines(prepared.hints, prepared.payload)
        self.facts.show_remarks([line.words for line in self._designated], hints)
        self.facts.inventory.count(self.session)
        self._show_pairs()
        if self._wanted:
            self.show_document(self._wanted)

    def _follow(self, document_id: str, _: object) -> None:
        """Another document was chosen in the window."""
        if self.isVisible():
            self.show_document(document_id)

    def _lead_documents(self, number: int) -> None:
        """The list of documents shows the document that a person chose here."""
        document = self.parts[number].document
        if document is not None and self.prepared is not None:
            self.session.show(self.prepared.payload.documents[document].id)

    def _part_name(self, part: SentPart) -> str:
        if part.document is None or self.comparison is None:
            return "Instructions"
        sent = self.comparison.prepared.payload.documents[part.document]
        name = f"{part.document + 1}. {self.comparison.documents[sent.id].name}"
        whole = part.last - part.first == len(sent.passages)
        return name if whole else f"{name}, passages {part.first + 1}–{part.last}"

    def _name_parts(self, names: list[str]) -> None:
        before = max(1, self.documents.currentIndex())
        self.documents.blockSignals(True)
        self.documents.clear()
        self.documents.addItems(names)
        self.documents.setCurrentIndex(min(before, len(names) - 1))
        self.documents.blockSignals(False)

    def _show_pairs(self) -> None:
        number = self.documents.currentIndex()
        shown = self.comparison is not None and 0 <= number < len(self.parts)
        pairs = self.comparison.pairs(self.parts[number]) if self.comparison is not None and shown else ()
        only = self.only_changed.isChecked()
        self.list.show_rows([PairRow(pair) for pair in pairs if not only or pair.changed or pair.wrong])

    def _say(self) -> None:
        """Facts and reasons for the chosen engine."""
        local = self.engine == LOCAL
        if not local:
            self.session.warm_up()
        self.leaving_title.setText("What the local engine reads" if local else "What is sent")
        state, policy, today = self.session.state, self.session.policy, self.session.today()
        self.meaning.show_for(policy, state.info, self.engine)
        self._say_facts()
        why = reasons(state, policy, self.prompt, self.engine, self.prepared, today, self.choice.chosen)
        self.bar.show_reasons(why, ready_words(state, self.engine, self.prepared))

    def _say_facts(self) -> None:
        if self.prepared is not None:
            again, policy = self.meaning.wanted, self.session.policy
            rows = facts(self.prepared, self.prompt, self.engine, policy, self._left_out, check_meaning=again)
            self.facts.show_facts(rows)

    def show_hit(self, number: int) -> None:
        """Go to a find of verification, and ask what to do about it."""
        if self.prepared is not None and 0 <= number < len(self.prepared.hits):
            hit = self.prepared.hits[number]
            self._go_to(self.prepared, hit.part)
            self.on_hits.ask(hit, self.prepared)

    def show_hint(self, number: int) -> None:
        """Go to a hint that may identify somebody."""
        if self.prepared is not None and 0 <= number < len(self.prepared.hints):
            hint = self.prepared.hints[number]
            self._go_to(self.prepared, f"{hint.document_id}/{hint.passage_id}")

    def show_designation(self, number: int) -> None:
        """Show the page with the designation."""
        if 0 <= number < len(self._designated):
            line = self._designated[number]
            self.session.show(line.document_id, line.span)
            self.session.step_asked.emit("names")

    def _go_to(self, prepared: Prepared, where: str) -> None:
        self.only_changed.setChecked(False)
        part, row = part_and_row(prepared, self.parts, where)
        self.documents.setCurrentIndex(part)
        self.list.go_to(row)
        self.list.setFocus()

    # Acts of a person

    def _mend(self, target: str) -> None:
        if target == USE_LOCAL:
            self.engines.setCurrentIndex(self.engines.findData(LOCAL))
        elif target == FIRST_HIT:
            self.show_hit(0)
        elif target == CLEAR:
            self._ask_to_clear()
        else:
            self.session.step_asked.emit(target)

    def _ask_to_clear(self) -> None:
        """Ask why designated documents may still be sent."""
        found = self.prepared.designated if self.prepared is not None else ()
        stopped = open_designations(self.session.policy.designations.stop, found, self.session.state.accepted)
        choices = [Choice(why, words) for why, words in CLEARED_WORDS.items()]
        self.chooser = Chooser("Why may documents with this designation be sent?", choices, self)
        explained_by_f1(self.chooser, "designations")
        self.chooser.chosen.connect(
            lambda why: self.session.act("Clearing", lambda matter: clear(matter, stopped, Cleared(why)))
        )
        self.chooser.open()

    def _chosen(self, row: int, target: int) -> None:
        """Show the original on its page."""
        document = self.parts[self.documents.currentIndex()].document if self.parts else None
        pair = self.list.rows[row]
        if isinstance(pair, PairRow) and pair.pair.wrong and self._ask_about(row):
            return
        if target >= 0 and document is not None and self.prepared is not None and isinstance(pair, PairRow):
            self.session.show(self.prepared.payload.documents[document].id, pair.pair.clear)
            self.session.step_asked.emit("names")

    def _ask_about(self, row: int) -> bool:
        """Ask about the first find of a row; returns False if there is none."""
        prepared, part = self.prepared, self.documents.currentIndex()
        found = prepared.hits if prepared is not None else ()
        for hit in found:
            if prepared is not None and part_and_row(prepared, self.parts, hit.part) == (part, row):
                self.on_hits.ask(hit, prepared)
                return True
        return False

    def _ask(self) -> None:
        """The local engine sends nothing; before a send the person reads exactly what will happen."""
        assert self.prepared is not None  # noqa: S101 - the button is disabled without it
        self._seen = self.prepared.payload.digest
        if self.engine == LOCAL:
            self._summarize()
            return
        self.question = send_question(self, self.prepared, self.prompt, self.session, check_meaning=self.meaning.wanted)
        self.question.accepted.connect(self._summarize)
        self.question.open()

    def _summarize(self) -> None:
        again = self.meaning.wanted
        if self.meaning.is_choice and again != self.session.state.info.check_meaning:
            self.session.act("Remembering the choice", lambda matter: matter.choose_check(again))
        chosen, left_out = self.choice.chosen, self.choice.left_out
        if left_out != frozenset(self.session.state.info.left_out):
            ids = frozenset(one.id for one in self.session.state.documents) - left_out
            self.session.act("Remembering the choice", lambda matter: matter.choose_documents(ids))
        self.session.summaries.summarize(self.prompt, self.engine, self._seen, chosen)
        self.session.step_asked.emit("summary")

    # Making

    def _fill(self) -> None:
        self._known: dict[str, Prompt] = {}
        self._list_prompts()
        self.choice.show_documents(self.session.state.documents)
        self.engines.addItem("Local extract (nothing is sent)", LOCAL)
        self.engines.addItem("Claude (masked text is sent)", CLAUDE)
        state, policy = self.session.state, self.session.policy
        may_leave = policy.zero_retention is not None and state.info.ai_rule is not AiRule.BARRED
        only_claude = LOCAL not in policy.engines.allowed and CLAUDE in policy.engines.allowed
        local = not only_claude and (not may_leave or self.session.preferences.engine == LOCAL)
        self.engines.setCurrentIndex(self.engines.findData(LOCAL if local else CLAUDE))

    def _list_prompts(self) -> None:
        """The prompts of the registry; the chosen one stays, also if it was retired, so that the reason is shown."""
        choices = {prompt.id: prompt for prompt in self.session.state.conditions.registry.choices}
        wanted = str(self.prompts.currentData() or "")
        shown = choices | ({wanted: self._known[wanted]} if wanted in self._known.keys() - choices.keys() else {})
        if shown == self._known:
            return
        self._known = shown
        self.prompts.blockSignals(True)
        self.prompts.clear()
        for number, prompt in enumerate(shown.values()):
            self.prompts.addItem(prompt.title, prompt.id)
            self.prompts.setItemData(number, prompt.purpose, Qt.ItemDataRole.ToolTipRole)
        self.prompts.setCurrentIndex(max(0, self.prompts.findData(wanted)))
        self.prompts.blockSignals(False)

    def _connect(self) -> None:
        self.choice.changed.connect(self._check)
        self.asked_for.changed.connect(self._check)
        self.session.changed.connect(self._take)
        self.prompts.currentIndexChanged.connect(self._check)
        self.engines.currentIndexChanged.connect(self._say)
        self.documents.currentIndexChanged.connect(self._show_pairs)
        self.documents.activated.connect(self._lead_documents)
        self.session.shown.connect(self._follow)
        self.only_changed.toggled.connect(self._show_pairs)
        self.meaning.toggled.connect(lambda _: self._say_facts())
        self.facts.hit_asked.connect(self.show_hit)
        self.facts.hint_asked.connect(self.show_hint)
        self.facts.designation_asked.connect(self.show_designation)
        self.list.chosen.connect(self._chosen)
        self.bar.asked.connect(self._ask)
        self.bar.mend_asked.connect(self._mend)
        self.on_hits.again.connect(self._check)

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, STEP)
        choices.setSpacing(STEP)
        boxes = (("Make a", self.prompts), ("with", self.engines), ("from", self.choice), ("Show", self.documents))
        for words, box in boxes:
            label = QLabel(words)
            label.setBuddy(box)
            if isinstance(box, DropDown):
                box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                box.setMinimumContentsLength(12)
            choices.addWidget(label)
            choices.addWidget(box, 1 if isinstance(box, DropDown) else 0)
        self.prompts.setAccessibleName("Kind of summary")
        self.engines.setAccessibleName("Engine")
        self.documents.setAccessibleName("Document shown")
        titles = QHBoxLayout()
        bar = self.list.verticalScrollBar().sizeHint().width()
        titles.setContentsMargins(round(PAD), 0, round(PAD) + bar, STEP)
        titles.setSpacing(GAP)
        titles.addWidget(self.original_title, 1)
        titles.addWidget(self.leaving_title, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(titles)
        column.addWidget(self.list, 1)
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.addWidget(left)
        middle.addWidget(self.facts)
        middle.setSizes([62 * STEP, 42 * STEP])
        middle.setStretchFactor(0, 1)
        self.only_changed.setMinimumHeight(self.bar.button.sizeHint().height())  # in line with the button's words
        self.meaning.setMinimumHeight(self.bar.button.sizeHint().height())
        for tick in (self.meaning, self.only_changed):
            self.bar.row.insertWidget(1, tick, alignment=Qt.AlignmentFlag.AlignBottom)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(choices)
        whole.addWidget(self.asked_for)
        whole.addWidget(middle, 1)
        whole.addWidget(self.bar)


def _is_of(part: SentPart, document_id: str, sent: Sequence[PayloadDocument]) -> bool:
    return part.document is not None and part.document < len(sent) and sent[part.document].id == document_id
