"""An open matter in the window: the last snapshot, and the ways to act on the matter behind it."""

import functools
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from legalredact.errors import Cancelled, LegalRedactError
from legalredact.gui.core.incoming_files import IncomingFiles
from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.summary_tasks import SummaryTasks
from legalredact.gui.core.tasks import Task, Tasks
from legalredact.model.mention import Span
from legalredact.model.progress import Cancellation, Report
from legalredact.workflow.compute.lanes import Lane
from legalredact.workflow.copies.plan import Choices, Copying
from legalredact.workflow.copies.run import Redacted
from legalredact.workflow.copies.run_log import RunLog
from legalredact.workflow.matter.add_files import Adding, Arrival, called_in
from legalredact.workflow.matter.incoming import NO_PASSWORDS, Added
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.unread_files import unrefuse
from legalredact.workflow.matter.worker_toolkit import MakeKit
from legalredact.workflow.production.background import Producing
from legalredact.workflow.production.executors import Processes
from legalredact.workflow.production.executors import TaskExecutor as Workers
from legalredact.workflow.production_set.choices import ProduceChoices
from legalredact.workflow.production_set.run import Produced, Production
from legalredact.workflow.send.background import Summarizing
from legalredact.workflow.window.snapshot import Snapshot, after_names, snapshot, with_approvals

T = TypeVar("T")
QUIET = 500
"""Milliseconds without a decision after which approvals are checked again."""
TemporaryPlace = tempfile.TemporaryDirectory[str]


