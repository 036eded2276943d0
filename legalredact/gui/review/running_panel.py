"""A summary that is being made: the text so far, progress, duration, and a cancel that works at once."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalredact.gui.core.tasks import Task
from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.review.summary_rows import SegmentRow
from legalredact.gui.widgets.marked_text import MarkedText, chips
from legalredact.gui.widgets.progress_strip import TaskFollower
from legalredact.gui.widgets.row_list import RowList
from legalredact.model.register import Entity

MAKING = "Making the summary"
MEANING = "meaning"
"""The step of a second reading, see `Progress`."""


class RunningPanel(TaskFollower):
    """Follows one task.

    Arguments:
        by_token: returns the entities of tokens, called again each time.
    """

    def __init__(self, by_token: Callable[[], Mapping[str, Entity]], parent: QWidget | None = None) -> None:
        super().__init__("the summary", "Cancel", "Stop at once; nothing partial is kept (Esc)", parent)
        self._by_token = by_token
        self.title = Words(MAKING, title=True)
        self.cancel.setShortcut("Esc")
        self.stream = StreamView()
        self.unchecked = Words("Shown as it arrives, with tokens. Names are restored after the check.", tone="muted")
        self._lay_out()

    def follow(self, task: Task | None) -> None:
        """Show that task, or none."""
        self.stream.show_text("", {})
        self.title.setText(MAKING)
        super().follow(task)

    def _tell(self, task: Task) -> None:
        if task.progress is not None and task.progress.step == MEANING:
            self.title.setText("Checking meaning")
            self.stream.show_text("", {})
        self.words.setText(progress_words(task))
        if task.progress is not None and task.progress.masked_text:
            self.stream.show_text(task.progress.masked_text, self._by_token())
        for widget in (self.stream, self.unchecked):
            widget.setVisible(bool(self.stream.rows))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2 * STEP)
        row.addWidget(self.bar, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 0)
        column.setSpacing(STEP)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addLayout(row)
        column.addWidget(self.unchecked)
        column.addWidget(self.stream, 8)
        column.addStretch(1)


def progress_words(task: Task) -> str:
    """The current step, in a sentence."""
    progress = task.progress
    if task.stopping and progress is not None and progress.step == MEANING:
        return "Stopping. The summary is kept."
    if task.stopping:
        return "Stopping. Nothing partial is kept."
    if progress is None or progress.step == "check":
        return "Checking once more what is read …"
    if progress.step == "judge":
        return "Checking the answer against the documents …"
    if progress.step == "send":
        return "Sending the masked text …"
    if progress.step == "receive":
        return f"{progress.done:,} characters received …"
    if progress.step == "wait":
        return f"The service is busy; waiting before try {progress.done + 1} of {progress.total} …"
    if progress.step == MEANING:
        of = f"request {min(progress.done + 1, progress.total)} of {progress.total}" if progress.total else "preparing"
        return f"Reading each statement against the passages that it cites: {of} …"
    return task.words()


# A summary as it arrives: with tokens, line by line, before anything of it is checked or named.

_HEADING, _STATEMENT = "## ", "- "
"""As the prompts ask for them."""


class StreamView(RowList):
    """Grows at its end, and stays there unless a person scrolled up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("The summary as it arrives: with tokens, not checked yet", parent)
        self._lines: list[str] = []

    def show_text(self, masked_text: str, by_token: Mapping[str, Entity]) -> None:
        """Show the text so far; another text replaces it."""
        lines = whole_lines(masked_text)
        same = next((n for n, (a, b) in enumerate(zip(lines, self._lines, strict=False)) if a != b), None)
        kept = min(len(lines), len(self._lines)) if same is None else same
        bar = self.verticalScrollBar()
        follows = bar.value() >= bar.maximum() - bar.singleStep()
        self.grow(kept, [row_of(line, by_token) for line in lines[kept:]])
        self._lines = lines
        if follows:
            self.scrollToBottom()


def whole_lines(masked_text: str) -> list[str]:
    """Lines without the last word, which may be half a token."""
    end = max(masked_text.rfind(" "), masked_text.rfind("\n"))
    return [line.strip() for line in masked_text[: end + 1].split("\n") if line.strip()]


def row_of(line: str, by_token: Mapping[str, Entity]) -> SegmentRow:
    """A heading or a statement."""
    heading = line.startswith(_HEADING)
    text = line.removeprefix(_HEADING if heading else _STATEMENT)
    return SegmentRow(MarkedText(text, chips(text, by_token), strong=heading), (), ())
