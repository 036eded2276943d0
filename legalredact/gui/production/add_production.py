"""Adds a production in four steps: what, options, check, run."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from legalredact.errors import Cancelled, LegalRedactError
from legalredact.gui.core.break_long_words import breakable
from legalredact.gui.core.dialogs import dialog_column, keys_come_back, open_at
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Task
from legalredact.gui.core.theme import STEP, Words, primary
from legalredact.gui.production.production_run import ProductionRun
from legalredact.gui.widgets.drop_down import DropDown
from legalredact.gui.widgets.progress_strip import TaskFollower
from legalredact.gui.widgets.scrolled import scrolled
from legalredact.gui.widgets.wrapping_row import WrappingRow
from legalredact.workflow.compute.lanes import Lane
from legalredact.workflow.names.queue import count_words
from legalredact.workflow.production.foresee import Foreseen

WHAT, OPTIONS, CHECK, RUN = range(4)
TITLES = ("1 of 4: folder or file", "2 of 4: options", "3 of 4: check", "4 of 4: run")
_WHAT = (
    "Choose a folder, a zip file, a mailbox or a load file (.dat). If a load file comes with page images or texts, "
    "choose the folder with all of it."
)
_OPTIONS = "The last stage of the run. You can change it between two runs, and you are asked before anything is sent."
_RUNNING = "You can close this window: the run continues, and the tab Progress shows it."
_ENDED = "Nothing runs now. The tab Progress lists what is done, and what waits for you."
_STOPPED = "Stopped before all documents were added. What was added stays. Add the production again for the rest."
_UNCHECKED = "Not checked. A file that is missing or damaged is listed under Stopped after the run."


class AddProduction(QDialog):
    """Asks, counts, then adds and runs; nothing is added before the last step. Closed in the last step, it still starts
    the run once the documents are added.

    Arguments:
        stages: words for each last stage of a run.
        choose_folder, choose_file: ask for a path; empty for none.
        paths: chosen already, for example by a drop.
    """

    start_asked = Signal(int)
    """The production is added, and is to run: number of its last stage."""

    def __init__(
        self,
        session: MatterSession,
        run: ProductionRun,
        stages: Sequence[str],
        parent: QWidget,
        choose_folder: Callable[[QWidget], str],
        choose_file: Callable[[QWidget], str],
        paths: Sequence[Path] = (),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Add a production")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        explained_by_f1(self, "production")
        keys_come_back(self)
        self._session, self._run, self._checking, self._checks = session, run, False, 0
        self.paths, self.told = tuple(paths), ""
        self.title, self.chosen, self.checked, self.said = Words(strong=True), Words(), Words(), Words()
        self.folder, self.file = QPushButton("Choose a folder …"), QPushButton("Choose a file …")
        self.far, self.at_once = DropDown(), QCheckBox("Start the run as soon as the documents are added")
        self.progress = _Progress(self)
        self.close_it, self.back, self.next = QPushButton("Cancel"), QPushButton("Back"), primary("Next")
        self.pages = QStackedWidget()
        self.far.addItems(list(stages))
        self.far.setAccessibleName("Run through")
        self.far.setCurrentIndex(min(session.preferences.run_through, len(stages) - 1))
        self.at_once.setChecked(session.preferences.run_at_once)
        self._lay_out()
        self.folder.clicked.connect(lambda: self.choose(choose_folder(self)))
        self.file.clicked.connect(lambda: self.choose(choose_file(self)))
        self.back.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        self.close_it.clicked.connect(self.reject)
        run.changed.connect(self._follow)
        run.told.connect(self._hear)
        self._show(WHAT)
        open_at(self, 80 * STEP, 40 * STEP)

    def choose(self, name: str) -> None:
        """Take a path; an empty one changes nothing."""
        if name:
            self.paths = (Path(name),)
            self._show(WHAT)
            self.next.setFocus()

    def reject(self) -> None:
        """Close it; a check ends, a run continues."""
        if self._checking:
            self.progress.stop()
        super().reject()

    # Steps

    def _show(self, page: int) -> None:
        self.pages.setCurrentIndex(page)
        self.title.setText(f"Step {TITLES[page]}")
        self.setAccessibleName(self.title.text())
        self.chosen.setText(breakable("\n".join(map(str, self.paths))) or "Nothing is chosen yet.")
        self.back.setVisible(page in (OPTIONS, CHECK))
        self.next.setText(("Next", "Next", "Add")[page] if page < RUN else "Close")
        self.next.setEnabled(page == RUN or bool(self.paths))
        self.close_it.setVisible(page < RUN)
        (self.next if self.next.isEnabled() else self.folder).setFocus()

    def _go_back(self) -> None:
        if self._checking:
            self.progress.stop()
        self._show(self.pages.currentIndex() - 1)

    def _go_on(self) -> None:
        page = self.pages.currentIndex()
        if page == WHAT:
            self._show(OPTIONS)
            self.far.setFocus()
        elif page == OPTIONS:
            self._check()
        elif page == CHECK:
            self._add()
        else:
            self.accept()

    def _check(self) -> None:
        """Count what would be added, beside everything else; it can be skipped."""
        self._checking, self._checks = True, self._checks + 1
        self._show(CHECK)
        self.checked.setText("Counting the documents …")
        self.next.setText("Skip the check and add")
        task = self._session.tasks.run(
            Lane.DOCUMENTS,
            "Checking the production",
            partial(self._session.producing.foresee, self.paths),
            partial(self._checked, self._checks),
            failed=partial(self._not_checked, self._checks),
        )
        self.progress.follow(None if task.over else task)

    def _checked(self, check: int, foreseen: Foreseen) -> None:
        self._end_check(check, check_words(foreseen), enabled=bool(foreseen.new or foreseen.problems))

    def _not_checked(self, check: int, problem: LegalRedactError) -> None:
        stopped = isinstance(problem, Cancelled)
        self._end_check(check, _UNCHECKED if stopped else str(problem), enabled=stopped)

    def _end_check(self, check: int, words: str, *, enabled: bool) -> None:
        """A check that was left by Back or Add, or that another one followed, says nothing any more."""
        if check != self._checks:
            return
        self._checking = False
        if self.pages.currentIndex() == CHECK:
            self.progress.follow(None)
            self.checked.setText(words)
            self.next.setText("Add")
            self.next.setEnabled(enabled)

    def _add(self) -> None:
        if self._checking:
            self.progress.stop()
        self._session.preferences.run_through = self.far.currentIndex()
        self._session.preferences.run_at_once = self.at_once.isChecked()
        self._show(RUN)
        self.said.setText(_RUNNING)
        self._run.take_in(self.paths)

    # The run

    def _hear(self, words: str) -> None:
        """The documents are added."""
        if self.pages.currentIndex() != RUN or self.told:
            return
        self.told = words
        self.said.setText(f"{words} {_RUNNING}" if self.at_once.isChecked() else words)
        if self.at_once.isChecked():
            self._run.changed.connect(self._start, Qt.ConnectionType.SingleShotConnection)

    def _start(self) -> None:
        self.start_asked.emit(self.far.currentIndex())

    def _follow(self) -> None:
        if self.pages.currentIndex() != RUN:
            return
        self.progress.follow(self._run.task)
        if not self._run.working:
            self.said.setText(f"{self.told} {_ENDED}" if self.told else _STOPPED)
        elif self.told:  # the run began after the addition had ended
            self.said.setText(f"{self.told} {_RUNNING}")

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(STEP)
        row.addStretch(1)
        for button in (self.folder, self.file, self.close_it, self.back, self.next):
            button.setAutoDefault(True)  # Enter presses the button with the focus
        for button in (self.close_it, self.back, self.next):
            row.addWidget(button)
        for parts in (
            (Words(_WHAT, tone="muted"), WrappingRow((self.folder, self.file)), self.chosen),
            (Words(_OPTIONS, tone="muted"), self.far, self.at_once),
            (self.checked,),
            (self.said,),
        ):
            self.pages.addWidget(scrolled(_page(parts)))
        column = dialog_column(self)
        column.addWidget(self.title)
        column.addWidget(self.pages, 1)
        column.addWidget(self.progress)
        column.addLayout(row)


def check_words(foreseen: Foreseen) -> str:
    """What would be added and what would be skipped, a line each."""
    if not foreseen.members:
        return "There is no document in it. Go back, and choose another folder or file."
    lines = [f"{count_words(foreseen.members, 'file')} in all, attachments and embedded files included."]
    lines.append(f"{count_words(foreseen.new, 'document')} would be added.")
    if foreseen.repeated:
        lines.append(f"Copies of other files in it, each read once: {foreseen.repeated:,}.")
    if foreseen.known:
        lines.append(f"Skipped, already in the matter: {foreseen.known:,}.")
    lines += [f"Cannot be opened: {count:,}. {what}" for what, count in foreseen.problems.most_common()]
    return "\n\n".join(lines)


def _page(parts: Sequence[QWidget]) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, STEP, 0, STEP)
    column.setSpacing(2 * STEP)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return page


class _Progress(TaskFollower):
    """Progress of the check or the run, and a button to stop it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("the production", "Stop", "Documents that are added stay", parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(STEP)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self.hide()

    def follow(self, task: Task | None) -> None:
        """Show that task, or none."""
        if task is not self._task:
            self.setVisible(task is not None)
            super().follow(task)
