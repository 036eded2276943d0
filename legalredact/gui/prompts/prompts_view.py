"""Prompts: all prompts of this program and of the firm with their state; propose, try, approve and retire one."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from legalredact.errors import LegalRedactError
from legalredact.governance.prompt_uses import Uses, uses_by_month
from legalredact.governance.usage import LOCAL as LOCAL_USE
from legalredact.governance.usage import SENT, MatterTrail
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.core.view import View
from legalredact.gui.prompts.prompt_words import TONES, PromptRow, card_text, names_words
from legalredact.gui.prompts.propose_dialog import ProposeDialog
from legalredact.gui.widgets.action_bar import ActionBar
from legalredact.gui.widgets.question import Question
from legalredact.gui.widgets.reason import ReasonRow, shown
from legalredact.gui.widgets.rows_table import Column, RowsTable
from legalredact.model.policy import CLAUDE
from legalredact.model.refusal import Refusal
from legalredact.summary.prompts import Prompt
from legalredact.workflow.compute.lanes import Lane
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.prompt_trial import NOT_SENT, PromptTrial, try_prompt
from legalredact.workflow.prompts.approval_rules import (
    Approver,
    against_approving,
    against_proposing,
    against_retiring,
    approver_of,
)
from legalredact.workflow.prompts.prompt_acts import Proposal, approve, note_trial, prompt_of, propose, retire
from legalredact.workflow.prompts.prompt_registry import PromptEntry, PromptRegistry, read_registry
from legalredact.workflow.prompts.typed_names import TypedName, typed_names

NO_CHOICE = ReasonRow("Choose a prompt that waits for an approval.")
CLEAR_THEM = "Words that are not names can be cleared. The trail records how many were cleared."
SENDS_SAMPLE = "The masked text of the sample, whose people are invented, is sent to Claude."


@dataclass(frozen=True, slots=True)
class PromptsFound:
    """The registry as it was read, who acts, and the uses in this matter."""

    registry: PromptRegistry = field(default_factory=PromptRegistry)
    who: Approver | None = None
    uses: Uses = field(default_factory=dict)
    sample: bool = False
    """Whether the sample can be read here."""


class PromptsView(View):
    """Reads the registry when it is shown and after each change."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.found = PromptsFound()
        self.table: RowsTable[PromptRow] = RowsTable("Prompts", COLUMNS, lambda row: row.key)
        self.card, self.said = QPlainTextEdit(), Words(tone="muted")
        self.propose, self.renew = QPushButton("Propose …"), QPushButton("New version …")
        self.show_sent, self.try_out = QPushButton("Show the sample as sent"), QPushButton("Try on the sample")
        self.retire, self.bar = QPushButton("Retire …"), ActionBar("Approve")
        self.dialog: ProposeDialog | None = None
        self.question: Question | None = None
        self._lay_out()
        self._connect()
        self._follow()

    def enter(self, step: str) -> None:  # noqa: ARG002 - a view's signature
        """Read the registry."""
        self.read()
        self.table.setFocus()

    def primary(self) -> None:
        """Approve the chosen version."""
        self.bar.press()

    @property
    def entry(self) -> PromptEntry | None:
        """The chosen version."""
        return self.table.current.entry if self.table.current is not None else None

    def read(self, chosen: str = "") -> None:
        """The registry and the uses in this matter, read in the vault lane.

        Arguments:
            chosen: key of the row to choose then; empty to keep the choice.
        """
        self.session.look("Reading the prompts", _read, lambda found: self._take(found, chosen), failed=self._failed)

    # Acts

    def ask_to_propose(self, like: Prompt | None = None) -> None:
        """Open the form; what is typed there is searched for names, then proposed."""
        self.dialog = dialog = ProposeDialog(self.session.policy.claude.models, like, self)
        dialog.accepted.connect(lambda: self._propose(dialog.proposal))
        dialog.open()

    def _propose(self, proposal: Proposal) -> None:
        def act(cleared: tuple[str, ...]) -> None:
            self.session.act(
                "Proposing a prompt",
                lambda m: propose(m.parts, m.actor, proposal, m.register, cleared),
                lambda entry: self._done(entry, "is proposed. Another person has to approve it."),
                failed=self._failed,
            )

        registry = self.found.registry
        self._with_names(lambda m: typed_names(prompt_of(proposal, registry), m.parts, m.register), act)

    def approve(self) -> None:
        """Search the chosen version for names, then approve it."""
        entry = self.entry
        prompt = entry.prompt if entry is not None else None
        if entry is None or prompt is None:
            return

        def act(cleared: tuple[str, ...]) -> None:
            self.session.act(
                "Approving a prompt",
                lambda m: approve(m.parts, m.actor, entry.id, entry.version, m.register, cleared, entry.digest),
                lambda now: self._done(now, "is approved."),
                failed=self._failed,
            )

        self._with_names(lambda m: typed_names(prompt, m.parts, m.register), act)

    def ask_to_retire(self) -> None:
        """Ask once, then end the use of the chosen version."""
        entry = self.entry
        if entry is None:
            return
        words = "It can no longer be used. To use it again, propose a new version and have it approved."
        self._ask(
            f"Retire {entry.id}, version {entry.version}?",
            words,
            "Retire",
            lambda: self.session.act(
                "Retiring a prompt",
                lambda m: retire(m.parts, m.actor, entry.id, entry.version),
                lambda now: self._done(now, "is retired."),
                failed=self._failed,
            ),
        )

    def ask_to_try(self) -> None:
        """Ask before the sample is sent, then have it summarized."""
        self._ask("Try this prompt on the sample?", SENDS_SAMPLE, "Send the sample", lambda: self.try_sample(CLAUDE))

    def try_sample(self, engine: str) -> None:
        """Have the sample summarized by the chosen version, or show what would be sent."""
        entry = self.entry
        prompt = entry.prompt if entry is not None else None
        if entry is None or prompt is None:
            return

        def start(parts: Parts) -> None:
            self._say("The sample is read …", "muted")
            make, actor = parts.trial, self.session.actor
            assert make is not None  # noqa: S101 - the button is disabled without it
            self.session.tasks.run(
                Lane.NETWORK,
                "Trying a prompt",
                lambda report, cancel: try_prompt(prompt, engine, make(), actor, report, cancel),
                self._tried,
                failed=self._failed,
            )

        def noted(matter: OpenMatter) -> Parts:
            note_trial(matter.parts, matter.actor, entry, engine or "none")
            return matter.parts

        self.session.act("Recording the trial", noted, start, failed=self._failed)

    def _tried(self, tried: PromptTrial) -> None:
        self._say(tried.words, "text")
        self.card.setPlainText(tried.result or tried.payload)

    def _with_names(
        self, search: Callable[[OpenMatter], tuple[TypedName, ...]], then: Callable[[tuple[str, ...]], None]
    ) -> None:
        """Search for names first; the ones that may be none are shown, and a person may clear them."""

        def take(names: tuple[TypedName, ...]) -> None:
            doubtful = tuple(one for one in names if not one.certain)
            if not names or len(doubtful) < len(names):
                if names:
                    self._say(f"Names are in the text:\n{names_words(names)}", "stopped")
                    return
                then(())
                return
            words = f"{names_words(doubtful)}\n\n{CLEAR_THEM}"
            self._ask(
                "Are these words not names?",
                words,
                "They are not names",
                lambda: then(tuple(n.words for n in doubtful)),
            )

        self._say("Searching the text for names …", "muted")
        self.session.look("Searching a prompt for names", search, take, failed=self._failed)

    def _ask(self, title: str, words: str, verb: str, then: Callable[[], object]) -> None:
        self.question = box = Question(self, "Prompts", title, words, yes=verb, no="Cancel")
        explained_by_f1(box, "prompts")
        box.accepted.connect(then)
        box.rejected.connect(lambda: self._say("", "muted"))
        box.open()

    # What is shown

    def _take(self, found: PromptsFound, chosen: str) -> None:
        self.found = found
        self.table.show_rows(PromptRow(entry, found.uses.get(entry.id, {})) for entry in found.registry.entries)
        self.table.rows.layoutChanged.emit()
        if chosen or self.table.current is None:
            self.table.choose(self.table.rows.number_of.get(chosen, 0))
        if found.registry.fault:
            self._say(found.registry.fault, "stopped")
        self._follow()

    def _done(self, entry: PromptEntry, words: str) -> None:
        self._say(f"{entry.id}, version {entry.version}, {words}", "text")
        self.read(PromptRow(entry, {}).key)

    def _failed(self, problem: LegalRedactError) -> None:
        self.said.show_problem(problem)

    def _say(self, words: str, tone: str) -> None:
        self.said.setText(words)
        self.said.set_tone(tone)

    def _follow(self) -> None:
        row, policy, who, registry = self.table.current, self.session.policy, self.found.who, self.found.registry
        self.card.setPlainText(card_text(row) if row is not None else "")
        firms = row is not None and row.entry.prompt is not None and row.entry.prompt.is_of_firm
        prompt = row.entry.prompt if row is not None else None
        readable = prompt is not None and not prompt.is_check and self.found.sample
        against: tuple[Refusal, ...] = ()
        proposing: tuple[Refusal, ...] = ()
        retiring: tuple[Refusal, ...] = ()
        if row is not None and who is not None:
            against = against_approving(policy, registry, who, row.entry)
            proposing = against_proposing(policy, registry, who)
            retiring = against_retiring(policy, registry, who, row.entry)
        _enable(self.propose, who is not None, proposing)
        _enable(self.renew, firms, proposing)
        _enable(self.retire, row is not None, retiring)
        self.try_out.setEnabled(readable and policy.zero_retention is not None and CLAUDE in policy.engines.allowed)
        self.show_sent.setEnabled(readable)
        self.bar.show_reasons(
            shown(against, {}) if row is not None else (NO_CHOICE,), "The approval is valid for this text only."
        )

    # Making

    def _connect(self) -> None:
        self.table.choice_changed.connect(self._follow)
        self.propose.clicked.connect(lambda _: self.ask_to_propose(None))
        self.renew.clicked.connect(lambda: self.ask_to_propose(self.entry.prompt if self.entry else None))
        self.show_sent.clicked.connect(lambda: self.try_sample(NOT_SENT))
        self.try_out.clicked.connect(self.ask_to_try)
        self.retire.clicked.connect(self.ask_to_retire)
        self.bar.asked.connect(self.approve)

    def _lay_out(self) -> None:
        self.said.setAccessibleName("What happened")
        self.card.setReadOnly(True)
        self.card.setAccessibleName("The prompt")
        self.card.setTabChangesFocus(True)
        head = QHBoxLayout()
        head.setSpacing(STEP)
        head.addWidget(Words("Prompts", title=True), 1)
        for button in (self.propose, self.renew):
            button.setAutoDefault(False)
            head.addWidget(button)
        for button in (self.retire, self.try_out, self.show_sent):
            button.setAutoDefault(False)
            self.bar.row.insertWidget(1, button, alignment=Qt.AlignmentFlag.AlignBottom)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.addWidget(self.table)
        halves.addWidget(self.card)
        halves.setChildrenCollapsible(False)
        halves.setStretchFactor(1, 1)
        inner = QVBoxLayout()
        inner.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, STEP)
        inner.setSpacing(STEP)
        inner.addLayout(head)
        inner.addWidget(self.said)
        inner.addWidget(halves, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inner, 1)
        column.addWidget(self.bar)


