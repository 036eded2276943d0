"""Adds files to a matter while a person works in it: read and searched in one lane, stored in another."""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from legalredact.documents.assembly import identify
from legalredact.errors import Cancelled, LegalRedactError, UnreadableInput, WorkerStopped
from legalredact.model.document import Document
from legalredact.model.job import Stage, State
from legalredact.model.listing import RefusedFile
from legalredact.model.progress import Cancellation, Progress, Report
from legalredact.workflow.compute.lanes import Executor, Lane
from legalredact.workflow.matter.adding_progress import OfAll, ProgressByPercent
from legalredact.workflow.matter.incoming import (
    NO_PASSWORDS,
    Added,
    Thing,
    expand,
    members_among,
    original_of,
    positions,
    read_all,
    shown,
)
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.unread_files import all_came, cut_short, expect, expect_instead, refuse, unrefuse

T = TypeVar("T")
READ = 0.5
"""Share of the work on a file that is done once it is read; detection follows."""
_AHEAD = 8
"""At least the number of files that may be read at one time; the file that a reader reports on is among them."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Result or progress of one file.

    Arguments:
        document_id: set once it is read.
        searched: detection is done.
        percent: share that is read, or searched once it is read.
        known: the matter already had a document with the same bytes: this one.
        problem: why it could not be read.
        cut_short: it was not read, since reading was stopped or killed before.
    """

    path: Path = field(repr=False)
    document_id: str = ""
    searched: bool = False
    percent: int = 0
    known: bool = False
    problem: UnreadableInput | None = None
    cut_short: bool = False

    @property
    def at_work(self) -> bool:
        """Whether it is still being read or searched."""
        return self.problem is None and not self.known


def refused_before(file: RefusedFile) -> Arrival:
    """A file that the matter remembers as unread."""
    return Arrival(Path(file.path), problem=UnreadableInput(file.what, file.remedy), cut_short=file.cut_short)


@dataclass(frozen=True, slots=True)
class Adding:
    """Adds files to a matter that another thread owns.

    Arguments:
        matter: used in the vault lane only.
        executor: the lanes; the caller runs in the documents lane.
        arrived: called with each file, in the caller's thread.
    """

    matter: OpenMatter
    executor: Executor
    arrived: Callable[[Arrival], None]

    def add(
        self,
        paths: Sequence[Path],
        report: Report,
        cancel: Cancellation,
        passwords: Mapping[Path, str] = NO_PASSWORDS,
    ) -> Added:
        """Read files, store each as soon as it is read, then search it for names.

        Cancelling keeps finished work. A document that was not searched yet is searched when the matter is opened. A
        file that was not read yet is remembered as unread.

        Arguments:
            passwords: of files among them that are opened with one.

        Errors: Cancelled; WorkerStopped if a search crashed, after everything else was done.
        """
        self._vault(lambda: self.matter.note("document.read", ("files", len(paths))))
        self._vault(lambda: expect(self.matter, paths))
        came: list[Path] = []
        try:
            return self._add(self._expanded(paths, report, cancel, passwords), came, report, cancel)
        except LegalRedactError:
            self._tell_what_is_left(came)
            raise

    def _tell_what_is_left(self, came: Sequence[Path]) -> None:
        try:
            left = self._vault(lambda: cut_short(self.matter, came))
        except LegalRedactError:
            return  # the window closes, and the vault with it: it is told when the matter is opened next
        for file in left:
            self.arrived(refused_before(file))

    def _add(self, things: Sequence[Thing], came: list[Path], report: Report, cancel: Cancellation) -> Added:
        """As `add`; each file that is read or refused is added to those that `came`, also if an error ends it."""
        self._vault(lambda: expect_instead(self.matter, map(shown, things)))
        places = positions(things, self._vault(self.matter.store.last_position))
        added: list[str] = []
        known: list[tuple[Path, str]] = []
        refused: list[tuple[Path, UnreadableInput]] = []
        crashed: list[WorkerStopped] = []
        whole = OfAll(len(things), report)
        reading = _Reading(things, self.arrived, whole)
        for thing, outcome in read_all(self.matter.parts, things, reading.report, cancel):
            cancel.check()
            path = shown(thing)
            reading.open.discard(path)
            try:
                if isinstance(outcome, UnreadableInput):
                    raise outcome
                new = self._keep(thing, outcome, places.get(thing))
                came.append(path)
                if new:
                    self._search(path, outcome, whole.of(path, READ, 1), cancel)
                    added.append(outcome.id)
                else:
                    known.append((path, outcome.id))
            except UnreadableInput as problem:
                refused.append((path, problem))
                self._vault(functools.partial(refuse, self.matter, path, problem))
                self.arrived(Arrival(path, problem=problem))
            except WorkerStopped as problem:
                crashed.append(problem)
            whole.finished(path)
        self._vault(lambda: self.matter.keep_families(things))
        self._vault(lambda: all_came(self.matter))
        if crashed:
            raise crashed[0]
        return Added(tuple(added), tuple(known), tuple(refused))

    def search_missing(self, report: Report, cancel: Cancellation) -> int:
        """Search documents whose search was interrupted; returns how many. Documents of a production that wait for its
        own search are skipped.

        Errors: as `add`.
        """
        coming = self._vault(lambda: coming_by_production(self.matter))
        missing = [one for one in self._vault(self.matter.undetected) if one not in coming]
        crashed: list[WorkerStopped] = []
        whole = OfAll(len(missing), report)
        for document_id in missing:
            cancel.check()
            document = self._vault(functools.partial(self.matter.store.document, document_id, boxes=True))
            path = Path(document.name)
            try:
                self._search(path, document, whole.of(path, 0, 1), cancel)
            except WorkerStopped as problem:
                crashed.append(problem)
            whole.finished(path)
        if crashed:
            raise crashed[0]
        return len(missing)

    def _expanded(
        self, paths: Sequence[Path], report: Report, cancel: Cancellation, passwords: Mapping[Path, str]
    ) -> tuple[Thing, ...]:
        """Files, or their members; an archive whose entries are listed has no row of its own."""
        things = expand(self.matter.parts, paths, report, cancel, passwords)
        for path in set(paths) - {shown(thing) for thing in things}:
            self.arrived(Arrival(path, searched=True))
        return things

    def _keep(self, thing: Thing, document: Document, position: int | None) -> bool:
        """Whether it is new in the matter."""
        path = shown(thing)
        self._vault(lambda: unrefuse(self.matter, path))
        if self._vault(lambda: self.matter.knows(document.id)):
            self.arrived(Arrival(path, document.id, searched=True, known=True))
            return False
        original = original_of(self.matter.parts, thing)
        self._vault(lambda: self.matter.keep(document, original, position))
        return True

    def _search(self, path: Path, document: Document, report: Report, cancel: Cancellation) -> None:
        self.arrived(Arrival(path, document.id))
        told = ProgressByPercent(lambda percent: self.arrived(Arrival(path, document.id, percent=percent)), report)
        with self.matter.work("Names are looked for"):
            mentions = self.matter.thinking.detect(document, told.report, cancel)
            self._vault(lambda: self.matter.keep_mentions(document.id, mentions))
        self.arrived(Arrival(path, document.id, searched=True))

    def _vault(self, step: Callable[[], T]) -> T:
        return called_in(self.executor, Lane.VAULT, step)


