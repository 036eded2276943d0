"""What a person should know before sending: the scan's result, who reads it, how much it is."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from legalredact.gui.icons import IconMark
from legalredact.gui.theme import STEP, Words, link
from legalredact.model.policy import Policy
from legalredact.summary.prompts import Prompt
from legalredact.workflow.prepared import Prepared
from legalredact.workflow.summaries import LOCAL

Fact = tuple[str, str]
CHARACTERS_A_TOKEN = 4
"""Of English, roughly; the service counts exactly, and only once text is sent to it."""
SHOWN_HITS = 12


def facts(prepared: Prepared, prompt: Prompt, engine: str, policy: Policy) -> tuple[Fact, ...]:
    """(what, value) in the order in which they are shown."""
    payload = prepared.payload
    passages = sum(len(document.passages) for document in payload.documents)
    tokens = sum(len(masked.occurrences) for masked in prepared.masked)
    return (
        *_reader(engine, policy),
        ("Prompt", f"{prompt.title}, version {prompt.version}"),
        ("Documents", f"{len(payload.documents)} with {passages:,} passages"),
        ("Masked", f"{tokens:,} places, each a token"),
        ("Size", _size(prepared, engine)),
        ("Seal", payload.digest[:16]),
    )


def _reader(engine: str, policy: Policy) -> Iterator[Fact]:
    if engine == LOCAL:
        yield "Engine", "local extract: sentences of the documents, word for word"
        yield "Goes to", "nowhere; nothing leaves this machine"
        return
    claude, attested = policy.claude, policy.zero_retention
    yield "Engine", f"Claude, {claude.model}"
    yield "Goes to", urlsplit(claude.base_url).hostname or claude.base_url
    if claude.inference_geo:
        yield "Read in", claude.inference_geo
    if attested is not None:
        yield "Organization", attested.organization_id
        yield "Workspace", attested.workspace_id
        yield "Contract", f"{attested.contract}, zero retention, attested until {attested.expires}"


def estimated_tokens(prepared: Prepared) -> int:
    """To two figures: more would pretend."""
    exact = sum(map(len, prepared.payload.parts())) / CHARACTERS_A_TOKEN
    return int(float(f"{max(exact, 1):.2g}"))


def _size(prepared: Prepared, engine: str) -> str:
    characters = sum(map(len, prepared.payload.parts()))
    if engine == LOCAL:
        return f"{characters:,} characters"
    return f"about {estimated_tokens(prepared):,} tokens ({characters:,} characters; an estimate)"


class FactsPanel(QScrollArea):
    """Shows the scan's result and the facts."""

    hit_asked = Signal(int)
    """Number of the hit that a person wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Before you send")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.mark, self.scan = IconMark("shield-check"), Words(strong=True)
        self.scan.setAccessibleName("Result of the scan")
        self._hits = QVBoxLayout()
        self._hits.setSpacing(STEP // 2)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(0)
        self._lay_out()

    def show_checking(self) -> None:
        """Nothing is known yet."""
        self.mark.set_icon("shield-check", "muted")
        self.scan.setText("Checking every word that would leave …")
        self.scan.set_tone("muted")
        _clear(self._hits)

    def show_hits(self, hits: Sequence[str]) -> None:
        """What the scan found, in words; none is good."""
        _clear(self._hits)
        self.mark.set_icon("prohibit" if hits else "shield-check", "stopped" if hits else "text")
        self.scan.set_tone("stopped" if hits else "text")
        if not hits:
            self.scan.setText("The scan found no name and no identifier that should be masked.")
            return
        self.scan.setText(f"The scan found {len(hits)} that should be masked. Mask them on the page, then look again.")
        for number, words in enumerate(hits[:SHOWN_HITS]):
            button = link(words)
            button.clicked.connect(lambda _, number=number: self.hit_asked.emit(number))
            self._hits.addWidget(button)
        if len(hits) > SHOWN_HITS:
            self._hits.addWidget(Words(f"and {len(hits) - SHOWN_HITS} more", tone="muted"))

    def show_facts(self, rows: Sequence[Fact]) -> None:
        """Replace the facts."""
        _clear(self._facts)
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
        column.addLayout(self._hits)
        column.addLayout(self._facts)
        column.addStretch(1)
        self.setWidget(inner)


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
