"""The production of a window: its running tasks and its status, updated as long as something runs."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from legalredact.errors import Cancelled, LegalRedactError
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Task
from legalredact.gui.matter.additions import push_addition
from legalredact.model.job import Stage
from legalredact.model.policy import LOCAL
from legalredact.summary.prompts import Prompt
from legalredact.workflow.compute.lanes import Lane
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.production_status import ProductionStatus, standing
from legalredact.workflow.matter.stopped_documents import Stopped, stopped_documents
from legalredact.workflow.production.background import give_up
from legalredact.workflow.production.resolve_names import Orders
from legalredact.workflow.production.retry import retry
from legalredact.workflow.production.take_in import TakenIn

OFTEN = 1_000
"""Milliseconds between two updates of the status."""
SELDOM = 15
"""Updates after which the stopped documents are read again."""


class ProductionRun(QObject):
    """One run at a time, in the documents lane."""

    changed = Signal()
    """It began, ended or is pausing, or has a new status."""
    stopped_changed = Signal()
    """Other documents are refused or wait."""
    told = Signal(str)
    """Words for a person."""

    def __init__(self, session: MatterSession) -> None:
        super().__init__(session)
        self._session = session
        self.task: Task | None = None
        self.pausing = False
        self.engine = LOCAL
        """For which held documents are counted."""
        self.now: ProductionStatus | None = None
        self.stopped: tuple[Stopped, ...] = ()
        self._looking = self._again = False
        self._looks = 0
        self._tick = QTimer(self, interval=OFTEN)
        self._tick.timeout.connect(self.look)

    @property
    def working(self) -> bool:
        """Whether it runs."""
        return self.task is not None

    def take_in(self, paths: Sequence[Path]) -> None:
        """Add the members below that path."""
        self._take_in(paths, again=False)

    def _take_in(self, paths: Sequence[Path], *, again: bool) -> None:
        producing = self._session.producing
        self._begin(
            self._session.tasks.run(
                Lane.DOCUMENTS,
                "Adding the production",
                lambda report, cancel: producing.take_in(paths, report, cancel),
                lambda taken: self._took(paths, taken, again=again),
                failed=self._failed,
            )
        )

    def start(self, prompt: Prompt, until: Stage, engine: str = LOCAL) -> None:
        """Continue, up to that stage; for an engine that sends, a person has agreed to the send."""
        producing, orders = self._session.producing, Orders(prompt, engine, until=until)
        self._begin(
            self._session.tasks.run(
                Lane.DOCUMENTS,
                "Working on the production" if engine == LOCAL else "Sending the production to Claude",
                lambda report, cancel: producing.run(orders, report, cancel),
                lambda _: self._end(),
                failed=self._failed,
            )
        )

    def pause(self) -> None:
        """Stop once the results so far are stored."""
        if self.working and not self.pausing:
            self.pausing = True
            self._session.producing.pause()
            self.changed.emit()

    def stop(self) -> None:
        """Stop at once: unfinished work begins again another time."""
        if self.task is not None:
            self.task.cancel()

    def retry(self, document_ids: Sequence[str] = ()) -> None:
        """Have refused documents tried again, those named or all."""

        def done(count: int) -> None:
            self.told.emit(f"{_documents(count)} will be tried again when the production is resumed.")
            self.look(whole=True)

        self._session.act("Trying again", lambda matter: retry(matter, document_ids), done)

    def give_up(self) -> None:
        """Remove unread documents."""

        def done(count: int) -> None:
            self.told.emit(f"{_documents(count)} that were not read were removed. Add them again to get them back.")
            self.look(whole=True)

        self._session.act("Removing unread documents", give_up, done)

    def look(self, *, whole: bool = False) -> None:
        """Read the status; the stopped documents too, if requested, or once in a while."""
        if self._looking:
            self._again = self._again or whole
            return
        self._looks += 1
        whole = whole or self._looks % SELDOM == 1
        self._looking, self._again = True, False
        engine = self.engine

        def read(matter: OpenMatter) -> tuple[ProductionStatus, tuple[Stopped, ...] | None]:
            return standing(matter, engine), stopped_documents(matter, engine) if whole else None

        self._session.look("Reading the status of the production", read, self._take, failed=self._not_read)

    def _begin(self, task: Task) -> None:
        """Follow a task; where jobs run at once it has ended already."""
        self.task = None if task.over else task
        if self.working:
            self._tick.start()
        self.changed.emit()
        self.look(whole=True)

    def _took(self, paths: Sequence[Path], taken: TakenIn, *, again: bool) -> None:
        known = f" Already in the matter: {taken.known:,}." if taken.known else ""
        refused = f" Could not be opened: {taken.refused:,}." if taken.refused else ""
        self.told.emit(f"{_documents(taken.new)} added.{known}{refused}")
        if taken.subjects and not again:
            push_addition(
                self._session, _documents(taken.new), taken.subjects, lambda: self._take_in(paths, again=True)
            )
        self._end(refresh=False)

    def _failed(self, problem: LegalRedactError) -> None:
        self._end()
        if not isinstance(problem, Cancelled):
            self._session.tasks.failed.emit(problem)

    def _end(self, *, refresh: bool = True) -> None:
        self.task, self.pausing = None, False
        self._tick.stop()
        if refresh:
            self._session.refresh()
        self.look(whole=True)
        self.changed.emit()

    def _take(self, read: tuple[ProductionStatus, tuple[Stopped, ...] | None]) -> None:
        self._looking = False
        now, stopped = read
        if now != self.now:
            self.now = now
            self.changed.emit()
        if stopped is not None and stopped != self.stopped:
            self.stopped = stopped
            self.stopped_changed.emit()
        if self._again:
            self.look(whole=True)

    def _not_read(self, problem: LegalRedactError) -> None:
        self._looking = False
        self._tick.stop()
        self._session.tasks.failed.emit(problem)


def _documents(count: int) -> str:
    return f"{count:,} document" if count == 1 else f"{count:,} documents"
