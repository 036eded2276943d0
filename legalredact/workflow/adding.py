"""Files come into a matter while a person works in it: read and searched in one lane, kept in another."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from legalredact.errors import Cancelled, UnreadableInput
from legalredact.model.document import Document
from legalredact.model.progress import Cancellation, Progress, Report
from legalredact.workflow.jobs import Executor, Lane
from legalredact.workflow.open_matter import Added, OpenMatter

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of one file: a document's id, or why it could not be read; `searched` once its names are known."""

    path: Path
    document_id: str = ""
    searched: bool = False
    problem: UnreadableInput | None = None


@dataclass(frozen=True, slots=True)
class Adding:
    """Adds files to a matter that another thread owns.

    Arguments:
        matter: touched in the vault lane only.
        executor: the lanes; the caller runs in the documents lane.
        arrived: told of each file, in the caller's thread.
    """

    matter: OpenMatter
    executor: Executor
    arrived: Callable[[Arrival], None]

    def add(self, paths: Sequence[Path], report: Report, cancel: Cancellation) -> Added:
        """Read files, keep each as soon as it is read, then look for names in it.

        Cancelling keeps what is done; a document whose names are not known yet is searched when the matter is opened.
        """
        self._vault(lambda: self.matter.note("document.read", ("files", len(paths))))
        added: list[str] = []
        known: list[str] = []
        refused: list[tuple[Path, UnreadableInput]] = []
        for number, (path, outcome) in enumerate(self.matter.parts.read(paths, report, cancel), 1):
            cancel.check()
            try:
                if isinstance(outcome, UnreadableInput):
                    raise outcome
                (added if self._take(path, outcome, report, cancel) else known).append(outcome.id)
            except UnreadableInput as problem:
                refused.append((path, problem))
                self.arrived(Arrival(path, problem=problem))
            report(Progress("search", number, len(paths)))
        return Added(tuple(added), tuple(known), tuple(refused))

    def search_missing(self, report: Report, cancel: Cancellation) -> int:
        """Look for names where the last run was cut short; returns in how many documents."""
        missing = self._vault(self.matter.undetected)
        for number, document_id in enumerate(missing, 1):
            cancel.check()
            document = self._vault(functools.partial(self.matter.store.document, document_id))
            self._search(Path(document.name), document, report, cancel)
            report(Progress("search", number, len(missing)))
        return len(missing)

    def _take(self, path: Path, document: Document, report: Report, cancel: Cancellation) -> bool:
        if self._vault(lambda: self.matter.knows(document.id)):
            self.arrived(Arrival(path, document.id, searched=True))
            return False
        self._vault(lambda: self.matter.keep(document, path))
        self.arrived(Arrival(path, document.id))
        self._search(path, document, report, cancel)
        return True

    def _search(self, path: Path, document: Document, report: Report, cancel: Cancellation) -> None:
        mentions = self.matter.thinking.detect(document, report, cancel)
        self._vault(lambda: self.matter.keep_mentions(document.id, mentions))
        self.arrived(Arrival(path, document.id, searched=True))

    def _vault(self, step: Callable[[], T]) -> T:
        return called_in(self.executor, Lane.VAULT, step)


def called_in(executor: Executor, lane: Lane, step: Callable[[], T]) -> T:
    """Run a step in another lane and wait for what it gives or raises."""
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
