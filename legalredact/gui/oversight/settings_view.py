"""Settings: the key of the service, how the window looks, and the policy in force, which only IT changes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from legalredact.documents.ocr.engine import Ocr, OcrEngine, choose
from legalredact.gui.core.policy_origin import origin_words
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, TEXT_SIZES, Mode, Words, theme
from legalredact.gui.core.view import View
from legalredact.gui.oversight.api_key_form import ApiKeyForm
from legalredact.gui.widgets.drop_down import DropDown
from legalredact.model.policy import LOCAL, Policy
from legalredact.vault.api_keys import Secrets
from legalredact.vault.os_keyring import OsKeyring
from legalredact.workflow.compute.lanes import Lane

_MODES = {Mode.SYSTEM: "Same as the system", Mode.LIGHT: "Light", Mode.DARK: "Dark"}
_ENGINES = {
    "": "Claude, where policy allows it",
    LOCAL: "Always local (nothing is sent)",
}
_OCR = {
    OcrEngine.AUTO: "Tesseract where it is installed",
    OcrEngine.EMBEDDED: "The embedded models",
}
"""Tesseract alone is no choice: where it is missing something has to read."""
WIDEST = 90 * STEP


class SettingsView(View):
    """Settings of this person on this machine.

    Arguments:
        secrets: where the key is stored; the operating system's keyring unless a test passes another.
    """

    def __init__(self, session: MatterSession, parent: QWidget | None = None, secrets: Secrets | None = None) -> None:
        super().__init__(session, parent)
        self.key = ApiKeyForm(session, secrets or OsKeyring())
        self.engines, self.modes, self.sizes, self.readers = DropDown(), DropDown(), DropDown(), DropDown()
        self.ocr = Words("Checking …", tone="muted")
        self.ocr.setAccessibleName("OCR engine in use")
        self._fill()
        self._lay_out()
        self.modes.activated.connect(lambda _: self._choose_mode(Mode(self.modes.currentData())))
        self.engines.activated.connect(lambda _: self._choose_engine(str(self.engines.currentData())))
        self.readers.activated.connect(lambda _: self._choose_reader(OcrEngine(self.readers.currentData())))
        self.sizes.activated.connect(lambda _: self._choose_size(int(self.sizes.currentData())))
        theme().changed.connect(self._follow)

    def enter(self, step: str) -> None:  # noqa: ARG002 - a view's signature
        """Look whether a key is stored."""
        self.key.look()
        self._look_what_reads()
        self.key.field.setFocus()

    def primary(self) -> None:
        """Store the key that was typed."""
        self.key.store()

    def _choose_engine(self, engine: str) -> None:
        self.session.preferences.engine = engine

    def _choose_reader(self, engine: OcrEngine) -> None:
        """For files that are read from now on."""
        self.session.preferences.ocr = engine
        choose(engine)
        self._look_what_reads()

    def _look_what_reads(self) -> None:
        self.session.tasks.run(
            Lane.PICTURES,
            "Checking the OCR engine",
            lambda *_: Ocr().describe(),
            lambda words: self.ocr.setText(f"Now: {words}. Applies to files added from now on."),
            failed=lambda problem: self.ocr.setText(str(problem)),
            quiet=True,
        )

    def _choose_mode(self, mode: Mode) -> None:
        theme().choose(mode=mode)
        self.session.preferences.mode = mode

    def _choose_size(self, size: int) -> None:
        theme().choose(text=size)
        self.session.preferences.text = size

    def _follow(self) -> None:
        self.modes.setCurrentIndex(self.modes.findData(theme().mode))
        self.sizes.setCurrentIndex(self.sizes.findData(theme().text))

    def _fill(self) -> None:
        for engine, words in _ENGINES.items():
            self.engines.addItem(words, engine)
        self.engines.setCurrentIndex(max(0, self.engines.findData(self.session.preferences.engine)))
        self.engines.setAccessibleName("Engine that is offered first")
        for reader, words in _OCR.items():
            self.readers.addItem(words, reader)
        self.readers.setCurrentIndex(max(0, self.readers.findData(self.session.preferences.ocr)))
        self.readers.setAccessibleName("OCR engine")
        for mode, words in _MODES.items():
            self.modes.addItem(words, mode)
        for size in TEXT_SIZES:
            self.sizes.addItem(f"{size} %", size)
        self.modes.setAccessibleName("Colors")
        self.sizes.setAccessibleName("Text size")
        self._follow()

    def _lay_out(self) -> None:
        work = _choices((("Engine that is offered first", self.engines), ("Pictures are read by", self.readers)))
        looks = _choices((("Colors", self.modes), ("Text size", self.sizes)))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        column.setSpacing(STEP)
        column.addWidget(Words("Settings", title=True))
        column.addSpacing(STEP)
        column.addWidget(Words("Key of the Claude API", strong=True))
        column.addWidget(self.key)
        column.addSpacing(2 * STEP)
        column.addWidget(Words("Summaries and OCR", strong=True))
        column.addLayout(work)
        column.addWidget(self.ocr)
        column.addSpacing(2 * STEP)
        column.addWidget(Words("Appearance", strong=True))
        column.addLayout(looks)
        column.addSpacing(2 * STEP)
        column.addWidget(Words("Policy in force", strong=True))
        column.addWidget(Words(origin_words(self.session.policy), tone="muted"))
        column.addLayout(_grid(policy_rows(self.session.policy)))
        column.addStretch(1)
        inner.setMaximumWidth(WIDEST)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)


def policy_rows(policy: Policy) -> tuple[tuple[str, str], ...]:
    """(what, value) of the policy; a proxy's address may hold a password and is not shown."""
    claude, attested = policy.claude, policy.zero_retention
    contract = (
        f"{attested.contract}; attested by {attested.attested_by} on {attested.attested_on}, until {attested.expires}"
        if attested
        else "not attested: nothing is sent, summaries are local"
    )
    account = f"{attested.organization_id}, workspace {attested.workspace_id}" if attested else "none"
    return (
        ("Comes from", policy.source),
        ("Sign-off", "by someone other than the preparer" if policy.sign_off.other_person else "by anyone"),
        ("Reviewers", ", ".join(policy.sign_off.reviewers) or "anyone allowed by the rule above"),
        ("Zero retention", contract),
        ("Organization", account),
        ("Service", claude.base_url),
        ("Model", f"{claude.model} (allowed: {', '.join(claude.models)})"),
        ("Place of inference", claude.inference_geo or "set by the workspace"),
        ("Proxy", "as the policy says" if claude.proxy else "none"),
        ("Certificates", claude.ca_file or "those of the system"),
    )


def _choices(rows: Sequence[tuple[str, QWidget]]) -> QGridLayout:
    """A name and its choice, a line each."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * STEP)
    grid.setVerticalSpacing(STEP)
    grid.setColumnStretch(2, 1)
    for number, (name, widget) in enumerate(rows):
        label = QLabel(name)
        label.setBuddy(widget)
        grid.addWidget(label, number, 0)
        grid.addWidget(widget, number, 1)
    return grid


def _grid(rows: tuple[tuple[str, str], ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * STEP)
    grid.setVerticalSpacing(STEP)
    grid.setColumnStretch(1, 1)
    for number, (name, value) in enumerate(rows):
        label, words = Words(name, tone="muted"), Words(value)
        label.setWordWrap(False)
        words.setAccessibleName(name)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, number, 1, Qt.AlignmentFlag.AlignTop)
    return grid
