"""Sign-off: a second person reads the summary against its sources, settles each flag, and signs or sends it back."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from legalredact.errors import Cancelled, LegalRedactError
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, Words, link, primary
from legalredact.gui.core.view import View
from legalredact.gui.review.comment_dialog import CommentDialog
from legalredact.gui.review.flags_panel import FlagsPanel
from legalredact.gui.review.printing import DPI, ask_for_printer, print_pages
from legalredact.gui.review.signature_result import SignaturePanel, ask_for_folder, last_word
from legalredact.gui.review.summary_reader import SummaryReader
from legalredact.gui.review.summary_view import MAKE_AGAIN
from legalredact.gui.review.verdict_form import VerdictForm
from legalredact.gui.widgets.action_bar import ActionBar
from legalredact.gui.widgets.empty_state import EmptyState
from legalredact.gui.widgets.question import Question
from legalredact.gui.widgets.reason import ReasonRow, shown
from legalredact.gui.widgets.scrolled import scrolled
from legalredact.model.policy import Policy
from legalredact.model.refusal import Refusal, RefusalKind
from legalredact.model.review import ReviewedSummary, SignOff, Verdict
from legalredact.workflow.compute.lanes import Lane
from legalredact.workflow.export.export import export, to_print
from legalredact.workflow.export.export_rules import reasons_against_export, reasons_against_print
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.sign_off.sign_off import review
from legalredact.workflow.sign_off.sign_off_records import sign_off_fault
from legalredact.workflow.sign_off.sign_off_rules import ReviewRequest, named_reviewers, reasons_against_signing

PRINT = "Print the signed summary (Ctrl+P)"
EMPTY, READING = range(2)
OPEN, SIGNED = range(2)
BESIDE = 72
"""Width in characters from which flags are beside the statements."""
LEAST_FLAGS = 12
"""Height of the list of flags, in steps of the grid, below which the panel scrolls as a whole."""
NEXT_FLAG = "next flag"
"""Target of the reason whose remedy is to resolve flags."""
_LINKS = MAKE_AGAIN | {RefusalKind.FLAGS: ("Go to the next flag", NEXT_FLAG)}


class SignOffView(View):
    """The reviewer's view.

    Arguments:
        folder: asks where to export to.
        printer: asks on which printer.
    """

    def __init__(
        self,
        session: MatterSession,
        parent: QWidget | None = None,
        folder: Callable[[QWidget], Path | None] = ask_for_folder,
        printer: Callable[[QWidget], QPrinter | None] = ask_for_printer,
    ) -> None:
        super().__init__(session, parent)
        self._folder, self._printer = folder, printer
        self.question: Question | None = None
        self.make = primary("Check and send")
        self.make.clicked.connect(lambda: session.step_asked.emit("send"))
        self.empty = EmptyState("article", "There is nothing to sign yet", "Create a summary first.", self.make)
        self.reader = SummaryReader(session, flags_elsewhere=True)
        self.flags, self.signature = FlagsPanel(), SignaturePanel()
        self.form = VerdictForm(named_reviewers(session.state, session.policy), session.actor)
        self.before = Words(tone="needs_you")
        self.send_back = QPushButton("Send back")
        self.send_back.setAutoDefault(False)
        self.comment = QPushButton("Comment …")
        self.comment.setAutoDefault(False)
        self.comment.setShortcut("F2")
        self.comment.setToolTip("Comment on the selected statement (F2)")
        self.dialog: CommentDialog | None = None
        self.next_flag = link("Next flag")
        self.next_flag.setToolTip("Go to the next open flag (F3)")
        self.next_flag.clicked.connect(self.flags.next_open)
        by_key = QShortcut(QKeySequence("F3"), self)  # a button's own shortcut is lost when its text changes
        by_key.activated.connect(self.flags.next_open)
        self.print = QPushButton("Print …")
        self.print.setAutoDefault(False)
        self.print.setToolTip(PRINT)
        self.print.setShortcut(QKeySequence.StandardKey.Print)
        self.bar = ActionBar("Approve and sign")
        self._under_way = ""
        """The summary whose verdict is being stored, until the snapshot has it."""
        self._lay_out()
        self._connect()
        self._choose()

    def enter(self, step: str) -> None:  # noqa: ARG002 - a view's signature
        """Read first."""
        self._take()
        (self.reader.list if self.session.state.summaries else self.make).setFocus()

    def primary(self) -> None:
        """Approve, or export a signed summary."""
        if self.session.state.summaries:
            self.bar.press()
        else:
            self.make.click()

    # Display

    def _choose(self) -> None:
        """Show another summary: its flags, and earlier verdicts on it."""
        summary = self.reader.summary
        self.flags.show_flags(summary, self.session.state.register.by_token())
        self.signature.show_files(())
        self.before.setText("")
        self._take()

    def _take(self) -> None:
        summary = self.reader.summary
        self.stack.setCurrentIndex(EMPTY if summary is None else READING)
        self.bar.setVisible(summary is not None)
        if summary is None:
            return
        if not self.session.refreshing:
            self._under_way = ""
        sign_off = self.session.state.signed.get(summary.id)
        keys_below = self.below.isAncestorOf(self.focusWidget())
        turned = self.below.currentIndex() != (shown := OPEN if sign_off is None else SIGNED)
        self.below.setCurrentIndex(shown)
        self.send_back.setVisible(sign_off is None)
        self.print.setVisible(sign_off is not None)
        self.comment.setVisible(sign_off is None)
        self.bar.button.setText("Approve and sign" if sign_off is None else "Export …")
        if sign_off is not None:
            self.signature.show_signature(sign_off, summary)
        else:
            self._look_back(summary)
        self._say()
        if turned and keys_below and sign_off is not None:  # what had the focus is hidden: Qt passed it to a digest
            (self.bar.button if self.bar.button.isEnabled() else self.bar).setFocus()

    def _look_back(self, summary: ReviewedSummary) -> None:
        def look(matter: OpenMatter) -> str:
            return sign_off_fault(matter, summary) or last_word(matter.store.sign_offs(summary.id))

        def found(words: str) -> None:
            if self.reader.summary is not None and self.reader.summary.id == summary.id:
                self.before.setText(words)
                self.before.setVisible(bool(words))

        self.session.look("Reading earlier decisions", look, found)

    def _say(self) -> None:
        """Why it cannot be signed, sent back or exported."""
        summary = self.reader.summary
        if summary is None:
            return
        if self._under_way:
            self.bar.show_reasons((ReasonRow(self._under_way),), "")
            self.send_back.setEnabled(False)
            return
        state, policy = self.session.state, self.session.policy
        if summary.id in state.signed:
            why = reasons_against_export(state, policy, self.signature.forms)
            self.bar.show_reasons(shown(why, _LINKS), _export_words(policy))
            _enable(self.print, reasons_against_print(state, policy), PRINT)
            return
        open_flags = self.flags.open
        self.next_flag.setVisible(bool(open_flags))
        self.next_flag.setText(f"Next of {open_flags}")
        approve, reject = (
            reasons_against_signing(state, policy, summary, self._request(verdict))
            for verdict in (Verdict.APPROVED, Verdict.REJECTED)
        )
        self.bar.show_reasons(shown(approve, _LINKS), "Your name and the time go into the audit trail.")
        _enable(self.send_back, reject, "")

    def _request(self, verdict: Verdict) -> ReviewRequest:
        explained = bool(self.form.words or self.reader.comments)
        return ReviewRequest(self.form.reviewer, verdict, explained, frozenset(self.flags.settled))

    # Acts of a person

    def _mend(self, target: str) -> None:
        if target == NEXT_FLAG:
            self.flags.next_open()
        else:
            self.session.step_asked.emit(target)

    def _press(self) -> None:
        summary = self.reader.summary
        if summary is None:
            return
        if summary.id in self.session.state.signed:
            self._export(summary)
            return
        self.question = sign_question(self, summary, self.form.reviewer, len(self.flags.boxes))
        self.question.accepted.connect(partial(self._decide, Verdict.APPROVED))
        self.question.open()

    def _decide(self, verdict: Verdict) -> None:
        summary = self.reader.summary
        if summary is None:
            return
        reviewer, note, comments = self.form.reviewer, self.form.words, self.reader.comments
        settled = self.flags.settled

        def work(matter: OpenMatter) -> SignOff:
            matter.note("summary.flags", ("summary", summary.id), ("settled", len(settled)), ("reviewer", reviewer))
            return review(matter, summary, reviewer, verdict, note, comments, settled)

        title = "Signing" if verdict is Verdict.APPROVED else "Sending back"
        self._under_way = f"{title} …"
        if self.send_back.hasFocus():
            self.reader.list.setFocus()  # it cannot be pressed for now
        self._say()
        self.session.act(title, work, self._decided, failed=self._not_decided)

    def _not_decided(self, problem: LegalRedactError) -> None:
        self._under_way = ""
        self._say()
        self.session.tasks.failed.emit(problem)

    def _decided(self, _: SignOff) -> None:
        self.form.note.clear()
        self.reader.kept()

    def _comment(self) -> None:
        """Ask for a comment on the current statement."""
        summary, number = self.reader.summary, self.reader.list.currentIndex().row()
        if summary is None or number < 0 or summary.id in self.session.state.signed:
            return
        segments = summary.clear_segments or summary.checked.summary.segments
        statement = " ".join(segments[number].text.split())
        before = dict(self.reader.comments).get(number, "")
        self.dialog = CommentDialog(statement, before, partial(self._commented, number), self)
        self.dialog.open()

    def _commented(self, number: int, words: str) -> None:
        self.reader.comment(number, words)
        self._say()

    def _export(self, summary: ReviewedSummary) -> None:
        folder, forms, in_full = self._folder(self), self.signature.forms, self.signature.identifiers.isChecked()
        if folder is not None:
            self.session.act_slowly(
                "Exporting",
                lambda matter, report, cancel: export(
                    matter, summary, folder, forms, report, cancel, identifiers=in_full
                ),
                self.signature.show_files,
            )

    def _print(self) -> None:
        summary = self.reader.summary
        printer = self._printer(self) if summary is not None and summary.id in self.session.state.signed else None
        in_full = self.signature.identifiers.isChecked()
        if summary is not None and printer is not None:
            self.session.act_slowly(
                "Printing",
                lambda matter, report, cancel: to_print(matter, summary, DPI, report, cancel, identifiers=in_full),
                lambda pages: self._put_out(pages, printer),
            )

    def _put_out(self, pages: tuple[bytes, ...], printer: QPrinter) -> None:
        """Give the pages to the printer; outside the vault, for which others wait."""

        def printed(_: None) -> None:
            self.signature.done.setText(f"Sent to the printer: {len(pages)} page{'s' * (len(pages) != 1)}.")

        def not_printed(problem: LegalRedactError) -> None:
            if isinstance(problem, Cancelled):
                self.signature.done.setText(str(problem))
            else:
                self.session.tasks.failed.emit(problem)

        self.session.tasks.run(
            Lane.PREVIEWS,
            "Printing",
            lambda report, cancel: print_pages(pages, printer, report, cancel),
            printed,
            failed=not_printed,
        )

    # Making

    def _connect(self) -> None:
        self.reader.summary_changed.connect(self._choose)
        self.session.changed.connect(self._take)
        self.flags.asked.connect(self.reader.go_to)
        for signal in (self.flags.changed, self.form.changed, self.signature.changed):
            signal.connect(self._say)
        self.reader.body.splitterMoved.connect(self._keep_division)
        self.comment.clicked.connect(self._comment)
        self.print.clicked.connect(self._print)
        self.send_back.clicked.connect(partial(self._decide, Verdict.REJECTED))
        self.bar.asked.connect(self._press)
        self.bar.mend_asked.connect(self._mend)

    def _lay_out(self) -> None:
        open_panel = QWidget()
        column = QVBoxLayout(open_panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        head = QHBoxLayout()
        head.addWidget(Words("Flags to resolve", strong=True))
        head.addStretch(1)
        head.addWidget(self.next_flag)
        column.addLayout(head)
        self.flags.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.flags.setMinimumHeight(LEAST_FLAGS * STEP)
        column.addWidget(self.flags, 1)
        column.addWidget(self.before)
        column.addWidget(self.form)
        self.below = QStackedWidget()
        for panel in (open_panel, self.signature):
            self.below.addWidget(scrolled(panel))
        lower = QWidget()
        holder = QVBoxLayout(lower)
        holder.setContentsMargins(STEP, STEP, 2 * STEP, 0)  # the right edge of the buttons below
        holder.addWidget(self.below)
        self.reader.body.addWidget(lower)
        self._turn(self.reader.body.orientation())
        for button in (self.print, self.send_back, self.comment):
            self.bar.row.insertWidget(1, button)
        self.stack = QStackedWidget()
        for page in (self.empty, self.reader):
            self.stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.stack, 1)
        whole.addWidget(self.bar)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put flags and decision beside the statements, or below them if both would be too narrow."""
        super().resizeEvent(event)
        wide = event.size().width() >= BESIDE * self.fontMetrics().averageCharWidth()
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if wanted is not self.reader.body.orientation():
            self._turn(wanted)

    def _turn(self, orientation: Qt.Orientation) -> None:
        """With the division that the person chose for this orientation."""
        body, name = self.reader.body, _division(orientation)
        body.setOrientation(orientation)
        for part in range(body.count()):
            body.setStretchFactor(part, 1)
        if not self.session.preferences.restore_splitter(name, body):
            shares = (1150, 1000) if orientation is Qt.Orientation.Horizontal else (2000, 1000)
            body.setSizes(shares)  # below, the summary has most of the height: it is read longest

    def _keep_division(self) -> None:
        body = self.reader.body
        self.session.preferences.keep_splitter(_division(body.orientation()), body)


