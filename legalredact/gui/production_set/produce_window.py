"""Produces documents in four steps: what, how, run, result."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from legalredact.errors import Cancelled, LegalRedactError
from legalredact.gui.core.dialogs import keys_come_back, open_at
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Task
from legalredact.gui.core.theme import STEP, Words, link, primary
from legalredact.gui.production_set.compare_boxes import CompareBoxes
from legalredact.gui.production_set.produce_documents import ProduceDocuments
from legalredact.gui.production_set.produce_options import ProduceOptions
from legalredact.gui.widgets.progress_strip import TaskFollower
from legalredact.gui.widgets.scrolled import scrolled
from legalredact.model.production_set import ProducedSet
from legalredact.workflow.copies.reason_codes import reasons_of
from legalredact.workflow.names.queue import count_words
from legalredact.workflow.production_set.choices import ProduceChoices
from legalredact.workflow.production_set.plan_file import plan_rows, put_plan
from legalredact.workflow.production_set.run import Produced

WHAT, HOW, RUN = range(3)
_TITLES = ("1 of 3: the documents", "2 of 3: numbers and pages", "3 of 3: run and result")
_STOPPED = "Stopped. Finished copies are kept. To continue, produce again with the same name and folder."
_SHOWN = 40
"""Lines of a result that are shown."""


class ProduceWindow(QDialog):
    """Reads and stores the plan in the vault lane, and produces in the lane of copies."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Produce documents")
        explained_by_f1(self, "produce")
        keys_come_back(self)
        self._session = session
        self.documents, self.options = ProduceDocuments(), ProduceOptions()
        self.title, self.said = Words(), Words()
        self.progress = _Progress(self)
        self.open_folder, self.compare = link("Open the folder"), link("Compare boxes …")
        self.sets: tuple[ProducedSet, ...] = ()
        self.back, self.next, self.close_it = QPushButton("Back"), primary("Next"), QPushButton("Close")
        self.pages = QStackedWidget()
        self.folder: Path | None = None
        self.outcome: Produced | None = None
        self.task: Task | None = None
        self._lay_out()
        self.back.clicked.connect(lambda: self._show(self.pages.currentIndex() - 1))
        self.next.clicked.connect(self._go_on)
        self.close_it.clicked.connect(self.reject)
        self.open_folder.clicked.connect(self._open)
        self.compare.clicked.connect(self.ask_to_compare)
        self._show(WHAT)
        open_at(self, 1080, 640)
        session.look("Reading the plan", plan_rows, self._take)
        session.look("Reading the codes", reasons_of, self.documents.show_codes)
        self._read_sets()

    def reject(self) -> None:
        """Close it; a run that goes on is stopped instead."""
        if self.task is not None:
            self.task.cancel()
            return
        super().reject()

    def _take(self, rows: object) -> None:
        if isinstance(rows, tuple):
            self.documents.show_rows(rows)
        self._show(self.pages.currentIndex())

    def _show(self, page: int) -> None:
        self.pages.setCurrentIndex(page)
        self.title.setText(_TITLES[page])
        running = self.task is not None
        self.back.setEnabled(page > WHAT and not running)
        self.next.setText("Produce …" if page == RUN else "Next")
        self.next.setEnabled(not running and bool(self.documents.decisions))
        self.close_it.setEnabled(not running)
        self.open_folder.setVisible(self.outcome is not None and self.outcome.volume is not None)

    def _go_on(self) -> None:
        page = self.pages.currentIndex()
        if page == WHAT:
            decisions, order = self.documents.decisions, self.documents.order
            self._session.act(
                "Saving the plan", lambda matter: put_plan(matter, decisions, order), lambda _: self._show(HOW)
            )
        elif page == HOW:
            self.said.setText(
                "Each document is copied, redacted and searched as redacted copies are. Then pages are numbered and "
                "stamped, and the finished files are read again. The volume appears in the folder when it is complete."
            )
            self._show(RUN)
        else:
            self._ask_for_folder()

    def _ask_for_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Folder for the volume", str(self.folder or ""))
        if folder:
            self.produce(Path(folder))

    def produce(self, folder: Path) -> None:
        """Produce the set below a folder."""
        self.folder, self.outcome = folder, None
        choices: ProduceChoices = self.options.choices
        task = self._session.produce(choices, folder, self._done, self._failed)
        self.task = None if task.over else task
        self.progress.follow(self.task)
        self._show(RUN)

    def ask_to_compare(self) -> None:
        """Compare boxes of a finished set with the originals."""
        self.comparing = CompareBoxes(self._session, self.sets, self.folder, self)
        self.comparing.open()

    def _read_sets(self) -> None:
        def take(sets: tuple[ProducedSet, ...]) -> None:
            self.sets = sets
            self.compare.setVisible(bool(sets))

        self._session.look("Reading the sets", lambda matter: matter.store.production_sets(), take)

    def _done(self, result: Produced) -> None:
        self.outcome = result
        self._read_sets()
        self._end(result_words(result))

    def _failed(self, problem: LegalRedactError) -> None:
        self._end(_STOPPED if isinstance(problem, Cancelled) else str(problem))

    def _end(self, words: str) -> None:
        self.task = None
        self.progress.follow(None)
        self.said.setText(words)
        self._show(RUN)

    def _open(self) -> None:
        if self.folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))

    def _lay_out(self) -> None:
        result = QWidget()
        lines = QVBoxLayout(result)
        lines.addWidget(self.said)
        lines.addStretch(1)
        for page in (self.documents, scrolled(self.options), scrolled(result)):
            self.pages.addWidget(page)
        buttons = QHBoxLayout()
        buttons.setSpacing(STEP)
        for button in (self.open_folder, self.compare, self.close_it, self.back, self.next):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        self.compare.hide()
        buttons.insertStretch(2, 1)
        column = QVBoxLayout(self)
        column.setSpacing(STEP)
        column.addWidget(self.title)
        column.addWidget(self.pages, 1)
        column.addWidget(self.progress)
        column.addLayout(buttons)


