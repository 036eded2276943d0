"""What failed, what is safe, what to do: a strip above the view, never a message box."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from legalredact.errors import (
    EngineError,
    LegalRedactError,
    Refused,
    SendRefused,
    UnreadableInput,
    VaultDamaged,
    VaultError,
    WorkerStopped,
)
from legalredact.gui.core.icons import IconMark
from legalredact.gui.core.tasks import Tasks
from legalredact.gui.core.theme import STEP, Words, link, theme
from legalredact.workflow.compute.lanes import Unexpected

_SAFE: tuple[tuple[type[LegalRedactError], str], ...] = (
    (SendRefused, "Nothing was sent."),
    (Refused, "Nothing was changed and nothing was sent."),
    (UnreadableInput, "The file was only read."),
    (EngineError, "Your documents and decisions are as they were."),
    (VaultDamaged, "What was saved may be damaged."),
    (VaultError, "What was saved before was not changed."),
    (Unexpected, "Everything saved before is kept."),
    (WorkerStopped, ""),  # its remedy says it
)


def what_is_safe(problem: LegalRedactError) -> str:
    """The second of the three sentences; empty if one of the others includes it."""
    words = next((words for kind, words in _SAFE if isinstance(problem, kind)), "Everything you did before is kept.")
    told = f"{problem.what} {problem.remedy}".casefold()
    return "" if words.rstrip(".").casefold() in told else words


class ErrorPanel(QFrame):
    """Shows the latest error until it is dismissed; hidden without one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("error")
        self.setAccessibleName("Problem")
        self.what = Words(strong=True)
        self.safe = Words()
        self.remedy = Words()
        self._of = ""
        """Title of the job that failed."""
        self._dismiss = link("Dismiss")
        self._dismiss.setAccessibleName("Dismiss this message")
        self._dismiss.clicked.connect(self.hide)
        for words in (self.what, self.safe, self.remedy):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        theme().changed.connect(self._follow)
        self._follow()
        self.hide()

    def show_problem(self, problem: LegalRedactError) -> None:
        """Show an error of ours; its words contain no client text."""
        self._of = ""
        self.what.setText(problem.what)
        self.safe.setText(what_is_safe(problem))
        self.safe.setVisible(bool(self.safe.text()))
        self.remedy.setText(problem.remedy)
        self.show()

    def follow(self, tasks: Tasks) -> None:
        """Show the error of a job until the job runs again and succeeds."""
        tasks.failed.connect(lambda problem: self._failed(problem, tasks.ending))
        tasks.succeeded.connect(self._succeeded)

    def _failed(self, problem: LegalRedactError, title: str) -> None:
        self.show_problem(problem)
        self._of = title

    def _succeeded(self, title: str) -> None:
        if title == self._of:
            self.hide()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(STEP // 2)
        for line in (self.what, self.safe, self.remedy):
            words.addWidget(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * STEP, STEP, 2 * STEP, STEP)
        row.setSpacing(2 * STEP)
        row.addWidget(IconMark("warning", "stopped"), alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._dismiss, alignment=Qt.AlignmentFlag.AlignTop)

    def _follow(self) -> None:
        c = theme().colours
        self.setStyleSheet(f"#error {{ background: {c.raised}; border: none; border-left: 4px solid {c.stopped}; }}")
