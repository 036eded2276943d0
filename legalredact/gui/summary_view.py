"""Summary: it is made, then read; each statement leads to its source beside it."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from legalredact.gui.action_bar import ActionBar
from legalredact.gui.empty_state import EmptyState
from legalredact.gui.running_panel import RunningPanel
from legalredact.gui.send_reasons import Reason
from legalredact.gui.session import MatterSession
from legalredact.gui.summary_reader import SummaryReader
from legalredact.gui.theme import primary
from legalredact.gui.view import View
from legalredact.model.review import ReviewedSummary

EMPTY, RUNNING, READING = range(3)


class SummaryView(View):
    """Follows the session: nothing yet, being made, or to be read."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.make = primary("Check and send")
        self.make.clicked.connect(lambda: session.step_asked.emit("send"))
        self.empty = EmptyState(
            "article", "There is no summary yet", "Check what would leave, then have one made.", self.make
        )
        self.running, self.reader = RunningPanel(), SummaryReader(session)
        self.bar = ActionBar("Go to sign-off")
        self.bar.asked.connect(lambda: session.step_asked.emit("sign_off"))
        self.bar.mend_asked.connect(session.step_asked)
        self._lay_out()
        self.reader.summary_changed.connect(self._take)
        session.changed.connect(self._take)
        session.summarizing_changed.connect(self._begun)
        self._begun()

    def enter(self, step: str) -> None:  # noqa: ARG002 - a view's signature
        """Show what there is."""
        self._take()
        first = {EMPTY: self.make, RUNNING: self.running.cancel, READING: self.reader.list}
        first[self.stack.currentIndex()].setFocus()

    def primary(self) -> None:
        """Go on to sign-off, or to what makes a summary."""
        if self.stack.currentIndex() == READING:
            self.bar.press()
        elif self.stack.currentIndex() == EMPTY:
            self.make.click()

    def _begun(self) -> None:
        task = self.session.summarizing
        self.running.follow(task)
        if task is not None:
            task.ended.connect(self._take)
        self._take()

    def _take(self) -> None:
        if self.session.summarizing is not None:
            self.stack.setCurrentIndex(RUNNING)
        else:
            self.running.follow(None)
            self.stack.setCurrentIndex(READING if self.session.state.summaries else EMPTY)
        self.bar.setVisible(self.stack.currentIndex() == READING)
        summary = self.reader.summary
        if summary is not None:
            self.bar.show_reasons(stops(summary), "Read it against its sources; a second person signs it.")

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        for page in (self.empty, self.running, self.reader):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        column.addWidget(self.bar)


def stops(summary: ReviewedSummary) -> tuple[Reason, ...]:
    """Why a summary cannot go to sign-off."""
    if summary.checked.restorable:
        return ()
    return (Reason("The check stopped this summary.", "Have it made again", "send"),)