class MatterSession(QObject):
    """Shared by all views. They read `state`, act through `act` and `look`, and are notified of changes by signals.

    Arguments:
        matter: used only by work that is passed to `act` and `look`.
        place: the temporary folder of a sample, which is deleted when the matter is closed.
    """

    changed = Signal(object)
    """The new Snapshot."""
    incoming_changed = Signal()
    """`incoming` changed: a file is being read, was read or was refused."""
    password_asked = Signal(object)
    """Path of a locked file: the documents panel asks for its password."""
    files_asked = Signal(object)
    """Paths of files and folders that a person wants to add: the documents panel adds them."""
    files_added = Signal(object, object)
    """(paths, Added): files were read and searched."""
    file_shown = Signal(object)
    """Path of a file that is not read yet: the pages show it as it is."""
    shown = Signal(str, object)
    """(document id, Span or None): the pages go there."""
    entity_chosen = Signal(str)
    """Entity id: the names panel shows its card; empty: none."""
    step_asked = Signal(str)
    """Id of a step, or of another view: the window goes there."""

    def __init__(
        self,
        matter: OpenMatter,
        state: Snapshot,
        tasks: Tasks,
        preferences: Preferences,
        place: TemporaryPlace | None = None,
    ) -> None:
        super().__init__()
        self._matter = matter
        self.state = state
        self.reading = matter.store.reading
        """Whether it is open for reading only, since another person has it open."""
        self.tasks, self.preferences, self._place = tasks, preferences, place
        self.policy, self.actor, self.today = matter.parts.policy, matter.actor, matter.parts.today
        self.make_engine, self.warm_up = matter.parts.engine, functools.cache(matter.parts.warm_up)
        self.workers: Callable[[MakeKit], Workers] = Processes
        """Executor for the documents of a production."""
        self.undo = QUndoStack(self)
        self._files = IncomingFiles(state.refused)
        self._acts = 0
        self._refreshing = self._stale = False
        self._narrow = True
        """Whether all acts since the last snapshot was begun changed names alone."""
        self._approvals = QTimer(self, singleShot=True, interval=QUIET)
        """Runs while approvals wait to be checked again."""
        self._approvals.timeout.connect(self._check_approvals)
        self._checking = Cancellation()
        """Cancels the check of the approvals that waits or runs."""

    @property
    def sample(self) -> bool:
        """Whether it is deleted when the window closes."""
        return self._place is not None

    def act(
        self,
        title: str,
        work: Callable[[OpenMatter], T],
        then: Callable[[T], object] | None = None,
        *,
        failed: Callable[[LegalRedactError], None] | None = None,
        of_names: bool = False,
    ) -> Task:
        """Change the matter in the vault lane; `changed` follows once no other act waits.

        Arguments:
            of_names: it changes names alone, so that nothing else has to be read again.
        """
        return self._act(title, lambda matter, *_: work(matter), then, failed=failed, of_names=of_names, stops=False)

    def act_slowly(
        self,
        title: str,
        work: Callable[[OpenMatter, Report, Cancellation], T],
        then: Callable[[T], object] | None = None,
        *,
        failed: Callable[[LegalRedactError], None] | None = None,
        of_names: bool = False,
    ) -> Task:
        """As `act`, for work that reports progress and can be cancelled."""
        return self._act(title, work, then, failed=failed, of_names=of_names, stops=True)

    def _act(
        self,
        title: str,
        work: Callable[[OpenMatter, Report, Cancellation], T],
        then: Callable[[T], object] | None,
        *,
        failed: Callable[[LegalRedactError], None] | None,
        of_names: bool,
        stops: bool,
    ) -> Task:
        self._acts += 1
        self._narrow = self._narrow and of_names
        self._checking.cancel()  # the act does not wait for all of it: approvals are checked again after the act

        def done(value: T) -> None:
            self._acted()
            if then is not None:
                then(value)

        def not_done(problem: LegalRedactError) -> None:
            self._acted()
            if failed is not None:
                failed(problem)
            elif not isinstance(problem, Cancelled):
                self.tasks.failed.emit(problem)

        matter = self._matter
        return self.tasks.run(
            Lane.VAULT, title, lambda report, cancel: work(matter, report, cancel), done, failed=not_done, stops=stops
        )

    def look(
        self,
        title: str,
        work: Callable[[OpenMatter], T],
        then: Callable[[T], object],
        *,
        failed: Callable[[LegalRedactError], None] | None = None,
        quiet: bool = True,
    ) -> Task:
        """Read from the matter in the vault lane; nothing is refreshed."""
        matter = self._matter
        return self.tasks.run(Lane.VAULT, title, lambda *_: work(matter), then, failed=failed, quiet=quiet, stops=False)

    def look_slowly(
        self,
        title: str,
        work: Callable[[OpenMatter, Report, Cancellation], T],
        then: Callable[[T], object],
        *,
        failed: Callable[[LegalRedactError], None] | None = None,
    ) -> Task:
        """As `look`, for work that reports progress and can be cancelled."""
        return self.tasks.run(Lane.VAULT, title, partial(work, self._matter), then, failed=failed)

    def refresh(self) -> None:
        """Take a new snapshot; any number of calls meanwhile lead to one more."""
        self._narrow = False
        self._refresh()

    def _refresh(self) -> None:
        if self._refreshing:
            self._stale = True
            return
        before, self._refreshing, self._stale = self.state, True, False
        # Approvals are checked once after all files are added: a check after each of many takes longer than the file.
        whole = partial(snapshot, approvals=not self.arriving)
        # A decision is shown first: the check masks all that was sent again, and no approval counts until it is done.
        # The same holds if no approval is valid now: finding that out takes as long as the check.
        names = partial(after_names, approvals=not before.summaries)
        if self._narrow and before.summaries:
            self._approvals.start()
        read, self._narrow = names if self._narrow else whole, True
        matter = self._matter

        def work(report: Report, _: Cancellation) -> Snapshot:
            return read(matter, before, report=report)

        self.tasks.run(Lane.VAULT, "Refreshing", work, self._take, failed=self._not_taken, quiet=True, stops=False)

    @property
    def refreshing(self) -> bool:
        """Whether a new snapshot will follow."""
        return self._refreshing or self._acts > 0

    # Documents

    @property
    def incoming(self) -> dict[Path, Arrival]:
        """Files that are being read or searched, or were refused."""
        return self._files.arrivals

    @property
    def became(self) -> Mapping[Path, str]:
        """Files that were read since the window opened, with the ids of their documents."""
        return self._files.became

    def original(self, document_id: str) -> bytes | None:
        """The bytes of a document's file; called from a job of another lane than the vault's."""
        return called_in(self.tasks.executor, Lane.VAULT, lambda: self._matter.store.original(document_id))

    def add(self, paths: Sequence[Path], passwords: Mapping[Path, str] = NO_PASSWORDS) -> Task | None:
        """Read files into the matter; the caller has listed folders.

        Arguments:
            passwords: of files among them that are opened with one; kept until the files are read.
        """
        new = self._files.begin(paths)
        if not new:
            return None
        self.incoming_changed.emit()
        self.file_shown.emit(new[0])
        adding = self._adding()
        return self.tasks.run(
            Lane.DOCUMENTS,
            "Reading",
            lambda report, cancel: adding.add(new, report, cancel, passwords),
            lambda added: self._added(new, added),
            failed=lambda problem: self._not_added(new, problem),
        )

    def search_missing(self) -> None:
        """Finish a search for names that was interrupted."""
        if self.unsearched and not self.reading:
            self.tasks.run(
                Lane.DOCUMENTS, "Searching for names", self._adding().search_missing, failed=self._not_searched
            )

    @property
    def unsearched(self) -> frozenset[str]:
        """Documents that were not searched for names, and are not being searched now or later by a production."""
        return self.state.busy - self.state.coming - self._files.documents_at_work

    @property
    def arriving(self) -> bool:
        """Whether a file is being read or searched."""
        return self._files.arriving

    @property
    def cut_short(self) -> tuple[Path, ...]:
        """Unread files of a run that was stopped or killed before it reached them."""
        return self._files.cut_short

    def read_again(self) -> None:
        """Read those, or the files that contain them; members already in the matter are not reported again."""
        self.add(self._files.begin_again())

    def forget(self, path: Path) -> None:
        """Remove a refused or known file from the list, for good."""
        if not self.reading:
            self._files.forget(path)
            self.incoming_changed.emit()
            self.act("Removing a file from the list", lambda matter: unrefuse(matter, path))

    @functools.cached_property
    def producing(self) -> Producing:
        """The object that adds complete productions and works on them."""
        return Producing(self._matter, self.tasks.executor, self.workers)

    # Summaries

    @functools.cached_property
    def masking(self) -> Summarizing:
        """The object that masks, prepares payloads and has summaries made."""
        return Summarizing(self._matter, self.tasks.executor)

    @functools.cached_property
    def summaries(self) -> SummaryTasks:
        """The object that gives documents to an engine and knows which task runs."""
        return SummaryTasks(self.tasks, self.masking, self.refresh)

    # Redacted copies

    def copy(
        self,
        document_ids: Sequence[str],
        folder: Path,
        choices: Choices,
        made: Callable[[str, Redacted], None],
        logged: Callable[[RunLog], None],
        then: Callable[[int], object],
        failed: Callable[[LegalRedactError], None],
    ) -> Task:
        """Have copies made; `made` is called with each result and `logged` with the log of all, in the GUI thread."""
        copying = Copying(
            self._matter,
            self.tasks.executor,
            lambda document_id, result: self.tasks.tell(lambda: made(document_id, result)),
            lambda log: self.tasks.tell(lambda: logged(log)),
        )
        work = partial(copying.make, tuple(document_ids), folder, choices)
        return self.tasks.run(Lane.COPIES, "Making copies", work, then, failed=failed)

    def produce(
        self,
        choices: ProduceChoices,
        folder: Path,
        then: Callable[[Produced], object],
        failed: Callable[[LegalRedactError], None],
    ) -> Task:
        """Have a production set made; it needs no processes while redacted copies are being made."""
        executor = self.tasks.executor
        production = Production(self._matter, partial(called_in, executor, Lane.VAULT))
        work = partial(production.run, choices, folder)
        return self.tasks.run(Lane.COPIES, "Producing", work, then, failed=failed)

    # Places

    def show(self, document_id: str, span: Span | None = None) -> None:
        """Make the pages go to a place."""
        self.shown.emit(document_id, span)

    def close(self, then: Callable[[], None]) -> None:
        """Close the matter once the vault lane's work is done; nothing can be undone any more."""
        self.undo.clear()  # a stack that Python's collector takes apart together with its commands crashes the program

        def close(matter: OpenMatter) -> None:
            matter.close()
            if self._place is not None:
                self._place.cleanup()

        self.look("Closing", close, lambda _: then(), failed=lambda _: then())

    def _adding(self) -> Adding:
        return Adding(self._matter, self.tasks.executor, lambda arrival: self.tasks.tell(lambda: self._came(arrival)))

    def _came(self, arrival: Arrival) -> None:
        changed = self._files.came(arrival)
        self.incoming_changed.emit()
        if changed:
            self.refresh()

    def _added(self, paths: Sequence[Path], added: Added) -> None:
        self._files.drop_unfinished()
        if not self.refreshing:
            self._files.drop_shown(self.state.busy)
        if self.state.signed:
            self.refresh()
        self.incoming_changed.emit()
        self.files_added.emit(paths, added)

    def _not_added(self, paths: Sequence[Path], problem: LegalRedactError) -> None:
        self._files.stopped(paths, problem)
        self._told(problem)

    def _not_searched(self, problem: LegalRedactError) -> None:
        self._files.drop_unsearched()
        self._told(problem)

    def _told(self, problem: LegalRedactError) -> None:
        self.incoming_changed.emit()
        self.refresh()
        if not isinstance(problem, Cancelled):
            self.tasks.failed.emit(problem)

    def _acted(self) -> None:
        self._acts -= 1
        if not self._acts:
            self._refresh()

    def _take(self, state: Snapshot) -> None:
        self._refreshing = False
        self.state = state
        if self._stale:
            self._refresh()
        else:
            self._files.drop_shown(self.state.busy)
        self.changed.emit(state)

    def _check_approvals(self) -> None:
        if self.refreshing:
            self._approvals.start()
            return
        state = self.state

        def take(checked: Snapshot) -> None:
            if self.state is state:
                self._take(checked)

        def not_checked(problem: LegalRedactError) -> None:
            if not isinstance(problem, Cancelled):
                self.tasks.failed.emit(problem)

        cancel = self._checking = Cancellation()
        self.look("Checking approvals", lambda matter: with_approvals(matter, state, cancel), take, failed=not_checked)

    def _not_taken(self, problem: LegalRedactError) -> None:
        self._refreshing = self._narrow = False
        self.tasks.failed.emit(problem)
