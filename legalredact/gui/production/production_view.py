"""A complete production: its stages, stopped documents, open decisions, near-duplicates, and sample."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QPushButton, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from legalredact.gui.core.drops import Drops
from legalredact.gui.core.guide_topics import explained_by, explained_by_f1
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.core.view import View
from legalredact.gui.production.add_production import AddProduction
from legalredact.gui.production.production_questions import ProductionQuestions
from legalredact.gui.production.production_run import ProductionRun
from legalredact.gui.production.production_sample import ProductionSample
from legalredact.gui.production.production_similar import ProductionSimilar
from legalredact.gui.production.production_stages import ProductionStages, head_words
from legalredact.gui.production.production_stopped import ProductionStopped
from legalredact.gui.send.send_reasons import USE_LOCAL, with_links
from legalredact.gui.widgets.action_bar import ActionBar
from legalredact.gui.widgets.drop_down import DropDown
from legalredact.gui.widgets.empty_state import EmptyState
from legalredact.gui.widgets.question import Question
from legalredact.gui.widgets.reason import ReasonRow
from legalredact.gui.widgets.wrapping_row import WrappingRow
from legalredact.model.job import STAGES, Stage, State
from legalredact.model.policy import CLAUDE, LOCAL
from legalredact.summary.prompts import Prompt, load
from legalredact.workflow.matter.production_status import ProductionStatus, standing
from legalredact.workflow.production.api_calls import ANSWERS
from legalredact.workflow.production.costs import CostEstimate, estimate
from legalredact.workflow.send.send_rules import reasons_against_summaries
from legalredact.workflow.window.snapshot import Snapshot

# Before a production is summarized: reasons against it, its amount, and a person's consent to a send.

SEND, KEEP = "Send to Claude", "Do not send"


def against(session: MatterSession, prompt: Prompt, engine: str) -> tuple[ReasonRow, ...]:
    """Why no document may be summarized by that engine now. Each document has its own reasons."""
    refusals = reasons_against_summaries(session.state, session.policy, prompt, engine, session.today())
    return with_links(refusals, session.policy)


def reckon(session: MatterSession, prompt: Prompt, then: Callable[[CostEstimate], object]) -> None:
    """Estimate the requests."""
    model = session.policy.model_for(prompt.id, prompt.model)
    session.look("Estimating", lambda matter: estimate(matter, prompt, CLAUDE, model), then, quiet=False)


def sending_question(parent: QWidget, session: MatterSession, prompt: Prompt, ahead: CostEstimate) -> Question:
    """The question, not yet shown; Enter means *Do not send*."""
    policy, attested = session.policy, session.policy.zero_retention
    model = policy.model_for(prompt.id, prompt.model)
    account = f"organization {attested.organization_id}, workspace {attested.workspace_id}" if attested else ""
    count = f"{ahead.documents:,} masked documents"
    more = f" and {ahead.unread:,} that are not read yet" if ahead.unread else ""
    told = (
        f"An estimate: {ahead}. They go one by one to {model} at {policy.claude.base_url}, {account}. "
        "Each is searched for the masked names right before. One in which something is not decided waits, and goes "
        "once you have decided while this goes on. What was sent cannot be recalled."
    )
    asked = f"Send {count}{more} to Claude?"
    box = Question(parent, "Send the production to Claude", asked, told, yes=SEND, no=KEEP)
    explained_by_f1(box, "production_send")
    return box


PROMPT = "document-abstract"
"""Instructions for the summaries of a production's documents."""
FAR = (
    ("Summaries made on this machine", Stage.CHECK, LOCAL),
    ("Summaries by Claude (masked text is sent)", Stage.CHECK, CLAUDE),
    ("Masked text", Stage.MASK, LOCAL),
    ("Names found", Stage.CONFIRM, LOCAL),
)
"""The last stage of a run, in words, and the engine that summarizes."""
QUESTIONS = "questions"
"""Target of the reason whose remedy is to decide."""
ALIKE = "alike"
"""Target of the reason whose remedy is to undo that documents are withheld."""
KEPT = "Results so far are kept. The run can be resumed at any time, also on another day."
AWAITED = f"Waiting for open answers, {ANSWERS / 60:.0f} minutes at most; nothing more is sent."
_EMPTY = (
    "Add a folder, a zip file or a load file (.dat). Its documents are read, searched for names, masked and summarized "
    "one after the other; everything that is finished is kept, whatever happens."
)
_FILES = "Productions (*.dat *.DAT *.zip *.mbox *.eml *.msg);;All files (*)"


