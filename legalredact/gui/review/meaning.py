"""The second reading of a summary: its verdicts beside the statements, and the question before it is made."""

from PySide6.QtWidgets import QPushButton, QWidget

from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.session import MatterSession
from legalredact.gui.widgets.question import Question
from legalredact.model.policy import CLAUDE, LOCAL
from legalredact.model.review import ReviewedSummary
from legalredact.summary import cost_estimate
from legalredact.summary.meaning_payload import MeaningCost
from legalredact.workflow.send.meaning_rules import reasons_against_meaning
from legalredact.workflow.send.meaning_verdicts import statement_words
from legalredact.workflow.sign_off.citations import Background

CHECK = "Have the service read the statements again, each against the passages that it cites"


def meaning_lines(summary: ReviewedSummary, background: Background, *, named: bool) -> dict[int, str]:
    """What a second reading says of each statement, by its number; nothing if there was none.

    Arguments:
        named: whether names are shown, and not tokens.
    """
    meaning = summary.checked.meaning
    if meaning is None:
        return {}
    clear = background.meaning_words if named else {}
    return {one.segment: statement_words(one, clear.get(one.segment, one.masked_words)) for one in meaning.statements}


class MeaningButton(QPushButton):
    """Asks, and then has the shown summary read a second time; hidden where the local engine made it."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__("Check meaning …", parent)
        self._session = session
        self._summary: ReviewedSummary | None = None
        self._cost: MeaningCost | None = None
        self.question: Question | None = None
        self.setAccessibleName("Check meaning")
        self.setAutoDefault(False)
        self.clicked.connect(self._ask)

    def show_for(self, summary: ReviewedSummary | None, background: Background | None) -> None:
        """Say whether it can be done for that summary, and why not."""
        self._summary = summary
        self._cost = background.meaning_cost if background is not None else None
        self.setVisible(summary is not None and summary.checked.summary.usage.engine != LOCAL)
        if summary is None:
            return
        state = self._session.state
        decided = summary.id in state.signed or summary.id in state.sent_back
        found = background.designated if background is not None else ()
        why = reasons_against_meaning(
            state,
            self._session.policy,
            summary,
            self._session.today(),
            decided=decided or (background is not None and background.decided),
            designated=found,
        )
        told = " ".join(dict.fromkeys(f"{one.what} {one.remedy}" for one in why))
        self.setEnabled(not why and self._cost is not None and not self._session.reading)
        self.setToolTip(told or CHECK)
        self.setAccessibleDescription(told or CHECK)

    def _ask(self) -> None:
        if self._summary is None or self._cost is None:
            return
        self.question = meaning_question(self, self._cost, self._session)
        self.question.accepted.connect(self._start)
        self.question.open()

    def _start(self) -> None:
        if self._summary is not None:
            summary_id = self._summary.id
            self._session.summaries.run(
                "Checking meaning", lambda work, *rest: work.check_meaning(summary_id, *rest), CLAUDE
            )


def cost_words(cost: MeaningCost) -> str:
    """An estimate, in words."""
    if cost.dollars is None:
        return "What it costs is not known: no price of this model is listed."
    read_on = cost_estimate.load().read_on
    return f"It costs {cost_estimate.about(cost.dollars)} (an estimate with list prices of {read_on})."


def meaning_question(parent: QWidget, cost: MeaningCost, session: MatterSession) -> Question:
    """The question, not yet shown; Enter means *Do not send*."""
    claude, attested = session.policy.claude, session.policy.zero_retention
    account = f"organization {attested.organization_id}, workspace {attested.workspace_id}" if attested else ""
    statements = "1 statement" if cost.statements == 1 else f"{cost.statements:,} statements"
    asked = f"Send {statements} with the passages that they cite to Claude?"
    told = (
        f"About {cost.tokens:,} tokens go to {claude.model} at {claude.base_url}, {account}. {cost_words(cost)} "
        "Statements and passages leave with tokens, and are verified before. Where a name is found in one, it is not "
        "sent. A second reading by the same service can be wrong, too. What was sent cannot be recalled."
    )
    box = Question(parent, "Check meaning", asked, told, yes="Send to Claude", no="Do not send")
    explained_by_f1(box, "send_question")
    return box
