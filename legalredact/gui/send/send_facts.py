"""Facts for a person before a send: result of verification, recipient, amount."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from legalredact.governance.attestation import gateway
from legalredact.gui.core.break_long_words import breakable
from legalredact.gui.core.icons import IconMark
from legalredact.gui.core.layouts import empty
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, Words, theme
from legalredact.gui.send.send_meaning import meaning_words
from legalredact.gui.widgets.focus_frame import FocusFrame
from legalredact.gui.widgets.link_list import LinkLines
from legalredact.model.policy import LOCAL, Policy
from legalredact.summary import cost_estimate
from legalredact.summary.prompts import Prompt
from legalredact.summary.reply_size import reply_tokens
from legalredact.workflow.compute.lanes import Lane
from legalredact.workflow.compute.payload import Prepared
from legalredact.workflow.send.inventories import inventories, summary_lines

Fact = tuple[str, str]


def facts(
    prepared: Prepared,
    prompt: Prompt,
    engine: str,
    policy: Policy,
    left_out: Sequence[str] = (),
    *,
    check_meaning: bool = False,
) -> tuple[Fact, ...]:
    """(what, value) in the order in which they are shown.

    Arguments:
        left_out: documents that are not included and why, in sentences.
        check_meaning: whether the summary is then read a second time.
    """
    payload = prepared.payload
    passages = sum(len(document.passages) for document in payload.documents)
    tokens = sum(len(masked.occurrences) for masked in prepared.masked)
    return (
        *_reader(engine, policy, policy.model_for(prompt.id, prompt.model)),
        ("Prompt", f"{prompt.title}, version {prompt.version}"),
        ("Documents", f"{len(payload.documents)} with {passages:,} passages"),
        *([("Not among them", breakable("\n".join(left_out)))] if left_out else []),
        ("Masked", f"{tokens:,} places, each a token"),
        *_amount(prepared, engine, policy, prompt),
        ("Meaning", meaning_words(characters(prepared), policy, wanted=check_meaning)),
        ("Fingerprint", payload.digest[:16]),
    )


def _reader(engine: str, policy: Policy, model: str) -> Iterator[Fact]:
    if engine == LOCAL:
        yield "Engine", "local extract: sentences of the documents, word for word"
        yield "Goes to", "nowhere; nothing is sent"
        return
    claude, attested = policy.claude, policy.zero_retention
    yield "Engine", f"Claude, {model}"
    yield "Goes to", urlsplit(claude.base_url).hostname or claude.base_url
    if claude.inference_geo:
        yield "Read in", claude.inference_geo
    if attested is not None:
        yield "Organization", attested.organization_id
        yield "Workspace", attested.workspace_id
        yield "Contract", f"{attested.contract}, zero retention, attested until {attested.expires}"
        if gateway(policy):
            yield "Gateway", "LegalRedact cannot tell what it keeps or where it passes text on"


def characters(prepared: Prepared) -> int:
    """Number of documents that would be sent."""
    return sum(map(len, prepared.payload.parts()))


def _amount(prepared: Prepared, engine: str, policy: Policy, prompt: Prompt) -> Iterator[Fact]:
    """Amount of text, and its cost."""
    count = characters(prepared)
    if engine == LOCAL:
        yield "Size", f"{count:,} characters"
        yield "Cost", "nothing"
        return
    tokens = cost_estimate.estimated_tokens(count)
    yield "Size", f"about {tokens:,} tokens ({count:,} characters; an estimate)"
    model, documents = policy.model_for(prompt.id, prompt.model), prepared.payload.documents
    size = sum(len(passage.masked_text) for document in documents for passage in document.passages)
    reply = reply_tokens(prompt, size, len(documents))
    cost, known = cost_estimate.estimated_cost(model, tokens, reply), cost_estimate.load()
    if cost is None:
        yield "Cost", f"not known: no price of {model} is listed"
    else:
        told = f"an estimate, with a reply of about {reply:,} tokens and list prices of {known.read_on}"
        yield "Cost", f"about {cost_estimate.dollars(cost)} ({told})"


WORDS_WIDE = 36
"""Letters that fit into a line."""
HINTS_ARE = "These words are not masked. Such a list is never complete: read the text before you send it."


class FactsPanel(QScrollArea):
    """Shows the scan's result and the facts."""

    hit_asked = Signal(int)
    """Number of the hit that a person wants to see."""
    designation_asked = Signal(int)
    """Number of the designation line whose place a person wants to see."""
    hint_asked = Signal(int)
    """Number of the hint that a person wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Before you send")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        FocusFrame(self)
        self.mark, self.scan = IconMark("shield-check"), Words(strong=True)
        self.scan.setAccessibleName("Result of the scan")
        self.hits, self.designations, self.hints = LinkLines(), LinkLines(), LinkLines()
        self.inventory = InventoryLines()
        self.hits.asked.connect(self.hit_asked)
        self.designations.asked.connect(self.designation_asked)
        self.hints.asked.connect(self.hint_asked)
        self._shown: tuple[Fact, ...] = ()
        self._facts = QVBoxLayout()
        self._facts.setSpacing(0)
        self._lay_out()
        theme().changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        """Wide enough for a line of words at any text size, and on any screen."""
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * WORDS_WIDE)

    def show_checking(self) -> None:
        """Nothing is known yet."""
        self.mark.set_icon("shield-check", "muted")
        self.scan.setText("Searching the text that would be sent for the masked names …")
        self.scan.set_tone("muted")
        self.hits.show_lines(())
        self.show_remarks((), ())

    def show_remarks(self, designated: Sequence[str], hints: Sequence[str]) -> None:
        """Designations of the documents, and hints that may still identify somebody, in words."""
        self.designations.show_lines(designated, "Designations in the documents", tone="needs_you")
        self.hints.show_lines(hints, "May still identify someone", HINTS_ARE)

    def show_hits(self, hits: Sequence[str], searched: str = "") -> None:
        """Finds of verification, in words.

        Arguments:
            searched: without finds, what was searched for and what was not.
        """
        self.hits.show_lines(hits)
        self.mark.set_icon("prohibit" if hits else "magnifying-glass", "stopped" if hits else "text")
        self.scan.set_tone("stopped" if hits else "text")
        if not hits:
            self.scan.setText(searched)
            return
        self.scan.setText(f"The scan found {len(hits)} that should be masked. Choose one to mask it, or to keep it.")

    def show_facts(self, rows: Sequence[Fact]) -> None:
        """Replace the facts, if they are others."""
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        empty(self._facts)
        for name, value in rows:
            words = Words(value)
            words.setAccessibleName(name)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setContentsMargins(0, 0, 0, STEP)
            self._facts.addWidget(Words(name, tone="muted"))
            self._facts.addWidget(words)

    def _lay_out(self) -> None:
        result = QHBoxLayout()
        result.setSpacing(STEP)
        result.addWidget(self.mark, alignment=Qt.AlignmentFlag.AlignTop)
        result.addWidget(self.scan, 1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        column.setSpacing(2 * STEP)
        column.addLayout(result)
        for lines in (self.hits, self.designations, self.hints, self.inventory):
            column.addWidget(lines)
        column.addLayout(self._facts)
        column.addStretch(1)
        self.setWidget(inner)


# Beside a send: classes of personal data in the documents, and what masking leaves in clear.

PLACE = "inventory"
"""Id of the view that lists them document by document."""

HEADING = "Personal data left in clear"


class InventoryLines(LinkLines):
    """A few lines over all documents, counted in a lane of their own; each leads to the complete inventory."""

    _session: MatterSession | None = None

    def count(self, session: MatterSession) -> None:
        """Count the documents' data, and show the result when it is ready."""
        if self._session is None:
            self.asked.connect(lambda _: session.step_asked.emit(PLACE))
            self._session = session
        state = session.state
        session.tasks.run(
            Lane.PICTURES,
            "Counting personal data",
            lambda report, cancel: inventories(state.documents, state.mentions, state.entities, report, cancel),
            lambda found: self.show_lines(tuple(summary_lines(found)), HEADING),
            failed=lambda problem: self.show_lines((str(problem),), HEADING),
            quiet=True,
            stops=True,
        )