def _read(matter: OpenMatter) -> PromptsFound:
    parts = matter.parts
    registry = read_registry(parts.policy, parts.witness.anchors)
    used = MatterTrail(matter.info.id, matter.trail.events_of(frozenset({SENT, LOCAL_USE})))
    return PromptsFound(
        registry, approver_of(parts, matter.actor, registry), uses_by_month((used,)), parts.trial is not None
    )


def _enable(button: QPushButton, possible: bool, against: tuple[Refusal, ...]) -> None:
    """Enable a button, or say in its tooltip why it cannot be used."""
    told = " ".join(f"{one.what} {one.remedy}" for one in against)
    button.setEnabled(possible and not against)
    button.setToolTip(told)
    button.setAccessibleDescription(told)


COLUMNS: tuple[Column[PromptRow], ...] = (
    Column("Prompt", lambda row: row.title, widest=0.3),
    Column("Version", lambda row: row.entry.version, right=True, widest=0.1),
    Column(
        "State", lambda row: str(row.entry.status), tone=lambda row: TONES.get(row.entry.status, "text"), widest=0.2
    ),
    Column("Form", lambda row: row.entry.prompt.form if row.entry.prompt else "", widest=0.1),
    Column("Uses in this matter", lambda row: ", ".join(f"{m}: {n}" for m, n in row.uses.items())),
)
