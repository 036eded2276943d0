"""Oversight of a matter: the self-test of masking, incidents with remedies, the month's report."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from legalredact.errors import Cancelled, LegalRedactError
from legalredact.governance.incidents import WHAT_TO_DO, Incident, incidents
from legalredact.governance.selftest import Trial
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.core.view import View
from legalredact.gui.widgets.action_bar import ActionBar
from legalredact.workflow.administration.reports import month_report, trail_of, write_report
from legalredact.workflow.compute.lanes import Lane
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.incidents import close_incident
from legalredact.workflow.send.selftest import note_tested, run_selftest

WIDEST = 110 * STEP
Found = tuple[Parts, tuple[Incident, ...]]


class OversightView(View):
    """Reads when it is shown.

    Arguments:
        choose_folder: asks for the folder of a report; a test passes its own.
    """

    def __init__(
        self,
        session: MatterSession,
        parent: QWidget | None = None,
        choose_folder: Callable[[QWidget], str] | None = None,
    ) -> None:
        super().__init__(session, parent)
        self._choose = choose_folder or _chosen_folder
        self._parts: Parts | None = None
        self.tested, self.told = Words(), Words()
        self.steps = Words(tone="muted")
        self.reason, self.close_first = QLineEdit(), QPushButton("Close the incident")
        self.month, self.write = QLineEdit(), QPushButton("Write the report …")
        self.report = Words(tone="muted")
        self.bar = ActionBar("Test masking now")
        self._open: tuple[Incident, ...] = ()
        self._lay_out()
        self.bar.asked.connect(self.test)
        self.close_first.clicked.connect(self.close_incident)
        self.reason.textChanged.connect(self._fit)
        self.write.clicked.connect(self.write_report)

    def enter(self, step: str) -> None:  # noqa: ARG002 - a view's signature
        """Read the status."""
        self.read()
        self.bar.button.setFocus()

    def primary(self) -> None:
        """Test masking."""
        self.bar.press()

    def read(self) -> None:
        """Status, read in the vault lane."""
        self.session.look("Reading incidents", lambda m: (m.parts, incidents(m.trail.of_incidents())), self._take)

    def test(self) -> None:
        """Let every canary through masking and the scan; the result is kept, and noted in this matter's trail."""
        parts = self._parts
        if parts is None:
            return
        self._say(self.tested, "Testing …", "muted")
        self.session.tasks.run(
            Lane.DOCUMENTS,
            "Testing masking",
            lambda report, cancel: run_selftest(parts, (), report, cancel),
            self._noted,
            failed=self._not_tested,
        )

    def close_incident(self) -> None:
        """Close the first open incident, with the reason that was typed."""
        number, reason = self._open[0].number, self.reason.text()
        self.reason.clear()
        self.session.act("Closing an incident", lambda m: close_incident(m, number, reason), lambda _: self.read())

    def write_report(self) -> None:
        """Write the report on the month that was typed, for this matter, where a person wants it."""
        folder, month = self._choose(self), self.month.text().strip()
        if not folder:
            return

        def work(matter: OpenMatter) -> tuple[Path, Path]:
            made = month_report(trail_of(matter), month, matter.parts, matter.actor)
            return write_report(made, month, matter.parts, Path(folder))

        self.session.look(
            "Writing the report", work, self._written, failed=lambda p: self._say(self.report, str(p), "stopped")
        )

    def _take(self, found: Found) -> None:
        self._parts, known = found
        self._open = tuple(one for one in known if not one.closed)
        lines = [incident_words(one) for one in known] or ["No incident has been noted in this matter."]
        self._say(self.told, "\n".join(lines), "stopped" if self._open else "text")
        self.steps.setText("\n".join(f"{n}. {step}" for n, step in enumerate(WHAT_TO_DO, 1)))
        for widget in (self.steps, self.reason, self.close_first):
            widget.setVisible(bool(self._open))
        self._show_tested()
        self._fit()

    def _show_tested(self) -> None:
        tests = self._parts.tests if self._parts is not None else None
        if tests is None or self._parts is None:
            self._say(self.tested, "No self-tests are kept here.", "muted")
            return
        now = self._parts.clock()
        fault = tests.fault(now)
        sends = " Nothing is sent until it passes." if self.session.policy.zero_retention is not None else ""
        words = f"{fault}{sends}" if fault else f"Masking was tested: {tests.words(now)}."
        self._say(self.tested, words, "needs_you" if fault else "text")

    def _noted(self, tested: Trial) -> None:
        self.session.act("Recording the self-test", lambda matter: note_tested(matter, tested), lambda _: self.read())

    def _not_tested(self, problem: LegalRedactError) -> None:
        if isinstance(problem, Cancelled):
            self._show_tested()
        else:
            self._say(self.tested, str(problem), "stopped")

    def _written(self, files: tuple[Path, Path]) -> None:
        self._say(self.report, "\n".join(f"Wrote {file}" for file in files), "text")

    def _fit(self) -> None:
        self.close_first.setEnabled(bool(self._open) and bool(self.reason.text().strip()))
        tests = self._parts is not None and self._parts.tests is not None
        self.bar.set_enabled(tests)

    def _say(self, where: Words, words: str, tone: str) -> None:
        where.setText(words)
        where.set_tone(tone)

    def _lay_out(self) -> None:
        for words, name in (
            (self.tested, "Self-test"),
            (self.told, "Incidents"),
            (self.steps, "What to do"),
            (self.report, "Report"),
        ):
            words.setAccessibleName(name)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.reason.setAccessibleName("Why the incident can be closed")
        self.reason.setPlaceholderText("What was found out and done; names become tokens in the trail")
        self.month.setText(f"{dt.datetime.now(dt.UTC):%Y-%m}")
        self.month.setAccessibleName("Month of the report")
        self.month.setInputMask("9999-99")
        self.bar.show_reasons((), "Masks and scans invented names in hard cases; takes seconds.")
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        column.setSpacing(STEP)
        column.addWidget(Words("Oversight", title=True))
        self._section(column, "Self-test of masking", self.tested)
        self._section(column, "Incidents", self.told, self.steps, _row(self.reason, self.close_first))
        self._section(column, "Monthly report of this matter", _row(self.month, self.write, grow=False), self.report)
        column.addStretch(1)
        inner.setMaximumWidth(WIDEST)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addWidget(self.bar)

    def _section(self, column: QVBoxLayout, title: str, *parts: QWidget) -> None:
        column.addSpacing(2 * STEP)
        column.addWidget(Words(title, strong=True))
        for part in parts:
            column.addWidget(part)


def incident_words(one: Incident) -> str:
    """An incident in a line."""
    state = f"closed on {one.closed[:10]} by {one.closed_by}: {one.reason}" if one.closed else "open"
    return f"{one.number}. {one.when[:16].replace('T', ', ')} UTC: {one.what} ({state})"


def _row(field: QLineEdit, button: QPushButton, *, grow: bool = True) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(STEP)
    across.addWidget(field, 1 if grow else 0)
    across.addWidget(button)
    if not grow:
        field.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        across.addStretch(1)
    return row


def _chosen_folder(parent: QWidget) -> str:
    return QFileDialog.getExistingDirectory(parent, "Folder for the report")
