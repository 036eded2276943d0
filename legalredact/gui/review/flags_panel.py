"""The flags of a summary, to be settled one by one, each with a reason, before anybody signs."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from legalredact.gui.core.theme import STEP, Words, link
from legalredact.gui.review.findings import named_words, of_whole, where_words
from legalredact.model.register import Entity
from legalredact.model.review import Finding, ReviewedSummary, Segment
from legalredact.workflow.sign_off.sign_off_rules import is_reason


class FlagsPanel(QScrollArea):
    """A line for each flag: a checkbox, a link to its statement, its words, and a field for the reason."""

    changed = Signal()
    """A flag was settled, or is open again."""
    asked = Signal(object)
    """The Finding that a person wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Flags to resolve")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.boxes: list[QCheckBox] = []
        self.reasons: list[QLineEdit] = []
        self._shown = ""
        self._findings: tuple[Finding, ...] = ()

    @property
    def open(self) -> int:
        """Number of flags that are not settled with a reason."""
        return len(self.boxes) - len(self.settled)

    @property
    def settled(self) -> dict[int, str]:
        """The reasons of the flags that are settled, by their number."""
        rows = enumerate(zip(self.boxes, self.reasons, strict=True))
        return {n: reason.text().strip() for n, (box, reason) in rows if box.isChecked() and is_reason(reason.text())}

    def settle(self, number: int, reason: str) -> None:
        """Settle a flag."""
        self.reasons[number].setText(reason)
        self.boxes[number].setChecked(True)

    def next_open(self) -> None:
        """Go to the reason of the next flag that is not resolved, after the focused one: what is typed next is kept."""
        rows = enumerate(zip(self.boxes, self.reasons, strict=True))
        here = next((n for n, row in rows if any(part.hasFocus() for part in row)), -1)
        order = [*range(here + 1, len(self.boxes)), *range(here + 1)]
        settled = self.settled
        following = next((n for n in order if n not in settled), None)
        if following is None:
            return
        self.reasons[following].setFocus()
        self.ensureWidgetVisible(self.boxes[following])
        self.ensureWidgetVisible(self.reasons[following])
        self.asked.emit(self._findings[following])

    def show_flags(self, summary: ReviewedSummary | None, by_token: Mapping[str, Entity]) -> None:
        """The flags of another summary, all open; those of the same one stay as they are."""
        digest = f"{summary.digest} {summary.checked.findings_digest}" if summary else ""
        if digest == self._shown:
            return
        self._shown, self.boxes, self.reasons = digest, [], []
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, STEP, 0)
        column.setSpacing(STEP // 2)
        self._findings = findings = summary.checked.findings if summary else ()
        if not findings:
            column.addWidget(Words("No flags.", tone="muted"))
        for number, finding in enumerate(findings):
            segments = summary.checked.summary.segments if summary else ()
            column.addLayout(self._line(number, finding, segments, by_token))
        column.addStretch(1)
        self.setWidget(inner)

    def _line(
        self, number: int, finding: Finding, segments: Sequence[Segment], by_token: Mapping[str, Entity]
    ) -> QHBoxLayout:
        words, where = named_words(finding, by_token), where_words(finding, segments)
        box, reason = QCheckBox(), QLineEdit()
        box.setAccessibleName(f"Resolved: {where}: {words}")
        box.setToolTip("Check it once you have reviewed it and given the reason")
        box.toggled.connect(lambda _: self._ticked(number))
        reason.setPlaceholderText("Reason")
        reason.setAccessibleName(f"Reason: {where}: {words}")
        reason.setToolTip("Why this flag does not prevent the signature")
        reason.textChanged.connect(lambda _: self.changed.emit())
        reason.returnPressed.connect(lambda: box.setChecked(True))
        self.boxes.append(box)
        self.reasons.append(reason)
        row = QHBoxLayout()
        row.setSpacing(STEP)
        row.addWidget(box, alignment=Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(0)
        row.addLayout(said, 1)
        if of_whole(finding):
            said.addWidget(Words(f"{number + 1}. {where}", tone="muted"))
        else:
            go = link(f"{number + 1}. {where}")
            go.setAccessibleName(f"Show {where.lower()}")
            go.clicked.connect(lambda: self.asked.emit(finding))
            said.addWidget(go, alignment=Qt.AlignmentFlag.AlignLeft)
        said.addWidget(Words(words))
        said.addWidget(reason)
        return row

    def _ticked(self, number: int) -> None:
        """Ask for the reason of a flag that was ticked without one."""
        if self.boxes[number].isChecked() and not is_reason(self.reasons[number].text()):
            self.reasons[number].setFocus()
        self.changed.emit()
