"""Summary: it is made, then read; each statement leads to its source beside it."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from legalredact.errors import LegalRedactError
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import primary
from legalredact.gui.core.view import View
from legalredact.gui.review.edit_statement import EditStatement
from legalredact.gui.review.meaning import MeaningButton
from legalredact.gui.review.running_panel import RunningPanel
from legalredact.gui.review.summary_reader import SummaryReader
from legalredact.gui.widgets.action_bar import ActionBar
from legalredact.gui.widgets.empty_state import EmptyState
from legalredact.gui.widgets.reason import shown
from legalredact.model.refusal import RefusalKind
from legalredact.model.register import Entity
from legalredact.workflow.sign_off.corrections import editable, revise
from legalredact.workflow.sign_off.sign_off_rules import reasons_against_approval, reasons_against_edit

EMPTY, RUNNING, READING = range(3)
EDIT = "Edit this statement (F2)"
MAKE_AGAIN = {RefusalKind.CHECK: ("Regenerate it", "send")}
"""The link beside a summary that the check stopped."""


class SummaryView(View):
    """Follows the session: nothing yet, being made, or to be read."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.make = primary("Check and send")
        self.make.clicked.connect(lambda: session.step_asked.emit("send"))
        self.empty = EmptyState(
            "article", "There is no summary yet", "Check what would be sent, then create one.", self.make
        )
        self.running = RunningPanel(self._by_token)
        self.reader = SummaryReader(session)
        self.bar = ActionBar("Go to sign-off")
        self.bar.asked.connect(lambda: session.step_asked.emit("sign_off"))
        self.bar.mend_asked.connect(session.step_asked)
        self.edit = QPushButton("Edit")
        self.edit.setAccessibleName("Edit this statement")
        self.edit.setAutoDefault(False)
        self.edit.setShortcut("F2")
        self.edit.setToolTip(EDIT)
        self.edit.clicked.connect(self._edit)
        self.dialog: EditStatement | None = None
        self.meaning = MeaningButton(session)
        self._lay_out()
        self.reader.sources_found.connect(self._say_meaning)
        self.reader.list.moved.connect(lambda _: self._say_edit())
        self.reader.summary_changed.connect(self._take)
        session.changed.connect(self._take)
        session.summaries.begun.connect(self._begun)
        self._begun()

    def enter(self, step: str) -> None:  # noqa: ARG002 - a view's signature
        """Show the summaries."""
        self._take()
        first = {EMPTY: self.make, RUNNING: self.running.cancel, READING: self.reader.list}
        first[self.stack.currentIndex()].setFocus()

    def primary(self) -> None:
        """Go on to sign-off, or to the view that makes a summary."""
        if self.stack.currentIndex() == READING:
            self.bar.press()
        elif self.stack.currentIndex() == EMPTY:
            self.make.click()

    def _by_token(self) -> Mapping[str, Entity]:
        return self.session.state.register.by_token()

    def _begun(self) -> None:
        task = self.session.summaries.running
        self.running.follow(task)
        if task is not None:
            task.ended.connect(self._take)
        self._take()

    def _take(self) -> None:
        if self.session.summaries.running is not None:
            self.stack.setCurrentIndex(RUNNING)
        else:
            self.running.follow(None)
            self.stack.setCurrentIndex(READING if self.session.state.summaries else EMPTY)
        self.bar.setVisible(self.stack.currentIndex() == READING)
        summary = self.reader.summary
        if summary is not None:
            why = shown(reasons_against_approval(summary), MAKE_AGAIN)
            self.bar.show_reasons(why, "Check it against the sources; a second person signs it.")
        self._say_edit()
        self._say_meaning()

    def _say_meaning(self) -> None:
        self.meaning.show_for(self.reader.summary, self.reader.background)

    def _say_edit(self) -> None:
        """A summary that only another person may edit has no button."""
        summary, row = self.reader.summary, self.reader.list.currentIndex().row()
        if summary is None:
            self.edit.setVisible(False)
            return
        why = reasons_against_edit(self.session.state, self.session.policy, self.session.actor, summary)
        self.edit.setVisible(all(one.kind is not RefusalKind.OTHER_PERSON for one in why))
        self.edit.setEnabled(not why and row >= 0)
        self.edit.setToolTip(" ".join(f"{one.what} {one.remedy}" for one in why) or EDIT)

    def _edit(self) -> None:
        summary, number = self.reader.summary, self.reader.list.currentIndex().row()
        if summary is None or number < 0:
            return

        def keep(text: str, kept: Callable[[], None], failed: Callable[[LegalRedactError], None]) -> None:
            self.session.act(
                "Checking the edit",
                lambda matter: revise(matter, summary, number, text),
                lambda _: kept(),
                failed=failed,
            )

        columns = self.reader.background.payload.columns if self.reader.background is not None else ()
        self.dialog = EditStatement(editable(summary, number).text, columns, keep, self)
        self.dialog.open()

    def _lay_out(self) -> None:
        self.bar.row.insertWidget(1, self.edit)
        self.bar.row.insertWidget(1, self.meaning)
        self.stack = QStackedWidget()
        for page in (self.empty, self.running, self.reader):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        column.addWidget(self.bar)