class _Progress(TaskFollower):
    """Progress of a production, and a button to stop it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("the production", "Stop", "Copies that are ready are kept for the next run", parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self.hide()

    def follow(self, task: Task | None) -> None:
        """Show that task, or none."""
        self.setVisible(task is not None)
        super().follow(task)


def result_words(result: Produced) -> str:
    """What was produced, counted from the files, and what needs a person."""
    lines: list[str] = []
    if result.record is not None and result.check is not None:
        documents = result.record.documents
        lines.append(f"{result.record.name}: {documents[0].first} to {documents[-1].last}.")
        lines.append(
            f"In the volume: {result.check.words()}. The check compared numbers, families, paths, digests, page counts "
            "and the texts of PDF files, and found no difference. It found no covered name in the fields and in the "
            "files that it searched. It read no page by OCR. Page images are drawn from pages whose text was searched."
        )
        lines.append(
            f"{count_words(result.check.redacted, 'document')} redacted, {result.check.withheld:,} withheld; "
            f"{count_words(result.logged, 'row')} in the privilege log."
        )
        lines.append(
            "The folder beside the volume has the privilege log, and a list of digests that stays in the firm."
        )
    elif result.check is not None:
        lines.append("The check found something wrong; nothing was handed over.")
        lines += result.check.problems
    else:
        lines.append(
            "The redaction of these documents cannot be verified, so no number was assigned yet. Withhold them, or "
            "choose slip sheets for them, and produce again; the other copies are kept."
        )
    lines += [f"{number}: {why}" for number, why in result.failed]
    lines += [f"{number}: its pages lack {', '.join(parts)}." for number, parts in result.left_out]
    if result.look:
        lines.append(f"Please look at {', '.join(result.look)}: they have images, and OCR misses some names.")
    if result.reused:
        lines.append(f"{result.reused:,} copies of an earlier run were used.")
    rest = len(lines) - _SHOWN
    return "\n".join((*lines[:_SHOWN], *((f"and {rest:,} more lines",) if rest > 0 else ())))