def _division(orientation: Qt.Orientation) -> str:
    return "sign_off_beside" if orientation is Qt.Orientation.Horizontal else "sign_off_below"


def _enable(button: QPushButton, why: Sequence[Refusal], tip: str) -> None:
    """Enable a button, or tell the reasons against it."""
    told = " ".join(f"{one.what} {one.remedy}" for one in why)
    button.setEnabled(not why)
    button.setToolTip(told or tip)
    button.setAccessibleDescription(told)


def _export_words(policy: Policy) -> str:
    """Reasons against an export, before a folder is chosen."""
    where = f" The policy lets results be written below {', '.join(policy.export.folders)} alone."
    return f"Signed summaries may leave the matter.{where if policy.export.folders else ''}"


def sign_question(parent: QWidget, summary: ReviewedSummary, reviewer: str, flags: int) -> Question:
    """The question to a reviewer before signing: what exactly, over which digests."""
    statements = sum(not segment.heading for segment in summary.clear_segments)
    settled = f" {flags} flags are resolved." if flags else ""
    told = (
        f"{statements:,} statements, prepared by {summary.preparer}.{settled} The signature binds this very text "
        f"({summary.digest[:16]}) and what it was made from ({summary.checked.summary.payload_digest[:16]}); "
        "any later change voids it. A signature cannot be taken back."
    )
    box = Question(parent, "Sign the summary", f"Sign this summary as {reviewer}?", told, yes="Sign", no="Not yet")
    explained_by_f1(box, "sign_question")
    return box
