"""The flags of a summary, to be settled one by one before anybody signs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from legalredact.gui.core.theme import STEP, Words, link
from legalredact.gui.review.findings import finding_words, of_whole, where_words
from legalredact.model.review import Finding, ReviewedSummary


class FlagsPanel(QScrollArea):
    """A line for each flag: a checkbox, its kind, and a link to it."""

    changed = Signal()
    """A flag was settled, or is open again."""
    asked = Signal(object)
    """The Finding that a person wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Flags to settle")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.boxes: list[QCheckBox] = []
        self._shown = ""
        self._findings: tuple[Finding, ...] = ()

    @property
    def open(self) -> int:
        """Number of flags that are not resolved."""
        return sum(not box.isChecked() for box in self.boxes)

    @property
    def settled(self) -> tuple[int, ...]:
        """Numbers of the flags that are settled."""
        return tuple(number for number, box in enumerate(self.boxes) if box.isChecked())

    def next_open(self) -> None:
        """Go to the next flag that is not resolved, after the focused one."""
        here = next((n for n, box in enumerate(self.boxes) if box.hasFocus()), -1)
        order = [*range(here + 1, len(self.boxes)), *range(here + 1)]
        following = next((n for n in order if not self.boxes[n].isChecked()), None)
        if following is None:
            return
        self.boxes[following].setFocus()
        self.ensureWidgetVisible(self.boxes[following])
        self.asked.emit(self._findings[following])

    def show_flags(self, summary: ReviewedSummary | None) -> None:
        """The flags of another summary, all open; those of the same one stay as they are."""
        digest = f"{summary.digest} {summary.checked.findings_digest}" if summary else ""
        if digest == self._shown:
            return
        self._shown, self.boxes = digest, []
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, STEP, 0)
        column.setSpacing(STEP)
        self._findings = findings = summary.checked.findings if summary else ()
        if not findings:
            column.addWidget(Words("No flags.", tone="muted"))
        for finding in findings:
            column.addLayout(self._line(finding))
        column.addStretch(1)
        self.setWidget(inner)

    def _line(self, finding: Finding) -> QHBoxLayout:
        words = finding_words(finding)
        box = QCheckBox()
        box.setAccessibleName(f"Settled: {where_words(finding)}: {words}")
        box.setToolTip("Tick it once you have looked at it")
        box.toggled.connect(lambda _: self.changed.emit())
        self.boxes.append(box)
        row = QHBoxLayout()
        row.setSpacing(STEP)
        row.addWidget(box, alignment=Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(0)
        row.addLayout(said, 1)
        if of_whole(finding):
            said.addWidget(Words(where_words(finding), tone="muted"))
        else:
            go = link(where_words(finding))
            go.setAccessibleName(f"Show {where_words(finding).lower()}")
            go.clicked.connect(lambda: self.asked.emit(finding))
            said.addWidget(go, alignment=Qt.AlignmentFlag.AlignLeft)
        said.addWidget(Words(words))
        return row