class ProductionView(View):
    """Five pages: progress, stopped documents, questions, near-duplicates, sample.

    Arguments:
        choose_folder, choose_file: ask for the files to add; a test passes its own.
    """

    def __init__(
        self,
        session: MatterSession,
        parent: QWidget | None = None,
        choose_folder: Callable[[QWidget], str] | None = None,
        choose_file: Callable[[QWidget], str] | None = None,
    ) -> None:
        super().__init__(session, parent)
        self._choose_folder, self._choose_file = choose_folder or _folder, choose_file or _file
        self.run = ProductionRun(session)
        self.head, self.said = Words(), Words(tone="muted")
        self.head.setAccessibleName("State of the production")
        self.said.hide()
        self.add_folder, self.add_file = QPushButton("Add a folder …"), QPushButton("Add a file …")
        self.first_folder, self.first_file = QPushButton("Add a folder …"), QPushButton("Add a file …")
        self.far, self.give_up = DropDown(), QPushButton("Remove what is not read")
        self.stages, self.stopped = ProductionStages(), ProductionStopped()
        self.questions, self.sample = ProductionQuestions(session), ProductionSample(session)
        self.similar = ProductionSimilar(session)
        self.tabs = QTabWidget()
        self.bar = ActionBar("Resume")
        self.adding: AddProduction | None = None
        self._lay_out()
        self._connect()
        self._show()

    def enter(self, step: str) -> None:  # noqa: ARG002 - a view's signature
        """Read the status after the view is shown: making the view takes a moment already."""
        QTimer.singleShot(0, self, self._enter)

    def _enter(self) -> None:
        self.run.look(whole=True)
        self._enter_tab()
        (self.bar.button if self.bar.button.isEnabled() else self.tabs.tabBar()).setFocus()

    def primary(self) -> None:
        """Go on, or pause."""
        self.bar.press()

    def leave(self) -> None:
        """The window closes: end at once; finished results stay."""
        self.run.stop()

    def ask_for_folder(self) -> None:
        """Ask for a folder, then how to add it."""
        self._asked_for(self._choose_folder(self))

    def ask_for_file(self) -> None:
        """Ask for a zip or load file, then how to add it."""
        self._asked_for(self._choose_file(self))

    def add(self, paths: Sequence[Path]) -> None:
        """Add folders, zip or load files in steps."""
        if self.run.working or self.session.reading:
            return
        stages = [words for words, *_ in FAR]
        choosers = self._choose_folder, self._choose_file
        if self.adding is not None:
            self.adding.deleteLater()
        self.adding = AddProduction(self.session, self.run, stages, self, *choosers, paths)
        self.adding.start_asked.connect(self._start_through)
        self.adding.open()

    def _asked_for(self, name: str) -> None:
        if name:
            self.add([Path(name)])

    def _start_through(self, number: int) -> None:
        """Start to run through that stage, where nothing forbids it; the bar gives the reason otherwise."""
        self.far.setCurrentIndex(number)
        engine = self.engine
        self.session.look("Reading the status of the production", lambda m: standing(m, engine), self._start)

    def _start(self, now: ProductionStatus) -> None:
        self.run.now = now
        self._show()
        if self.engine != LOCAL and self.adding is not None:
            self.adding.accept()  # the question before the send comes over the view
        self.primary()

    def _act(self) -> None:
        if self.run.working:
            self.run.pause()
        elif self.engine == LOCAL:
            self.run.start(load()[PROMPT], self._far[1])
        else:
            reckon(self.session, load()[PROMPT], self._ask)

    @property
    def _far(self) -> tuple[str, Stage, str]:
        return FAR[self.far.currentIndex()]

    def _choose_engine(self, _: int) -> None:
        """Show what could be done with another engine."""
        self.run.engine = self.engine
        self._show()
        self.run.look(whole=True)

    @property
    def engine(self) -> str:
        """Which engine summarizes."""
        return self._far[2]

    def _ask(self, ahead: CostEstimate) -> None:
        """Before a send a person reads how much is sent, and to whom; exactly that is done after their consent."""
        if not (ahead.documents or ahead.unread):
            self._say("Claude was already asked about every document.")
            return
        prompt, (_, stage, engine) = load()[PROMPT], self._far
        self.question = sending_question(self, self.session, prompt, ahead)
        self.question.accepted.connect(lambda: self.run.start(prompt, stage, engine))
        self.question.open()

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _mend(self, target: str) -> None:
        if target in (QUESTIONS, ALIKE):
            self.tabs.setCurrentWidget(self.questions if target == QUESTIONS else self.similar)
        elif target == USE_LOCAL:
            self.far.setCurrentIndex(0)
        else:
            self.session.step_asked.emit(target)

    # Display

    def _show(self) -> None:
        now, working = self.run.now, self.run.working
        there = now is not None and now.members > 0 and (now.documents > 0 or bool(self.said.text()))
        self.stack.setCurrentIndex(1 if there else 0)
        for button in (self.add_folder, self.add_file, self.first_folder, self.first_file):
            button.setEnabled(not working and not self.session.reading)
        if now is not None:
            self.head.setText(head_words(now, working=working))
            self.stages.show_standing(now)
        waiting = now.counted(Stage.READ, State.WAITING) if now else 0
        self.give_up.setVisible(bool(waiting) and not working and not self.session.reading)
        self.give_up.setText(f"Remove {waiting:,} that are not read")
        self.far.setEnabled(not working)
        self._show_bar(now)

    def _show_bar(self, now: ProductionStatus | None) -> None:
        if self.run.working:
            self.bar.button.setText("Pausing …" if self.run.pausing else "Pause")
            told = AWAITED if self.run.pausing and self.engine != LOCAL else KEPT
            self.bar.show_reasons((), told)
            self.bar.set_enabled(not self.run.pausing)
            return
        self.bar.button.setText("Resume" if now and now.counted(Stage.READ, State.DONE) else "Start")
        reason = self._why_not(now)
        _, stage, engine = self._far
        summarizes = stage is Stage.CHECK
        reasons = (reason,) if reason else against(self.session, load()[PROMPT], engine) if summarizes else ()
        self.bar.show_reasons(reasons, "You are asked before anything is sent." if engine != LOCAL else "")

    def _why_not(self, now: ProductionStatus | None) -> ReasonRow | None:
        """Why there is nothing to go on with."""
        if self.session.reading:
            return ReasonRow("The matter is open read-only.", "", "")
        if now is None or not now.members:
            return ReasonRow("There is no production yet.", "", "")
        if not now.documents:
            return ReasonRow("No document is waiting: all of them were in the matter before.", "", "")
        if now.through == now.documents and self.engine == LOCAL:
            return ReasonRow("Every document is done, or was refused.", "", "")
        held = now.counted(Stage.CONFIRM, State.HELD)
        open_names = any(blocker.kind in ("suggestion", "ambiguous") for blocker in self.session.state.blockers)
        moves = any(now.counted(stage, State.WAITING) for stage in STAGES)
        if not held or moves or held + now.through < now.documents:
            return None
        if open_names:
            return ReasonRow("Every document left waits for a decision on a name.", "Decide", QUESTIONS)
        if self.session.state.blocked("withheld") >= held:
            return ReasonRow("Every document left is withheld.", "See which", ALIKE)
        return None

    def _follow(self, state: Snapshot) -> None:
        self._show()
        if self.tabs.currentWidget() is not self.questions:  # else it counts them itself, possible names too
            self._title(self.questions, "Questions", state.blocked("suggestion", "ambiguous"))
        if self.isVisible():
            self.run.look(whole=not self.run.working)
            self._enter_tab()

    def _enter_tab(self) -> None:
        """Bring the page in view up to date."""
        shown = self.tabs.currentWidget()
        if shown is self.questions:
            self.questions.refresh()
        elif shown is self.sample:
            self.sample.refresh()
        elif shown is self.similar:
            self.similar.refresh()

    def _show_stopped(self) -> None:
        self.stopped.show_stopped(self.run.stopped)
        self._title(self.stopped, "Stopped", self.stopped.count)

    def _title(self, page: QWidget, words: str, count: int) -> None:
        self.tabs.setTabText(self.tabs.indexOf(page), f"{words} {count:,}" if count else words)

    # Layout

    def _connect(self) -> None:
        self.session.changed.connect(self._follow)
        self.run.changed.connect(self._show)
        self.run.stopped_changed.connect(self._show_stopped)
        self.run.told.connect(self._say)
        self.questions.counted.connect(lambda count: self._title(self.questions, "Questions", count))
        self.similar.counted.connect(lambda count: self._title(self.similar, "Near-duplicates", count))
        self.tabs.currentChanged.connect(lambda _: self._enter_tab())
        self.bar.asked.connect(self._act)
        self.bar.mend_asked.connect(self._mend)
        self.far.currentIndexChanged.connect(self._choose_engine)
        self.stopped.retry_asked.connect(self.run.retry)
        self.stopped.shown.connect(self.session.show)
        self.give_up.clicked.connect(self.run.give_up)
        for button in (self.add_folder, self.first_folder):
            button.clicked.connect(self.ask_for_folder)
        for button in (self.add_file, self.first_file):
            button.clicked.connect(self.ask_for_file)
        self._drops = Drops(self, self.add)

    def _lay_out(self) -> None:
        self.far.addItems([words for words, *_ in FAR])
        self.far.setAccessibleName("Run through")
        self.far.setToolTip("The last stage of the run")
        for button in (self.add_folder, self.add_file, self.first_folder, self.first_file, self.give_up):
            button.setAutoDefault(False)
        self.stack, whole = QStackedWidget(), QWidget()
        outer = QVBoxLayout(self)  # from the outside in: a widget that moves into another is styled again
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)
        first = WrappingRow((self.first_folder, self.first_file))
        self.stack.addWidget(EmptyState("stack", "No production yet", _EMPTY, first))
        self.stack.addWidget(whole)
        column, over_the_bar = QVBoxLayout(), QVBoxLayout(whole)
        column.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 0)
        column.setSpacing(STEP)
        over_the_bar.setContentsMargins(0, 0, 0, 0)
        over_the_bar.setSpacing(0)
        over_the_bar.addLayout(column, 1)
        over_the_bar.addWidget(self.bar)
        column.addWidget(Words("Production", title=True))
        column.addWidget(self.head)
        column.addWidget(WrappingRow((self.add_folder, self.add_file)))
        column.addWidget(self.said)
        column.addWidget(self.tabs, 1)
        self.bar.row.insertWidget(1, self.give_up)
        self.bar.row.insertWidget(2, self.far)
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("Parts of the production")
        for page, title, topic in (
            (self.stages, "Progress", "production"),
            (self.stopped, "Stopped", "production_stopped"),
            (self.questions, "Questions", "production_questions"),
            (self.similar, "Near-duplicates", "production_alike"),
            (self.sample, "Sample", "production_sample"),
        ):
            self.tabs.addTab(page, title)
            explained_by(page, topic)


def _folder(parent: QWidget) -> str:
    return QFileDialog.getExistingDirectory(parent, "Add a production")


def _file(parent: QWidget) -> str:
    return QFileDialog.getOpenFileName(parent, "Add a production", "", _FILES)[0]