def coming_by_production(matter: OpenMatter) -> frozenset[str]:
    """Documents that a production will search when it continues."""
    return frozenset(job.document_id for job in matter.store.jobs(Stage.DETECT, State.WAITING))


@dataclass(slots=True)
class _Reading:
    """Reports the progress of each file; readers report documents' ids alone.

    Arguments:
        things: in the order in which they are read.
        paths: files among them whose ids are not known yet.
        open: files that are neither read nor refused yet.
        files: the file for each id that was looked up so far.
    """

    things: Sequence[Thing] = field(repr=False)
    arrived: Callable[[Arrival], None]
    whole: OfAll
    paths: Sequence[Path] = field(init=False, repr=False)
    open: set[Path] = field(init=False, repr=False)
    files: dict[str, Path] = field(default_factory=dict, repr=False)
    told: dict[str, ProgressByPercent | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.paths = [thing for thing in self.things if isinstance(thing, Path)]
        self.open = {shown(thing) for thing in self.things}
        self.files.update({one.document_id: shown(one) for one in members_among(self.things) if one.digest})

    def report(self, progress: Progress) -> None:
        if progress.subject and progress.subject not in self.told:
            self.told[progress.subject] = self._told(progress.subject)
        told = self.told.get(progress.subject)
        if told is not None:
            told.report(progress)
        elif self.whole.total == 1:
            self.whole.pass_on(progress)

    def _told(self, document_id: str) -> ProgressByPercent | None:
        """The file; None if it is none of these, or unknown."""
        path = self._file(document_id)
        if path is None:
            return None
        whole = self.whole.of(path, 0, READ)

        def tell(percent: int) -> None:
            if path in self.open:
                self.arrived(Arrival(path, percent=percent))

        return ProgressByPercent(tell, lambda progress: whole(progress) if path in self.open else None)

    def _file(self, document_id: str) -> Path | None:
        if document_id in self.files:
            return self.files[document_id]
        unknown = set(self.paths) - set(self.files.values())
        waiting: Iterable[Path] = (path for path in self.paths if path in self.open and path in unknown)
        for _, path in zip(range(_AHEAD), waiting, strict=False):
            if document_id in self.files:
                break
            try:
                self.files[identify(path).id] = path
            except OSError:
                continue  # its reader says so
        return self.files.get(document_id)


def called_in(executor: Executor, lane: Lane, step: Callable[[], T]) -> T:
    """Run a step in another lane and wait for its result or error."""
    import concurrent.futures

    waiting: concurrent.futures.Future[T] = concurrent.futures.Future()

    def run() -> None:
        try:
            waiting.set_result(step())
        except BaseException as problem:  # noqa: BLE001 - handed to whoever waits, whatever it is
            waiting.set_exception(problem)

    executor.submit(lane, run)
    try:
        return waiting.result()
    except concurrent.futures.CancelledError:
        raise Cancelled from None
